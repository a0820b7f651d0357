//! The choices that narrow down, with their figures. On a narrow screen they open on demand.

use std::rc::Rc;

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::colours::use_colour_names;
use crate::app::hooks::use_language;
use crate::browser::clock;
use crate::library::Shelf;
use crate::notes::find::{Choice, Facet, Filter};

/// Properties of [`Facets`].
#[derive(Properties, PartialEq)]
pub struct FacetsProps {
    /// The articles.
    pub shelf: Shelf,
    /// What there is, with its figures.
    pub counts: Rc<Vec<(Choice, usize)>>,
    /// What is looked for.
    pub filter: Filter,
    /// Something else is to be looked for.
    pub on_filter: Callback<Filter>,
}

/// The facets in the order in which they stand, with their names.
const FACETS: [(Facet, &str); 5] = [
    (Facet::Words, "list.words"),
    (Facet::Colour, "list.colour"),
    (Facet::Line, "list.line"),
    (Facet::Tag, "list.tag"),
    (Facet::Text, "list.text"),
];

/// See the module.
#[component]
pub fn Facets(props: &FacetsProps) -> Html {
    use_language();
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let facets = FACETS.iter().filter_map(|&(facet, name)| {
        let offered = props.counts.iter().filter(|(choice, _)| choice.facet() == facet);
        let offered: Vec<_> = offered.cloned().collect();
        // What is the same for all notes narrows nothing down.
        let useful = offered.len() > 1 || offered.iter().any(|(choice, _)| props.filter.chosen.contains(choice));
        useful.then(|| {
            html! { <Choices {facet} {name} {offered} shelf={props.shelf.clone()} filter={props.filter.clone()}
            on_filter={props.on_filter.clone()} /> }
        })
    });
    let days = usize::from(props.filter.from.is_some() || props.filter.to.is_some());
    let in_force = props.filter.chosen.len() + days;
    html! {
        <div class={classes!("facets", open.then_some("shown"))}>
            <button class="button facets-switch" aria-expanded={open.to_string()} aria-controls="facets" onclick={toggle}>
                { t!("list.narrow") }
                if in_force > 0 {
                    <span class="count">{ in_force }</span>
                }
            </button>
            <div id="facets" class="facets-body">
                { for facets }
                <Days filter={props.filter.clone()} on_filter={props.on_filter.clone()} />
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ChoicesProps {
    facet: Facet,
    name: &'static str,
    offered: Vec<(Choice, usize)>,
    shelf: Shelf,
    filter: Filter,
    on_filter: Callback<Filter>,
}

#[component]
fn Choices(props: &ChoicesProps) -> Html {
    use_language();
    let colours = use_colour_names();
    let choices = props.offered.iter().map(|(choice, count)| {
        let (sign, label) = match choice {
            Choice::Text(Some(index)) => (None, props.shelf.articles()[*index].title_or_first_words().to_owned()),
            Choice::Text(None) => (None, t!("list.no_text").into_owned()),
            Choice::Words(true) => (None, t!("list.with_words").into_owned()),
            Choice::Words(false) => (None, t!("list.bare").into_owned()),
            Choice::Colour(colour) => (Some(classes!("dot", colour.name())), colours.of(*colour)),
            Choice::Line(line) => (Some(classes!("stroke", line.name())), t!(format!("line.{}", line.name())).into_owned()),
            Choice::Tag(tag) => (None, tag.clone()),
        };
        let pressed = props.filter.chosen.contains(choice);
        let onclick = {
            let (filter, choice) = (props.filter.clone(), choice.clone());
            props.on_filter.reform(move |_: MouseEvent| {
                let mut filter = filter.clone();
                filter.toggle(&choice);
                filter
            })
        };
        html! {
            <button class={classes!("choice", (*count == 0).then_some("nothing"))} aria-pressed={pressed.to_string()} {onclick}
                title={(props.facet == Facet::Text).then(|| label.clone())}>
                if let Some(sign) = sign {
                    <span class={sign} aria-hidden="true"></span>
                }
                <span class="choice-name">{ label }</span>
                <span class="count">{ count }</span>
            </button>
        }
    });
    let class = classes!("facet", (props.facet == Facet::Text).then_some("rows"));
    html! {
        <fieldset {class}>
            <legend>{ t!(props.name) }</legend>
            <div class="choices">{ for choices }</div>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct DaysProps {
    filter: Filter,
    on_filter: Callback<Filter>,
}

/// When the notes were made.
#[component]
fn Days(props: &DaysProps) -> Html {
    use_language();
    let today = clock::day(clock::now());
    let spans = [("list.today", today), ("list.week", today - 6)].map(|(name, from)| {
        let chosen = props.filter.from == Some(from) && props.filter.to == Some(today);
        let days = if chosen { (None, None) } else { (Some(from), Some(today)) };
        let onclick = {
            let filter = props.filter.clone();
            props.on_filter.reform(move |_: MouseEvent| Filter { from: days.0, to: days.1, ..filter.clone() })
        };
        html! { <button class="choice" aria-pressed={chosen.to_string()} {onclick}>{ t!(name) }</button> }
    });
    let field = |name: &'static str, day: Option<i32>, set: fn(Filter, Option<i32>) -> Filter| {
        let filter = props.filter.clone();
        let onchange = props.on_filter.reform(move |event: Event| {
            let day = clock::parse_day(&event.target_unchecked_into::<HtmlInputElement>().value());
            set(filter.clone(), day)
        });
        html! {
            <label>
                <span>{ t!(name) }</span>
                <input type="date" value={day.map(clock::day_text).unwrap_or_default()} {onchange} />
            </label>
        }
    };
    html! {
        <fieldset class="facet days">
            <legend>{ t!("list.day") }</legend>
            <div class="choices">{ for spans }</div>
            { field("list.from", props.filter.from, |filter, from| Filter { from, ..filter }) }
            { field("list.to", props.filter.to, |filter, to| Filter { to, ..filter }) }
        </fieldset>
    }
}
