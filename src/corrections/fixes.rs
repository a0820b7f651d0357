//! All of the reader's corrections: kept one by one ([`crate::keeping`]), taken back and done again
//! ([`crate::undo`]).
//!
//! Contract: what the reader says holds at once, also when the store refuses it (it is then unsaved). A correction
//! replaces those that it contradicts, and taking it back brings them again. Taking back leaves alone what another
//! tab has changed since.

use super::draft::{Draft, Said};
use super::{Correction, Corrections, Fix, Invalid};
use crate::keeping::{Change, Item, Items, SaveError, Store};
use crate::undo::{Edit, Log, Step};

/// Why a correction was not made, or made and not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SayError {
    /// It cannot be; nothing has changed.
    Invalid(Invalid),
    /// It holds, and is not in the store.
    Unsaved(SaveError),
}

impl std::fmt::Display for SayError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Invalid(invalid) => invalid.fmt(f),
            Self::Unsaved(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SayError {}

/// The corrections over a store.
#[derive(Debug)]
pub struct Fixes<S> {
    items: Items<S, Fix>,
    log: Log<Fix>,
}

impl<S: Store> Fixes<S> {
    /// The corrections that [`Items::open`] found.
    pub fn new(items: Items<S, Fix>) -> Self {
        Self { items, log: Log::default() }
    }

    /// Makes a correction at the time `now`. One that holds already is not made again.
    ///
    /// # Errors
    /// When it cannot be, and nothing has changed; or when it is not in the store, and holds all the same.
    pub fn say(&mut self, correction: Correction, now: u64) -> Result<(), SayError> {
        let correction = correction.tidy().map_err(SayError::Invalid)?;
        let mut draft = Draft::new(&self.items);
        let fix = Fix { made: draft.after(now), correction };
        if draft.say(&fix) == Said::Same && draft.is_overtaken(&fix) {
            // What was said of words since may have hidden it; said again, it is the last word.
            draft.set(fix.id(), Some(fix));
        }
        let step = draft.into_step();
        self.apply(step).map_err(SayError::Unsaved)
    }

    /// Takes away the correction of that id, whenever it was made.
    ///
    /// # Errors
    /// When the store refused; it then still holds.
    pub fn remove(&mut self, id: &str) -> Result<(), SaveError> {
        let mut draft = Draft::new(&self.items);
        draft.set(id.to_owned(), None);
        let step = draft.into_step();
        self.apply(step)
    }

    /// Takes all corrections away, as one step.
    ///
    /// # Errors
    /// When the store refused; what it refused still holds.
    pub fn clear(&mut self) -> Result<(), SaveError> {
        let mut draft = Draft::new(&self.items);
        for fix in self.items.all() {
            draft.set(fix.id(), None);
        }
        let step = draft.into_step();
        self.apply(step)
    }

    /// Takes the last step back. Whether there was one.
    ///
    /// # Errors
    /// When the store refused. A removal that it refused has not happened, and can be tried again.
    pub fn undo(&mut self) -> Result<bool, SaveError> {
        let Self { items, log } = self;
        let mut outcome = Ok(());
        let undone = log.undo(|step| apply(items, step, &mut outcome));
        outcome.map(|()| undone)
    }

    /// Does again the step that was taken back last. Whether there was one.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self) -> Result<bool, SaveError> {
        let Self { items, log } = self;
        let mut outcome = Ok(());
        let redone = log.redo(|step| apply(items, step, &mut outcome));
        outcome.map(|()| redone)
    }

    /// What [`Self::undo`] would take back.
    pub fn to_undo(&self) -> Option<&Step<Fix>> {
        self.log.to_undo()
    }

    /// What [`Self::redo`] would do again.
    pub fn to_redo(&self) -> Option<&Step<Fix>> {
        self.log.to_redo()
    }

    /// The correction of that id.
    pub fn get(&self, id: &str) -> Option<&Fix> {
        self.items.get(id)
    }

    /// All corrections, in the order in which they were made.
    pub fn all(&self) -> Vec<&Fix> {
        let mut all: Vec<&Fix> = self.items.all().collect();
        // Stable: those of one moment stay in the order of their ids.
        all.sort_by_key(|fix| fix.made);
        all
    }

    /// All corrections, ready to be applied.
    pub fn in_force(&self) -> Corrections {
        Corrections::new(self.all().into_iter().map(|fix| &fix.correction))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The corrections as they are kept: for what is unsaved, and for downloads.
    pub fn items(&self) -> &Items<S, Fix> {
        &self.items
    }

    /// Tries again to save what is unsaved.
    ///
    /// # Errors
    /// The first error met, when any is still unsaved.
    pub fn save_again(&mut self) -> Result<(), SaveError> {
        self.items.save_again()
    }

    /// Takes in what another tab did to one item of the store; see [`Items::refresh`].
    pub fn refresh(&mut self, key: &str, raw: Option<&str>) -> Change {
        self.items.refresh(key, raw)
    }

    /// Does a step, which can be taken back.
    pub(super) fn apply(&mut self, step: Step<Fix>) -> Result<(), SaveError> {
        let mut outcome = Ok(());
        apply(&mut self.items, &step, &mut outcome);
        // What the store refused to take away has not happened.
        let happened = |edit: &Edit<Fix>| self.items.get(&edit.id) == edit.after.as_ref();
        self.log.did(step.into_iter().filter(happened).collect());
        outcome
    }
}

/// Applies a step, all of it that the store allows and no other tab has made void. Whether nothing was refused;
/// the first error met is the `outcome`.
fn apply<S: Store>(items: &mut Items<S, Fix>, step: &Step<Fix>, outcome: &mut Result<(), SaveError>) -> bool {
    let mut done = true;
    for edit in step {
        if items.get(&edit.id) != edit.before.as_ref() {
            continue;
        }
        let result = match &edit.after {
            Some(fix) => items.put(fix),
            None => items.remove(&edit.id).map(drop),
        };
        done &= items.get(&edit.id) == edit.after.as_ref();
        if outcome.is_ok() {
            *outcome = result;
        }
    }
    done
}
