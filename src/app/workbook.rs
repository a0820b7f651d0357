//! What the reader made, as the page holds it: one workbook for the whole page, drawn anew when it changes.
//! [`Notes`](super::notebook::Notes) and [`Fixes`](super::fixes::Fixes) are views of it,
//! [`History`](super::steps::History) takes back.
//!
//! The text is painted first, then the notes are read, in slices, and shown when all are there. Whatever the reader
//! does before that reads the rest at once and finds them.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::hooks::use_window_event;
use crate::browser::storage::{self, LocalStorage, SessionStorage};
use crate::browser::{clock, dom, journal};
use crate::keeping::journal::Recovered;
use crate::keeping::{self, Change, Damaged, Known, SaveError, StoreError};
use crate::workbook::{Deed, Sort, What, Workbook};

/// The workbook over what the browser keeps.
pub type Book = Workbook<LocalStorage, SessionStorage>;
/// It, as the parts of the page share it.
pub type SharedBook = Rc<RefCell<Book>>;

/// Where the damaged items are kept that the reader has been told of.
const KNOWN: &str = "meipi:known";

thread_local! {
    /// The page's workbook, for the crash page: it must reach what is not in the store.
    static BOOK: RefCell<Option<SharedBook>> = const { RefCell::new(None) };
}

/// Everything the reader made, kept or not, as a file; also when the program has come to its end.
pub fn export_raw() -> String {
    keeping::export_raw(&LocalStorage, with_book(|book| book.unsaved_items().collect()).unwrap_or_else(Vec::new))
}

/// How many things are not in the store.
pub fn unsaved() -> usize {
    with_book(Book::unsaved).unwrap_or(0)
}

/// Asks the page's workbook. `None` before there is one and while it is being written: a panic may come then, and
/// what is in the store is still there.
fn with_book<T>(ask: impl FnOnce(&Book) -> T) -> Option<T> {
    let book = BOOK.with(|book| book.try_borrow().ok()?.clone())?;
    let book = book.try_borrow().ok()?;
    Some(ask(&book))
}

/// How long notes are read in one go while the page opens, milliseconds: the reader may already be scrolling.
const SLICE: u64 = 16;
/// How many are read between two looks at the clock.
const FEW: usize = 50;

/// What the page shows about the workbook.
#[derive(Clone, PartialEq, Default)]
pub struct State {
    /// Whether the notes have been read.
    pub is_open: bool,
    /// Grows with every change of the notes, so that what is drawn from them is drawn again.
    pub notes: u32,
    /// Grows with every change of the corrections.
    pub fixes: u32,
    /// The items that cannot be read.
    pub damaged: Rc<[Damaged]>,
    /// Those of them that the reader has been told of.
    pub known: Known,
    /// Why the last change was not kept.
    pub error: Option<SaveError>,
    /// What was just done, while it is offered to take it back.
    pub offer: Option<Offer>,
}

/// What was just done, and what is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it was, as it was first done.
    pub what: What,
    /// It was so many acts, one after the other.
    pub acts: usize,
    /// How it came about.
    pub way: Way,
}

/// How something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By the reader.
    Done,
    /// It was taken back.
    Undone,
    /// It was done again.
    Redone,
}

pub enum Action {
    /// All has been read, and these items are damaged.
    Opened(Vec<Damaged>),
    /// Something of that sort changed, and this is how keeping it went.
    Changed(Sort, Result<(), SaveError>),
    /// This was done and can be taken back.
    Offered(Offer),
    /// The offer is over.
    Forgotten,
    /// Another tab left an item that cannot be read.
    Damaged(Sort, Damaged),
    /// The reader has seen the damaged items.
    DamageSeen,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        let changed = |state: &mut Self, sort| match sort {
            Sort::Notes => state.notes += 1,
            Sort::Fixes => state.fixes += 1,
        };
        match action {
            Action::Opened(damaged) => {
                state.is_open = true;
                state.notes += 1;
                state.put_aside(damaged);
            }
            Action::Changed(sort, outcome) => {
                changed(&mut state, sort);
                match outcome {
                    Err(error) => state.error = Some(error),
                    // One thing that was kept does not mean that all are.
                    Ok(()) if unsaved() > 0 => {}
                    Ok(()) => state.error = None,
                }
            }
            Action::Offered(offer) => state.offer = Some(together(state.offer.take(), offer)),
            Action::Forgotten => state.offer = None,
            Action::Damaged(sort, item) => {
                changed(&mut state, sort);
                state.put_aside(vec![item]);
            }
            Action::DamageSeen => {
                state.known = Known::all(state.damaged.iter());
                storage::write(KNOWN, &state.known.write());
            }
        }
        Rc::new(state)
    }
}

impl State {
    /// Takes down damaged items, each in the state in which it was found last.
    fn put_aside(&mut self, items: Vec<Damaged>) {
        let mut all = self.damaged.to_vec();
        all.retain(|other| items.iter().all(|item| item.key != other.key));
        all.extend(items);
        self.damaged = all.into();
    }
}

/// Deletions that follow each other while the first can still be taken back are taken back together.
fn together(before: Option<Offer>, now: Offer) -> Offer {
    match (before, &now) {
        (
            Some(Offer { what: What::Deleted(before), acts, way: Way::Done }),
            Offer { what: What::Deleted(count), way: Way::Done, .. },
        ) => Offer { what: What::Deleted(before + count), acts: acts + 1, way: Way::Done },
        _ => now,
    }
}

