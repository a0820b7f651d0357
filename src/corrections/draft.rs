//! What a step will change, worked out before anything is touched: so a step that cannot be taken changes nothing,
//! and an import of a thousand corrections is one step.

use std::collections::BTreeMap;

use super::Fix;
use crate::keeping::{Item, Items, LAST_TIME, Store};
use crate::undo::{Edit, Step};

/// Changes that are not made yet, over what there is.
pub(super) struct Draft<'i, S> {
    items: &'i Items<S, Fix>,
    changes: BTreeMap<String, Option<Fix>>,
}

/// What came of a correction that was to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing of the sort was there.
    New,
    /// It replaces an earlier one.
    Changed,
    /// It was there.
    Same,
    /// A later one contradicts it.
    Older,
}

impl<'i, S: Store> Draft<'i, S> {
    pub(super) fn new(items: &'i Items<S, Fix>) -> Self {
        Self { items, changes: BTreeMap::new() }
    }

    /// `now`, or the moment after the latest correction: clocks jump, and what is said later must be later.
    pub(super) fn after(&self, now: u64) -> u64 {
        let latest = self.items.all().map(|fix| fix.made).max();
        latest.map_or(now, |latest| now.max(latest + 1)).min(LAST_TIME)
    }

    /// Makes a correction, unless a later one contradicts it.
    pub(super) fn say(&mut self, fix: &Fix) -> Said {
        let id = fix.id();
        let counterpart = fix.correction.counterpart().filter(|id| self.get(id).is_some());
        let later = |other: &Fix| other.made > fix.made && other.correction.excludes(&fix.correction);
        if counterpart.as_ref().and_then(|id| self.get(id)).is_some_and(later) {
            return Said::Older;
        }
        let said = match self.get(&id) {
            None => Said::New,
            Some(there) if there.correction == fix.correction => return Said::Same,
            Some(there) if there.made > fix.made => return Said::Older,
            Some(_) => Said::Changed,
        };
        self.set(id, Some(fix.clone()));
        match counterpart {
            Some(id) if self.get(&id).is_some_and(|other| fix.correction.excludes(&other.correction)) => {
                self.set(id, None);
                Said::Changed
            }
            _ => said,
        }
    }

    /// Whether anything was said of words since the correction of this id.
    pub(super) fn is_overtaken(&self, fix: &Fix) -> bool {
        let there = self.get(&fix.id());
        fix.correction.is_of_words()
            && there.is_some_and(|there| {
                self.items.all().any(|other| other.correction.is_of_words() && other.made > there.made)
            })
    }

    /// Puts a correction in the place of that id, or takes away what is there.
    pub(super) fn set(&mut self, id: String, fix: Option<Fix>) {
        self.changes.insert(id, fix);
    }

    /// The step that makes these changes.
    pub(super) fn into_step(self) -> Step<Fix> {
        let Self { items, changes } = self;
        let edit = |(id, after): (String, Option<Fix>)| Edit { before: items.get(&id).cloned(), id, after };
        changes.into_iter().map(edit).filter(|edit| edit.before != edit.after).collect()
    }

    fn get(&self, id: &str) -> Option<&Fix> {
        self.changes.get(id).map_or_else(|| self.items.get(id), Option::as_ref)
    }
}
