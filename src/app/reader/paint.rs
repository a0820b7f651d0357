//! What is painted over the text: the reader's notes, the words, the place just jumped to.

use std::ops::Range;

use fnv::FnvHashMap;
use web_sys::StaticRange;
use yew::prelude::*;

use super::ReaderProps;
use super::arrival::TEXT_TOP;
use super::desk::Desk;
use super::placing::Lying;
use crate::app::margin::{Open, Placed};
use crate::app::root::NARROW;
use crate::app::settings::Settings;
use crate::browser::dom;
use crate::browser::highlights::{self, Bucket};
use crate::browser::places::Places;
use crate::library::Analysis;
use crate::notes::{Colour, Line};
use crate::text::{Span, covered_twice};
use crate::words::WordClass;

/// Notes as they are painted now, so that a change of one costs no more with five thousand others. Only what is near
/// the window is painted: with each change of the page, wherever it is, Chromium goes over all ranges that are.
#[derive(Default)]
struct Painter {
    /// The state of the article that is painted on.
    stamp: Option<(usize, u32)>,
    notes: FnvHashMap<String, Strip>,
    shared: FnvHashMap<Span, StaticRange>,
    /// Grows with each painting; a strip that was not met in the last one is of a note that is gone.
    round: u32,
}

/// A painted note.
struct Strip {
    bucket: Bucket,
    span: Span,
    range: StaticRange,
    round: u32,
}

impl Painter {
    /// Paints the notes of a part of the text and where they lie on one another, and takes away what is no more.
    fn paint(&mut self, stamp: (usize, u32), places: &Places, (notes, lying): (&[Placed], &Lying), part: Span) {
        if self.stamp != Some(stamp) {
            // The elements are others, and what was painted went with the old ones.
            *self = Self::default();
            self.stamp = Some(stamp);
        }
        if self.notes.is_empty() && !notes.is_empty() {
            let buckets = Colour::ALL.into_iter().flat_map(|colour| Line::ALL.map(|line| bucket_of(colour, line)));
            highlights::prepare(buckets.chain([Bucket::Overlap, Bucket::Active, Bucket::Here]));
        }
        self.round += 1;
        let mut moved = false;
        let near = lying.over(part);
        let near = || near.iter().filter_map(|&at| Some((&notes[at].note, notes[at].span?)));
        for (note, span) in near() {
            let bucket = bucket_of(note.colour, note.line);
            if let Some(strip) = self.notes.get_mut(&note.id).filter(|s| s.bucket == bucket && s.span == span) {
                strip.round = self.round;
                continue;
            }
            let Some(range) = places.static_range(span) else { continue };
            highlights::add(bucket, &range);
            let strip = Strip { bucket, span, range, round: self.round };
            let before = self.notes.insert(note.id.clone(), strip);
            moved |= before.as_ref().is_none_or(|strip| strip.span != span);
            if let Some(strip) = before {
                highlights::remove(strip.bucket, &strip.range);
            }
        }
        let round = self.round;
        self.notes.retain(|_, strip| {
            let stays = strip.round == round;
            if !stays {
                highlights::remove(strip.bucket, &strip.range);
                moved = true;
            }
            stays
        });
        if moved {
            let spans: Vec<Span> = near().map(|(_, span)| span).collect();
            self.share(places, &spans);
        }
    }

    fn share(&mut self, places: &Places, spans: &[Span]) {
        let mut before = std::mem::take(&mut self.shared);
        for span in covered_twice(spans) {
            let known = before.remove(&span);
            let range =
                known.or_else(|| places.static_range(span).inspect(|range| highlights::add(Bucket::Overlap, range)));
            self.shared.extend(range.map(|range| (span, range)));
        }
        for range in before.values() {
            highlights::remove(Bucket::Overlap, range);
        }
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        for strip in self.notes.values() {
            highlights::remove(strip.bucket, &strip.range);
        }
        for range in self.shared.values() {
            highlights::remove(Bucket::Overlap, range);
        }
    }
}

fn bucket_of(colour: Colour, line: Line) -> Bucket {
    Bucket::Note(colour.name(), line.name())
}

