//! The work on one text: marks over the whole of it, because a name is known again by its first mention;
//! words stretch by stretch, because they take nearly all the time.

use super::Slice;
use super::blocks::{Block, blocks, stretches};
use super::tables::{Counted, Counts};
use crate::corrections::Corrections;
use crate::marks::Mark;
use crate::programs::Catalogue;
use crate::text::{Offsets, Span};
use crate::words::Segmenter;

/// How many words are tabled.
const TABLED: usize = 500;

/// See the module.
pub struct Work {
    text: String,
    corrections: Corrections,
    offsets: Offsets,
    marks: Vec<Mark>,
    stretches: Vec<Vec<Block>>,
    done: usize,
    counts: Counts,
}

impl Work {
    /// Finds the marks of `text`, as the reader would have them, and how it will be sliced.
    pub fn new(text: String, catalogue: &Catalogue, corrections: Corrections) -> Self {
        let marks = corrections.marks(&text, catalogue);
        let spans: Vec<Span> = marks.iter().map(Mark::span).collect();
        let characters: Vec<char> = text.chars().collect();
        let stretches = stretches(&blocks(&characters, &spans));
        let offsets = Offsets::new(&text);
        Self { text, corrections, offsets, marks, stretches, done: 0, counts: Counts::default() }
    }

    /// Cuts the next slice; `None` when there is none left.
    pub fn next_slice(&mut self, segmenter: &Segmenter) -> Option<Slice> {
        let stretch = self.stretches.get(self.done)?;
        let whole = Span::new(stretch.first()?.span.start, stretch.last()?.span.end);
        let first_mark = self.marks.partition_point(|mark| mark.span().end <= whole.start);
        let marks: Vec<Mark> = self.marks[first_mark..].iter().map_while(|mark| part_of(mark, whole)).collect();
        let text = self.offsets.slice(&self.text, whole).to_owned();
        let slice = Slice {
            start: whole.start,
            blocks: stretch.iter().map(|block| block.span.relative_to(whole.start)).collect(),
            goes_on: stretch.first()?.goes_on,
            first_mark,
            words: self.corrections.words(&text, &marks, segmenter),
            marks,
            text,
        };
        self.done += 1;
        self.counts.add(&slice);
        Some(slice)
    }

    /// How far the work is, in hundredths.
    pub fn hundredths(&self) -> u8 {
        let of = self.stretches.len().max(1);
        (100 * self.done / of).min(100) as u8
    }

    /// The most frequent words so far, marks and signs left out, and how many words of any kind there are.
    pub fn words(&self) -> (Vec<Counted>, usize) {
        let mut counted = self.counts.most_frequent();
        counted.truncate(TABLED);
        (counted, self.counts.all)
    }
}

/// A mark as it stands in a stretch of the text, if it does.
fn part_of(mark: &Mark, stretch: Span) -> Option<Mark> {
    let span = mark.span().within(stretch)?.relative_to(stretch.start);
    let mut mark = mark.clone();
    match &mut mark {
        Mark::Number(number) => number.span = span,
        Mark::Program(program) => program.span = span,
    }
    Some(mark)
}
