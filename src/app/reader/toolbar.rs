//! The tools for selected text: six colours, a note, a copy; and what the word is when one word is selected.

use rust_i18n::t;
use yew::prelude::*;

use super::correct::Correct;
use super::desk::Offer;
use super::floating::{Anchor, Floating};
use crate::app::hooks::use_language;
use crate::corrections::Correction;
use crate::notes::Colour;

/// Properties of [`Toolbar`].
#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    /// Where the selection is.
    pub anchor: Anchor,
    /// The words for the part of speech, when exactly one word is selected.
    pub word: Option<AttrValue>,
    /// A colour was chosen.
    pub on_colour: Callback<Colour>,
    /// A note is wanted.
    pub on_note: Callback<()>,
    /// The text is wanted on the clipboard.
    pub on_copy: Callback<()>,
    /// What the selection could correct.
    pub offers: Vec<Offer>,
    /// The reader corrected something.
    pub on_correct: Callback<Correction>,
}

/// See the module.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    use_language();
    let size = use_state_eq(|| 0u32);
    let on_resize = {
        let size = size.clone();
        Callback::from(move |()| size.set(*size + 1))
    };
    let colours = Colour::ALL.into_iter().map(|colour| {
        let name = t!(format!("colour.{}", colour.name()));
        let label = t!("selection.colour", colour = name).into_owned();
        html! {
            <button class={classes!("swatch", colour.name())} aria-label={label.clone()} title={label}
                onclick={props.on_colour.reform(move |_| colour)} />
        }
    });
    html! {
        <Floating anchor={props.anchor} class="toolbar" role="toolbar" label={t!("selection.tools").into_owned()}
            size={*size}>
            if let Some(word) = &props.word {
                <span class="word-class">{ word }</span>
            }
            <span class="swatches">{ for colours }</span>
            <button class="tool" onclick={props.on_note.reform(|_| ())}>{ t!("selection.note") }</button>
            <button class="tool" onclick={props.on_copy.reform(|_| ())}>{ t!("selection.copy") }</button>
            if !props.offers.is_empty() {
                <Correct offers={props.offers.clone()} on_correct={props.on_correct.clone()} {on_resize} />
            }
        </Floating>
    }
}
