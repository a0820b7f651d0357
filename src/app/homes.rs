//! Which article each note belongs to; asked again only for notes that came or changed their place.

use std::rc::Rc;

use crate::library::Shelf;
use crate::notes::Note;

/// The notes of each article, by the article's place, in the order of their ids.
pub type ByArticle = Rc<Vec<Rc<Vec<Rc<Note>>>>>;

/// What was worked out for notes, in the order of their ids.
pub type Known<V> = Vec<(Rc<Note>, V)>;

/// What is known of `notes`, which are in the order of their ids: what was known of those that stand where they stood,
/// and what `work_out` says of the others.
pub fn carry_over<'n, V: Clone>(
    known: &Known<V>,
    notes: impl Iterator<Item = &'n Rc<Note>>,
    work_out: impl Fn(&Note) -> V,
) -> Known<V> {
    let mut known = known.iter().peekable();
    let carried = notes.map(|note| {
        // Of thousands all but one are as they were.
        if let Some((note, value)) = known.next_if(|(old, _)| Rc::ptr_eq(old, note)) {
            return (note.clone(), value.clone());
        }
        while known.next_if(|(old, _)| old.id < note.id).is_some() {}
        let value = match known.next_if(|(old, _)| old.id == note.id) {
            Some((old, value)) if stand_alike(old, note) => value.clone(),
            _ => work_out(note),
        };
        (note.clone(), value)
    });
    carried.collect()
}

fn stand_alike(one: &Note, other: &Note) -> bool {
    one.text == other.text && one.article == other.article && one.selectors == other.selectors
}

/// What is known of all notes.
#[derive(Default)]
pub struct Homes {
    known: Known<Option<usize>>,
    by_article: ByArticle,
}

impl Homes {
    /// Takes up the notes as they are now. A note that belongs to no article that is read is an
    /// orphan of the first. The
    /// list of an article whose notes are the same is the same list.
    pub fn follow<'n>(&mut self, library: &Shelf, notes: impl Iterator<Item = &'n Rc<Note>>) -> ByArticle {
        self.known = carry_over(&self.known, notes, |note| {
            library.texts().home(note).filter(|&index| library.is_readable(index)).or_else(|| library.first())
        });
        let mut lists = vec![Vec::new(); library.articles().len()];
        for (note, home) in &self.known {
            if let Some(list) = home.and_then(|index| lists.get_mut(index)) {
                list.push(note.clone());
            }
        }
        let before = self.by_article.clone();
        let same = |one: &[Rc<Note>], other: &[Rc<Note>]| {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| Rc::ptr_eq(a, b))
        };
        let lists = lists.into_iter().enumerate().map(|(index, list)| match before.get(index) {
            Some(old) if same(old, &list) => old.clone(),
            _ => Rc::new(list),
        });
        self.by_article = Rc::new(lists.collect());
        self.by_article.clone()
    }
}
