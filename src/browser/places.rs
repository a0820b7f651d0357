//! Spans of an article's text ⇄ places in the elements that show it. The only file that counts in UTF-16.
//!
//! Invariant: an element with `data-block="i"` shows exactly the text of the reading's block `i`, in text
//! nodes in order, with nothing added. So a place in it is the block's start plus the text before it. The nodes stay
//! as they are while the article is shown, so they are listed once: thousands of notes ask for theirs.

use std::cell::OnceCell;

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{DomRect, Element, HtmlElement, Node, Range, StaticRange, StaticRangeInit};

use super::dom::{all, document, window};
use crate::caret::Glyph;
use crate::text::{Offsets, Span};

/// The elements of one article, with the map of its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    blocks: Vec<(Span, HtmlElement)>,
    offsets: Offsets,
    /// The text nodes that show something, each with the UTF-16 place in the text that it begins at.
    nodes: OnceCell<Vec<(usize, Node)>>,
}

impl Places {
    /// The places of the article that `root` shows; `spans` are its reading's blocks in order.
    pub fn new(root: &Element, spans: &[Span], offsets: Offsets) -> Self {
        let elements = all(root, "[data-block]");
        let blocks = elements
            .into_iter()
            .filter_map(|element| {
                let index: usize = element.get_attribute("data-block")?.parse().ok()?;
                Some((*spans.get(index)?, element))
            })
            .collect();
        Self { blocks, offsets, nodes: OnceCell::new() }
    }

    /// The blocks in order: what of the text each shows, and its element.
    pub fn blocks(&self) -> &[(Span, HtmlElement)] {
        &self.blocks
    }

    /// The DOM range that shows `span`, or `None` when no element shows any of it.
    pub fn range(&self, span: Span) -> Option<Range> {
        let [(start, from), (end, to)] = self.ends(span)?;
        let range = document().create_range().ok()?;
        range.set_start(start, from).ok()?;
        range.set_end(end, to).ok()?;
        Some(range)
    }

    /// The same for painting: a range that the browser does not keep up to date with every change of the page.
    pub fn static_range(&self, span: Span) -> Option<StaticRange> {
        let [(start, from), (end, to)] = self.ends(span)?;
        StaticRange::new(&StaticRangeInit::new(end, to, start, from)).ok()
    }

    /// The two ends of what shows `span`: text nodes and the UTF-16 places in them.
    fn ends(&self, span: Span) -> Option<[(&Node, u32); 2]> {
        let first = self.blocks.get(self.blocks.partition_point(|(s, _)| s.end <= span.start))?;
        let last = self.blocks[..self.blocks.partition_point(|(s, _)| s.start < span.end)].last()?;
        let nodes = self.nodes.get_or_init(|| self.list_nodes());
        let start = self.offsets.utf16(span.start.max(first.0.start));
        let end = self.offsets.utf16(span.end.min(last.0.end));
        // A place between two nodes belongs to the later one when a range begins there, else to the earlier.
        let starts = nodes.partition_point(|&(at, _)| at <= start).checked_sub(1)?;
        let ends = nodes.partition_point(|&(at, _)| at < end).checked_sub(1)?;
        let point = |index: usize, place: usize| nodes.get(index).map(|(at, node)| (node, (place - at) as u32));
        Some([point(starts, start)?, point(ends, end)?])
    }

    fn list_nodes(&self) -> Vec<(usize, Node)> {
        let mut nodes = Vec::new();
        for (span, element) in &self.blocks {
            let mut at = self.offsets.utf16(span.start);
            // 4 is NodeFilter.SHOW_TEXT.
            let Ok(walker) = document().create_tree_walker_with_what_to_show(element, 4) else { continue };
            while let Some(node) = walker.next_node().ok().flatten() {
                let length = node.unchecked_ref::<web_sys::Text>().length() as usize;
                if length > 0 {
                    nodes.push((at, node));
                }
                at += length;
            }
        }
        nodes
    }

