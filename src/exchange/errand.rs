//! Notes out and in as errands: what the page asks of its worker and what comes of it, as data, so that no large file
//! is written or read while the reader waits for the page.
//!
//! Files that come in together are planned one after the other, each as if those before it had been taken in; so
//! [`step`] of all of them is one step, and two files with the same notes make no doubles.
//!
//! **Whose notes they are** becomes a tag of those that come from somebody else, so that forty files of a class are
//! forty tags. A note that is here without that tag is the reader's own, or was relieved of it, and gets none: so a
//! file that comes again changes nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Document, Draft, Format, Incoming, Options, Plan, ReadError, Source, Words, export, plan, read};
use crate::notes::{Note, Texts, tags};
use crate::undo::Step;

/// A text that notes may stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The text.
    pub text: String,
}

fn texts(all: &[Text]) -> Texts {
    Texts::new(all.iter().map(|text| (text.id.clone(), text.text.clone())))
}

/// Notes that are to become a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// What they become.
    pub format: Format,
    /// The notes.
    pub notes: Vec<Note>,
    /// The texts, in reading order.
    pub texts: Vec<Text>,
    /// What the whole is called.
    pub title: String,
    /// Whose notes they are; empty where nobody said.
    pub author: String,
    /// The time, in milliseconds since 1970.
    pub now: u64,
    /// The reader's time zone, in minutes east of Greenwich.
    pub minutes_east: i32,
    /// The words that stand in the file.
    pub words: OwnedWords,
}

/// [`Words`] that have come from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in Words")]
pub struct OwnedWords {
    pub language: String,
    pub colours: [String; 6],
    pub lines: [String; 3],
    pub orphans: String,
    pub tags: String,
    pub columns: [String; 11],
    pub brackets: [String; 2],
}

impl OwnedWords {
    fn borrowed(&self) -> Words<'_> {
        Words {
            language: &self.language,
            colours: self.colours.each_ref().map(String::as_str),
            lines: self.lines.each_ref().map(String::as_str),
            orphans: &self.orphans,
            tags: &self.tags,
            columns: self.columns.each_ref().map(String::as_str),
            brackets: self.brackets.each_ref().map(String::as_str),
        }
    }
}

/// A file for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub text: String,
}

impl Outgoing {
    /// Writes the file.
    pub fn written(&self) -> Written {
        let titles: Vec<&str> = self.texts.iter().map(|text| text.title.as_str()).collect();
        let options = Options {
            title: &self.title,
            author: &self.author,
            titles: &titles,
            now: self.now,
            minutes_east: self.minutes_east,
            words: self.words.borrowed(),
        };
        let file = export(self.format, &self.notes, &texts(&self.texts), &options);
        Written { name: file.name(), media_type: file.media_type.to_owned(), text: file.text }
    }
}

/// Files that are coming in.
pub struct Arriving {
    texts: Texts,
    here: Vec<Note>,
    reader: String,
    files: Vec<(String, Result<Incoming, ReadError>)>,
}

/// What is known of a file that is coming in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// The file's name.
    pub name: String,
    /// What is in it, or why nothing was read.
    pub contents: Result<Contents, ReadError>,
}

/// What is in a file, and what taking it in would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Whose file it is.
    pub source: Source,
    /// What the file calls itself.
    pub title: Option<String>,
    /// The documents that its notes were made on.
    pub documents: Vec<Document>,
    /// Whose notes they are, as tags that they get.
    pub authors: Vec<String>,
    /// What taking it in would do.
    pub plan: Plan,
}

impl Arriving {
    /// No file yet; the notes that are `here`, the texts in reading order, and the name under which the reader hands
    /// notes out, if there is one.
    pub fn new(all: &[Text], here: Vec<Note>, reader: String) -> Self {
        Self { texts: texts(all), here, reader, files: Vec::new() }
    }

    /// Reads a file: what it holds, or why it could not be had.
    pub fn take(&mut self, name: String, file: Result<&[u8], ReadError>) {
        self.files.push((name, file.and_then(read)));
    }

    /// What taking in all the files would do, in their order. `chosen` says of a file's documents which texts they
    /// are, where the reader said so; it may be shorter.
    pub fn outlooks(&self, chosen: &[Vec<Option<usize>>]) -> Vec<Outlook> {
        let mut here: BTreeMap<String, Note> = self.here.iter().map(|note| (note.id.clone(), note.clone())).collect();
        let mut outlooks = Vec::with_capacity(self.files.len());
        for (at, (name, file)) in self.files.iter().enumerate() {
            let contents = file.as_ref().map_err(Clone::clone).map(|incoming| {
                let chosen = chosen.get(at).map_or(&[][..], Vec::as_slice);
                let mut incoming = incoming.clone();
                let authors = self.file_by_author(&mut incoming, &here);
                let plan = plan(&incoming, here.values(), &self.texts, chosen);
                for edit in plan.step() {
                    here.extend(edit.after.map(|note| (edit.id, note)));
                }
                let Incoming { source, title, documents, .. } = incoming;
                Contents { source, title, documents, authors, plan }
            });
            outlooks.push(Outlook { name: name.clone(), contents });
        }
        outlooks
    }

    /// Gives notes of others the names of their authors as tags: the names given.
    fn file_by_author(&self, incoming: &mut Incoming, here: &BTreeMap<String, Note>) -> Vec<String> {
        let mut authors = Vec::new();
        for Draft { note, author, .. } in &mut incoming.notes {
            let Some(author) = author.as_deref().filter(|author| !tags::same(author, &self.reader)) else { continue };
            let has = |note: &Note| note.tags.iter().any(|tag| tags::same(tag, author));
            if here.get(&note.id).is_none_or(has) && tags::add(&mut note.tags, author) {
                tags::add(&mut authors, author);
            }
        }
        authors
    }
}

/// All of it as one step.
pub fn step(outlooks: &[Outlook]) -> Step<Note> {
    outlooks.iter().filter_map(|outlook| outlook.contents.as_ref().ok()).flat_map(|file| file.plan.step()).collect()
}
