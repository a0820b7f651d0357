//! What can be done with the notes that are chosen, each time as one act that can be taken back.

use std::rc::Rc;

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::hooks::use_language;
use crate::app::look::Colours;
use crate::app::notebook::Notes;
use crate::notes::{Note, tags};

/// Properties of [`Several`].
#[derive(Properties, PartialEq)]
pub struct SeveralProps {
    /// The notebook.
    pub notes: Notes,
    /// The notes that are chosen.
    pub chosen: Rc<Vec<Rc<Note>>>,
    /// None is to be chosen any more.
    pub on_done: Callback<()>,
}

/// See the module.
#[component]
pub fn Several(props: &SeveralProps) -> Html {
    use_language();
    let field = use_node_ref();
    let change = {
        let (notes, chosen) = (props.notes.clone(), props.chosen.clone());
        move |change: &dyn Fn(&mut Note)| notes.change_all(&chosen, change)
    };
    let add_tag = {
        let (field, change) = (field.clone(), change.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                let typed = input.value();
                change(&|note| _ = tags::add(&mut note.tags, &typed));
                input.set_value("");
            }
        })
    };
    let paint = {
        let change = change.clone();
        Callback::from(move |colour| change(&|note| note.colour = colour))
    };
    let delete = {
        let (notes, chosen, on_done) = (props.notes.clone(), props.chosen.clone(), props.on_done.clone());
        Callback::from(move |_: MouseEvent| {
            notes.delete_all(chosen.iter().map(|note| note.id.as_str()));
            on_done.emit(());
        })
    };
    html! {
        <div class="several" role="group" aria-label={t!("list.several").into_owned()}>
            <p class="several-count" role="status">{ t!("list.chosen", count = props.chosen.len()) }</p>
            <form class="several-tag" onsubmit={add_tag}>
                <input ref={field} list="known-tags" maxlength={tags::LONGEST.to_string()} autocomplete="off"
                    aria-label={t!("list.tag_name").into_owned()} placeholder={t!("list.tag_name").into_owned()} />
                <datalist id="known-tags">
                    { for props.notes.tags().into_iter().map(|tag| html! { <option value={tag} /> }) }
                </datalist>
                <button class="tool">{ t!("list.add_tag") }</button>
            </form>
            <Colours on_choose={paint} />
            <button class="tool" onclick={delete}>{ t!("note.delete") }</button>
            <button class="tool" onclick={props.on_done.reform(|_| ())}>{ t!("list.done") }</button>
        </div>
    }
}
