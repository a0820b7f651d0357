//! In: an annotation that this app wrote, exactly as it was kept.
//!
//! Told by its id and its target's article in our `AnnotationSet` (see `jsonld`), and by its fields in the plain list
//! of notes that the first versions gave to download.

use serde_json::Value;

use super::jsonld::{NOTE, TEXT};
use super::read::Reason;
use super::time::from_iso;
use crate::notes::{Colour, Line, Note};

/// The note and its text's title, or why it cannot be used; `None` when it is none of ours.
pub(super) fn read(value: &Value) -> Option<Result<(Note, Option<String>), Reason>> {
    if let (Some(id), Some(article)) =
        (value["id"].as_str().and_then(|id| id.strip_prefix(NOTE)), value["target"]["meipi:article"].as_str())
    {
        let title = value["target"]["meta"]["headings"][0]["txt"].as_str().map(String::from);
        let note = annotation(id, article, value).map_err(|what| Reason::Invalid(format!("no {what}")));
        return Some(note.map(|note| (note, title)));
    }
    let first_form = value["article"].is_string() && value["selectors"].is_array() && value["text"].is_string();
    first_form.then(|| listed(value).map(|note| (note, None)).map_err(Reason::Invalid))
}

/// What of it is missing is the error.
fn annotation(id: &str, article: &str, value: &Value) -> Result<Note, &'static str> {
    let target = &value["target"];
    let time = |name: &'static str| value[name].as_str().and_then(from_iso).ok_or(name);
    let bodies = match &value["body"] {
        Value::Array(bodies) => bodies.as_slice(),
        body => std::slice::from_ref(body),
    };
    let tagging = |body: &&Value| body["purpose"] == "tagging";
    let body = bodies.iter().find(|body| !tagging(body)).ok_or("body")?;
    let tag = |body: &Value| body["value"].as_str().map(String::from).ok_or("value of a tag");
    Ok(Note {
        id: id.to_owned(),
        article: article.to_owned(),
        text: target["source"]
            .as_str()
            .and_then(|source| source.strip_prefix(TEXT)?.parse().ok())
            .ok_or("fingerprint")?,
        selectors: serde_json::from_value(target["selector"].clone()).map_err(|_| "selector")?,
        // Another program may have passed it on without what it does not know.
        colour: body["color"].as_str().and_then(Colour::from_name).unwrap_or_default(),
        line: line(body).unwrap_or_default(),
        body: body["value"].as_str().ok_or("value")?.to_owned(),
        tags: bodies.iter().filter(tagging).map(tag).collect::<Result<_, _>>()?,
        created: time("created")?,
        modified: time("modified")?,
    })
}

/// The line of a body in Readium's words and ours.
pub(super) fn line(body: &Value) -> Option<Line> {
    let ours = body["meipi:line"].as_str().and_then(Line::from_name);
    ours.or(match body["highlight"].as_str()? {
        "solid" => Some(Line::Wash),
        "underline" => Some(Line::Underline),
        _ => None,
    })
}

fn listed(value: &Value) -> Result<Note, String> {
    // Before notes had lines and tags, they had the default ones.
    let mut value = value.clone();
    for (name, default) in [("line", Value::from(Line::default().name())), ("tags", Value::Array(Vec::new()))] {
        if value[name].is_null() {
            value[name] = default;
        }
    }
    serde_json::from_value(value).map_err(|error| error.to_string())
}
