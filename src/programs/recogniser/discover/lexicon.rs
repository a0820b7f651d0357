//! The words of `words.txt`, made ready to be asked at one place of a page: which of them begins, or ends, here.
//!
//! Words are grouped by the character that meets the place, so that nearly every place costs one look-up.
//! The file is a part of the program: a mistake in it is found by the test below, not by a reader.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use fnv::FnvHashMap;

use super::super::ProgramKind;
use super::super::page::Page;

/// A word of a section, behind its label; the label is empty in a section without labels.
type Labelled = (&'static str, &'static str);

static SECTIONS: LazyLock<HashMap<&'static str, Vec<Labelled>>> = LazyLock::new(|| {
    let mut sections = HashMap::<_, Vec<_>>::new();
    let mut section = "";
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        } else {
            let (label, words) = line.split_once(':').unwrap_or(("", line));
            let words = words.split_whitespace().map(|word| (label, word));
            sections.entry(section).or_default().extend(words);
        }
    }
    sections
});

fn section(name: &str) -> impl Iterator<Item = Labelled> {
    SECTIONS.get(name).into_iter().flatten().copied()
}

/// Words with what they mean, grouped by first or by last character.
pub(super) struct Lexicon<T> {
    groups: FnvHashMap<char, Vec<(&'static str, usize, T)>>,
}

impl<T: Copy> Lexicon<T> {
    fn new(name: &str, key: fn(&str) -> Option<char>, meaning: fn(&str) -> Option<T>) -> Self {
        let mut groups = FnvHashMap::<char, Vec<_>>::default();
        for (label, word) in section(name) {
            if let Some((key, value)) = key(word).zip(meaning(label)) {
                groups.entry(key).or_default().push((word, word.chars().count(), value));
            }
        }
        // The longest first: the first that fits decides.
        for group in groups.values_mut() {
            crate::order::sort_by_key(group, |&(_, length, _)| std::cmp::Reverse(length));
        }
        Self { groups }
    }

    fn starting(name: &str, meaning: fn(&str) -> Option<T>) -> Self {
        Self::new(name, |word| word.chars().next(), meaning)
    }

    fn ending(name: &str, meaning: fn(&str) -> Option<T>) -> Self {
        Self::new(name, |word| word.chars().next_back(), meaning)
    }

    /// The longest word that begins at `start`: its length and meaning. For a lexicon by first character.
    pub(super) fn at(&self, page: &Page, start: usize) -> Option<(usize, T)> {
        let group = self.groups.get(&page.get(start)?)?;
        let fits = |(word, ..): &&(&str, usize, T)| page.starts_with(start, word);
        group.iter().find(fits).map(|&(_, length, value)| (length, value))
    }

    /// The longest word that ends right before `end`: its length and meaning. For a lexicon by last character.
    pub(super) fn before(&self, page: &Page, end: usize) -> Option<(usize, T)> {
        let group = self.groups.get(&page.before(end)?)?;
        let fits = |(word, ..): &&(&str, usize, T)| page.ends_with(end, word);
        group.iter().find(fits).map(|&(_, length, value)| (length, value))
    }

    /// The lengths of all words that begin at `start`.
    pub(super) fn lengths_at(&self, page: &Page, start: usize) -> impl Iterator<Item = usize> {
        let group = page.get(start).and_then(|c| self.groups.get(&c));
        group
            .into_iter()
            .flatten()
            .filter(move |(word, ..)| page.starts_with(start, word))
            .map(|&(_, length, _)| length)
    }
}

/// What an unquoted name needs besides its designator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// A body that says something of its own.
    Body,
    /// A launching verb before the body, or a name of the same list.
    Verb,
    /// A place or a scope at the beginning (`中国`, `郑州`).
    Place,
    /// A verb or a place.
    Either,
    /// What ends so is no programme.
    Never,
}

fn nothing(label: &str) -> Option<()> {
    label.is_empty().then_some(())
}

fn kind(label: &str) -> Option<ProgramKind> {
    ProgramKind::ALL.into_iter().find(|kind| kind.name() == label)
}

fn designator(label: &str) -> Option<(ProgramKind, Needs)> {
    let (of, needs) = label.split_once(' ')?;
    let needs = match needs {
        "body" => Needs::Body,
        "verb" => Needs::Verb,
        "place" => Needs::Place,
        "either" => Needs::Either,
        "never" => Needs::Never,
        _ => return None,
    };
    Some((kind(of)?, needs))
}

/// The kind, and whether it is a mere document.
fn title(label: &str) -> Option<(ProgramKind, bool)> {
    let (of, sort) = label.split_once(' ')?;
    Some((kind(of)?, sort == "document"))
}

fn launches(label: &str) -> Option<bool> {
    match label {
        "launch" => Some(true),
        "other" => Some(false),
        _ => None,
    }
}

type Ready<T> = LazyLock<Lexicon<T>>;

pub(super) static DESIGNATORS: Ready<(ProgramKind, Needs)> =
    LazyLock::new(|| Lexicon::starting("designators", designator));
