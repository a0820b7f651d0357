//! Anchoring: from selectors to the place they describe, in a text that may have changed since.
//!
//! Contract: strict. A wrong place is worse than none, so a place is taken only when
//! 1. the passage and all of its remembered context stand there and nowhere else; or
//! 2. they stand in several places and the remembered position is exactly one of them; or
//! 3. the passage stands there, unchanged after normalisation (width, space, line break, quote style), its
//!    context agrees strongly, though edited, and no other place comes near; or
//! 4. the passage itself was edited a little: see `revised`. Never across a digit, a numeral or a
//!    replaced word, and only between strong contexts.
//!
//! Everything else is an orphan, with the likeliest place as a guess for the reader.
//!
//! Selectors without any quote (a position alone, from another program) are taken at their word when the
//! position lies in the text, since nothing else is said.
//!
//! Cost: [`Anchorer::new`] sorts the text's positions once. A note whose surroundings are unchanged then
//! takes a few binary searches, any other a few dozen short comparisons, however long the text and
//! however common the passage.

use super::evidence::{Evidence, Passage, Remembered, SHORTEST_RUN, numbers_hold};
use super::index::Index;
use super::revised::{Revised, revised};
use super::{Selectors, TextPosition, TextQuote};
use crate::text::{Span, fold};
use std::cmp::Reverse;

/// Where a described place stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchoring {
    /// It stands here.
    Found(Span),
    /// It is not surely anywhere.
    Orphan {
        /// The most likely place, to be shown to the reader and never taken by itself.
        guess: Option<Span>,
    },
}

/// Places of a common passage that are looked at, for each way to narrow them down.
const MOST_PLACES: usize = 16;
/// How many characters another place must be behind in agreement.
const MARGIN: usize = 6;
/// The same for a copy of the whole sentence.
const COPY_MARGIN: usize = 16;
/// How far the text before a place may have grown or shrunk for the position still to speak for it.
const NEAR: usize = 200;

/// A text made ready for anchoring many notes.
#[derive(Debug)]
pub struct Anchorer {
    passage: Passage,
    index: Index,
    source: Vec<char>,
}

/// A place where the passage stands unchanged.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: Span,
    evidence: Evidence,
}

/// Finds the described place in `text`; for more than a few notes on one text use [`Anchorer`].
pub fn anchor(text: &str, selectors: &Selectors) -> Anchoring {
    Anchorer::new(text).anchor(selectors)
}