    /// The position that a place in the DOM shows, or `None` outside the article's text.
    pub fn position(&self, node: &Node, offset: u32) -> Option<usize> {
        let (span, element) = self.block_of(node)?;
        let before = document().create_range().ok()?;
        before.set_start(element, 0).ok()?;
        before.set_end(node, offset).ok()?;
        let units = before.to_string().length() as usize;
        let position = self.offsets.at_utf16(self.offsets.utf16(span.start) + units);
        Some(position.min(span.end))
    }

    /// The block that shows a node.
    fn block_of(&self, node: &Node) -> Option<&(Span, HtmlElement)> {
        let parent = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let shown: HtmlElement = parent.closest("[data-block]").ok()??.dyn_into().ok()?;
        let index: usize = shown.get_attribute("data-block")?.parse().ok()?;
        // Another article's blocks have the same numbers.
        self.blocks.get(index).filter(|(_, element)| *element == shown)
    }

    /// The characters a DOM range takes in, cut down to the article's text.
    pub fn span(&self, range: &Range) -> Option<Span> {
        // -1 for a place before the range, 1 for one after it. Asking every block whether the range touches it takes
        // 20 ms where there are hundreds.
        let side = |e: &HtmlElement, offset: u32| range.compare_point(e, offset).unwrap_or(0);
        let from = self.blocks.partition_point(|(_, e)| side(e, e.child_nodes().length()) < 0);
        let to = self.blocks.partition_point(|(_, e)| side(e, 0) <= 0);
        let touched = self.blocks.get(from..to)?;
        let (first, last) = (touched.first()?, touched.last()?);
        let start = range
            .start_container()
            .ok()
            .filter(|n| first.1.contains(Some(n)))
            .and_then(|n| self.position(&n, range.start_offset().ok()?))
            .unwrap_or(first.0.start);
        let end = range
            .end_container()
            .ok()
            .filter(|n| last.1.contains(Some(n)))
            .and_then(|n| self.position(&n, range.end_offset().ok()?))
            .unwrap_or(last.0.end);
        (start < end).then(|| Span::new(start, end))
    }

    /// What the reader has selected in this article.
    pub fn selection(&self) -> Option<Span> {
        let selection = window().get_selection().ok()??;
        if selection.is_collapsed() || selection.range_count() == 0 {
            return None;
        }
        self.span(&selection.get_range_at(0).ok()?)
    }

    /// Where the reader's selection began and where it ends, which is the earlier one when it was drawn backwards; the
    /// same place twice is a caret. `None` when either is outside the article's text.
    pub fn selection_ends(&self) -> Option<(usize, usize)> {
        let selection = window().get_selection().ok()??;
        let anchor = self.position(&selection.anchor_node()?, selection.anchor_offset())?;
        Some((anchor, self.position(&selection.focus_node()?, selection.focus_offset())?))
    }

    /// Selects as if the reader had, from `anchor` to `head`; the same place twice sets the caret.
    pub fn select(&self, anchor: usize, head: usize) {
        if let (Some(from), Some(to)) = (self.place(anchor, anchor < head), self.place(head, head < anchor))
            && let Ok(Some(selection)) = window().get_selection()
        {
            let _ = selection.set_base_and_extent(from.0, from.1, to.0, to.1);
        }
    }

    /// The place in the DOM that shows a position; at the end of a block, its end. A place between two nodes belongs to
    /// the later one where something `begins`.
    fn place(&self, position: usize, begins: bool) -> Option<(&Node, u32)> {
        let begins = begins || self.block_around(position)?.start == position;
        let nodes = self.nodes.get_or_init(|| self.list_nodes());
        let unit = self.offsets.utf16(position);
        let index = nodes.partition_point(|&(at, _)| at < unit || begins && at == unit).checked_sub(1)?;
        nodes.get(index).map(|(at, node)| (node, (unit - at) as u32))
    }

    /// The block in which a caret at a position stands; at its end it stands in it as well.
    fn block_around(&self, position: usize) -> Option<Span> {
        let block = self.blocks.get(self.blocks.partition_point(|(span, _)| span.end < position))?.0;
        (block.start <= position).then_some(block)
    }

