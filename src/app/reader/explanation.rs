//! The card of a mark, in whatever text it stands: first what the reader wants to know, then where else it stands,
//! then what can be corrected.

use crate::app::wording::t;
use yew::prelude::*;

use super::floating::{Anchor, Floating};
use crate::app::hooks::use_language;
use crate::browser::dom;
use crate::corrections::Correction;
use crate::library::Mention;
use crate::marks::Mark;
use crate::numbers::{self, Approximation, Number, NumberKind, WrittenOut};
use crate::programs::{self, Program};
use crate::text::Span;

/// Where a mention leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// To a place of an article.
    Article(Mention),
    /// To the mark of this number in the text that is being tried.
    Tried(usize),
}

/// Places that name a programme, under one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentions {
    /// The line.
    pub told: String,
    /// The places, in reading order; none where the line says all.
    pub places: Vec<Place>,
}

/// One place, with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Where it leads.
    pub goal: Goal,
    /// The same as an address.
    pub address: String,
    /// Which text or part of it; for the mark itself the card says that it is the one.
    pub title: String,
    /// Whether it is the mark that the card is about.
    pub here: bool,
    /// What stands before it, the name as printed, what stands behind it.
    pub words: [String; 3],
}

/// How much of the text is shown on each side of a mention, characters.
const CONTEXT: usize = 10;

/// A mention with what stands around it in its `block`.
pub fn words_around<'t>(slice: impl Fn(Span) -> &'t str, block: Span, span: Span) -> [String; 3] {
    let before = Span::new(span.start.saturating_sub(CONTEXT).max(block.start).min(span.start), span.start);
    let after = Span::new(span.end, (span.end + CONTEXT).min(block.end).max(span.end));
    let dots = |cut: bool| if cut { "…" } else { "" };
    [
        [dots(before.start > block.start), slice(before)].concat(),
        slice(span).to_owned(),
        [slice(after), dots(after.end < block.end)].concat(),
    ]
}

/// Properties of [`Explanation`].
#[derive(Properties, PartialEq)]
pub struct ExplanationProps {
    /// The mark.
    pub mark: Mark,
    /// As it stands in the text, without line breaks.
    pub printed: AttrValue,
    /// Where else its programme is named.
    pub mentions: Vec<Mentions>,
    /// Where it is.
    pub anchor: Anchor,
    /// The pointer came in or went.
    pub on_hover: Callback<bool>,
    /// The reader wants to go to a mention.
    pub on_go: Callback<Goal>,
    /// The reader corrected something.
    pub on_correct: Callback<Correction>,
}

/// See the module.
#[component]
pub fn Explanation(props: &ExplanationProps) -> Html {
    use_language();
    // The name of which it is asked where it ends.
    let asked = use_state_eq(|| None::<AttrValue>);
    let content = match &props.mark {
        Mark::Number(number) => number_card(&props.printed, number),
        Mark::Program(program) => html! {
            <>
                { program_head(program) }
                { for props.mentions.iter().map(|mentions| view_mentions(mentions, &props.on_go)) }
                { corrections(&props.printed, &asked, &props.on_correct) }
            </>
        },
    };
    html! {
        <Floating anchor={props.anchor} class="card" role="dialog" label={t!("card.label").into_owned()}
            on_hover={props.on_hover.clone()}>
            { content }
        </Floating>
    }
}

/// What a number is and what it is worth.
fn number_card(printed: &str, number: &Number) -> Html {
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

/// The words for how near a value is meant.
pub fn approximation(approx: Approximation) -> String {
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
fn program_head(program: &Program) -> Html {
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

fn view_mentions(mentions: &Mentions, on_go: &Callback<Goal>) -> Html {
    let items = mentions.places.iter().map(|place| {
        let goal = place.goal;
        let onclick = on_go.reform(move |event: MouseEvent| {
            event.prevent_default();
            goal
        });
        let [before, name, after] = &place.words;
        html! {
            <li>
                <a href={place.address.clone()} {onclick} lang="zh-Hans" aria-current={place.here.then_some("location")}>
                    <span class="mention-title">
                        if place.here { { t!("program.this_one") } } else { { &place.title } }
                    </span>
                    <span class="mention-text">{ before }<b>{ name }</b>{ after }</span>
                </a>
            </li>
        }
    });
    html! {
        <>
            <p class="card-more">{ &mentions.told }</p>
            if !mentions.places.is_empty() {
                <ol class="mentions">{ for items }</ol>
            }
        </>
    }
}

/// What can be said of a name: that it is none, and where it ends.
fn corrections(name: &AttrValue, asked: &UseStateHandle<Option<AttrValue>>, on_correct: &Callback<Correction>) -> Html {
    if asked.as_ref() == Some(name) {
        return html! {
            <p class="card-tools">
                <span class="question">{ t!("fix.ends_where") }</span>
                { ends(name, on_correct) }
            </p>
        };
    }
    let not = Correction::NotProgram { name: name.to_string() };
    let ask = {
        let (asked, name) = (asked.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            asked.set(Some(name.clone()));
            // The button that was pressed goes; who pressed it by key goes on from the first place.
            if dom::document().query_selector(".card:focus-within").is_ok_and(|card| card.is_some()) {
                dom::next_frame(|| dom::focus_first(".card .gap"));
            }
        })
    };
    html! {
        <p class="card-tools">
            <button class="tool" onclick={on_correct.reform(move |_: MouseEvent| not.clone())}>
                { t!("fix.not_name") }
            </button>
            if name.chars().nth(1).is_some() {
                <button class="tool" onclick={ask}>{ t!("fix.ends") }</button>
            }
        </p>
    }
}

/// The name's characters with a button at each place where it could end.
fn ends(name: &str, on_correct: &Callback<Correction>) -> Html {
    let characters: Vec<char> = name.chars().collect();
    let pieces = characters.iter().enumerate().map(|(at, character)| {
        let short: String = characters[..at].iter().collect();
        let label = format!("{short}｜");
        let correction = Correction::NameEnds { found: name.to_owned(), name: short };
        let onclick = on_correct.reform(move |_: MouseEvent| correction.clone());
        html! {
            <>
                if at > 0 {
                    <button class="gap" {onclick} aria-label={label}>{ "｜" }</button>
                }
                <span lang="zh-Hans">{ *character }</span>
            </>
        }
    });
    html! { <span class="cuts">{ for pieces }</span> }
}
