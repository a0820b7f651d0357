//! The page's own objects, which a running page always has.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, MouseEvent, PointerEvent, Window};

/// The window.
///
/// # Panics
/// Outside a page, where this program is never started.
pub fn window() -> Window {
    // The program is only ever started by a page; a worker has an entry point of its own.
    web_sys::window().expect("the app runs in a page")
}

/// The document.
///
/// # Panics
/// Outside a page.
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// The `<html>` element, which carries the theme and the language.
///
/// # Panics
/// Outside an HTML page.
pub fn root() -> HtmlElement {
    document().document_element().and_then(|e| e.dyn_into().ok()).expect("an HTML page has a root element")
}

/// The element with this `id`.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// All elements below `parent` that match `selector`, in document order.
pub fn all(parent: &Element, selector: &str) -> Vec<HtmlElement> {
    // Selectors are written in this program, so they parse; an empty list is right if one did not.
    let Ok(list) = parent.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

/// Sets a custom property of an element's own style to a length, CSS pixels, to a tenth.
pub fn set_length(element: &HtmlElement, name: &str, pixels: f64) {
    // Whole numbers only: how Rust writes fractions is 11 KB of the page.
    let tenths = (pixels * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let (style, length) = (element.style(), format!("{sign}{whole}.{tenth}px"));
    // Set to what it is, it would have the element's style worked out all the same.
    if style.get_property_value(name).is_ok_and(|now| now != length) {
        let _ = style.set_property(name, &length);
    }
}

/// The size of an element's characters, CSS pixels.
pub fn font_size(element: &Element) -> f64 {
    let style = window().get_computed_style(element).ok().flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    // The browser's own reading of numbers: Rust's brings its tables into the page.
    size.map(|size| js_sys::parse_float(&size)).filter(|size| size.is_finite()).unwrap_or(16.0)
}

/// Focuses the first element that matches, if there is one.
pub fn focus_first(selector: &str) {
    if let Some(element) = document().query_selector(selector).ok().flatten() {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// Whether the reader is writing somewhere, so that a bare key belongs to the text and not to us. A letter does
/// nothing in a box that is ticked.
pub fn is_writing() -> bool {
    const WRITTEN_IN: &str = "textarea, select, input:not([type=checkbox], [type=radio], [type=file])";
    document().active_element().is_some_and(|e| e.matches(WRITTEN_IN).unwrap_or(false))
}

/// Whether a dialog is open that nothing behind it can be used through.
pub fn is_modal() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

/// Copies a text that the reader has selected.
pub fn copy(text: &str) {
    let navigator = window().navigator();
    // Over plain HTTP there is no clipboard, and asking one that is none would end the program.
    if js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object()) {
        // Where the page may not write there the reader still has the browser's own copy.
        let _ = navigator.clipboard().write_text(text);
    } else if let Some(document) = document().dyn_ref::<web_sys::HtmlDocument>() {
        let _ = document.exec_command("copy");
    }
}

/// Whether a click was made by a key, and not by a pointer. Its count of clicks does not tell: a link that Enter
/// follows has one in Firefox.
pub fn by_keys(click: &MouseEvent) -> bool {
    click.dyn_ref::<PointerEvent>().map_or(click.detail() == 0, |click| click.pointer_type().is_empty())
}

/// Whether a media query holds now.
pub fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|m| m.matches())
}

/// Marks a moment for the load measurements (`performance.mark`).
pub fn mark_moment(name: &str) {
    if let Some(performance) = window().performance() {
        // A missing mark costs a measurement, never the reader.
        let _ = performance.mark(name);
    }
}

/// Runs `work` after the next frame has been painted.
pub fn after_paint(work: impl FnOnce() + 'static) {
    // The frame callback runs before the paint, a zero timer set in it runs after.
    next_frame(|| _ = gloo::timers::callback::Timeout::new(0, work).forget());
}

/// Comes as a task of its own: the browser does before it what else there is to do.
pub async fn pause() {
    let promise = Promise::new(&mut |resolve, _| {
        gloo::timers::callback::Timeout::new(0, move || _ = resolve.call0(&JsValue::UNDEFINED)).forget();
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Runs `work` just before the next frame is painted.
pub fn next_frame(work: impl FnOnce() + 'static) {
    let frame = wasm_bindgen::closure::Closure::once_into_js(work);
    let _ = window().request_animation_frame(frame.unchecked_ref());
}
