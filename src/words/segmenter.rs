//! Cutting a text into words with jieba, around spans that are words already.
//!
//! Contract: the words come in order, do not overlap, and cover every character that is not white
//! space. A protected span is one word whatever jieba thinks of it, and its neighbours are cut as if
//! the text began and ended there, because a dictionary word that reaches into a figure is never meant.
//! Full-width forms are cut as their half-width twins; offsets are those of the given text.
//! Cutting never fails and takes time linear in the text.
//!
//! Limits: characters that jieba's dictionary does not know come out one by one, and so do the parts of
//! an emoji or a letter that is made of several characters.

use super::joins::{Joins, leading_run};
use super::tag::Tag;
use crate::text::{Offsets, Span, narrow};
use jieba_rs::Jieba;

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its place in the text that was cut.
    pub span: Span,
    /// Its part of speech, from the dictionary.
    pub tag: Tag,
}

/// The word that holds the character at `position`; `None` in white space and past the end.
/// `words` is what [`Segmenter::cut`] gave.
pub fn word_at(words: &[Word], position: usize) -> Option<Word> {
    let after = words.partition_point(|word| word.span.end <= position);
    words.get(after).copied().filter(|word| word.span.contains(position))
}

/// A dictionary, ready to cut.
pub struct Segmenter {
    jieba: Jieba,
    /// Either [`by_dictionary`] or [`with_model`]. A pointer rather than a flag, so that a program that
    /// never builds a segmenter with the model does not carry the model's tables.
    cut: for<'a> fn(&'a Jieba, &'a str) -> Vec<jieba_rs::Tag<'a>>,
    joins: Joins,
}

fn by_dictionary<'a>(jieba: &'a Jieba, text: &'a str) -> Vec<jieba_rs::Tag<'a>> {
    jieba.tag(text, false)
}

fn with_model<'a>(jieba: &'a Jieba, text: &'a str) -> Vec<jieba_rs::Tag<'a>> {
    jieba.tag(text, true)
}

impl Segmenter {
    /// A segmenter that knows the words of `dictionary` (jieba's format, `word frequency tag` a line) and
    /// what [`Joins`] of that written form add.
    ///
    /// # Errors
    /// When a frequency is not a whole number.
    pub fn new(dictionary: &str, joins: &str) -> Result<Self, jieba_rs::Error> {
        Ok(Self { jieba: Jieba::with_dict(&mut dictionary.as_bytes())?, cut: by_dictionary, joins: Joins::read(joins) })
    }

    /// A segmenter that also finds words which stand in no dictionary, with jieba's hidden Markov model.
    ///
    /// # Errors
    /// When a frequency is not a whole number.
    pub fn with_model(dictionary: &str) -> Result<Self, jieba_rs::Error> {
        Ok(Self { jieba: Jieba::with_dict(&mut dictionary.as_bytes())?, cut: with_model, joins: Joins::default() })
    }

    /// Cuts `text`. Each of the `protected` spans is one word, tagged [`Tag::UNKNOWN`] since only the
    /// caller knows what it is. They are meant to be sorted and disjoint: one that is empty, lies past
    /// the end or begins inside an earlier one is passed over.
    pub fn cut(&self, text: &str, protected: &[Span]) -> Vec<Word> {
        let text = narrowed(text);
        let map = Offsets::new(&text);
        let mut words = Vec::with_capacity(map.len() / 2);
        for piece in pieces(map.len(), protected) {
            match piece {
                Piece::Open(span) => self.cut_open(map.slice(&text, span), span.start, &mut words),
                Piece::Protected(span) => words.push(Word { span, tag: Tag::UNKNOWN }),
            }
        }
        words
    }

    /// The dictionary's tag for `word`; `None` when it is not in the dictionary.
    pub fn dictionary_tag(&self, word: &str) -> Option<Tag> {
        match self.jieba.tag(word, false).as_slice() {
            [only] if self.jieba.has_word(word) => Some(Tag::new(only.tag)),
            _ => None,
        }
    }

