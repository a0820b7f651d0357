//! One block of an article as elements: plain text, and an element for each number and name. No element a word.
//!
//! A block never changes while its article is shown, so it is drawn once; notes and words are painted over it.

use std::rc::Rc;

use yew::prelude::*;

use crate::address::Address;
use crate::app::library::Analysis;
use crate::corpus::Role;
use crate::marks::Mark;
use crate::numbers::{Number, NumberKind};
use crate::text::Span;

/// Properties of [`BlockView`].
#[derive(Properties, PartialEq)]
pub struct BlockProps {
    /// The article.
    pub analysis: Rc<Analysis>,
    /// Which of its blocks.
    pub index: usize,
    /// The number of the paragraph in the article, from 1, where it is one.
    pub paragraph: Option<usize>,
}

/// A block with its marks.
#[component]
pub fn BlockView(props: &BlockProps) -> Html {
    let analysis = &props.analysis;
    let block = analysis.reading.blocks[props.index];
    let content = content(analysis, block.span, breaks_between_words(block.role));
    let index = props.index.to_string();
    let id = props.paragraph.map(|n| Address::paragraph(&analysis.article.id, n).element_id());
    match block.role {
        Role::Title => html! { <h1 data-block={index} tabindex="-1">{ content }</h1> },
        Role::Heading => html! { <h2 data-block={index}>{ content }</h2> },
        Role::Kicker => html! { <p class="kicker" data-block={index}>{ content }</p> },
        Role::Subtitle => html! { <p class="subtitle" data-block={index}>{ content }</p> },
        Role::Dateline => html! { <p class="dateline" data-block={index}>{ content }</p> },
        Role::Byline => html! { <p class="byline" data-block={index}>{ content }</p> },
        Role::Caption => html! { <p class="caption" {id} data-block={index}>{ content }</p> },
        Role::Paragraph => html! { <p class="paragraph" {id} data-block={index}>{ content }</p> },
    }
}

/// Large lines break between words, never inside one; running text is set character by character.
fn breaks_between_words(role: Role) -> bool {
    matches!(role, Role::Title | Role::Subtitle | Role::Heading | Role::Kicker)
}

fn content(analysis: &Analysis, block: Span, between_words: bool) -> Html {
    let first = analysis.marks.partition_point(|m| m.span().end <= block.start);
    let mut at = block.start;
    let mut pieces = Vec::new();
    for (index, mark) in analysis.marks.iter().enumerate().skip(first) {
        // A mark that crosses a block's edge shows the part that lies in this block.
        let Some(span) = mark.span().within(block) else { break };
        pieces.push(plain(analysis, Span::new(at, span.start), between_words));
        pieces.push(marked(analysis, mark, index, span, between_words));
        at = span.end;
    }
    pieces.push(plain(analysis, Span::new(at, block.end), between_words));
    pieces.into_iter().collect()
}

fn plain(analysis: &Analysis, span: Span, between_words: bool) -> Html {
    if !between_words {
        return html! { { analysis.slice(span) } };
    }
    let mut at = span.start;
    let mut pieces = Vec::new();
    let first = analysis.words.partition_point(|w| w.span.start < span.start);
    for word in analysis.words[first..].iter().take_while(|w| w.span.start < span.end) {
        if may_break(analysis, word.span.start) {
            pieces.push(html! { { analysis.slice(Span::new(at, word.span.start)) } });
            pieces.push(html! { <wbr /> });
            at = word.span.start;
        }
    }
    pieces.push(html! { { analysis.slice(Span::new(at, span.end)) } });
    pieces.into_iter().collect()
}

/// Whether a line may end before a position: not right after an opening sign nor right before a closing one.
fn may_break(analysis: &Analysis, position: usize) -> bool {
    let at = |position: usize| analysis.slice(Span::new(position, position + 1)).chars().next();
    let opens = |c: char| "“‘《〈（「『【〔(".contains(c);
    let before = position.checked_sub(1).and_then(at);
    let after = at(position);
    before.is_some_and(|c| !opens(c)) && after.is_some_and(|c| c.is_alphanumeric() || opens(c))
}

fn marked(analysis: &Analysis, mark: &Mark, index: usize, span: Span, between_words: bool) -> Html {
    let opening = (between_words && may_break(analysis, span.start)).then(|| html! { <wbr /> });
    html! { <>{ opening }{ mark_element(mark, index, "-1", shown(analysis, span)) }</> }
}

/// A mark's text, with the places where a large line may end in it. Only large lines have such places.
fn shown(analysis: &Analysis, span: Span) -> Html {
    let first = analysis.mark_breaks.partition_point(|&at| at <= span.start);
    let mut at = span.start;
    let mut pieces = Vec::new();
    for &place in analysis.mark_breaks[first..].iter().take_while(|&&place| place < span.end) {
        pieces.push(html! { { analysis.slice(Span::new(at, place)) } });
        pieces.push(html! { <wbr /> });
        at = place;
    }
    pieces.push(html! { { analysis.slice(Span::new(at, span.end)) } });
    pieces.into_iter().collect()
}

/// The element of the mark that is the `index`-th of its text, around what of it is shown.
pub fn mark_element(mark: &Mark, index: usize, tabindex: &'static str, text: Html) -> Html {
    let data = index.to_string();
    match mark {
        Mark::Number(number) => match machine_date(number) {
            Some(datetime) => html! {
                <time class="mark number" role="button" {tabindex} {datetime} data-mark={data}>{ text }</time>
            },
            None => html! {
                <data class="mark number" role="button" {tabindex} value={number.value.clone().unwrap_or_default()}
                    data-mark={data}>{ text }</data>
            },
        },
        Mark::Program(_) => html! {
            <span class="mark program" role="button" {tabindex} data-mark={data}>{ text }</span>
        },
    }
}

/// The value where HTML's `datetime` can hold it: a whole date, a month of a year, a year, or a day without one.
fn machine_date(number: &Number) -> Option<String> {
    if number.kind != NumberKind::Date {
        return None;
    }
    let value = number.value.as_deref()?;
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.as_str(), "0000-00-00" | "0000-00" | "0000" | "--00-00" | "00:00").then(|| value.to_owned())
}
