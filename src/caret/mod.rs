//! Where a reading caret may stand and go, and what a selection takes: over a text with its words, marks,
//! paragraphs and notes. Knows no DOM; where a character stands on the screen is asked of the caller.
//!
//! | file | holds |
//! | --- | --- |
//! | `ground` | [`Ground`]: the text as a caret sees it, with the borders of its sentences |
//! | `snap` | [`Ground::snap`]: a selection made whole |
//! | `walk` | [`Ground::walk`], [`Ground::unit`], [`Ground::resized`]: moving by characters, words, sentences … |
//! | `lines` | [`up_or_down`], [`line_edge`]: moving by lines, which only the screen knows |
//!
//! A caret stands before the character at its position, or at the end of a paragraph or of the text. Positions are
//! Unicode scalar values, so no place lies inside a surrogate pair.

mod ground;
mod lines;
mod snap;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod walk;

pub use ground::Ground;
pub use lines::{Glyph, line_edge, up_or_down};
pub use walk::{Edge, Step, Way};
