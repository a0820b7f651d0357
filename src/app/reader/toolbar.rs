//! The tools for selected text: six colours in one of three lines, a note, a copy, the same for every place of it; and
//! what the word is when one word is selected.

use crate::app::wording::t;
use yew::prelude::*;

use super::correct::Correct;
use super::desk::Offer;
use super::floating::{Anchor, Floating};
use crate::app::hooks::use_language;
use crate::app::look::{Colours, Lines};
use crate::corrections::Correction;
use crate::notes::{Colour, Line};

/// Properties of [`Toolbar`].
#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    /// Where the selection is.
    pub anchor: Anchor,
    /// The words for the part of speech, when exactly one word is selected.
    pub word: Option<AttrValue>,
    /// A colour was chosen.
    pub on_colour: Callback<Colour>,
    /// The line in which colours are laid.
    pub line: Line,
    /// Another line was chosen.
    pub on_line: Callback<Line>,
    /// How often the selected text is found.
    pub alike: Alike,
    /// Every place of it is to be marked; in all articles (`true`) or in this one.
    pub on_everywhere: Callback<bool>,
    /// A note is wanted.
    pub on_note: Callback<()>,
    /// The text is wanted on the clipboard.
    pub on_copy: Callback<()>,
    /// What the selection could correct.
    pub offers: Vec<Offer>,
    /// The reader corrected something.
    pub on_correct: Callback<Correction>,
}

/// How often a text is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Alike {
    /// In this article.
    pub here: usize,
    /// In all of them.
    pub all: usize,
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
    html! {
        <Floating anchor={props.anchor} class="toolbar" role="toolbar" label={t!("selection.tools").into_owned()}
            size={*size}>
            if let Some(word) = &props.word {
                <span class="word-class">{ word }</span>
            }
            <Colours on_choose={props.on_colour.clone()} />
            <Lines chosen={props.line} on_choose={props.on_line.clone()} />
            <button class="tool" onclick={props.on_note.reform(|_| ())}>{ t!("selection.note") }</button>
            <button class="tool" onclick={props.on_copy.reform(|_| ())}>{ t!("selection.copy") }</button>
            if props.alike.all > 1 {
                <div class="alike">
                    <span class="question">{ t!("selection.everywhere") }</span>
                    if props.alike.here > 1 && props.alike.here < props.alike.all {
                        <button class="tool" onclick={props.on_everywhere.reform(|_| false)}>
                            { t!("selection.here", count = props.alike.here) }
                        </button>
                    }
                    <button class="tool" onclick={props.on_everywhere.reform(|_| true)}>
                        { t!("selection.all", count = props.alike.all) }
                    </button>
                </div>
            }
            if !props.offers.is_empty() {
                <Correct offers={props.offers.clone()} on_correct={props.on_correct.clone()} {on_resize} />
            }
        </Floating>
    }
}