    /// Where a caret at a position stands on the screen, in CSS pixels of the window: before its character, or at the
    /// end of a block.
    pub fn glyph(&self, position: usize) -> Option<Glyph> {
        let block = self.block_around(position)?;
        let rect = |at: usize| {
            let rects = self.range(Span::new(at, at + 1))?.get_client_rects()?;
            rects.item(rects.length().checked_sub(1)?)
        };
        let glyph = |x: f64, rect: &DomRect| Glyph { x, top: rect.top(), bottom: rect.bottom() };
        if position < block.end {
            rect(position).map(|rect| glyph(rect.left(), &rect))
        } else {
            let last = position.checked_sub(1).filter(|&last| last >= block.start)?;
            rect(last).map(|rect| glyph(rect.right(), &rect))
        }
    }

    /// The first position of `span` whose character stands at or below `top` (CSS pixels of the window), where lines
    /// follow one another downwards as they do on a page; the span's end where there is none.
    pub fn first_below(&self, span: Span, top: f64) -> usize {
        let (mut low, mut high) = (span.start, span.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            // What is not shown by itself, a line feed or a space at a line's end, is where the one before it is.
            let shown = (span.start..=middle).rev().find_map(|at| self.glyph(at));
            if shown.is_some_and(|glyph| glyph.top >= top) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// The place in the text nearest to a point of the window (CSS pixels), as the browser sets a caret there; `None`
    /// outside the article's text.
    pub fn near_point(&self, x: f32, y: f32) -> Option<usize> {
        let (node, offset) = caret_at(x, y)?;
        self.position(&node, offset)
    }

    /// The character at a point of the window (CSS pixels), or `None` where there is no text.
    pub fn at_point(&self, x: f32, y: f32) -> Option<usize> {
        let caret = self.near_point(x, y)?;
        // The caret stands at the nearer edge of a character, and beside a line it stands at the line's
        // end; so ask the characters on both sides which of them is under the point.
        [Some(caret), caret.checked_sub(1)].into_iter().flatten().find(|&position| {
            self.range(Span::new(position, position + 1)).is_some_and(|range| {
                let rects = range.get_client_rects();
                rects.is_some_and(|rects| {
                    (0..rects.length()).filter_map(|i| rects.item(i)).any(|rect| {
                        let (x, y) = (f64::from(x), f64::from(y));
                        rect.left() <= x && x < rect.right() && rect.top() <= y && y < rect.bottom()
                    })
                })
            })
        })
    }
}

/// Removes the reader's selection.
pub fn clear_selection() {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
}

#[wasm_bindgen]
extern "C" {
    /// The document with the two methods that ask for a caret; an engine has one of them or both.
    type CaretDocument;

    #[wasm_bindgen(method, getter, js_name = caretPositionFromPoint)]
    fn has_position(this: &CaretDocument) -> JsValue;

    #[wasm_bindgen(method, js_name = caretPositionFromPoint)]
    fn position_from_point(this: &CaretDocument, x: f32, y: f32) -> Option<CaretPosition>;

    #[wasm_bindgen(method, getter, js_name = caretRangeFromPoint)]
    fn has_range(this: &CaretDocument) -> JsValue;

    #[wasm_bindgen(method, js_name = caretRangeFromPoint)]
    fn range_from_point(this: &CaretDocument, x: f32, y: f32) -> Option<Range>;

    type CaretPosition;

    #[wasm_bindgen(method, getter, js_name = offsetNode)]
    fn offset_node(this: &CaretPosition) -> Option<Node>;

    #[wasm_bindgen(method, getter)]
    fn offset(this: &CaretPosition) -> u32;
}

fn caret_at(x: f32, y: f32) -> Option<(Node, u32)> {
    let document = document().unchecked_into::<CaretDocument>();
    if !document.has_position().is_undefined() {
        let caret = document.position_from_point(x, y)?;
        Some((caret.offset_node()?, caret.offset()))
    } else if !document.has_range().is_undefined() {
        let range = document.range_from_point(x, y)?;
        Some((range.start_container().ok()?, range.start_offset().ok()?))
    } else {
        None
    }
}
