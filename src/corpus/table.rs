//! An editor's table of contents: `seeds/<stem>.toml` beside `seeds/<stem>.txt`.
//!
//! The table points into the raw file and repeats none of it beyond what a person needs to find the place.
//!
//! ```toml
//! [[entry]]
//! opens = "小城"               # the first words of the title, or of the text where there is no title
//! kind = "article"            # or "caption", "series-head"; "article" when left out
//! series = 1                  # the number of the entry that is its series head, counted from 1
//! kicker = "3"
//! title = "5+7"               # a headline of two lines
//! subtitle = "9"
//! dateline = "11<昨日"         # line 11 before the words 昨日
//! byline = "31"
//! text = "11>昨日 13 15+17"    # three paragraphs; the last was cut between the lines 15 and 17
//! furniture = "19"            # accounted for, and in no reading
//! [[entry.section]]
//! heading = "21"
//! text = "23 25"
//! ```
//!
//! A place is one or more pieces joined by `+`; a piece is a line's number, counted from 1, with `>` the
//! words it begins at and with `<` the words it ends before. The words must stand on the line once.
//! `opens` guards the numbers: a file whose lines moved is refused, not misread.

use super::article::Kind;
use super::page::{Entry, EntrySection, Place, heading_sign};
use crate::text::{Offsets, Span};
use serde::Deserialize;
use std::fmt;

/// A table as it is written; any format that serde reads will do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    entry: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    opens: String,
    #[serde(default)]
    kind: Kind,
    series: Option<usize>,
    #[serde(default)]
    kicker: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    subtitle: String,
    #[serde(default)]
    dateline: String,
    #[serde(default)]
    byline: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    furniture: String,
    #[serde(default)]
    section: Vec<SectionRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionRow {
    heading: String,
    text: String,
}

/// What is wrong with a table, and with which entry of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The entry's number, counted from 1.
    pub entry: usize,
    /// What is wrong, in words for the editor.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {}: {}", self.entry, self.reason)
    }
}

impl std::error::Error for TableError {}

impl Table {
    /// The entries that the table finds in `page`.
    ///
    /// # Errors
    /// The first place that the page does not have, or not once, and an entry that does not open as it
    /// says. Whether the entries account for the whole page is [`super::account()`]'s to say.
    pub fn entries(&self, page: &str) -> Result<Vec<Entry>, TableError> {
        let lines = Lines::new(page);
        let mut entries: Vec<Entry> = Vec::with_capacity(self.entry.len());
        let kinds: Vec<Kind> = self.entry.iter().map(|row| row.kind).collect();
        for (n, row) in self.entry.iter().enumerate() {
            let entry = row.entry(&lines, &kinds).map_err(|reason| TableError { entry: n + 1, reason })?;
            entries.push(entry);
        }
        Ok(entries)
    }
}

impl Row {
    fn entry(&self, lines: &Lines, kinds: &[Kind]) -> Result<Entry, String> {
        let place = |written: &str| match written {
            "" => Ok(Place::new()),
            written => lines.place(written),
        };
        let section = |heading: &str, text: &str| -> Result<EntrySection, String> {
            Ok(EntrySection {
                heading: place(heading)?,
                paragraphs: text.split_whitespace().map(place).collect::<Result<_, _>>()?,
            })
        };
        let mut sections = Vec::with_capacity(self.section.len() + 1);
        if !self.text.is_empty() {
            sections.push(section("", &self.text)?);
        }
        for row in &self.section {
            sections.push(section(&row.heading, &row.text)?);
        }
        let series = match self.series {
            None => None,
            Some(n) if n > 0 && kinds.get(n - 1) == Some(&Kind::SeriesHead) => Some(n - 1),
            Some(n) => return Err(format!("series = {n}, and entry {n} is no series head")),
        };
        let entry = Entry {
            kind: self.kind,
            kicker: place(&self.kicker)?,
            title: place(&self.title)?,
            subtitle: place(&self.subtitle)?,
            dateline: place(&self.dateline)?,
            byline: place(&self.byline)?,
            sections,
            furniture: place(&self.furniture)?,
            series,
        };
        let text = entry.sections.iter().flat_map(|s| &s.paragraphs);
        let first = std::iter::once(&entry.title).chain(text).flatten().next();
        let Some(first) = first else {
            return Err("it has neither title nor text".into());
        };
        let found = lines.offsets.slice(lines.page, *first);
        if self.opens.is_empty() || !found.starts_with(&self.opens) {
            let found: String = found.chars().take(12).collect();
            let opens = &self.opens;
            return Err(format!("it should open with “{opens}”, and the page has “{found}” there"));
        }
        Ok(entry)
    }
}

/// The lines of a page, each without indent, heading sign and white space at its edges.
struct Lines<'p> {
    page: &'p str,
    offsets: Offsets,
    spans: Vec<Span>,
}

