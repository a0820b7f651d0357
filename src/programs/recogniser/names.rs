//! Where names of a known set stand in a page: the longest one at each place.
//!
//! A trie of characters, kept in one hash map from (node, character) to node. Names share few
//! prefixes, so most places of a text cost one failed look-up. A walk is as long as the longest name
//! at most ([`LONGEST`]), so the time is linear in the text however the names are made.

use std::collections::HashMap;

use super::page::{Page, closing, fold, is_han_digit};

/// Longer names are not looked for; no printed name comes near it.
const LONGEST: usize = 80;

/// A set of names, each with a number that its owner understands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    next: HashMap<(u32, char), u32>,
    /// For each node, the name that ends there.
    ends: Vec<Option<Name>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    owner: usize,
    quoted: bool,
}

/// A name found at `[start, end)` of a page.
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) owner: usize,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { next: HashMap::new(), ends: vec![None] }
    }

    /// Adds a name; the first owner of a name keeps it. `quoted`: only between quotation marks is it this name.
    pub(super) fn insert(&mut self, name: &str, owner: usize, quoted: bool) {
        let mut node = 0;
        for c in name.chars().map(fold) {
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, c)).or_insert(fresh);
            if node == fresh {
                self.ends.push(None);
            }
        }
        let slot = &mut self.ends[node as usize];
        *slot = slot.or(Some(Name { owner, quoted }));
    }

    /// Every mention, left to right, the longest at each place; what is inside a mention is not looked at.
    pub(super) fn mentions(&self, page: &Page) -> Vec<Hit> {
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

    fn longest(&self, page: &Page, start: usize) -> Option<Hit> {
        let mut best = None;
        let mut node = 0;
        for (k, &c) in page.chars()[start..].iter().take(LONGEST).enumerate() {
            let Some(&next) = self.next.get(&(node, c)) else {
                break;
            };
            node = next;
            let end = start + k + 1;
            if let Some(name) = self.ends[node as usize]
                && stands_alone(page, start, end)
                && (!name.quoted || is_quoted(page, start, end))
            {
                best = Some(Hit { start, end, owner: name.owner });
            }
        }
        best
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
