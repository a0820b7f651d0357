//! The pointer on the text: what is under it, what a click, a double click and a tap do.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};
use yew::prelude::*;

use super::desk::Desk;
use super::selecting::REST;
use crate::app::hooks::use_document_event;
use crate::app::margin::Open;
use crate::browser::dom;

/// How long the pointer rests on a mark before its card comes, and how long it stays when the pointer has
/// gone: long enough to cross the gap to the card.
const COME: u32 = 250;
const STAY: u32 = 280;

/// What is known of the pointer.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tracked {
    pressed: bool,
    /// Where it last moved, in CSS pixels of the window.
    at: (i32, i32),
}

/// The handlers of the article's element.
pub struct Pointer {
    pub onclick: Callback<MouseEvent>,
    pub ondblclick: Callback<MouseEvent>,
    pub onmousemove: Callback<MouseEvent>,
    pub onmouseover: Callback<MouseEvent>,
    pub onmouseout: Callback<MouseEvent>,
    pub onmouseleave: Callback<MouseEvent>,
    /// The pointer came into the card or left it.
    pub on_card: Callback<bool>,
}

/// Turns what the pointer does into calls of the desk.
#[hook]
pub fn use_pointer(desk: &Desk) -> Pointer {
    let pointer = use_mut_ref(Tracked::default);
    let timer = use_mut_ref(|| None::<Timeout>);
    let frame = use_mut_ref(|| false);
    let rest = use_mut_ref(|| None::<Timeout>);
    {
        let (pointer, desk, rest, timer) = (pointer.clone(), desk.clone(), rest.clone(), timer.clone());
        use_document_event("pointerdown", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            // What floats over the text works on the selection that there is.
            if target.is_some_and(|target| target.closest(".floating, .handle").is_ok_and(|found| found.is_some())) {
                return;
            }
            rest.replace(None);
            // The press decides about the card: one that came after it would come back when it has been closed.
            timer.replace(None);
            pointer.borrow_mut().pressed = true;
            desk.exact.set(holds_alt(event));
            desk.show_caret(false);
        });
    }
    {
        let (pointer, desk) = (pointer.clone(), desk.clone());
        use_document_event("pointerup", move |event| {
            if !std::mem::take(&mut pointer.borrow_mut().pressed) {
                return;
            }
            desk.exact.set(desk.exact.get() || holds_alt(event));
            // The browser sets the selection after this event.
            let desk = desk.clone();
            Timeout::new(0, move || {
                desk.take_selection();
                desk.settle_selection();
                desk.attach_selected();
            })
            .forget();
        });
    }
    {
        // Keys and the handles of a touch screen change the selection with no press of ours to end it.
        let (pointer, desk) = (pointer.clone(), desk.clone());
        use_document_event("selectionchange", move |_| {
            if !pointer.borrow().pressed {
                desk.take_selection();
                let desk = desk.clone();
                rest.replace(Some(Timeout::new(REST, move || desk.settle_selection())));
            }
        });
    }
    {
        let pointer = pointer.clone();
        use_document_event("pointercancel", move |_| pointer.borrow_mut().pressed = false);
    }
    {
        let pointer = pointer.clone();
        use_document_event("mousemove", move |event| {
            if let Some(event) = event.dyn_ref::<MouseEvent>() {
                pointer.borrow_mut().at = (event.client_x(), event.client_y());
            }
        });
    }
    Pointer {
        onclick: with(desk, click),
        ondblclick: with(desk, |desk, event: MouseEvent| {
            let position = desk.with_places(|p| p.at_point(event.client_x() as f32, event.client_y() as f32));
            if let Some(position) = position {
                desk.select_word(position);
            }
        }),
        onmousemove: hover_word(desk, &pointer, frame),
        onmouseover: over_mark(desk, &timer, &pointer),
        onmouseout: leave(desk, &timer),
        onmouseleave: with(desk, |desk, _| desk.point_at(None)),
        on_card: {
            let (timer, leave) = (timer.clone(), leave_later(desk, &timer));
            Callback::from(move |inside| {
                if inside {
                    timer.replace(None);
                } else {
                    leave();
                }
            })
        },
    }
}

