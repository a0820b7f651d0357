//! Small hooks that several parts of the page share.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::prelude::*;

use super::settings::Language;
use super::shortcuts::{self, Command};
use crate::browser::dom::{document, window};

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
        let listener = EventListener::new(&window(), name, handle);
        move || drop(listener)
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
