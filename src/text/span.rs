//! A span: where something stands in a text.

use serde::{Deserialize, Serialize};

/// Half-open `[start, end)`, counted in Unicode scalar values (Rust's `char`) from the start of one text.
///
/// Every offset that leaves a room is of this kind. UTF-16 exists only where the DOM is touched, bytes
/// only inside a scanner; [`super::Offsets`] maps between the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first character's position.
    pub start: usize,
    /// The position after the last character.
    pub end: usize,
}

impl Span {
    /// The span `[start, end)`.
    ///
    /// # Panics
    /// In debug builds, when `start > end`: a span that runs backwards is a bug of the caller.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span runs backwards: {start}..{end}");
        Self { start, end }
    }

    /// How many characters it covers.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no character.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the character at `position` is covered.
    pub fn contains(self, position: usize) -> bool {
        self.start <= position && position < self.end
    }

    /// Whether all of `other` is covered.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one character.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of this span that lies in `other`, or `None` when they share no character.
    #[must_use]
    pub fn within(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self::new(self.start.max(other.start), self.end.min(other.end)))
    }

    /// The same characters seen from a text that begins `origin` characters later.
    ///
    /// # Panics
    /// When the span begins before `origin`.
    #[must_use]
    pub fn relative_to(self, origin: usize) -> Self {
        Self::new(self.start - origin, self.end - origin)
    }

    /// The same characters seen from a text that begins `origin` characters earlier.
    #[must_use]
    pub fn shifted(self, origin: usize) -> Self {
        Self::new(self.start + origin, self.end + origin)
    }
}

/// The stretches that two or more of `spans` cover, in order and apart from one another.
pub fn covered_twice(spans: &[Span]) -> Vec<Span> {
    let mut edges: Vec<(usize, i32)> =
        spans.iter().filter(|span| !span.is_empty()).flat_map(|span| [(span.start, 1), (span.end, -1)]).collect();
    // At one place ends come before beginnings, so that spans that only touch share nothing.
    crate::order::sort_by_key(&mut edges, |&edge| edge);
    let (mut depth, mut start) = (0, 0);
    let mut shared: Vec<Span> = Vec::new();
    for (position, change) in edges {
        let before = depth;
        depth += change;
        if before < 2 && depth >= 2 {
            start = position;
        } else if before >= 2 && depth < 2 {
            match shared.last_mut() {
                Some(last) if last.end == start => last.end = position,
                _ => shared.push(Span::new(start, position)),
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn covered_twice_is_what_counting_each_character_gives(
            spans in prop::collection::vec((0usize..20, 0usize..8), 0..8)
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(s, n)| Span::new(s, s + n)).collect();
            let shared = covered_twice(&spans);
            for position in 0..30 {
                let depth = spans.iter().filter(|s| s.contains(position)).count();
                let found = shared.iter().any(|s| s.contains(position));
                prop_assert_eq!(found, depth >= 2, "at {}", position);
            }
            prop_assert!(shared.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
