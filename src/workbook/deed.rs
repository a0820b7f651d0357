//! What the reader did at once, and can take back.

use serde::{Deserialize, Serialize};

use super::Sort;
use crate::corrections::{Correction, Fix};
use crate::notes::Note;
use crate::undo::{Act, Edit, Step};

/// What the reader did at once: to notes or to corrections, of which there are never both in one act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// What became of notes.
    Notes(Step<Note>),
    /// What became of corrections.
    Fixes(Step<Fix>),
}

/// What a deed was, in the reader's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// So many notes were made.
    Made(usize),
    /// So many notes were changed, or some made, some changed, some deleted.
    Changed(usize),
    /// So many notes were deleted.
    Deleted(usize),
    /// This was said.
    Said(Correction),
    /// This is said no more.
    Unsaid(Correction),
    /// So many corrections became others.
    Corrected(usize),
}

impl Act for Deed {
    fn reversed(&self) -> Self {
        match self {
            Self::Notes(step) => Self::Notes(step.reversed()),
            Self::Fixes(step) => Self::Fixes(step.reversed()),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Notes(step) => step.is_empty(),
            Self::Fixes(step) => step.is_empty(),
        }
    }
}

impl Deed {
    /// What it was done to.
    pub fn sort(&self) -> Sort {
        match self {
            Self::Notes(_) => Sort::Notes,
            Self::Fixes(_) => Sort::Fixes,
        }
    }

    /// What it was.
    pub fn what(&self) -> What {
        match self {
            Self::Notes(step) => {
                let made = step.iter().filter(|edit| edit.before.is_none()).count();
                let deleted = step.iter().filter(|edit| edit.after.is_none()).count();
                match step.len() {
                    all if all == made => What::Made(all),
                    all if all == deleted => What::Deleted(all),
                    all => What::Changed(all),
                }
            }
            Self::Fixes(step) => {
                // One correction may have taken the place of others: what was said is what counts.
                let mut said = step.iter().filter_map(|edit| edit.after.as_ref());
                let mut unsaid = step.iter().filter_map(|edit| edit.before.as_ref());
                match (said.next(), said.next(), unsaid.next(), unsaid.next()) {
                    (Some(fix), None, ..) => What::Said(fix.correction.clone()),
                    (None, _, Some(fix), None) => What::Unsaid(fix.correction.clone()),
                    _ => What::Corrected(step.len()),
                }
            }
        }
    }

    /// Takes up `next` if it only goes on with what this deed did to a note, and soon enough: writing in it, or moving
    /// its ends. Whether it did.
    pub(super) fn goes_on(&mut self, next: &Step<Note>) -> bool {
        let Self::Notes(step) = self else { return false };
        let ([last], [stroke]) = (step.as_mut_slice(), next.as_slice()) else { return false };
        if last.id != stroke.id || last.after != stroke.before {
            return false;
        }
        let (Some(was), Some(is)) = (&last.after, &stroke.after) else { return false };
        // To write is not the same act as to mark, nor as what was changed before writing.
        let Some(before) = &last.before else { return false };
        let time = is.modified.checked_sub(was.modified);
        let goes_on = GRADUAL
            .iter()
            .any(|(alike, pause)| alike(before, was) && alike(was, is) && time.is_some_and(|time| time <= *pause));
        if goes_on {
            *last = Edit { id: last.id.clone(), before: last.before.take(), after: stroke.after.clone() };
        }
        goes_on
    }
}

/// Something that is done little by little: whether it tells two states of a note apart, and the longest pause in it,
/// milliseconds.
type Gradual = (fn(&Note, &Note) -> bool, u64);

/// What is one act though it is done little by little.
const GRADUAL: [Gradual; 2] = [(writes, 4_000), (moves, 1_000)];

/// Whether nothing but the passage in the same text tells the two apart.
fn moves(before: &Note, after: &Note) -> bool {
    let selectors = after.selectors.clone();
    before.selectors != selectors && *after == Note { selectors, modified: after.modified, ..before.clone() }
}

/// Whether nothing but the body tells the two apart.
fn writes(before: &Note, after: &Note) -> bool {
    before.body != after.body && *after == Note { body: after.body.clone(), modified: after.modified, ..before.clone() }
}
