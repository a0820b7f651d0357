//! The corpus: the embedded pages and their articles in reading order.
//!
//! | file | holds |
//! | --- | --- |
//! | [`article`] | an article's parts and its one reading text |
//! | [`page`] | a raw page and its entries as places in it; article ids |
//! | [`account`](mod@account) | the proof that nothing is lost or doubled |
//! | [`seed`] | a file's bytes as text, or the reason why not |
//! | [`split`](mod@split) | the rule that finds the articles of a page |
//! | [`table`] | an editor's table of contents, which goes before the rule |
//! | `embedded` | what the build embedded |
//!
//! All but `embedded` is pure and is compiled into the build as well.

pub mod account;
pub mod article;
mod embedded;
pub mod page;
pub mod seed;
pub mod split;
pub mod table;
#[cfg(test)]
mod tests;

pub use account::account;
pub use article::{Article, Block, Kind, Reading, Role, Section};
pub use embedded::{articles, pages, source};
pub use page::{Entry, EntrySection, Page, Place, numbers};
pub use split::split;
