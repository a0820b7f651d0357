//! The two buttons of the history. They stay where they are when there is nothing to do, and keep the focus.

use crate::app::wording::t;
use yew::prelude::*;

use super::hooks::use_language;
use super::icon::{Icon, REDO, UNDO};
use super::workbook::History;

/// See the module.
#[component]
pub fn Steps() -> Html {
    use_language();
    let Some(history) = use_context::<History>() else { return html! {} };
    let button = |path: &'static str, label: String, able: bool, step: fn(&History)| {
        let history = history.clone();
        html! {
            <button class="tool icon-tool step" aria-disabled={(!able).to_string()} aria-label={label.clone()}
                title={label} onclick={move |_| step(&history)}><Icon {path} /></button>
        }
    };
    html! {
        <span class="steps">
            { button(UNDO, t!("undo.undo").into_owned(), history.can_undo(), History::undo) }
            { button(REDO, t!("undo.redo").into_owned(), history.can_redo(), History::redo) }
        </span>
    }
}
