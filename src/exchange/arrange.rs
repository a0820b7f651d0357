//! Notes as a person reads them: by text in reading order, in it by place, each with the sentences around its passage.
//! Those that are surely nowhere come last, under a heading of their own.

use crate::notes::{Anchoring, Note, Texts};
use crate::text::{Offsets, Span, around, sentences};

/// Notes that stand under one heading.
pub(super) struct Group<'a> {
    /// The text that they stand in, by its place in reading order; `None` for those that are nowhere.
    pub(super) text: Option<usize>,
    pub(super) entries: Vec<Entry<'a>>,
}

/// A note and what stands around its passage.
pub(super) struct Entry<'a> {
    pub(super) note: &'a Note,
    /// The text that it belongs to. A note that is nowhere may belong to one all the same.
    pub(super) text: Option<usize>,
    /// From the beginning of the sentence to the passage.
    pub(super) before: &'a str,
    /// The passage as it stands in the text, or as it was remembered.
    pub(super) passage: &'a str,
    /// From the passage to the end of the sentence.
    pub(super) after: &'a str,
}

/// A note and where it stands.
struct Placed<'a> {
    note: &'a Note,
    text: Option<usize>,
    span: Option<Span>,
}

/// The groups in order; none is empty.
pub(super) fn arrange<'a>(notes: &'a [Note], texts: &'a Texts) -> Vec<Group<'a>> {
    let mut placed: Vec<Placed> = notes.iter().map(|note| place(note, texts)).collect();
    placed.sort_by_key(|Placed { note, text, span }| {
        let remembered = note.selectors.position.map(|position| (position.start, position.end));
        let place = span.map(|span| (span.start, span.end)).or(remembered);
        (span.is_none(), text.unwrap_or(usize::MAX), place, note.created, &note.id)
    });
    let mut groups: Vec<Group> = Vec::new();
    for run in placed.chunk_by(|a, b| heading(a) == heading(b)) {
        let text = heading(&run[0]);
        let entries = match text {
            Some(index) => in_text(run, texts.text(index)),
            None => run.iter().map(nowhere).collect(),
        };
        groups.push(Group { text, entries });
    }
    groups
}

fn heading(placed: &Placed) -> Option<usize> {
    placed.text.filter(|_| placed.span.is_some())
}

fn place<'a>(note: &'a Note, texts: &Texts) -> Placed<'a> {
    let text = texts.home(note);
    let span = text.and_then(|index| match texts.anchor(index, &note.selectors) {
        Anchoring::Found(span) => Some(span),
        Anchoring::Orphan { .. } => None,
    });
    Placed { note, text, span }
}

fn in_text<'a>(run: &[Placed<'a>], text: &'a str) -> Vec<Entry<'a>> {
    let map = Offsets::new(text);
    let sentences = sentences(text);
    let entry = |placed: &Placed<'a>| {
        let span = placed.span.unwrap_or(Span::new(0, 0));
        let around = around(&sentences, span);
        Entry {
            note: placed.note,
            text: placed.text,
            before: map.slice(text, Span::new(around.start, span.start)),
            passage: map.slice(text, span),
            after: map.slice(text, Span::new(span.end, around.end)),
        }
    };
    run.iter().map(entry).collect()
}

fn nowhere<'a>(placed: &Placed<'a>) -> Entry<'a> {
    let quote = &placed.note.selectors.quote;
    Entry { note: placed.note, text: placed.text, before: "", passage: &quote.exact, after: "" }
}
