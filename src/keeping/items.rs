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
//! A change made in another tab comes in through [`Items::refresh`] and [`Items::emptied`] (the browser's `storage`
//! event), what the journal put back through [`Items::recover`].

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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
    /// It was in the store, and somebody else has emptied that.
    Emptied,
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
            Self::Emptied => f.write_str("the storage was emptied"),
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
    /// The ids of those whose present state is not in the store.
    unsaved: BTreeSet<String>,
}

#[derive(Debug)]
struct Kept<T> {
    item: Rc<T>,
    /// Whether some state of it is in the store.
    stored: bool,
}

impl<S: Store, T: Item> Items<S, T> {
    /// Reads every item of its sort in `store`. Never fails: what cannot be read is put aside and reported.
    pub fn open(store: S) -> Opened<S, T> {
        let (mut keys, error) = match store.keys() {
            Ok(keys) => (keys, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        crate::order::sort_by(&mut keys, Ord::cmp);
        let mut items = Self::unread(store);
        let damaged = keys.iter().filter_map(|key| items.read(key)).collect();
        Opened { items, damaged, error }
    }

    /// None of what is in `store` yet; [`Self::read`] takes it in.
    pub fn unread(store: S) -> Self {
        Self { store, kept: BTreeMap::new(), unsaved: BTreeSet::new() }
    }

    /// Takes in the item that lies under a key of the store, if it is one of its sort. What is here already stands: it
    /// is as late or later. The item, if it cannot be read.
    pub fn read(&mut self, key: &str) -> Option<Damaged> {
        let id = key.strip_prefix(T::PREFIX).filter(|id| !self.kept.contains_key(*id))?;
        match read(&self.store, key, id) {
            Ok(Some(item)) => {
                self.kept.insert(id.to_owned(), Kept { item: Rc::new(item), stored: true });
                None
            }
            // Another tab has removed it meanwhile.
            Ok(None) => None,
            Err(item) => Some(item),
        }
    }

    /// Adds a thing, or replaces the one of the same id, here and in the store.
    ///
    /// # Errors
    /// When it did not reach the store. It is here all the same, and [unsaved](Self::unsaved).
    pub fn put(&mut self, item: &T) -> Result<(), SaveError> {
        let id = item.id();
        let written = self.write(&id, item);
        let stored = written.is_ok() || self.kept.get(&id).is_some_and(|kept| kept.stored);
        self.keep(id, item.clone(), stored, written.is_ok());
        written
    }

    /// Takes one away, here and in the store, and gives it back. `None` when there is none of that id.
    ///
    /// # Errors
    /// When the store refused; it then stays where it was. One that never reached the store can always be
    /// taken away.
    pub fn remove(&mut self, id: &str) -> Result<Option<T>, SaveError> {
        let Some(kept) = self.kept.get(id) else { return Ok(None) };
        let key = item::key::<T>(id);
        if kept.stored {
            if let Some(reason) = self.held_unreadable(id)? {
                return Err(SaveError::PutAside(reason));
            }
            self.store.remove(&key)?;
        } else if !matches!(self.store.get(&key), Ok(Some(_))) {
            // What the store refused may lie in the journal behind it, which learns of it here.
            let _ = self.store.remove(&key);
        }
        self.unsaved.remove(id);
        Ok(self.kept.remove(id).map(|kept| Rc::unwrap_or_clone(kept.item)))
    }

    /// The one of that id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.kept.get(id).map(|kept| &*kept.item)
    }

    /// All of them, by id.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.shared().map(|item| &**item)
    }

    /// The same, to hold on to. One that was not changed is the same pointer as before.
    pub fn shared(&self) -> impl Iterator<Item = &Rc<T>> {
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
        self.unsaved.iter().filter_map(|id| self.get(id))
    }

    /// How many there are of those.
    pub fn unsaved_count(&self) -> usize {
        self.unsaved.len()
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
        let is_unsaved = self.unsaved.contains(id);
        let mine = self.get(id).filter(|_| is_unsaved).map(Item::modified);
        let Some(raw) = raw else {
            if let Some(kept) = self.kept.get_mut(id).filter(|_| is_unsaved) {
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
                let same = self.get(id) == Some(&theirs);
                if (same && !is_unsaved) || (!same && mine.is_some_and(|mine| mine > theirs.modified())) {
                    return Change::None;
                }
                self.keep(id.to_owned(), theirs, true, true);
                Change::Put(id.to_owned())
            }
            Err(reason) => {
                if !is_unsaved {
                    self.kept.remove(id);
                }
                Change::Damaged(Damaged { key: key.to_owned(), raw: raw.to_owned(), reason })
            }
        }
    }

    /// Takes in what the journal put back under a key: its value, or `None` for a removal. What the store had no
    /// room for is unsaved.
    pub fn recover(&mut self, key: &str, raw: Option<&str>) -> Change {
        let change = self.refresh(key, raw);
        if let Change::Put(id) = &change {
            self.look_again(id);
        }
        change
    }

    /// The store was emptied from outside. All that was here is still here, and unsaved. Whether there is any.
    pub fn emptied(&mut self) -> bool {
        let ids: Vec<String> = self.kept.keys().cloned().collect();
        for id in &ids {
            self.look_again(id);
        }
        self.unsaved_count() > 0
    }

    /// Everything of ours in the store as it lies there, and these unsaved ones: see [`export_raw`].
    pub fn export_raw(&self) -> String {
        export_raw(&self.store, self.unsaved_items())
    }

    fn keep(&mut self, id: String, item: T, stored: bool, saved: bool) {
        if saved {
            self.unsaved.remove(&id);
        } else {
            self.unsaved.insert(id.clone());
        }
        self.kept.insert(id, Kept { item: Rc::new(item), stored });
    }

    /// Asks the store how it stands with the one of that id.
    fn look_again(&mut self, id: &str) {
        let Some(kept) = self.kept.get_mut(id) else { return };
        let raw = self.store.get(&item::key::<T>(id)).ok().flatten();
        kept.stored = raw.is_some();
        if raw.is_some_and(|raw| item::read::<T>(id, &raw).as_ref() == Ok(&*kept.item)) {
            self.unsaved.remove(id);
        } else {
            self.unsaved.insert(id.to_owned());
        }
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
