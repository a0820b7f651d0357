//! The tables made ready to be asked at one place of a page: which of the words begins, or ends, here.
//!
//! Words are grouped by the character that meets the place, so that nearly every place costs one look-up.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::ProgramKind;
use super::super::page::Page;
use super::tables::{self, Needs};

/// Words with what they mean, grouped by first or by last character.
pub(super) struct Lexicon<T> {
    groups: HashMap<char, Vec<(&'static str, usize, T)>>,
}

impl<T: Copy> Lexicon<T> {
    fn new(words: impl Iterator<Item = (&'static str, T)>, key: fn(&str) -> Option<char>) -> Self {
        let mut groups = HashMap::<char, Vec<_>>::new();
        for (word, value) in words {
            if let Some(key) = key(word) {
                groups.entry(key).or_default().push((word, word.chars().count(), value));
            }
        }
        // The longest first: the first that fits decides.
        for group in groups.values_mut() {
            group.sort_by_key(|&(_, length, _)| std::cmp::Reverse(length));
        }
        Self { groups }
    }

    fn starting(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        Self::new(words, |word| word.chars().next())
    }

    fn ending(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        Self::new(words, |word| word.chars().next_back())
    }

    /// The longest word that begins at `start`: its length and meaning. Only for a lexicon by first character.
    pub(super) fn at(&self, page: &Page, start: usize) -> Option<(usize, T)> {
        let group = self.groups.get(&page.get(start)?)?;
        let fits = |(word, ..): &&(&str, usize, T)| page.starts_with(start, word);
        group.iter().find(fits).map(|&(_, length, value)| (length, value))
    }

    /// The longest word that ends right before `end`: its length and meaning. Only for a lexicon by last character.
    pub(super) fn before(&self, page: &Page, end: usize) -> Option<(usize, T)> {
        let group = self.groups.get(&page.before(end)?)?;
        let fits = |(word, ..): &&(&str, usize, T)| page.ends_with(end, word);
        group.iter().find(fits).map(|&(_, length, value)| (length, value))
    }

    /// Every word that begins at `start`, as lengths.
    pub(super) fn lengths_at(&self, page: &Page, start: usize) -> impl Iterator<Item = usize> {
        let group = page.get(start).and_then(|c| self.groups.get(&c));
        group
            .into_iter()
            .flatten()
            .filter(move |(word, ..)| page.starts_with(start, word))
            .map(|&(_, length, _)| length)
    }
}

type Ready<T> = LazyLock<Lexicon<T>>;

fn plain(words: &'static [&'static str]) -> impl Iterator<Item = (&'static str, ())> {
    words.iter().map(|&word| (word, ()))
}

pub(super) static DESIGNATORS: Ready<(ProgramKind, Needs)> =
    LazyLock::new(|| Lexicon::starting(tables::DESIGNATORS.iter().map(|&(word, kind, needs)| (word, (kind, needs)))));
pub(super) static DESIGNATOR_ENDS: Ready<ProgramKind> =
    LazyLock::new(|| Lexicon::ending(tables::DESIGNATORS.iter().map(|&(word, kind, _)| (word, kind))));
pub(super) static EVENTS: Ready<()> = LazyLock::new(|| Lexicon::starting(plain(tables::EVENTS)));
pub(super) static AFTER_QUOTE: Ready<ProgramKind> =
    LazyLock::new(|| Lexicon::starting(tables::AFTER_QUOTE.iter().copied()));
pub(super) static FIRM: Ready<()> = LazyLock::new(|| Lexicon::starting(plain(tables::FIRM)));
pub(super) static LAUNCH: Ready<()> = LazyLock::new(|| Lexicon::ending(plain(tables::LAUNCH)));
pub(super) static CARRY: Ready<()> = LazyLock::new(|| Lexicon::ending(plain(tables::CARRY)));
pub(super) static FIGURATIVE: Ready<()> = LazyLock::new(|| Lexicon::ending(plain(tables::FIGURATIVE)));
pub(super) static CUTS: Ready<bool> = LazyLock::new(|| Lexicon::ending(tables::CUTS.iter().copied()));
pub(super) static CUT_STARTS: Ready<bool> = LazyLock::new(|| Lexicon::starting(tables::CUTS.iter().copied()));
pub(super) static COUNTERS: Ready<()> = LazyLock::new(|| Lexicon::ending(plain(tables::COUNTERS)));
pub(super) static VAGUE: Ready<()> = LazyLock::new(|| Lexicon::starting(plain(tables::VAGUE)));
pub(super) static TOPICS: Ready<()> = LazyLock::new(|| Lexicon::starting(plain(tables::TOPICS)));
pub(super) static SCOPES: Ready<()> = LazyLock::new(|| Lexicon::starting(plain(tables::SCOPES)));
pub(super) static PLACES: Ready<()> = LazyLock::new(|| Lexicon::starting(plain(tables::PLACES)));
pub(super) static PLACE_ENDS: Ready<()> = LazyLock::new(|| Lexicon::ending(plain(tables::PLACES)));
