//! Printing: where the notes stand on paper.

use crate::app::wording::t;
use yew::prelude::*;

use super::Frame;
use super::settings::choice;
use crate::app::hooks::use_language;
use crate::app::settings::{PrintedNotes, Settings};

/// Properties of [`PrintDialog`].
#[derive(Clone, Properties, PartialEq)]
pub struct PrintProps {
    /// The settings in force.
    pub settings: Settings,
    /// What is to be printed.
    pub title: AttrValue,
    /// Other settings were chosen.
    pub on_change: Callback<Settings>,
    /// The article is to be printed.
    pub on_print: Callback<()>,
    /// The dialog is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn PrintDialog(props: &PrintProps) -> Html {
    use_language();
    let settings = props.settings;
    html! {
        <Frame title={t!("print.head").into_owned()} on_close={props.on_close.clone()}>
            <p class="setting-text print-title" lang="zh-Hans">{ &props.title }</p>
            { choice("print", &t!("print.where"), &PrintedNotes::ALL, settings.print,
                props.on_change.reform(move |print| Settings { print, ..settings })) }
            <p class="setting setting-text">{ t!("print.told") }</p>
            <button class="button primary" onclick={props.on_print.reform(|_| ())}>{ t!("print.print") }</button>
        </Frame>
    }
}
