//! All things of one sort, in memory and in a store.
//!
//! Invariants:
//! - A thing is one item; every write touches that one item. So two tabs over one store never overwrite each
//!   other's, and a write costs the same with ten things or ten thousand.
//! - What is in the store and cannot be read (damaged, or of a newer version of the app) is reported and
//!   never written over nor removed.
//! - What the reader made stays in memory when the store refuses it, is listed as unsaved, and can be
//!   tried again.
//!
//! A change made in another tab comes in through [`Items::refresh`] (the browser's `storage` event).

use std::collections::BTreeMap;

use super::item::{self, Damaged, Item, Unreadable};
use super::{Store, StoreError, export_raw};

/// What [`Items::open`] found.
#[derive(Debug)]
pub struct Opened<S, T> {
    /// Everything that could be read.
    pub items: Items<S, T>,
    /// The items put aside.
    pub damaged: Vec<Damaged>,
    /// Set when the store could not be read at all: all works, and nothing will last.
    pub error: Option<StoreError>,
}

/// Why a thing is not in the store. It is kept in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The store refused.
    Store(StoreError),
    /// Its item in the store is one that this version cannot read, and is left alone.
    PutAside(Unreadable),
    /// The thing itself is out of the limits of the format, for this reason.
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
    /// Nothing that concerns these things.
    None,
    /// The one of that id is new or changed.
    Put(String),
    /// The one of that id is gone.
    Removed(String),
    /// The item cannot be read. What was here in its place, if anything, is no longer shown.
    Damaged(Damaged),
}

/// All things of one sort over a store.
#[derive(Debug)]
pub struct Items<S, T> {
    store: S,
    kept: BTreeMap<String, Kept<T>>,
}

#[derive(Debug)]
struct Kept<T> {
    item: T,
    /// Whether some state of it is in the store.
    stored: bool,
    /// Whether its present state is.
    saved: bool,
}

impl<T> Kept<T> {
    fn saved(item: T) -> Self {
        Self { item, stored: true, saved: true }
    }
}

