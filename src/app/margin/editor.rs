//! Writing a note. Every stroke is kept at once, so there is nothing to save and nothing to lose.

use std::rc::Rc;

use crate::app::wording::t;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::Edit;
use super::tags::TagField;
use crate::app::hooks::use_language;
use crate::app::look::{Colours, Lines};
use crate::notes::Note;

/// Properties of [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The note.
    pub note: Rc<Note>,
    /// Whether the cursor goes into the text.
    pub write: bool,
    /// The note is to be changed.
    pub on_change: Callback<Edit>,
    /// The note is to be deleted.
    pub on_delete: Callback<String>,
    /// The reader is done.
    pub on_done: Callback<()>,
}

/// See the module.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    use_language();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.note.id.clone(), props.write), move |(_, write)| {
            if let Some(area) = node.cast::<HtmlTextAreaElement>().filter(|_| *write) {
                // Without scrolling: the note stands beside the line the reader is looking at.
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = area.focus_with_options(&options);
                let end = area.value().encode_utf16().count() as u32;
                let _ = area.set_selection_range(end, end);
            }
        });
    }
    let oninput = props.on_change.reform(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        Edit::Body(area.value())
    });
    let onkeydown = {
        let on_done = props.on_done.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                on_done.emit(());
            }
        })
    };
    let delete = {
        let id = props.note.id.clone();
        props.on_delete.reform(move |_| id.clone())
    };
    html! {
        <div class="editor">
            <q class="quote">{ &props.note.selectors.quote.exact }</q>
            <textarea ref={node} rows="2" lang="zh-Hans" aria-label={t!("note.edit").into_owned()}
                placeholder={t!("note.placeholder").into_owned()} value={props.note.body.clone()}
                {oninput} {onkeydown} />
            <TagField tags={props.note.tags.clone()} on_change={props.on_change.clone()} />
            <div class="editor-tools">
                <Colours chosen={props.note.colour} on_choose={props.on_change.reform(Edit::Colour)} />
                <Lines chosen={props.note.line} on_choose={props.on_change.reform(Edit::Line)} />
                <span class="editor-ends">
                    <button class="tool danger" onclick={delete}>{ t!("note.delete") }</button>
                    <button class="tool" onclick={props.on_done.reform(|_| ())}>{ t!("note.done") }</button>
                </span>
            </div>
        </div>
    }
}
