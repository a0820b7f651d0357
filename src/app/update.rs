//! The offer of a new version, which is there already and waits until the reader wants it. It stands at the foot of
//! the window, where it moves nothing.

use crate::app::wording::t;
use yew::prelude::*;

use super::hooks::use_language;
use super::saving::use_keeping;
use crate::browser::dom;
use crate::browser::offline::{self, Update};

/// Properties of [`UpdateOffer`].
#[derive(Properties, PartialEq)]
pub struct UpdateOfferProps {
    /// How many things the browser has refused to keep.
    pub unsaved: usize,
}

/// See the module. It also has the browser keep the program for times without a network.
#[component]
pub fn UpdateOffer(props: &UpdateOfferProps) -> Html {
    use_language();
    let keeping = use_keeping();
    let update = use_state_eq(|| None::<Update>);
    {
        let update = update.setter();
        use_effect_with((), move |()| {
            dom::after_paint(move || offline::start(move |ready| update.set(Some(ready))));
        });
    }
    let Some(ready) = (*update).clone() else { return Html::default() };
    let take = Callback::from(move |_: MouseEvent| ready.take());
    let later = Callback::from(move |_: MouseEvent| update.set(None));
    // What lies in the journal comes back.
    let lost = if keeping.is_aside() { 0 } else { props.unsaved };
    html! {
        <div class="notice update" role="status">
            <p>
                { t!("update.ready") }
                if lost > 0 {
                    <b>{ t!("update.unsaved", count = lost) }</b>
                }
            </p>
            <p class="notice-tools">
                <button class="tool" onclick={take}>{ t!("update.take") }</button>
                <button class="tool" onclick={later}>{ t!("update.later") }</button>
            </p>
        </div>
    }
}
