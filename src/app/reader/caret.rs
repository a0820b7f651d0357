//! The reading caret: a place in the text that the keys move, whether or not anything is selected there.
//!
//! The article is one stop for Tab. While it has the focus a thin bar shows the caret. It is an element beside the
//! text, so the text stays as it is; and the browser's own caret or selection is always put to the same place, so
//! that copying works and a screen reader hears of it. What is drawn along is shown whole, by words, while the caret
//! itself goes on exactly. The place outlives every drawing of the page: coming back to the text, it is there.

use crate::app::wording::t;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, FocusOptions, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::arrival::TEXT_TOP;
use super::desk::Desk;
use crate::app::margin::Open;
use crate::app::shortcuts::{Motion, Move};
use crate::browser::dom;
use crate::browser::places::Places;
use crate::caret::{Glyph, Step, Way, line_edge, up_or_down};
use crate::text::Span;

/// Where the reading caret is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Caret {
    /// Where the selection that it draws along begins; where it is itself, when it draws none.
    anchor: usize,
    /// Where it stands.
    pub head: usize,
    /// How far from the left it wants to be on other lines, CSS pixels.
    column: Option<f64>,
    /// What the browser was told is selected, as its two ends. Anything else there comes from the reader.
    told: (usize, usize),
}

impl Caret {
    fn at(anchor: usize, head: usize) -> Self {
        Self { anchor, head, column: None, told: (anchor, head) }
    }
}

/// The least distance of the caret's line from the lower edge of the window, CSS pixels.
const BELOW: f64 = 64.0;

impl Desk {
    /// Takes up a caret or selection that did not come from the keys. Whether it was what the browser had been told.
    pub fn follow_selection(&self) -> bool {
        let Some(ends) = self.with_places(Places::selection_ends) else {
            return false;
        };
        let ours = self.caret.borrow().is_some_and(|caret| caret.told == ends);
        if !ours {
            self.caret.replace(Some(Caret::at(ends.0, ends.1)));
            self.draw_caret();
        }
        ours
    }

    /// Selects the whole text, and nothing else of the page. Whether the text had the focus.
    pub fn select_all(&self) -> bool {
        let active = dom::document().active_element();
        let inside = self.article.cast::<Element>().is_some_and(|article| article.contains(active.as_deref()));
        if inside {
            self.caret.replace(Some(Caret::at(0, self.analysis.offsets.len())));
            self.with_places(|places| {
                places.select(0, self.analysis.offsets.len());
                Some(())
            });
            self.draw_caret();
        }
        inside
    }

    /// Whether the caret can be seen, so that the keys that else scroll are its own.
    fn is_caret_shown(&self) -> bool {
        self.bar.cast::<Element>().is_some_and(|bar| bar.has_attribute("data-shown"))
    }

    /// Shows the caret to who uses keys; a pointer needs none.
    pub fn show_caret(&self, shown: bool) {
        if let Some(bar) = self.bar.cast::<Element>() {
            // Fails only for an attribute's name that is none.
            let _ = bar.toggle_attribute_with_force("data-shown", shown);
        }
    }

    /// The article got the focus by keys, or has it again: the caret is where it was; at first, at the first line in
    /// sight.
    pub fn enter_text(&self) {
        if self.caret.borrow().is_none() {
            let first = self.with_places(|places| {
                let whole = Span::new(0, self.analysis.offsets.len());
                let at = places.first_below(whole, TEXT_TOP);
                Some(if at < whole.end { at } else { 0 })
            });
            self.caret.replace(first.map(|first| Caret::at(first, first)));
        }
        let head = self.caret.borrow().map(|caret| caret.head);
        self.with_places(|places| {
            // Whatever was selected elsewhere, or let go of, the browser's own caret is here.
            if places.selection_ends().is_none() {
                places.select(head?, head?);
            }
            Some(())
        });
        self.show_caret(true);
        self.draw_caret();
        self.bring_caret();
    }

