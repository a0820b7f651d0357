//! The tags of the note being written: chips to take away, and a field that completes what other notes have.

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

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
    /// Other tags were chosen.
    pub on_change: Callback<Vec<String>>,
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
    let typed = use_state_eq(String::new);
    let take = {
        let (tags, on_change, typed) = (props.tags.clone(), props.on_change.clone(), typed.clone());
        move |text: &str| {
            let mut all = tags.clone();
            if tags::add(&mut all, text) {
                on_change.emit(all);
            }
            // Where there is no room for one more it stays in the field, to be seen.
            typed.set(if tags.len() < tags::MOST { String::new() } else { text.to_owned() });
        }
    };
    let oninput = {
        let (typed, take, known) = (typed.clone(), take.clone(), known.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let text = field.value();
            // One picked from the list comes whole; the browser says so, or says nothing of how it was typed.
            let picked = event.input_type() == "insertReplacementText" || event.input_type().is_empty();
            if (picked && known.contains(&text)) || text.ends_with(ENDS) {
                take(text.trim_end_matches(ENDS));
            } else {
                typed.set(text);
            }
        })
    };
    let onkeydown = {
        let (typed, take, tags, on_change) = (typed.clone(), take.clone(), props.tags.clone(), props.on_change.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            match event.key().as_str() {
                "Enter" if !event.ctrl_key() && !event.meta_key() => {
                    event.prevent_default();
                    take(&typed);
                }
                "Backspace" if typed.is_empty() => {
                    if let Some((_, rest)) = tags.split_last() {
                        on_change.emit(rest.to_vec());
                    }
                }
                _ => {}
            }
        })
    };
    let onblur = {
        let (typed, take) = (typed.clone(), take.clone());
        Callback::from(move |_: FocusEvent| {
            if !typed.is_empty() {
                take(&typed);
            }
        })
    };
    let chips = props.tags.iter().enumerate().map(|(at, tag)| {
        let (tags, on_change) = (props.tags.clone(), props.on_change.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let mut rest = tags.clone();
            rest.remove(at);
            on_change.emit(rest);
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
            <input list="known-tags" value={(*typed).clone()} aria-label={t!("tag_field.add").into_owned()}
                placeholder={t!("tag_field.add").into_owned()} autocomplete="off" maxlength={tags::LONGEST.to_string()} enterkeyhint="done"
                {oninput} {onkeydown} {onblur} />
            <datalist id="known-tags">{ for offered }</datalist>
        </div>
    }
}
