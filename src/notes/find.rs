//! Finding notes among many: words to look for, facets to narrow down by, an order, and how many there are of what.
//!
//! Contract: a note is found when each word looked for stands in its passage, its text or one of its tags, and when
//! in every facet where something is chosen it has one of the chosen. Width, case, quotation marks and white space do
//! not count. The figure of a choice is the number of notes that would be found if in its facet nothing else were
//! chosen; a choice that some note has is offered even when its figure is 0, so that no choice goes while the reader
//! is choosing.
//!
//! Cost: one pass over the notes, and one search in each note's folded text for each word.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Colour, Line, Note, tags};
use crate::text::{Span, fold};

/// A note made ready to be found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The note.
    pub note: Rc<Note>,
    /// The text that it belongs to, by its place in reading order.
    pub text: Option<usize>,
    /// Where it stands in it; `None` for an orphan.
    pub span: Option<Span>,
    /// The day that it was made on in the reader's own calendar, counted from 1970-01-01.
    pub day: i32,
    /// Passage, body and tags as they are searched, a line each. Folding leaves no line feed in any of them.
    folded: String,
}

impl Entry {
    /// Makes a note ready.
    pub fn new(note: Rc<Note>, text: Option<usize>, span: Option<Span>, day: i32) -> Self {
        let mut folded = String::new();
        for part in [&note.selectors.quote.exact, &note.body].into_iter().chain(&note.tags) {
            folded.extend(loose(part));
            folded.push('\n');
        }
        Self { note, text, span, day, folded }
    }

    /// Whether the reader wrote something, and did not only mark the passage.
    pub fn has_words(&self) -> bool {
        !self.note.body.trim().is_empty()
    }
}

/// The characters that count when a text is searched.
fn loose(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(fold).flat_map(char::to_lowercase)
}

/// What notes are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// The text they belong to.
    Text,
    /// Whether there are words of the reader's.
    Words,
    /// Their colour.
    Colour,
    /// Their line.
    Line,
    /// Their tags.
    Tag,
    /// The day they were made on.
    Day,
}

/// One of the values of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Notes on that text, by its place in reading order; `None` for those whose text is not here.
    Text(Option<usize>),
    /// Notes with words, or bare ones.
    Words(bool),
    /// Notes of that colour.
    Colour(Colour),
    /// Notes with that line.
    Line(Line),
    /// Notes filed under that tag.
    Tag(String),
}

impl Choice {
    /// Which facet it is of.
    pub fn facet(&self) -> Facet {
        match self {
            Self::Text(_) => Facet::Text,
            Self::Words(_) => Facet::Words,
            Self::Colour(_) => Facet::Colour,
            Self::Line(_) => Facet::Line,
            Self::Tag(_) => Facet::Tag,
        }
    }

    fn holds(&self, entry: &Entry) -> bool {
        match self {
            Self::Text(text) => entry.text == *text,
            Self::Words(words) => entry.has_words() == *words,
            Self::Colour(colour) => entry.note.colour == *colour,
            Self::Line(line) => entry.note.line == *line,
            Self::Tag(tag) => entry.note.tags.iter().any(|other| tags::same(other, tag)),
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words to look for, with white space between them.
    pub query: String,
    /// What is chosen in the facets.
    pub chosen: Vec<Choice>,
    /// The first day.
    pub from: Option<i32>,
    /// The last day.
    pub to: Option<i32>,
}

impl Filter {
    /// Whether nothing is looked for, so that every note is found.
    pub fn is_empty(&self) -> bool {
        self.query.trim().is_empty() && self.chosen.is_empty() && self.from.is_none() && self.to.is_none()
    }

    /// Chooses something, or no longer.
    pub fn toggle(&mut self, choice: &Choice) {
        match self.chosen.iter().position(|chosen| chosen == choice) {
            Some(at) => drop(self.chosen.remove(at)),
            None => self.chosen.push(choice.clone()),
        }
    }

    /// The facets in which an entry is not what is looked for.
    fn fails<'f>(&'f self, entry: &'f Entry) -> impl Iterator<Item = Facet> + 'f {
        const CHOSEN: [Facet; 5] = [Facet::Text, Facet::Words, Facet::Colour, Facet::Line, Facet::Tag];
        let fails = |facet: &Facet| {
            let mut chosen = self.chosen.iter().filter(|choice| choice.facet() == *facet).peekable();
            chosen.peek().is_some() && !chosen.any(|choice| choice.holds(entry))
        };
        let early = self.from.is_some_and(|from| entry.day < from);
        let late = self.to.is_some_and(|to| entry.day > to);
        CHOSEN.into_iter().filter(fails).chain((early || late).then_some(Facet::Day))
    }
}

/// The order of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As the passages stand in the texts.
    #[default]
    Place,
    /// Those made last first.
    Newest,
    /// Those made first first.
    Oldest,
}

impl Order {
    /// All, as they are offered.
    pub const ALL: [Self; 3] = [Self::Place, Self::Newest, Self::Oldest];
}

/// What is found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Notes that stand somewhere, in order.
    pub placed: Vec<Rc<Entry>>,
    /// Notes that stand nowhere any more, in the same order.
    pub orphans: Vec<Rc<Entry>>,
    /// What some note has of each facet, and its figure: texts in reading order, colours and lines in their own,
    /// tags from the most used to the least. None of days.
    pub counts: Vec<(Choice, usize)>,
}