impl<S: Store, T: Item> Items<S, T> {
    /// Reads every item of its sort in `store`. Never fails: what cannot be read is put aside and reported.
    pub fn open(store: S) -> Opened<S, T> {
        let mut kept = BTreeMap::new();
        let mut damaged = Vec::new();
        let (mut keys, error) = match store.keys() {
            Ok(keys) => (keys, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        keys.sort_unstable();
        for key in &keys {
            let Some(id) = key.strip_prefix(T::PREFIX) else { continue };
            match read(&store, key, id) {
                Ok(Some(item)) => drop(kept.insert(id.to_owned(), Kept::saved(item))),
                Ok(None) => {}
                Err(item) => damaged.push(item),
            }
        }
        Opened { items: Self { store, kept }, damaged, error }
    }

    /// Adds a thing, or replaces the one of the same id, here and in the store.
    ///
    /// # Errors
    /// When it did not reach the store. It is here all the same, and [unsaved](Self::unsaved).
    pub fn put(&mut self, item: &T) -> Result<(), SaveError> {
        let id = item.id();
        let written = self.write(&id, item);
        let stored = written.is_ok() || self.kept.get(&id).is_some_and(|kept| kept.stored);
        self.kept.insert(id, Kept { item: item.clone(), stored, saved: written.is_ok() });
        written
    }

    /// Takes one away, here and in the store, and gives it back. `None` when there is none of that id.
    ///
    /// # Errors
    /// When the store refused; it then stays where it was. One that never reached the store can always be
    /// taken away.
    pub fn remove(&mut self, id: &str) -> Result<Option<T>, SaveError> {
        if self.kept.get(id).is_some_and(|kept| kept.stored) {
            if let Some(reason) = self.held_unreadable(id)? {
                return Err(SaveError::PutAside(reason));
            }
            self.store.remove(&item::key::<T>(id))?;
        }
        Ok(self.kept.remove(id).map(|kept| kept.item))
    }

    /// The one of that id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.kept.get(id).map(|kept| &kept.item)
    }

    /// All of them, by id.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.kept.values().map(|kept| &kept.item)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Those whose present state is not in the store.
    pub fn unsaved(&self) -> impl Iterator<Item = &T> {
        self.kept.values().filter(|kept| !kept.saved).map(|kept| &kept.item)
    }

    /// The unsaved ones as items: key and value.
    pub fn unsaved_items(&self) -> impl Iterator<Item = (String, String)> {
        self.unsaved().map(|item| (item::key::<T>(&item.id()), item.write().to_string()))
    }

    /// Tries again to save what is unsaved; one that fails does not keep the others back.
    ///
    /// # Errors
    /// The first error met, when any is still unsaved.
    pub fn save_again(&mut self) -> Result<(), SaveError> {
        let unsaved: Vec<T> = self.unsaved().cloned().collect();
        let mut first = Ok(());
        for item in &unsaved {
            first = first.and(self.put(item));
        }
        first
    }

    /// Takes in what another tab did to one item: its new value, or `None` for a removal. Keys of another
    /// sort are ignored. A thing with unsaved changes here keeps them unless the other tab's are
    /// later: the reader's last word counts, and nothing unsaved is dropped for a removal.
    pub fn refresh(&mut self, key: &str, raw: Option<&str>) -> Change {
        let Some(id) = key.strip_prefix(T::PREFIX) else {
            return Change::None;
        };
        let unsaved = self.kept.get(id).filter(|kept| !kept.saved).map(|kept| kept.item.modified());
        let Some(raw) = raw else {
            if let Some(kept) = self.kept.get_mut(id).filter(|kept| !kept.saved) {
                kept.stored = false;
                return Change::None;
            }
            return match self.kept.remove(id) {
                Some(_) => Change::Removed(id.to_owned()),
                None => Change::None,
            };
        };
        match item::read::<T>(id, raw) {
            Ok(theirs) => {
                if unsaved.is_some_and(|mine| mine > theirs.modified()) || self.get(id) == Some(&theirs) {
                    return Change::None;
                }
                self.kept.insert(id.to_owned(), Kept::saved(theirs));
                Change::Put(id.to_owned())
            }
            Err(reason) => {
                if unsaved.is_none() {
                    self.kept.remove(id);
                }
                Change::Damaged(Damaged { key: key.to_owned(), raw: raw.to_owned(), reason })
            }
        }
    }

    /// Everything of ours in the store as it lies there, and these unsaved ones: see [`export_raw`].
    pub fn export_raw(&self) -> String {
        export_raw(&self.store, self.unsaved_items())
    }

    fn write(&self, id: &str, item: &T) -> Result<(), SaveError> {
        item.check().map_err(SaveError::Invalid)?;
        if let Some(reason) = self.held_unreadable(id)? {
            return Err(SaveError::PutAside(reason));
        }
        Ok(self.store.set(&item::key::<T>(id), &item.write().to_string())?)
    }

    /// Why the item of that id cannot be read, if there is one that cannot. Asked before every write, because
    /// another tab may run a newer version of the app.
    fn held_unreadable(&self, id: &str) -> Result<Option<Unreadable>, StoreError> {
        let raw = self.store.get(&item::key::<T>(id))?;
        Ok(raw.and_then(|raw| item::read::<T>(id, &raw).err()))
    }
}

/// The item under `key`, `None` when another tab has removed it meanwhile.
fn read<T: Item>(store: &impl Store, key: &str, id: &str) -> Result<Option<T>, Damaged> {
    let damaged = |raw: String, reason| Damaged { key: key.to_owned(), raw, reason };
    match store.get(key) {
        Ok(None) => Ok(None),
        Ok(Some(raw)) => match item::read(id, &raw) {
            Ok(item) => Ok(Some(item)),
            Err(reason) => Err(damaged(raw, reason)),
        },
        Err(error) => Err(damaged(String::new(), Unreadable::Malformed(error.to_string()))),
    }
}
