//! In: an annotation of another program: W3C's in any of its forms, Readium's, Hypothesis's.
//!
//! Read is what a note of ours can hold: the passage, what was written, tags, colour, times. A target without a
//! passage makes no note, each target with one makes its own. The id is worked out from the annotation's, or without
//! one from the whole annotation, so the same annotation is the same note however often it comes.

use serde_json::{Map, Value};

use super::own;
use super::read::Reason;
use super::time::from_iso;
use crate::notes::{Colour, Note, Selectors, TextPosition, TextQuote, tags};
use crate::text::Fingerprint;

/// How many characters of context are kept on each side: as many as a note of ours has at most.
const CONTEXT: usize = 256;
/// The longest name of a document: an article's id.
const LONGEST_NAME: usize = 200;

type Fields = Map<String, Value>;

/// The notes with the titles of their documents. Article is the document's address, cut to length; the fingerprint is
/// the one that no text has.
pub(super) fn read(value: &Value) -> Result<Vec<(Note, Option<String>)>, Reason> {
    let fields = value.as_object().ok_or(Reason::NotAnAnnotation)?;
    let targets = list(fields.get("target"));
    if targets.is_empty() && !has_type(fields, "Annotation") {
        return Err(Reason::NotAnAnnotation);
    }
    let written = Written::of(fields);
    let title = title(fields);
    let name = field(fields, "id").and_then(Value::as_str);
    let own_name = name.map_or_else(|| value.to_string(), String::from);
    let created = time(fields, &["created", "generated"]);
    let modified = time(fields, &["modified", "updated"]).or(created).unwrap_or(0);
    let note = |n: usize, target: &Value| {
        let selectors = selectors(target)?;
        let source = source(target).or_else(|| fields.get("uri").and_then(Value::as_str)).unwrap_or("?");
        let id = Fingerprint::of(&own_name);
        let note = Note {
            id: if n == 0 { format!("x-{id}") } else { format!("x-{id}-{n}") },
            article: document_name(source),
            text: Fingerprint::default(),
            selectors,
            colour: written.colour,
            line: written.line,
            body: written.body(),
            tags: written.tags.clone(),
            created: created.unwrap_or(modified),
            modified,
        };
        Some((note, title.clone()))
    };
    let notes: Vec<_> = targets.iter().enumerate().filter_map(|(n, target)| note(n, target)).collect();
    if notes.is_empty() { Err(Reason::NoPassage) } else { Ok(notes) }
}

/// A field under its name or, as in plain JSON-LD, with an at sign before it.
fn field<'v>(fields: &'v Fields, name: &str) -> Option<&'v Value> {
    fields.get(name).or_else(|| fields.get(&format!("@{name}")))
}

/// One value or a list of them, as JSON-LD does not tell apart.
fn list(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(one) => std::slice::from_ref(one),
    }
}

fn has_type(fields: &Fields, name: &str) -> bool {
    list(field(fields, "type")).iter().any(|of| of.as_str().is_some_and(|of| of.trim_start_matches("oa:") == name))
}

fn time(fields: &Fields, names: &[&str]) -> Option<u64> {
    names.iter().find_map(|name| fields.get(*name).and_then(Value::as_str).and_then(from_iso))
}

/// Whose annotation it is: its creator's name, or that of the account that Hypothesis knows it by.
pub(super) fn author(value: &Value) -> Option<String> {
    let account = |user: &Value| {
        let user = user.as_str()?.trim_start_matches("acct:");
        as_tag(user.split('@').next()?)
    };
    let shown = |user: &Value| as_tag(user.get("display_name")?.as_str()?);
    name(value.get("creator").unwrap_or(&Value::Null))
        .or_else(|| shown(value.get("user_info")?))
        .or_else(|| account(value.get("user")?))
}

/// The name of the first of those who are told as makers of something. An address is no name.
pub(super) fn name(agents: &Value) -> Option<String> {
    let agent = list(Some(agents)).first()?;
    as_tag(["name", "nickname"].into_iter().find_map(|name| agent.get(name)?.as_str())?)
}

/// One that is too long is cut, not lost.
fn as_tag(words: &str) -> Option<String> {
    tags::clean(&words.trim().chars().take(tags::LONGEST).collect::<String>())
}

/// Hypothesis keeps the titles of a page in a list.
fn title(fields: &Fields) -> Option<String> {
    let titles = fields.get("document").and_then(|document| document.get("title"));
    list(titles).first().and_then(Value::as_str).map(String::from)
}

fn source(target: &Value) -> Option<&str> {
    let source = target.get("source").unwrap_or(target);
    let id = |fields| field(fields, "id").and_then(Value::as_str);
    source.as_str().or_else(|| source.as_object().and_then(id))
}

