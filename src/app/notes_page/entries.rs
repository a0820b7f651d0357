//! The notes made ready to be found; worked out again only for those that changed.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::notebook::Notes;
use crate::browser::clock;
use crate::library::Shelf;
use crate::notes::find::Entry;
use crate::notes::{Anchoring, Note};
use crate::text::{Span, around, sentences};

/// All notes, ready, as a property of components: there is one list for each state of the notebook.
#[derive(Clone)]
pub struct Entries(Rc<Vec<Rc<Entry>>>);

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Entries {
    type Target = [Rc<Entry>];

    fn deref(&self) -> &[Rc<Entry>] {
        &self.0
    }
}

/// All notes, ready.
#[hook]
pub fn use_entries(notes: &Notes, shelf: &Shelf) -> Entries {
    let known = use_mut_ref(HashMap::<String, Rc<Entry>>::new);
    let (notes, shelf) = (notes.clone(), shelf.clone());
    let entries = use_memo(notes.revision(), move |_| {
        let mut known = known.borrow_mut();
        let entries: Vec<Rc<Entry>> = notes
            .all()
            .into_iter()
            .map(|note| match known.get(&note.id) {
                Some(entry) if entry.note == note => entry.clone(),
                _ => Rc::new(ready(&shelf, note)),
            })
            .collect();
        *known = entries.iter().map(|entry| (entry.note.id.clone(), entry.clone())).collect();
        Entries(Rc::new(entries))
    });
    (*entries).clone()
}

fn ready(shelf: &Shelf, note: Rc<Note>) -> Entry {
    let text = shelf.texts().home(&note);
    let span = text.and_then(|index| match shelf.texts().place(index, &note) {
        Anchoring::Found(span) => Some(span),
        Anchoring::Orphan { .. } => None,
    });
    let day = clock::day(note.created);
    Entry::new(note, text, span, day)
}

/// The sentences of the articles, found when first asked for.
#[derive(Clone)]
pub struct Sentences {
    shelf: Shelf,
    of: Rc<Vec<OnceCell<Vec<Span>>>>,
}

impl PartialEq for Sentences {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.of, &other.of)
    }
}

/// How much of a long sentence is shown before and after the passage, in characters.
const REACH: usize = 60;
/// How much of a long passage is shown at its beginning and at its end.
const PASSAGE: usize = 100;

/// A passage with the sentences around it; what was left out is an ellipsis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InSentence {
    /// From the beginning of the sentence to the passage.
    pub before: String,
    /// The passage.
    pub passage: String,
    /// From the passage to the end of the sentence.
    pub after: String,
}

impl Sentences {
    /// The sentences of these articles.
    pub fn new(shelf: &Shelf) -> Self {
        let of = shelf.articles().iter().map(|_| OnceCell::new()).collect();
        Self { shelf: shelf.clone(), of: Rc::new(of) }
    }

    /// The passage of a note; where it stands nowhere any more, as it was remembered.
    pub fn of(&self, entry: &Entry) -> InSentence {
        let (Some(text), Some(span)) = (entry.text, entry.span) else {
            let passage = entry.note.selectors.quote.exact.clone();
            return InSentence { before: String::new(), passage, after: String::new() };
        };
        let analysis = self.shelf.analysis(text);
        let spans = self.of[text].get_or_init(|| sentences(&analysis.reading.text));
        let whole = around(spans, span);
        let slice = |start: usize, end: usize| analysis.slice(Span::new(start, end));
        let left = if span.start - whole.start > REACH { span.start - REACH } else { whole.start };
        let right = if whole.end - span.end > REACH { span.end + REACH } else { whole.end };
        let before = slice(left, span.start);
        let after = slice(span.end, right);
        let passage = if span.len() > 2 * PASSAGE {
            format!("{}……{}", slice(span.start, span.start + PASSAGE), slice(span.end - PASSAGE, span.end))
        } else {
            slice(span.start, span.end).to_owned()
        };
        InSentence {
            before: if left > whole.start { format!("……{before}") } else { before.to_owned() },
            passage,
            after: if right < whole.end { format!("{after}……") } else { after.to_owned() },
        }
    }
}
