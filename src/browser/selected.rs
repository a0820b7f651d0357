//! The reader's selection, carried over from the page as it stood (`src/still`) to the same text in the elements that
//! the program puts in its place.
//!
//! Limits: a selection that begins or ends outside the text is lost; so is the rest of one that is still being drawn.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

use super::dom::{document, window};

/// A selection in the text of an article, apart from the elements that show it.
#[derive(Debug)]
pub struct Selected {
    anchor: End,
    head: End,
}

/// The number of a block, and how many UTF-16 units of it are before the end of the selection.
#[derive(Debug)]
struct End {
    block: String,
    before: u32,
}

impl Selected {
    /// What is selected now.
    pub fn now() -> Option<Self> {
        let selection = window().get_selection().ok()??;
        if selection.is_collapsed() {
            return None;
        }
        Some(Self {
            anchor: End::at(&selection.anchor_node()?, selection.anchor_offset())?,
            head: End::at(&selection.focus_node()?, selection.focus_offset())?,
        })
    }

    /// Selects it, where the text stands again.
    pub fn put_back(&self) {
        let selection = window().get_selection().ok().flatten();
        if let (Some(selection), Some((anchor, from)), Some((head, to))) =
            (selection, self.anchor.place(), self.head.place())
        {
            let _ = selection.set_base_and_extent(&anchor, from, &head, to);
        }
    }
}

impl End {
    fn at(node: &Node, offset: u32) -> Option<Self> {
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let block = element.closest("[data-block]").ok()??;
        let before = document().create_range().ok()?;
        before.set_start(&block, 0).ok()?;
        before.set_end(node, offset).ok()?;
        Some(Self { block: block.get_attribute("data-block")?, before: before.to_string().length() })
    }

    /// The text node that shows it, and the place in that node.
    fn place(&self) -> Option<(Node, u32)> {
        let block = document().query_selector(&format!("[data-block=\"{}\"]", self.block)).ok()??;
        // 4 is NodeFilter.SHOW_TEXT.
        let walker = document().create_tree_walker_with_what_to_show(&block, 4).ok()?;
        let mut before = self.before;
        while let Some(node) = walker.next_node().ok()? {
            let length = node.unchecked_ref::<Text>().length();
            if before <= length {
                return Some((node, before));
            }
            before -= length;
        }
        None
    }
}
