//! The passage itself was edited: finding it by its surroundings, and what is left of it.
//!
//! Contract: a candidate is `sound` only when characters were purely put in or purely taken out, a few,
//! with none of them a digit or a numeral, between surroundings that agree strongly on both sides. A
//! replacement of letters is never sound: what a name became cannot be told from what a word became
//! without knowing all names, and every changed name is a replacement. A candidate that is not sound is
//! still a guess.
//!
//! Limits: only the places are looked at where on each side six characters stand unchanged, and no passage
//! longer than [`LONGEST`]. A passage of which too much is gone by a mere count of its characters is not compared, only
//! what stands around it: two long texts that have little in common are what a comparison takes longest for.

use super::evidence::{Passage, Remembered, is_numeral};
use super::index::Index;
use crate::text::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::cmp::Reverse;

/// Length of the parts by which a place is looked for.
const SEED: usize = 6;
/// A part that stands in more places than this tells nothing.
const COMMON: usize = 8;
/// How far apart two parts may put the passage and still mean one place.
const DRIFT: usize = 24;
/// How many places are compared in full.
const PLACES: usize = 3;
/// Most characters put in or taken out.
const MOST_EDITED: usize = 16;
/// A passage of so few characters may have none of them left and still be the one.
const SHORT: usize = 3;
/// Passages longer than this are counted before they are compared.
const COUNTED: usize = 64;
/// Longest passage compared, in characters.
const LONGEST: usize = 4_000;

/// One place where the passage may have stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Revised {
    /// What stands there now, in normalised positions.
    pub(super) place: Span,
    /// Characters of the surroundings found, both sides.
    pub(super) matched: usize,
    /// Whether the surroundings are there on both sides, and between them something like the passage.
    pub(super) alike: bool,
    /// Whether the place may be taken.
    pub(super) sound: bool,
}

/// The places where the passage may have stood, best first; none of those that `elsewhere` excludes.
pub(super) fn revised(text: &Passage, index: &Index, remembered: &Remembered, elsewhere: Option<Span>) -> Vec<Revised> {
    if remembered.quote.len() > LONGEST {
        return Vec::new();
    }
    let mut found: Vec<Revised> = likely_starts(index, remembered)
        .into_iter()
        .filter(|start| {
            let place = start + remembered.quote.start;
            elsewhere.is_none_or(|taken| place.abs_diff(taken.start) > DRIFT)
        })
        .filter_map(|start| compare(text.chars(), start, remembered))
        .collect();
    crate::order::sort_by_key(&mut found, |place| (Reverse(place.matched), place.place));
    found.dedup_by_key(|place| place.place);
    found
}

/// Where the piece with the passage would begin, by its rare parts; most parts first. Only places with such
/// a part on both sides count, since nothing less is sound.
fn likely_starts(index: &Index, remembered: &Remembered) -> Vec<usize> {
    let piece = remembered.piece.chars();
    let quote = remembered.quote;
    // Parts side by side from the passage outward.
    let left = (1..).map_while(|n| quote.start.checked_sub(n * SEED));
    let right = (0..).map(|n| quote.end + n * SEED).take_while(|at| at + SEED <= piece.len());
    // A start before the text's own is possible, so starts are kept a piece's length too high.
    let mut starts: Vec<(usize, bool)> = Vec::new();
    for at in left.chain(right) {
        let places = index.range(&piece[at..at + SEED]);
        if places.len() <= COMMON {
            let start = |&place: &u32| (place as usize + piece.len() - at, at < quote.start);
            starts.extend(places.iter().map(start));
        }
    }
    crate::order::sort_by_key(&mut starts, |&start| start);
    let needed = |left: bool| {
        if left { quote.start >= SEED } else { piece.len() - quote.end >= SEED }
    };
    let mut groups: Vec<&[(usize, bool)]> = starts
        .chunk_by(|a, b| b.0 - a.0 <= DRIFT)
        .filter(|group| [true, false].into_iter().all(|left| !needed(left) || group.iter().any(|part| part.1 == left)))
        .collect();
    crate::order::sort_by_key(&mut groups, |group| Reverse(group.len()));
    let first = |group: &[(usize, bool)]| group[0].0.saturating_sub(piece.len());
    groups.into_iter().take(PLACES).map(first).collect()
}