/// Paints every second word, so that each boundary is an edge of colour and no character moves.
pub fn boundaries(places: &Places, analysis: &Analysis, shown: bool) {
    let words = analysis.words.iter().filter(|_| shown).step_by(2);
    let ranges: Vec<web_sys::Range> = words.filter_map(|w| places.range(w.span)).collect();
    highlights::draw(Bucket::Word, &ranges);
}

/// Paints the words in the colours of their classes.
pub fn classes(places: &Places, analysis: &Analysis, shown: bool) {
    for class in WordClass::ALL {
        let words = analysis.words.iter().filter(|w| shown && w.tag.class() == Some(class));
        let ranges: Vec<web_sys::Range> = words.filter_map(|w| places.range(w.span)).collect();
        highlights::draw(Bucket::Class(class.name()), &ranges);
    }
}

/// Paints the word under the pointer or caret.
pub fn here(places: &Places, word: Option<Span>) {
    let range = word.and_then(|span| places.range(span));
    highlights::draw(Bucket::Here, range.as_slice());
}

/// Paints the place just jumped to.
pub fn target(places: &Places, span: Option<Span>) {
    let range = span.and_then(|span| places.range(span));
    highlights::draw(Bucket::Target, range.as_slice());
}

impl Desk {
    /// Paints the passages of the note that is open and of the one that is pointed at; of an orphan the place where it
    /// may have stood.
    pub fn paint_active(&self) {
        let active = |id: String| self.placed.iter().find(|p| p.note.id == id)?.likely();
        let open = self.open.as_ref().map(|open| open.id.clone());
        let spans = [open, self.lit.get()].into_iter().flatten().filter_map(active);
        self.with_places(|places| {
            let ranges: Vec<web_sys::Range> = spans.filter_map(|span| places.range(span)).collect();
            highlights::draw(Bucket::Active, &ranges);
            Some(())
        });
    }
}

/// Paints the notes and words, anew whenever they change. `near` are the blocks near the window.
#[hook]
pub fn use_painting(props: &ReaderProps, desk: &Desk, near: Range<usize>) {
    {
        let desk = desk.clone();
        let Settings { boundaries: bounded, classes: coloured, .. } = props.settings;
        use_effect_with((props.analysis.clone(), bounded, coloured), move |(analysis, bounded, coloured)| {
            desk.with_places(|places| {
                boundaries(places, analysis, *bounded);
                classes(places, analysis, *coloured);
                Some(())
            });
        });
    }
    {
        let (desk, painter) = (desk.clone(), use_mut_ref(Painter::default));
        let standing = (desk.placed.clone(), desk.lying.clone());
        use_effect_with((standing, props.analysis.stamp(), near), move |((placed, lying), stamp, near)| {
            desk.with_places(|places| {
                let blocks = places.blocks().get(near.clone())?;
                let part = Span::new(blocks.first()?.0.start, blocks.last()?.0.end);
                painter.borrow_mut().paint(*stamp, places, (placed, lying), part);
                Some(())
            });
        });
    }
    {
        let desk = desk.clone();
        let open = desk.open.as_ref().map(|open| open.id.clone());
        let stamp = props.analysis.stamp();
        use_effect_with((open, desk.lying.clone(), stamp), move |_| desk.paint_active());
    }
    // A note opened from the margin or the sheet brings its passage onto the screen.
    let (desk_open, desk) = (desk.open.clone(), desk.clone());
    let bring = move |open: &Option<Open>| {
        let open = open.as_ref()?;
        let span = desk.placed.iter().find(|p| p.note.id == open.id)?.likely()?;
        desk.with_places(|places| {
            let rect = places.range(span)?.get_bounding_client_rect();
            let height = dom::window().inner_height().ok()?.as_f64()?;
            // The sheet takes the lower part of a narrow screen.
            let end = if dom::media(NARROW) { height / 3.0 } else { height };
            if rect.top() < TEXT_TOP || rect.top() > end {
                dom::window().scroll_by_with_x_and_y(0.0, rect.top() - (height / 5.0).max(TEXT_TOP));
            }
            Some(())
        })
    };
    use_effect_with((*desk_open).clone(), move |open| _ = bring(open));
}