fn document_name(source: &str) -> String {
    let name: String = source.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    if name.is_empty() { "?".to_owned() } else { name }
}

/// What stands in the bodies.
#[derive(Default)]
struct Written {
    parts: Vec<String>,
    tags: Vec<String>,
    colour: Colour,
    line: crate::notes::Line,
}

impl Written {
    fn of(fields: &Fields) -> Self {
        let mut written = Self::default();
        // Hypothesis: the text is Markdown already, the tags stand apart.
        written.part(fields.get("text"));
        for tag in list(fields.get("tags")) {
            written.tag(tag);
        }
        written.part(fields.get("bodyValue"));
        for body in list(fields.get("body")) {
            written.take(body);
        }
        written
    }

    fn body(&self) -> String {
        self.parts.join("\n\n")
    }

    fn take(&mut self, body: &Value) {
        let Some(fields) = body.as_object() else { return self.part(Some(body)) };
        // Of a choice the first is meant to be shown.
        if has_type(fields, "Choice") {
            return list(fields.get("items")).first().into_iter().for_each(|first| self.take(first));
        }
        self.colour = body["color"].as_str().and_then(Colour::from_name).unwrap_or(self.colour);
        self.line = own::line(body).unwrap_or(self.line);
        if let Some(keyword) = fields.get("keyword") {
            self.tag(keyword);
        }
        let text = fields.get("value").or_else(|| fields.get("chars")).or_else(|| fields.get("source"));
        if list(fields.get("purpose")).iter().any(|purpose| purpose == "tagging") || has_type(fields, "Tag") {
            return text.into_iter().for_each(|tag| self.tag(tag));
        }
        match text.and_then(Value::as_str) {
            Some(html) if fields.get("format").is_some_and(|format| format == "text/html") => {
                self.part(Some(&Value::String(text_of(html))));
            }
            _ => self.part(text.or_else(|| field(fields, "id"))),
        }
    }

    fn part(&mut self, text: Option<&Value>) {
        let text = text.and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        self.parts.extend(text.map(String::from));
    }

    fn tag(&mut self, tag: &Value) {
        if let Some(tag) = tag.as_str().and_then(as_tag) {
            tags::add(&mut self.tags, &tag);
        }
    }
}

/// The text of a piece of HTML: without its tags, its paragraphs as lines. What is shown is text in any case, so this
/// has to be no more than readable.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for (n, piece) in html.split('<').enumerate() {
        let (tag, words) = if n == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        let ends_line = ["br", "br/", "br /", "/p", "/div", "/li"].iter().any(|end| tag.eq_ignore_ascii_case(end));
        if ends_line && !text.is_empty() {
            text.push('\n');
        }
        text.push_str(words);
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    let text = signs.iter().fold(text, |text, (sign, c)| text.replace(sign, c));
    text.trim().to_owned()
}

/// The passage that a target names, if it names one.
fn selectors(target: &Value) -> Option<Selectors> {
    let mut found = Found::default();
    found.look(target.get("selector")?, false);
    let quote = found.quote.unwrap_or_default();
    (!quote.exact.trim().is_empty() || found.position.is_some())
        .then_some(Selectors { quote, position: found.position })
}

#[derive(Default)]
struct Found {
    quote: Option<TextQuote>,
    position: Option<TextPosition>,
}

impl Found {
    /// Looks at a selector and those in it: alternatives, choices, refinements. A position in a part of a document,
    /// which is what a refinement is in, says nothing about the whole. The depth is the file's, which is limited.
    fn look(&mut self, selector: &Value, refined: bool) {
        for selector in list(Some(selector)) {
            let Some(fields) = selector.as_object() else { continue };
            if has_type(fields, "TextQuoteSelector") && self.quote.is_none() {
                self.quote = quote(fields);
            }
            if has_type(fields, "TextPositionSelector") && !refined {
                self.position = self.position.or_else(|| position(fields));
            }
            fields.get("items").into_iter().for_each(|items| self.look(items, refined));
            fields.get("refinedBy").into_iter().for_each(|inner| self.look(inner, true));
        }
    }
}

fn quote(fields: &Fields) -> Option<TextQuote> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let prefix = text("prefix").unwrap_or_default();
    let kept = prefix.chars().count().saturating_sub(CONTEXT);
    Some(TextQuote {
        exact: text("exact")?.to_owned(),
        prefix: prefix.chars().skip(kept).collect(),
        suffix: text("suffix").unwrap_or_default().chars().take(CONTEXT).collect(),
    })
}

fn position(fields: &Fields) -> Option<TextPosition> {
    let offset = |name: &str| fields.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let (start, end) = (offset("start")?, offset("end")?);
    (start <= end).then_some(TextPosition { start, end })
}
