//! Describing: from a span to selectors that find it again.
//!
//! Contract: `exact` is the passage as it stands, `prefix` and `suffix` are what stands around it, so
//! that `prefix + exact + suffix` is a piece of the text. 32 characters a side; when that piece stands in
//! the text more than once, up to 256, stopping as soon as it is the only one. Where even that does not
//! tell two places apart (a text pasted twice), the context stays short and the position has to decide.
//! Fails on an empty span and on one that leaves the text.

use super::{Selectors, TextPosition, TextQuote};
use crate::text::{Offsets, Span};

/// Characters of context on each side, tried in this order.
const CONTEXTS: [usize; 4] = [32, 64, 128, 256];

/// Why a span cannot be described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DescribeError {
    /// The span covers nothing, or its end lies before its start.
    Empty,
    /// The span leaves the text.
    Outside,
}

impl std::fmt::Display for DescribeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "the span is empty",
            Self::Outside => "the span leaves the text",
        })
    }
}

impl std::error::Error for DescribeError {}

/// The selectors of `span` in `text`.
///
/// # Errors
/// When the span is empty or leaves the text.
pub fn describe(text: &str, span: Span) -> Result<Selectors, DescribeError> {
    let offsets = Offsets::new(text);
    if span.start >= span.end {
        return Err(DescribeError::Empty);
    }
    if span.end > offsets.len() {
        return Err(DescribeError::Outside);
    }
    let around = |context: usize| {
        let start = span.start.saturating_sub(context);
        let end = (span.end + context).min(offsets.len());
        Span::new(start, end)
    };
    let window = CONTEXTS
        .into_iter()
        .map(around)
        .find(|&window| stands_once(text, &offsets, window))
        .unwrap_or_else(|| around(CONTEXTS[0]));
    let slice = |start, end| offsets.slice(text, Span::new(start, end)).to_owned();
    Ok(Selectors {
        quote: TextQuote {
            exact: slice(span.start, span.end),
            prefix: slice(window.start, span.start),
            suffix: slice(span.end, window.end),
        },
        position: Some(TextPosition { start: span.start, end: span.end }),
    })
}

/// Whether the text under `window` stands nowhere else, overlapping places included.
fn stands_once(text: &str, offsets: &Offsets, window: Span) -> bool {
    let piece = offsets.slice(text, window);
    let earlier = text.find(piece).is_some_and(|byte| byte < offsets.byte(window.start));
    !earlier && !text[offsets.byte(window.start + 1)..].contains(piece)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn context_is_as_long_as_needed() {
        let once = "甲".repeat(20) + "乙" + &"丙".repeat(40);
        let far = format!("始{0}乙{0}", "丙丁".repeat(40));
        let twice = format!("{0}{0}", "全市工业经济运行情况良好。".repeat(60));
        // text, position of a one-character span, expected lengths of prefix and suffix
        let cases = [
            (once.as_str(), 20, 20, 32),
            (far.as_str(), 81, 32, 32),
            (far.as_str(), 40, 40, 64),
            (twice.as_str(), 600, 32, 32),
            ("的", 0, 0, 0),
        ];
        for (text, at, prefix, suffix) in cases {
            let found = describe(text, Span::new(at, at + 1)).expect("inside the text").quote;
            let lengths = (found.prefix.chars().count(), found.suffix.chars().count());
            assert_eq!(lengths, (prefix, suffix), "{at} in {text}");
        }
    }

    #[test]
    fn a_span_that_is_none_is_refused() {
        assert_eq!(describe("稳产", Span { start: 1, end: 1 }), Err(DescribeError::Empty));
        assert_eq!(describe("稳产", Span { start: 2, end: 1 }), Err(DescribeError::Empty));
        assert_eq!(describe("稳产", Span { start: 1, end: 3 }), Err(DescribeError::Outside));
        assert_eq!(describe("", Span { start: 0, end: 1 }), Err(DescribeError::Outside));
    }

    proptest! {
        #[test]
        fn the_parts_are_a_piece_of_the_text(text in "[一二三的\n，。𠀀]{1,120}", a in 0usize..120, b in 0usize..120) {
            let length = text.chars().count();
            let (a, b) = (a % length, b % length);
            let span = Span::new(a.min(b), a.max(b) + 1);
            let quote = describe(&text, span).expect("inside the text").quote;
            let piece = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
            let start = span.start - quote.prefix.chars().count();
            let there: String = text.chars().skip(start).take(piece.chars().count()).collect();
            prop_assert_eq!(piece, there);
        }
    }
}
