//! The address bar: where the reader is, and where the reader was.

use wasm_bindgen::JsValue;

use super::dom::{root, window};
use crate::address::Address;

/// The place the address bar names; on the page of an article, that article where it names none.
pub fn current() -> Option<Address> {
    let fragment = window().location().hash().ok()?;
    let plain = js_sys::decode_uri_component(&fragment).map(String::from).unwrap_or(fragment);
    Address::parse(&plain).or_else(own)
}

/// The article that this document is the page of (`src/still`).
fn own() -> Option<Address> {
    let root = root();
    root.has_attribute("data-own").then(|| root.get_attribute("data-still")).flatten().map(|id| Address::article(&id))
}

/// The program takes over from the page as it stood: what that page hid is there to be shown, and addresses are
/// fragments of the page of all articles from now on, wherever the reader came in.
pub fn take_over() {
    let _ = root().remove_attribute("data-elsewhere");
    if own().is_some()
        && let Some(address) = current()
        && let Ok(history) = window().history()
    {
        // Where a browser refuses, a document opened from disk for one, the reader is where they were.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("./{address}")));
    }
}

/// Goes to a place; the place before can be had again with the back button.
pub fn go(address: &Address) {
    // Assigning the fragment both records the step and tells the app through `hashchange`.
    let _ = window().location().set_hash(&address.element_id());
}

/// Writes down how far the reader has read, without a step in the history.
pub fn note_place(address: &Address) {
    if current().as_ref() != Some(address)
        && let Ok(history) = window().history()
    {
        // A browser may refuse when it is called very often; the next scroll tries again.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address.to_string()));
    }
}

/// Leaves scrolling after back and reload to the app: the text is not there yet when the browser tries.
pub fn scroll_by_hand() {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}
