//! All places of any string in one text, without reading the text again.
//!
//! Access pattern: built once a text, then asked thousands of times, mostly for a note's passage with its
//! context (some 70 characters, one place) and sometimes for a single 的 (thousands of places, of which
//! the caller wants those that go on in a given way). So: the positions sorted by what follows them, a
//! suffix array, asked by two binary searches; and every answer is a slice, whatever its length.
//!
//! The sort is by prefix doubling (Karp, Miller and Rosenberg; the groups are Larsson and Sadakane's): first by
//! three characters, then, among those that are still equal, by what rank the following three have, then six, and
//! so on. So a text that repeats one line ten thousand times costs a few more rounds and not a comparison of
//! everything with everything, and newspaper text is done after two or three rounds over what little repeats.

use std::ops::Range;

/// How many characters the first sort looks at: they fit one number.
const HEAD: usize = 3;

/// The index of one text.
#[derive(Debug)]
pub(super) struct Index {
    chars: Vec<char>,
    order: Vec<u32>,
}

impl Index {
    pub(super) fn new(chars: Vec<char>) -> Self {
        let mut keyed: Vec<(u64, u32)> = (0..chars.len()).map(|at| (head(&chars, at), at as u32)).collect();
        keyed.sort_unstable();
        let mut order: Vec<u32> = keyed.iter().map(|&(_, at)| at).collect();
        let mut ranks = vec![0; chars.len()];
        let mut groups = Vec::new();
        let heads: Vec<u64> = keyed.into_iter().map(|(head, _)| head).collect();
        rank(&heads, 0, &order, &mut ranks, &mut groups);
        let mut width = HEAD;
        while !groups.is_empty() {
            let mut rest = Vec::new();
            // All groups are sorted by the ranks of the round before, and ranked anew after that.
            let mut sorted: Vec<(usize, Vec<u64>)> = Vec::with_capacity(groups.len());
            for group in groups {
                let after = |at: u32| ranks.get(at as usize + width).map_or(0, |&rank: &u32| u64::from(rank) + 1);
                let mut keys: Vec<u64> =
                    order[group.clone()].iter().map(|&at| after(at) << 32 | u64::from(at)).collect();
                keys.sort_unstable();
                for (place, &key) in order[group.clone()].iter_mut().zip(&keys) {
                    *place = key as u32;
                }
                for key in &mut keys {
                    *key >>= 32;
                }
                sorted.push((group.start, keys));
            }
            for (from, keys) in sorted {
                rank(&keys, from, &order, &mut ranks, &mut rest);
            }
            groups = rest;
            width *= 2;
        }
        Self { chars, order }
    }

    /// The places of `pattern`, by what follows it.
    pub(super) fn range(&self, pattern: &[char]) -> &[u32] {
        let from = self.order.partition_point(|&at| &self.chars[at as usize..] < pattern);
        let rest = &self.order[from..];
        &rest[..rest.partition_point(|&at| self.holds(at as usize, pattern))]
    }

    /// The places of `pattern`.
    pub(super) fn places(&self, pattern: &[char]) -> impl Iterator<Item = usize> {
        self.range(pattern).iter().map(|&at| at as usize)
    }

    /// Whether `pattern` stands at `at`.
    pub(super) fn holds(&self, at: usize, pattern: &[char]) -> bool {
        self.chars.get(at..).is_some_and(|rest| rest.starts_with(pattern))
    }
}

/// Gives the positions from `from` of the order on their ranks, by sorted keys, and names the groups of more than
/// one that share a key.
fn rank(keys: &[u64], from: usize, order: &[u32], ranks: &mut [u32], groups: &mut Vec<Range<usize>>) {
    let mut at = from;
    for group in keys.chunk_by(|a, b| a == b) {
        for &place in &order[at..at + group.len()] {
            ranks[place as usize] = at as u32;
        }
        if group.len() > 1 {
            groups.push(at..at + group.len());
        }
        at += group.len();
    }
}

/// The first three characters as one number that sorts as they do; the text's end sorts first.
fn head(chars: &[char], at: usize) -> u64 {
    (at..at + HEAD).fold(0, |key, at| key << 21 | chars.get(at).map_or(0, |&c| u64::from(u32::from(c)) + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_scan(text in "[的是，]{0,200}|(的是){0,90}", pattern in "[的是，]{1,6}", long in 0usize..150) {
            let chars: Vec<char> = text.chars().collect();
            let index = Index::new(chars.clone());
            let mut patterns = vec![pattern.chars().collect::<Vec<_>>()];
            patterns.push(chars[long.min(chars.len())..].iter().copied().take(80).collect());
            for pattern in patterns.into_iter().filter(|p| !p.is_empty()) {
                let mut found: Vec<usize> = index.places(&pattern).collect();
                found.sort_unstable();
                let scanned: Vec<usize> =
                    (0..chars.len()).filter(|&at| chars[at..].starts_with(&pattern)).collect();
                prop_assert_eq!(found, scanned);
            }
        }
    }
}
