//! What the reader does with the open article: selects, notes, opens cards. One handle that every event of
//! the screen is turned into a call of.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::caret::Caret;
use super::floating::Anchor;
use super::paint;
use super::placing::Lying;
use crate::app::fixes::Fixes;
use crate::app::hooks::Live;
use crate::app::margin::{Open, Placed};
use crate::app::notebook::Notes;
use crate::app::root::NARROW;
use crate::app::settings::Settings;
use crate::browser::dom;
use crate::browser::places::{self, Places};
use crate::corrections::Correction;
use crate::library::{Analysis, Mention, Shelf};
use crate::marks::Mark;
use crate::notes::{Colour, Note, describe};
use crate::text::{Fingerprint, Span};
use crate::words::{Word, word_at};

/// Selected text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Selected {
    /// The state of the article it was selected in.
    pub stamp: (usize, u32),
    /// What is selected.
    pub span: Span,
    /// What of it the hand drew over, before it was made whole.
    pub drawn: Span,
    /// Where its end is on the page.
    pub anchor: Anchor,
}

/// The mark whose card is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// The state of the article it is of: after a step to another one, the index means something else.
    pub stamp: (usize, u32),
    /// The mark's index.
    pub mark: usize,
    /// Where it is on the page.
    pub anchor: Anchor,
    /// Whether it stays until closed; a card that only the pointer called goes with the pointer.
    pub pinned: bool,
}

/// What the selection could correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// The word could be several.
    Split(String),
    /// The words could be one.
    Join(String),
    /// The words could be the name of a programme.
    Name(String),
    /// The name that was found could be this part of it.
    Part {
        /// The name, as it was found.
        found: String,
        /// The part.
        name: String,
    },
}

/// See the module.
#[derive(Clone)]
pub struct Desk {
    /// All articles.
    pub shelf: Shelf,
    /// The article.
    pub analysis: Rc<Analysis>,
    /// Its places on the screen, once it is there.
    pub places: Rc<RefCell<Option<Places>>>,
    /// Its notes.
    pub placed: Rc<Vec<Placed>>,
    /// Where they lie.
    pub lying: Lying,
    /// The notebook.
    pub notes: Notes,
    /// The reader's corrections.
    pub fixes: Fixes,
    /// The settings in force.
    pub settings: Settings,
    /// Other settings were chosen.
    pub on_settings: Callback<Settings>,
    /// The sheet of notes is to be shown or closed.
    pub on_sheet: Callback<bool>,
    /// The selected text.
    pub selected: UseStateHandle<Option<Selected>>,
    /// The card shown.
    pub card: UseStateHandle<Option<Shown>>,
    /// The note open for writing.
    pub open: UseStateHandle<Option<Open>>,
    /// The word under the pointer or caret.
    pub here: Live<Option<Word>>,
    /// The id of the note that is pointed at, in the text or in the margin.
    pub lit: Live<Option<String>>,
    /// The id of the orphan for which a place is being chosen.
    pub choosing: UseStateHandle<Option<String>>,
    /// What happened last, for those who listen.
    pub said: Live<String>,
    /// The reading caret, once there is one.
    pub caret: Rc<RefCell<Option<Caret>>>,
    /// Whether the selection is taken as it is drawn, because a key says so.
    pub exact: Rc<Cell<bool>>,
    /// The article's element.
    pub article: NodeRef,
    /// The element that shows the caret.
    pub bar: NodeRef,
    /// The handles of the open note, at its beginning and its end.
    pub ends: [NodeRef; 2],
}

impl Desk {
    /// Asks the places, when the article is on the screen.
    pub fn with_places<T>(&self, ask: impl FnOnce(&Places) -> Option<T>) -> Option<T> {
        self.places.borrow().as_ref().and_then(ask)
    }

    /// Shows the word at a position as the one pointed at.
    pub fn point_at(&self, position: Option<usize>) {
        self.light(position.and_then(|p| self.note_at(p)).map(|placed| placed.note.id.clone()));
        let word = position.and_then(|p| word_at(&self.analysis.words, p));
        if self.here.get() != word {
            self.with_places(|places| {
                paint::here(places, word.map(|w| w.span));
                Some(())
            });
            self.here.set(word);
        }
    }

    /// Shows a note, by its id, and its passage as the one pointed at.
    pub fn light(&self, id: Option<String>) {
        if self.lit.get() != id {
            self.lit.set(id);
            self.paint_active();
        }
    }

