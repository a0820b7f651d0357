//! The notes of the open article: in the margin beside their lines, on a narrow screen in a sheet.
//!
//! | file | holds |
//! | --- | --- |
//! | `card` | one note, and writing it (`editor`, `tags`) |
//! | `orphan` | a note whose passage was not found: what became of it, and where to put it |
//! | `plan` | which notes there is room for, and in what form |
//! | `stack` | where they stand, never on top of one another |
//! | `layout` | both, with what the page really measures |

mod card;
mod editor;
mod layout;
mod orphan;
mod plan;
mod stack;
mod tags;

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use self::card::Card;
pub use self::layout::{Lines, View, all, beside, in_sheet, lay_out, near};
pub use self::plan::{Entry, Gathered};
use super::hooks::{Live, use_focus_inside, use_language, use_shown};
use super::icon::{CLOSE, Icon};
use super::notes_page;
use super::steps::Steps;
use crate::library::Analysis;
use crate::notes::{self, Colour, Line, Note};
use crate::text::Span;

/// A note and where it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The note.
    pub note: Rc<Note>,
    /// Its place; `None` for an orphan.
    pub span: Option<Span>,
    /// Where an orphan may have stood.
    pub guess: Option<Span>,
}

impl Placed {
    /// Where it stands, or may have stood.
    pub fn likely(&self) -> Option<Span> {
        self.span.or(self.guess)
    }
}

/// Whether a note is a highlight without words.
pub fn is_bare(note: &Note) -> bool {
    note.body.trim().is_empty()
}

/// The note that is open for writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The note's id.
    pub id: String,
    /// Whether the cursor goes into it: yes when the reader asked to write, no when they only touched it.
    pub write: bool,
}

/// What the reader does in the margin.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Opens a note, or closes the open one.
    Open(Option<Open>),
    /// Changes a note that is drawn.
    Change(Rc<Note>, Edit),
    /// Deletes the note of that id.
    Delete(String),
    /// Puts the orphan of that id on a place of the text.
    Attach(String, Span),
    /// Wants to choose the place of the orphan of that id, or no longer.
    Choose(Option<String>),
    /// Points at the note of that id, or away from it.
    Light(Option<String>),
    /// Wants to see the notes that were gathered, or to gather them again.
    Gather(Gathered),
    /// Closes the sheet.
    Close,
}

/// What the reader changes of a note, and nothing else of it: between two drawings there can be several, each to be
/// done to what the last one left.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// What is written, the whole of it.
    Body(String),
    /// Its colour.
    Colour(Colour),
    /// Its line.
    Line(Line),
    /// One more tag.
    Tag(String),
    /// A tag less.
    Untag(String),
}

impl Edit {
    /// Does it to a note.
    pub fn apply(self, note: &mut Note) {
        match self {
            Self::Body(body) => note.body = body,
            Self::Colour(colour) => note.colour = colour,
            Self::Line(line) => note.line = line,
            Self::Tag(tag) => _ = notes::tags::add(&mut note.tags, &tag),
            Self::Untag(tag) => note.tags.retain(|other| *other != tag),
        }
    }
}

/// Properties of [`Margin`].
#[derive(Properties, PartialEq)]
pub struct MarginProps {
    /// The article.
    pub analysis: Rc<Analysis>,
    /// Its notes in reading order.
    pub notes: Rc<Vec<Placed>>,
    /// Whether they have been read.
    pub ready: bool,
    /// What of them is listed.
    pub entries: Rc<Vec<Entry>>,
    /// The open one.
    pub open: Option<Open>,
    /// The id of the one that is pointed at, here or in the text.
    pub lit: Live<Option<String>>,
    /// The id of the orphan for which a place is being chosen.
    pub choosing: Option<String>,
    /// Whether the sheet is shown, on a screen that has no margin.
    pub sheet: bool,
    /// The reader did something.
    pub on_act: Callback<Act>,
}

/// See the module.
#[component]
pub fn Margin(props: &MarginProps) -> Html {
    use_language();
    let lit = use_shown(&props.lit);
    let entries = props.entries.iter().filter_map(|entry| match entry {
        // The list is drawn anew a moment after the notes change.
        Entry::Card(index, form) => props.notes.get(*index).map(|placed| {
            let id = &placed.note.id;
            let open = props.open.as_ref().filter(|open| open.id == *id).cloned();
            let guess = placed.guess.filter(|_| placed.span.is_none());
            html! {
                <Card key={id.clone()} placed={placed.clone()} form={*form} {open} lit={lit.as_ref() == Some(id)}
                    choosing={props.choosing.as_ref() == Some(id)}
                    there={guess.map(|span| AttrValue::from(props.analysis.slice(span).to_owned()))}
                    place={index + 1} of={props.notes.len()} on_act={props.on_act.clone()} />
            }
        }),
        Entry::More { of, notes, bare } => {
            let lit = lit.as_ref().is_some_and(|lit| {
                notes.iter().any(|&index| props.notes.get(index).is_some_and(|placed| placed.note.id == *lit))
            });
            Some(more(*of, notes.len(), *bare, lit, &props.on_act))
        }
    });
    let node = use_node_ref();
    use_focus_inside(props.sheet, &node);
    html! {
        <aside ref={node} class={classes!("margin", props.sheet.then_some("shown"))} aria-label={t!("note.list").into_owned()}>
            <header class="sheet-head">
                <h2>{ t!("note.list") }</h2>
                <Steps />
                <button class="close" aria-label={t!("nav.close").into_owned()}
                    onclick={props.on_act.reform(|_| Act::Close)}><Icon path={CLOSE} /></button>
            </header>
            <a class="all-notes" href={format!("#{}", notes_page::ID)} onclick={props.on_act.reform(|_| Act::Close)}>
                { t!("nav.all_notes") }
            </a>
            if props.ready && props.notes.is_empty() {
                <p class="hint">{ t!("note.empty") }</p>
            }
            <ol class="notes">{ for entries }</ol>
        </aside>
    }
}

/// The line that stands for several notes. It stays the same element when it is pressed, and keeps the focus.
fn more(of: Gathered, count: usize, bare: bool, lit: bool, on_act: &Callback<Act>) -> Html {
    let (key, words) = match of {
        Gathered::Block(block) if count == 0 => (format!("block-{block}"), t!("note.gather")),
        Gathered::Block(block) if block == plan::LOST => {
            (format!("block-{block}"), t!("note.more_lost", count = count))
        }
        Gathered::Block(block) if bare => (format!("block-{block}"), t!("note.more_bare", count = count)),
        Gathered::Block(block) => (format!("block-{block}"), t!("note.more", count = count)),
        Gathered::Earlier => ("earlier".to_owned(), t!("note.earlier", count = count)),
        Gathered::Later => ("later".to_owned(), t!("note.later", count = count)),
    };
    let expanded = matches!(of, Gathered::Block(_)).then(|| (count == 0).to_string());
    html! {
        <li {key} class={classes!("more", lit.then_some("lit"))}>
            <button class="more-notes" aria-expanded={expanded} onclick={on_act.reform(move |_| Act::Gather(of))}>
                { words }
            </button>
        </li>
    }
}
