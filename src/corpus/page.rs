//! A page: the raw text of one seed, and its entries as places in it.
//!
//! An entry repeats no text: every part is a list of spans over the raw page, several where a break was
//! healed or a headline has two lines. So the raw page and the articles can never disagree, the page is
//! embedded once, and "which lines of the file became this paragraph" is known for every block.

use super::article::{Article, Kind, Role, Section};
use crate::text::{Offsets, Span};
use serde::{Deserialize, Serialize};

/// Where a part stands in the raw page, in reading order. No span begins or ends with white space; empty
/// means that the part is absent.
pub type Place = Vec<Span>;

/// One entry of a page, as places in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The small line above the title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kicker: Place,
    /// The headline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title: Place,
    /// The line below the title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subtitle: Place,
    /// 本报讯 and the like, apart from the byline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dateline: Place,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub byline: Place,
    /// The text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<EntrySection>,
    /// What only the printed page needed, "(上接一版)": accounted for, and in no reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub furniture: Place,
    /// The index among the page's entries of the series head it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<usize>,
}

/// A section, as places.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EntrySection {
    /// The heading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heading: Place,
    /// The paragraphs.
    pub paragraphs: Vec<Place>,
}

impl Entry {
    /// The places of the printed parts, in the order of [`Article::reading`]'s blocks; furniture apart.
    pub fn parts(&self) -> impl Iterator<Item = &Place> {
        [&self.kicker, &self.title, &self.subtitle, &self.dateline, &self.byline]
            .into_iter()
            .chain(self.sections.iter().flat_map(|s| std::iter::once(&s.heading).chain(&s.paragraphs)))
            .filter(|place| !place.is_empty())
    }
}

/// One seed: its raw text and what stands where in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The seed's file name, with its ending.
    pub file: String,
    /// The raw page; a byte order mark apart, the file's own text.
    pub text: String,
    /// Its entries in reading order.
    pub entries: Vec<Entry>,
}

impl Page {
    /// The page's articles, one for each entry, with ids that begin with `number`.
    pub fn articles(&self, number: &str) -> Vec<Article> {
        let map = Offsets::new(&self.text);
        let id = |n: usize| format!("{number}-{:02}", n + 1);
        let part = |role, place: &Place| self.part(&map, role, place);
        let entries = self.entries.iter().enumerate();
        entries
            .map(|(n, entry)| Article {
                file: self.file.clone(),
                kind: entry.kind,
                kicker: part(Role::Kicker, &entry.kicker),
                title: part(Role::Title, &entry.title),
                subtitle: part(Role::Subtitle, &entry.subtitle),
                byline: part(Role::Byline, &entry.byline),
                sections: entry
                    .sections
                    .iter()
                    .map(|section| Section {
                        heading: part(Role::Heading, &section.heading),
                        paragraphs: section.paragraphs.iter().filter_map(|p| part(Role::Paragraph, p)).collect(),
                    })
                    .collect(),
                id: id(n),
                dateline: part(Role::Dateline, &entry.dateline),
                series: entry.series.map(id),
            })
            .collect()
    }

    /// The text under `place`: the lines of a paragraph run on, those of any other part keep a space.
    fn part(&self, map: &Offsets, role: Role, place: &Place) -> Option<String> {
        let mut text = String::new();
        for &span in place {
            let piece = map.slice(&self.text, span);
            if !text.is_empty() && (role != Role::Paragraph || western(&text, piece)) {
                text.push(' ');
            }
            text.push_str(piece);
        }
        (!text.is_empty()).then_some(text)
    }
}

/// Whether a line break between the two stood for a space, as between English words.
fn western(before: &str, after: &str) -> bool {
    let word = before.trim_end_matches(|c: char| c.is_ascii_punctuation());
    word.ends_with(|c: char| c.is_ascii_alphabetic()) && after.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// How many characters of a line are its Markdown heading sign (`## `'s two), 0 for any other line.
pub(super) fn heading_sign(line: &str) -> usize {
    let rest = line.trim_start_matches('#');
    let signs = line.len() - rest.len();
    let is_sign = (1..=6).contains(&signs) && rest.starts_with(char::is_whitespace);
    if is_sign { signs } else { 0 }
}

/// The page number that ids begin with, one for each file name, no two alike: the digits before the first
/// `_`, else (or when another file took them) the whole stem made safe for a URL's fragment.
///
/// # Errors
/// The two names that come out alike.
pub fn numbers(files: &[String]) -> Result<Vec<String>, (String, String)> {
    let mut taken: Vec<String> = Vec::with_capacity(files.len());
    for file in files {
        let stem = file.rsplit_once('.').map_or(&**file, |(stem, _)| stem);
        let number = stem.split_once('_').map_or("", |(number, _)| number);
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let whole = safe(stem);
        let id = if is_number && !taken.iter().any(|t| t == number) { number.to_owned() } else { whole };
        if let Some(n) = taken.iter().position(|t| *t == id) {
            return Err((files[n].clone(), file.clone()));
        }
        taken.push(id);
    }
    Ok(taken)
}

/// ASCII letters, digits and `_` stay; a character of another script becomes its code point, so that Chinese
/// names stay apart; anything else becomes `-`.
fn safe(stem: &str) -> String {
    use std::fmt::Write;
    let mut safe = String::with_capacity(stem.len());
    for c in stem.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => safe.push(c),
            c if c.is_alphanumeric() => {
                write!(safe, "{:x}", c as u32).expect("a String takes all that is written");
            }
            _ => safe.push('-'),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_are_healed_by_what_stands_on_both_sides() {
        let text = "换道\n领跑 in two\nparts, so\nto say";
        let map = Offsets::new(text);
        let page = Page { file: "x.txt".into(), text: text.into(), entries: Vec::new() };
        let mut start = 0;
        let lines: Place = text
            .split('\n')
            .map(|line| {
                let span = Span::new(start, start + line.chars().count());
                start = span.end + 1;
                span
            })
            .collect();
        let cases =
            [(Role::Paragraph, "换道领跑 in two parts, so to say"), (Role::Title, "换道 领跑 in two parts, so to say")];
        for (role, expected) in cases {
            assert_eq!(page.part(&map, role, &lines).as_deref(), Some(expected));
        }
        assert_eq!(page.part(&map, Role::Title, &Place::new()), None);
    }

    type Case<'a> = (&'a [&'a str], Result<&'a [&'a str], (&'a str, &'a str)>);

    #[test]
    fn page_numbers_are_short_where_they_can_be_and_never_alike() {
        let cases: &[Case] = &[
            (&["000_ab.txt", "001_cd.txt"], Ok(&["000", "001"])),
            (&["000_ab.txt", "000_cd.txt"], Ok(&["000", "000_cd"])),
            (&["lesson_1.txt", "lesson_2.txt"], Ok(&["lesson_1", "lesson_2"])),
            (&["第1课.txt", "a b.txt"], Ok(&["7b2c18bfe", "a-b"])),
            (&["a b.txt", "a-b.txt"], Err(("a b.txt", "a-b.txt"))),
        ];
        for (files, expected) in cases {
            let files: Vec<String> = files.iter().map(ToString::to_string).collect();
            let expected = expected
                .map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>())
                .map_err(|(a, b)| (a.to_owned(), b.to_owned()));
            assert_eq!(numbers(&files), expected);
        }
    }
}
