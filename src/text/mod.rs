//! Text as every other room sees it: spans in Unicode scalar values and the maps to bytes and UTF-16.
//! Knows nothing Chinese above single characters.

mod offsets;
mod span;

pub use offsets::Offsets;
pub use span::Span;
