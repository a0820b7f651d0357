//! The article as it goes on paper: set anew from its text, with the marks in grey and the notes beside it or after it.
//! It is there only while something is printed: a highlight of the screen cannot be numbered, nor told apart in grey.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::hooks::{use_language, use_window_event};
use super::margin::Placed;
use super::reader::block::block_element;
use super::settings::PrintedNotes;
use crate::browser::dom;
use crate::library::Analysis;
use crate::marks::Mark;
use crate::notes::Note;
use crate::text::{Piece, Span, pieces};

/// Whether the article is being printed. A reader who prints with the browser's own key gets the same as with ours:
/// the browser says so before it looks at the page. `asked` grows when the reader asks for it here; then it is printed
/// as soon as it is there.
#[hook]
pub fn use_printing(asked: u32) -> bool {
    let printing = use_state_eq(|| false);
    {
        let printing = printing.setter();
        use_window_event("beforeprint", move |_| printing.set(true));
    }
    {
        let printing = printing.setter();
        use_window_event("afterprint", move |_| printing.set(false));
    }
    {
        let printing = printing.setter();
        let first = use_mut_ref(|| true);
        use_effect_with(asked, move |_| {
            if !first.replace(false) {
                printing.set(true);
                dom::after_paint(|| _ = dom::window().print());
            }
        });
    }
    *printing
}

/// Properties of [`Printed`].
#[derive(Properties, PartialEq)]
pub struct PrintedProps {
    /// The article.
    pub analysis: Rc<Analysis>,
    /// Its notes in the order of their places.
    pub notes: Rc<Vec<Placed>>,
    /// Where they stand.
    pub place: PrintedNotes,
    /// Whether neither marks nor notes are wanted.
    pub clean: bool,
}

/// A note on paper: the number it is known by is there when it says something.
struct Numbered<'n> {
    note: &'n Note,
    span: Span,
    number: Option<usize>,
}

/// See the module.
#[component]
pub fn Printed(props: &PrintedProps) -> Html {
    use_language();
    let analysis = &props.analysis;
    let says = |note: &Note| !note.body.trim().is_empty() || !note.tags.is_empty();
    let mut count = 0;
    let mut number = |note: &Note| {
        let numbered = says(note) && props.place != PrintedNotes::None;
        count += usize::from(numbered);
        numbered.then_some(count)
    };
    let placed =
        props.notes.iter().filter_map(|placed| Some(Numbered { note: &placed.note, span: placed.span?, number: None }));
    let mut notes: Vec<Numbered> = placed.collect();
    crate::order::sort_by_key(&mut notes, |note| note.span);
    for note in &mut notes {
        note.number = number(note.note);
    }
    // Marks and notes in one list: first the marks.
    let marks: Vec<&Mark> = analysis.marks.iter().filter(|_| !props.clean).collect();
    let spans: Vec<Span> = marks.iter().map(|mark| mark.span()).chain(notes.iter().map(|note| note.span)).collect();
    let blocks = analysis.reading.blocks.iter().map(|block| {
        let pieces = pieces(block.span, &spans);
        let pieces = pieces.iter().map(|piece| view_piece(props, &marks, &notes, piece));
        block_element(block.role, None, None, pieces.collect())
    });
    let lost = props.notes.iter().filter(|placed| placed.span.is_none() && props.place != PrintedNotes::None);
    let lost: Vec<&Note> = lost.map(|placed| -> &Note { &placed.note }).filter(|note| says(note)).collect();
    let at_end = props.place == PrintedNotes::End && notes.iter().any(|note| note.number.is_some());
    html! {
        <section class={classes!("printed", props.place.name())} lang="zh-Hans" aria-hidden="true">
            <div class="printed-text">{ for blocks }</div>
            if at_end {
                <h2 class="printed-head">{ t!("print.notes") }</h2>
                <ol class="printed-notes">
                    { for notes.iter().filter_map(|note| note.number.map(|number| view_note(note.note, Some(number), true))) }
                </ol>
            }
            if !lost.is_empty() {
                <h2 class="printed-head">{ t!("list.orphans") }</h2>
                <ol class="printed-notes">{ for lost.iter().map(|note| view_note(note, None, true)) }</ol>
            }
        </section>
    }
}

fn view_piece(props: &PrintedProps, marks: &[&Mark], notes: &[Numbered], piece: &Piece) -> Html {
    let mut class = classes!();
    for &at in &piece.covers {
        match (marks.get(at), notes.get(at.wrapping_sub(marks.len()))) {
            (Some(Mark::Number(_)), _) => class.push("number"),
            (Some(Mark::Program(_)), _) => class.push("program"),
            (None, Some(note)) => class.push(note.note.line.name()),
            (None, None) => {}
        }
    }
    let of = |all: &[usize]| -> Vec<&Numbered> {
        all.iter().filter_map(|at| notes.get(at.checked_sub(marks.len())?)).filter(|n| n.number.is_some()).collect()
    };
    // A note of several paragraphs stands beside the first.
    let beside = of(&piece.begins).into_iter().filter(|note| note.span.start == piece.span.start);
    let beside = beside.filter(|_| props.place == PrintedNotes::Margin);
    let refs = of(&piece.ends);
    let text = props.analysis.slice(piece.span);
    html! {
        <>
            { for beside.map(|note| html! { <span class="beside">{ view_note(note.note, note.number, false) }</span> }) }
            if class.is_empty() { { text } } else { <span {class}>{ text }</span> }
            { for refs.iter().map(|note| html! { <sup>{ note.number }</sup> }) }
        </>
    }
}

/// What a note says; at the end of the article with its passage.
fn view_note(of: &Note, number: Option<usize>, with_passage: bool) -> Html {
    let inner = html! {
        <>
            if let Some(number) = number {
                <b class="printed-number">{ number }</b>
            }
            if with_passage {
                <q>{ &of.selectors.quote.exact }</q>
            }
            <span class="printed-words">{ of.body.trim() }</span>
            { for of.tags.iter().map(|tag| html! { <span class="printed-tag">{ tag }</span> }) }
        </>
    };
    if with_passage {
        html! { <li>{ inner }</li> }
    } else {
        inner
    }
}
