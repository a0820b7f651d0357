//! Where the notes of the open article stand; looked for again only for those that came or changed their place.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::homes::{Known, carry_over};
use crate::app::library::{Analysis, Shelf};
use crate::app::margin::Placed;
use crate::app::notebook::Notes;
use crate::notes::Anchoring;

/// The article's notes with their places, in reading order; orphans where they may have stood, and before all others
/// those of which nothing is left.
#[hook]
pub fn use_placed(shelf: &Shelf, analysis: &Rc<Analysis>, notes: &Notes) -> Rc<Vec<Placed>> {
    let known = use_mut_ref(|| (None::<usize>, Known::default()));
    let (shelf, notes) = (shelf.clone(), notes.of_article(analysis.index));
    use_memo((analysis.index, notes), move |(index, notes)| {
        let mut known = known.borrow_mut();
        let before = if known.0 == Some(*index) { std::mem::take(&mut known.1) } else { Known::default() };
        let now = carry_over(&before, notes.iter(), |note| shelf.texts().place(*index, note));
        let mut placed: Vec<Placed> = now
            .iter()
            .map(|(note, place)| match *place {
                Anchoring::Found(span) => Placed { note: note.clone(), span: Some(span), guess: None },
                Anchoring::Orphan { guess } => Placed { note: note.clone(), span: None, guess },
            })
            .collect();
        *known = (Some(*index), now);
        crate::order::sort_by_key(&mut placed, Placed::likely);
        placed
    })
}
