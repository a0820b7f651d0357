//! Out as a table (RFC 4180), with a byte order mark, because Excel takes UTF-8 for the local code page without one.
//!
//! A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@` or their full-width forms, a
//! tab or a carriage return) begins with an apostrophe instead, so that no text from outside is ever run.

use super::arrange::Group;
use super::export::Options;
use crate::notes::Texts;

pub(super) fn write(groups: &[Group], texts: &Texts, options: &Options) -> String {
    let words = &options.words;
    let mut table = String::from("\u{feff}");
    row(&mut table, words.columns.map(String::from));
    let [open, close] = words.brackets;
    for group in groups {
        for entry in &group.entries {
            let note = entry.note;
            let title = entry.text.map_or(note.article.as_str(), |index| options.title_of(texts, index));
            let state = if group.text.is_none() { words.orphans } else { "" };
            row(
                &mut table,
                [
                    title.to_owned(),
                    format!("{}{open}{}{close}{}", entry.before, entry.passage, entry.after),
                    entry.passage.to_owned(),
                    note.body.clone(),
                    note.tags.join("; "),
                    words.colour(note.colour).to_owned(),
                    words.line(note.line).to_owned(),
                    options.day(note.created),
                    options.day(note.modified),
                    state.to_owned(),
                    note.id.clone(),
                ],
            );
        }
    }
    table
}

fn row(table: &mut String, cells: [String; 11]) {
    for (n, cell) in cells.iter().enumerate() {
        table.push_str(if n == 0 { "\"" } else { ",\"" });
        if would_run(cell) {
            table.push('\'');
        }
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    }
    table.push_str("\r\n");
}

/// Whether a spreadsheet would take it for a formula. White space before one does not stop all of them.
fn would_run(cell: &str) -> bool {
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