pub(super) static DESIGNATOR_ENDS: Ready<(ProgramKind, Needs)> =
    LazyLock::new(|| Lexicon::ending("designators", designator));
pub(super) static MODES: Ready<()> = LazyLock::new(|| Lexicon::ending("modes", nothing));
pub(super) static QUOTED_ENDINGS: Ready<ProgramKind> = LazyLock::new(|| Lexicon::ending("quoted-endings", kind));
pub(super) static MEANS: Ready<()> = LazyLock::new(|| Lexicon::starting("means", nothing));
pub(super) static ABOUT: Ready<()> = LazyLock::new(|| Lexicon::starting("about", nothing));
pub(super) static BEGUN: Ready<()> = LazyLock::new(|| Lexicon::starting("begun", nothing));
pub(super) static BUILT: Ready<()> = LazyLock::new(|| Lexicon::ending("built", nothing));
pub(super) static BUILT_STARTS: Ready<()> = LazyLock::new(|| Lexicon::starting("built", nothing));
pub(super) static BUILT_LIST: Ready<()> = LazyLock::new(|| Lexicon::starting("built-list", nothing));
pub(super) static UNDER_CONSTRUCTION: Ready<()> = LazyLock::new(|| Lexicon::starting("under-construction", nothing));
pub(super) static SPORTS: Ready<()> = LazyLock::new(|| Lexicon::ending("sports", nothing));
pub(super) static EVENTS: Ready<()> = LazyLock::new(|| Lexicon::starting("events", nothing));
pub(super) static AFTER_QUOTE: Ready<ProgramKind> = LazyLock::new(|| Lexicon::starting("after-quote", kind));
pub(super) static FIRM: Ready<()> = LazyLock::new(|| Lexicon::starting("firm", nothing));
pub(super) static LAUNCH: Ready<()> = LazyLock::new(|| Lexicon::ending("launch", nothing));
pub(super) static CARRY: Ready<()> = LazyLock::new(|| Lexicon::ending("carry", nothing));
pub(super) static FIGURATIVE: Ready<()> = LazyLock::new(|| Lexicon::ending("figurative", nothing));
pub(super) static CUTS: Ready<bool> = LazyLock::new(|| Lexicon::ending("cuts", launches));
pub(super) static CUT_STARTS: Ready<bool> = LazyLock::new(|| Lexicon::starting("cuts", launches));
pub(super) static COUNTERS: Ready<()> = LazyLock::new(|| Lexicon::ending("counters", nothing));
pub(super) static WHOLE: Ready<()> = LazyLock::new(|| Lexicon::starting("whole", nothing));
pub(super) static WHOLE_ENDS: Ready<()> = LazyLock::new(|| Lexicon::ending("whole", nothing));
pub(super) static VAGUE: Ready<()> = LazyLock::new(|| Lexicon::starting("vague", nothing));
pub(super) static TOPICS: Ready<()> = LazyLock::new(|| Lexicon::starting("topics", nothing));
pub(super) static SCOPES: Ready<()> = LazyLock::new(|| Lexicon::starting("scopes", nothing));
pub(super) static PLACES: Ready<()> = LazyLock::new(|| Lexicon::starting("places", nothing));
pub(super) static PLACE_ENDS: Ready<()> = LazyLock::new(|| Lexicon::ending("places", nothing));
pub(super) static TITLES: Ready<(ProgramKind, bool)> = LazyLock::new(|| Lexicon::ending("titles", title));
pub(super) static UNTITLED: Ready<()> = LazyLock::new(|| Lexicon::ending("untitled", nothing));

/// Pairs of a designator and what makes it a part of another word.
pub(super) static RUNS_ON: LazyLock<Vec<Labelled>> = LazyLock::new(|| section("runs-on").collect());

/// Quoted words that are no names: figures of speech and classes.
pub(super) static NO_NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| section("figures").chain(section("classes")).map(|(_, word)| word).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_understood() {
        let understood = |name: &str, label: &str| match name {
            "after-quote" | "quoted-endings" => kind(label).is_some(),
            "designators" => designator(label).is_some(),
            "titles" => title(label).is_some() && matches!(label.split_once(' '), Some((_, "name" | "document"))),
            "cuts" => launches(label).is_some(),
            "runs-on" => section("designators").any(|(_, word)| word == label),
            "firm" | "launch" | "carry" | "figurative" | "figures" | "classes" | "events" | "counters" | "whole"
            | "modes" | "means" | "about" | "begun" | "built" | "built-list" | "under-construction" | "sports"
            | "vague" | "topics" | "scopes" | "places" | "untitled" => label.is_empty(),
            _ => false,
        };
        assert_eq!(SECTIONS.len(), 29);
        for (name, words) in &*SECTIONS {
            let mut seen = HashSet::new();
            for (label, word) in words {
                assert!(understood(name, label), "[{name}] {label}: {word}");
                assert!(seen.insert((label, word)), "[{name}] {word} stands there twice");
            }
        }
    }
}
