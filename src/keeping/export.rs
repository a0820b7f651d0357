//! Everything the reader made as it lies in the store, for download, also by the page shown after a crash:
//! so it takes nothing for granted and looks into no item.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Store, journal};

/// What the keys of all our items begin with.
const OURS: &str = "meipi:";

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

/// Every item of ours in `store` as it lies there, with the `unsaved` ones (key and value, as
/// [`super::Items::unsaved_items`] gives them) in their places, as one JSON object
/// `{"format":"meipi-raw","items":{key: value}}`. Never fails: what the store does not give back is named
/// under `lost`.
///
/// # Panics
/// Never: strings by string keys can always be written.
pub fn export_raw(store: &impl Store, unsaved: impl IntoIterator<Item = (String, String)>) -> String {
    let keys: Vec<String> = store.keys().unwrap_or_default();
    let mut items = BTreeMap::new();
    let mut lost = Vec::new();
    for key in keys.iter().filter(|key| key.starts_with(OURS) && !key.starts_with(journal::COUNTS)) {
        match store.get(key) {
            Ok(Some(raw)) => drop(items.insert(key.clone(), raw)),
            Ok(None) => {}
            Err(_) => lost.push(key.as_str()),
        }
    }
    items.extend(unsaved);
    serde_json::to_string_pretty(&Raw { format: "meipi-raw", items, lost }).expect("strings by string keys")
}
