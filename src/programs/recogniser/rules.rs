//! What a reader said about names, ready to be applied to any text.
//!
//! Contract: what the reader said wins over the list and over discovery. A name that the reader gave is marked
//! wherever it stands alone, also inside a longer name; a name that the reader took away is marked nowhere; and
//! where the reader shortened a name, every mention of it is shortened. Names are compared as they are looked
//! for: without line breaks, half-width. Of two rules about one name the later one holds.

use std::collections::HashMap;

use super::ProgramKind;
use super::names::{Hit, LONGEST, Names};
use super::page::{Page, fold};

/// The reader's rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameRules {
    names: Names<ProgramKind>,
    fates: HashMap<Vec<char>, Fate>,
}

/// What becomes of a name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is none.
    Not,
    /// A shorter part of it is the name.
    Part { start: usize, length: usize },
}

impl NameRules {
    /// The longest name that a rule can be about, in characters.
    pub const LONGEST: usize = LONGEST;

    /// A name as rules compare it: without line breaks, half-width.
    pub fn folded(name: &str) -> Vec<char> {
        name.chars().filter(|c| !matches!(c, '\n' | '\r')).map(fold).collect()
    }

    /// From now on `name` is a programme.
    pub fn is(&mut self, name: &str, kind: ProgramKind) {
        let name = Self::folded(name);
        self.names.set(&name, Some(kind));
        self.fates.remove(&name);
    }

    /// From now on `name` is none.
    pub fn is_not(&mut self, name: &str) {
        let name = Self::folded(name);
        self.names.set(&name, None);
        self.fates.insert(name, Fate::Not);
    }

    /// From now on, where `found` is found the name is `name`, the first such part of it. Says whether `name` is a
    /// part of `found` and shorter; when it is not, nothing changes.
    pub fn ends(&mut self, found: &str, name: &str) -> bool {
        let (found, name) = (Self::folded(found), Self::folded(name));
        if name.is_empty() || name.len() >= found.len() {
            return false;
        }
        let Some(start) = found.windows(name.len()).position(|part| part == name) else { return false };
        self.fates.insert(found, Fate::Part { start, length: name.len() });
        true
    }

    /// Every mention of a name that the reader gave.
    pub(super) fn mentions(&self, page: &Page) -> Vec<Hit<ProgramKind>> {
        self.names.mentions(page)
    }

    /// Where the name stands that was found at `[start, end)`; `None` when the reader says that it is none.
    pub(super) fn settle(&self, page: &Page, mut start: usize, mut end: usize) -> Option<(usize, usize)> {
        // Every step shortens the name, so this ends.
        while !self.fates.is_empty() {
            match self.fates.get(&page.chars()[start..end]) {
                None => break,
                Some(Fate::Not) => return None,
                Some(&Fate::Part { start: first, length }) => {
                    start += first;
                    end = start + length;
                }
            }
        }
        Some((start, end))
    }
}
