//! The seam between what the reader makes and wherever it is kept.
//!
//! A store is a flat map of strings, shared with others: foreign keys live beside ours, and another tab
//! writes while this one reads. So nothing here may assume that a key seen is a key still there.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Why a store did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// There is no store, or the reader's settings forbid it.
    Unavailable,
    /// The space is used up.
    Full,
    /// Anything else, in the store's own words.
    Other(String),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unavailable => f.write_str("no storage is available"),
            Self::Full => f.write_str("the storage is full"),
            Self::Other(reason) => write!(f, "the storage failed: {reason}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Where things are kept: localStorage in the browser, [`MemoryStore`] in tests.
///
/// Every call may fail. A `set` that fails leaves the former value in place.
pub trait Store {
    /// All keys, foreign ones included, in any order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn keys(&self) -> Result<Vec<String>, StoreError>;

    /// The value under `key`, or `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts `value` under `key`.
    ///
    /// # Errors
    /// When the store cannot be written or has no room; the former value stands.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Takes away `key`; not having it is no error.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
}

/// A store in memory. Clones share their content, as two tabs share a browser's.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    items: Rc<RefCell<BTreeMap<String, String>>>,
    capacity: Rc<Cell<Option<usize>>>,
    off: Rc<Cell<bool>>,
}

impl MemoryStore {
    /// An empty store without limit.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the space, counted as browsers do: UTF-16 units of keys and values together.
    pub fn set_capacity(&self, units: Option<usize>) {
        self.capacity.set(units);
    }

    /// From now on every call fails as [`StoreError::Unavailable`], or works again.
    pub fn set_off(&self, off: bool) {
        self.off.set(off);
    }

    /// The space in use, in UTF-16 units.
    pub fn used(&self) -> usize {
        self.items.borrow().iter().map(|(key, value)| units(key) + units(value)).sum()
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.off.get() {
            return Err(StoreError::Unavailable);
        }
        Ok(())
    }
}

impl Store for MemoryStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.check()?;
        Ok(self.items.borrow().keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.check()?;
        Ok(self.items.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.check()?;
        let former = self.items.borrow().get(key).map_or(0, |old| units(key) + units(old));
        if let Some(capacity) = self.capacity.get()
            && self.used() - former + units(key) + units(value) > capacity
        {
            return Err(StoreError::Full);
        }
        self.items.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.check()?;
        self.items.borrow_mut().remove(key);
        Ok(())
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
