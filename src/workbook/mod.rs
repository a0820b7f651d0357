//! All that the reader made, notes and corrections, over one store and with one history.
//!
//! Contract: what the reader does holds at once, also when the store refuses it, and is one act that can be taken
//! back and done again, whatever it was. Taking back leaves alone what another tab has changed since. Writing on in
//! a note is one act until the reader pauses, and so is moving its ends. The history lies in a store of its own, that of one tab, so that it
//! outlives a reload and no tab takes back what another did.
//!
//! Notes can be thousands, and a text can be shown before they are read, but not before the corrections: they say
//! what is marked in it. So [`Workbook::begin`] reads these, and [`Workbook::read_on`] the notes, piece by piece.
//! Whatever else is asked of the workbook in between reads the rest first, so nobody ever works on a part of them.
//!
//! | file | holds |
//! | --- | --- |
//! | `deed` | [`Deed`]: what can be taken back, and what it was in the reader's terms |

#[cfg(test)]
mod corrections_tests;
mod deed;
#[cfg(test)]
mod tests;

use std::mem;

use crate::corrections::{Correction, Fix, Fixes, ImportError, Imported, Invalid};
use crate::keeping::{Change, Damaged, Item, Items, Performed, SaveError, Store, StoreError};
use crate::notes::{Note, Notebook};
use crate::undo::{KeptLog, Step};

pub use deed::{Deed, What};

/// Everything the reader made, over the store `S`, with a history in the store `H`.
#[derive(Debug)]
pub struct Workbook<S, H> {
    notes: Notebook<S>,
    fixes: Fixes<S>,
    history: KeptLog<H, Deed>,
    /// The keys of the store that may be of notes and have not been looked at, the first one last.
    unread: Vec<String>,
    /// What was found that cannot be read, since [`Self::take_damaged`] was last asked.
    damaged: Vec<Damaged>,
}

/// What [`Workbook::open`] found.
#[derive(Debug)]
pub struct Opened<S, H> {
    /// Everything that could be read.
    pub book: Workbook<S, H>,
    /// The items put aside.
    pub damaged: Vec<Damaged>,
    /// Set when the store could not be read at all: all works, and nothing will last.
    pub error: Option<StoreError>,
}

/// Which of the reader's things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Notes.
    Notes,
    /// Corrections.
    Fixes,
}

impl<S: Store + Clone, H: Store> Workbook<S, H> {
    /// Reads everything of the reader's in `store`. Never fails: what cannot be read is put aside and reported.
    pub fn open(store: S, history: H) -> Opened<S, H> {
        let mut opened = Self::begin(store, history);
        opened.book.read_all();
        opened.damaged.extend(opened.book.take_damaged());
        opened
    }

