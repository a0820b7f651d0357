//! The tags of the note being written: chips to take away, and a field that completes what other notes have.

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Edit;
use crate::app::hooks::use_language;
use crate::app::icon::{CLOSE, Icon};
use crate::app::notebook::Notes;
use crate::browser::dom;
use crate::notes::tags;

/// Properties of [`TagField`].
#[derive(Properties, PartialEq)]
pub struct TagFieldProps {
    /// The tags of the note.
    pub tags: Vec<String>,
    /// A tag is to come or to go.
    pub on_change: Callback<Edit>,
}

/// What ends a tag while it is typed, beside Enter.
const ENDS: [char; 6] = [',', '，', '、', ';', '；', '\n'];

/// See the module.
#[component]
pub fn TagField(props: &TagFieldProps) -> Html {
    use_language();
    let notes = use_context::<Notes>();
    // Asked of all notes, so not at every stroke in this one.
    let known = use_memo(props.tags.clone(), move |_| notes.map(|n| n.tags()).unwrap_or_default());
    // What is typed is the field's alone: it would be drawn a moment late, and the strokes in between lost.
    let take = {
        let (has_room, on_change) = (props.tags.len() < tags::MOST, props.on_change.clone());
        move |field: &HtmlInputElement, text: &str| {
            on_change.emit(Edit::Tag(text.to_owned()));
            // Where there is no room for one more it stays in the field, to be seen.
            field.set_value(if has_room { "" } else { text });
        }
    };
    let oninput = {
        let (take, known) = (take.clone(), known.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let text = field.value();
            // One picked from the list comes whole; the browser says so, or says nothing of how it was typed.
            let picked = event.input_type() == "insertReplacementText" || event.input_type().is_empty();
            if (picked && known.contains(&text)) || text.ends_with(ENDS) {
                take(&field, text.trim_end_matches(ENDS));
            }
        })
    };
    let onkeydown = {
        let (take, last, on_change) = (take.clone(), props.tags.last().cloned(), props.on_change.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            let field: HtmlInputElement = event.target_unchecked_into();
            match event.key().as_str() {
                "Enter" if !event.ctrl_key() && !event.meta_key() => {
                    event.prevent_default();
                    take(&field, &field.value());
                }
                "Backspace" if field.value().is_empty() => {
                    if let Some(last) = last.clone() {
                        on_change.emit(Edit::Untag(last));
                    }
                }
                _ => {}
            }
        })
    };
    let onblur = Callback::from(move |event: FocusEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        if !field.value().is_empty() {
            take(&field, &field.value());
        }
    });
    let chips = props.tags.iter().map(|tag| {
        let (removed, on_change) = (tag.clone(), props.on_change.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            on_change.emit(Edit::Untag(removed.clone()));
            dom::focus_first(".tag-field input");
        });
        html! {
            <li class="tag" key={tag.clone()}>
                <span>{ tag }</span>
                <button type="button" aria-label={t!("tag_field.remove", tag = tag).into_owned()} {onclick}>
                    <Icon path={CLOSE} />
                </button>
            </li>
        }
    });
    let offered = known.iter().filter(|known| !props.tags.contains(known)).map(|known| {
        html! { <option value={known.clone()} /> }
    });
    html! {
        <div class="tag-field">
            if !props.tags.is_empty() {
                <ul class="tags">{ for chips }</ul>
            }
            <input list="known-tags" aria-label={t!("tag_field.add").into_owned()}
                placeholder={t!("tag_field.add").into_owned()} autocomplete="off" maxlength={tags::LONGEST.to_string()} enterkeyhint="done"
                {oninput} {onkeydown} {onblur} />
            <datalist id="known-tags">{ for offered }</datalist>
        </div>
    }
}
