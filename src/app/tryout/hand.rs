//! The reader's hand on the marks of the tried text: pointer, touch and keys do what they do on an article.
//!
//! A card that the pointer called goes with the pointer; one that a click, a tap or the focus called stays until it
//! is closed. The marks are looked up by their numbers and slice by slice: a long text has thousands, and to ask a
//! slice far from the window for its places would have it laid out.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::app::hooks::use_document_event;
use crate::app::reader::desk::mark_of;
use crate::app::reader::floating::Anchor;
use crate::app::reader::keys::rove;
use crate::app::reader::pointer::mark_element;
use crate::browser::dom;

/// How long the pointer rests on a mark before its card comes, and how long it stays when the pointer has gone: as
/// on an article.
const COME: u32 = 250;
const STAY: u32 = 280;

/// The mark whose card is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Its number.
    pub mark: usize,
    /// Where it is on the page.
    pub anchor: Anchor,
    /// Whether it stays until closed.
    pinned: bool,
}

/// The card, and the handlers of the text's element.
#[derive(Clone)]
pub struct Hand {
    /// The card that is shown.
    pub shown: UseStateHandle<Option<Shown>>,
    /// Counts what was shown and closed, so that what comes later knows whether it is still wanted.
    count: Rc<Cell<u32>>,
    pub onclick: Callback<MouseEvent>,
    pub onmouseover: Callback<MouseEvent>,
    pub onmouseout: Callback<MouseEvent>,
    pub onfocusin: Callback<FocusEvent>,
    pub onkeydown: Callback<KeyboardEvent>,
    /// The pointer came into the card or left it.
    pub on_card: Callback<bool>,
}

/// See the module.
#[hook]
pub fn use_hand(text: &NodeRef) -> Hand {
    let timer = use_mut_ref(|| None::<Timeout>);
    let at = use_mut_ref(|| (0, 0));
    let mut hand = Hand {
        shown: use_state_eq(|| None::<Shown>),
        count: (*use_memo((), |()| Rc::new(Cell::new(0)))).clone(),
        onclick: Callback::noop(),
        onmouseover: Callback::noop(),
        onmouseout: Callback::noop(),
        onfocusin: Callback::noop(),
        onkeydown: Callback::noop(),
        on_card: Callback::noop(),
    };
    {
        let at = at.clone();
        use_document_event("mousemove", move |event| {
            if let Some(event) = event.dyn_ref::<MouseEvent>() {
                at.replace((event.client_x(), event.client_y()));
            }
        });
    }
    {
        // The card goes when the focus does.
        let hand = hand.clone();
        use_document_event("focusin", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let near = target.is_some_and(|t| t.closest(".card, [data-mark]").ok().flatten().is_some());
            if !near && hand.shown.is_some() {
                hand.hide();
            }
        });
    }
    let plain = hand.clone();
    let leave = {
        let (hand, timer) = (plain.clone(), timer.clone());
        move || {
            if hand.shown.is_none_or(|shown| !shown.pinned) {
                timer.replace(Some(hand.later(STAY, Hand::hide)));
            }
        }
    };
    hand.onclick = {
        let hand = plain.clone();
        Callback::from(move |event: MouseEvent| match mark_element(&event) {
            _ if is_selecting() => {} // The end of a selection, not a click.
            Some(mark) => hand.show(&mark, true),
            None => hand.hide(),
        })
    };
    hand.onmouseover = {
        let (hand, timer) = (plain.clone(), timer.clone());
        Callback::from(move |event: MouseEvent| {
            // A pointer that rests comes to nothing: the text moved under it, and nobody asked.
            let resting = *at.borrow() == (event.client_x(), event.client_y());
            let busy = event.buttons() != 0 || is_selecting() || hand.shown.is_some_and(|shown| shown.pinned);
            if let Some(mark) = mark_element(&event).filter(|_| !resting && !busy) {
                timer.replace(Some(hand.later(COME, move |hand| hand.show(&mark, false))));
            }
        })
    };
    hand.onmouseout = {
        let leave = leave.clone();
        Callback::from(move |event: MouseEvent| {
            if mark_element(&event).is_some() {
                leave();
            }
        })
    };
    hand.on_card = Callback::from(move |inside| {
        if inside {
            timer.replace(None);
        } else {
            leave();
        }
    });
    hand.onfocusin = {
        let hand = plain.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(mark) = mark_element(&event) {
                rove(&mark);
                hand.show(&mark, true);
            }
        })
    };
    hand.onkeydown = {
        let text = text.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(mark) = mark_element(&event) else { return };
            match event.key().as_str() {
                "Enter" | " " => {
                    plain.show(&mark, true);
                    dom::next_frame(|| dom::focus_first(".card a, .card button"));
                }
                "ArrowRight" | "ArrowDown" => _ = step(&text, 1),
                "ArrowLeft" | "ArrowUp" => _ = step(&text, -1),
                _ => return,
            }
            event.prevent_default();
        })
    };
    hand
}

