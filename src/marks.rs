//! Numbers and programmes together: the one list of marks that the page shows and the command line prints.
//!
//! Contract: sorted, never overlapping, inside the text. A numeral inside a programme's name belongs to
//! that name and is no number, and so is one that reaches into a name.

use serde::{Deserialize, Serialize};

use crate::numbers::{self, Number};
use crate::programs::{self, Catalogue, NameRules, Program};
use crate::text::Span;

/// One mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Mark {
    /// A span that states a value.
    Number(Number),
    /// A span that names an initiative.
    Program(Program),
}

impl Mark {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Number(number) => number.span,
            Self::Program(program) => program.span,
        }
    }
}

/// All marks of `text`, in order.
pub fn find(text: &str, catalogue: &Catalogue) -> Vec<Mark> {
    find_corrected(text, catalogue, &NameRules::default())
}

/// As [`find`], with what the reader said about names.
pub fn find_corrected(text: &str, catalogue: &Catalogue, rules: &NameRules) -> Vec<Mark> {
    let numbers = numbers::find(text);
    let programs = programs::find_corrected(text, catalogue, &numbers, rules);
    let mut names = Cover::new(programs.iter().map(|program| program.span));
    let mut marks: Vec<Mark> =
        numbers.into_iter().filter(|number| !names.touches(number.span)).map(Mark::Number).collect();
    marks.extend(programs.into_iter().map(Mark::Program));
    crate::order::sort_by_key(&mut marks, |mark| mark.span().start);
    marks
}

/// Sorted spans that are asked from left to right.
struct Cover<I: Iterator<Item = Span>> {
    spans: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = Span>> Cover<I> {
    fn new(spans: I) -> Self {
        Self { spans: spans.peekable() }
    }

    /// Whether any span shares a character with `span`. The spans asked for must come in order.
    fn touches(&mut self, span: Span) -> bool {
        while self.spans.next_if(|s| s.end <= span.start).is_some() {}
        self.spans.peek().is_some_and(|s| s.overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Offsets;
    use proptest::prelude::*;

    #[test]
    fn a_numeral_in_a_name_is_no_number() {
        let cases = [
            ("开展“三个一批”活动2次", vec![("三个一批", false), ("2次", true)]),
            ("建立“1330N”的工作模式，投资3亿元", vec![("1330N", false), ("3亿元", true)]),
            ("投资30亿元，实施强基战略", vec![("30亿元", true), ("强基战略", false)]),
        ];
        for (text, expected) in cases {
            let offsets = Offsets::new(text);
            let marks = find(text, &Catalogue::default());
            let got: Vec<_> =
                marks.iter().map(|mark| (offsets.slice(text, mark.span()), matches!(mark, Mark::Number(_)))).collect();
            assert_eq!(got, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn marks_are_sorted_disjoint_and_inside(
            text in "([“”《》、\n。1三十亿元个年]|活动|实施|战略|三个一批|工程|\\PC){0,30}"
        ) {
            let mut end = 0;
            for mark in find(&text, programs::catalogue()) {
                prop_assert!(mark.span().start >= end && mark.span().start < mark.span().end);
                end = mark.span().end;
            }
            prop_assert!(end <= text.chars().count());
        }
    }
}
