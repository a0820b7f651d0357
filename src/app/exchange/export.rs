//! Taking notes out: which, as what, under whose name. The worker writes the file.

use std::rc::Rc;

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::errand::{News, use_errand};
use crate::app::colours::{ColourNames, use_colour_names};
use crate::app::dialogs::Frame;
use crate::app::hooks::use_language;
use crate::app::notebook::Notes;
use crate::app::notes_page::View;
use crate::app::settings::Language;
use crate::app::workbook::export_raw;
use crate::browser::{clock, download, storage};
use crate::exchange::{Format, Outgoing, OwnedWords};
use crate::library::Shelf;
use crate::notes::{Colour, Line, Note};
use crate::trial::{Ask, Told};

/// Where the reader's name is kept from one export to the next.
const NAME: &str = "meipi:name";
/// The longest name, in characters: class, number and name.
const LONGEST: usize = 40;

/// The name under which the reader hands notes out; empty where there is none.
pub fn own_name() -> String {
    storage::read(NAME).unwrap_or_default()
}

/// Which notes go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Article,
    Found,
    All,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Choosing,
    Writing,
    /// The file of that name was handed over.
    Done(String),
    Failed,
}

/// Properties of [`ExportDialog`].
#[derive(Clone, Properties, PartialEq)]
pub struct ExportProps {
    /// The articles.
    pub shelf: Shelf,
    /// The notebook.
    pub notes: Notes,
    /// The open article, by its place among all.
    pub article: usize,
    /// What is found on the page of all notes.
    pub view: View,
    /// The dialog is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn ExportDialog(props: &ExportProps) -> Html {
    let language = use_language();
    let colours = use_colour_names();
    let errand = use_errand();
    let found = props.view.found();
    let scopes = scopes(props, found.as_deref());
    let format = use_state_eq(|| Format::JsonLd);
    let scope = {
        let first = if found.is_some() { Scope::Found } else { Scope::All };
        use_state_eq(|| first)
    };
    let name = use_state_eq(own_name);
    let stage = use_state_eq(|| Stage::Choosing);
    let count = scopes.iter().find(|(of, ..)| *of == *scope).map_or(0, |(_, _, notes)| notes.len());
    let possible = count > 0 && *stage != Stage::Writing;

