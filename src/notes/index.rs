//! All places of any string in one text, without reading the text again.
//!
//! Access pattern: built once a text, then asked thousands of times, mostly for a note's passage with its
//! context (some 70 characters, one place) and sometimes for a single 的 (thousands of places, of which
//! the caller wants those that go on in a given way). So: the positions sorted by what follows them, a
//! suffix array, asked by two binary searches; and every answer is a slice, whatever its length.
//!
//! Suffixes are compared over their first [`DEPTH`] characters only: a text that repeats one line ten
//! thousand times must not make the sort quadratic. The first three characters are packed into one
//! number beside the position, which settles nearly every comparison of Chinese text without touching it.

/// How many characters of a suffix are compared. What is longer is checked place by place.
const DEPTH: usize = 64;

/// The index of one text.
#[derive(Debug)]
pub(super) struct Index {
    chars: Vec<char>,
    order: Vec<u32>,
}

impl Index {
    pub(super) fn new(chars: Vec<char>) -> Self {
        let mut keyed: Vec<(u64, u32)> = (0..chars.len()).map(|at| (head(&chars, at), at as u32)).collect();
        keyed.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| suffix(&chars, a.1).cmp(suffix(&chars, b.1))).then(a.1.cmp(&b.1))
        });
        let order = keyed.into_iter().map(|(_, at)| at).collect();
        Self { chars, order }
    }

    /// The places of `pattern`, or of its first [`DEPTH`] characters when it is longer.
    pub(super) fn range(&self, pattern: &[char]) -> &[u32] {
        let pattern = &pattern[..pattern.len().min(DEPTH)];
        let from = self.order.partition_point(|&at| suffix(&self.chars, at) < pattern);
        let rest = &self.order[from..];
        &rest[..rest.partition_point(|&at| suffix(&self.chars, at).starts_with(pattern))]
    }

    /// The places of `pattern`.
    pub(super) fn places(&self, pattern: &[char]) -> impl Iterator<Item = usize> {
        self.range(pattern).iter().map(|&at| at as usize).filter(move |&at| self.holds(at, pattern))
    }

    /// Whether `pattern` stands at `at`.
    pub(super) fn holds(&self, at: usize, pattern: &[char]) -> bool {
        self.chars.get(at..).is_some_and(|rest| rest.starts_with(pattern))
    }
}

fn suffix(chars: &[char], at: u32) -> &[char] {
    let at = at as usize;
    &chars[at..chars.len().min(at + DEPTH)]
}

/// The first three characters as one number that sorts as they do; the text's end sorts first.
fn head(chars: &[char], at: usize) -> u64 {
    (at..at + 3).fold(0, |key, at| key << 21 | chars.get(at).map_or(0, |&c| u64::from(u32::from(c)) + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_scan(text in "[的是，]{0,200}", pattern in "[的是，]{1,6}", long in 0usize..150) {
            let chars: Vec<char> = text.chars().collect();
            let index = Index::new(chars.clone());
            let mut patterns = vec![pattern.chars().collect::<Vec<_>>()];
            // A piece of the text longer than the depth, too.
            patterns.push(chars[long.min(chars.len())..].iter().copied().take(DEPTH + 20).collect());
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
