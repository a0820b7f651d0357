//! The notebook: all of the reader's notes, kept one by one.

use super::Note;
use crate::keeping::{Items, Store};

/// All notes over a store.
pub type Notebook<S> = Items<S, Note>;

impl<S: Store> Notebook<S> {
    /// The notes of one article in reading order: by the position described, those without one last.
    pub fn of_article(&self, article: &str) -> Vec<&Note> {
        let mut notes: Vec<&Note> = self.all().filter(|note| note.article == article).collect();
        notes.sort_by_key(|note| {
            let position = note.selectors.position;
            (position.is_none(), position, note.created, &note.id)
        });
        notes
    }
}
