//! All of the reader's corrections, kept one by one ([`crate::keeping`]).
//!
//! Contract: what the reader says holds at once, also when the store refuses it (it is then unsaved). A correction
//! replaces those that it contradicts. What was done is given back as a step, so that [`crate::workbook`] can take
//! it back.

use super::draft::{Draft, Said};
use super::{Correction, Corrections, Fix, Invalid};
use crate::keeping::{Change, Item, Items, Performed, SaveError, Store};
use crate::undo::Step;

/// The corrections over a store.
#[derive(Debug)]
pub struct Fixes<S> {
    items: Items<S, Fix>,
}

impl<S: Store> Fixes<S> {
    /// The corrections that [`Items::open`] found.
    pub fn new(items: Items<S, Fix>) -> Self {
        Self { items }
    }

    /// Makes a correction at the time `now`. One that holds already is not made again.
    ///
    /// # Errors
    /// When it cannot be; nothing has changed.
    pub fn say(&mut self, correction: Correction, now: u64) -> Result<Performed<Fix>, Invalid> {
        let correction = correction.tidy()?;
        let mut draft = Draft::new(&self.items);
        let fix = Fix { made: draft.after(now), correction };
        if draft.say(&fix) == Said::Same && draft.is_overtaken(&fix) {
            // What was said of words since may have hidden it; said again, it is the last word.
            draft.set(fix.id(), Some(fix));
        }
        let step = draft.into_step();
        Ok(self.items.perform(step))
    }

    /// Takes away the correction of that id, whenever it was made.
    pub fn remove(&mut self, id: &str) -> Performed<Fix> {
        let step = self.items.removing([id]);
        self.items.perform(step)
    }

    /// Does a step, as far as the store and other tabs allow.
    pub fn perform(&mut self, step: Step<Fix>) -> Performed<Fix> {
        self.items.perform(step)
    }

    /// The correction of that id.
    pub fn get(&self, id: &str) -> Option<&Fix> {
        self.items.get(id)
    }

    /// All corrections, in the order in which they were made.
    pub fn all(&self) -> Vec<&Fix> {
        let mut all: Vec<&Fix> = self.items.all().collect();
        // Stable: those of one moment stay in the order of their ids.
        crate::order::sort_by_key(&mut all, |fix| fix.made);
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

    /// Takes in what the journal put back under a key; see [`Items::recover`].
    pub fn recover(&mut self, key: &str, raw: Option<&str>) -> Change {
        self.items.recover(key, raw)
    }

    /// The store was emptied from outside; see [`Items::emptied`].
    pub fn emptied(&mut self) -> bool {
        self.items.emptied()
    }
}
