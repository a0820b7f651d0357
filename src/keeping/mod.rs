//! Keeping what the reader made, an item at a time, in a store that may refuse, be shared or be damaged.
//!
//! | file | holds |
//! | --- | --- |
//! | `store` | [`Store`]: the seam to the browser, and [`MemoryStore`] |
//! | `item` | [`Item`]: how a thing is written, by version, and what cannot be read |
//! | `items` | [`Items`]: all things of one sort over a store; nothing the reader made is lost |
//! | `perform` | [`Performed`]: a step done to things that are kept |
//! | `journal` | [`Journal`]: what was written lately, for a browser that is killed before its store is on the disk |
//! | `known` | [`Known`]: the damaged items that the reader has been told of |
//! | `export` | [`export_raw`]: all items as they lie there, for download |

mod export;
mod item;
mod items;
pub mod journal;
#[cfg(test)]
mod journal_tests;
mod known;
#[cfg(test)]
mod many_tests;
mod perform;
mod store;

pub use export::export_raw;
pub use item::{Damaged, Item, LAST_TIME, Unreadable, key, read};
pub use items::{Change, Items, Opened, SaveError};
pub use journal::Journal;
pub use known::Known;
pub use perform::Performed;
pub use store::{MemoryStore, Store, StoreError};