fn holds_alt(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(MouseEvent::alt_key)
}

fn with<E: 'static>(desk: &Desk, act: impl Fn(&Desk, E) + 'static) -> Callback<E> {
    let desk = desk.clone();
    Callback::from(move |event| act(&desk, event))
}

/// The mark an event happened on.
pub fn mark_element(event: &Event) -> Option<HtmlElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[data-mark]").ok()??.dyn_into().ok()
}

fn click(desk: &Desk, event: MouseEvent) {
    if desk.with_places(crate::browser::places::Places::selection).is_some() {
        return; // The end of a selection, not a click.
    }
    let mark = mark_element(&event);
    let position = desk.with_places(|p| p.at_point(event.client_x() as f32, event.client_y() as f32));
    let note = position.and_then(|p| desk.note_at(p));
    match &mark {
        Some(element) => desk.show_card(element, true),
        None => desk.card.set(None),
    }
    desk.open.set(note.map(|placed| Open { id: placed.note.id.clone(), write: false }));
    if note.is_some() && mark.is_none() {
        desk.on_sheet.emit(true);
    }
    let touch = event.dyn_ref::<PointerEvent>().is_some_and(|e| e.pointer_type() == "touch");
    if let Some(position) = position.filter(|_| touch && mark.is_none() && note.is_none()) {
        desk.select_word(position);
    }
}

/// Follows the word under the pointer, at most once a frame.
fn hover_word(desk: &Desk, pointer: &Rc<RefCell<Tracked>>, frame: Rc<RefCell<bool>>) -> Callback<MouseEvent> {
    let (desk, pointer) = (desk.clone(), pointer.clone());
    Callback::from(move |event: MouseEvent| {
        if pointer.borrow().pressed || frame.replace(true) {
            return;
        }
        let (desk, frame) = (desk.clone(), frame.clone());
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        dom::next_frame(move || {
            frame.replace(false);
            let position = desk.with_places(|p| p.at_point(x, y));
            desk.point_at(position);
        });
    })
}

/// Shows the card of the mark that the pointer comes to. Only a pointer that moved comes: when the page moves or a
/// toolbar goes away under a resting one, the browser tells of it in the same way, and nobody asked.
fn over_mark(
    desk: &Desk,
    timer: &Rc<RefCell<Option<Timeout>>>,
    pointer: &Rc<RefCell<Tracked>>,
) -> Callback<MouseEvent> {
    let (desk, timer, pointer) = (desk.clone(), timer.clone(), pointer.clone());
    Callback::from(move |event: MouseEvent| {
        let resting = *pointer.borrow() == Tracked { pressed: false, at: (event.client_x(), event.client_y()) };
        let busy = pointer.borrow().pressed || desk.selected.is_some() || desk.card.is_some_and(|card| card.pinned);
        let Some(element) = mark_element(&event).filter(|_| !resting && !busy) else {
            return;
        };
        let desk = desk.clone();
        timer.replace(Some(Timeout::new(COME, move || desk.show_card(&element, false))));
    })
}

fn leave(desk: &Desk, timer: &Rc<RefCell<Option<Timeout>>>) -> Callback<MouseEvent> {
    let leave = leave_later(desk, timer);
    Callback::from(move |event: MouseEvent| {
        if mark_element(&event).is_some() {
            leave();
        }
    })
}

fn leave_later(desk: &Desk, timer: &Rc<RefCell<Option<Timeout>>>) -> impl Fn() + 'static {
    let (card, timer) = (desk.card.clone(), timer.clone());
    move || {
        if card.is_none_or(|card| !card.pinned) {
            let card = card.clone();
            timer.replace(Some(Timeout::new(STAY, move || card.set(None))));
        }
    }
}
