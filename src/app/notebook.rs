//! The reader's notes, for every part of the page: a view of the workbook.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use yew::prelude::*;

use super::homes::{ByArticle, Homes};
use super::workbook::{Action, State, Work, unsaved};
use crate::browser::clock;
use crate::keeping::{Damaged, SaveError, StoreError};
use crate::library::Shelf;
use crate::notes::{Colour, Line, Note, Selectors, TextPosition, fresh_id};
use crate::text::Fingerprint;
use crate::undo::Step;
use crate::workbook::Sort;

/// See the module.
#[derive(Clone)]
pub struct Notes {
    work: Work,
    shelf: Shelf,
    /// Which notes belong to which article; worked out once for each state.
    homes: ByArticle,
}

impl PartialEq for Notes {
    /// There is one workbook a page, so its state tells it.
    fn eq(&self, other: &Self) -> bool {
        let of = |notes: &Self| (notes.work.state.notes, notes.work.state.error.clone());
        of(self) == of(other)
            && Rc::ptr_eq(&self.homes, &other.homes)
            && Rc::ptr_eq(&self.work.state.damaged, &other.work.state.damaged)
            && self.work.state.known == other.work.state.known
    }
}

/// How many notes there are; the same while somebody writes in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// By the article's place among all.
    pub of: Vec<usize>,
    /// Of all articles.
    pub all: usize,
}

/// Why what the reader made is not kept, if it is not.
pub enum Trouble {
    /// The browser keeps nothing at all.
    Unavailable,
    /// The space is used up; so many things are not kept.
    Full(usize),
    /// Somebody emptied the store; so many things are in this page only.
    Emptied(usize),
    /// Something else, in the browser's words; so many things are not kept.
    Other(usize, String),
}

/// The notes of the workbook, over the articles.
#[hook]
pub fn use_notes(work: &Work, shelf: &Shelf) -> Notes {
    let homes = {
        let (shelf, work, homes) = (shelf.clone(), work.clone(), use_mut_ref(Homes::default));
        use_memo(work.state.notes, move |_| work.ask(|book| homes.borrow_mut().follow(&shelf, book.notes().shared())))
    };
    Notes { work: work.clone(), shelf: shelf.clone(), homes: (*homes).clone() }
}

impl Notes {
    /// The notes of an article, given by its place among all, in the order of their ids.
    pub fn of_article(&self, index: usize) -> Rc<Vec<Rc<Note>>> {
        self.homes[index].clone()
    }

    /// How many notes an article has.
    pub fn count(&self, index: usize) -> usize {
        self.homes[index].len()
    }

    /// How many notes there are of each article, and of all.
    pub fn counts(&self) -> Counts {
        Counts { of: self.homes.iter().map(|notes| notes.len()).collect(), all: self.len() }
    }

    /// All notes.
    pub fn all(&self) -> Vec<Rc<Note>> {
        self.work.ask(|book| book.notes().shared().cloned().collect())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.work.ask(|book| book.notes().len())
    }

    /// How many things of the reader's are in the store.
    pub fn saved(&self) -> usize {
        self.work.ask(|book| book.notes().len()).saturating_sub(unsaved())
    }

    /// Whether they have been read; until then there seem to be none.
    pub fn is_open(&self) -> bool {
        self.work.state.is_open
    }

    /// Grows with every change.
    pub fn revision(&self) -> u32 {
        self.work.state.notes
    }

    /// Makes a note on an article, given by its place among all, and keeps it.
    pub fn add(&self, index: usize, selectors: Selectors, colour: Colour, line: Line) -> Note {
        let note = self.fresh(index, selectors, colour, line);
        self.work.act(Sort::Notes, |book| book.put(note.clone()));
        note
    }

    /// Makes notes in several articles, as one act. Where a place has one already, that stays the only one.
    pub fn add_all(&self, places: Vec<(usize, Selectors)>, colour: Colour, line: Line) {
        let taken: HashSet<(Fingerprint, Option<TextPosition>)> =
            self.work.ask(|book| book.notes().all().map(|note| (note.text, note.selectors.position)).collect());
        let fresh = places.into_iter().map(|(index, selectors)| self.fresh(index, selectors, colour, line));
        let notes: Vec<Note> = fresh.filter(|note| !taken.contains(&(note.text, note.selectors.position))).collect();
        self.work.act(Sort::Notes, |book| book.put_all(notes));
    }

    /// The tags of all notes, the most used first.
    pub fn tags(&self) -> Vec<String> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        self.work.ask(|book| {
            for tag in book.notes().all().flat_map(|note| &note.tags) {
                *counts.entry(tag.clone()).or_default() += 1;
            }
        });
        let mut tags: Vec<(String, usize)> = counts.into_iter().collect();
        crate::order::sort_by(&mut tags, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        tags.into_iter().map(|(tag, _)| tag).collect()
    }

    /// Changes a note that is drawn, as it is now.
    pub fn change(&self, drawn: &Note, edit: impl FnOnce(&mut Note)) {
        self.work.act(Sort::Notes, |book| book.edit(drawn, clock::now(), edit));
    }

    /// Changes notes that are drawn, as they are now, as one act.
    pub fn change_all(&self, drawn: &[Rc<Note>], edit: impl Fn(&mut Note)) {
        self.work.act(Sort::Notes, |book| book.edit_all(drawn.iter().map(|note| &**note), clock::now(), edit));
    }

    /// Deletes a note; it can be had back.
    pub fn delete(&self, id: &str) {
        self.delete_all([id]);
    }

    /// Deletes notes, as one act.
    pub fn delete_all<'i>(&self, ids: impl IntoIterator<Item = &'i str>) {
        self.work.act(Sort::Notes, |book| book.delete(ids));
    }

    /// Takes in what came in files, as one act.
    pub fn take_in(&self, step: Step<Note>) {
        self.work.act(Sort::Notes, |book| book.change(step));
    }

    /// Why what the reader made is not kept, if it is not.
    pub fn trouble(&self) -> Option<Trouble> {
        let unsaved = unsaved();
        match self.work.state.error.as_ref()? {
            SaveError::Store(StoreError::Unavailable) => Some(Trouble::Unavailable),
            _ if unsaved == 0 => None,
            SaveError::Store(StoreError::Full) => Some(Trouble::Full(unsaved)),
            SaveError::Emptied => Some(Trouble::Emptied(unsaved)),
            other => Some(Trouble::Other(unsaved, other.to_string())),
        }
    }

    /// Tries again to keep what is not kept.
    pub fn save_again(&self) {
        // Nothing is taken back by it, but all that shows what is kept is drawn again.
        self.work.save_again();
    }

    /// The items that could not be read.
    pub fn damaged(&self) -> &[Damaged] {
        &self.work.state.damaged
    }

    /// How many of them the reader has not been told of.
    pub fn newly_damaged(&self) -> usize {
        let State { damaged, known, .. } = &*self.work.state;
        damaged.iter().filter(|item| !known.has(item)).count()
    }

    /// The reader knows of the damaged items; they stay where they are.
    pub fn damage_seen(&self) {
        self.work.state.dispatch(Action::DamageSeen);
    }

    fn fresh(&self, index: usize, selectors: Selectors, colour: Colour, line: Line) -> Note {
        let now = clock::now();
        let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        Note {
            id: fresh_id(now, random),
            article: self.shelf.articles()[index].id.clone(),
            text: self.shelf.texts().fingerprint(index),
            selectors,
            colour,
            line,
            body: String::new(),
            tags: Vec::new(),
            created: now,
            modified: now,
        }
    }
}