    /// Gives the article the focus, without moving the page.
    pub fn focus_text(&self) {
        let article = self.article.cast::<HtmlElement>();
        if let Some(article) = article.filter(|article| !is_active(article)) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = article.focus_with_options(&options);
        }
    }

    /// Whether a key that asks for this is the caret's now. The arrows are while the text has the focus, and those
    /// that else scroll the page, once the caret is in use; signs of its own bring the focus to the text.
    pub fn is_for_caret(&self, motion: Motion) -> bool {
        if matches!(motion, Motion::Step(Step::Sentence | Step::Note, _)) {
            return true;
        }
        let active = dom::document().active_element();
        let Some((article, active)) = self.article.cast::<Element>().zip(active) else {
            return false;
        };
        let scrolls = matches!(motion, Motion::Line(_) | Motion::LineEdge(_) | Motion::Step(Step::Text, _));
        let in_text = active == article || active.has_attribute("data-mark");
        article.contains(Some(&active)) && (!scrolls || in_text && self.is_caret_shown())
    }

    /// Moves the caret, and says where it has come to. Where there is nowhere to go it stays.
    pub fn move_caret(&self, Move { motion, extend, exact }: Move) {
        self.focus_text();
        self.enter_text();
        let Some(caret) = *self.caret.borrow() else { return };
        let drawn = Span::new(caret.told.0.min(caret.told.1), caret.told.0.max(caret.told.1));
        let length = self.analysis.offsets.len();
        let moved = self.with_places(|places| {
            let glyph = |at: usize| places.glyph(at);
            let column = || Some(caret.column.unwrap_or(glyph(caret.head)?.x));
            match motion {
                // Without drawing on, a step beside a selection goes to its end.
                Motion::Step(Step::Character, way) if !extend && !drawn.is_empty() => {
                    Some((if way == Way::Back { drawn.start } else { drawn.end }, None))
                }
                Motion::Step(step, way) => self.ground().walk(caret.head, step, way).map(|at| (at, None)),
                Motion::LineEdge(way) => line_edge(caret.head, way, length, glyph).map(|at| (at, None)),
                Motion::Line(way) => {
                    let column = column()?;
                    up_or_down(caret.head, way, column, length, glyph).map(|at| (at, Some(column)))
                }
            }
        });
        let (head, column) = moved.unwrap_or((caret.head, caret.column));
        let anchor = if extend { caret.anchor } else { head };
        self.exact.set(exact);
        self.put_caret(Caret { column, ..Caret::at(anchor, head) });
        if !extend {
            self.say_arrival(motion, head);
        }
    }

    /// Puts the caret to a place.
    pub fn set_caret(&self, position: usize) {
        self.put_caret(Caret::at(position, position));
    }

    fn put_caret(&self, mut caret: Caret) {
        let drawn = Span::new(caret.anchor.min(caret.head), caret.anchor.max(caret.head));
        let meant = if drawn.is_empty() { None } else { self.meant(drawn, self.exact.get()) }.unwrap_or(drawn);
        caret.told = if caret.anchor <= caret.head { (meant.start, meant.end) } else { (meant.end, meant.start) };
        self.caret.replace(Some(caret));
        self.with_places(|places| {
            places.select(caret.told.0, caret.told.1);
            Some(())
        });
        self.draw_caret();
        self.bring_caret();
    }

    /// Draws the caret where it is.
    pub fn draw_caret(&self) {
        let glyph = self.caret.borrow().and_then(|caret| self.with_places(|places| places.glyph(caret.head)));
        if let (Some(glyph), Some(bar)) = (glyph, self.bar.cast::<HtmlElement>()) {
            put_at(&bar, glyph);
        }
    }

    /// Brings the caret's line onto the screen, clear of the bars.
    fn bring_caret(&self) {
        let glyph = self.caret.borrow().and_then(|caret| self.with_places(|places| places.glyph(caret.head)));
        let height = dom::window().inner_height().ok().and_then(|height| height.as_f64());
        if let Some((glyph, height)) = glyph.zip(height) {
            let above = (TEXT_TOP - glyph.top).max(0.0);
            let below = (glyph.bottom + BELOW - height).max(0.0);
            if above > 0.0 || below > 0.0 {
                dom::window().scroll_by_with_x_and_y(0.0, below - above);
            }
        }
    }

    fn say_arrival(&self, motion: Motion, at: usize) {
        let unit = match motion {
            Motion::Step(Step::Note, _) => {
                let note = self.placed.iter().find(|placed| placed.span.is_some_and(|span| span.start == at));
                if let Some((placed, span)) = note.and_then(|placed| Some((placed, placed.span?))) {
                    let text = t!("said.note", text = self.excerpt(span), words = placed.note.body.trim());
                    self.said.set(text.into_owned());
                }
                return;
            }
            Motion::Step(step, _) => self.ground().unit(at, step),
            Motion::LineEdge(_) => self.ground().unit(at, Step::Character),
            Motion::Line(_) => self.with_places(|places| {
                let end = line_edge(at, Way::On, self.analysis.offsets.len(), |at| places.glyph(at))?;
                Some(Span::new(at, (end + 1).min(self.analysis.offsets.len())))
            }),
        };
        self.said.set(unit.map(|unit| self.excerpt(unit)).unwrap_or_default());
    }

    /// Goes to the mark after the caret or before it, with the focus. Not while the caret is out of use: then the first
    /// mark on the screen is meant.
    pub fn go_to_mark(&self, way: Way) -> bool {
        let Some(caret) = (*self.caret.borrow()).filter(|_| self.is_caret_shown()) else {
            return false;
        };
        let Some(start) = self.ground().walk(caret.head, Step::Mark, way) else {
            return false;
        };
        let mark = self.analysis.marks.iter().position(|mark| mark.span().start == start);
        mark.and_then(|mark| self.mark_element(mark)).is_some_and(|mark| mark.focus().is_ok())
    }

    /// The element of a mark.
    fn mark_element(&self, mark: usize) -> Option<HtmlElement> {
        dom::all(&self.article.cast::<Element>()?, &format!("[data-mark='{mark}']")).into_iter().next()
    }

    /// The word at the caret, while the text has the focus and nothing is selected.
    pub fn word_at_caret(&self) -> Option<Span> {
        let active = self.article.cast::<HtmlElement>().is_some_and(|article| is_active(&article));
        let caret = (*self.caret.borrow()).filter(|_| active && self.is_caret_shown())?;
        let word = self.ground().unit(caret.head, Step::Word)?;
        self.analysis.slice(word).chars().any(char::is_alphanumeric).then_some(word)
    }

    /// Opens what stands at the caret: the card of a mark, else the note for writing. Whether there was one.
    pub fn open_at_caret(&self) -> bool {
        let active = self.article.cast::<HtmlElement>().is_some_and(|article| is_active(&article));
        let Some(caret) = (*self.caret.borrow()).filter(|_| active && self.is_caret_shown()) else {
            return false;
        };
        let mark = self.analysis.marks.iter().position(|mark| mark.span().contains(caret.head));
        if let Some(mark) = mark.and_then(|mark| self.mark_element(mark)) {
            let _ = mark.focus();
            self.show_card(&mark, true);
            dom::next_frame(|| dom::focus_first(".card a, .card button"));
            return true;
        }
        let note = self.note_at(caret.head).map(|placed| placed.note.id.clone());
        let found = note.is_some();
        if let Some(id) = note {
            self.open_note(Some(Open { id, write: true }));
        }
        found
    }
}

