//! The notes of the open article: in the margin beside their lines, on a narrow screen in a sheet.

mod editor;
mod stack;
mod tags;

use rust_i18n::t;
use web_sys::HtmlElement;
use yew::prelude::*;

use self::editor::Editor;
use self::stack::Item;
use super::hooks::{use_focus_inside, use_language};
use super::icon::{CLOSE, Icon};
use crate::app::steps::Steps;
use crate::browser::places::Places;
use crate::browser::{clock, dom};
use crate::notes::Note;
use crate::text::Span;

/// A note and where it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The note.
    pub note: Note,
    /// Its place; `None` for an orphan.
    pub span: Option<Span>,
}

/// The note that is open for writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The note's id.
    pub id: String,
    /// Whether the cursor goes into it: yes when the reader asked to write, no when they only touched it.
    pub write: bool,
}

/// Properties of [`Margin`].
#[derive(Properties, PartialEq)]
pub struct MarginProps {
    /// The notes in the order of their places, orphans first.
    pub notes: Vec<Placed>,
    /// The open one.
    pub open: Option<Open>,
    /// Whether the sheet is shown, on a screen that has no margin.
    pub sheet: bool,
    /// A note is to be opened, or none.
    pub on_open: Callback<Option<Open>>,
    /// A note was changed.
    pub on_change: Callback<Note>,
    /// A note is to be deleted.
    pub on_delete: Callback<String>,
    /// The sheet is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn Margin(props: &MarginProps) -> Html {
    let cards = props.notes.iter().map(|placed| {
        let open = props.open.as_ref().filter(|o| o.id == placed.note.id);
        html! {
            <Card key={placed.note.id.clone()} placed={placed.clone()} open={open.cloned()}
                on_open={props.on_open.clone()} on_change={props.on_change.clone()}
                on_delete={props.on_delete.clone()} />
        }
    });
    use_language();
    let node = use_node_ref();
    use_focus_inside(props.sheet, &node);
    html! {
        <aside ref={node} class={classes!("margin", props.sheet.then_some("shown"))} aria-label={t!("note.list").into_owned()}>
            <header class="sheet-head">
                <h2>{ t!("note.list") }</h2>
                <Steps />
                <button class="close" aria-label={t!("nav.close").into_owned()}
                    onclick={props.on_close.reform(|_| ())}><Icon path={CLOSE} /></button>
            </header>
            if props.notes.is_empty() {
                <p class="hint">{ t!("note.empty") }</p>
            }
            <ol class="notes">{ for cards }</ol>
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    placed: Placed,
    open: Option<Open>,
    on_open: Callback<Option<Open>>,
    on_change: Callback<Note>,
    on_delete: Callback<String>,
}

#[component]
fn Card(props: &CardProps) -> Html {
    let language = use_language();
    let note = &props.placed.note;
    let bare = note.body.trim().is_empty();
    let class = classes!(
        "note",
        note.colour.name(),
        bare.then_some("bare"),
        props.open.is_some().then_some("open"),
        props.placed.span.is_none().then_some("orphan"),
    );
    let open = {
        let id = note.id.clone();
        // A key opens a note for writing; a finger may only want to read, and would get the keyboard over the text.
        props.on_open.reform(move |event: MouseEvent| Some(Open { id: id.clone(), write: event.detail() == 0 }))
    };
    let node = use_node_ref();
    {
        // When the note is closed the focus is where it was, and not lost with the field.
        let (node, was_open) = (node.clone(), use_mut_ref(|| false));
        use_effect_with(props.open.is_some(), move |&open| {
            let closed = was_open.replace(open) && !open;
            let lost = dom::document().active_element().is_none_or(|e| e.tag_name() == "BODY");
            if let Some(button) = node.cast::<HtmlElement>().filter(|_| closed && lost) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = button.focus_with_options(&options);
            }
        });
    }
    html! {
        <li {class} data-note={note.id.clone()}>
            if props.placed.span.is_none() {
                <p class="orphan-note">{ t!("note.orphan") }</p>
                if props.open.is_none() && !bare {
                    <q class="quote">{ &note.selectors.quote.exact }</q>
                }
            }
            if let Some(state) = &props.open {
                <Editor note={note.clone()} write={state.write} on_change={props.on_change.clone()}
                    on_delete={props.on_delete.clone()} on_done={props.on_open.reform(|()| None)} />
            } else {
                <button ref={node} class="note-text" onclick={open} title={t!("note.open").into_owned()}>
                    if bare {
                        <q class="quote">{ &note.selectors.quote.exact }</q>
                    } else {
                        <span class="body">{ &note.body }</span>
                    }
                    <time class="moment">{ clock::short(note.created, language.tag()) }</time>
                </button>
            }
        </li>
    }
}

/// The least distance between two notes, CSS pixels.
const GAP: f64 = 14.0;

/// Puts each note beside its line. Orphans have no line; they stand at the top, in the order given.
pub fn lay_out(margin: &HtmlElement, places: &Places, notes: &[Placed], open: Option<&str>) {
    let Some(list) = dom::all(margin, ".notes").into_iter().next() else {
        return;
    };
    let origin = list.get_bounding_client_rect().top();
    let cards = dom::all(&list, "[data-note]");
    let items: Vec<Item> = cards
        .iter()
        .zip(notes)
        .map(|(card, placed)| {
            let range = placed.span.and_then(|span| places.range(span));
            // A note's line is the one its passage begins on.
            let top = range.and_then(|r| r.get_client_rects()?.item(0)).map(|rect| rect.top() - origin);
            Item { line: top.unwrap_or(0.0), height: card.get_bounding_client_rect().height() }
        })
        .collect();
    let open = open.and_then(|id| notes.iter().position(|p| p.note.id == id));
    let tops = stack::stack(&items, GAP, open);
    for (card, top) in cards.iter().zip(&tops) {
        // A note is not seen before it has its place, and not while the open one needs it.
        let (state, top) = top.map_or(("folded", 0.0), |top| ("placed", top));
        let _ = card.set_attribute("data-state", state);
        let _ = card.style().set_property("--top", &format!("{top:.1}px"));
    }
    let ends = tops.iter().zip(&items).filter_map(|(top, item)| Some((*top)? + item.height));
    let end = ends.fold(0.0, f64::max);
    let _ = list.style().set_property("--height", &format!("{end:.1}px"));
}
