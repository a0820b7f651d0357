//! What the colours mean to the reader: a field for each.

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::colours::{LONGEST, plain, use_colour_names};
use crate::app::hooks::use_language;
use crate::notes::Colour;

/// See the module.
#[component]
pub fn ColourList() -> Html {
    use_language();
    let names = use_colour_names();
    let fields = Colour::ALL.map(|colour| {
        let onchange = {
            let names = names.clone();
            move |event: Event| names.rename(colour, &event.target_unchecked_into::<HtmlInputElement>().value())
        };
        html! {
            <label class="colour-name">
                <span class={classes!("dot", colour.name())} aria-hidden="true"></span>
                <input type="text" value={names.given(colour).unwrap_or_default().to_owned()} {onchange}
                    maxlength={LONGEST.to_string()} autocomplete="off" aria-label={plain(colour)} placeholder={plain(colour)} />
            </label>
        }
    });
    html! {
        <fieldset class="setting colour-names">
            <legend>{ t!("settings.colours") }</legend>
            <p class="setting-text">{ t!("settings.colours_told") }</p>
            { for fields }
        </fieldset>
    }
}