/// Puts an element of the desk to a place of the text; the style sheet reads the three numbers.
pub fn put_at(element: &HtmlElement, glyph: Glyph) {
    let Some(desk) = element.closest(".desk").ok().flatten() else { return };
    let frame = desk.get_bounding_client_rect();
    let numbers = [
        ("--left", glyph.x - frame.left()),
        ("--top", glyph.top - frame.top()),
        ("--height", glyph.bottom - glyph.top),
    ];
    for (name, value) in numbers {
        dom::set_length(element, name, value);
    }
}

fn is_active(element: &HtmlElement) -> bool {
    dom::document().active_element().is_some_and(|active| &active == element.as_ref() as &Element)
}

/// Draws the caret and the handles anew when the text has another shape.
#[hook]
pub fn use_caret(desk: &Desk) {
    let index = desk.analysis.index;
    {
        let desk = desk.clone();
        use_effect_with(index, move |_| {
            desk.caret.replace(None);
            desk.show_caret(false);
        });
    }
    let desk = desk.clone();
    let open = desk.open_span();
    use_effect_with((desk.analysis.stamp(), desk.settings, open), move |_| {
        let article = desk.article.cast::<Element>();
        let draw = move || {
            desk.draw_caret();
            desk.draw_handles(None);
        };
        draw();
        let again = Closure::<dyn Fn()>::new(draw);
        let observer = ResizeObserver::new(again.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(article)) = (&observer, &article) {
            observer.observe(article);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(again);
        }
    });
}
