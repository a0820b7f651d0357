//! Where the notes of the open article stand; looked for again only for those that came or changed their place.

use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::homes::{Known, carry_over};
use crate::app::margin::Placed;
use crate::app::notebook::Notes;
use crate::library::{Analysis, Shelf};
use crate::notes::Anchoring;
use crate::text::Cover;

/// Where the notes lie in the text, by their places in the list. It is the same as long as no note comes, goes or
/// moves: what depends on nothing else need not be done when somebody writes in one.
#[derive(Clone, Default)]
pub struct Lying(Rc<Cover>);

impl PartialEq for Lying {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Lying {
    type Target = Cover;

    fn deref(&self) -> &Cover {
        &self.0
    }
}

/// The notes of an article in reading order; orphans where they may have stood, and before all others those of which
/// nothing is left. And where they lie.
pub type Standing = (Rc<Vec<Placed>>, Lying);

#[derive(Default)]
struct Last {
    article: usize,
    known: Known<Anchoring>,
    /// For each place in the list, which of `known` stands there.
    order: Vec<usize>,
    lying: Lying,
}

/// The article's notes with their places.
#[hook]
pub fn use_placed(shelf: &Shelf, analysis: &Rc<Analysis>, notes: &Notes) -> Rc<Standing> {
    let last = use_mut_ref(Last::default);
    let (shelf, notes) = (shelf.clone(), notes.of_article(analysis.index));
    use_memo((analysis.index, notes), move |(index, notes)| {
        let last = &mut *last.borrow_mut();
        if last.article != *index {
            *last = Last { article: *index, ..Last::default() };
        }
        let now = carry_over(&last.known, notes.iter(), |note| shelf.texts().place(*index, note));
        let mut pairs = now.iter().zip(&last.known);
        let stay =
            pairs.all(|((note, place), (old, there))| Rc::ptr_eq(note, old) || note.id == old.id && place == there);
        let moved = now.len() != last.known.len() || !stay;
        last.known = now;
        let place = |&at: &usize| match last.known[at].1 {
            Anchoring::Found(span) => (Some(span), None),
            Anchoring::Orphan { guess } => (None, guess),
        };
        if moved {
            last.order = (0..last.known.len()).collect();
            crate::order::sort_by_key(&mut last.order, |at| {
                let (span, guess) = place(at);
                span.or(guess)
            });
            last.lying = Lying(Rc::new(Cover::new(last.order.iter().map(|at| place(at).0))));
        }
        let placed = |at: &usize| {
            let (span, guess) = place(at);
            Placed { note: last.known[*at].0.clone(), span, guess }
        };
        (Rc::new(last.order.iter().map(placed).collect()), last.lying.clone())
    })
}
