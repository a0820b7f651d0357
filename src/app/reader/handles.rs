//! The two handles of the open note, which change its span: dragged by mouse or finger, or moved by the arrows.
//!
//! A handle hangs in the gap beside its line, so it covers no character and a finger on it leaves the words in sight.
//! For those who listen it is a slider whose value is the word at that end. A drag is one change of the note, made
//! when the handle is let go; keys that follow one another quickly are one act. At the upper and lower edge of the
//! window a handle takes the page along.

use std::cell::Cell;
use std::rc::Rc;

use crate::app::wording::t;
use web_sys::{HtmlElement, PointerEvent};
use yew::prelude::*;

use super::arrival::TEXT_TOP;
use super::caret::put_at;
use super::desk::Desk;
use crate::app::margin::Open;
use crate::app::root::NARROW;
use crate::browser::dom;
use crate::browser::highlights::{self, Bucket};
use crate::caret::{Edge, Step, Way};
use crate::text::Span;

/// A handle on its way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drag {
    /// From where the pointer took hold to the middle of the handle's line, CSS pixels.
    off: (f64, f64),
    /// Where the pointer is, in CSS pixels of the window, and whether the passage is taken as it is drawn.
    at: (f64, f64),
    exact: bool,
    /// Whether the page is on its way.
    pulls: bool,
    /// What the note would be if it were let go now.
    span: Span,
}

impl Desk {
    /// The passage of the open note.
    pub fn open_span(&self) -> Option<Span> {
        let open = self.open.as_ref()?;
        self.placed.iter().find(|placed| placed.note.id == open.id)?.span
    }

    /// Draws the handles at the ends of a span, or of the open note's.
    pub fn draw_handles(&self, span: Option<Span>) {
        let Some(span) = span.or_else(|| self.open_span()) else { return };
        self.with_places(|places| {
            let start = places.glyph(span.start)?;
            // The end of a passage is behind its last character, also where the next one is on another line.
            let last = places.range(Span::new(span.end - 1, span.end))?.get_bounding_client_rect();
            let end = crate::caret::Glyph { x: last.right(), top: last.top(), bottom: last.bottom() };
            for (node, glyph) in self.ends.iter().zip([start, end]) {
                if let Some(handle) = node.cast::<HtmlElement>() {
                    put_at(&handle, glyph);
                }
            }
            Some(())
        });
    }

    /// Gives the open note another passage.
    pub fn change_span(&self, span: Span) {
        let Some(open) = self.open.as_ref() else { return };
        let Some(placed) = self.placed.iter().find(|placed| placed.note.id == open.id) else { return };
        if placed.span == Some(span) {
            return;
        }
        self.put_on(&placed.note, span);
        self.say_passage("said.span", span);
    }

    /// Goes to a handle of the open note, from one to the other; without one, opens the note that has the focus or
    /// the caret. Whether there is one.
    pub fn go_to_ends(&self) -> bool {
        if self.open_span().is_none() {
            let focused = dom::document().active_element().and_then(|e| e.closest("[data-note]").ok()?);
            let focused = focused.and_then(|card| card.get_attribute("data-note"));
            let at_caret = || Some(self.note_at(self.caret.borrow().as_ref()?.head)?.note.id.clone());
            let note =
                focused.or_else(at_caret).filter(|id| self.placed.iter().any(|p| p.note.id == *id && p.span.is_some()));
            let Some(id) = note else { return false };
            self.open_note(Some(Open { id, write: false }));
        }
        let at_end = dom::document().query_selector(".handle.end:focus").is_ok_and(|handle| handle.is_some());
        let handle = if at_end { ".handle.start" } else { ".handle.end" };
        // A note opened just now has its handles with the next drawing.
        dom::after_paint(move || dom::focus_first(handle));
        true
    }

    /// Moves one end of the open note to where the pointer is, to be seen and not yet kept.
    fn drag_on(&self, drag: &Cell<Option<Drag>>, edge: Edge) {
        let Some(held) = drag.get() else { return };
        let (x, y) = (held.at.0 + held.off.0, held.at.1 + held.off.1);
        let at = self.with_places(|places| places.near_point(x as f32, y as f32));
        if let Some(span) = at.and_then(|at| self.span_with(edge, at, held.exact)) {
            drag.set(Some(Drag { span, ..held }));
            self.draw_handles(Some(span));
            self.with_places(|places| {
                highlights::draw(Bucket::Active, places.range(span).as_slice());
                Some(())
            });
        }
    }

    /// What the open note would be with one end at a place.
    fn span_with(&self, edge: Edge, at: usize, exact: bool) -> Option<Span> {
        let span = self.open_span()?;
        let drawn = match edge {
            Edge::Start => Span::new(at.min(span.end - 1), span.end),
            Edge::End => Span::new(span.start, at.max(span.start + 1)),
        };
        let meant = self.meant(drawn, exact)?;
        // The end that is not held stays where the reader put it.
        match edge {
            Edge::Start => (meant.start < span.end).then(|| Span::new(meant.start, span.end)),
            Edge::End => (meant.end > span.start).then(|| Span::new(span.start, meant.end)),
        }
    }
}

/// How near the edge of what is seen of the text a handle takes the page along, and how fast at the very edge, CSS
/// pixels and those in a frame.
const EDGE: f64 = 48.0;
const FASTEST: f64 = 14.0;