impl<'p> Lines<'p> {
    fn new(page: &'p str) -> Self {
        let offsets = Offsets::new(page);
        let mut spans = Vec::new();
        let mut start = 0;
        for line in page.split('\n') {
            let body = line.trim_start();
            let text = body[heading_sign(body)..].trim();
            let end = start + line.chars().count();
            let stop = end - (line.chars().count() - line.trim_end().chars().count());
            spans.push(Span::new(stop - text.chars().count(), stop));
            start = end + 1;
        }
        Self { page, offsets, spans }
    }

    fn place(&self, written: &str) -> Result<Place, String> {
        written.split('+').map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, written: &str) -> Result<Span, String> {
        let (rest, until) = match written.split_once('<') {
            Some((rest, until)) => (rest, Some(until)),
            None => (written, None),
        };
        let (number, from) = match rest.split_once('>') {
            Some((number, from)) => (number, Some(from)),
            None => (rest, None),
        };
        let number: usize = number.parse().map_err(|_| format!("“{written}” does not begin with a line's number"))?;
        let line = number.checked_sub(1).and_then(|n| self.spans.get(n));
        let line = *line.ok_or_else(|| format!("there is no line {number}, the page has {}", self.spans.len()))?;
        if line.is_empty() {
            return Err(format!("line {number} is blank"));
        }
        let start = from.map_or(Ok(line.start), |words| self.find(words, number, line))?;
        let end = until.map_or(Ok(line.end), |words| self.find(words, number, line))?;
        if start >= end {
            return Err(format!("“{written}” is empty"));
        }
        let span = Span::new(start, end);
        let text = self.offsets.slice(self.page, span);
        let spaces = |text: &str, rest: &str| text.chars().count() - rest.chars().count();
        Ok(Span::new(start + spaces(text, text.trim_start()), end - spaces(text, text.trim_end())))
    }

    /// Where the words stand on a line.
    fn find(&self, words: &str, number: usize, line: Span) -> Result<usize, String> {
        let text = self.offsets.slice(self.page, line);
        match text.match_indices(words).collect::<Vec<_>>()[..] {
            [(byte, _)] if !words.is_empty() => Ok(line.start + text[..byte].chars().count()),
            ref found => Err(format!(
                "“{words}” stands {} times on line {number}: take words that stand there once",
                found.len()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Page, account};

    const PAGE: &str = "# 小城二题\n\n桥\n修好了\n\n本报讯(记者 江水) 昨日,桥通\n\n了。(下转三版)\n";

    fn read(rows: &str) -> Result<Vec<Entry>, String> {
        let table: Table = serde_json::from_str(&format!("{{\"entry\":[{rows}]}}")).map_err(|e| e.to_string())?;
        table.entries(PAGE).map_err(|e| e.to_string())
    }

    #[test]
    fn places_become_the_parts() {
        let entries = read(
            r#"{"opens":"小城","kind":"series-head","title":"1"},
               {"opens":"桥","series":1,"title":"3+4","byline":"6<昨日","text":"6>昨日+8<(下转","furniture":"8>(下转"}"#,
        )
        .expect("a sound table");
        assert_eq!(account(PAGE, &entries), Ok(()));
        let page = Page { file: "x.txt".into(), text: PAGE.into(), entries };
        let articles = page.articles("x");
        assert_eq!(articles[0].title.as_deref(), Some("小城二题"));
        let second = &articles[1];
        assert_eq!(second.reading().text, "桥 修好了\n本报讯(记者 江水)\n昨日,桥通了。");
        assert_eq!(second.series.as_deref(), Some("x-01"));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let cases = [
            (r#"{"opens":"桥","title":"30"}"#, "entry 1: there is no line 30, the page has 9"),
            (r#"{"opens":"桥","title":"0"}"#, "entry 1: there is no line 0, the page has 9"),
            (r#"{"opens":"桥","title":"2"}"#, "entry 1: line 2 is blank"),
            (r#"{"opens":"桥","title":"6>昨日<昨日"}"#, "entry 1: “6>昨日<昨日” is empty"),
            (r#"{"opens":"桥","title":"桥"}"#, "entry 1: “桥” does not begin with a line's number"),
            (r#"{"opens":"桥","title":"6>江河"}"#, "entry 1: “江河” stands 0 times on line 6: take words"),
            (r#"{"opens":"桥","title":"1"}"#, "entry 1: it should open with “桥”, and the page has “小城二题” there"),
            (r#"{"opens":"桥","byline":"1"}"#, "entry 1: it has neither title nor text"),
            (r#"{"opens":"桥","title":"3","series":1}"#, "entry 1: series = 1, and entry 1 is no series head"),
            (r#"{"opens":"桥","titel":"3"}"#, "unknown field `titel`"),
            (r#"{"title":"3"}"#, "missing field `opens`"),
        ];
        for (row, expected) in cases {
            let error = read(row).expect_err(row);
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
