//! One article, read: its text with all that is found in it.

use std::cell::OnceCell;

use super::is_head;
use crate::address::Address;
use crate::corpus::{Article, Reading, Role};
use crate::marks::Mark;
use crate::text::{self, Offsets, Span};
use crate::words::Word;

/// One article, read.
pub struct Analysis {
    /// Its place among the articles.
    pub index: usize,
    /// Which state of the corrections it was worked out with.
    pub(super) revision: u32,
    /// The article.
    pub article: &'static Article,
    /// Its text.
    pub reading: Reading,
    /// The map of that text.
    pub offsets: Offsets,
    /// Its numbers and names, in order.
    pub marks: Vec<Mark>,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Where a large line may end inside a long mark: between the words that a name is made of.
    pub mark_breaks: Vec<usize>,
    /// Its sentences, once somebody asked.
    pub(super) sentences: OnceCell<Vec<Span>>,
}

impl PartialEq for Analysis {
    /// An article is worked out once for each state of the corrections.
    fn eq(&self, other: &Self) -> bool {
        self.stamp() == other.stamp()
    }
}

impl Analysis {
    /// Tells the states of all articles apart: what was seen in one is nothing in another.
    pub fn stamp(&self) -> (usize, u32) {
        (self.index, self.revision)
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> &[Span] {
        self.sentences.get_or_init(|| text::sentences(&self.reading.text))
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &str {
        self.offsets.slice(&self.reading.text, span)
    }

    /// The spans of the blocks, in order.
    pub fn block_spans(&self) -> Vec<Span> {
        self.reading.blocks.iter().map(|b| b.span).collect()
    }

    /// The number of each block as a paragraph, from 1, where it is one.
    pub fn paragraph_numbers(&self) -> impl Iterator<Item = Option<usize>> {
        self.reading.blocks.iter().scan(0, |count, block| {
            let is_paragraph = matches!(block.role, Role::Paragraph | Role::Caption);
            *count += usize::from(is_paragraph);
            Some(is_paragraph.then_some(*count))
        })
    }

    /// The address of the paragraph that holds a position; of the article, where none does.
    pub fn address_of(&self, position: usize) -> Address {
        let mut blocks = self.reading.blocks.iter().zip(self.paragraph_numbers());
        let number = blocks.find(|(block, _)| block.span.contains(position)).and_then(|(_, n)| n);
        Address { article: self.article.id.clone(), paragraph: number }
    }

    /// How many blocks, from the first, are its head.
    pub fn head_len(&self) -> usize {
        self.reading.blocks.iter().take_while(|block| is_head(block.role)).count()
    }

    /// How long it is and what is marked in it.
    pub fn facts(&self) -> Facts {
        let characters = self.article.character_count();
        let numbers = self.marks.iter().filter(|mark| matches!(mark, Mark::Number(_))).count();
        Facts { characters, minutes: characters.div_ceil(PACE), numbers, programs: self.marks.len() - numbers }
    }
}

/// Characters a reader takes in per minute: the usual pace for Chinese news.
const PACE: usize = 350;

/// See [`Analysis::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Its characters, white space apart.
    pub characters: usize,
    /// How long it takes to read.
    pub minutes: usize,
    /// How many numbers are marked.
    pub numbers: usize,
    /// How many names are marked.
    pub programs: usize,
}
