//! The text as the recogniser walks it: line breaks left out, width folded, places remembered.
//!
//! A printed column breaks a name wherever the line ends (`换道⏎⏎领跑`), so names are looked for in
//! the text without breaks. Where a break stood is kept, because an unquoted name does not run over one.

use crate::text::Span;

/// A text without its line breaks. Positions in it are its own; [`Page::span`] leads back.
pub(super) struct Page {
    chars: Vec<char>,
    /// Where each character stands in the text.
    places: Vec<usize>,
    /// The characters of the whole text, breaks included.
    length: usize,
}

impl Page {
    pub(super) fn new(text: &str) -> Self {
        let mut page =
            Self { chars: Vec::with_capacity(text.len() / 3), places: Vec::with_capacity(text.len() / 3), length: 0 };
        for c in text.chars() {
            if !matches!(c, '\n' | '\r') {
                page.chars.push(fold(c));
                page.places.push(page.length);
            }
            page.length += 1;
        }
        page
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    pub(super) fn get(&self, i: usize) -> Option<char> {
        self.chars.get(i).copied()
    }

    /// The character before position `i`.
    pub(super) fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|i| self.get(i))
    }

    /// Whether a line break stands right before position `i`, or the text begins there.
    pub(super) fn breaks_before(&self, i: usize) -> bool {
        match (i.checked_sub(1), self.places.get(i)) {
            (Some(previous), Some(&place)) => place > self.places[previous] + 1,
            _ => true,
        }
    }

    /// Whether `word` ends right before position `end`.
    pub(super) fn ends_with(&self, end: usize, word: &str) -> bool {
        let mut at = end;
        word.chars().rev().all(|c| {
            at = at.wrapping_sub(1);
            self.get(at) == Some(c)
        })
    }

    /// Whether `word` begins at position `start`.
    pub(super) fn starts_with(&self, start: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(k, c)| self.get(start + k) == Some(c))
    }

    /// The text's span under the non-empty range `[start, end)`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.places[start], self.places[end - 1] + 1)
    }

    /// The range that holds what the text's span holds.
    pub(super) fn range(&self, span: Span) -> (usize, usize) {
        let at = |place| self.places.partition_point(|&p| p < place);
        (at(span.start), at(span.end))
    }

    /// The words of `[start, end)`.
    pub(super) fn words(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }
}

/// Full-width letters, digits and signs as half-width, corner brackets as quotation marks.
pub(super) fn fold(c: char) -> char {
    match c {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Whether a quotation mark opens, and which one closes it.
pub(super) fn closing(open: char) -> Option<char> {
    match open {
        '“' => Some('”'),
        '‘' => Some('’'),
        '"' => Some('"'),
        _ => None,
    }
}

/// Whether `c` is a Chinese character (the unified blocks and their extensions).
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '〇' | '\u{20000}'..='\u{323AF}')
}

/// Whether `c` is a Chinese numeral that opens counted names.
pub(super) fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十百千万两双".contains(c)
}
