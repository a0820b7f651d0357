//! How a passage is marked, to choose from: the six colours and the three lines.

use crate::app::wording::t;
use yew::prelude::*;

use super::colours::use_colour_names;
use super::hooks::use_language;
use crate::notes::{Colour, Line};

/// Properties of [`Colours`].
#[derive(Properties, PartialEq)]
pub struct ColoursProps {
    /// The one in force, where one is.
    #[prop_or_default]
    pub chosen: Option<Colour>,
    /// One was chosen.
    pub on_choose: Callback<Colour>,
}

/// The six colours.
#[component]
pub fn Colours(props: &ColoursProps) -> Html {
    use_language();
    let names = use_colour_names();
    let colours = Colour::ALL.into_iter().map(|colour| {
        let label = names.of(colour);
        html! {
            <button type="button" class={classes!("swatch", colour.name())} aria-label={label.clone()} title={label}
                aria-pressed={props.chosen.map(|chosen| (chosen == colour).to_string())}
                onclick={props.on_choose.reform(move |_| colour)} />
        }
    });
    html! { <span class="swatches" role="group" aria-label={t!("note.colour").into_owned()}>{ for colours }</span> }
}

/// Properties of [`Lines`].
#[derive(Properties, PartialEq)]
pub struct LinesProps {
    /// The one in force.
    pub chosen: Line,
    /// One was chosen.
    pub on_choose: Callback<Line>,
}

/// The three lines, each drawn as it marks.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    use_language();
    let lines = Line::ALL.into_iter().map(|line| {
        let label = t!(format!("line.{}", line.name())).into_owned();
        html! {
            <button type="button" class={classes!("line-sample", line.name())} aria-label={label.clone()} title={label}
                aria-pressed={(props.chosen == line).to_string()} onclick={props.on_choose.reform(move |_| line)}>
                <span aria-hidden="true" lang="zh-Hans">{ "文" }</span>
            </button>
        }
    });
    html! { <span class="line-samples" role="group" aria-label={t!("note.line").into_owned()}>{ for lines }</span> }
}