    /// Selects the word at a position.
    pub fn select_word(&self, position: usize) {
        if let Some(word) = word_at(&self.analysis.words, position) {
            self.with_places(|places| {
                places.select(word.span.start, word.span.end);
                Some(())
            });
        }
    }

    /// What is selected in the article as it is now.
    fn selected_now(&self) -> Option<Selected> {
        self.selected.filter(|selected| selected.stamp == self.analysis.stamp())
    }

    fn selected_span(&self) -> Option<Span> {
        self.selected_now().map(|selected| selected.span)
    }

    /// The word that is selected, when exactly one is.
    pub fn selected_word(&self) -> Option<Word> {
        let span = self.selected_span()?;
        word_at(&self.analysis.words, span.start).filter(|word| word.span == span)
    }

    /// What the selection could correct. Nothing where it crosses the edge of a word, of a name or of a clause.
    pub fn offers(&self) -> Vec<Offer> {
        let Some(Selected { span, drawn, .. }) = self.selected_now() else {
            return Vec::new();
        };
        let text = self.analysis.slice(span).to_owned();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '·' | '、');
        if span.len() < 2 || span.len() > LONGEST_NAME || !text.chars().all(plain) {
            return Vec::new();
        }
        let marks: Vec<&Mark> = self.analysis.marks.iter().filter(|m| m.span().overlaps(span)).collect();
        if let [Mark::Program(program)] = marks.as_slice()
            && program.span.covers(span)
        {
            // The name is selected as a whole when a part of it is drawn over, and that part is what may be meant.
            let part = if program.span == span { drawn } else { span };
            let inside = program.span.covers(part) && program.span != part && part.len() > 1;
            let name = self.analysis.slice(part).to_owned();
            let part = inside.then(|| Offer::Part { found: program.name.clone(), name });
            return part.into_iter().collect();
        }
        let mut offers = Vec::new();
        let words: Vec<&Word> = self.analysis.words.iter().filter(|w| w.span.overlaps(span)).collect();
        let whole = words.first().is_some_and(|w| w.span.start == span.start)
            && words.last().is_some_and(|w| w.span.end == span.end);
        if whole && marks.is_empty() {
            let offer = if words.len() == 1 { Offer::Split } else { Offer::Join };
            offers.push(offer(text.clone()));
        }
        offers.push(Offer::Name(text));
        offers
    }

    /// Makes a correction, in all texts at once.
    pub fn correct(&self, correction: Correction) {
        places::clear_selection();
        self.selected.set(None);
        self.card.set(None);
        self.fixes.say(correction);
    }

    /// Shows the card of a mark's element.
    pub fn show_card(&self, element: &HtmlElement, pinned: bool) {
        if let Some(mark) = mark_of(element)
            && let Some(rect) = element.get_client_rects().item(0)
        {
            self.card.set(Some(Shown { stamp: self.analysis.stamp(), mark, anchor: Anchor::of(&rect), pinned }));
        }
    }

    /// Makes a note on the selection or, without one, on the mark that has the focus or the word at the caret. A passage that is noted
    /// already keeps its one note, which takes the colour.
    pub fn annotate(&self, colour: Colour, write: bool) -> bool {
        let focused = || {
            let element = dom::document().active_element()?;
            Some(self.analysis.marks.get(mark_of(&element)?)?.span())
        };
        let Some(span) = self.selected_span().or_else(focused).or_else(|| self.word_at_caret()) else {
            return false;
        };
        if let Some(id) = &*self.choosing {
            self.attach(id, span);
            return true;
        }
        // The span comes from this very text, so it can be described.
        let Ok(selectors) = describe(&self.analysis.reading.text, span) else {
            return false;
        };
        let placed = self.placed.iter().find(|p| p.span == Some(span)).map(|p| p.note.clone());
        // One that is hidden is not placed; it was described in the same way.
        let all = self.notes.of_article(self.analysis.index);
        let existing = placed.or_else(|| all.iter().find(|note| note.selectors == selectors).cloned());
        let line = self.settings.line;
        let id = if let Some(note) = existing {
            self.notes.change(&note, |note| (note.colour, note.line) = (colour, line));
            note.id.clone()
        } else {
            self.notes.add(self.analysis.index, selectors, colour, line).id
        };
        // Who marks something wants to see it.
        let settings = Settings { colour, clean: false, ..self.settings };
        if self.settings != settings {
            self.on_settings.emit(settings);
        }
        places::clear_selection();
        self.selected.set(None);
        self.say_passage("said.noted", span);
        if write {
            self.open_note(Some(Open { id, write: true }));
        }
        true
    }

    /// Every place of what is selected; see [`Library::alike`](crate::library::Library::alike).
    pub fn alike(&self) -> Vec<Mention> {
        self.selected_span().map(|span| self.shelf.alike(self.analysis.index, span)).unwrap_or_default()
    }

    /// Marks every place of what is selected as the last mark was made, in all articles or in this one.
    pub fn annotate_everywhere(&self, in_all: bool) {
        let places = self.alike().into_iter().filter(|place| in_all || place.article == self.analysis.index);
        let described = places.filter_map(|place| {
            let text = &self.shelf.analysis(place.article).reading.text;
            Some((place.article, describe(text, place.span).ok()?))
        });
        self.notes.add_all(described.collect(), self.settings.colour, self.settings.line);
        places::clear_selection();
        self.selected.set(None);
    }

    /// Opens a note, or none.
    pub fn open_note(&self, open: Option<Open>) {
        if open.is_some() {
            self.on_sheet.emit(true);
        }
        self.open.set(open);
    }

    /// Puts an orphan on a place of the text: from now on it is a note on that.
    pub fn attach(&self, id: &str, span: Span) {
        if let Some(orphan) = self.placed.iter().find(|placed| placed.note.id == id) {
            self.put_on(&orphan.note, span);
        }
        places::clear_selection();
        self.selected.set(None);
        self.choosing.set(None);
    }

    /// Gives a note another passage, described anew in the text as it is.
    pub fn put_on(&self, note: &Note, span: Span) {
        let text = &self.analysis.reading.text;
        // A span of this very text can be described.
        if let Ok(selectors) = describe(text, span) {
            let (article, text) = (self.analysis.article.id.clone(), Fingerprint::of(text));
            self.notes.change(note, |note| (note.article, note.text, note.selectors) = (article, text, selectors));
        }
    }

    /// Puts the orphan for which a place is being chosen on what is selected, if both are there.
    pub fn attach_selected(&self) {
        let selected = self.with_places(|places| self.meant(places.selection()?, self.exact.get()));
        if let (Some(id), Some(span)) = (&*self.choosing, selected) {
            self.attach(id, span);
        }
    }

    /// The note at a position. Where several lie on one another the shortest, whose outside the others still show;
    /// but after the open one the next longer, and after the longest the shortest again, so that all are reached.
    pub fn note_at(&self, position: usize) -> Option<&Placed> {
        let mut here: Vec<&Placed> = self.lying.at(position).into_iter().filter_map(|at| self.placed.get(at)).collect();
        crate::order::sort_by_key(&mut here, |p| p.span.map(Span::len));
        let open = self.open.as_ref().and_then(|open| here.iter().position(|p| p.note.id == open.id));
        here.get(open.map_or(0, |open| (open + 1) % here.len())).copied()
    }

    /// Copies the selected text.
    pub fn copy(&self) {
        if let Some(span) = self.selected_span() {
            dom::copy(self.analysis.slice(span));
        }
    }

    /// Closes what is open, the nearest thing first. Whether there was one.
    pub fn close(&self) -> bool {
        if let Some(card) = *self.card {
            // From inside the card the focus goes back to its mark.
            if dom::document().query_selector(".card:focus-within").is_ok_and(|card| card.is_some()) {
                dom::focus_first(&format!("[data-mark='{}']", card.mark));
            }
            self.card.set(None);
        } else if self.selected.is_some() {
            places::clear_selection();
            self.selected.set(None);
        } else if self.choosing.is_some() {
            self.choosing.set(None);
        } else if self.open.is_some() {
            self.open.set(None);
        } else if !dom::media(NARROW)
            && dom::document().query_selector(".margin-place :focus").is_ok_and(|e| e.is_some())
        {
            // From the margin one comes back to where one was in the text.
            self.focus_text();
        } else {
            return false;
        }
        true
    }
}

/// A name is no longer than this, characters: the longest in print have some thirty.
const LONGEST_NAME: usize = 40;

/// The index of the mark that an element is.
pub fn mark_of(element: &web_sys::Element) -> Option<usize> {
    element.get_attribute("data-mark")?.parse().ok()
}
