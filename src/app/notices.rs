//! What the reader must know about the keeping of notes, with what to do about it; and the way back from what was
//! just done.

use crate::app::wording::t;
use gloo::timers::callback::Interval;
use yew::prelude::*;

use super::hooks::use_language;
use super::notebook::{Notes, Trouble};
use super::saving::{Keeping, use_keeping};
use super::steps::History;
use super::update::UpdateOffer;
use super::workbook::{Offer, Way, export_raw, unsaved};
use crate::browser::{clock, dom, download, highlights};
use crate::corrections::Correction;
use crate::workbook::What;

/// Properties of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct NoticesProps {
    /// The notebook.
    pub notes: Notes,
    /// What can be taken back.
    pub history: History,
    /// The address named an article that there is not.
    pub missing: bool,
}

/// How long a deletion can be taken back, milliseconds: long enough to notice and to reach for it.
const UNDO_TIME: u32 = 12_000;

/// See the module.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    use_language();
    let keeping = use_keeping();
    let notes = &props.notes;
    {
        let (offer, history) = (props.history.offer().cloned(), props.history.clone());
        use_offer(offer.clone(), offer.is_some(), move || history.forget());
    }
    let take_up = {
        let history = props.history.clone();
        Callback::from(move |_: MouseEvent| history.take_up())
    };
    let plain = use_state(|| !highlights::can_draw());
    let plain_seen = {
        let plain = plain.clone();
        Callback::from(move |_: MouseEvent| plain.set(false))
    };
    let on = |act: fn(&Notes)| {
        let notes = notes.clone();
        Callback::from(move |_: MouseEvent| act(&notes))
    };
    html! {
        <div class="notices">
            if let Some(trouble) = notes.trouble() {
                <div class="notice trouble" role="alert">
                    <p>{ trouble_text(&trouble, &keeping) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(|_| save_file(&export_raw()))}>{ t!("trouble.download") }</button>
                        if !matches!(trouble, Trouble::Unavailable) {
                            <button class="tool" onclick={on(Notes::save_again)}>
                                { if matches!(trouble, Trouble::Emptied(_)) { t!("trouble.put_back") } else { t!("trouble.retry") } }
                            </button>
                        }
                    </p>
                </div>
            }
            if notes.newly_damaged() > 0 {
                <div class="notice" role="status">
                    <p>{ t!("trouble.damaged", count = notes.newly_damaged()) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={on(save_damaged)}>{ t!("trouble.download_damaged") }</button>
                        <button class="tool" onclick={on(Notes::damage_seen)}>{ t!("trouble.dismiss") }</button>
                    </p>
                </div>
            }
            <UpdateOffer unsaved={unsaved()} />
            if *plain {
                <div class="notice" role="status">
                    <p>{ t!("trouble.plain") }</p>
                    <p class="notice-tools"><button class="tool" onclick={plain_seen}>{ t!("trouble.dismiss") }</button></p>
                </div>
            }
            if props.missing {
                <div class="notice" role="status"><p>{ t!("article.missing") }</p></div>
            }
            if let Some(offer) = props.history.offer() {
                <div class="notice toast" role="status">
                    <p>{ offered(offer) }</p>
                    <p class="notice-tools">
                        <button class="tool" onclick={take_up}>
                            { if offer.way == Way::Undone { t!("undo.redo") } else { t!("undo.undo") } }
                        </button>
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

/// What was just done, in words.
fn offered(offer: &Offer) -> String {
    let what = match &offer.what {
        What::Made(count) => t!("undo.made", count = count).into_owned(),
        What::Changed(count) => t!("undo.changed", count = count).into_owned(),
        What::Deleted(count) => t!("undo.deleted", count = count).into_owned(),
        What::Said(correction) => said(correction),
        What::Unsaid(correction) => t!("undo.unsaid", what = said(correction)).into_owned(),
        What::Corrected(count) => t!("undo.corrected", count = count).into_owned(),
    };
    match offer.way {
        Way::Done => what,
        Way::Undone => t!("undo.undone", what = what).into_owned(),
        Way::Redone => t!("undo.redone", what = what).into_owned(),
    }
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

fn trouble_text(trouble: &Trouble, keeping: &Keeping) -> String {
    match trouble {
        // What localStorage has no room for is in the journal.
        Trouble::Full(count) if keeping.is_aside() => t!("trouble.full_aside", count = count).into_owned(),
        Trouble::Emptied(count) => t!("trouble.emptied", count = count).into_owned(),
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

/// Offers the items that cannot be read, as they are.
pub fn save_damaged(notes: &Notes) {
    let items: serde_json::Map<String, serde_json::Value> =
        crate::order::collected(notes.damaged().iter().map(|item| (item.key.clone(), item.raw.clone().into())));
    save_file(&serde_json::Value::Object(items).to_string());
}
