//! The page after a panic: says so, and offers the reader's notes.
//!
//! The program is at its end when this runs, so the page must work without it: a link that holds the data,
//! and a button bound to the browser's own reload. Everything is built as text nodes.

use std::panic::PanicHookInfo;

use crate::app::wording::t;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::workbook;
use crate::browser::dom::{document, window};
use crate::browser::download;

/// Shows the page on any later panic.
pub fn install() {
    // Through Yew, which otherwise puts a hook of its own in the place of this one when it starts.
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        // Nothing is left that could handle an error of this page itself; the console has the cause.
        let _ = show(info);
    }));
}

fn show(info: &PanicHookInfo<'_>) -> Result<(), JsValue> {
    let document = document();
    if document.query_selector(".crash")?.is_some() {
        return Ok(()); // A listener of the document called into the program that is no more.
    }
    let body: HtmlElement = document.create_element("body")?.unchecked_into();
    let main = add(&body, "main", "")?;
    main.set_class_name("crash");
    let told = add(&main, "div", "")?;
    told.set_attribute("role", "alert")?;
    add(&told, "h1", &t!("crash.title"))?;
    match workbook::unsaved() {
        0 => add(&told, "p", &t!("crash.text"))?,
        count => add(&told, "p", &t!("crash.unsaved", count = count))?,
    };
    let link = add(&main, "a", &t!("crash.download"))?;
    link.set_class_name("button primary");
    link.set_attribute("href", &download::address_of(&workbook::export_raw(), "application/json")?)?;
    link.set_attribute("download", "meipi-notes.json")?;
    let reload = add(&main, "button", &t!("crash.reload"))?;
    reload.set_class_name("button");
    let location = window().location();
    let function: Function = Reflect::get(&location, &"reload".into())?.dyn_into()?;
    reload.add_event_listener_with_callback("click", &function.bind0(&location))?;
    let details = add(&main, "details", "")?;
    add(&details, "summary", &t!("crash.details"))?;
    add(&details, "pre", &info.to_string())?;
    document.set_body(Some(&body));
    Ok(())
}

fn add(parent: &Element, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = document().create_element(name)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    parent.append_child(&element)?;
    Ok(element)
}