impl Anchorer {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        let passage = Passage::new(text, true);
        let index = Index::new(passage.chars().to_vec());
        Self { passage, index, source: text.chars().collect() }
    }

    /// Whether a passage stands anywhere in the text as it is, after folding; asked before more is tried, because it
    /// costs one search.
    pub fn has(&self, folded: &[char]) -> bool {
        self.index.places(folded).next().is_some()
    }

    /// Finds the described place.
    pub fn anchor(&self, selectors: &Selectors) -> Anchoring {
        let TextQuote { exact, prefix, suffix } = &selectors.quote;
        if selectors.is_position_alone() {
            return self.position_alone(selectors.position);
        }
        let remembered = Remembered::new(prefix, exact, suffix);
        if remembered.piece.chars().is_empty() {
            return Anchoring::Orphan { guess: None };
        }
        let hint = selectors.position.map(|position| self.passage.text.at_source(position.start));
        let (place, found) = match self.unchanged(&remembered, hint) {
            Ok(place) => (Some(place), true),
            Err(guess) => (guess, false),
        };
        match place.and_then(|place| self.to_source(place, selectors)) {
            Some(span) if found => Anchoring::Found(span),
            guess => Anchoring::Orphan { guess },
        }
    }

    fn position_alone(&self, position: Option<TextPosition>) -> Anchoring {
        match position {
            Some(TextPosition { start, end }) if start <= end && end <= self.source.len() => {
                Anchoring::Found(Span::new(start, end))
            }
            _ => Anchoring::Orphan { guess: None },
        }
    }

    /// Rules 1 and 2: everything remembered stands there as it was.
    fn unchanged(&self, remembered: &Remembered, hint: Option<usize>) -> Result<Span, Option<Span>> {
        let piece = remembered.piece.chars();
        let quote = remembered.quote;
        let mut places = self.index.places(piece);
        match (places.next(), places.next()) {
            (None, _) => self.changed(remembered, hint),
            (Some(one), None) => {
                let place = quote.shifted(one);
                if numbers_hold(self.passage.chars(), place, remembered) { Ok(place) } else { Err(Some(place)) }
            }
            (Some(one), Some(other)) => {
                let start = hint.unwrap_or(usize::MAX).wrapping_sub(quote.start);
                if self.index.holds(start, piece) {
                    return Ok(quote.shifted(start));
                }
                let nearest =
                    [one, other].into_iter().chain(places.take(MOST_PLACES)).min_by_key(|&place| place.abs_diff(start));
                Err(nearest.map(|place| quote.shifted(place)))
            }
        }
    }

    /// Rules 3 and 4.
    fn changed(&self, remembered: &Remembered, hint: Option<usize>) -> Result<Span, Option<Span>> {
        let mut candidates = self.candidates(remembered, hint);
        crate::order::sort_by_key(&mut candidates, |candidate| Reverse(candidate.evidence.score()));
        let edited = |elsewhere| revised(&self.passage, &self.index, remembered, elsewhere);
        if let Some(best) = foremost(&candidates, hint)
            && convincing(best, remembered, hint)
            && numbers_hold(self.passage.chars(), best.place, remembered)
        {
            // Where the passage itself was changed, a copy of it elsewhere must not take its note.
            let score = best.evidence.score();
            let rival = edited(Some(best.place))
                .into_iter()
                .filter(|rival| rival.alike && !rival.place.overlaps(best.place))
                .find(|rival| rival.matched + MARGIN / 2 > score);
            return rival.map_or(Ok(best.place), |rival| Err(Some(rival.place)));
        }
        let edited = edited(None);
        let best = candidates.first().map(|best| (best.place, best.evidence.score()));
        match (take_edited(&edited, hint), best) {
            (taken, None) => taken,
            (Ok(place), Some((_, score))) if score + MARGIN <= edited[0].matched => Ok(place),
            (Ok(place) | Err(Some(place)), Some((_, score))) if score < edited[0].matched => Err(Some(place)),
            (_, Some((place, _))) => Err(Some(place)),
        }
    }

    /// The places of the passage: all, or when it is a common one, those where most of the context is.
    fn candidates(&self, remembered: &Remembered, hint: Option<usize>) -> Vec<Candidate> {
        let quote = remembered.quote;
        let piece = remembered.piece.chars();
        let length = quote.len();
        let mut starts: Vec<usize> = Vec::new();
        if self.index.range(remembered.quote_chars()).len() <= MOST_PLACES {
            starts.extend(self.index.places(remembered.quote_chars()));
        } else {
            let (before, after) = (quote.start, piece.len() - quote.end);
            // The longest piece of context, on the left, on the right, on both, that still stands somewhere.
            let widen = |widest: usize, bounds: &dyn Fn(usize) -> (usize, usize)| {
                let stands = |by: usize| {
                    let (from, to) = bounds(by);
                    self.index.places(&piece[from..to]).next().is_some()
                };
                let (mut low, mut high) = (0, widest);
                while low < high {
                    let middle = (low + high).div_ceil(2);
                    if stands(middle) {
                        low = middle;
                    } else {
                        high = middle - 1;
                    }
                }
                let (from, to) = bounds(low);
                let found = self.index.places(&piece[from..to]).take(MOST_PLACES);
                found.map(|at| at + quote.start - from).collect::<Vec<_>>()
            };
            starts.extend(widen(before, &|by| (quote.start - by, quote.end)));
            starts.extend(widen(after, &|by| (quote.start, quote.end + by)));
            starts.extend(widen(before.min(after), &|by| (quote.start - by, quote.end + by)));
        }
        starts.extend(hint.filter(|&start| self.index.holds(start, remembered.quote_chars())));
        crate::order::sort_by_key(&mut starts, |&start| start);
        starts.dedup();
        starts
            .into_iter()
            .map(|start| {
                let place = Span::new(start, start + length);
                Candidate { place, evidence: Evidence::at(&self.passage, place, remembered) }
            })
            .collect()
    }

    /// The source's span, with the white space that the described passage began and ended with when it
    /// still stands there. A passage of nothing but white space has to stand there as it was.
    fn to_source(&self, place: Span, selectors: &Selectors) -> Option<Span> {
        let exact: Vec<char> = selectors.quote.exact.chars().collect();
        if place.is_empty() {
            let from = match place.start {
                0 => 0,
                start => self.passage.text.source(start - 1) + 1,
            };
            let gap = from..=self.passage.text.source(place.start);
            let was = selectors.position.map_or(from, |position| position.start);
            return gap
                .filter(|&start| self.source[start..].starts_with(&exact))
                .min_by_key(|start| start.abs_diff(was))
                .map(|start| Span::new(start, start + exact.len()));
        }
        let span = self.passage.text.source_span(place);
        let dropped = |c: &&char| fold(**c).is_none();
        let lead = exact.iter().take_while(dropped).count();
        let tail = exact.iter().rev().take_while(dropped).count();
        let start = span.start.saturating_sub(lead);
        let end = (span.end + tail).min(self.source.len());
        let as_described = self.source[start..end] == exact;
        Some(if as_described { Span::new(start, end) } else { span })
    }
}

/// The candidate to take of these, best first, or `None` when they are too close. Two places with the whole
/// sentence are copies of one another and have to differ by more; of those the remembered position decides.
fn foremost(candidates: &[Candidate], hint: Option<usize>) -> Option<Candidate> {
    let best = *candidates.first()?;
    let score = best.evidence.score();
    let close: Vec<&Candidate> = candidates
        .iter()
        .filter(|other| {
            let copy = best.evidence.unbroken() && other.evidence.unbroken();
            other.evidence.score() + if copy { COPY_MARGIN } else { MARGIN } > score
        })
        .collect();
    if close.len() == 1 {
        return Some(best);
    }
    close
        .into_iter()
        .find(|other| hint == Some(other.place.start))
        .filter(|other| other.evidence.unbroken() || other.evidence.score() == score)
        .copied()
}

/// Rule 3's measure of a context that was edited.
fn convincing(best: Candidate, remembered: &Remembered, hint: Option<usize>) -> bool {
    let Evidence { left, right } = best.evidence;
    if best.evidence.run() + remembered.quote.len() < SHORTEST_RUN {
        return false;
    }
    let near = hint.is_some_and(|hint| hint.abs_diff(best.place.start) <= NEAR);
    best.evidence.unbroken()
        || (left.strong() && right.fair())
        || (left.fair() && right.strong())
        || (near && (left.full() || right.full()))
}

/// Rule 4: the best edited place, when it is sound and no other comes near.
fn take_edited(edited: &[Revised], hint: Option<usize>) -> Result<Span, Option<Span>> {
    let Some(best) = edited.first() else {
        return Err(None);
    };
    let alone =
        edited.get(1).is_none_or(|second| second.matched + MARGIN <= best.matched || hint == Some(best.place.start));
    if best.sound && alone { Ok(best.place) } else { Err(Some(best.place)) }
}
