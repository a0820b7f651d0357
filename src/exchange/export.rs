//! Notes as a file: what can be chosen, and the choice between the formats.

use serde::{Deserialize, Serialize};

use super::arrange::arrange;
use super::{csv, html, jsonld, markdown, time};
use crate::notes::{Colour, Line, Note, Texts};

/// What the notes become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// An `AnnotationSet` of W3C annotations, as the Readium annotations specification has it. Everything that a note
    /// holds is in it; [`read`](super::read()) reads it back.
    JsonLd,
    /// Markdown, for a person or for another notebook.
    Markdown,
    /// A table, for a spreadsheet.
    Csv,
    /// A page that stands alone and prints well.
    Html,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::JsonLd, Self::Markdown, Self::Csv, Self::Html];

    /// The ending of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::JsonLd => "ann",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// The media type of its files. They are in UTF-8.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::JsonLd => "application/rd-annotations+json",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Html => "text/html;charset=utf-8",
        }
    }
}

/// What the reader chose, and what the notes themselves do not say.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// What the whole is called: its heading, and the beginning of its file's name.
    pub title: &'a str,
    /// Whose notes they are; empty where nobody said.
    pub author: &'a str,
    /// The titles of the texts, in the order of the [`Texts`]. A text without one is named by its id.
    pub titles: &'a [&'a str],
    /// The time of the export, in milliseconds since 1970.
    pub now: u64,
    /// The reader's time zone, in minutes east of Greenwich. Days are the reader's; JSON-LD is in UTC.
    pub minutes_east: i32,
    /// The words that stand in the file.
    pub words: Words<'a>,
}

/// The words that stand in a file for people, in the reader's language. [`Words::default`] is Chinese.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    /// The language, as a BCP 47 tag.
    pub language: &'a str,
    /// The names of the colours in the order of [`Colour::ALL`]: what they mean to the reader, when that has a name.
    pub colours: [&'a str; 6],
    /// The names of the lines in the order of [`Line::ALL`].
    pub lines: [&'a str; 3],
    /// The heading of the notes that are nowhere.
    pub orphans: &'a str,
    /// What is before the tags.
    pub tags: &'a str,
    /// The heads of the table's columns: text, sentence, passage, note, tags, colour, line, made, changed, state, id.
    pub columns: [&'a str; 11],
    /// What brackets the passage in a sentence where no typeface can.
    pub brackets: [&'a str; 2],
}

impl Default for Words<'_> {
    fn default() -> Self {
        Self {
            language: "zh-Hans",
            colours: ["粉", "橙", "黄", "绿", "蓝", "紫"],
            lines: ["底色", "直线", "波浪线"],
            orphans: "原文已变、找不到位置的批注",
            tags: "标签：",
            columns: ["文章", "句子", "原文", "批注", "标签", "颜色", "划线", "写于", "改于", "状态", "编号"],
            brackets: ["【", "】"],
        }
    }
}

impl Words<'_> {
    pub(super) fn colour(&self, colour: Colour) -> &str {
        Colour::ALL.iter().zip(self.colours).find(|(of, _)| **of == colour).map_or("", |(_, name)| name)
    }

    pub(super) fn line(&self, line: Line) -> &str {
        Line::ALL.iter().zip(self.lines).find(|(of, _)| **of == line).map_or("", |(_, name)| name)
    }
}

impl Options<'_> {
    pub(super) fn title_of<'t>(&'t self, texts: &'t Texts, index: usize) -> &'t str {
        self.titles.get(index).copied().filter(|title| !title.is_empty()).unwrap_or_else(|| texts.id(index))
    }

    /// The reader's day, or nothing for a note that came from elsewhere without a time.
    pub(super) fn day(&self, ms: u64) -> String {
        if ms == 0 { String::new() } else { time::day(ms, self.minutes_east) }
    }
}

/// A file to be handed to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name without the ending: the title and the day, fit for every file system.
    pub stem: String,
    /// Its ending, without the dot.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub text: String,
}

impl File {
    /// Its name.
    pub fn name(&self) -> String {
        format!("{}.{}", self.stem, self.extension)
    }
}

/// Writes `notes` in the order of `texts`, in it by place; notes that are nowhere come last.
pub fn export(format: Format, notes: &[Note], texts: &Texts, options: &Options) -> File {
    let groups = arrange(notes, texts);
    let text = match format {
        Format::JsonLd => jsonld::write(&groups, texts, options),
        Format::Markdown => markdown::write(&groups, texts, options),
        Format::Csv => csv::write(&groups, texts, options),
        Format::Html => html::write(&groups, texts, options),
    };
    File { stem: stem(options), extension: format.extension(), media_type: format.media_type(), text }
}

/// The title without what some file system does not take, and the day.
fn stem(options: &Options) -> String {
    const LONGEST: usize = 60;
    let fit = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c };
    let title: String = options.title.chars().map(fit).take(LONGEST).collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    let title = words.join(" ");
    let title = title.trim_matches(['.', ' ']);
    let day = options.day(options.now);
    if title.is_empty() { format!("meipi-{day}") } else { format!("{title}-{day}") }
}
