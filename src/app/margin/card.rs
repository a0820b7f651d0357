//! One note of the margin: folded to a line, whole, or open for writing.

use crate::app::wording::t;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::editor::Editor;
use super::orphan::Orphan;
use super::plan::Form;
use super::{Act, Open, Placed, is_bare};
use crate::app::hooks::use_language;
use crate::app::written::Written;
use crate::browser::{clock, dom};
use crate::markdown;

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The note.
    pub placed: Placed,
    /// How much of it is shown.
    pub form: Form,
    /// Set when it is open.
    pub open: Option<Open>,
    /// Whether it is pointed at, here or in the text.
    pub lit: bool,
    /// Whether its new place is being chosen.
    pub choosing: bool,
    /// What stands where an orphan may have stood.
    pub there: Option<AttrValue>,
    /// Its place among the article's notes, from 1.
    pub place: usize,
    /// How many notes the article has.
    pub of: usize,
    /// The reader did something.
    pub on_act: Callback<Act>,
}

/// See the module.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let language = use_language();
    let note = &props.placed.note;
    let bare = is_bare(note);
    let orphan = props.placed.span.is_none();
    let class = classes!(
        "note",
        note.colour.name(),
        note.line.name(),
        bare.then_some("bare"),
        (props.form == Form::Line).then_some("folded"),
        props.open.is_some().then_some("open"),
        props.lit.then_some("lit"),
        orphan.then_some("orphan"),
    );
    let id = note.id.clone();
    // A key opens a note for writing; a finger may only want to read, and would get the keyboard over the text.
    let open = {
        let id = id.clone();
        props
            .on_act
            .reform(move |event: MouseEvent| Act::Open(Some(Open { id: id.clone(), write: dom::by_keys(&event) })))
    };
    let change = {
        let note = note.clone();
        props.on_act.reform(move |edit| Act::Change(note.clone(), edit))
    };
    let light = |on: bool| {
        let id = id.clone();
        move || Act::Light(on.then(|| id.clone()))
    };
    let pointed = |on: bool| {
        let light = light(on);
        props.on_act.reform(move |_: MouseEvent| light())
    };
    let focused = |on: bool| {
        let light = light(on);
        props.on_act.reform(move |_: FocusEvent| light())
    };
    let node = use_node_ref();
    {
        // When the note is closed or has its place again, the focus is where it was, and not lost with a button.
        let (node, before) = (node.clone(), use_mut_ref(|| false));
        use_effect_with((props.open.is_some() || orphan, props.open.is_some()), move |&(busy, _)| {
            let done = before.replace(busy);
            let lost = dom::document().active_element().is_none_or(|e| e.tag_name() == "BODY");
            if let Some(button) = node.cast::<HtmlElement>().filter(|_| done && lost) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = button.focus_with_options(&options);
            }
        });
    }
    let tags = html! {
        if !note.tags.is_empty() {
            <span class="note-tags">{ for note.tags.iter().map(|tag| html! { <span>{ "#" }{ tag }</span> }) }</span>
        }
    };
    html! {
        <li {class} data-note={note.id.clone()} aria-posinset={props.place.to_string()} aria-setsize={props.of.to_string()}
            onmouseenter={pointed(true)} onmouseleave={pointed(false)} onfocusin={focused(true)} onfocusout={focused(false)}>
            if orphan && (props.form == Form::Full || props.open.is_some() || props.choosing) {
                <Orphan placed={props.placed.clone()} there={props.there.clone()} choosing={props.choosing}
                    on_act={props.on_act.clone()} />
            }
            if let Some(state) = &props.open {
                <Editor note={note.clone()} write={state.write} on_change={change}
                    on_delete={props.on_act.reform(Act::Delete)} on_done={props.on_act.reform(|()| Act::Open(None))} />
            } else if props.form == Form::Full && markdown::plain(&note.body).is_none() {
                // What is formatted may hold links, which have no place inside a button.
                <div class="note-whole">
                    <button ref={node} class="note-open" onclick={open} aria-label={open_label(&note.body)}></button>
                    <Written source={note.body.clone()} />
                    { tags }
                    <time class="moment">{ clock::short(note.created, language.tag()) }</time>
                </div>
            } else {
                <button ref={node} class="note-text" onclick={open} title={t!("note.open").into_owned()}>
                    if orphan && props.form == Form::Line {
                        <span class="orphan-note">{ t!("note.orphan_line") }{ " " }</span>
                    }
                    if bare {
                        <q class="quote">{ &note.selectors.quote.exact }</q>
                    } else {
                        <span class="body">{ &note.body }</span>
                    }
                    if props.form == Form::Full {
                        { tags }
                        <time class="moment">{ clock::short(note.created, language.tag()) }</time>
                    }
                </button>
            }
        </li>
    }
}

/// The name of the button that opens a note, with its first words.
fn open_label(body: &str) -> String {
    const WORDS: usize = 40;
    let words: String = body.trim().chars().take(WORDS).collect();
    t!("note.open_named", words = words).into_owned()
}
