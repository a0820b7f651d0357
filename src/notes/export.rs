//! Everything the reader wrote, for download.
//!
//! Two files: [`export_json`] is for people and programs that want the notes; [`export_raw`] is for the
//! page shown after a crash, and so takes nothing for granted: every item of ours as it lies in the
//! store, readable or not, without looking into it.

use super::format;
use super::{Note, Store};
use serde::Serialize;
use std::collections::BTreeMap;

/// The notes as a JSON array, each with its selectors in W3C form.
///
/// # Panics
/// Never: strings, numbers and unit variants can always be written.
pub fn export_json(notes: &[Note]) -> String {
    serde_json::to_string_pretty(notes).expect("notes are strings, numbers and unit variants")
}

#[derive(Serialize)]
struct Raw<'a> {
    /// Tells the file's kind to whoever opens it, and to a later import.
    format: &'static str,
    /// Item by key.
    items: BTreeMap<String, String>,
    /// What could not be read at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost: Vec<&'a str>,
}

/// Every note's item in `store` as it lies there, with the `unsaved` notes in the place of their items, as
/// one JSON object `{"format":"meipi-raw","items":{key: value}}`. Never fails: what the store does not
/// give back is named under `lost`.
///
/// # Panics
/// Never: strings by string keys can always be written.
pub fn export_raw<'a>(store: &impl Store, unsaved: impl IntoIterator<Item = &'a Note>) -> String {
    let keys: Vec<String> = store.keys().unwrap_or_default();
    let mut items = BTreeMap::new();
    let mut lost = Vec::new();
    for key in keys.iter().filter(|key| format::id_of(key).is_some()) {
        match store.get(key) {
            Ok(Some(raw)) => drop(items.insert(key.clone(), raw)),
            Ok(None) => {}
            Err(_) => lost.push(key.as_str()),
        }
    }
    for note in unsaved {
        items.insert(format::key(&note.id), format::write(note));
    }
    serde_json::to_string_pretty(&Raw { format: "meipi-raw", items, lost }).expect("strings by string keys")
}
