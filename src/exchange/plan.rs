//! What taking in a file would do: shown to the reader first, then done as one step.
//!
//! **Which text.** Notes of our own are kept as they are: they carry their text's fingerprint, and where they belong
//! is worked out on each load ([`Texts::home`]). A note of another program is given the text that surely has its
//! passage, and is described anew there; one whose passage is in no text or in several goes with the most of its
//! document, as an orphan if need be. The reader can say of any document which text it is.
//!
//! **The merge.** Notes are the same note when they have one id. Equal in everything but times, they are the same,
//! and nothing is done. Otherwise the one changed later stands; of two changed at the same time, the one whose
//! content is the greater in some fixed order: so it does not matter who takes in whose file, or how often.
//!
//! Cost: a passage is looked for by its characters first, and anchored only where they stand, so a file full of
//! foreign notes costs a few searches in each text's index for each.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::read::{Draft, Incoming, Origin, Unusable};
use crate::keeping::Item;
use crate::notes::{Anchoring, Note, Selectors, Texts, describe};
use crate::text::{Fingerprint, fold};
use crate::undo::{Edit, Step};

/// What taking in a file would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Notes that are not here yet.
    pub new: Vec<Note>,
    /// Notes that are here and say something else.
    pub changed: Vec<Changed>,
    /// How many are here as they are.
    pub same: usize,
    /// The ids of those of the new and of the changed ones to be taken whose passage is surely nowhere.
    pub orphaned: Vec<String>,
    /// What cannot be used.
    pub unusable: Vec<Unusable>,
    /// Which texts the documents of the file are, in the order of [`Incoming::documents`].
    pub documents: Vec<Recognised>,
}

/// A note that is here and in the file, with different content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// As it is here.
    pub here: Note,
    /// As it is in the file.
    pub there: Note,
    /// Whether the file's is the later one, which will replace the one here.
    pub taken: bool,
}

/// Which text a document of a file is, by its place in reading order, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Recognised {
    /// It has the fingerprint of this text.
    Fingerprint(usize),
    /// More of its passages surely stand in this text than in any other.
    Passages(usize),
    /// The reader said so.
    Chosen(usize),
    /// It is none that is here.
    Nowhere,
}

impl Recognised {
    /// The text, by its place in reading order.
    pub fn text(self) -> Option<usize> {
        match self {
            Self::Fingerprint(text) | Self::Passages(text) | Self::Chosen(text) => Some(text),
            Self::Nowhere => None,
        }
    }
}

impl Plan {
    /// All of it as one step: what is new and what replaces something. Empty when there is nothing to do.
    pub fn step(&self) -> Step<Note> {
        let edit = |before: Option<&Note>, after: &Note| Edit {
            id: after.id.clone(),
            before: before.cloned(),
            after: Some(after.clone()),
        };
        let new = self.new.iter().map(|note| edit(None, note));
        let changed = self.changed.iter().filter(|changed| changed.taken);
        new.chain(changed.map(|changed| edit(Some(&changed.here), &changed.there))).collect()
    }
}

/// What taking in `incoming` would do to the notes that are `here`. `chosen` says of a document, in the order of
/// [`Incoming::documents`], which text it is, where the reader said so; it may be shorter.
pub fn plan<'n>(
    incoming: &Incoming,
    here: impl IntoIterator<Item = &'n Note>,
    texts: &Texts,
    chosen: &[Option<usize>],
) -> Plan {
    let here: HashMap<&str, &Note> = here.into_iter().map(|note| (note.id.as_str(), note)).collect();
    let chosen = |document: usize| chosen.get(document).copied().flatten().filter(|&text| text < texts.len());
    let homes: Vec<Option<usize>> =
        incoming.notes.iter().map(|draft| chosen(draft.document).or_else(|| surely(draft, texts))).collect();
    let documents = recognise(incoming, &homes, texts, chosen);
    let mut plan = Plan { unusable: incoming.unusable.clone(), documents: documents.clone(), ..Plan::default() };
    for (draft, home) in last_words(&incoming.notes, &homes) {
        let told = chosen(draft.document).is_some();
        let home = home.or(documents[draft.document].text());
        let (note, found) = settled(draft, home, told, texts);
        let already = here.get(note.id.as_str());
        match already {
            Some(here) if same(here, &note, draft.origin == Origin::Own || told) => plan.same += 1,
            Some(&here) => {
                // Where only the place differs, it is the reader who has just said which.
                let moved = told && note.modified >= here.modified && same_words(here, &note);
                let taken = moved || order(&note, here) == Ordering::Greater;
                if taken && !found {
                    plan.orphaned.push(note.id.clone());
                }
                plan.changed.push(Changed { here: here.clone(), there: note, taken });
            }
            None => {
                if !found {
                    plan.orphaned.push(note.id.clone());
                }
                plan.new.push(note);
            }
        }
    }
    plan
}