/// The workbook, for the parts of the page.
#[derive(Clone)]
pub struct Work {
    /// Whose borrow ends before anything is drawn.
    pub book: SharedBook,
    /// What the page shows of it.
    pub state: UseReducerHandle<State>,
}

/// Opens the workbook, once, and follows what other tabs write.
#[hook]
pub fn use_workbook() -> Work {
    let opened = use_memo((), |()| {
        let opened = Book::begin(LocalStorage, SessionStorage);
        let book = Rc::new(RefCell::new(opened.book));
        BOOK.with(|page| page.replace(Some(book.clone())));
        (book, opened.damaged, opened.error)
    });
    let (book, damaged, error) = &*opened;
    let state = use_reducer(|| State {
        damaged: damaged.as_slice().into(),
        known: storage::read(KNOWN).map(|raw| Known::read(&raw)).unwrap_or_default(),
        error: error.clone().map(SaveError::Store),
        ..State::default()
    });
    let work = Work { book: book.clone(), state };
    let recovering = work.clone();
    // Before the first effect: the journal is read when the notes have been.
    use_memo((), move |()| journal::on_recovered(move |item| recovering.recover(item)));
    let opening = work.clone();
    use_effect_with(work.state.is_open, move |&is_open| {
        let listeners = (!is_open).then(|| {
            let read_on = opening.clone();
            // After all that the text itself has waited for.
            dom::after_paint(|| _ = Timeout::new(0, || read_on.read_on()).forget());
            ["keydown", "pointerdown", "click", "beforeprint"].map(|name| {
                let opening = opening.clone();
                let before_all = EventListenerOptions::run_in_capture_phase();
                EventListener::new_with_options(&dom::window(), name, before_all, move |_| opening.read_all())
            })
        });
        move || drop(listeners)
    });
    let other_tab = work.clone();
    use_window_event("storage", move |event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>() {
            other_tab.refresh(event);
        }
    });
    use_window_event("beforeunload", |event| {
        // The browser asks the reader before it lets go what is not kept.
        if unsaved() > 0 {
            event.prevent_default();
        }
    });
    work
}

impl Work {
    /// Asks the workbook.
    pub fn ask<T>(&self, ask: impl FnOnce(&Book) -> T) -> T {
        ask(&self.book.borrow())
    }

    /// Does something with things of a sort, and offers to take it back if it is not one of the many small things.
    pub fn act(&self, sort: Sort, act: impl FnOnce(&mut Book) -> Result<(), SaveError>) {
        let (outcome, what) = {
            let mut book = self.book.borrow_mut();
            let before = book.acts();
            let outcome = act(&mut book);
            (outcome, book.to_undo().filter(|_| book.acts() != before).map(Deed::what))
        };
        self.state.dispatch(Action::Changed(sort, outcome));
        match what {
            Some(what) if is_large(&what) => {
                self.state.dispatch(Action::Offered(Offer { what, acts: 1, way: Way::Done }));
            }
            // What is offered would no longer be the last thing done.
            Some(_) => self.forget(),
            None => {}
        }
    }

    /// Reads notes for a while, then lets the page do other things, until all are read.
    fn read_on(self) {
        let end = clock::now() + SLICE;
        while self.book.borrow_mut().read_on(FEW) {
            if clock::now() >= end {
                Timeout::new(0, move || self.read_on()).forget();
                return;
            }
        }
        self.read_all();
        journal::start();
    }

    fn read_all(&self) {
        let mut book = self.book.borrow_mut();
        book.read_on(usize::MAX);
        self.state.dispatch(Action::Opened(book.take_damaged()));
    }

    /// Ends what is offered.
    pub fn forget(&self) {
        if self.state.offer.is_some() {
            self.state.dispatch(Action::Forgotten);
        }
    }

    /// Tries again to keep what is not kept.
    pub fn save_again(&self) {
        let outcome = self.book.borrow_mut().save_again();
        self.state.dispatch(Action::Changed(Sort::Notes, outcome));
    }

    fn refresh(&self, event: &StorageEvent) {
        let Some(key) = event.key() else {
            // Somebody emptied the whole store. What was in it is still in this page.
            if self.book.borrow_mut().emptied() {
                self.state.dispatch(Action::Changed(Sort::Notes, Err(SaveError::Emptied)));
            }
            return;
        };
        let change = self.book.borrow_mut().refresh(&key, event.new_value().as_deref());
        self.changed(change);
    }

    fn recover(&self, item: &Recovered) {
        let change = self.book.borrow_mut().recover(&item.key, item.raw.as_deref());
        let is_put = matches!(change, Some((_, Change::Put(_))));
        self.changed(change);
        if is_put && unsaved() > 0 {
            // There was no room to put it back.
            self.state.dispatch(Action::Changed(Sort::Notes, Err(StoreError::Full.into())));
        }
    }

    fn changed(&self, change: Option<(Sort, Change)>) {
        match change {
            None | Some((_, Change::None)) => {}
            Some((sort, Change::Put(_) | Change::Removed(_))) => self.state.dispatch(Action::Changed(sort, Ok(()))),
            Some((sort, Change::Damaged(item))) => self.state.dispatch(Action::Damaged(sort, item)),
        }
    }
}

/// Whether something deserves an offer to take it back: a note made or changed is before the reader's eyes.
fn is_large(what: &What) -> bool {
    !matches!(what, What::Made(1) | What::Changed(1))
}
