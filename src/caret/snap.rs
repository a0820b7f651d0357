//! A selection made whole. A hand is not exact: it begins inside a word, ends past a full stop, takes a comma along.
//!
//! Contract: the result begins and ends at borders of words, is never empty, takes in every word of two characters or
//! more that lay wholly in the selection, and reaches into no paragraph that the selection did not touch. Snapping it
//! again changes nothing. White space alone is no selection. The rules, in this order:
//!
//! 1. White space at the ends goes.
//! 2. Across the border of a sentence, a part of a word is the hand's error and goes; so does a single character.
//!    Anywhere else a word that was begun is taken whole.
//! 3. Commas and the like at the ends go. A closing or opening sign stays with its other half. A full stop stays with
//!    a selection that begins with a sentence, because that is then selected as a whole.

use super::ground::{CLOSING, Ground, OPENING, is_closing, is_end, is_opening};
use crate::text::Span;

/// Signs that join two parts of a sentence, and so belong to neither.
const PAUSES: &str = "，、；：,;:";

impl Ground<'_> {
    /// What a reader who selected `span` means; `None` where there is nothing but white space.
    pub fn snap(&self, span: Span) -> Option<Span> {
        let span = self.without_space(span)?;
        let meant = if self.says_something(span) { self.without_begun(span) } else { span };
        let mut span = self.whole_words(meant);
        loop {
            let smaller = self.without_edges(span);
            if smaller == span {
                return Some(span);
            }
            span = smaller;
        }
    }

    /// The span without the white space at its ends; `None` where there is nothing else.
    pub fn without_space(&self, span: Span) -> Option<Span> {
        let before = self.chars(span).take_while(|c| c.is_whitespace()).count();
        let after = self.chars(span).rev().take_while(|c| c.is_whitespace()).count();
        (before + after < span.len()).then(|| Span::new(span.start + before, span.end - after))
    }

    fn whole_words(&self, span: Span) -> Span {
        Span::new(self.word(span.start).start, self.word(span.end - 1).end)
    }

    /// Without the words that are only begun, beyond the border of a sentence.
    fn without_begun(&self, mut span: Span) -> Span {
        let last = self.word(span.end - 1);
        if last.end > span.end {
            span = self.kept_before(span, last);
        }
        let first = self.word(span.start);
        if first.start < span.start { self.kept_behind(span, first) } else { span }
    }

    /// The span, which ends at borders of words, without what does not belong at its ends; one thing at a time.
    fn without_edges(&self, span: Span) -> Span {
        let Some(span) = self.without_space(span).filter(|&s| self.says_something(s)) else {
            return span;
        };
        let (first, last) = (self.word(span.start), self.word(span.end - 1));
        if self.trails(span, last) {
            return Span::new(span.start, last.start);
        }
        if self.leads(span, first) {
            return Span::new(first.end, span.end);
        }
        let alone = |word: Span| word.len() == 1 && self.says_something(word);
        let span = if alone(last) { self.kept_before(span, last) } else { span };
        if alone(first) { self.kept_behind(span, first) } else { span }
    }

    /// The part of `span` before `last`, where a sentence begins with that word or with the quotes before it.
    fn kept_before(&self, span: Span, last: Span) -> Span {
        let begin = self.before_quotes(last.start);
        let rest = Span::new(span.start, begin.max(span.start));
        if self.begins_sentence(begin) && self.says_something(rest) { rest } else { span }
    }

    /// The position, or that of the opening signs before it with which a sentence begins.
    fn before_quotes(&self, position: usize) -> usize {
        let mut at = position;
        while at > 0 && !self.begins_sentence(at) && self.char(at - 1).is_some_and(is_opening) {
            at -= 1;
        }
        at
    }

    /// The part of `span` from the sentence that begins behind `first`.
    fn kept_behind(&self, span: Span, first: Span) -> Span {
        let begin = self.sentence_behind(first.end).filter(|&begin| begin < span.end);
        let rest = begin.map(|begin| Span::new(begin, span.end));
        rest.filter(|&rest| self.says_something(rest)).unwrap_or(span)
    }

    /// Whether `last` is a sign that does not belong at the end of `span`.
    fn trails(&self, span: Span, last: Span) -> bool {
        let Some(sign) = self.chars(last).next_back().filter(|_| !self.says_something(last)) else {
            return false;
        };
        if is_end(sign) {
            return !self.begins_sentence(self.before_quotes(span.start));
        }
        PAUSES.contains(sign) || is_opening(sign) || is_closing(sign) && !self.paired(span).1
    }

    /// Whether `first` is a sign that does not belong at the beginning of `span`.
    fn leads(&self, span: Span, first: Span) -> bool {
        let Some(sign) = self.chars(first).next().filter(|_| !self.says_something(first)) else {
            return false;
        };
        is_end(sign) || PAUSES.contains(sign) || is_closing(sign) || is_opening(sign) && !self.paired(span).0
    }

    /// Whether the sign at the beginning of `span` is closed in it, and the one at its end opened.
    fn paired(&self, span: Span) -> (bool, bool) {
        (pairs(self.chars(span), OPENING, CLOSING), pairs(self.chars(span).rev(), CLOSING, OPENING))
    }
}

/// Whether the first of `chars`, one of `ours`, meets its other half, which stands at the same place of `theirs`.
fn pairs(mut chars: impl Iterator<Item = char>, ours: &str, theirs: &str) -> bool {
    let Some(sign) = chars.next() else { return false };
    let other = ours.chars().zip(theirs.chars()).find(|(our, _)| *our == sign).map(|(_, their)| their);
    let mut depth = 1;
    chars.any(|c| {
        depth += i32::from(c == sign) - i32::from(Some(c) == other);
        depth == 0
    })
}
