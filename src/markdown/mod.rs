//! Markdown as a value: what a reader wrote in a note, ready to be drawn as elements or written as HTML.
//!
//! Contract: only the elements named here can come out. HTML in the source is text, a picture is its description, and
//! a link leads to `http:`, `https:` or `mailto:`, or is its own words. A line break in the source is a line break,
//! because that is what a reader means who types one into a note and because a space has no place between two Chinese
//! lines.
//!
//! Limit: what is nested deeper than [`DEEPEST`] is flattened into its surroundings; no text is lost.
//!
//! | file | holds |
//! | --- | --- |
//! | `reader` | [`blocks`]: any Markdown |
//! | `plain` | [`plain`]: what needs no reader, which is nearly all that is written in a margin |

mod plain;
mod reader;

use serde::{Deserialize, Serialize};

pub use plain::plain;
pub use reader::blocks;

/// How deep elements stand in one another at most, so that nothing that walks them can run out of stack.
pub const DEEPEST: usize = 24;

/// A part of a note that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading, of level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// What somebody else said.
    Quote(Vec<Block>),
    /// A list; numbered from the number given, if it is.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Text as it was typed, line breaks and all.
    Code(String),
    /// A line across.
    Rule,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Text; it holds no line break.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// As it was typed.
    Code(String),
    /// A link with a safe address.
    Link(String, Vec<Inline>),
    /// A new line.
    Break,
}
