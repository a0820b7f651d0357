//! The reader's notebook as the page holds it: one for the whole page, drawn anew when it changes.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::fixes;
use super::hooks::use_window_event;
use super::library::Shelf;
use crate::browser::clock;
use crate::browser::storage::LocalStorage;
use crate::keeping;
use crate::notes::{Change, Colour, Damaged, Line, Note, Notebook, SaveError, Selectors, StoreError, fresh_id};

type Book = Rc<RefCell<Notebook<LocalStorage>>>;

thread_local! {
    /// The page's notebook, for the crash page: it must reach what is not in the store.
    static BOOK: RefCell<Option<Book>> = const { RefCell::new(None) };
}

/// Everything the reader made, kept or not, as a file; also when the program has come to its end.
pub fn export_raw() -> String {
    let notes = with_book(|book| book.unsaved_items().collect::<Vec<_>>()).unwrap_or_default();
    keeping::export_raw(&LocalStorage, notes.into_iter().chain(fixes::unsaved_items()))
}

/// How many notes are not in the store.
pub fn unsaved() -> usize {
    with_book(|book| book.unsaved().count()).unwrap_or(0)
}

/// Asks the page's notebook. `None` before there is one and while it is being written: a panic may come then, and
/// what is in the store is still there.
fn with_book<T>(ask: impl FnOnce(&Notebook<LocalStorage>) -> T) -> Option<T> {
    let book = BOOK.with(|book| book.try_borrow().ok()?.clone())?;
    let book = book.try_borrow().ok()?;
    Some(ask(&book))
}

/// What the page shows about the notebook beside the notes.
#[derive(Clone, PartialEq, Default)]
struct State {
    /// Grows with every change, so that what is drawn from the notes is drawn again.
    revision: u32,
    damaged: Rc<[Damaged]>,
    error: Option<SaveError>,
    /// What was deleted since it could last be taken back.
    deleted: Vec<Note>,
}

enum Action {
    /// The notes changed, and this is how keeping them went.
    Changed(Result<(), SaveError>),
    /// A note was deleted and can be had back.
    Deleted(Note),
    /// The offer to have it back is over.
    Forgotten,
    /// Another tab left an item that cannot be read.
    Damaged(Damaged),
    /// The reader has seen the damaged items.
    DamageSeen,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        state.revision += 1;
        match action {
            Action::Changed(Err(error)) => state.error = Some(error),
            // One note that was kept does not mean that all are.
            Action::Changed(Ok(())) if unsaved() > 0 => {}
            Action::Changed(Ok(())) => state.error = None,
            Action::Deleted(note) => state.deleted.push(note),
            Action::Forgotten => state.deleted.clear(),
            Action::Damaged(item) => state.damaged = state.damaged.iter().cloned().chain([item]).collect(),
            Action::DamageSeen => state.damaged = Rc::default(),
        }
        Rc::new(state)
    }
}

/// The notebook, for every part of the page.
#[derive(Clone, PartialEq)]
pub struct Notes {
    book: SharedBook,
    state: UseReducerHandle<State>,
    shelf: Shelf,
    /// Which notes belong to which article, by the article's place; worked out once for each state.
    homes: Rc<Vec<Vec<String>>>,
}

/// One notebook is made for a page, so two handles are always the same one.
#[derive(Clone)]
struct SharedBook(Book);

impl PartialEq for SharedBook {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Why notes are not kept, if they are not.
pub enum Trouble {
    /// The browser keeps nothing at all.
    Unavailable,
    /// The space is used up; so many notes are not kept.
    Full(usize),
    /// Something else, in the browser's words; so many notes are not kept.
    Other(usize, String),
}

/// Opens the notebook, once, and follows what other tabs write.
#[hook]
pub fn use_notes(shelf: &Shelf) -> Notes {
    let opened = use_memo((), |()| {
        let opened = Notebook::open(LocalStorage);
        let book = Rc::new(RefCell::new(opened.items));
        BOOK.with(|page| page.replace(Some(book.clone())));
        (book, opened.damaged, opened.error)
    });
    let (book, damaged, error) = &*opened;
    let state = use_reducer(|| State {
        damaged: damaged.as_slice().into(),
        error: error.clone().map(SaveError::Store),
        ..State::default()
    });
    let homes = {
        let (shelf, book) = (shelf.clone(), book.clone());
        use_memo(state.revision, move |_| homes(&shelf, &book.borrow()))
    };
    let (book, shelf) = (SharedBook(book.clone()), shelf.clone());
    let notes = Notes { book, state, shelf, homes };
    let other_tab = notes.clone();
    use_window_event("storage", move |event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>() {
            other_tab.refresh(event);
        }
    });
    use_window_event("beforeunload", |event| {
        // The browser asks the reader before it lets unsaved notes go.
        if unsaved() > 0 {
            event.prevent_default();
        }
    });
    notes
}

