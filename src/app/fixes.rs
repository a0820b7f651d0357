//! The reader's corrections as the page holds them: one set for the whole page; every text is worked out anew when
//! they change.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::hooks::use_window_event;
use crate::browser::clock;
use crate::browser::storage::LocalStorage;
use crate::corrections::{Correction, Corrections, Fix, ImportError, Imported, SayError};
use crate::keeping::{Change, Items, SaveError};

type Kept = crate::corrections::Fixes<LocalStorage>;

thread_local! {
    /// The page's corrections, for the crash page: it must reach what is not in the store.
    static KEPT: RefCell<Option<Rc<RefCell<Kept>>>> = const { RefCell::new(None) };
}

/// The corrections that are not in the store, as items; also when the program has come to its end.
pub fn unsaved_items() -> Vec<(String, String)> {
    let kept = KEPT.with(|kept| kept.try_borrow().ok().and_then(|k| k.clone()));
    let kept = kept.as_ref().and_then(|k| k.try_borrow().ok());
    kept.iter().flat_map(|kept| kept.items().unsaved_items()).collect()
}

/// The corrections, for every part of the page.
#[derive(Clone)]
pub struct Fixes {
    kept: Rc<RefCell<Kept>>,
    state: UseReducerHandle<State>,
}

impl PartialEq for Fixes {
    /// There is one set a page, so its state tells it.
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

/// What the page shows about the corrections.
#[derive(Clone, PartialEq, Default)]
struct State {
    /// Grows with every change.
    revision: u32,
    /// What was just said, while the reader is offered to take it back.
    said: Option<Correction>,
    /// Why the last change was not kept.
    error: Option<SaveError>,
}

enum Action {
    Said(Correction),
    Changed(Result<(), SaveError>),
    Forgotten,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Said(correction) => {
                state.said = Some(correction);
                state.revision += 1;
            }
            Action::Changed(outcome) => {
                state.said = None;
                state.error = outcome.err();
                state.revision += 1;
            }
            Action::Forgotten => state.said = None,
        }
        Rc::new(state)
    }
}

/// Opens the corrections, once, and follows what other tabs write.
#[hook]
pub fn use_fixes() -> Fixes {
    let kept = use_memo((), |()| {
        // An item that cannot be read stays in the store; it is among what the settings offer for download.
        let kept = Rc::new(RefCell::new(Kept::new(Items::open(LocalStorage).items)));
        KEPT.with(|page| page.replace(Some(kept.clone())));
        kept
    });
    let fixes = Fixes { kept: (*kept).clone(), state: use_reducer(State::default) };
    let other_tab = fixes.clone();
    use_window_event("storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
        let Some(key) = event.key() else { return };
        let change = other_tab.kept.borrow_mut().refresh(&key, event.new_value().as_deref());
        if change != Change::None {
            other_tab.changed(Ok(()));
        }
    });
    fixes
}

impl Fixes {
    /// Grows with every change.
    pub fn revision(&self) -> u32 {
        self.state.revision
    }

    /// All of them, ready to be applied.
    pub fn in_force(&self) -> Corrections {
        self.kept.borrow().in_force()
    }

    /// All of them, in the order in which they were made.
    pub fn all(&self) -> Vec<Fix> {
        self.kept.borrow().all().into_iter().cloned().collect()
    }

    /// Makes a correction. One that cannot be is passed over: the page offers none such.
    pub fn say(&self, correction: Correction) {
        let outcome = self.kept.borrow_mut().say(correction.clone(), clock::now());
        match outcome {
            Ok(()) => self.state.dispatch(Action::Said(correction)),
            Err(SayError::Invalid(_)) => {}
            Err(SayError::Unsaved(error)) => self.changed(Err(error)),
        }
    }

    /// Takes one away.
    pub fn remove(&self, fix: &Fix) {
        let outcome = self.kept.borrow_mut().remove(&fix.correction.id());
        self.changed(outcome);
    }

    /// What was just said, while it can be taken back in one step.
    pub fn said(&self) -> Option<&Correction> {
        self.state.said.as_ref()
    }

    /// Takes the last change back.
    pub fn undo(&self) {
        let outcome = self.kept.borrow_mut().undo();
        self.changed(outcome.map(drop));
    }

    /// Ends the offer to take the last change back.
    pub fn forget_said(&self) {
        self.state.dispatch(Action::Forgotten);
    }

    /// All of them as a file.
    pub fn export_json(&self) -> String {
        self.kept.borrow().export_json()
    }

    /// What was said of words, as a plain user dictionary.
    pub fn export_words(&self) -> String {
        self.kept.borrow().export_words()
    }

    /// Takes in a file of corrections or a user dictionary, as one change.
    ///
    /// # Errors
    /// When the file is not wholly right; nothing has changed.
    pub fn import(&self, text: &str) -> Result<Imported, ImportError> {
        let outcome = self.kept.borrow_mut().import(text, clock::now());
        if let Ok(imported) = &outcome {
            self.changed(imported.unsaved.clone().map_or(Ok(()), Err));
        }
        outcome
    }

    /// Why the last change was not kept, in the browser's words.
    pub fn error(&self) -> Option<String> {
        self.state.error.as_ref().map(ToString::to_string)
    }

    fn changed(&self, outcome: Result<(), SaveError>) {
        self.state.dispatch(Action::Changed(outcome));
    }
}
