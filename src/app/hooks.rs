//! Small hooks that several parts of the page share.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::settings::Language;
use super::shortcuts::{self, Command};
use crate::browser::dom::{self, document, window};

/// The language of the interface; a component that asks is drawn again when it changes.
#[hook]
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

/// Listens on the document for as long as the component lives.
#[hook]
pub fn use_document_event(name: &'static str, handle: impl Fn(&Event) + 'static) {
    use_effect(move || {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document(), name, options, handle);
        move || drop(listener)
    });
}

/// Listens on the window for as long as the component lives.
#[hook]
pub fn use_window_event(name: &'static str, handle: impl Fn(&Event) + 'static) {
    use_effect(move || {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window(), name, options, handle);
        move || drop(listener)
    });
}

/// Takes the focus to the first button inside `node` while a panel is open, and back to where it was afterwards.
#[hook]
pub fn use_focus_inside(open: bool, node: &NodeRef) {
    let node = node.clone();
    use_effect_with(open, move |&open| {
        let panel = node.cast::<Element>().filter(|_| open);
        let before = document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
        if let Some(panel) = &panel {
            // Someone inside may have taken it already: a note opened for writing does.
            let taken = before.as_ref().is_some_and(|e| panel.contains(Some(e)));
            if let Some(button) = dom::all(panel, "button").first().filter(|_| !taken) {
                let _ = button.focus();
            }
        }
        move || {
            if let Some(before) = before.filter(|_| panel.is_some()) {
                let _ = before.focus();
            }
        }
    });
}

/// Carries out the commands that keys give. `handle` says whether the command was its own; if so the key
/// does nothing else.
#[hook]
pub fn use_commands(bare_keys: bool, handle: impl Fn(Command) -> bool + 'static) {
    use_document_event("keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if let Some(command) = shortcuts::command(event, bare_keys)
            && handle(command)
        {
            event.prevent_default();
        }
    });
}
