//! What a block of an article is set from, and the elements that show it: the one place where it is decided, for the
//! app and for the page as it stands before the app runs.
//!
//! Invariant: the texts of a block's pieces in order, those inside marks too, are the block's text and nothing else.

use super::Analysis;
use crate::corpus::{Reading, Role};
use crate::marks::Mark;
use crate::numbers::{Number, NumberKind};
use crate::text::{Offsets, Span};
use crate::words::Segmenter;

/// A piece of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// Text, never empty.
    Text(&'a str),
    /// A place where a large line may end (`<wbr>`).
    Break,
    /// A mark around text and places where a line may end. One that crosses a block's edge has the part in this block.
    Mark {
        /// Which of the article's marks.
        index: usize,
        /// The mark.
        mark: &'a Mark,
        /// What of it is shown.
        text: Vec<Piece<'a>>,
    },
}

/// The element of a mark, of the classes `mark` and `number` or `program`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkElement<'a> {
    /// `<time datetime>`.
    Time(&'a str),
    /// `<data value>`.
    Data(&'a str),
    /// `<span>`.
    Name,
}

/// The element that a mark is shown by.
pub fn mark_element(mark: &Mark) -> MarkElement<'_> {
    match mark {
        Mark::Number(number) => match machine_date(number) {
            Some(date) => MarkElement::Time(date),
            None => MarkElement::Data(number.value.as_deref().unwrap_or_default()),
        },
        Mark::Program(_) => MarkElement::Name,
    }
}

/// The value where HTML's `datetime` can hold it: a whole date, a month of a year, a year, or a day without one.
fn machine_date(number: &Number) -> Option<&str> {
    let value = number.value.as_deref().filter(|_| number.kind == NumberKind::Date)?;
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.as_str(), "0000-00-00" | "0000-00" | "0000" | "--00-00" | "00:00").then_some(value)
}

/// The name and the class of the element that a block is shown by.
pub fn block_element(role: Role) -> (&'static str, Option<&'static str>) {
    match role {
        Role::Title => ("h1", None),
        Role::Heading => ("h2", None),
        Role::Kicker => ("p", Some("kicker")),
        Role::Subtitle => ("p", Some("subtitle")),
        Role::Dateline => ("p", Some("dateline")),
        Role::Byline => ("p", Some("byline")),
        Role::Caption => ("p", Some("caption")),
        Role::Paragraph => ("p", Some("paragraph")),
    }
}

/// Whether a block belongs to the head of an article; what the article is like stands between the head and the rest.
pub fn is_head(role: Role) -> bool {
    matches!(role, Role::Kicker | Role::Title | Role::Subtitle | Role::Dateline | Role::Byline)
}

/// Large lines break between words, never inside one; running text is set character by character.
fn breaks_between_words(role: Role) -> bool {
    matches!(role, Role::Title | Role::Subtitle | Role::Heading | Role::Kicker)
}

impl Analysis {
    /// The pieces of a block, by its place among the blocks.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn pieces(&self, block: usize) -> Vec<Piece<'_>> {
        let block = self.reading.blocks[block];
        let large = breaks_between_words(block.role);
        let first = self.marks.partition_point(|mark| mark.span().end <= block.span.start);
        let mut pieces = Vec::new();
        let mut at = block.span.start;
        for (index, mark) in self.marks.iter().enumerate().skip(first) {
            let Some(span) = mark.span().within(block.span) else { break };
            self.plain(Span::new(at, span.start), large, &mut pieces);
            if large && self.may_break(span.start) {
                pieces.push(Piece::Break);
            }
            let mut text = Vec::new();
            // Only large lines have such places.
            self.broken(span, &self.mark_breaks, &mut text);
            pieces.push(Piece::Mark { index, mark, text });
            at = span.end;
        }
        self.plain(Span::new(at, block.span.end), large, &mut pieces);
        pieces
    }

    /// Text between marks.
    fn plain<'a>(&'a self, span: Span, large: bool, pieces: &mut Vec<Piece<'a>>) {
        let mut breaks = Vec::new();
        if large {
            let first = self.words.partition_point(|word| word.span.start < span.start);
            let words = self.words[first..].iter().map(|word| word.span.start).take_while(|&start| start < span.end);
            breaks.extend(words.filter(|&start| self.may_break(start)));
        }
        if breaks.first() == Some(&span.start) {
            pieces.push(Piece::Break);
        }
        self.broken(span, &breaks, pieces);
    }

    /// Text with the places inside it where a line may end.
    fn broken<'a>(&'a self, span: Span, breaks: &[usize], pieces: &mut Vec<Piece<'a>>) {
        let first = breaks.partition_point(|&place| place <= span.start);
        let mut at = span.start;
        for &place in breaks[first..].iter().take_while(|&&place| place < span.end) {
            pieces.extend([Piece::Text(self.slice(Span::new(at, place))), Piece::Break]);
            at = place;
        }
        if at < span.end {
            pieces.push(Piece::Text(self.slice(Span::new(at, span.end))));
        }
    }

    /// Whether a line may end before a position: not right after an opening sign nor right before a closing one.
    fn may_break(&self, position: usize) -> bool {
        let at = |position: usize| self.slice(Span::new(position, position + 1)).chars().next();
        let opens = |c: char| "“‘《〈（「『【〔(".contains(c);
        let before = position.checked_sub(1).and_then(at);
        let after = at(position);
        before.is_some_and(|c| !opens(c)) && after.is_some_and(|c| c.is_alphanumeric() || opens(c))
    }
}