impl Hand {
    /// Shows the card of a mark's element. A slice that the window comes to for the first time is laid out in the
    /// frame after, and the mark may move by that; so its place is asked for again.
    fn show(&self, mark: &HtmlElement, pinned: bool) {
        self.count.set(self.count.get() + 1);
        self.place(mark, pinned);
        let mark = mark.clone();
        dom::after_paint(self.unless_overtaken(move |hand| hand.place(&mark, pinned)));
    }

    /// Does something after a while, milliseconds.
    fn later(&self, time: u32, act: impl FnOnce(&Self) + 'static) -> Timeout {
        Timeout::new(time, self.unless_overtaken(act))
    }

    /// What to do later, unless a card is shown or closed before then: a tap calls a card by itself and, for the
    /// browser, moves the pointer, too.
    fn unless_overtaken(&self, act: impl FnOnce(&Self) + 'static) -> impl FnOnce() + 'static {
        let (hand, count) = (self.clone(), self.count.get());
        move || {
            if hand.count.get() == count {
                act(&hand);
            }
        }
    }

    fn place(&self, mark: &HtmlElement, pinned: bool) {
        let rect = mark.get_client_rects().item(0);
        if let Some((number, rect)) = mark_of(mark).zip(rect) {
            self.shown.set(Some(Shown { mark: number, anchor: Anchor::of(&rect), pinned }));
        }
    }

    /// Closes the card.
    pub fn hide(&self) {
        self.count.set(self.count.get() + 1);
        self.shown.set(None);
    }

    /// Closes the card, if one is open, and gives a focus inside it back to the mark.
    pub fn close(&self) -> bool {
        let Some(shown) = *self.shown else { return false };
        if dom::document().query_selector(".card:focus-within").is_ok_and(|card| card.is_some()) {
            dom::focus_first(&format!(".tried [data-mark='{}']", shown.mark));
        }
        self.hide();
        true
    }
}

fn is_selecting() -> bool {
    dom::window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// Where the text begins under the bar, CSS pixels from the top of the window.
const TEXT_TOP: f64 = 84.0;

/// Focuses the mark after or before the focused one; with none focused, the first one on the screen.
pub fn step(text: &NodeRef, step: isize) -> bool {
    let Some(text) = text.cast::<Element>() else { return false };
    let focused = dom::document().active_element().filter(|e| text.contains(Some(e))).and_then(|e| mark_of(&e));
    let mark = if let Some(number) = focused {
        number.checked_add_signed(step).and_then(|number| element(&text, number))
    } else {
        let below = |element: &HtmlElement| element.get_bounding_client_rect().bottom() > TEXT_TOP;
        let mut slices = dom::all(&text, ".slice").into_iter().skip_while(|slice| !below(slice));
        slices.find_map(|slice| dom::all(&slice, "[data-mark]").into_iter().find(below))
    };
    mark.is_some_and(|mark| mark.focus().is_ok())
}

fn element(text: &Element, number: usize) -> Option<HtmlElement> {
    text.query_selector(&format!("[data-mark='{number}']")).ok()??.dyn_into().ok()
}

/// Brings a mark of the text onto the screen, with its card.
pub fn go_to(number: usize) {
    let text = dom::document().query_selector(".tried").ok().flatten();
    if let Some(mark) = text.and_then(|text| element(&text, number)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        mark.scroll_into_view_with_scroll_into_view_options(&options);
        let _ = mark.focus();
    }
}
