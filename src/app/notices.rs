//! What the reader must know about the keeping of notes, with what to do about it; and the way back from a deletion.

use gloo::timers::callback::Interval;
use rust_i18n::t;
use yew::prelude::*;

use super::fixes::Fixes;
use super::hooks::use_language;
use super::notebook::{Notes, Trouble, export_raw};
use crate::browser::{clock, dom, download};
use crate::corrections::Correction;

/// Properties of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The notebook.
    pub notes: Notes,
    /// The reader's corrections.
    pub fixes: Fixes,
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
        let (count, notes) = (notes.deleted().len(), notes.clone());
        use_offer(count, count > 0, move || notes.forget_deleted());
    }
    let fixes = &props.fixes;
    {
        let (said, fixes) = (fixes.said().cloned(), fixes.clone());
        use_offer(said.clone(), said.is_some(), move || fixes.forget_said());
    }
    let take_back = {
        let fixes = fixes.clone();
        Callback::from(move |_: MouseEvent| fixes.undo())
    };
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
            if let Some(reason) = fixes.error() {
                <div class="notice trouble" role="alert">
                    <p>{ t!("fix.unsaved", reason = reason) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(|_| save_file(&export_raw()))}>{ t!("trouble.download") }</button>
                    </p>
                </div>
            }
            if let Some(correction) = fixes.said() {
                <div class="notice toast" role="status">
                    <p>{ said(correction) }</p>
                    <p class="notice-tools"><button class="tool" onclick={take_back}>{ t!("note.undo") }</button></p>
                </div>
            } else if !notes.deleted().is_empty() {
                <div class="notice toast" role="status">
                    <p>{ t!("note.deleted", count = notes.deleted().len()) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(Notes::undelete)}>{ t!("note.undo") }</button>
                    </p>
                </div>
            }
        </div>
    }
}

/// Ends an offer to take something back after a while, but not while the reader is at it. A focus that went with
/// what was taken away goes to the offer.
#[hook]
fn use_offer<T: PartialEq + 'static>(of: T, open: bool, end: impl Fn() + 'static) {
    use_effect_with(of, move |_| {
        if open && dom::document().active_element().is_none_or(|e| e.tag_name() == "BODY") {
            dom::focus_first(".toast button");
        }
        let timer = open.then(|| {
            Interval::new(UNDO_TIME, move || {
                let at_it = dom::document().query_selector(".toast:is(:hover, :focus-within)");
                if !at_it.is_ok_and(|toast| toast.is_some()) {
                    end();
                }
            })
        });
        move || drop(timer)
    });
}

/// A correction in words.
pub fn said(correction: &Correction) -> String {
    match correction {
        Correction::Program { name, kind } => {
            let kind = t!(format!("program.{}", kind.name()));
            t!("fix.said_name", name = name, kind = kind).into_owned()
        }
        Correction::NotProgram { name } => t!("fix.said_not_name", name = name).into_owned(),
        Correction::NameEnds { found, name } => t!("fix.said_part", found = found, name = name).into_owned(),
        Correction::Split { word, cuts } => t!("fix.said_split", words = cut_at(word, cuts)).into_owned(),
        Correction::Join { word } => t!("fix.said_join", word = word).into_owned(),
    }
}

/// A word with a line in each cut.
fn cut_at(word: &str, cuts: &[usize]) -> String {
    let mut shown = String::new();
    for (at, character) in word.chars().enumerate() {
        if cuts.contains(&at) {
            shown.push('｜');
        }
        shown.push(character);
    }
    shown
}

fn trouble_text(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unavailable => t!("trouble.unavailable").into_owned(),
        Trouble::Full(count) => t!("trouble.full", count = count).into_owned(),
        Trouble::Other(count, reason) => t!("trouble.other", count = count, reason = reason).into_owned(),
    }
}

/// Offers a file of notes.
pub fn save_file(text: &str) {
    // By the day, so that one file does not take the place of another.
    let name = format!("meipi-notes-{}.json", clock::today());
    if download::save(&name, text, "application/json").is_err() {
        web_sys::console::warn_1(&"the browser would not make the file".into());
    }
}

fn save_damaged(notes: &Notes) {
    let items: serde_json::Map<String, serde_json::Value> =
        notes.damaged().iter().map(|item| (item.key.clone(), item.raw.clone().into())).collect();
    save_file(&serde_json::Value::Object(items).to_string());
}
