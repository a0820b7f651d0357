//! Out as JSON-LD: W3C annotations (<https://www.w3.org/TR/annotation-model/>) in an `AnnotationSet`, as the Readium
//! annotations specification has it (<https://github.com/readium/annotations>).
//!
//! Every item stands alone as a valid W3C annotation. Colour and line are Readium's `color` and `highlight` on the
//! body, which is there even when nothing was written, because Readium has no other place for them. The text that a
//! note was written on is told by its fingerprint, as the IRI `urn:meipi:text:…`; files are not asked for. What
//! neither standard has, the article's id and the wavy line, stands under `meipi:`.

use serde::Serialize;

use super::arrange::{Entry, Group};
use super::export::Options;
use super::time::iso;
use crate::notes::{Line, Note, Selectors, Texts};
use crate::text::Fingerprint;

/// The context of all W3C annotations.
pub(super) const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What the id of a note begins with as an IRI.
pub(super) const NOTE: &str = "urn:meipi:note:";
/// What the fingerprint of a text begins with as an IRI.
pub(super) const TEXT: &str = "urn:meipi:text:";

#[derive(Serialize)]
struct Set<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    generator: Generator,
    generated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Person<'a>>,
    title: &'a str,
    about: About<'a>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Generator {
    id: &'static str,
    r#type: &'static str,
    name: &'static str,
}

/// Who hands the notes out: of the whole, because some of them may have come from others.
#[derive(Serialize)]
struct Person<'a> {
    r#type: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
struct About<'a> {
    #[serde(rename = "dc:identifier")]
    identifier: Vec<String>,
    #[serde(rename = "dc:title", skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(rename = "dc:format")]
    format: &'static str,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    created: String,
    modified: String,
    body: OneOrMore<Body<'a>>,
    target: Target<'a>,
}

/// Readium knows one body; only a note with tags has more.
#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

#[derive(Serialize, Default)]
struct Body<'a> {
    r#type: &'static str,
    value: &'a str,
    purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highlight: Option<&'static str>,
    #[serde(rename = "meipi:line", skip_serializing_if = "Option::is_none")]
    line: Option<&'static str>,
}

#[derive(Serialize)]
struct Target<'a> {
    r#type: &'static str,
    source: String,
    #[serde(rename = "meipi:article")]
    article: &'a str,
    selector: &'a Selectors,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Meta<'a>>,
}

#[derive(Serialize)]
struct Meta<'a> {
    headings: [Heading<'a>; 1],
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    txt: &'a str,
}

pub(super) fn write(groups: &[Group], texts: &Texts, options: &Options) -> String {
    let entries = || groups.iter().flat_map(|group| &group.entries);
    let items: Vec<Item> = entries().map(|entry| item(entry, texts, options)).collect();
    let mut identifier: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for entry in entries().filter(|entry| seen.insert(entry.note.text)) {
        identifier.push(source(entry.note.text));
    }
    // The same notes at the same time are the same set.
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).chain([options.title]).collect();
    let set = Set {
        context: CONTEXT,
        id: format!("urn:meipi:set:{}-{}", options.now, Fingerprint::of(&ids.join("\n"))),
        r#type: "AnnotationSet",
        generator: Generator { id: "urn:meipi:reader", r#type: "Software", name: "Meipi 眉批" },
        generated: iso(options.now),
        creator: Some(options.author).filter(|name| !name.is_empty()).map(|name| Person { r#type: "Person", name }),
        title: options.title,
        about: About {
            identifier,
            title: match groups {
                [Group { text: Some(only), .. }] => Some(options.title_of(texts, *only)),
                _ => None,
            },
            format: "text/plain",
        },
        items,
    };
    serde_json::to_string_pretty(&set).expect("strings, numbers and lists can always be written")
}

fn source(text: Fingerprint) -> String {
    format!("{TEXT}{text}")
}

fn item<'a>(entry: &'a Entry, texts: &'a Texts, options: &'a Options) -> Item<'a> {
    let note = entry.note;
    let motivation = if note.body.is_empty() { "highlighting" } else { "commenting" };
    let first = Body {
        r#type: "TextualBody",
        value: &note.body,
        purpose: motivation,
        format: Some("text/markdown"),
        language: Some(options.words.language),
        color: Some(note.colour.name()),
        highlight: Some(if note.line == Line::Wash { "solid" } else { "underline" }),
        line: (note.line == Line::Wavy).then_some("wavy"),
    };
    Item {
        context: CONTEXT,
        id: format!("{NOTE}{}", note.id),
        r#type: "Annotation",
        motivation,
        created: iso(note.created),
        modified: iso(note.modified),
        body: bodies(first, note),
        target: Target {
            r#type: "SpecificResource",
            source: source(note.text),
            article: &note.article,
            selector: &note.selectors,
            meta: entry
                .text
                .map(|index| Meta { headings: [Heading { level: 1, txt: options.title_of(texts, index) }] }),
        },
    }
}

fn bodies<'a>(first: Body<'a>, note: &'a Note) -> OneOrMore<Body<'a>> {
    if note.tags.is_empty() {
        return OneOrMore::One(first);
    }
    let tag = |tag: &'a String| Body { r#type: "TextualBody", value: tag, purpose: "tagging", ..Body::default() };
    OneOrMore::More([first].into_iter().chain(note.tags.iter().map(tag)).collect())
}
