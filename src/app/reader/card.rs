//! The card of a number or a name: first what the reader wants to know, then where else it stands.

use std::rc::Rc;

use rust_i18n::t;
use yew::prelude::*;

use super::floating::{Anchor, Floating};
use crate::app::hooks::use_language;
use crate::app::library::{Analysis, Mention, Shelf};
use crate::corrections::Correction;
use crate::marks::Mark;
use crate::numbers::{self, Approximation, Number, NumberKind, WrittenOut};
use crate::programs::{self, Program};
use crate::text::Span;

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The articles, for the other mentions.
    pub shelf: Shelf,
    /// The open article.
    pub analysis: Rc<Analysis>,
    /// Which of its marks.
    pub mark: usize,
    /// Where the mark is.
    pub anchor: Anchor,
    /// The pointer came in or went.
    pub on_hover: Callback<bool>,
    /// The reader wants to go to a mention.
    pub on_go: Callback<Mention>,
    /// The reader corrected something.
    pub on_correct: Callback<Correction>,
}

/// See the module.
#[component]
pub fn Card(props: &CardProps) -> Html {
    use_language();
    let content = match props.analysis.marks.get(props.mark) {
        None => return Html::default(),
        Some(Mark::Number(number)) => number_card(props.analysis.slice(number.span), number),
        Some(Mark::Program(program)) => program_card(props, program),
    };
    html! {
        <Floating anchor={props.anchor} class="card" role="dialog" label={t!("card.label").into_owned()}
            on_hover={props.on_hover.clone()}>
            { content }
        </Floating>
    }
}

/// What a number is and what it is worth.
pub fn number_card(printed: &str, number: &Number) -> Html {
    let kind = t!(format!("number.{}", number.kind.name()));
    html! {
        <>
            <p class="card-kind number">
                { kind }
                if let Some(approx) = number.approx {
                    <span class="approx">{ approximation(approx) }</span>
                }
            </p>
            if let Some((digits, chinese)) = with_unit(number) {
                <p class="card-value" lang="zh-Hans">{ digits }</p>
                <p class="card-reading" lang="zh-Hans">{ printed }{ " ＝ " }{ chinese }</p>
            } else {
                <p class="card-value" lang="zh-Hans">{ printed }</p>
            }
        </>
    }
}

/// The value in digits and in Chinese, each with what makes it a whole expression again.
pub fn with_unit(number: &Number) -> Option<(String, String)> {
    let WrittenOut { digits, chinese } = numbers::write_out(number)?;
    let unit = &number.unit;
    Some(match (number.kind, unit.as_str()) {
        (NumberKind::Percent, "%") => (format!("{digits}%"), format!("百分之{chinese}")),
        (NumberKind::Ordinal, _) => (format!("第 {digits} {unit}"), format!("第{chinese}{unit}")),
        (NumberKind::Date, _) | (_, "") => (digits, chinese),
        _ => (format!("{digits} {unit}"), format!("{chinese}{unit}")),
    })
}

fn approximation(approx: Approximation) -> String {
    let key = match approx {
        Approximation::About => "number.about",
        Approximation::Nearly => "number.nearly",
        Approximation::AtLeast => "number.at_least",
        Approximation::AtMost => "number.at_most",
        Approximation::Several => "number.several",
    };
    t!(key).into_owned()
}

/// What a programme is.
pub fn program_head(program: &Program) -> Html {
    let entry = program.entry.and_then(|entry| programs::catalogue().entries().get(entry));
    html! {
        <>
            <p class="card-kind program">{ t!(format!("program.{}", program.kind.name())) }</p>
            <p class="card-value" lang="zh-Hans">{ &program.name }</p>
            if let Some(note) = entry.and_then(|e| e.note.as_ref()) {
                <p class="card-reading" lang="zh-Hans">{ note }</p>
            }
        </>
    }
}

fn program_card(props: &CardProps, program: &Program) -> Html {
    let mentions = props.shelf.mentions(program);
    let not = Correction::NotProgram { name: program.name.clone() };
    let items = mentions.iter().map(|mention| mention_item(props, program, *mention));
    html! {
        <>
            { program_head(program) }
            if mentions.len() > 1 {
                <p class="card-more">{ t!("program.mentions", count = mentions.len()) }</p>
                <ol class="mentions">{ for items }</ol>
            } else {
                <p class="card-more">{ t!("program.only_here") }</p>
            }
            <p class="card-tools">
                <button class="tool" onclick={props.on_correct.reform(move |_: MouseEvent| not.clone())}>
                    { t!("fix.not_name") }
                </button>
            </p>
        </>
    }
}

/// How much of the text is shown on each side of a mention, characters.
const CONTEXT: usize = 10;

fn mention_item(props: &CardProps, program: &Program, mention: Mention) -> Html {
    let analysis = props.shelf.analysis(mention.article);
    let here = mention.article == props.analysis.index && mention.span == program.span;
    let Some(block) = analysis.reading.blocks.iter().find(|b| b.span.overlaps(mention.span)) else {
        return Html::default();
    };
    let before = Span::new(mention.span.start.saturating_sub(CONTEXT).max(block.span.start), mention.span.start);
    let after = Span::new(mention.span.end, (mention.span.end + CONTEXT).min(block.span.end).max(mention.span.end));
    let onclick = props.on_go.reform(move |event: MouseEvent| {
        event.prevent_default();
        mention
    });
    html! {
        <li>
            <a href={analysis.address_of(mention.span.start).to_string()} {onclick} lang="zh-Hans"
                aria-current={here.then_some("location")}>
                <span class="mention-title">
                    if here {
                        { t!("program.this_one") }
                    } else {
                        { analysis.article.title_or_first_words() }
                    }
                </span>
                <span class="mention-text">
                    if before.start > block.span.start { { "…" } }
                    { analysis.slice(before) }<b>{ analysis.slice(mention.span) }</b>{ analysis.slice(after) }
                    if after.end < block.span.end { { "…" } }
                </span>
            </a>
        </li>
    }
}
