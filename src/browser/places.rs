//! Spans of an article's text ⇄ places in the elements that show it. The only file that counts in UTF-16.
//!
//! Invariant: an element with `data-block="i"` shows exactly the text of the reading's block `i`, in text
//! nodes in order, with nothing added. So a place in it is the block's start plus the text before it.

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement, Node, Range, TreeWalker};

use super::dom::{all, document, window};
use crate::text::{Offsets, Span};

/// The elements of one article, with the map of its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    blocks: Vec<(Span, HtmlElement)>,
    offsets: Offsets,
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
        Self { blocks, offsets }
    }

    /// The DOM range that shows `span`, or `None` when no element shows any of it.
    pub fn range(&self, span: Span) -> Option<Range> {
        let first = self.blocks.iter().find(|(s, _)| s.end > span.start)?;
        let last = self.blocks.iter().rev().find(|(s, _)| s.start < span.end)?;
        let range = document().create_range().ok()?;
        let (node, at) = self.point(first, span.start.max(first.0.start), Edge::Start)?;
        range.set_start(&node, at).ok()?;
        let (node, at) = self.point(last, span.end.min(last.0.end), Edge::End)?;
        range.set_end(&node, at).ok()?;
        Some(range)
    }

    /// The ranges that show `spans`, as [`Self::range`] gives them, in one walk over the text: for the words of a long
    /// one. The spans come in order and do not overlap.
    pub fn ranges(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Option<Range>> {
        let mut blocks = self.blocks.iter().peekable();
        let mut walk = None::<Walk>;
        let of = |span: Span| {
            while blocks.next_if(|(block, _)| block.end <= span.start).is_some() {
                walk = None;
            }
            let (block, element) = blocks.peek()?;
            if !block.covers(span) {
                return self.range(span);
            }
            let walk = match &mut walk {
                Some(walk) => walk,
                None => walk.insert(Walk::new(element)?),
            };
            let [start, end] =
                [span.start, span.end].map(|at| self.offsets.utf16(at) - self.offsets.utf16(block.start));
            let range = document().create_range().ok()?;
            let (node, at) = walk.point(start as u32, Edge::Start)?;
            range.set_start(node, at).ok()?;
            let (node, at) = walk.point(end as u32, Edge::End)?;
            range.set_end(node, at).ok()?;
            Some(range)
        };
        spans.into_iter().map(of).collect()
    }

    /// The text node of a block that holds a position, and the UTF-16 place in it.
    fn point(&self, (span, element): &(Span, HtmlElement), position: usize, edge: Edge) -> Option<(Node, u32)> {
        let mut left = (self.offsets.utf16(position) - self.offsets.utf16(span.start)) as u32;
        // 4 is NodeFilter.SHOW_TEXT.
        let walker = document().create_tree_walker_with_what_to_show(element, 4).ok()?;
        let mut found = None;
        while let Some(node) = walker.next_node().ok().flatten() {
            let length = node.unchecked_ref::<web_sys::Text>().length();
            // A place between two nodes belongs to the later one when a range begins there.
            let inside = match edge {
                Edge::Start => left < length,
                Edge::End => left <= length,
            };
            if inside {
                return Some((node, left));
            }
            left -= length.min(left);
            found = Some((node, length));
        }
        found
    }

    /// The position that a place in the DOM shows, or `None` outside the article's text.
    pub fn position(&self, node: &Node, offset: u32) -> Option<usize> {
        let (span, element) = self.blocks.iter().find(|(_, e)| e.contains(Some(node)))?;
        let before = document().create_range().ok()?;
        before.set_start(element, 0).ok()?;
        before.set_end(node, offset).ok()?;
        let units = before.to_string().length() as usize;
        let position = self.offsets.at_utf16(self.offsets.utf16(span.start) + units);
        Some(position.min(span.end))
    }

    /// The characters a DOM range takes in, cut down to the article's text.
    pub fn span(&self, range: &Range) -> Option<Span> {
        let mut touched = self.blocks.iter().filter(|(_, e)| range.intersects_node(e).unwrap_or(false));
        let first = touched.next()?;
        let last = touched.next_back().unwrap_or(first);
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

    /// Where the caret stands, when nothing is selected.
    pub fn caret(&self) -> Option<usize> {
        let selection = window().get_selection().ok()??;
        let node = selection.focus_node().filter(|_| selection.is_collapsed())?;
        self.position(&node, selection.focus_offset())
    }

    /// Selects a span as if the reader had.
    pub fn select(&self, span: Span) {
        if let (Some(range), Ok(Some(selection))) = (self.range(span), window().get_selection()) {
            let _ = selection.remove_all_ranges();
            let _ = selection.add_range(&range);
        }
    }

    /// The character at a point of the window (CSS pixels), or `None` where there is no text.
    pub fn at_point(&self, x: f32, y: f32) -> Option<usize> {
        let (node, offset) = caret_at(x, y)?;
        let caret = self.position(&node, offset)?;
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

/// The text nodes of a block, gone through once.
struct Walk {
    walker: TreeWalker,
    node: Node,
    /// How much text stands before the node, and in it; UTF-16 units.
    before: u32,
    length: u32,
}

impl Walk {
    fn new(block: &HtmlElement) -> Option<Self> {
        // 4 is NodeFilter.SHOW_TEXT.
        let walker = document().create_tree_walker_with_what_to_show(block, 4).ok()?;
        let node = walker.next_node().ok()??;
        let length = node.unchecked_ref::<web_sys::Text>().length();
        Some(Self { walker, node, before: 0, length })
    }

    /// The node that holds a place at or behind those asked for before, and the place in it.
    fn point(&mut self, at: u32, edge: Edge) -> Option<(&Node, u32)> {
        loop {
            let end = self.before + self.length;
            let inside = match edge {
                Edge::Start => at < end,
                Edge::End => at <= end,
            };
            if inside {
                return Some((&self.node, at - self.before));
            }
            self.node = self.walker.next_node().ok()??;
            self.before = end;
            self.length = self.node.unchecked_ref::<web_sys::Text>().length();
        }
    }
}

#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
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