    let on_name = {
        let name = name.clone();
        Callback::from(move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let typed: String = typed.trim().chars().take(LONGEST).collect();
            storage::write(NAME, &typed);
            name.set(typed);
        })
    };
    let on_news = {
        let stage = stage.setter();
        Callback::from(move |news: News| match news {
            News::Told(Told::Written(file)) => match download::save(&file.name, &file.text, &file.media_type) {
                Ok(()) => stage.set(Stage::Done(file.name)),
                Err(_) => stage.set(Stage::Failed),
            },
            News::Told(_) => {}
            News::Failed(_) => stage.set(Stage::Failed),
        })
    };
    let write = {
        let (errand, stage, shelf) = (errand.clone(), stage.clone(), props.shelf.clone());
        let chosen = scopes.iter().find(|(of, ..)| *of == *scope);
        let notes: Vec<Note> = chosen.iter().flat_map(|(_, _, notes)| notes).map(|note| Note::clone(note)).collect();
        let what = match *scope {
            Scope::Article => props.shelf.articles()[props.article].title_or_first_words().to_owned(),
            Scope::Found | Scope::All => t!("export.title").into_owned(),
        };
        let title = if name.is_empty() { what } else { format!("{} {what}", *name) };
        let (format, author, words) = (*format, (*name).clone(), words(language, &colours));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !possible {
                return;
            }
            let now = clock::now();
            let outgoing = Outgoing {
                format,
                notes: notes.clone(),
                texts: super::texts(&shelf),
                title: title.clone(),
                author: author.clone(),
                now,
                minutes_east: clock::minutes_east(now),
                words: words.clone(),
            };
            stage.set(Stage::Writing);
            errand.begin(Ask::Write(Box::new(outgoing)), &[], on_news.clone());
        })
    };
    let formats = [
        (Format::JsonLd, "export.jsonld", "export.jsonld_told"),
        (Format::Markdown, "export.markdown", "export.markdown_told"),
        (Format::Csv, "export.csv", "export.csv_told"),
        (Format::Html, "export.html", "export.html_told"),
    ];
    let formats = formats.map(|(of, key, told)| {
        let chosen = format.clone();
        option("format", of.extension(), *format == of, &t!(key), &t!(told), Callback::from(move |_| chosen.set(of)))
    });
    let scopes = scopes.iter().map(|(of, label, notes)| {
        let (of, chosen) = (*of, scope.clone());
        let value = match of {
            Scope::Article => "article",
            Scope::Found => "found",
            Scope::All => "all",
        };
        let count = t!("list.rows", count = notes.len());
        option("scope", value, *scope == of, label, &count, Callback::from(move |_| chosen.set(of)))
    });
    let raw = Callback::from(|_: MouseEvent| crate::app::notices::save_file(&export_raw()));
    html! {
        <Frame title={t!("export.head").into_owned()} on_close={props.on_close.clone()}>
            <form class="exchange" onsubmit={write}>
                <fieldset class="setting options"><legend>{ t!("export.scope") }</legend>{ for scopes }</fieldset>
                <fieldset class="setting options"><legend>{ t!("export.format") }</legend>{ for formats }</fieldset>
                <label class="setting named">
                    <span>{ t!("export.name") }</span>
                    <input type="text" value={(*name).clone()} onchange={on_name} maxlength={LONGEST.to_string()}
                        autocomplete="off" placeholder={t!("export.name_example").into_owned()} />
                    <span class="setting-text">{ t!("export.name_told") }</span>
                </label>
                <div class="exchange-tools">
                    <button class="button primary" aria-disabled={(!possible).to_string()}>
                        { t!("export.download", count = count) }
                    </button>
                    <p class="setting-text" role="status">{ told(&stage) }</p>
                </div>
                if *stage == Stage::Failed {
                    <button type="button" class="button" onclick={raw}>{ t!("trouble.download") }</button>
                }
            </form>
        </Frame>
    }
}

fn told(stage: &Stage) -> String {
    match stage {
        Stage::Choosing => String::new(),
        Stage::Writing => t!("export.writing").into_owned(),
        Stage::Done(name) => t!("export.done", name = name).into_owned(),
        Stage::Failed => t!("export.failed").into_owned(),
    }
}

type Scoped = (Scope, String, Vec<Rc<Note>>);

/// What can go out: what is found only while something is looked for.
fn scopes(props: &ExportProps, found: Option<&[Rc<Note>]>) -> Vec<Scoped> {
    let title = props.shelf.articles()[props.article].title_or_first_words();
    let article = (*props.notes.of_article(props.article)).clone();
    let mut scopes = vec![
        (Scope::All, t!("export.all").into_owned(), props.notes.all()),
        (Scope::Article, t!("export.article", title = title).into_owned(), article),
    ];
    if let Some(found) = found {
        scopes.insert(0, (Scope::Found, t!("export.found").into_owned(), found.to_vec()));
    }
    scopes
}

fn option(
    name: &'static str,
    value: &'static str,
    checked: bool,
    label: &str,
    told: &str,
    choose: Callback<Event>,
) -> Html {
    html! {
        <label class="option">
            <input type="radio" {name} {value} {checked} onchange={choose} />
            <span class="option-name">{ label }</span>
            <span class="option-told">{ told }</span>
        </label>
    }
}

/// The words that stand in the file, in the reader's language and with the reader's names of the colours.
fn words(language: Language, colours: &ColourNames) -> OwnedWords {
    let columns = [
        "list.text",
        "export.sentence",
        "export.passage",
        "export.note",
        "list.tag",
        "list.colour",
        "list.line",
        "list.day",
        "export.changed",
        "export.state",
        "export.id",
    ];
    OwnedWords {
        language: language.tag().to_owned(),
        colours: Colour::ALL.map(|colour| colours.of(colour)),
        lines: Line::ALL.map(|line| t!(format!("line.{}", line.name())).into_owned()),
        orphans: t!("list.orphans").into_owned(),
        tags: t!("export.tags").into_owned(),
        columns: columns.map(|key| t!(key).into_owned()),
        brackets: ["【".to_owned(), "】".to_owned()],
    }
}
