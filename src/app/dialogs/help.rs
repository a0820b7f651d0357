//! The list of shortcuts, made from the registry.

use crate::app::wording::t;
use yew::prelude::*;

use super::Frame;
use crate::app::hooks::use_language;
use crate::app::shortcuts;

/// Properties of [`Help`].
#[derive(Clone, Properties, PartialEq)]
pub struct HelpProps {
    /// The dialog is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    use_language();
    let rows = shortcuts::ALL.chunk_by(|a, b| a.label == b.label).map(|row| {
        let keys = row.iter().map(|shortcut| {
            let printed = shortcut.printed().map(|key| html! { <kbd>{ key }</kbd> });
            html! { <span class="chord">{ for printed }</span> }
        });
        html! { <><dt>{ for keys }</dt><dd>{ t!(row[0].label) }</dd></> }
    });
    html! {
        <Frame title={t!("nav.help").into_owned()} on_close={props.on_close.clone()}>
            <dl class="keys">{ for rows }</dl>
            <p class="setting-text">{ t!("key.more") }</p>
        </Frame>
    }
}