/// The ids of the notes of each article. A note that belongs to none any more is an orphan of the first.
fn homes(shelf: &Shelf, book: &Notebook<LocalStorage>) -> Vec<Vec<String>> {
    let mut homes = vec![Vec::new(); shelf.articles().len()];
    for note in book.all() {
        let home = shelf.texts().home(note).or_else(|| shelf.first());
        if let Some(notes) = home.and_then(|index| homes.get_mut(index)) {
            notes.push(note.id.clone());
        }
    }
    homes
}

impl Notes {
    /// The notes of an article, given by its place among all.
    pub fn of_article(&self, index: usize) -> Vec<Note> {
        let book = self.book.0.borrow();
        self.homes[index].iter().filter_map(|id| book.get(id).cloned()).collect()
    }

    /// How many notes an article has.
    pub fn count(&self, index: usize) -> usize {
        self.homes[index].len()
    }

    /// How many notes are in the store.
    pub fn saved(&self) -> usize {
        self.book.0.borrow().len() - unsaved()
    }

    /// Grows with every change.
    pub fn revision(&self) -> u32 {
        self.state.revision
    }

    /// Makes a note on an article, given by its place among all, and keeps it.
    pub fn add(&self, index: usize, selectors: Selectors, colour: Colour, line: Line) -> Note {
        let now = clock::now();
        let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        let note = Note {
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
        };
        self.put(&note);
        note
    }

    /// Keeps a changed note.
    pub fn change(&self, note: Note) {
        self.put(&Note { modified: clock::now(), ..note });
    }

    /// Deletes a note; it can be had back for a while.
    pub fn delete(&self, id: &str) {
        let removed = self.book.0.borrow_mut().remove(id);
        match removed {
            Ok(Some(note)) => self.state.dispatch(Action::Deleted(note)),
            Ok(None) => {}
            Err(error) => self.state.dispatch(Action::Changed(Err(error))),
        }
    }

    /// The notes deleted lately, while they can be had back.
    pub fn deleted(&self) -> &[Note] {
        &self.state.deleted
    }

    /// Takes the last deletions back.
    pub fn undelete(&self) {
        for note in &self.state.deleted {
            self.put(note);
        }
        self.forget_deleted();
    }

    /// Ends the offer to take the last deletions back.
    pub fn forget_deleted(&self) {
        self.state.dispatch(Action::Forgotten);
    }

    /// Why notes are not kept, if they are not.
    pub fn trouble(&self) -> Option<Trouble> {
        let unsaved = unsaved();
        match self.state.error.as_ref()? {
            SaveError::Store(StoreError::Unavailable) => Some(Trouble::Unavailable),
            _ if unsaved == 0 => None,
            SaveError::Store(StoreError::Full) => Some(Trouble::Full(unsaved)),
            other => Some(Trouble::Other(unsaved, other.to_string())),
        }
    }

    /// Tries again to keep what is not kept.
    pub fn save_again(&self) {
        let outcome = self.book.0.borrow_mut().save_again();
        self.state.dispatch(Action::Changed(outcome));
    }

    /// The items that could not be read.
    pub fn damaged(&self) -> &[Damaged] {
        &self.state.damaged
    }

    /// The reader knows of the damaged items; they stay where they are.
    pub fn damage_seen(&self) {
        self.state.dispatch(Action::DamageSeen);
    }

    /// The notes as a file for people and programs.
    pub fn export(&self) -> String {
        let notes: Vec<Note> = self.book.0.borrow().all().cloned().collect();
        crate::notes::export_json(&notes)
    }

    fn put(&self, note: &Note) {
        let outcome = self.book.0.borrow_mut().put(note);
        self.state.dispatch(Action::Changed(outcome));
    }

    fn refresh(&self, event: &StorageEvent) {
        let Some(key) = event.key() else { return };
        let change = self.book.0.borrow_mut().refresh(&key, event.new_value().as_deref());
        match change {
            Change::None => {}
            Change::Put(_) | Change::Removed(_) => {
                self.state.dispatch(Action::Changed(Ok(())));
            }
            Change::Damaged(item) => self.state.dispatch(Action::Damaged(item)),
        }
    }
}