    /// Cuts a piece without protected spans, which begins at `origin` in the text.
    fn cut_open(&self, piece: &str, origin: usize, words: &mut Vec<Word>) {
        let found = (self.cut)(&self.jieba, piece);
        let mut rest = found.as_slice();
        while let Some(first) = rest.first() {
            let run = leading_run(rest).max(1);
            let bytes = first.byte_start..rest[run - 1].byte_end;
            if let Some(joins) = self.joins.get(&piece[bytes.clone()]) {
                let mut start = first.start;
                let mut characters = piece[bytes].chars();
                for join in joins {
                    let word: String = characters.by_ref().take(join.len).collect();
                    let span = Span::new(start, start + join.len);
                    start = span.end;
                    push(words, &word, span.shifted(origin), join.tag);
                }
            } else {
                for found in &rest[..run] {
                    if !found.word.chars().all(char::is_whitespace) {
                        let span = Span::new(found.start, found.end).shifted(origin);
                        push(words, found.word, span, Tag::new(found.tag));
                    }
                }
            }
            rest = &rest[run..];
        }
    }
}

/// Adds a word. What the model guessed is taken apart at a function word; a numeral with its classifier is two (一|个), as in texts cut by hand.
fn push(words: &mut Vec<Word>, word: &str, span: Span, tag: Tag) {
    match counted(word, tag) {
        Some(numerals) => {
            let middle = span.start + numerals;
            words.push(Word { span: Span::new(span.start, middle), tag: Tag::NUMBER });
            words.push(Word { span: Span::new(middle, span.end), tag: Tag::CLASSIFIER });
        }
        None => match guessed(word, tag) {
            Some(first) => {
                let middle = span.start + first;
                words.push(Word { span: Span::new(span.start, middle), tag });
                words.push(Word { span: Span::new(middle, span.end), tag });
            }
            None => words.push(Word { span, tag }),
        },
    }
}

/// Where a word that the model guessed has a function word at its edge (称为|…, 设为, 湖是): unknown words are names
/// and terms, and hold none.
fn guessed(word: &str, tag: Tag) -> Option<usize> {
    const FIRST: &str = "为在的是和与及而也被把或将且但其此这那该各即则已未又还再";
    const LAST: &str = "为于在的是和与及而了着也所被把后即";
    let length = word.chars().count();
    if tag != Tag::UNKNOWN || !(2..=3).contains(&length) || word.is_ascii() {
        return None;
    }
    let edge = |c: Option<char>, words: &str| c.is_some_and(|c| words.contains(c));
    if edge(word.chars().next(), FIRST) { Some(1) } else { edge(word.chars().next_back(), LAST).then_some(length - 1) }
}

/// How many numerals a dictionary word has before its one classifier, if it is made so.
fn counted(word: &str, tag: Tag) -> Option<usize> {
    const NUMERALS: &str = "一二三四五六七八九十百千万亿两几数";
    const CLASSIFIERS: &str = "个名位家项次条件种座部只支场天年岁张句把所段群批本份层间组队辆架艘台套棵株颗粒根枝枚幅页篇首章则栋幢扇道\
                               节类款站票床副双对打班桌碗杯瓶盒箱包袋盏串束朵团股代届期轮回遍趟顿封片匹头尾口线";
    let (last, classifier) = word.char_indices().next_back()?;
    let head = &word[..last];
    let made = matches!(tag.as_str(), "m" | "mq" | "x")
        && !head.is_empty()
        && head.chars().all(|c| NUMERALS.contains(c))
        && CLASSIFIERS.contains(classifier);
    made.then(|| head.chars().count())
}

/// A part of a text, protected or open to the segmenter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// To be cut.
    Open(Span),
    /// One word.
    Protected(Span),
}

/// The parts of a text of `len` characters, in order: the usable spans of `protected` and what lies
/// between them. No part is empty, and together they are the text.
pub fn pieces(len: usize, protected: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(2 * protected.len() + 1);
    let mut at = 0;
    for &span in protected {
        let end = span.end.min(len);
        if span.start < at || span.start >= end {
            continue;
        }
        if at < span.start {
            pieces.push(Piece::Open(Span::new(at, span.start)));
        }
        pieces.push(Piece::Protected(Span::new(span.start, end)));
        at = end;
    }
    if at < len {
        pieces.push(Piece::Open(Span::new(at, len)));
    }
    pieces
}

/// The text with full-width forms made half-width, character for character.
pub fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}
