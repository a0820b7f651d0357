//! In: what a file says, before anything is done with it.
//!
//! Known are our own `AnnotationSet`, the plain list of notes of our first versions, the raw copy of the store
//! ([`crate::keeping::export_raw`]), the files and answers of Hypothesis, and W3C annotations in any of the ways they
//! come: one, a list, an `AnnotationPage`, `AnnotationCollection`, `AnnotationSet` or `@graph`.
//!
//! Contract: a file is refused as a whole only when nothing in it can be an annotation or a limit is passed; an
//! annotation that cannot be used is listed with its reason. Nothing is executed, fetched or changed. Time and memory
//! are linear in the file, which is checked before it is parsed and is never built as one value.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::container::{Fields, List, fault, too_deep};
use super::{foreign, own};
use crate::keeping::{self, Item, Unreadable};
use crate::notes::Note;
use crate::text::Fingerprint;

/// The largest file that is read, in bytes: five times what a browser's store holds, written out at length.
pub const LARGEST: usize = 64_000_000;
/// The most annotations of a file, and the most fields of an object: three times what a browser's store holds.
pub const MOST: usize = 50_000;

type Object<'j> = Fields<'j, MOST>;
type Array<'j> = List<'j, MOST>;

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Whose file it is.
    pub source: Source,
    /// What the file calls itself.
    pub title: Option<String>,
    /// The documents that its notes were made on, in order of appearance.
    pub documents: Vec<Document>,
    /// Its notes, in order.
    pub notes: Vec<Draft>,
    /// What cannot be used.
    pub unusable: Vec<Unusable>,
}

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// Notes that this app wrote out.
    Meipi,
    /// A copy of this app's store as it lay there.
    RawStore,
    /// Annotations of Hypothesis.
    Hypothesis,
    /// W3C annotations of some other program.
    W3c,
}

/// A document that notes of a file were made on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The id or address that the file knows it by.
    pub name: String,
    /// Its title, where the file gives one.
    pub title: Option<String>,
    /// The fingerprint of its text, in files of our own.
    pub fingerprint: Option<Fingerprint>,
    /// How many of the notes are on it.
    pub notes: usize,
}

/// A note as the file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The note. What the file does not say is what a new note would have.
    pub note: Note,
    /// Which of [`Incoming::documents`] it is on.
    pub document: usize,
    /// Whose note it is, cut to the length of a tag, where the file says so.
    pub author: Option<String>,
    /// Whether the note is complete.
    pub origin: Origin,
}

/// Where a note of a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// From this app: article, fingerprint and selectors are as they were kept.
    Own,
    /// From another program: which text it belongs to is not known, and its selectors describe a text that this app
    /// has not seen.
    Foreign,
}

/// An annotation that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unusable {
    /// Its place in the file's list, from 1.
    pub place: usize,
    /// Why.
    pub reason: Reason,
}

/// Why an annotation cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// It is no annotation.
    NotAnAnnotation,
    /// It names no passage: it is on a whole document, on an image, or an answer to another annotation.
    NoPassage,
    /// It was written by a newer version of this app, in the format of that number.
    Newer(u64),
    /// It is broken or past a limit, for this reason (in English, for a report).
    Invalid(String),
}

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadError {
    /// The file has more than [`LARGEST`] bytes.
    TooLarge,
    /// The browser may not read it: it was moved, deleted or changed after it had been chosen.
    Unreadable,
    /// It is no text in UTF-8.
    NotText,
    /// It is no JSON; it stops being so here, from 1.
    NotJson {
        /// The line.
        line: usize,
        /// The byte in the line.
        column: usize,
    },
    /// Its brackets stand deeper in one another than those of any annotation.
    TooDeep,
    /// It has more than [`MOST`] annotations.
    TooMany,
    /// It is JSON, and holds no annotations.
    Foreign,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => write!(f, "the file is larger than {LARGEST} bytes"),
            Self::Unreadable => f.write_str("the file cannot be read"),
            Self::NotText => f.write_str("the file is no text in UTF-8"),
            Self::NotJson { line, column } => write!(f, "the file is no JSON: line {line}, column {column}"),
            Self::TooDeep => f.write_str("the file is nested too deeply"),
            Self::TooMany => write!(f, "the file has more than {MOST} annotations"),
            Self::Foreign => f.write_str("the file holds no annotations"),
        }
    }
}

impl std::error::Error for ReadError {}

/// What the file says.
///
/// # Errors
/// When it is none that could hold notes; see [`ReadError`].
pub fn read(file: &[u8]) -> Result<Incoming, ReadError> {
    if file.len() > LARGEST {
        return Err(ReadError::TooLarge);
    }
    let text = std::str::from_utf8(file).map_err(|_| ReadError::NotText)?;
    let json = text.trim_start_matches('\u{feff}').trim();
    if too_deep(json.as_bytes()) {
        return Err(ReadError::TooDeep);
    }
    if let Some((line, column)) = fault(json) {
        return Err(ReadError::NotJson { line, column });
    }
    let mut collector = Collector::default();
    match json.as_bytes().first() {
        Some(b'[') => collector.list(json)?,
        Some(b'{') => collector.object(json)?,
        _ => return Err(ReadError::Foreign),
    }
    collector.finish()
}

/// Takes apart what is known to be JSON: it fails only at a limit.
fn part<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, ReadError> {
    serde_json::from_str(json).map_err(|error| match error.classify() {
        Category::Data => ReadError::TooMany,
        // A string with half a surrogate pair, as the name of a field.
        _ => ReadError::NotJson { line: error.line(), column: error.column() },
    })
}

fn is_list(raw: &RawValue) -> bool {
    raw.get().starts_with('[')
}

