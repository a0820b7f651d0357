//! What taking in a file would do: how many notes are new, the same, changed, without a place, of no use; with what the
//! reader can look at and decide.

use crate::app::wording::t;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::hooks::use_language;
use crate::exchange::{Changed, Contents, LARGEST, MOST, Outlook, ReadError, Reason, Recognised, Unusable};
use crate::library::Shelf;
use crate::notes::Note;

/// Properties of [`OutlookView`].
#[derive(Properties, PartialEq)]
pub struct OutlookProps {
    /// The articles.
    pub shelf: Shelf,
    /// The file.
    pub outlook: Outlook,
    /// Whether it is the only one.
    pub alone: bool,
    /// The reader says which text a document is, or leaves it to the program.
    pub on_choose: Callback<(usize, Option<usize>)>,
}

fn tagged(authors: &[String]) -> String {
    let tags: Vec<String> = authors.iter().take(SHOWN).map(|author| format!("#{author}")).collect();
    tags.join(" ")
}

/// How many of a sort are shown: enough to know what they are.
const SHOWN: usize = 50;

/// See the module.
#[component]
pub fn OutlookView(props: &OutlookProps) -> Html {
    use_language();
    let name = &props.outlook.name;
    let contents = match &props.outlook.contents {
        Ok(contents) => contents,
        Err(error) => {
            return html! {
                <section class="outlook bad"><h3>{ name }</h3><p class="exchange-trouble">{ unread(error) }</p></section>
            };
        }
    };
    let plan = &contents.plan;
    let taken = plan.changed.iter().filter(|changed| changed.taken).count();
    let figures = [
        ("import.new", plan.new.len()),
        ("import.changed", taken),
        ("import.older", plan.changed.len() - taken),
        ("import.same", plan.same),
        ("import.orphaned", plan.orphaned.len()),
        ("import.unusable", plan.unusable.len()),
    ];
    let figures = figures.into_iter().filter(|(_, count)| *count > 0);
    let figures = figures.map(|(key, count)| html! { <li>{ t!(key, count = count) }</li> });
    let title = contents.title.as_deref().filter(|title| !title.trim().is_empty());
    html! {
        <details class="outlook" open={props.alone}>
            <summary><h3>{ name }</h3><ul class="figures">{ for figures }</ul></summary>
            if let Some(title) = title {
                <p class="outlook-title">{ title }</p>
            }
            if !contents.authors.is_empty() {
                <p class="outlook-title">{ t!("import.tagged", tags = tagged(&contents.authors)) }</p>
            }
            { documents(props, contents) }
            if !plan.changed.is_empty() {
                <h4>{ t!("import.versions") }</h4>
                <ul class="versions">{ for plan.changed.iter().take(SHOWN).map(versions) }</ul>
            }
            if !plan.orphaned.is_empty() {
                <h4>{ t!("import.orphaned_told") }</h4>
                <ul class="plain">{ for orphans(contents).take(SHOWN).map(|note| html! {
                    <li lang="zh-Hans">{ &note.selectors.quote.exact }</li>
                }) }</ul>
            }
            if !plan.unusable.is_empty() {
                <h4>{ t!("import.unusable_told") }</h4>
                <ul class="plain">{ for plan.unusable.iter().take(SHOWN).map(unusable) }</ul>
            }
        </details>
    }
}

/// The documents whose text is not known by itself, each with a choice of texts.
fn documents(props: &OutlookProps, contents: &Contents) -> Html {
    let rows = contents.documents.iter().zip(&contents.plan.documents).enumerate();
    let rows = rows.filter(|(_, (_, recognised))| !matches!(recognised, Recognised::Fingerprint(_)));
    let mut rows = rows
        .map(|(at, (document, recognised))| {
            let onchange = props.on_choose.reform(move |event: Event| {
                let value = event.target_unchecked_into::<HtmlSelectElement>().value();
                (at, value.parse().ok())
            });
            let by_itself = match recognised {
                Recognised::Passages(text) => {
                    let title = props.shelf.articles()[*text].title_or_first_words();
                    t!("import.recognised", title = title).into_owned()
                }
                _ => t!("import.not_recognised").into_owned(),
            };
            let chosen = if let Recognised::Chosen(text) = recognised { Some(*text) } else { None };
            let articles = props.shelf.articles().iter().enumerate().filter(|(i, _)| props.shelf.is_readable(*i));
            let options = articles.map(|(i, article)| {
                html! { <option value={i.to_string()} selected={chosen == Some(i)}>{ article.title_or_first_words() }</option> }
            });
            html! {
                <li>
                    <label>
                        <span>{ document.title.as_ref().unwrap_or(&document.name) }{ " " }
                            <span class="count">{ t!("list.rows", count = document.notes) }</span></span>
                        <select {onchange}>
                            <option value="" selected={chosen.is_none()}>{ by_itself }</option>
                            { for options }
                        </select>
                    </label>
                </li>
            }
        })
        .peekable();
    if rows.peek().is_none() {
        return html! {};
    }
    html! { <><h4>{ t!("import.documents") }</h4><ul class="documents">{ for rows }</ul></> }
}

/// A note as it is here and as it is in the file, side by side.
fn versions(changed: &Changed) -> Html {
    let version = |name: &str, note: &Note, stands: bool| {
        let tags = note.tags.iter().map(|tag| html! { <span class="tag">{ tag }</span> });
        html! {
            <div class={classes!("version", stands.then_some("stands"))}>
                <p class="version-name">
                    { name }
                    if stands {
                        <b>{ t!("import.stands") }</b>
                    }
                </p>
                <p class="version-words" lang="zh-Hans">
                    { if note.body.trim().is_empty() { t!("list.bare").into_owned() } else { note.body.clone() } }
                </p>
                <p><span class={classes!("dot", note.colour.name())} aria-hidden="true"></span>{ for tags }</p>
            </div>
        }
    };
    html! {
        <li>
            <p class="version-place" lang="zh-Hans">{ &changed.here.selectors.quote.exact }</p>
            <div class="version-pair">
                { version(&t!("import.here"), &changed.here, !changed.taken) }
                { version(&t!("import.there"), &changed.there, changed.taken) }
            </div>
        </li>
    }
}

fn orphans(contents: &Contents) -> impl Iterator<Item = &Note> {
    let plan = &contents.plan;
    let coming = plan.new.iter().chain(plan.changed.iter().map(|changed| &changed.there));
    coming.filter(|note| plan.orphaned.contains(&note.id))
}

fn unusable(item: &Unusable) -> Html {
    let reason = match &item.reason {
        Reason::NotAnAnnotation => t!("import.not_annotation").into_owned(),
        Reason::NoPassage => t!("import.no_passage").into_owned(),
        Reason::Newer(_) => t!("import.newer").into_owned(),
        Reason::Invalid(reason) => t!("import.invalid", reason = reason).into_owned(),
    };
    html! { <li>{ t!("import.place", place = item.place, reason = reason) }</li> }
}

/// Why nothing was read, and what to do about it.
fn unread(error: &ReadError) -> String {
    match error {
        ReadError::TooLarge => t!("import.too_large", limit = LARGEST / 1_000_000).into_owned(),
        ReadError::Unreadable => t!("import.unreadable").into_owned(),
        ReadError::NotText => t!("import.not_text").into_owned(),
        ReadError::NotJson { line, column } => t!("import.not_json", line = line, column = column).into_owned(),
        ReadError::TooDeep => t!("import.too_deep").into_owned(),
        ReadError::TooMany => t!("import.too_many", limit = MOST).into_owned(),
        ReadError::Foreign => t!("import.foreign").into_owned(),
    }
}
