//! Out as a table: a note a row.

use super::arrange::Group;
use super::export::Options;
use crate::csv::Csv;
use crate::notes::Texts;

pub(super) fn write(groups: &[Group], texts: &Texts, options: &Options) -> String {
    let words = &options.words;
    let mut table = Csv::new(words.columns);
    let [open, close] = words.brackets;
    for group in groups {
        for entry in &group.entries {
            let note = entry.note;
            let title = entry.text.map_or(note.article.as_str(), |index| options.title_of(texts, index));
            let state = if group.text.is_none() { words.orphans } else { "" };
            table.row([
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
            ]);
        }
    }
    table.into_text()
}
