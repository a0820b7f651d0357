//! The reader's notes: what a note is, where it stands, how it is kept. Knows no DOM and no localStorage.
//!
//! | file | holds |
//! | --- | --- |
//! | `note` | [`Note`], its [`Colour`] and its [`Line`] |
//! | [`tags`] | the words a note is filed under |
//! | `selectors` | [`Selectors`]: a place written down so that it can be found in a changed text |
//! | `describe` | [`describe`]: span → selectors |
//! | `anchor` | [`Anchorer`], [`anchor`]: selectors → span, strictly; `index`, `evidence` and `revised` serve it |
//! | `difference` | [`difference`]: what became of a passage, for the reader's eye |
//! | `home` | [`Texts`]: which text a note belongs to, when texts may have changed |
//! | [`find`] | finding notes among many: words, facets, figures, order |
//! | `format` | a note as one compact item of a store, by version |
//! | `notebook` | [`Notebook`]: all notes over a store ([`crate::keeping`]) |

mod anchor;
#[cfg(test)]
mod anchor_tests;
mod describe;
mod difference;
mod evidence;
pub mod find;
#[cfg(test)]
mod find_tests;
mod format;
mod home;
mod index;
mod note;
mod notebook;
#[cfg(test)]
mod notebook_tests;
#[cfg(test)]
mod reanchoring;
mod revised;
mod selectors;
pub mod tags;

pub use crate::keeping::{Change, Damaged, MemoryStore, SaveError, Store, StoreError, Unreadable, export_raw};
pub use anchor::{Anchorer, Anchoring, anchor};
pub use describe::{DescribeError, describe};
pub use difference::{Fate, difference};
pub use home::Texts;
pub use note::{Colour, Line, Note, fresh_id};
pub use notebook::Notebook;
pub use selectors::{Selectors, TextPosition, TextQuote};
