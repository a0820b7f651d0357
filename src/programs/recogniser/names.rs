//! Where names of a known set stand in a page: the longest one at each place.
//!
//! A walk is as long as the longest name at most ([`LONGEST`]), so the time is linear in the text however
//! the names are made.

use super::page::{Page, closing, fold, is_han_digit};
use crate::text::Trie;

/// Longer names are not looked for; no printed name comes near it.
pub(super) const LONGEST: usize = 80;

/// A set of names, each with what its owner wants to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names<T> {
    names: Trie<Name<T>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name<T> {
    owner: T,
    quoted: bool,
}

/// A name found at `[start, end)` of a page.
pub(super) struct Hit<T> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) owner: T,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { names: Trie::default() }
    }
}

impl<T: Copy> Names<T> {
    /// Adds a name; the first owner of a name keeps it. `quoted`: only between quotation marks is it this name.
    pub(super) fn insert(&mut self, name: &str, owner: T, quoted: bool) {
        self.names.slot(name.chars().map(fold)).get_or_insert(Name { owner, quoted });
    }

    /// Makes a name this owner's, or nobody's.
    pub(super) fn set(&mut self, name: &[char], owner: Option<T>) {
        *self.names.slot(name.iter().copied()) = owner.map(|owner| Name { owner, quoted: false });
    }

    /// Whose that very name is.
    pub(super) fn owner(&self, name: &[char]) -> Option<T> {
        self.names.get(name).map(|name| name.owner)
    }

    /// Every mention, left to right, the longest at each place; what is inside a mention is not looked at.
    pub(super) fn mentions(&self, page: &Page) -> Vec<Hit<T>> {
        let mut hits = Vec::new();
        let mut start = 0;
        while start < page.chars().len() {
            match self.longest(page, start) {
                Some(hit) => {
                    start = hit.end;
                    hits.push(hit);
                }
                None => start += 1,
            }
        }
        hits
    }

    fn longest(&self, page: &Page, start: usize) -> Option<Hit<T>> {
        let rest = &page.chars()[start..];
        self.names
            .walk(&rest[..rest.len().min(LONGEST)])
            .filter(|&(length, name)| {
                let end = start + length;
                stands_alone(page, start, end) && (!name.quoted || is_quoted(page, start, end))
            })
            .last()
            .map(|(length, name)| Hit { start, end: start + length, owner: name.owner })
    }
}

/// Whether quotation marks stand right before and right after.
pub(super) fn is_quoted(page: &Page, start: usize, end: usize) -> bool {
    page.before(start).and_then(closing).is_some_and(|close| page.get(end) == Some(close))
}

/// Whether the name is not a piece of a longer numeral or Latin word: `531` in `15312`, `三标` in `第三标段`.
fn stands_alone(page: &Page, start: usize, end: usize) -> bool {
    let first = page.chars()[start];
    let last = page.chars()[end - 1];
    let left = page.before(start);
    let right = page.get(end);
    let joins = |a: char, b: Option<char>| a.is_ascii_alphanumeric() && b.is_some_and(|b| b.is_ascii_alphanumeric());
    let counts = is_han_digit(first) && left.is_some_and(|l| is_han_digit(l) || "第每另同".contains(l));
    !joins(first, left) && !joins(last, right) && !counts
}
