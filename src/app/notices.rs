//! What the reader must know about the keeping of notes, with what to do about it; and the way back from a deletion.

use gloo::timers::callback::Timeout;
use rust_i18n::t;
use yew::prelude::*;

use super::hooks::use_language;
use super::notebook::{Notes, Trouble, export_raw};
use crate::browser::download;

/// Properties of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The notebook.
    pub notes: Notes,
    /// The address named an article that there is not.
    pub missing: bool,
}

/// How long a deletion can be taken back, milliseconds: long enough to notice and to reach for it.
const UNDO_TIME: u32 = 12_000;

/// See the module.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    use_language();
    let notes = &props.notes;
    {
        let (id, notes) = (notes.deleted().map(|n| n.id.clone()), notes.clone());
        use_effect_with(id, move |id| {
            let timer = id.is_some().then(|| Timeout::new(UNDO_TIME, move || notes.forget_deleted()));
            move || drop(timer)
        });
    }
    let on = |act: fn(&Notes)| {
        let notes = notes.clone();
        Callback::from(move |_: MouseEvent| act(&notes))
    };
    html! {
        <div class="notices">
            if let Some(trouble) = notes.trouble() {
                <div class="notice trouble" role="alert">
                    <p>{ trouble_text(&trouble) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(|_| save_file(&export_raw()))}>{ t!("trouble.download") }</button>
                        if !matches!(trouble, Trouble::Unavailable) {
                            <button class="tool" onclick={on(Notes::save_again)}>{ t!("trouble.retry") }</button>
                        }
                    </p>
                </div>
            }
            if !notes.damaged().is_empty() {
                <div class="notice" role="status">
                    <p>{ t!("trouble.damaged", count = notes.damaged().len()) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(save_damaged)}>{ t!("trouble.download_damaged") }</button>
                        <button class="tool" onclick={on(Notes::damage_seen)}>{ t!("trouble.dismiss") }</button>
                    </p>
                </div>
            }
            if props.missing {
                <div class="notice" role="status"><p>{ t!("article.missing") }</p></div>
            }
            if notes.deleted().is_some() {
                <div class="notice toast" role="status">
                    <p>{ t!("note.deleted") }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(Notes::undelete)}>{ t!("note.undo") }</button>
                    </p>
                </div>
            }
        </div>
    }
}

fn trouble_text(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unavailable => t!("trouble.unavailable").into_owned(),
        Trouble::Full(count) => t!("trouble.full", count = count).into_owned(),
        Trouble::Other(count, reason) => t!("trouble.other", count = count, reason = reason).into_owned(),
    }
}

/// The name of the file with everything in it.
const FILE: &str = "meipi-notes.json";

/// Offers a file of notes.
pub fn save_file(text: &str) {
    if download::save(FILE, text, "application/json").is_err() {
        web_sys::console::warn_1(&"the browser would not make the file".into());
    }
}

fn save_damaged(notes: &Notes) {
    let items: serde_json::Map<String, serde_json::Value> =
        notes.damaged().iter().map(|item| (item.key.clone(), item.raw.clone().into())).collect();
    save_file(&serde_json::Value::Object(items).to_string());
}