/// Lays the remembered piece beside the text from about `start`.
fn compare(text: &[char], start: usize, remembered: &Remembered) -> Option<Revised> {
    let piece = remembered.piece.chars();
    let from = start.saturating_sub(DRIFT).min(text.len());
    let to = (start + piece.len() + 2 * DRIFT).min(text.len());
    let window = &text[from..to];
    let quote = remembered.quote;
    let gone = quote.len() > COUNTED && missing(remembered.quote_chars(), window) > MOST_EDITED;
    let ops = if gone { around(piece, window, quote) } else { capture_diff_slices(Algorithm::Myers, piece, window) };

    let mut left = 0;
    let mut right = 0;
    // The window between the surroundings, and the part of it that is surely the passage's.
    let (mut after_prefix, mut before_suffix) = (0, None);
    let (mut first, mut last, mut kept) = (None, 0, 0);
    for op in &ops {
        let DiffOp::Equal { old_index, new_index, len } = *op else {
            continue;
        };
        let part = |from: usize, to: usize| {
            let (a, b) = (old_index.max(from), (old_index + len).min(to));
            (a < b).then(|| (a + new_index - old_index, b + new_index - old_index))
        };
        if let Some((a, b)) = part(0, quote.start)
            && (len >= 3)
        {
            left += b - a;
            after_prefix = b;
        }
        if let Some((a, b)) = part(quote.start, quote.end) {
            first.get_or_insert(a);
            last = b;
            kept += b - a;
        }
        if let Some((a, b)) = part(quote.end, piece.len())
            && (len >= 3)
        {
            right += b - a;
            before_suffix.get_or_insert(a);
        }
    }
    let enough = |matched: usize, of: usize| matched == of || (matched >= 10 && matched * 2 >= of);
    let surrounded = enough(left, quote.start) && enough(right, piece.len() - quote.end);
    if left + right < 8 {
        return None;
    }
    let sound = surrounded && first.is_some() && edits_are_small(&ops, piece, window, quote);
    let place = match first {
        Some(first) if sound => Span::new(first, last),
        // What stands between the surroundings, when both are there.
        _ => {
            let end = before_suffix?;
            let room = quote.len() * 2 + MOST_EDITED;
            if end <= after_prefix || end - after_prefix > room {
                return None;
            }
            Span::new(after_prefix, end)
        }
    };
    Some(Revised {
        place: place.shifted(from),
        matched: left + right,
        alike: surrounded && (kept * 2 >= quote.len() || quote.len() <= SHORT),
        sound,
    })
}

/// At least so many characters of `old` are not in `new`, wherever they stand, and were taken out. Counted by the lower
/// bits of the characters: two that share a count can only make it less.
fn missing(old: &[char], new: &[char]) -> usize {
    const COUNTS: usize = 1 << 13;
    let mut counts = [0_i16; COUNTS];
    for &c in old {
        counts[c as usize % COUNTS] += 1;
    }
    for &c in new {
        counts[c as usize % COUNTS] -= 1;
    }
    counts.into_iter().map(|count| usize::try_from(count).unwrap_or(0)).sum()
}

/// The comparison of what stands around the passage alone: each side with its end of the window.
fn around(piece: &[char], window: &[char], quote: Span) -> Vec<DiffOp> {
    let after = piece.len() - quote.end;
    let left = (quote.start + 2 * DRIFT).min(window.len());
    let right = window.len().saturating_sub(after + 3 * DRIFT).max(left);
    let shift = |op: DiffOp| match op {
        DiffOp::Equal { old_index, new_index, len } => {
            DiffOp::Equal { old_index: old_index + quote.end, new_index: new_index + right, len }
        }
        // Only what is equal is asked for.
        other => other,
    };
    let before = capture_diff_slices(Algorithm::Myers, &piece[..quote.start], &window[..left]);
    let behind = capture_diff_slices(Algorithm::Myers, &piece[quote.end..], &window[right..]);
    before.into_iter().chain(behind.into_iter().map(shift)).collect()
}

/// Whether what was done to the passage is only a little put in or taken out, and no number touched.
fn edits_are_small(ops: &[DiffOp], old: &[char], new: &[char], quote: Span) -> bool {
    let (mut added, mut removed) = (0, 0);
    for run in ops.chunk_by(|a, b| !is_equal(a) && !is_equal(b)) {
        if is_equal(&run[0]) {
            continue;
        }
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let was = first.old_range().start..last.old_range().end;
        let is = first.new_range().start..last.new_range().end;
        let touches = if was.is_empty() {
            quote.start < was.start && was.start < quote.end
        } else {
            was.start < quote.end && quote.start < was.end
        };
        if !touches {
            continue;
        }
        // A point, a comma or a percent sign beside a digit is part of the number.
        let beside = |text: &[char], part: &std::ops::Range<usize>| {
            let before = part.start.checked_sub(1).and_then(|at| text.get(at));
            before.into_iter().chain(text.get(part.end)).any(|&c| is_numeral(c))
        };
        let near_number = beside(old, &was) || beside(new, &is);
        let taken = &old[was.start.max(quote.start)..was.end.min(quote.end).max(quote.start)];
        let (was, is) = (&old[was], &new[is]);
        let letters = |part: &[char]| part.iter().any(|c| c.is_alphanumeric());
        let number = taken.iter().chain(is).any(|&c| is_numeral(c)) || (near_number && !letters(was) && !letters(is));
        if number || (letters(was) && letters(is)) {
            return false;
        }
        added += is.len();
        removed += taken.len();
    }
    // A passage that was not edited at all has no business here: its context decides.
    added + removed > 0 && added <= (quote.len() / 2).min(MOST_EDITED) && removed <= (quote.len() / 3).min(MOST_EDITED)
}

fn is_equal(op: &DiffOp) -> bool {
    matches!(op, DiffOp::Equal { .. })
}
