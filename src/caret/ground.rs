//! A text as a caret sees it: characters, words, sentences, paragraphs.

use crate::text::{Offsets, Span};
use crate::words::{Word, word_at};

/// Signs that end a sentence.
const ENDS: &str = "。！？…!?";
/// Opening signs, each with its closing one at the same place of [`CLOSING`].
pub(super) const OPENING: &str = "“‘「『《〈（(【〔[";
pub(super) const CLOSING: &str = "”’」』》〉）)】〕]";

/// One text with all that a caret can go to in it.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The text.
    pub text: &'a str,
    /// Its map.
    pub offsets: &'a Offsets,
    /// Its words in order, marks among them, as [`crate::words::Segmenter::cut`] gives them.
    pub words: &'a [Word],
    /// Its paragraphs and headings in order; what lies between two is one line feed.
    pub blocks: Vec<Span>,
    /// Its sentences, as [`crate::text::sentences`] gives them.
    pub sentences: Vec<Span>,
    /// Its numbers and names, in order.
    pub marks: Vec<Span>,
    /// The passages of its notes, in the order in which they begin.
    pub notes: Vec<Span>,
}

impl Ground<'_> {
    /// The character at a position.
    pub(super) fn char(&self, position: usize) -> Option<char> {
        self.text[self.offsets.byte(position)..].chars().next()
    }

    pub(super) fn chars(&self, span: Span) -> impl DoubleEndedIterator<Item = char> {
        self.offsets.slice(self.text, span).chars()
    }

    /// The paragraph in which a caret stands at `position`: at its end it stands in it as well.
    pub(super) fn block(&self, position: usize) -> Option<Span> {
        let block = self.blocks.get(self.blocks.partition_point(|block| block.end < position))?;
        (block.start <= position).then_some(*block)
    }

    /// The word that holds the character at `position`, cut to its paragraph: a mark may reach over the edge. White
    /// space is a unit a character.
    pub(super) fn word(&self, position: usize) -> Span {
        let alone = Span::new(position, position + 1);
        let word = word_at(self.words, position).map_or(alone, |word| word.span);
        self.block(position)
            .and_then(|block| word.within(block))
            .filter(|word| word.contains(position))
            .unwrap_or(alone)
    }

    /// Whether a span has a letter, a character or a digit in it: signs and white space are no words.
    pub(super) fn says_something(&self, span: Span) -> bool {
        self.chars(span).any(char::is_alphanumeric)
    }

    /// Whether a word begins or ends at `position`.
    pub(super) fn is_border(&self, position: usize) -> bool {
        position >= self.offsets.len() || self.word(position).start == position
    }

    /// Whether a sentence begins at `position`. A sign inside a name ends nothing.
    pub(super) fn begins_sentence(&self, position: usize) -> bool {
        let begins = self.sentences.binary_search_by_key(&position, |sentence| sentence.start).is_ok();
        begins && self.is_border(position)
    }

    /// The beginning of the next sentence, where nothing but the end of one lies between.
    pub(super) fn sentence_behind(&self, position: usize) -> Option<usize> {
        let next = self.sentences.get(self.sentences.partition_point(|sentence| sentence.start < position))?.start;
        (self.begins_sentence(next) && !self.says_something(Span::new(position, next))).then_some(next)
    }
}

pub(super) fn is_end(c: char) -> bool {
    ENDS.contains(c)
}

pub(super) fn is_closing(c: char) -> bool {
    CLOSING.contains(c)
}

pub(super) fn is_opening(c: char) -> bool {
    OPENING.contains(c)
}
