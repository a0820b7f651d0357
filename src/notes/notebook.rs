//! The notebook: all of the reader's notes, kept one by one.

use super::Note;
use crate::keeping::Items;

/// All notes over a store.
pub type Notebook<S> = Items<S, Note>;
