//! What was found in the text, in three tables. Each shows its beginning, and more when asked.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::export::Export;
use super::grouped;
use super::hand::go_to;
use super::state::Outcome;
use crate::app::hooks::use_language;
use crate::app::reader::explanation::with_unit;
use crate::app::reader::tag_words;
use crate::browser::dom;
use crate::trial::{self, Counted, NameRow, NumberRow};

/// How many rows are shown at first, and how many come with each "more".
const FIRST: usize = 15;
const MORE: usize = 50;

/// Properties of [`Tables`].
#[derive(Properties, PartialEq)]
pub struct TablesProps {
    /// What came of the text.
    pub outcome: Rc<Outcome>,
}

/// See the module.
#[component]
pub fn Tables(props: &TablesProps) -> Html {
    use_language();
    let outcome = &props.outcome;
    let found = use_memo(outcome.clone(), |outcome| {
        let marks = trial::marks(&outcome.parts);
        (trial::numbers(&marks), trial::names(&marks))
    });
    let (numbers, names) = &*found;
    let number_count: usize = numbers.iter().map(|row| row.count).sum();
    let name_count: usize = names.iter().map(|row| row.count).sum();
    let heads = |keys: &[&str]| keys.iter().map(|key| t!(*key).into_owned()).collect::<Vec<_>>();
    html! {
        <aside class="found" aria-label={t!("tryout.found").into_owned()}>
            <Table name={t!("tryout.numbers").into_owned()} count={number_count} none={t!("tryout.no_numbers").into_owned()}
                heads={heads(&["tryout.printed", "tryout.value", "tryout.kind", "tryout.times"])}
                rows={numbers.iter().map(number_row).collect::<Vec<_>>()} />
            <Table name={t!("tryout.names").into_owned()} count={name_count} none={t!("tryout.no_names").into_owned()}
                heads={heads(&["tryout.name", "tryout.kind", "tryout.times"])}
                rows={names.iter().map(name_row).collect::<Vec<_>>()} />
            if !outcome.frequent.is_empty() {
                <Table name={t!("tryout.words").into_owned()} count={outcome.words} none=""
                    heads={heads(&["tryout.word", "tryout.class", "tryout.times"])}
                    rows={outcome.frequent.iter().map(word_row).collect::<Vec<_>>()} />
            }
            <Export parts={outcome.parts.clone()} />
        </aside>
    }
}

/// One row: its first cell with the mark it leads to, the other cells.
#[derive(Clone, PartialEq)]
struct Row {
    head: String,
    mark: Option<usize>,
    /// Each with the language it is in, when that is not the interface's.
    cells: Vec<(String, Option<&'static str>)>,
}

const CHINESE: Option<&str> = Some("zh-Hans");

fn number_row(row: &NumberRow) -> Row {
    let value = with_unit(&row.number).map(|(digits, _)| digits).unwrap_or_default();
    let kind = t!(format!("number.{}", row.number.kind.name())).into_owned();
    let cells = vec![(value, CHINESE), (kind, None), (grouped(row.count), None)];
    Row { head: row.printed.clone(), mark: Some(row.mark), cells }
}

fn name_row(row: &NameRow) -> Row {
    let kind = t!(format!("program.{}", row.program.kind.name())).into_owned();
    Row { head: row.program.name.clone(), mark: Some(row.mark), cells: vec![(kind, None), (grouped(row.count), None)] }
}

fn word_row(row: &Counted) -> Row {
    let cells = vec![(tag_words(&row.tag), None), (grouped(row.count), None)];
    Row { head: row.word.clone(), mark: None, cells }
}

#[derive(Properties, PartialEq)]
struct TableProps {
    name: AttrValue,
    count: usize,
    none: AttrValue,
    heads: Vec<String>,
    rows: Vec<Row>,
}

/// Where the style sheet has the tables beside the text, and all three are open at first.
const BESIDE: &str = "(min-width: 1200px)";

#[component]
fn Table(props: &TableProps) -> Html {
    use_language();
    let shown = use_state_eq(|| FIRST);
    let open = *use_memo((), |()| dom::media(BESIDE));
    let left = props.rows.len().saturating_sub(*shown);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + MORE))
    };
    let rows = props.rows.iter().take(*shown).map(view_row);
    html! {
        <details class="found-table" {open}>
            <summary>{ &props.name }<span class="count">{ grouped(props.count) }</span></summary>
            if props.rows.is_empty() {
                <p class="hint">{ &props.none }</p>
            } else {
                <table>
                    <thead>
                        <tr>{ for props.heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            }
            if left > 0 {
                <button class="tool more" onclick={more}>
                    { t!("tryout.more", count = left.min(MORE), left = grouped(left)) }
                </button>
            }
        </details>
    }
}

fn view_row(row: &Row) -> Html {
    let head = match row.mark {
        Some(mark) => html! {
            <button onclick={Callback::from(move |_: MouseEvent| go_to(mark))}>{ &row.head }</button>
        },
        None => html! { { &row.head } },
    };
    html! {
        <tr>
            <th scope="row" lang="zh-Hans">{ head }</th>
            { for row.cells.iter().map(|(cell, lang)| html! { <td lang={*lang}>{ cell }</td> }) }
        </tr>
    }
}
