//! The notebook: all of the reader's notes, in memory and in a store.
//!
//! Invariants:
//! - A note is one item; every write touches that one item. So two tabs with two notebooks over one
//!   store never overwrite each other's notes, and a write costs the same with ten notes or ten thousand.
//! - What is in the store and cannot be read (damaged, or of a newer version of the app) is reported and
//!   never written over nor removed.
//! - What the reader wrote stays in memory when the store refuses it, is listed as unsaved, and can be
//!   tried again.
//!
//! A change made in another tab comes in through [`Notebook::refresh`] (the browser's `storage` event).

use super::format::{self, Unreadable};
use super::{Note, Store, StoreError, export_raw};
use std::collections::BTreeMap;

/// An item of the store that this version cannot read. It is still there, as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// The item's key.
    pub key: String,
    /// The item's value, for download; empty when the store did not give it back.
    pub raw: String,
    /// Why it was not read.
    pub reason: Unreadable,
}

/// What [`Notebook::open`] found.
#[derive(Debug)]
pub struct Opened<S> {
    /// The notebook with every note that could be read.
    pub notebook: Notebook<S>,
    /// The items put aside.
    pub damaged: Vec<Damaged>,
    /// Set when the store could not be read at all: the notebook works, and its notes will not last.
    pub error: Option<StoreError>,
}

/// Why a note is not in the store. It is kept in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The store refused.
    Store(StoreError),
    /// Its item in the store is one that this version cannot read, and is left alone.
    PutAside(Unreadable),
    /// The note itself is out of the limits of the format, for this reason.
    Invalid(String),
}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl std::fmt::Display for SaveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::PutAside(reason) => {
                write!(f, "an item is in its place that cannot be read: {reason}")
            }
            Self::Invalid(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for SaveError {}

/// What another tab's change did here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing that concerns the notes.
    None,
    /// The note of that id is new or changed.
    Put(String),
    /// The note of that id is gone.
    Removed(String),
    /// The item cannot be read. Its note, if there was one here, is no longer shown.
    Damaged(Damaged),
}

/// All notes over a store.
#[derive(Debug)]
pub struct Notebook<S> {
    store: S,
    notes: BTreeMap<String, Kept>,
}

#[derive(Debug)]
struct Kept {
    note: Note,
    /// Whether some state of it is in the store.
    stored: bool,
    /// Whether its present state is.
    saved: bool,
}

impl Kept {
    fn saved(note: Note) -> Self {
        Self { note, stored: true, saved: true }
    }
}