fn is_object(raw: &RawValue) -> bool {
    raw.get().starts_with('{')
}

fn string(raw: Option<&RawValue>) -> Option<String> {
    serde_json::from_str(raw?.get()).ok()
}

#[derive(Default)]
struct Collector {
    source: Option<Source>,
    title: Option<String>,
    /// Whose notes they all are.
    author: Option<String>,
    documents: Vec<Document>,
    known: std::collections::HashMap<(String, Option<Fingerprint>), usize>,
    notes: Vec<Draft>,
    unusable: Vec<Unusable>,
}

impl Collector {
    fn object(&mut self, json: &str) -> Result<(), ReadError> {
        let fields: Object = part(json)?;
        if string(fields.get("format")).as_deref() == Some("meipi-raw") {
            let items = fields.get("items").filter(|raw| is_object(raw)).ok_or(ReadError::Foreign)?;
            self.raw_store(&part(items.get())?);
            return Ok(());
        }
        // Damaged items are given to download without more around them.
        if fields.0.iter().any(|(key, _)| key.starts_with(Note::PREFIX)) {
            self.raw_store(&fields);
            return Ok(());
        }
        self.title = string(fields.get("title")).or_else(|| string(fields.get("label")));
        self.author = fields.get("creator").and_then(|raw| foreign::name(&serde_json::from_str(raw.get()).ok()?));
        if let Some(list) = ["rows", "annotations"].into_iter().find_map(|name| fields.get(name)).filter(|r| is_list(r))
        {
            self.source = Some(Source::Hypothesis);
            return self.list(list.get());
        }
        if let Some(list) = ["items", "@graph"].into_iter().find_map(|name| fields.get(name)).filter(|r| is_list(r)) {
            return self.list(list.get());
        }
        // The first page of a collection may lie in it; the others are elsewhere on the web.
        if let Some(page) = fields.get("first").filter(|raw| is_object(raw)) {
            let page: Object = part(page.get())?;
            return page.get("items").filter(|raw| is_list(raw)).map_or(Ok(()), |list| self.list(list.get()));
        }
        self.annotation(1, json);
        Ok(())
    }

    fn list(&mut self, json: &str) -> Result<(), ReadError> {
        let list: Array = part(json)?;
        for (n, raw) in list.0.into_iter().enumerate() {
            self.annotation(n + 1, raw.get());
        }
        Ok(())
    }

    fn annotation(&mut self, place: usize, json: &str) {
        let value: Value = match serde_json::from_str(json) {
            Ok(value) => value,
            Err(error) => return self.put_aside(place, Reason::Invalid(error.to_string())),
        };
        let author = foreign::author(&value).or_else(|| self.author.clone());
        let (notes, origin) = match own::read(&value) {
            Some(read) => {
                self.source = self.source.or(Some(Source::Meipi));
                (read.map(|note| vec![note]), Origin::Own)
            }
            None => (foreign::read(&value), Origin::Foreign),
        };
        match notes {
            Ok(notes) => notes.into_iter().for_each(|note| self.take(place, note, author.clone(), origin)),
            Err(reason) => self.put_aside(place, reason),
        }
    }

    fn raw_store(&mut self, items: &Object) {
        self.source = Some(Source::RawStore);
        for (n, (key, raw)) in items.0.iter().enumerate() {
            let Some(id) = key.strip_prefix(Note::PREFIX) else { continue };
            let raw = string(Some(raw)).ok_or_else(|| Reason::Invalid("the item is no string".into()));
            let read = raw.and_then(|raw| {
                keeping::read::<Note>(id, &raw).map_err(|unreadable| match unreadable {
                    Unreadable::Newer(version) => Reason::Newer(version),
                    Unreadable::Malformed(reason) => Reason::Invalid(reason),
                })
            });
            match read {
                Ok(note) => self.take(n + 1, (note, None), None, Origin::Own),
                Err(reason) => self.put_aside(n + 1, reason),
            }
        }
    }

    /// A note with the title of its document.
    fn take(&mut self, place: usize, (note, title): (Note, Option<String>), author: Option<String>, origin: Origin) {
        if self.notes.len() == MOST {
            return self.put_aside(place, Reason::Invalid("too many passages in one file".into()));
        }
        if let Err(reason) = note.check() {
            return self.put_aside(place, Reason::Invalid(reason));
        }
        let fingerprint = (origin == Origin::Own).then_some(note.text);
        let documents = &mut self.documents;
        let document = *self.known.entry((note.article.clone(), fingerprint)).or_insert_with(|| {
            documents.push(Document { name: note.article.clone(), title: None, fingerprint, notes: 0 });
            documents.len() - 1
        });
        self.documents[document].notes += 1;
        self.documents[document].title = self.documents[document].title.take().or(title);
        self.notes.push(Draft { note, document, author, origin });
    }

    fn put_aside(&mut self, place: usize, mut reason: Reason) {
        const LONGEST: usize = 200;
        // What the parser says may quote all that it did not expect.
        if let Reason::Invalid(words) = &mut reason
            && let Some((end, _)) = words.char_indices().nth(LONGEST)
        {
            words.truncate(end);
        }
        self.unusable.push(Unusable { place, reason });
    }

    fn finish(self) -> Result<Incoming, ReadError> {
        let nothing = !self.unusable.is_empty() && self.unusable.iter().all(|u| u.reason == Reason::NotAnAnnotation);
        if self.notes.is_empty() && nothing {
            return Err(ReadError::Foreign);
        }
        Ok(Incoming {
            source: self.source.unwrap_or(Source::W3c),
            title: self.title,
            documents: self.documents,
            notes: self.notes,
            unusable: self.unusable,
        })
    }
}
