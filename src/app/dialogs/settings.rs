//! The settings, each in force as soon as it is chosen.

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Frame;
use super::colours::ColourList;
use super::fixes::FixList;
use super::kept::Kept;
use crate::app::fixes::Fixes;
use crate::app::hooks::use_language;
use crate::app::notebook::Notes;
use crate::app::root::Layer;
use crate::app::settings::{Choice, Language, Settings, Size, Theme};

/// Properties of [`SettingsDialog`].
#[derive(Clone, Properties, PartialEq)]
pub struct SettingsProps {
    /// The settings in force.
    pub settings: Settings,
    /// The notebook.
    pub notes: Notes,
    /// The reader's corrections.
    pub fixes: Fixes,
    /// Another dialog is to take the place of this one.
    pub on_layer: Callback<Layer>,
    /// Other settings were chosen.
    pub on_change: Callback<Settings>,
    /// The dialog is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn SettingsDialog(props: &SettingsProps) -> Html {
    use_language();
    let settings = props.settings;
    let change = &props.on_change;
    html! {
        <Frame title={t!("nav.settings").into_owned()} on_close={props.on_close.clone()}>
            { choice("theme", &t!("settings.theme"), &Theme::ALL, settings.theme,
                change.reform(move |theme| Settings { theme, ..settings })) }
            { choice("size", &t!("settings.size"), &Size::ALL, settings.size,
                change.reform(move |size| Settings { size, ..settings })) }
            { choice("language", &t!("settings.language"), &Language::ALL, settings.language,
                change.reform(move |language| Settings { language, ..settings })) }
            { switch(&t!("settings.boundaries"), settings.boundaries,
                change.reform(move |boundaries| Settings { boundaries, ..settings })) }
            { switch(&t!("settings.classes"), settings.classes,
                change.reform(move |classes| Settings { classes, ..settings })) }
            { switch(&t!("settings.clean"), settings.clean,
                change.reform(move |clean| Settings { clean, ..settings })) }
            { switch(&t!("settings.by_character"), settings.by_character,
                change.reform(move |by_character| Settings { by_character, ..settings })) }
            { switch(&t!("settings.keys"), settings.keys,
                change.reform(move |keys| Settings { keys, ..settings })) }
            <ColourList />
            <FixList fixes={props.fixes.clone()} />
            <Kept notes={props.notes.clone()} on_layer={props.on_layer.clone()} />
        </Frame>
    }
}

/// One of several, as a row of radio buttons.
pub(super) fn choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    label: &str,
    choices: &[Choice<T>],
    chosen: T,
    on_choose: Callback<T>,
) -> Html {
    let options = choices.iter().map(|&(value, key, id)| {
        let onchange = on_choose.reform(move |_: Event| value);
        html! {
            <label>
                <input type="radio" {name} value={id} checked={value == chosen} {onchange} />
                <span>{ t!(key) }</span>
            </label>
        }
    });
    html! {
        <fieldset class="setting">
            <legend>{ label }</legend>
            <div class="segments">{ for options }</div>
        </fieldset>
    }
}

/// On or off.
fn switch(label: &str, on: bool, on_switch: Callback<bool>) -> Html {
    let onchange = on_switch.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label class="setting switch">
            <span>{ label }</span>
            <input type="checkbox" role="switch" checked={on} {onchange} />
        </label>
    }
}