/// How far the page goes in a frame while a handle is held at a height of the window; downwards is positive.
fn pull(y: f64) -> f64 {
    let height = dom::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    // On a narrow screen the open note lies over the lower part.
    let sheet = dom::document().query_selector(".margin.shown").ok().flatten();
    let sheet = sheet.filter(|_| dom::media(NARROW)).map(|sheet| sheet.get_bounding_client_rect().top());
    let (above, below) = (TEXT_TOP + EDGE - y, y - (sheet.unwrap_or(height).min(height) - EDGE));
    let part = |depth: f64| (depth / EDGE).clamp(0.0, 1.0) * FASTEST;
    part(below) - part(above)
}

/// Takes the page along for as long as a handle is held at an edge.
fn pull_on(desk: Desk, drag: Rc<Cell<Option<Drag>>>, edge: Edge) {
    dom::next_frame(move || {
        let Some(held) = drag.get() else { return };
        let way = pull(held.at.1);
        drag.set(Some(Drag { pulls: way != 0.0, ..held }));
        if way != 0.0 {
            dom::window().scroll_by_with_x_and_y(0.0, way);
            desk.drag_on(&drag, edge);
            pull_on(desk, drag, edge);
        }
    });
}

/// The handles, while a note is open that has its place.
#[hook]
pub fn use_handles(desk: &Desk) -> Html {
    let drag = (*use_memo((), |()| Rc::new(Cell::new(None::<Drag>)))).clone();
    let Some(span) = desk.open_span() else {
        return Html::default();
    };
    let handles = [Edge::Start, Edge::End].map(|edge| handle(desk, &drag, edge, span));
    html! { <>{ for handles }</> }
}

fn handle(desk: &Desk, drag: &Rc<Cell<Option<Drag>>>, edge: Edge, span: Span) -> Html {
    let (class, node, label) = match edge {
        Edge::Start => ("start", &desk.ends[0], t!("note.starts").into_owned()),
        Edge::End => ("end", &desk.ends[1], t!("note.ends").into_owned()),
    };
    let position = if edge == Edge::Start { span.start } else { span.end };
    let words = match edge {
        Edge::Start => Span::new(span.start, (span.start + SHOWN).min(span.end)),
        Edge::End => Span::new(span.end.saturating_sub(SHOWN).max(span.start), span.end),
    };
    let onpointerdown = {
        let (desk, drag) = (desk.clone(), drag.clone());
        Callback::from(move |event: PointerEvent| {
            let element: HtmlElement = event.target_unchecked_into();
            let glyph = desk.with_places(|places| {
                let last = Span::new(span.end - 1, span.end);
                let rect = if edge == Edge::Start { Span::new(span.start, span.start + 1) } else { last };
                let rect = places.range(rect)?.get_bounding_client_rect();
                let x = if edge == Edge::Start { rect.left() } else { rect.right() };
                Some((x, f64::midpoint(rect.top(), rect.bottom())))
            });
            if let Some((x, y)) = glyph {
                let at = (f64::from(event.client_x()), f64::from(event.client_y()));
                drag.set(Some(Drag { off: (x - at.0, y - at.1), at, exact: false, pulls: false, span }));
                // Without it a pointer that leaves the window would be lost, nothing else.
                let _ = element.set_pointer_capture(event.pointer_id());
                let _ = element.focus();
            }
            event.prevent_default();
        })
    };
    let onpointermove = {
        let (desk, drag) = (desk.clone(), drag.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(held) = drag.get() else { return };
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            drag.set(Some(Drag { at, exact: event.alt_key(), pulls: true, ..held }));
            desk.drag_on(&drag, edge);
            if !held.pulls {
                pull_on(desk.clone(), drag.clone(), edge);
            }
        })
    };
    let let_go = |keep: bool| {
        let (desk, drag) = (desk.clone(), drag.clone());
        Callback::from(move |_: PointerEvent| {
            let Some(held) = drag.take() else { return };
            desk.draw_handles(None);
            if keep {
                desk.change_span(held.span);
            } else {
                desk.with_places(|places| {
                    highlights::draw(Bucket::Active, desk.open_span().and_then(|span| places.range(span)).as_slice());
                    Some(())
                });
            }
        })
    };
    let onkeydown = {
        let desk = desk.clone();
        Callback::from(move |event: KeyboardEvent| {
            let way = match event.key().as_str() {
                "ArrowLeft" | "ArrowUp" => Way::Back,
                "ArrowRight" | "ArrowDown" => Way::On,
                _ => return,
            };
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            event.prevent_default();
            let by_character = event.shift_key() || desk.settings.by_character;
            let step = if by_character { Step::Character } else { Step::Word };
            if let Some(span) = desk.open_span().and_then(|span| desk.ground().resized(span, edge, step, way)) {
                desk.change_span(span);
            }
        })
    };
    // A press must not begin a selection in the text.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div key={class} ref={node.clone()} class={classes!("handle", class)} role="slider" tabindex="0"
            aria-label={label} aria-valuemin="0" aria-valuemax={desk.analysis.offsets.len().to_string()}
            aria-valuenow={position.to_string()} aria-valuetext={desk.analysis.slice(words).to_owned()}
            {onpointerdown} {onpointermove} onpointerup={let_go(true)} onpointercancel={let_go(false)}
            {onkeydown} {onmousedown} />
    }
}

/// How much of the passage a handle tells of, characters.
const SHOWN: usize = 8;
