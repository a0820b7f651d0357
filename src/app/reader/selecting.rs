//! What the reader selects, by pointer, finger or keys: taken up from the browser, made whole, and shown so.
//!
//! While a selection is being drawn the browser has it; when it has come to rest, what is shown is what is meant. A
//! pointer comes to rest when it is lifted. The handles of a touch screen and a screen reader's keys send no such
//! event, so there a selection rests when it has not changed for a while.

use crate::app::wording::t;

use super::arrival::TEXT_TOP;
use super::desk::{Desk, Selected};
use super::floating::Anchor;
use crate::browser::dom;
use crate::browser::places::Places;
use crate::caret::Ground;
use crate::text::Span;

/// How long a selection that no pointer ends must have been the same, milliseconds: longer than a finger on its way
/// pauses.
pub const REST: u32 = 600;

/// The most of a passage that is said aloud, characters.
const SAID: usize = 60;

impl Desk {
    /// The article as a caret sees it.
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            text: &self.analysis.reading.text,
            offsets: &self.analysis.offsets,
            words: &self.analysis.words,
            blocks: self.analysis.block_spans(),
            sentences: self.analysis.sentences().to_vec(),
            marks: self.analysis.marks.iter().map(crate::marks::Mark::span).collect(),
            notes: self.placed.iter().filter_map(|placed| placed.span).collect(),
        }
    }

    /// What is meant by a selection: as it is drawn when it is drawn by character, else made whole.
    pub fn meant(&self, drawn: Span, exact: bool) -> Option<Span> {
        let ground = self.ground();
        if exact || self.settings.by_character { ground.without_space(drawn) } else { ground.snap(drawn) }
    }

    /// Takes up what the browser says is selected; without a selection, the word at the caret.
    pub fn take_selection(&self) {
        let ours = self.follow_selection();
        let selected = self.with_places(|places| {
            let shown = places.selection()?;
            let span = self.meant(shown, self.exact.get())?;
            let before = self.selected.filter(|selected| ours && selected.span == span);
            let drawn = before.map_or(shown, |selected| selected.drawn);
            Some(Selected { stamp: self.analysis.stamp(), span, drawn, anchor: anchor(places, span)? })
        });
        if *self.selected != selected {
            self.selected.set(selected);
        }
        if selected.is_some() {
            self.point_at(None);
        } else {
            // The next selection is drawn anew, and the key held then says how.
            self.exact.set(false);
        }
        let ends = self.with_places(Places::selection_ends);
        if let Some((caret, _)) = ends.filter(|(anchor, head)| anchor == head) {
            self.point_at(Some(caret));
        }
    }

    /// The selection has come to rest: what is meant by it is what the reader sees, and hears.
    pub fn settle_selection(&self) {
        let settled = self.with_places(|places| {
            let span = self.meant(places.selection()?, self.exact.get())?;
            // A selection that begins or ends outside the text, everything on the page, is left as it is.
            let (anchor, head) = places.selection_ends()?;
            if Span::new(anchor.min(head), anchor.max(head)) != span {
                let (anchor, head) = if anchor <= head { (span.start, span.end) } else { (span.end, span.start) };
                places.select(anchor, head);
                self.follow_selection();
            }
            Some(span)
        });
        if let Some(span) = settled {
            self.say_passage("said.selected", span);
        }
    }

    /// Says something about a passage, for those who listen.
    pub fn say_passage(&self, key: &str, span: Span) {
        self.said.set(t!(key, text = self.excerpt(span)).into_owned());
    }

    /// A passage, cut short if it is long.
    pub fn excerpt(&self, span: Span) -> String {
        let mut text: String = self.analysis.slice(span).chars().take(SAID).collect();
        if span.len() > SAID {
            text.push('…');
        }
        text
    }
}

/// Where the tools of a selection belong: at its last line, or at the last one on the screen when it goes on below.
fn anchor(places: &Places, span: Span) -> Option<Anchor> {
    let height = dom::window().inner_height().ok()?.as_f64()?;
    let rects = places.range(span)?.get_client_rects()?;
    let last = rects.item(rects.length().checked_sub(1)?)?;
    if last.top() >= TEXT_TOP && last.bottom() <= height {
        return Some(Anchor::of(&last));
    }
    let beyond = places.first_below(span, height - last.height());
    let seen = beyond.saturating_sub(1).max(span.start);
    Some(Anchor::of(&places.range(Span::new(seen, seen + 1))?.get_bounding_client_rect()))
}
