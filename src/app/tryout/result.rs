//! The text as it was cut: its marks as elements, as an article has them, and its words painted over it.
//!
//! A slice is drawn when it comes, and again only when a correction changes it. The style sheet leaves slices far
//! from the window undrawn, so that a long text scrolls like a short one.

use std::rc::Rc;

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::card::Card;
use super::hand::{go_to, step, use_hand};
use super::paint::{Wanted, use_painting};
use super::state::{Outcome, Part};
use crate::app::fixes::Fixes;
use crate::app::hooks::{use_commands, use_language};
use crate::app::reader::Legend;
use crate::app::reader::block::mark_element;
use crate::app::reader::explanation::Goal;
use crate::app::settings::Settings;
use crate::app::shortcuts::Command;
use crate::corrections::Correction;
use crate::library::{Mention, Shelf};
use crate::text::{Offsets, Span};
use crate::trial::Slice;

/// Properties of [`ResultText`].
#[derive(Properties, PartialEq)]
pub struct ResultProps {
    /// The text as it stands on the page.
    pub parts: Vec<Part>,
    /// The same when the work has ended.
    pub outcome: Option<Rc<Outcome>>,
    /// The articles, for the other mentions of a programme.
    pub shelf: Shelf,
    /// The reader's corrections.
    pub fixes: Fixes,
    /// The settings in force.
    pub settings: Settings,
    /// Other settings were chosen.
    pub on_settings: Callback<Settings>,
    /// The reader wants to go to a mention in an article.
    pub on_go: Callback<Mention>,
}

/// See the module. Here the borders of words are shown until the reader hides them: to see the cut is what a text is
/// tried for. Colours are as the settings have them.
#[component]
pub fn ResultText(props: &ResultProps) -> Html {
    use_language();
    let article = use_node_ref();
    let hand = use_hand(&article);
    let boundaries = use_state_eq(|| true);
    let settings = props.settings;
    use_painting(props.outcome.as_ref(), Wanted { boundaries: *boundaries, classes: settings.classes }, &article);
    let set_boundaries = {
        let boundaries = boundaries.clone();
        Callback::from(move |on| boundaries.set(on))
    };
    let set_classes = props.on_settings.reform(move |classes| Settings { classes, ..settings });
    {
        let (article, hand, on) = (article.clone(), hand.clone(), *boundaries);
        let (set_boundaries, set_classes) = (set_boundaries.clone(), set_classes.clone());
        use_commands(settings.keys, move |command| match command {
            Command::NextMark => step(&article, 1),
            Command::PreviousMark => step(&article, -1),
            Command::Boundaries => {
                set_boundaries.emit(!on);
                true
            }
            Command::Classes => {
                set_classes.emit(!settings.classes);
                true
            }
            Command::Close => hand.close(),
            _ => false,
        });
    }
    let on_correct = {
        let (hand, fixes) = (hand.clone(), props.fixes.clone());
        Callback::from(move |correction: Correction| {
            hand.hide();
            fixes.say(correction);
        })
    };
    let on_go = {
        let on_go = props.on_go.clone();
        Callback::from(move |goal| match goal {
            Goal::Article(mention) => on_go.emit(mention),
            Goal::Tried(mark) => go_to(mark),
        })
    };
    let views = props.parts.iter().enumerate().map(|(index, part)| {
        html! { <SliceView key={index} part={part.clone()} /> }
    });
    html! {
        <section class="tried" aria-label={t!("tryout.result").into_owned()}>
            <div class="tried-tools">
                { switch(&t!("settings.boundaries"), *boundaries, &set_boundaries) }
                { switch(&t!("settings.classes"), settings.classes, &set_classes) }
            </div>
            if settings.classes {
                <Legend />
            }
            <article ref={article} lang="zh-Hans" onclick={hand.onclick} onmouseover={hand.onmouseover}
                onmouseout={hand.onmouseout} onfocusin={hand.onfocusin} onkeydown={hand.onkeydown}>{ for views }</article>
            if let Some(shown) = *hand.shown {
                <Card parts={props.parts.clone()} {shown} shelf={props.shelf.clone()} on_hover={hand.on_card} {on_go}
                    {on_correct} />
            }
        </section>
    }
}

fn switch(label: &str, on: bool, set: &Callback<bool>) -> Html {
    let onchange = set.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label><input type="checkbox" role="switch" checked={on} {onchange} />{ label }</label>
    }
}

#[derive(Properties, PartialEq)]
struct SliceProps {
    part: Part,
}

#[component]
fn SliceView(props: &SliceProps) -> Html {
    let slice: &Slice = &props.part;
    let offsets = Offsets::new(&slice.text);
    let blocks = slice.blocks.iter().enumerate().map(|(index, &block)| {
        html! {
            <p class={classes!("paragraph", slice.continues(index).then_some("goes-on"))} data-block={index.to_string()}>
                { content(slice, &offsets, block) }
            </p>
        }
    });
    html! { <section class="slice">{ for blocks }</section> }
}

fn content(slice: &Slice, offsets: &Offsets, block: Span) -> Html {
    let plain = |span: Span| html! { { offsets.slice(&slice.text, span) } };
    let first = slice.marks.partition_point(|mark| mark.span().end <= block.start);
    let mut at = block.start;
    let mut pieces = Vec::new();
    for (index, mark) in slice.marks.iter().enumerate().skip(first) {
        let Some(span) = mark.span().within(block) else { break };
        pieces.push(plain(Span::new(at, span.start)));
        let shown = html! { { offsets.slice(&slice.text, span) } };
        let index = slice.first_mark + index;
        // One mark of the text is in the tab order; `m` moves on from it.
        pieces.push(mark_element(mark, index, if index == 0 { "0" } else { "-1" }, shown));
        at = span.end;
    }
    pieces.push(plain(Span::new(at, block.end)));
    pieces.into_iter().collect()
}
