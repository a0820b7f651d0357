//! localStorage as the store of what the reader made, and the few plain items beside it; sessionStorage as the store
//! of one tab.
//!
//! A browser may refuse at any call (switched off, private window, space used up), so every call asks anew
//! and says what it got.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

use super::dom::window;
use crate::notes::{Store, StoreError};

/// The origin's localStorage.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalStorage;

/// The tab's sessionStorage: it outlives a reload and not the tab.
#[derive(Debug, Clone, Copy, Default)]
pub struct SessionStorage;

/// What the browser keeps, wherever it is.
trait WebStorage {
    /// The storage, when the reader's settings allow it.
    fn storage() -> Result<Storage, JsValue>;
}

impl WebStorage for LocalStorage {
    fn storage() -> Result<Storage, JsValue> {
        window().local_storage()?.ok_or(JsValue::NULL)
    }
}

impl WebStorage for SessionStorage {
    fn storage() -> Result<Storage, JsValue> {
        window().session_storage()?.ok_or(JsValue::NULL)
    }
}

fn storage<W: WebStorage>() -> Result<Storage, StoreError> {
    W::storage().map_err(|_| StoreError::Unavailable)
}

fn error(value: JsValue) -> StoreError {
    match value.dyn_into::<DomException>() {
        Ok(exception) => match exception.name().as_str() {
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreError::Full,
            "SecurityError" => StoreError::Unavailable,
            name => StoreError::Other(format!("{name}: {}", exception.message())),
        },
        Err(other) => StoreError::Other(format!("{other:?}")),
    }
}

impl<W: WebStorage> Store for W {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = storage::<W>()?;
        let length = storage.length().map_err(error)?;
        Ok((0..length).filter_map(|i| storage.key(i).ok().flatten()).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        storage::<W>()?.get_item(key).map_err(error)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        storage::<W>()?.set_item(key, value).map_err(error)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        storage::<W>()?.remove_item(key).map_err(error)
    }
}

/// A plain item, or `None` where there is none or nothing is kept.
pub fn read(key: &str) -> Option<String> {
    LocalStorage.get(key).ok().flatten()
}

/// Keeps a plain item that the reader can do without.
pub fn write(key: &str, value: &str) {
    // Whether anything can be kept at all is said where notes are concerned.
    let _ = LocalStorage.set(key, value);
}