    /// Reads the corrections in `store`, and of the notes only where they are. Never fails, as [`Self::open`].
    pub fn begin(store: S, history: H) -> Opened<S, H> {
        let (mut keys, error) = match store.keys() {
            Ok(keys) => (keys, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        crate::order::sort_by(&mut keys, |a, b| b.cmp(a));
        let mut fixes = Items::unread(store.clone());
        let damaged = keys.iter().rev().filter_map(|key| fixes.read(key)).collect();
        keys.retain(|key| key.starts_with(Note::PREFIX));
        let (notes, fixes, history) = (Notebook::unread(store), Fixes::new(fixes), KeptLog::open(history));
        let book = Self { notes, fixes, history, unread: keys, damaged: Vec::new() };
        Opened { book, damaged, error }
    }

    /// Reads up to `most` of the notes that have not been read. Whether any are left.
    pub fn read_on(&mut self, most: usize) -> bool {
        let left = self.unread.len().saturating_sub(most);
        for key in self.unread.drain(left..).rev() {
            self.damaged.extend(self.notes.read(&key));
        }
        left > 0
    }

    fn read_all(&mut self) {
        self.read_on(usize::MAX);
    }

    /// The items that were put aside, since this was last asked.
    pub fn take_damaged(&mut self) -> Vec<Damaged> {
        mem::take(&mut self.damaged)
    }

    /// The notes; those that have been read.
    pub fn notes(&self) -> &Notebook<S> {
        &self.notes
    }

    /// The corrections.
    pub fn fixes(&self) -> &Fixes<S> {
        &self.fixes
    }

    /// Keeps a new or changed note.
    ///
    /// # Errors
    /// When it did not reach the store. It is here all the same, and unsaved.
    pub fn put(&mut self, note: Note) -> Result<(), SaveError> {
        self.read_all();
        let step = self.notes.putting([note]);
        let Performed { done, outcome } = self.notes.perform(step);
        if !self.history.go_on(|act| act.goes_on(&done)) {
            self.history.did(Deed::Notes(done));
        }
        outcome
    }

    /// Keeps several notes, as one act.
    ///
    /// # Errors
    /// As [`Self::put`], the first error met.
    pub fn put_all(&mut self, notes: impl IntoIterator<Item = Note>) -> Result<(), SaveError> {
        self.read_all();
        let step = self.notes.putting(notes);
        self.change(step)
    }

    /// Changes a note at the time `now`: as it is now, not as it is `drawn`. What is drawn is a moment old, and to put
    /// it back would undo what the reader has written since. Where another tab has deleted it, it is there again.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn edit(&mut self, drawn: &Note, now: u64, edit: impl FnOnce(&mut Note)) -> Result<(), SaveError> {
        self.read_all();
        match self.edited(drawn, now, edit) {
            Some(note) => self.put(note),
            None => Ok(()),
        }
    }

    /// Changes several notes in the same way, as one act; see [`Self::edit`].
    ///
    /// # Errors
    /// As [`Self::put_all`].
    pub fn edit_all<'n>(
        &mut self,
        drawn: impl IntoIterator<Item = &'n Note>,
        now: u64,
        edit: impl Fn(&mut Note),
    ) -> Result<(), SaveError> {
        self.read_all();
        let edited: Vec<Note> = drawn.into_iter().filter_map(|drawn| self.edited(drawn, now, &edit)).collect();
        self.put_all(edited)
    }

    /// The note after the edit, if that changes anything.
    fn edited(&self, drawn: &Note, now: u64, edit: impl FnOnce(&mut Note)) -> Option<Note> {
        let note = self.notes.get(&drawn.id).unwrap_or(drawn);
        let mut edited = note.clone();
        edit(&mut edited);
        (edited != *note).then_some(Note { modified: now, ..edited })
    }

