//! The page "try a text": the reader pastes or types one, the worker cuts and marks it, and it is shown with tables
//! of what was found. Nothing of it is kept or sent.
//!
//! | file | holds |
//! | --- | --- |
//! | `draft` | the reader's text, and what can be asked with it |
//! | `state` | what has come of it, and the worker |
//! | `result` | the text as it was cut, its marks as elements |
//! | `hand` | pointer, touch and keys on the marks |
//! | `card` | what a mark's card tells |
//! | `paint` | its words, painted over it |
//! | `tables`, `export` | what was found, on the page and as files |

mod card;
mod draft;
mod export;
mod hand;
mod paint;
mod result;
mod state;
mod tables;

use crate::app::wording::t;
use web_sys::HtmlElement;
use yew::prelude::*;

use self::draft::DraftForm;
use self::result::ResultText;
use self::state::{Stage, use_trying};
use self::tables::Tables;
use super::fixes::Fixes;
use super::hooks::{use_commands, use_language};
use super::settings::Settings;
use super::shortcuts::Command;
use crate::browser::dom;
use crate::corrections::Correction;
use crate::library::{Mention, Shelf};
use crate::trial::{LIMIT, Trouble};

pub use self::draft::Draft;

/// The page's name in the address. No article has it: their names end in `-` and digits.
pub const ID: &str = "try";

/// Properties of [`Tryout`].
#[derive(Clone, Properties, PartialEq)]
pub struct TryoutProps {
    /// The reader's text, so that it is still there after a look at an article.
    pub draft: Draft,
    /// The articles, for the other mentions of a programme.
    pub shelf: Shelf,
    /// The reader's corrections.
    pub fixes: Fixes,
    /// The settings in force.
    pub settings: Settings,
    /// Other settings were chosen.
    pub on_settings: Callback<Settings>,
    /// The reader wants to go to a mention in an article.
    pub on_go: Callback<Mention>,
}

/// See the module.
#[component]
pub fn Tryout(props: &TryoutProps) -> Html {
    use_language();
    let head = use_node_ref();
    let trying = use_trying();
    {
        let head = head.clone();
        use_effect_with((), move |()| {
            dom::window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(head) = head.cast::<HtmlElement>() {
                let _ = head.focus();
            }
        });
    }
    {
        let trying = trying.clone();
        use_commands(props.settings.keys, move |command| {
            let cancels = command == Command::Close && trying.stage.is_busy();
            if cancels {
                trying.cancel();
            }
            cancels
        });
    }
    {
        // What was tried before a look at an article is tried again, and so is what stands on the page when the
        // reader has corrected something, here or in another window.
        let (trying, draft, fixes) = (trying.clone(), props.draft.clone(), props.fixes.clone());
        use_effect_with(props.fixes.revision(), move |_| {
            if let Some(text) = draft.asked() {
                trying.ask(text, said(&fixes), true);
            }
        });
    }
    let on_ask = {
        let (trying, draft, fixes) = (trying.clone(), props.draft.clone(), props.fixes.clone());
        Callback::from(move |()| trying.ask(draft.ask(), said(&fixes), false))
    };
    let cancel = {
        let trying = trying.clone();
        Callback::from(move |_: MouseEvent| trying.cancel())
    };
    let again = on_ask.reform(|_: MouseEvent| ());
    html! {
        <div class="tryout">
            <header class="tryout-head">
                <h1 id={ID} ref={head} tabindex="-1">{ t!("tryout.title") }</h1>
                <p class="tryout-about">{ t!("tryout.about", limit = grouped(LIMIT)) }</p>
            </header>
            <DraftForm draft={props.draft.clone()} busy={trying.stage.is_busy()} {on_ask} />
            <div class="tryout-state">
                <p role="status">{ told(trying.stage, trying.words()) }</p>
                if trying.stage.is_busy() {
                    { progress(trying.stage) }
                    <button class="button" onclick={cancel}>{ t!("tryout.cancel") }</button>
                }
                if matches!(trying.stage, Stage::Failed(_)) {
                    <button class="button" onclick={again}>{ t!("tryout.again") }</button>
                }
            </div>
            if let Some(outcome) = trying.outcome.clone() {
                <Tables {outcome} />
            }
            if !trying.parts.is_empty() {
                <ResultText parts={trying.parts.clone()} outcome={trying.outcome.clone()} shelf={props.shelf.clone()}
                    fixes={props.fixes.clone()} settings={props.settings} on_settings={props.on_settings.clone()}
                    on_go={props.on_go.clone()} />
            }
        </div>
    }
}

/// What the reader corrected, in the order in which it was said.
fn said(fixes: &Fixes) -> Vec<Correction> {
    fixes.all().into_iter().map(|fix| fix.correction).collect()
}

/// What a screen reader is told, too: the steps, and not every hundredth of the way.
fn told(stage: Stage, words: usize) -> String {
    let key = match stage {
        Stage::Idle => return String::new(),
        Stage::Starting => "tryout.starting",
        Stage::Working(_) => "tryout.working",
        Stage::Done => return t!("tryout.done", words = grouped(words)).into_owned(),
        Stage::Cancelled => "tryout.cancelled",
        Stage::Failed(Trouble::Start) => "tryout.no_worker",
        Stage::Failed(Trouble::Dictionary) => "tryout.no_dictionary",
        Stage::Failed(Trouble::Browser) => "tryout.old_browser",
        Stage::Failed(Trouble::Stopped) => "tryout.stopped",
    };
    t!(key).into_owned()
}

fn progress(stage: Stage) -> Html {
    let hundredths = match stage {
        Stage::Working(hundredths) => Some(hundredths),
        _ => None,
    };
    html! {
        <>
            <progress class="tryout-progress" max="100" value={hundredths.map(|h| h.to_string())}
                aria-label={t!("tryout.progress").into_owned()} />
            if let Some(hundredths) = hundredths {
                <span class="tryout-hundredths" aria-hidden="true">{ format!("{hundredths}%") }</span>
            }
        </>
    }
}

/// A number with commas.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