impl<S: Store> Notebook<S> {
    /// Reads every note of `store`. Never fails: what cannot be read is put aside and reported.
    pub fn open(store: S) -> Opened<S> {
        let mut notes = BTreeMap::new();
        let mut damaged = Vec::new();
        let (mut keys, error) = match store.keys() {
            Ok(keys) => (keys, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        keys.retain(|key| format::id_of(key).is_some());
        keys.sort_unstable();
        for key in keys {
            match read(&store, &key) {
                Ok(Some(note)) => drop(notes.insert(note.id.clone(), Kept::saved(note))),
                Ok(None) => {}
                Err(item) => damaged.push(item),
            }
        }
        Opened { notebook: Self { store, notes }, damaged, error }
    }

    /// Adds a note, or replaces the one of the same id, here and in the store.
    ///
    /// # Errors
    /// When it did not reach the store. It is in the notebook all the same, and [unsaved](Self::unsaved).
    pub fn put(&mut self, note: &Note) -> Result<(), SaveError> {
        let written = self.write(note);
        let stored = written.is_ok() || self.notes.get(&note.id).is_some_and(|kept| kept.stored);
        let kept = Kept { note: note.clone(), stored, saved: written.is_ok() };
        self.notes.insert(note.id.clone(), kept);
        written
    }

    /// Takes a note away, here and in the store, and gives it back. `None` when there is none of that id.
    ///
    /// # Errors
    /// When the store refused; the note then stays where it was. One that never reached the store can
    /// always be taken away.
    pub fn remove(&mut self, id: &str) -> Result<Option<Note>, SaveError> {
        if self.notes.get(id).is_some_and(|kept| kept.stored) {
            if let Some(reason) = self.held_unreadable(id)? {
                return Err(SaveError::PutAside(reason));
            }
            self.store.remove(&format::key(id))?;
        }
        Ok(self.notes.remove(id).map(|kept| kept.note))
    }

    /// The note of that id.
    pub fn get(&self, id: &str) -> Option<&Note> {
        self.notes.get(id).map(|kept| &kept.note)
    }

    /// All notes, by id.
    pub fn all(&self) -> impl Iterator<Item = &Note> {
        self.notes.values().map(|kept| &kept.note)
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The notes of one article in reading order: by the position described, those without one last.
    pub fn of_article(&self, article: &str) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.all().filter(|note| note.article == article).collect();
        notes.sort_by_key(|note| {
            let position = note.selectors.position;
            (position.is_none(), position, note.created, &note.id)
        });
        notes
    }

    /// The notes whose present state is not in the store.
    pub fn unsaved(&self) -> impl Iterator<Item = &Note> {
        self.notes.values().filter(|kept| !kept.saved).map(|kept| &kept.note)
    }

    /// Tries again to save what is unsaved; one that fails does not keep the others back.
    ///
    /// # Errors
    /// The first error met, when any note is still unsaved.
    pub fn save_again(&mut self) -> Result<(), SaveError> {
        let unsaved: Vec<Note> = self.unsaved().cloned().collect();
        let mut first = Ok(());
        for note in &unsaved {
            first = first.and(self.put(note));
        }
        first
    }

    /// Takes in what another tab did to one item: its new value, or `None` for a removal. Keys that are
    /// not notes' are ignored. A note with unsaved changes here keeps them unless the other tab's are
    /// later: the reader's last word counts, and nothing unsaved is dropped for a removal.
    pub fn refresh(&mut self, key: &str, raw: Option<&str>) -> Change {
        let Some(id) = format::id_of(key) else {
            return Change::None;
        };
        let unsaved = self.notes.get(id).filter(|kept| !kept.saved).map(|kept| kept.note.modified);
        let Some(raw) = raw else {
            if let Some(kept) = self.notes.get_mut(id).filter(|kept| !kept.saved) {
                kept.stored = false;
                return Change::None;
            }
            return match self.notes.remove(id) {
                Some(kept) => Change::Removed(kept.note.id),
                None => Change::None,
            };
        };
        match format::read(key, raw) {
            Ok(theirs) => {
                if unsaved.is_some_and(|mine| mine > theirs.modified) || self.get(id) == Some(&theirs) {
                    return Change::None;
                }
                self.notes.insert(id.to_owned(), Kept::saved(theirs));
                Change::Put(id.to_owned())
            }
            Err(reason) => {
                if unsaved.is_none() {
                    self.notes.remove(id);
                }
                Change::Damaged(Damaged { key: key.to_owned(), raw: raw.to_owned(), reason })
            }
        }
    }

    /// Everything of ours in the store as it lies there, and the unsaved notes: see [`export_raw`].
    pub fn export_raw(&self) -> String {
        export_raw(&self.store, self.unsaved())
    }

    fn write(&self, note: &Note) -> Result<(), SaveError> {
        format::check(note).map_err(SaveError::Invalid)?;
        if let Some(reason) = self.held_unreadable(&note.id)? {
            return Err(SaveError::PutAside(reason));
        }
        Ok(self.store.set(&format::key(&note.id), &format::write(note))?)
    }

    /// Why the item under a note's key cannot be read, if there is one that cannot. Asked before every
    /// write, because another tab may run a newer version of the app.
    fn held_unreadable(&self, id: &str) -> Result<Option<Unreadable>, StoreError> {
        let key = format::key(id);
        let raw = self.store.get(&key)?;
        Ok(raw.and_then(|raw| format::read(&key, &raw).err()))
    }
}

/// The note under `key`, `None` when another tab has removed it meanwhile.
fn read(store: &impl Store, key: &str) -> Result<Option<Note>, Damaged> {
    let damaged = |raw: String, reason| Damaged { key: key.to_owned(), raw, reason };
    match store.get(key) {
        Ok(None) => Ok(None),
        Ok(Some(raw)) => match format::read(key, &raw) {
            Ok(note) => Ok(Some(note)),
            Err(reason) => Err(damaged(raw, reason)),
        },
        Err(error) => Err(damaged(String::new(), Unreadable::Malformed(error.to_string()))),
    }
}
