//! localStorage: for what the reader made, with the journal behind it, and for the few plain items beside that;
//! sessionStorage as the store of one tab.
//!
//! A browser may refuse at any call (switched off, private window, space used up), so every call asks anew
//! and says what it got.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Storage};

use super::dom::window;
use super::journal;
use crate::keeping::{Store, StoreError};

/// What the reader made: in the origin's localStorage, and lately written also in the [`journal`], because browsers
/// write localStorage to disk seconds later.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalStorage;

/// The origin's localStorage and nothing else.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

/// The tab's sessionStorage: it outlives a reload and not the tab.
#[derive(Debug, Clone, Copy, Default)]
pub struct SessionStorage;

/// What browsers give one origin, in UTF-16 units of keys and values; Chromium a few less.
pub const SPACE: u32 = 5 * 1024 * 1024;

/// What the browser keeps, wherever it is.
trait WebStorage {
    /// The storage, when the reader's settings allow it.
    fn storage() -> Result<Storage, JsValue>;
}

impl WebStorage for Plain {
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

/// The keys of all items, asked for at once: to find the one with a number, Firefox counts up to it each time.
fn keys(storage: &Storage) -> js_sys::Array {
    js_sys::Object::keys(storage)
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
        Ok(keys(&storage::<W>()?).iter().filter_map(|key| key.as_string()).collect())
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

impl Store for LocalStorage {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Plain.keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Plain.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        journal::set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        journal::remove(key)
    }
}

/// How much of [`SPACE`] is used by whatever is there, ours or not. `None` where there is no localStorage.
pub fn used() -> Option<u32> {
    let storage = Plain::storage().ok()?;
    let units = |text: &JsValue| text.dyn_ref::<JsString>().map_or(0, JsString::length);
    // Read as properties: a value is not copied to be measured. No key of ours is also a method's name.
    let item = |key: JsValue| Some(units(&key) + units(&Reflect::get(&storage, &key).ok()?));
    Some(keys(&storage).iter().filter_map(item).sum())
}

/// Whether the browser has promised not to clear this site's data by itself. `None` where it promises nothing to
/// anyone.
pub async fn is_lasting() -> Option<bool> {
    promised("persisted").await
}

/// Asks the browser for that promise; one may ask the reader. What it answers.
pub async fn ask_to_last() -> Option<bool> {
    promised("persist").await
}

async fn promised(method: &str) -> Option<bool> {
    // Missing where the page did not come over a safe line.
    let manager = Reflect::get(&window().navigator(), &"storage".into()).ok().filter(JsValue::is_object)?;
    let ask: js_sys::Function = Reflect::get(&manager, &method.into()).ok()?.dyn_into().ok()?;
    let answer: js_sys::Promise = ask.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(answer).await.ok()?.as_bool()
}

/// A plain item, or `None` where there is none or nothing is kept.
pub fn read(key: &str) -> Option<String> {
    Plain.get(key).ok().flatten()
}

/// Keeps a plain item that the reader can do without.
pub fn write(key: &str, value: &str) {
    // Whether anything can be kept at all is said where notes are concerned.
    let _ = Plain.set(key, value);
}
