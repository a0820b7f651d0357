//! Out as Markdown: a heading for each text, a list item for each note, in it the sentence as a quotation with the
//! passage in `<mark>`, and what the reader wrote.
//!
//! Stars would not do for the passage: between Chinese characters and punctuation they are no emphasis by the rules
//! of CommonMark. What comes from a text is escaped; what the reader wrote is Markdown and stays so, and being inside a list
//! item, whatever it leaves open ends with its note.

use std::fmt::Write as _;

use super::arrange::{Entry, Group};
use super::export::Options;
use crate::notes::Texts;

pub(super) fn write(groups: &[Group], texts: &Texts, options: &Options) -> String {
    let mut out = format!("# {}\n", line(options.title));
    for group in groups {
        let heading = group.text.map_or(options.words.orphans, |index| options.title_of(texts, index));
        let _ = write!(out, "\n## {}\n", line(heading));
        for entry in &group.entries {
            note(&mut out, entry, options);
        }
    }
    out
}

fn note(out: &mut String, entry: &Entry, options: &Options) {
    let note = entry.note;
    let words = &options.words;
    // The mark stands around what is printed of each line: a tag alone in its line would begin a block of HTML.
    let passage = entry.passage.trim();
    let (lead, _) = entry.passage.split_at(entry.passage.len() - entry.passage.trim_start().len());
    let trail = &entry.passage[lead.len() + passage.len()..];
    let marked = escaped(passage).replace('\n', "</mark>\n<mark>");
    let sentence = format!("{}{lead}<mark>{marked}</mark>{trail}{}", escaped(entry.before), escaped(entry.after));
    out.push_str("\n- ");
    out.push_str(&quoted(&sentence));
    if !note.body.is_empty() {
        out.push('\n');
        for line in note.body.lines() {
            let _ = if line.trim().is_empty() { writeln!(out) } else { writeln!(out, "  {line}") };
        }
    }
    let tags: Vec<String> = note.tags.iter().map(|tag| format!("#{}", escaped(tag))).collect();
    let tags = if tags.is_empty() { String::new() } else { format!("{}{}", words.tags, tags.join(" ")) };
    let facts = [tags, escaped(words.colour(note.colour)), options.day(note.created)];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let _ = write!(out, "\n  {}\n", facts.join(" · "));
}

/// A quotation inside a list item. A line of it begins with what begins no other block.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for (n, line) in text.split('\n').enumerate() {
        let _ = writeln!(out, "{}> {}", if n == 0 { "" } else { "  " }, line.trim());
    }
    out
}

fn line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` so that Markdown shows it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    // A number that begins a line would begin a list with the sign behind it.
    let mut numbered = true;
    for c in text.chars() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '#' | '|' | '$');
        let begins = at_start && matches!(c, '-' | '+' | '=' | ':');
        let counts = numbered && !at_start && matches!(c, '.' | ')');
        if special || begins || counts {
            out.push('\\');
        }
        out.push(c);
        if c == '\n' {
            (at_start, numbered) = (true, true);
        } else if !c.is_whitespace() {
            at_start = false;
            numbered &= c.is_ascii_digit();
        }
    }
    out
}
