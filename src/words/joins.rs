//! What the hidden Markov model would join, written down in advance.
//!
//! jieba looks for unknown words only in runs of leftovers, that is where its best path through the
//! dictionary goes character by character, and there the model's answer depends on nothing but the run
//! itself. For a text that is known beforehand the model is therefore a finite table from runs to cuts.
//! The table is exact for that text and some kilobytes, where the model is more than a hundred; a run
//! that is not in it stays in single characters, as jieba leaves it with the model switched off.
//!
//! Written form: a run a line, its words with their tags, separated by spaces: `豫/j 北侧/x`. Neither
//! sign can occur in a run.

use super::tag::Tag;
use std::collections::HashMap;

/// The table.
#[derive(Debug, Default)]
pub struct Joins {
    runs: HashMap<Box<str>, Box<[Join]>>,
}

/// One word of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// How many characters it takes.
    pub len: usize,
    /// Its tag.
    pub tag: Tag,
}

impl Joins {
    /// Reads the written form. A word without a tag gets [`Tag::UNKNOWN`]; nothing else can be wrong.
    pub fn read(table: &str) -> Self {
        let runs = table
            .lines()
            .map(|line| {
                let mut run = String::new();
                let mut joins = Vec::new();
                for item in line.split_ascii_whitespace() {
                    let (word, tag) = item.split_once('/').unwrap_or((item, ""));
                    run.push_str(word);
                    joins.push(Join { len: word.chars().count(), tag: Tag::new(tag) });
                }
                (run.into(), joins.into())
            })
            .collect();
        Self { runs }
    }

    /// How the model cuts `run`, if that differs from single characters.
    pub fn get(&self, run: &str) -> Option<&[Join]> {
        self.runs.get(run).map(AsRef::as_ref)
    }
}

/// How many words at the start of `words`, a cut without the model, are one run of leftovers.
///
/// A leftover is a single character that jieba would look at (the rest it never joins), or what it made
/// of consecutive ASCII letters and digits.
pub fn leading_run(words: &[jieba_rs::Tag]) -> usize {
    words.iter().take_while(|w| is_leftover(w.word)).count()
}

fn is_leftover(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => only.is_alphanumeric() || "+#&._%-".contains(only),
        _ => word.bytes().all(|b| b.is_ascii_alphanumeric()),
    }
}
