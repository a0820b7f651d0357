//! Files: handing the reader one, and reading one that they chose.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::dom::document;

/// Makes an address under which the browser offers `text` as a file. It lives as long as the page.
///
/// # Errors
/// What the browser says when it will not make the file.
pub fn address_of(text: &str, mime: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&text.into());
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)
}

/// Offers `text` as the file `name`.
///
/// # Errors
/// What the browser says when it will not make the file.
pub fn save(name: &str, text: &str, mime: &str) -> Result<(), JsValue> {
    let address = address_of(text, mime)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has taken hold of the data by the time the click returns to the event loop.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

/// The text of a file that the reader chose; `None` when it is larger than `limit` bytes or no UTF-8 text.
pub async fn read(file: &File, limit: f64) -> Option<String> {
    if file.size() > limit {
        return None;
    }
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    String::from_utf8(js_sys::Uint8Array::new(&bytes).to_vec()).ok()
}
