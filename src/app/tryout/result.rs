//! The text as it was cut: its marks as elements, as an article has them, and its words painted over it.
//!
//! A slice is drawn once, when it comes. Words are painted for the slices near the window only, and the style sheet
//! leaves slices far from it undrawn, so that a long text scrolls like a short one.

use rust_i18n::t;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::boundaries::use_boundaries;
use super::state::Part;
use crate::app::hooks::{use_commands, use_language};
use crate::app::reader::block::mark_element;
use crate::app::reader::card::{number_card, program_head};
use crate::app::reader::desk::mark_of;
use crate::app::reader::floating::{Anchor, Floating};
use crate::app::reader::keys::{go_to_mark, rove};
use crate::app::reader::pointer;
use crate::app::shortcuts::Command;
use crate::browser::dom;
use crate::marks::Mark;
use crate::text::{Offsets, Span};
use crate::trial::Slice;

/// Properties of [`ResultText`].
#[derive(Properties, PartialEq)]
pub struct ResultProps {
    /// What is done of the text.
    pub parts: Vec<Part>,
    /// Whether more of it is to come.
    pub busy: bool,
    /// Whether bare keys are shortcuts.
    pub keys: bool,
}

/// See the module.
#[component]
pub fn ResultText(props: &ResultProps) -> Html {
    use_language();
    let article = use_node_ref();
    let card = use_state_eq(|| None::<(usize, Anchor)>);
    let boundaries = use_state_eq(|| true);
    use_boundaries(&props.parts, *boundaries && !props.busy, &article);
    {
        let (article, card, boundaries) = (article.clone(), card.clone(), boundaries.clone());
        use_commands(props.keys, move |command| match command {
            Command::NextMark => go_to_mark(&article, 1),
            Command::PreviousMark => go_to_mark(&article, -1),
            Command::Boundaries => {
                boundaries.set(!*boundaries);
                true
            }
            Command::Close => {
                card.set(None);
                card.is_some()
            }
            _ => false,
        });
    }
    let show = {
        let card = card.clone();
        move |event: &Event| {
            let element = pointer::mark_element(event);
            let place = element.as_ref().and_then(|e| Some((mark_of(e)?, Anchor::of(&e.get_client_rects().item(0)?))));
            if let Some(element) = element {
                rove(&element);
            }
            card.set(place);
        }
    };
    let onclick = {
        let show = show.clone();
        Callback::from(move |event: MouseEvent| show(&event))
    };
    let onfocusin = Callback::from(move |event: FocusEvent| show(&event));
    let switch = {
        let boundaries = boundaries.clone();
        Callback::from(move |event: Event| {
            boundaries.set(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    let views = props.parts.iter().enumerate().map(|(index, part)| {
        html! { <SliceView key={index} part={part.clone()} /> }
    });
    html! {
        <section class="tried" aria-label={t!("tryout.result").into_owned()}>
            <label class="tried-tools">
                <input type="checkbox" role="switch" checked={*boundaries} onchange={switch} />
                { t!("settings.boundaries") }
            </label>
            <article ref={article} lang="zh-Hans" {onclick} {onfocusin}>{ for views }</article>
            if let Some((mark, anchor)) = *card {
                <Floating {anchor} class="card" role="dialog" label={t!("card.label").into_owned()}>
                    { explained(&props.parts, mark) }
                </Floating>
            }
        </section>
    }
}

/// The card of a mark.
fn explained(parts: &[Part], mark: usize) -> Html {
    let part = parts.partition_point(|part| part.first_mark <= mark).checked_sub(1).map(|index| &parts[index]);
    let Some((part, found)) = part.and_then(|part| Some((part, part.marks.get(mark - part.first_mark)?))) else {
        return Html::default();
    };
    match found {
        Mark::Number(number) => number_card(Offsets::new(&part.text).slice(&part.text, number.span), number),
        Mark::Program(program) => {
            let all = parts.iter().flat_map(|part| &part.marks);
            let same =
                |mark: &&Mark| matches!(mark, Mark::Program(p) if (p.entry, &p.name) == (program.entry, &program.name));
            html! {
                <>
                    { program_head(program) }
                    <p class="card-more">{ t!("tryout.mentions", count = all.filter(same).count()) }</p>
                </>
            }
        }
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
        let goes_on = (slice.goes_on && index == 0) || index > 0 && slice.blocks[index - 1].end == block.start;
        html! {
            <p class={classes!("paragraph", goes_on.then_some("goes-on"))} data-block={index.to_string()}>
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
        pieces.push(mark_element(mark, slice.first_mark + index, shown));
        at = span.end;
    }
    pieces.push(plain(Span::new(at, block.end)));
    pieces.into_iter().collect()
}

/// Brings a mark of the text onto the screen, with its card.
pub fn go_to(mark: usize) {
    let found = dom::document().query_selector(&format!(".tried [data-mark='{mark}']"));
    if let Ok(Some(element)) = found {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}
