//! A text from outside: cut into slices, each worked through by itself, and told to the page as it is done.
//!
//! Contract: the slices of a text come in order; together they hold every character that is not white space
//! at a line's edge. Each is whole in itself: its own text, with blocks, marks and words as spans of that text.
//! Nothing here fails, and the time is linear in the text. Knows neither worker nor page; both speak in
//! [`Ask`] and [`Told`], as JSON.
//!
//! | file | holds |
//! | --- | --- |
//! | `blocks` | the text as paragraphs, none of them long |
//! | `work` | the work, slice by slice |
//! | `tables` | what was found, counted |
//! | `message` | what the page asks and the worker tells |

mod blocks;
mod message;
mod tables;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod work;

use serde::{Deserialize, Serialize};

use crate::marks::Mark;
use crate::text::Span;
use crate::words::Word;

pub use message::{Ask, Told, Trouble};
pub use tables::{Counted, MarkRow, NameRow, NumberRow, marks, names, numbers, words};
pub use work::Work;

/// The longest text that is taken, in characters.
pub const LIMIT: usize = 200_000;

/// A part of the text, worked through. All spans are places in its own text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// Where it begins in the whole text, in characters.
    pub start: usize,
    /// Its characters.
    pub text: String,
    /// Its paragraphs, in order; what stands between them is line feeds and white space.
    pub blocks: Vec<Span>,
    /// Whether its first block goes on with the paragraph that the slice before ended in.
    pub goes_on: bool,
    /// How many marks the slices before it have.
    pub first_mark: usize,
    /// Numbers and names, in order.
    pub marks: Vec<Mark>,
    /// Words, in order; a mark is one.
    #[serde(with = "message::words")]
    pub words: Vec<Word>,
}

impl Slice {
    /// Whether a block goes on with the paragraph of the block before it.
    pub fn continues(&self, block: usize) -> bool {
        match block.checked_sub(1) {
            None => self.goes_on,
            Some(before) => self.blocks[before].end == self.blocks[block].start,
        }
    }
}