/// The text that a note surely belongs to: that with its fingerprint; else of its id, then the only one, that
/// surely has its passage.
fn surely(Draft { note, origin, .. }: &Draft, texts: &Texts) -> Option<usize> {
    let named = texts.with_id(&note.article).filter(|_| *origin == Origin::Own);
    if *origin == Origin::Own {
        let same_text = named.filter(|&index| texts.fingerprint(index) == note.text);
        if let Some(index) = same_text.or_else(|| texts.with_fingerprint(note.text)) {
            return Some(index);
        }
    }
    if note.selectors.is_position_alone() {
        return None;
    }
    if let Some(named) = named.filter(|&index| stands(texts, index, &note.selectors)) {
        return Some(named);
    }
    let passage = folded(&note.selectors.quote.exact);
    let holds = |&index: &usize| texts.has(index, &passage) && stands(texts, index, &note.selectors);
    let mut others = (0..texts.len()).filter(holds);
    let first = others.next();
    first.filter(|_| others.next().is_none())
}

fn folded(text: &str) -> Vec<char> {
    text.chars().filter_map(fold).collect()
}

fn stands(texts: &Texts, index: usize, selectors: &Selectors) -> bool {
    matches!(texts.anchor(index, selectors), Anchoring::Found(_))
}

/// Which text each document is: the one with its fingerprint, or where the most of its notes are.
fn recognise(
    incoming: &Incoming,
    homes: &[Option<usize>],
    texts: &Texts,
    chosen: impl Fn(usize) -> Option<usize>,
) -> Vec<Recognised> {
    let mut votes: Vec<HashMap<usize, usize>> = vec![HashMap::new(); incoming.documents.len()];
    for (draft, home) in incoming.notes.iter().zip(homes) {
        if let Some(text) = home {
            *votes[draft.document].entry(*text).or_default() += 1;
        }
    }
    let recognise = |(index, votes): (usize, HashMap<usize, usize>)| {
        if let Some(text) = chosen(index) {
            return Recognised::Chosen(text);
        }
        if let Some(text) = incoming.documents[index].fingerprint.and_then(|of| texts.with_fingerprint(of)) {
            return Recognised::Fingerprint(text);
        }
        // Of two texts with as many, the one that is read first.
        let most = votes.into_iter().max_by_key(|&(text, votes)| (votes, std::cmp::Reverse(text)));
        most.map_or(Recognised::Nowhere, |(text, _)| Recognised::Passages(text))
    };
    votes.into_iter().enumerate().map(recognise).collect()
}

/// The note as it would be kept, and whether its passage is surely somewhere.
fn settled(draft: &Draft, home: Option<usize>, told: bool, texts: &Texts) -> (Note, bool) {
    let mut note = draft.note.clone();
    let Some(home) = home else { return (note, false) };
    // A position from elsewhere counts other characters: only the reader can know that it is this text's.
    let may_stand = told || draft.origin == Origin::Own || !note.selectors.is_position_alone();
    let place = match texts.anchor(home, &note.selectors) {
        Anchoring::Found(span) if may_stand => Some(span),
        _ => None,
    };
    if draft.origin == Origin::Own && !told {
        return (note, place.is_some());
    }
    texts.id(home).clone_into(&mut note.article);
    let described = place.and_then(|span| describe(texts.text(home), span).ok());
    let found = described.is_some();
    if let Some(selectors) = described {
        note.selectors = selectors;
        note.text = texts.fingerprint(home);
    } else if told {
        // Of the text that its selectors describe nothing is known but that it is not this one.
        note.text = Fingerprint::default();
    }
    (note, found)
}

/// Of several notes of one id the one that stands, in the order of the file.
fn last_words<'d>(drafts: &'d [Draft], homes: &[Option<usize>]) -> Vec<(&'d Draft, Option<usize>)> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut last: Vec<(&Draft, Option<usize>)> = Vec::new();
    for (draft, &home) in drafts.iter().zip(homes) {
        match at.get(draft.note.id.as_str()) {
            Some(&at) if order(&draft.note, &last[at].0.note) == Ordering::Greater => last[at] = (draft, home),
            Some(_) => {}
            None => {
                at.insert(&draft.note.id, last.len());
                last.push((draft, home));
            }
        }
    }
    last
}

/// Whether two notes of one id say the same. Where the place was worked out here, it is the passage that counts: the
/// texts may have been others when the one here was taken in.
fn same(here: &Note, there: &Note, exactly: bool) -> bool {
    let place = if exactly {
        (&here.article, here.text, &here.selectors) == (&there.article, there.text, &there.selectors)
    } else {
        let (here, there) = (&here.selectors, &there.selectors);
        here == there || folded(&here.quote.exact) == folded(&there.quote.exact)
    };
    place && same_words(here, there)
}

fn same_words(here: &Note, there: &Note) -> bool {
    (here.colour, here.line, &here.body, &here.tags) == (there.colour, there.line, &there.body, &there.tags)
}

/// Which of two notes of one id stands: the greater. One more tag at the end makes a note greater and never less, so
/// the tag that a note gets on its way in does not turn the order round.
fn order(a: &Note, b: &Note) -> Ordering {
    let content = |note: &Note| Note { created: 0, modified: 0, tags: Vec::new(), ..note.clone() }.write().to_string();
    a.modified.cmp(&b.modified).then_with(|| content(a).cmp(&content(b))).then_with(|| a.tags.cmp(&b.tags))
}
