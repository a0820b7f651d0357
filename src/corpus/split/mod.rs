//! The rule that splits a page into its articles: what is done for every file, and for the reader's own.
//!
//! Three steps: what a line is by its own signs (`signs`, `bylines`), the blocks of a page (`blocks`), and
//! the walk that puts blocks into entries (`headlines`, `walk`). The rule knows how newspaper pages are printed and no page in particular.
//! What stands in the page stands in exactly one entry; only a headline printed after its article moves.
//! Where columns were interleaved no rule can know their order, and the page's own order is kept.

mod blocks;
mod bylines;
mod headlines;
mod signs;
mod walk;

use super::page::Entry;

#[cfg(test)]
mod tests;

/// Splits a page. A text without any headline is one article without a title.
pub fn split(page: &str) -> Vec<Entry> {
    walk::walk(blocks::blocks(page))
}
