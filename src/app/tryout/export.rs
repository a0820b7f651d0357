//! What was found, as tables for a spreadsheet: every mark with its place, every word with how often it stands in
//! the text. Made when asked for, of what is on the page.

use crate::app::wording::t;
use yew::prelude::*;

use super::state::Part;
use crate::app::hooks::use_language;
use crate::app::reader::explanation::approximation;
use crate::app::reader::tag_words;
use crate::browser::{clock, download};
use crate::csv::Csv;
use crate::marks::Mark;
use crate::trial;

/// Properties of [`Export`].
#[derive(Properties, PartialEq)]
pub struct ExportProps {
    /// The text.
    pub parts: Vec<Part>,
}

/// See the module.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    use_language();
    let save = |name: &'static str, table: fn(&[Part]) -> String| {
        let parts = props.parts.clone();
        Callback::from(move |_: MouseEvent| {
            // By the day, so that one file does not take the place of another. A browser that will not make the file
            // says so itself.
            let name = format!("{}-{}.csv", t!(name), clock::today());
            let _ = download::save(&name, &table(&parts), "text/csv");
        })
    };
    html! {
        <div class="found-export" role="group" aria-label={t!("tryout.export").into_owned()}>
            <p>{ t!("tryout.export") }</p>
            <button class="button" onclick={save("tryout.file_marks", marks)}>{ t!("tryout.export_marks") }</button>
            <button class="button" onclick={save("tryout.file_words", words)}>{ t!("tryout.export_words") }</button>
        </div>
    }
}

/// Every mark; its place in the text that was given, in characters, the first one 0, the end not counted in.
fn marks(parts: &[Part]) -> String {
    let mut csv = Csv::new([
        t!("tryout.start"),
        t!("tryout.end"),
        t!("tryout.printed"),
        t!("tryout.type"),
        t!("tryout.kind"),
        t!("tryout.value"),
        t!("tryout.unit"),
        t!("tryout.approximate"),
    ]);
    for row in trial::marks(parts) {
        let (kind, rest) = match row.mark {
            Mark::Number(number) => (
                [t!("tryout.number"), t!(format!("number.{}", number.kind.name()))],
                [
                    number.value.clone().unwrap_or_default(),
                    number.unit.clone(),
                    number.approx.map(approximation).unwrap_or_default(),
                ],
            ),
            Mark::Program(program) => (
                [t!("tryout.program"), t!(format!("program.{}", program.kind.name()))],
                [program.name.clone(), String::new(), String::new()],
            ),
        };
        let [kind, of_kind] = kind.map(std::borrow::Cow::into_owned);
        let [value, unit, approximation] = rest;
        let place = [row.span.start, row.span.end].map(|position| position.to_string());
        let [start, end] = place;
        csv.row([start, end, row.printed.to_owned(), kind, of_kind, value, unit, approximation]);
    }
    csv.into_text()
}

/// Every word that is no mark.
fn words(parts: &[Part]) -> String {
    let mut csv = Csv::new([t!("tryout.word"), t!("tryout.class"), t!("tryout.class_code"), t!("tryout.times")]);
    for word in trial::words(parts) {
        csv.row([word.word, tag_words(&word.tag), word.tag, word.count.to_string()]);
    }
    csv.into_text()
}