    /// Deletes notes, as one act.
    ///
    /// # Errors
    /// When the store refused; what it refused stays.
    pub fn delete<'i>(&mut self, ids: impl IntoIterator<Item = &'i str>) -> Result<(), SaveError> {
        self.read_all();
        let step = self.notes.removing(ids);
        self.change(step)
    }

    /// Changes notes in any way, as one act.
    ///
    /// # Errors
    /// As [`Self::put`] and [`Self::delete`].
    pub fn change(&mut self, step: Step<Note>) -> Result<(), SaveError> {
        self.read_all();
        let performed = self.notes.perform(step);
        self.history.did(Deed::Notes(performed.done));
        performed.outcome
    }

    /// Makes a correction at the time `now`.
    ///
    /// # Errors
    /// When it cannot be, and nothing has changed; or when it is not in the store, and holds all the same.
    pub fn say(&mut self, correction: Correction, now: u64) -> Result<(), SayError> {
        let performed = self.fixes.say(correction, now).map_err(SayError::Invalid)?;
        self.history.did(Deed::Fixes(performed.done));
        performed.outcome.map_err(SayError::Unsaved)
    }

    /// Takes the correction of that id away.
    ///
    /// # Errors
    /// When the store refused; it then still holds.
    pub fn unsay(&mut self, id: &str) -> Result<(), SaveError> {
        let performed = self.fixes.remove(id);
        self.history.did(Deed::Fixes(performed.done));
        performed.outcome
    }

    /// Takes in a file of corrections or a user dictionary at the time `now`, as one act.
    ///
    /// # Errors
    /// When the file is not wholly right; nothing has changed.
    pub fn import_fixes(&mut self, text: &str, now: u64) -> Result<Imported, ImportError> {
        let (imported, done) = self.fixes.import(text, now)?;
        self.history.did(Deed::Fixes(done));
        Ok(imported)
    }

    /// Takes the last act back. What was done for it: nothing where there was no act, and an empty deed where other
    /// tabs have changed since all that it concerned.
    ///
    /// # Errors
    /// When the store refused. A removal that it refused has not happened, and can be tried again.
    pub fn undo(&mut self) -> Result<Option<Deed>, SaveError> {
        self.read_all();
        let Self { notes, fixes, history, .. } = self;
        let mut performed = None;
        history.undo(|deed| perform(notes, fixes, deed, &mut performed));
        performed.transpose()
    }

    /// Does again the act that was taken back last.
    ///
    /// # Errors
    /// As [`Self::undo`].
    pub fn redo(&mut self) -> Result<Option<Deed>, SaveError> {
        self.read_all();
        let Self { notes, fixes, history, .. } = self;
        let mut performed = None;
        history.redo(|deed| perform(notes, fixes, deed, &mut performed));
        performed.transpose()
    }

    /// What [`Self::undo`] would take back.
    pub fn to_undo(&self) -> Option<&Deed> {
        self.history.log().to_undo()
    }

    /// What [`Self::redo`] would do again.
    pub fn to_redo(&self) -> Option<&Deed> {
        self.history.log().to_redo()
    }

    /// How many acts stand: grows by one with each that is done.
    pub fn acts(&self) -> u64 {
        self.history.standing()
    }

    /// Takes in what another tab did to one item of the store; see [`Items::refresh`]. `None` for an item that is
    /// none of ours.
    pub fn refresh(&mut self, key: &str, raw: Option<&str>) -> Option<(Sort, Change)> {
        self.read_all();
        if key.starts_with(Note::PREFIX) {
            Some((Sort::Notes, self.notes.refresh(key, raw)))
        } else if key.starts_with(Fix::PREFIX) {
            Some((Sort::Fixes, self.fixes.refresh(key, raw)))
        } else {
            None
        }
    }

    /// Takes in what the journal put back under a key; see [`Items::recover`]. `None` as for [`Self::refresh`].
    pub fn recover(&mut self, key: &str, raw: Option<&str>) -> Option<(Sort, Change)> {
        self.read_all();
        if key.starts_with(Note::PREFIX) {
            Some((Sort::Notes, self.notes.recover(key, raw)))
        } else if key.starts_with(Fix::PREFIX) {
            Some((Sort::Fixes, self.fixes.recover(key, raw)))
        } else {
            None
        }
    }

    /// The store was emptied from outside; see [`Items::emptied`]. Whether anything is unsaved now.
    pub fn emptied(&mut self) -> bool {
        self.read_all();
        // Both, whatever the first says.
        let (notes, fixes) = (self.notes.emptied(), self.fixes.emptied());
        notes || fixes
    }

    /// Tries again to save what is unsaved.
    ///
    /// # Errors
    /// The first error met, when any is still unsaved.
    pub fn save_again(&mut self) -> Result<(), SaveError> {
        let notes = self.notes.save_again();
        notes.and(self.fixes.save_again())
    }

    /// How many things are not in the store.
    pub fn unsaved(&self) -> usize {
        self.notes.unsaved_count() + self.fixes.items().unsaved_count()
    }

    /// The unsaved ones as items: key and value.
    pub fn unsaved_items(&self) -> impl Iterator<Item = (String, String)> {
        self.notes.unsaved_items().chain(self.fixes.items().unsaved_items())
    }
}

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

/// Does a deed of the history. Whether it is done: what other tabs have made void counts as done, what the store
/// refused does not.
fn perform<S: Store>(
    notes: &mut Notebook<S>,
    fixes: &mut Fixes<S>,
    deed: Deed,
    performed: &mut Option<Result<Deed, SaveError>>,
) -> bool {
    // A thing that is not as the edit left it although the edit had its turn: the store refused to take it away.
    let (done, outcome, refused) = match deed {
        Deed::Notes(step) => {
            let possible = possible(&step, |id| notes.get(id));
            let Performed { done, outcome } = notes.perform(step);
            let refused = done.len() < possible;
            (Deed::Notes(done), outcome, refused)
        }
        Deed::Fixes(step) => {
            let possible = possible(&step, |id| fixes.get(id));
            let Performed { done, outcome } = fixes.perform(step);
            let refused = done.len() < possible;
            (Deed::Fixes(done), outcome, refused)
        }
    };
    *performed = Some(outcome.map(|()| done));
    !refused
}

/// How many edits of a step find what they expect.
fn possible<'i, T: PartialEq + 'i>(step: &Step<T>, get: impl Fn(&str) -> Option<&'i T>) -> usize {
    step.iter().filter(|edit| get(&edit.id) == edit.before.as_ref()).count()
}
