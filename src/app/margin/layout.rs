//! The margin's list as it is laid out: which notes are near the window, how much room they have, where each stands.
//!
//! Only notes near the window are in the list at all, so an article with five thousand notes costs what one with fifty
//! does. Everything is read from the page in one pass, and then written in one.

use std::ops::Range;

use fnv::FnvHashMap;
use web_sys::{DomRect, HtmlElement};

use super::plan::{Entry, Form, Gathered, Group, LOST, Measures, plan};
use super::stack::{self, Item};
use super::{Placed, is_bare};
use crate::browser::dom;
use crate::browser::places::Places;
use crate::text::Span;

/// The least distance between two notes, CSS pixels.
const GAP: f64 = 12.0;
/// As in the style sheet: the widest card and the size of a note's characters, in sizes of the text; the height of its
/// lines; the line at a card's edge with the space beside it, CSS pixels.
const WIDEST: f64 = 19.0;
const WORDS: f64 = 0.86;
const LINE: f64 = WORDS * 1.6;
const EDGE: f64 = 17.0;
/// An orphan shows what became of its passage and what to do about it: as long as so many characters.
const ORPHAN: usize = 100;
/// How far beyond the window notes are kept ready, in heights of the window; and how near the edge of what is ready
/// the window may come before more is made ready.
const READY: f64 = 1.25;
const NEAR: f64 = 0.4;
/// How many notes a list that scrolls by itself shows at first, and more at a time.
const PORTION: usize = 100;

/// Where lines of the text stand, CSS pixels below its top. They are asked for at each stroke in a note and do not move
/// while the text has one size.
#[derive(Default)]
pub struct Lines {
    of: Option<(usize, u32)>,
    size: (f64, f64),
    /// By the position that the line is asked for.
    known: FnvHashMap<usize, f64>,
}

impl Lines {
    /// The lines of a text, told from others by a stamp, that has this box.
    fn of(&mut self, stamp: (usize, u32), text: &DomRect) {
        let size = (text.width(), text.height());
        if (self.of, self.size) != (Some(stamp), size) {
            *self = Self { of: Some(stamp), size, known: FnvHashMap::default() };
        }
    }

    /// The line that a passage begins on.
    fn top(&mut self, text: &DomRect, places: &Places, span: Span) -> Option<f64> {
        if let Some(top) = self.known.get(&span.start) {
            return Some(*top);
        }
        let top = places.range(span)?.get_client_rects()?.item(0)?.top() - text.top();
        self.known.insert(span.start, top);
        Some(top)
    }
}

/// What decides which notes are listed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// The blocks near the window.
    pub near: Range<usize>,
    /// The block whose notes the reader wants to see all of.
    pub opened: Option<usize>,
    /// How many portions more than one a list that scrolls by itself shows before and after.
    pub portions: (usize, usize),
}

impl View {
    /// The view after a line for several notes was pressed.
    #[must_use]
    pub fn gathered(&self, of: Gathered) -> Self {
        let (before, after) = self.portions;
        match of {
            Gathered::Block(block) => Self { opened: (self.opened != Some(block)).then_some(block), ..self.clone() },
            Gathered::Earlier => Self { portions: (before + 1, after), ..self.clone() },
            Gathered::Later => Self { portions: (before, after + 1), ..self.clone() },
        }
    }
}

/// The blocks that are ready while the window is where it is; `last` as long as it does.
pub fn near(places: &Places, last: &Range<usize>) -> Range<usize> {
    let needed = within(places, NEAR);
    if last.start <= needed.start && needed.end <= last.end && !last.is_empty() {
        return last.clone();
    }
    within(places, READY)
}

/// The blocks no further from the window than some heights of it.
fn within(places: &Places, reach: f64) -> Range<usize> {
    let height = dom::window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or_default();
    let blocks = places.blocks();
    let first = blocks.partition_point(|(_, e)| e.get_bounding_client_rect().bottom() < -reach * height);
    let last = blocks.partition_point(|(_, e)| e.get_bounding_client_rect().top() < (1.0 + reach) * height);
    first..last.max(first)
}

