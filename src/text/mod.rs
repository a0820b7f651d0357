//! Text as every other room sees it: spans in Unicode scalar values and the maps to bytes and UTF-16.
//! Knows nothing Chinese above single characters.

mod cover;
mod fingerprint;
mod normalize;
mod offsets;
mod pieces;
mod sentences;
mod span;
mod trie;

pub use cover::Cover;
pub use fingerprint::Fingerprint;
pub use normalize::{Normalized, fold, narrow};
pub use offsets::Offsets;
pub use pieces::{Piece, pieces};
pub use sentences::{around, sentences};
pub use span::{Span, covered_twice};
pub use trie::Trie;
