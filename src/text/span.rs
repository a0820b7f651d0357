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
    pub fn within(self, other: Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self::new(self.start.max(other.start), self.end.min(other.end)))
    }

    /// The same characters seen from a text that begins `origin` characters later.
    ///
    /// # Panics
    /// When the span begins before `origin`.
    pub fn relative_to(self, origin: usize) -> Self {
        Self::new(self.start - origin, self.end - origin)
    }

    /// The same characters seen from a text that begins `origin` characters earlier.
    pub fn shifted(self, origin: usize) -> Self {
        Self::new(self.start + origin, self.end + origin)
    }
}
