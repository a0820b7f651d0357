//! The work on one text: marks over the whole of it, because a name is known again by its first mention;
//! words stretch by stretch, because they take nearly all the time.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Slice;
use super::blocks::{Block, blocks, stretches};
use crate::marks::{self, Mark};
use crate::programs::Catalogue;
use crate::text::{Offsets, Span};
use crate::words::{Segmenter, Tag, Word};

/// How many words are tabled.
const TABLED: usize = 500;

/// A word and how often it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The word.
    pub word: String,
    /// Its part of speech, as jieba writes it; of several the one it has most often.
    pub tag: String,
    /// How often.
    pub count: usize,
}

/// See the module.
pub struct Work {
    text: String,
    offsets: Offsets,
    marks: Vec<Mark>,
    stretches: Vec<Vec<Block>>,
    done: usize,
    counts: HashMap<(String, Tag), usize>,
    words: usize,
}

impl Work {
    /// Finds the marks of `text` and how it will be sliced.
    pub fn new(text: String, catalogue: &Catalogue) -> Self {
        let marks = marks::find(&text, catalogue);
        let spans: Vec<Span> = marks.iter().map(Mark::span).collect();
        let characters: Vec<char> = text.chars().collect();
        let stretches = stretches(&blocks(&characters, &spans));
        Self { offsets: Offsets::new(&text), text, marks, stretches, done: 0, counts: HashMap::new(), words: 0 }
    }

    /// Cuts the next slice; `None` when there is none left.
    pub fn next_slice(&mut self, segmenter: &Segmenter) -> Option<Slice> {
        let stretch = self.stretches.get(self.done)?;
        let whole = Span::new(stretch.first()?.span.start, stretch.last()?.span.end);
        let first_mark = self.marks.partition_point(|mark| mark.span().end <= whole.start);
        let marks: Vec<Mark> = self.marks[first_mark..].iter().map_while(|mark| part_of(mark, whole)).collect();
        let protected: Vec<Span> = marks.iter().map(Mark::span).collect();
        let text = self.offsets.slice(&self.text, whole).to_owned();
        let words = segmenter.cut(&text, &protected);
        let slice = Slice {
            blocks: stretch.iter().map(|block| block.span.relative_to(whole.start)).collect(),
            goes_on: stretch.first()?.goes_on,
            first_mark,
            words: words.iter().map(|word| word.span).collect(),
            marks,
            text,
        };
        self.done += 1;
        self.count(&slice, &words);
        Some(slice)
    }

    /// How far the work is, in hundredths.
    pub fn hundredths(&self) -> u8 {
        let of = self.stretches.len().max(1);
        (100 * self.done / of).min(100) as u8
    }

    /// The most frequent words so far, marks and signs left out, and how many words of any kind there are.
    /// Words that are equally frequent stand in the order of their characters.
    pub fn words(&self) -> (Vec<Counted>, usize) {
        let mut by_word: HashMap<&str, (usize, usize, Tag)> = HashMap::new();
        for ((word, tag), &count) in &self.counts {
            let (sum, most, most_often) = by_word.entry(word).or_insert((0, 0, *tag));
            *sum += count;
            if (count, tag.as_str()) > (*most, most_often.as_str()) {
                (*most, *most_often) = (count, *tag);
            }
        }
        let mut counted: Vec<Counted> = by_word
            .into_iter()
            .map(|(word, (count, _, tag))| Counted { word: word.to_owned(), tag: tag.to_string(), count })
            .collect();
        counted.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        counted.truncate(TABLED);
        (counted, self.words)
    }

    fn count(&mut self, slice: &Slice, words: &[Word]) {
        let offsets = Offsets::new(&slice.text);
        let mut marks = slice.marks.iter().map(Mark::span).peekable();
        for word in words {
            let text = offsets.slice(&slice.text, word.span);
            if !text.contains(char::is_alphanumeric) {
                continue;
            }
            self.words += 1;
            while marks.next_if(|mark| mark.end <= word.span.start).is_some() {}
            if marks.peek().is_none_or(|mark| !mark.overlaps(word.span)) {
                *self.counts.entry((text.to_owned(), word.tag)).or_default() += 1;
            }
        }
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