/// A name from this length on, in characters, may be longer than a line of a headline.
const LONG_MARK: usize = 8;

/// See [`Analysis::mark_breaks`].
pub(super) fn mark_breaks(reading: &Reading, offsets: &Offsets, marks: &[Mark], segmenter: &Segmenter) -> Vec<usize> {
    let large = |span: Span| {
        let mut lines = reading.blocks.iter().filter(|b| !matches!(b.role, Role::Paragraph | Role::Caption));
        lines.any(|line| line.span.overlaps(span))
    };
    let long = marks.iter().map(Mark::span).filter(|&span| span.len() >= LONG_MARK && large(span));
    long.flat_map(|span| {
        let words = segmenter.cut(offsets.slice(&reading.text, span), &[]);
        words.into_iter().skip(1).map(move |word| span.start + word.span.start)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Shelf;

    fn text(pieces: &[Piece<'_>]) -> String {
        let text = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Break => String::new(),
            Piece::Mark { text: inner, .. } => text(inner),
        });
        text.collect()
    }

    #[test]
    fn the_pieces_of_every_block_are_its_text_and_its_marks() {
        let shelf = Shelf::new();
        let (mut breaks, mut marked) = (0, 0);
        for index in 0..shelf.articles().len() {
            let analysis = shelf.analysis(index);
            for (block, of) in analysis.reading.blocks.iter().enumerate() {
                let pieces = analysis.pieces(block);
                assert_eq!(text(&pieces), analysis.slice(of.span));
                assert!(!pieces.contains(&Piece::Text("")), "{pieces:?}");
                for piece in &pieces {
                    match piece {
                        Piece::Mark { index, mark, text: inner } => {
                            assert_eq!(analysis.marks[*index], **mark);
                            let part = mark.span().within(of.span).expect("it lies in the block");
                            assert_eq!(text(inner), analysis.slice(part));
                            marked += 1;
                        }
                        Piece::Break => {
                            assert!(breaks_between_words(of.role), "{:?}", of.role);
                            breaks += 1;
                        }
                        Piece::Text(_) => {}
                    }
                }
            }
        }
        assert!(breaks > 100 && marked > 500, "{breaks} places, {marked} marks");
    }

    #[test]
    fn dates_that_html_can_hold_are_times_and_other_numbers_data() {
        let cases = [
            ("2022年2月15日", MarkElement::Time("2022-02-15")),
            ("2022年", MarkElement::Time("2022")),
            ("12月24日", MarkElement::Time("--12-24")),
            ("36.49亿元", MarkElement::Data("3649000000")),
            ("几十家", MarkElement::Data("")),
            ("强基战略", MarkElement::Name),
        ];
        for (passage, element) in cases {
            let marks = crate::marks::find(&format!("实施{passage}，"), crate::programs::catalogue());
            assert_eq!(marks.first().map(mark_element), Some(element), "{passage}");
        }
    }
}