/// The list for a margin beside the text: the notes near the window, as much of each as there is room for.
pub fn beside(
    (article, margin): (&HtmlElement, &HtmlElement),
    places: &Places,
    notes: &[Placed],
    open: Option<&str>,
    view: &View,
) -> Vec<Entry> {
    let Some(list) = list(margin) else { return Vec::new() };
    let origin = list.get_bounding_client_rect();
    let blocks = places.blocks();
    let top = |block: usize| blocks[block].1.get_bounding_client_rect().top() - origin.top();
    let mut groups = Vec::new();
    let nowhere = notes.partition_point(|placed| placed.likely().is_none());
    if nowhere > 0 && view.near.start == 0 {
        groups.push(Group { block: LOST, notes: 0..nowhere, top: 0.0 });
    }
    let near = blocks.iter().enumerate().take(view.near.end).skip(view.near.start);
    for (block, (span, _)) in near {
        let before = |at: usize| notes.partition_point(|note| note.likely().is_none_or(|s| s.start < at));
        let range = before(span.start)..before(span.end);
        if !range.is_empty() {
            groups.push(Group { block, notes: range, top: top(block) });
        }
    }
    let end = match blocks.get(view.near.end) {
        Some(_) => top(view.near.end),
        // Not the margin's: that grows with what is put into it.
        None => article.get_bounding_client_rect().bottom() - origin.top(),
    };
    let size = dom::font_size(&list);
    let width = origin.width().min(WIDEST * size) - EDGE;
    let measures = Measures { line: size * LINE, per_line: (width / (size * WORDS)) as usize, gap: GAP, end };
    let focused = focused_note(&list);
    let stays = |index: usize| {
        let id = Some(notes[index].note.id.as_str());
        id == open || id == focused.as_deref()
    };
    let characters = |index: usize| match &notes[index] {
        Placed { span: None, .. } => ORPHAN,
        Placed { note, .. } if is_bare(note) => 0,
        Placed { note, .. } => note.body.chars().count(),
    };
    let mut entries = plan(&groups, measures, characters, stays, view.opened);
    // What the reader is at stays, however far they scroll.
    for index in (0..notes.len()).filter(|&index| stays(index)) {
        let place = entries.iter().position(|entry| match entry {
            Entry::Card(other, _) => *other >= index,
            Entry::More { .. } => false,
        });
        let place = place.unwrap_or(entries.len());
        if !matches!(entries.get(place), Some(Entry::Card(other, _)) if *other == index) {
            entries.insert(place, Entry::Card(index, Form::Line));
        }
    }
    entries
}

/// The list for a sheet: whole notes around the place being read, more of them when asked for.
pub fn in_sheet(notes: &[Placed], places: &Places, open: Option<&str>, view: &View) -> Vec<Entry> {
    let opened = open.and_then(|id| notes.iter().position(|placed| placed.note.id == id));
    let at = opened.unwrap_or_else(|| {
        let start = places.blocks().get(within(places, 0.0).start).map_or(0, |(span, _)| span.start);
        notes.partition_point(|placed| placed.likely().is_none_or(|span| span.start < start))
    });
    let (before, after) = view.portions;
    let half = PORTION / 2;
    let shown = at.saturating_sub(half + before * PORTION)..(at + half + after * PORTION).min(notes.len());
    let Range { start: from, end: to } = if notes.len() <= PORTION { 0..notes.len() } else { shown };
    let more = |of: Gathered, notes: Range<usize>| {
        (!notes.is_empty()).then(|| Entry::More { of, notes: notes.collect(), bare: false })
    };
    let cards = (from..to).map(|note| Entry::Card(note, Form::Full));
    more(Gathered::Earlier, 0..from).into_iter().chain(cards).chain(more(Gathered::Later, to..notes.len())).collect()
}

/// All notes, whole, for paper.
pub fn all(notes: &[Placed]) -> Vec<Entry> {
    (0..notes.len()).map(|note| Entry::Card(note, Form::Full)).collect()
}

/// Puts each note of the list beside its line. Where there is nothing of it left it stands at the top.
pub fn lay_out(
    (article, margin): (&HtmlElement, &HtmlElement),
    places: &Places,
    (lines, stamp): (&mut Lines, (usize, u32)),
    notes: &[Placed],
    entries: &[Entry],
    open: Option<&str>,
) {
    let Some(list) = list(margin) else { return };
    let text = article.get_bounding_client_rect();
    lines.of(stamp, &text);
    let below = text.top() - list.get_bounding_client_rect().top();
    let cards = dom::all(&list, ":scope > li");
    let note_of = |entry: &Entry| match entry {
        Entry::Card(note, _) => notes.get(*note),
        Entry::More { notes: hidden, .. } => hidden.first().and_then(|&note| notes.get(note)),
    };
    let items: Vec<Item> = cards
        .iter()
        .zip(entries)
        .map(|(card, entry)| {
            // A note's line is the one its passage begins on.
            let span = note_of(entry).and_then(Placed::likely);
            let line = span.and_then(|span| Some(lines.top(&text, places, span)? + below));
            Item { line: line.unwrap_or(0.0), height: card.get_bounding_client_rect().height() }
        })
        .collect();
    let open = open.and_then(|id| {
        entries.iter().position(|e| matches!(e, Entry::Card(i, _) if notes.get(*i).is_some_and(|p| p.note.id == id)))
    });
    let tops = stack::stack(&items, GAP, open);
    for (card, top) in cards.iter().zip(&tops) {
        // A note is not seen before it has its place, and not while the open one needs it.
        let (state, top) = top.map_or(("folded", 0.0), |top| ("placed", top));
        if card.get_attribute("data-state").as_deref() != Some(state) {
            let _ = card.set_attribute("data-state", state);
        }
        dom::set_length(card, "--top", top);
    }
    let ends = tops.iter().zip(&items).filter_map(|(top, item)| Some((*top)? + item.height));
    let end = ends.fold(0.0, f64::max);
    dom::set_length(&list, "--end", end);
}

fn list(margin: &HtmlElement) -> Option<HtmlElement> {
    dom::all(margin, ".notes").into_iter().next()
}

/// The id of the note that has the focus in it.
fn focused_note(list: &HtmlElement) -> Option<String> {
    let active = dom::document().active_element().filter(|active| list.contains(Some(active)))?;
    active.closest("[data-note]").ok()??.get_attribute("data-note")
}
