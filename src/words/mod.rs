//! Words: jieba's segmentation around numbers and names, with the dictionaries that the program carries.
//!
//! Marks are found first, on the raw text, and are words as they stand; jieba cuts what lies between. Where words are
//! asked for as one cuts by hand, marks are parted too (`parted`).
//! `segmenter`, `joins` and `tag` are compiled into the build as well, so that the dictionary of the
//! corpus is made by the code that will read it.

mod dictionaries;
mod joins;
mod marked;
mod parted;
mod rules;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod rules_tests;
mod runs;
mod segmenter;
mod tag;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use dictionaries::embedded;
#[cfg(not(target_arch = "wasm32"))]
pub use dictionaries::full;
pub use rules::WordRules;
pub use runs::places_of;
pub use segmenter::{Segmenter, Word, word_at};
pub use tag::{Tag, WordClass};
