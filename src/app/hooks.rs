//! Small hooks that several parts of the page share.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent};
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
    use_event(document().into(), name, handle);
}

/// Listens on the window for as long as the component lives.
#[hook]
pub fn use_window_event(name: &'static str, handle: impl Fn(&Event) + 'static) {
    use_event(window().into(), name, handle);
}

/// Registers with the browser once; what is called is the handler of the last drawing.
#[hook]
fn use_event(target: EventTarget, name: &'static str, handle: impl Fn(&Event) + 'static) {
    let latest = use_mut_ref(|| None::<Rc<dyn Fn(&Event)>>);
    latest.replace(Some(Rc::new(handle)));
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&target, name, options, move |event| {
            // Cloned out of the cell, because handling it may draw and so put the next handler there.
            let handle = latest.borrow().clone();
            if let Some(handle) = handle {
                handle(event);
            }
        });
        move || drop(listener)
    });
}

/// A value that changes often and is shown in one small place: setting it draws that place and nothing around it.
#[derive(Debug)]
pub struct Live<T>(Rc<LiveValue<T>>);

#[derive(Debug)]
struct LiveValue<T> {
    value: RefCell<T>,
    shown: RefCell<Option<UseStateSetter<T>>>,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Live<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone + PartialEq + 'static> Live<T> {
    /// The value now.
    pub fn get(&self) -> T {
        self.0.value.borrow().clone()
    }

    /// Sets it, and draws the place that shows it.
    pub fn set(&self, value: T) {
        self.0.value.replace(value.clone());
        if let Some(shown) = &*self.0.shown.borrow() {
            shown.set(value);
        }
    }
}

/// A value for one place to show. Its owner is not drawn again when it changes.
#[hook]
pub fn use_live<T: 'static>(first: impl FnOnce() -> T) -> Live<T> {
    let live = use_memo((), |()| Live(Rc::new(LiveValue { value: RefCell::new(first()), shown: RefCell::new(None) })));
    (*live).clone()
}

/// Shows a live value: the component that asks is drawn again when it changes. One component at a time.
#[hook]
pub fn use_shown<T: Clone + PartialEq + 'static>(live: &Live<T>) -> T {
    let state = use_state_eq(|| live.get());
    let (live, setter) = (live.clone(), state.setter());
    use_effect_with((), move |()| {
        setter.set(live.get());
        live.0.shown.replace(Some(setter));
        move || _ = live.0.shown.take()
    });
    (*state).clone()
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
