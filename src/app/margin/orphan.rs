//! A note whose passage is not surely anywhere: what became of it, and two ways to give it a place again.

use crate::app::wording::t;
use yew::prelude::*;

use super::{Act, Placed};
use crate::app::hooks::use_language;
use crate::notes::{Fate, difference};

/// Properties of [`Orphan`].
#[derive(Properties, PartialEq)]
pub struct OrphanProps {
    /// The note.
    pub placed: Placed,
    /// What stands where it may have stood.
    pub there: Option<AttrValue>,
    /// Whether its new place is being chosen.
    pub choosing: bool,
    /// The reader did something.
    pub on_act: Callback<Act>,
}

/// See the module.
#[component]
pub fn Orphan(props: &OrphanProps) -> Html {
    use_language();
    let quote = &props.placed.note.selectors.quote.exact;
    let id = props.placed.note.id.clone();
    let attach = props.placed.guess.map(|span| {
        let id = id.clone();
        props.on_act.reform(move |_: MouseEvent| Act::Attach(id.clone(), span))
    });
    let choose = {
        let to = (!props.choosing).then_some(id);
        props.on_act.reform(move |_: MouseEvent| Act::Choose(to.clone()))
    };
    html! {
        <div class="orphan-place">
            <p class="orphan-note">{ if props.there.is_some() { t!("note.orphan_guess") } else { t!("note.orphan") } }</p>
            <p class="difference" lang="zh-Hans">
                if let Some(there) = &props.there {
                    { for difference(quote, there).into_iter().map(piece) }
                } else {
                    { quote }
                }
            </p>
            if props.choosing {
                <p class="choosing" role="status">{ t!("note.choosing") }</p>
                <button class="tool" onclick={choose}>{ t!("note.choose_not") }</button>
            } else {
                if let Some(onclick) = attach {
                    <button class="tool" {onclick}>{ t!("note.attach") }</button>
                }
                <button class="tool" onclick={choose}>{ t!("note.choose") }</button>
            }
        </div>
    }
}

fn piece((fate, text): (Fate, String)) -> Html {
    match fate {
        Fate::Stayed => html! { { text } },
        Fate::Gone => html! { <del>{ text }</del> },
        Fate::New => html! { <ins>{ text }</ins> },
    }
}
