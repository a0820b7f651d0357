//! What was found in a text, in tables: every mark; each number and each name once, in the order of their first
//! mention; the words by how often they stand in it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Slice;
use crate::marks::Mark;
use crate::numbers::Number;
use crate::programs::Program;
use crate::text::{Offsets, Span};
use crate::words::{Tag, Word};

/// A mark and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkRow<'s> {
    /// Its place in the whole text.
    pub span: Span,
    /// Its number among all marks of the text.
    pub number: usize,
    /// As printed.
    pub printed: &'s str,
    /// What it is, with its place in the slice.
    pub mark: &'s Mark,
    /// The slice's place among the slices.
    pub slice: usize,
}

/// A number, by what is printed and what it is taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberRow {
    /// As printed.
    pub printed: String,
    /// Its first mention.
    pub number: Number,
    /// The number of that mark among all marks of the text.
    pub mark: usize,
    /// How often it stands in the text.
    pub count: usize,
}

/// A programme.
#[derive(Debug, Clone, PartialEq)]
pub struct NameRow {
    /// Its first mention.
    pub program: Program,
    /// The number of that mark among all marks of the text.
    pub mark: usize,
    /// How often it is named.
    pub count: usize,
}

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

/// All marks. One that reaches into the next slice is in both; here it stands as it does in the first.
pub fn marks(slices: &[impl AsRef<Slice>]) -> Vec<MarkRow<'_>> {
    let mut rows = Vec::new();
    let mut next = 0;
    for (place, slice) in slices.iter().map(AsRef::as_ref).enumerate() {
        let offsets = Offsets::new(&slice.text);
        for (index, mark) in slice.marks.iter().enumerate() {
            let number = slice.first_mark + index;
            if number >= next {
                next = number + 1;
                let span = mark.span();
                let printed = offsets.slice(&slice.text, span);
                rows.push(MarkRow { span: span.shifted(slice.start), number, printed, mark, slice: place });
            }
        }
    }
    rows
}

/// The numbers.
pub fn numbers(marks: &[MarkRow<'_>]) -> Vec<NumberRow> {
    let mut rows: Vec<NumberRow> = Vec::new();
    let mut known = HashMap::new();
    for mark in marks {
        let Mark::Number(number) = mark.mark else { continue };
        let row = *known.entry((mark.printed, number.kind, number.value.as_deref())).or_insert(rows.len());
        match rows.get_mut(row) {
            Some(row) => row.count += 1,
            None => rows.push(NumberRow {
                printed: mark.printed.to_owned(),
                number: number.clone(),
                mark: mark.number,
                count: 1,
            }),
        }
    }
    rows
}

/// The names.
pub fn names(marks: &[MarkRow<'_>]) -> Vec<NameRow> {
    let mut rows: Vec<NameRow> = Vec::new();
    let mut known = HashMap::new();
    for mark in marks {
        let Mark::Program(program) = mark.mark else { continue };
        let row = *known.entry((program.entry, program.name.as_str())).or_insert(rows.len());
        match rows.get_mut(row) {
            Some(row) => row.count += 1,
            None => rows.push(NameRow { program: program.clone(), mark: mark.number, count: 1 }),
        }
    }
    rows
}

/// The words, marks and signs left out, the most frequent first.
pub fn words(slices: &[impl AsRef<Slice>]) -> Vec<Counted> {
    let mut counts = Counts::default();
    for slice in slices {
        counts.add(slice.as_ref());
    }
    counts.most_frequent()
}

/// How often each word stands in the slices so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    by_word: HashMap<(String, Tag), usize>,
    /// How many words of any kind there are, marks among them and signs not.
    pub all: usize,
}

impl Counts {
    pub fn add(&mut self, slice: &Slice) {
        let offsets = Offsets::new(&slice.text);
        let mut marks = slice.marks.iter().map(Mark::span).peekable();
        for &Word { span, tag } in &slice.words {
            let text = offsets.slice(&slice.text, span);
            if !text.contains(char::is_alphanumeric) {
                continue;
            }
            self.all += 1;
            while marks.next_if(|mark| mark.end <= span.start).is_some() {}
            if marks.peek().is_none_or(|mark| !mark.overlaps(span)) {
                *self.by_word.entry((text.to_owned(), tag)).or_default() += 1;
            }
        }
    }

    /// Words that are equally frequent stand in the order of their characters.
    pub fn most_frequent(&self) -> Vec<Counted> {
        let mut by_word: HashMap<&str, (usize, usize, Tag)> = HashMap::new();
        for ((word, tag), &count) in &self.by_word {
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
        crate::order::sort_by(&mut counted, |a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        counted
    }
}
