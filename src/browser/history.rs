//! The address bar: where the reader is, and where the reader was.

use wasm_bindgen::JsValue;

use super::dom::window;
use crate::address::Address;

/// The place the address bar names.
pub fn current() -> Option<Address> {
    let fragment = window().location().hash().ok()?;
    let plain = js_sys::decode_uri_component(&fragment).map(String::from).unwrap_or(fragment);
    Address::parse(&plain)
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