impl Found {
    /// How many notes are found.
    pub fn len(&self) -> usize {
        self.placed.len() + self.orphans.len()
    }

    /// Whether none is found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All that are found, in order.
    pub fn all(&self) -> impl Iterator<Item = &Rc<Entry>> {
        self.placed.iter().chain(&self.orphans)
    }
}

/// Finds what is looked for.
pub fn find(entries: &[Rc<Entry>], filter: &Filter, order: Order) -> Found {
    let words: Vec<String> = filter
        .query
        .split_whitespace()
        .map(|word| loose(word).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    let mut tally = Tally::default();
    let mut found: Vec<&Rc<Entry>> = Vec::new();
    for entry in entries {
        let said = words.iter().all(|word| entry.folded.contains(word));
        let mut fails = filter.fails(entry);
        match (said, fails.next(), fails.next()) {
            (true, None, _) => {
                found.push(entry);
                tally.count(entry, |_| true);
            }
            (true, Some(only), None) => tally.count(entry, |facet| facet == only),
            _ => tally.count(entry, |_| false),
        }
    }
    sort(&mut found, order);
    let (placed, orphans) = found.into_iter().cloned().partition(|entry| entry.span.is_some());
    Found { placed, orphans, counts: tally.finish() }
}

fn sort(found: &mut [&Rc<Entry>], order: Order) {
    let place = |entry: &Entry| {
        let remembered = || entry.note.selectors.position.map(|position| Span::new(position.start, position.end));
        (entry.text.unwrap_or(usize::MAX), entry.span.or_else(remembered))
    };
    crate::order::sort_by(found, |a, b| {
        let by_place = || place(a).cmp(&place(b));
        let by_time = || a.note.created.cmp(&b.note.created);
        let ordered = match order {
            Order::Place => by_place().then_with(by_time),
            Order::Newest => by_time().reverse().then_with(by_place),
            Order::Oldest => by_time().then_with(by_place),
        };
        ordered.then_with(|| a.note.id.cmp(&b.note.id))
    });
}

/// How many notes have what: in all, and among those to be counted.
#[derive(Default)]
struct Tally {
    texts: BTreeMap<usize, (usize, usize)>,
    words: [(usize, usize); 2],
    colours: [(usize, usize); Colour::ALL.len()],
    lines: [(usize, usize); Line::ALL.len()],
    /// By what makes two spellings one tag; with the spelling that was met first.
    tags: BTreeMap<String, (String, (usize, usize))>,
}

impl Tally {
    fn count(&mut self, entry: &Entry, counts: impl Fn(Facet) -> bool) {
        let add = |figures: &mut (usize, usize), facet: Facet| {
            figures.0 += 1;
            figures.1 += usize::from(counts(facet));
        };
        let note = &entry.note;
        add(self.texts.entry(entry.text.unwrap_or(usize::MAX)).or_default(), Facet::Text);
        add(&mut self.words[usize::from(!entry.has_words())], Facet::Words);
        add(&mut self.colours[note.colour as usize], Facet::Colour);
        add(&mut self.lines[note.line as usize], Facet::Line);
        for tag in &note.tags {
            let (_, figures) = self.tags.entry(tags::key(tag)).or_insert_with(|| (tag.clone(), (0, 0)));
            add(figures, Facet::Tag);
        }
    }

    fn finish(self) -> Vec<(Choice, usize)> {
        let mut tags: Vec<(String, (usize, usize))> = self.tags.into_values().collect();
        // Stable: those used equally often stay in the order of their letters.
        crate::order::sort_by_key(&mut tags, |(_, (all, _))| std::cmp::Reverse(*all));
        let texts = self.texts.into_iter().map(|(text, n)| (Choice::Text((text != usize::MAX).then_some(text)), n));
        let words = [true, false].map(Choice::Words).into_iter().zip(self.words);
        let colours = Colour::ALL.map(Choice::Colour).into_iter().zip(self.colours);
        let lines = Line::ALL.map(Choice::Line).into_iter().zip(self.lines);
        let tags = tags.into_iter().map(|(tag, n)| (Choice::Tag(tag), n));
        let all = texts.chain(words).chain(colours).chain(lines).chain(tags);
        all.filter(|(_, (all, _))| *all > 0).map(|(choice, (_, counted))| (choice, counted)).collect()
    }
}
