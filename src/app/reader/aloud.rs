//! What a reader hears who does not see: what just happened, and where in the text there are notes.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::desk::Desk;
use super::placing::Lying;
use super::word_class;
use crate::app::hooks::{Live, use_language, use_shown};
use crate::app::margin::{Open, Placed};
use crate::library::Analysis;
use crate::words::Word;

/// Properties of [`Said`].
#[derive(Properties, PartialEq)]
pub struct SaidProps {
    /// What happened last, in words.
    pub said: Live<String>,
}

/// Says what happened, politely.
#[component]
pub fn Said(props: &SaidProps) -> Html {
    let said = use_shown(&props.said);
    html! { <p class="unseen" aria-live="polite">{ said }</p> }
}

/// Properties of [`Here`].
#[derive(Properties, PartialEq)]
pub struct HereProps {
    /// The article.
    pub analysis: Rc<Analysis>,
    /// The word under the pointer or at the caret.
    pub word: Live<Option<Word>>,
}

/// What the word under the pointer is, in the corner of the window.
#[component]
pub fn Here(props: &HereProps) -> Html {
    use_language();
    let word = use_shown(&props.word).filter(|word| word.span.end <= props.analysis.offsets.len());
    html! {
        if let Some(word) = word {
            <p class="word-here" aria-hidden="true">
                <b lang="zh-Hans">{ props.analysis.slice(word.span) }</b>{ " " }{ word_class(&word) }
            </p>
        }
    }
}

/// What is told of the notes of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// How many begin in it.
    count: usize,
    /// The first one's passage.
    passage: AttrValue,
    /// The first one's id.
    id: AttrValue,
}

/// Properties of [`NotesHere`].
#[derive(Properties, PartialEq)]
pub struct NotesHereProps {
    /// What is told.
    pub told: Told,
    /// A note is to be opened for writing.
    pub on_open: Callback<AttrValue>,
}

/// Tells behind a paragraph that there are notes on it, and leads to the first. Highlights are drawn and not elements,
/// so nothing else does. It is no part of the text: it cannot be selected or copied.
#[component]
pub fn NotesHere(props: &NotesHereProps) -> Html {
    use_language();
    let Told { count, passage, id } = props.told.clone();
    let onclick = props.on_open.reform(move |_: MouseEvent| id.clone());
    html! {
        <button class="unseen" tabindex="-1" {onclick}>{ t!("note.here", count = count, passage = passage) }</button>
    }
}

/// The most of a passage that is told behind its paragraph, characters.
const TOLD: usize = 40;

/// What is told of each paragraph, by its index; nothing of what is written in the notes, so that writing one does not
/// go through the text.
#[hook]
pub fn use_told(analysis: &Rc<Analysis>, placed: &Rc<Vec<Placed>>, lying: &Lying) -> Rc<Vec<Option<Told>>> {
    let placed = placed.clone();
    use_memo((analysis.clone(), lying.clone()), move |(analysis, _)| {
        let blocks = &analysis.reading.blocks;
        let mut told: Vec<Option<Told>> = vec![None; blocks.len()];
        for (placed, span) in placed.iter().filter_map(|placed| Some((placed, placed.span?))) {
            let block = blocks.partition_point(|block| block.span.end <= span.start);
            match told.get_mut(block) {
                Some(Some(told)) => told.count += 1,
                Some(empty) => {
                    let passage: String = analysis.slice(span).chars().take(TOLD).collect();
                    *empty = Some(Told { count: 1, passage: passage.into(), id: placed.note.id.clone().into() });
                }
                None => {}
            }
        }
        told
    })
}

/// Opens a note for writing, given by its id. One callback for good, as the paragraphs need it.
#[hook]
pub fn use_opening(desk: &Desk) -> Callback<AttrValue> {
    let now = use_mut_ref(|| None::<Desk>);
    now.replace(Some(desk.clone()));
    use_callback((), move |id: AttrValue, ()| {
        let Some(desk) = now.borrow().clone() else { return };
        desk.open_note(Some(Open { id: id.to_string(), write: true }));
    })
}
