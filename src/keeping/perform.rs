//! Doing a step ([`crate::undo`]) to things that are kept: what the store and other tabs allow of it.

use super::{Item, Items, SaveError, Store};
use crate::undo::{Edit, Step};

/// What became of a step.
#[derive(Debug)]
#[must_use]
pub struct Performed<T> {
    /// The edits that hold now. What another tab has changed since is left alone, and what the store refused to take
    /// away is still there; both are missing here.
    pub done: Step<T>,
    /// Why not everything is in the store, if it is not: the first error met.
    pub outcome: Result<(), SaveError>,
}

impl<S: Store, T: Item> Items<S, T> {
    /// Does a step, edit by edit; each only if its thing is as the edit expects it.
    pub fn perform(&mut self, step: Step<T>) -> Performed<T> {
        let mut performed = Performed { done: Vec::with_capacity(step.len()), outcome: Ok(()) };
        for edit in step {
            if self.get(&edit.id) != edit.before.as_ref() {
                continue;
            }
            let result = match &edit.after {
                Some(item) => self.put(item),
                None => self.remove(&edit.id).map(drop),
            };
            performed.outcome = performed.outcome.and(result);
            if self.get(&edit.id) == edit.after.as_ref() {
                performed.done.push(edit);
            }
        }
        performed
    }

    /// The step that puts these in the places of their ids.
    pub fn putting(&self, items: impl IntoIterator<Item = T>) -> Step<T> {
        let edits = items.into_iter().map(|item| {
            let id = item.id();
            Edit { before: self.get(&id).cloned(), id, after: Some(item) }
        });
        edits.filter(|edit| edit.before != edit.after).collect()
    }

    /// The step that takes away those of these ids that are there.
    pub fn removing<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Step<T> {
        let edit = |id: &str| Some(Edit { id: id.to_owned(), before: Some(self.get(id)?.clone()), after: None });
        ids.into_iter().filter_map(edit).collect()
    }
}
