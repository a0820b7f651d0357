//! Something that floats at a place of the text: under it where there is room, above it where there is more, and
//! always inside the page; where it is higher than the room it scrolls. Under a finger it is always below, because the
//! system's own menu stands above a selection. On a narrow screen the style sheet docks it at the bottom instead.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlElement};
use yew::prelude::*;

use crate::browser::dom::{self, window};

/// A place of the text, in CSS pixels of the whole page, so that scrolling does not make it wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    left: f64,
    top: f64,
    bottom: f64,
}

impl Anchor {
    /// Below the beginning of a box.
    pub fn of(rect: &DomRect) -> Self {
        let (x, y) = scrolled();
        Self { left: rect.left() + x, top: rect.top() + y, bottom: rect.bottom() + y }
    }
}

/// Properties of [`Floating`].
#[derive(Properties, PartialEq)]
pub struct FloatingProps {
    /// Where it belongs.
    pub anchor: Anchor,
    /// Its classes beside `floating`.
    pub class: Classes,
    /// Its ARIA role.
    pub role: &'static str,
    /// Its accessible name.
    pub label: AttrValue,
    /// What stands in it.
    pub children: Html,
    /// Changes when something in it changes its size by itself.
    #[prop_or_default]
    pub size: u32,
    /// The pointer came in (`true`) or went (`false`).
    #[prop_or_default]
    pub on_hover: Callback<bool>,
}

/// The gap between the text and what floats at it, CSS pixels.
const GAP: f64 = 10.0;
/// The least distance to the edge of the page, CSS pixels.
const EDGE: f64 = 8.0;
/// What the page's bar takes of the window, CSS pixels.
const BAR: f64 = 56.0;
/// The least room that it is given, CSS pixels: in a lower window it reaches beyond.
const ROOM: f64 = 180.0;

/// See the module.
#[component]
pub fn Floating(props: &FloatingProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.anchor, props.children.clone(), props.size), move |(anchor, ..)| {
            if let Some(element) = node.cast::<HtmlElement>() {
                place(&element, *anchor);
            }
        });
    }
    let enter = props.on_hover.reform(|_: MouseEvent| true);
    let leave = props.on_hover.reform(|_: MouseEvent| false);
    // A press on the floating thing must not take the selection or the focus away from the text.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div ref={node} class={classes!("floating", props.class.clone())} role={props.role}
            aria-label={props.label.clone()} onmouseenter={enter} onmouseleave={leave} onmousedown={keep}>
            { props.children.clone() }
        </div>
    }
}

fn place(element: &HtmlElement, anchor: Anchor) {
    let Some(parent) = element.offset_parent().and_then(|p| p.dyn_into::<HtmlElement>().ok()) else {
        return; // Docked by the style sheet, so it has no parent to be placed in.
    };
    let style = element.style();
    // Measured as high as it would like to be.
    let _ = style.remove_property("--room");
    let (x, y) = scrolled();
    let frame = parent.get_bounding_client_rect();
    let size = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(f64::MAX);
    let left = (anchor.left - frame.left() - x).min(frame.width() - size.width() - EDGE).max(EDGE);
    let below = y + height - anchor.bottom - GAP - EDGE;
    let above = anchor.top - GAP - y - BAR - EDGE;
    let touched = dom::media("(pointer: coarse)");
    let is_below = touched || size.height() <= below || below >= above;
    let room = if is_below { below } else { above }.max(ROOM);
    let top = if is_below { anchor.bottom + GAP } else { anchor.top - GAP - size.height().min(room) };
    let top = if touched { top.min(y + height - EDGE - size.height().min(room)) } else { top };
    let top = top - frame.top() - y;
    // Custom properties, so that a docked one can leave them unused.
    dom::set_length(element, "--left", left);
    dom::set_length(element, "--top", top);
    dom::set_length(element, "--room", room);
}

/// How far the page is scrolled.
fn scrolled() -> (f64, f64) {
    let window = window();
    (window.scroll_x().unwrap_or(0.0), window.scroll_y().unwrap_or(0.0))
}
