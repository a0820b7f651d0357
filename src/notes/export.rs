//! The notes for people and programs that want them.

use super::Note;

/// The notes as a JSON array, each with its selectors in W3C form.
///
/// # Panics
/// Never: strings, numbers and unit variants can always be written.
pub fn export_json(notes: &[Note]) -> String {
    serde_json::to_string_pretty(notes).expect("notes are strings, numbers and unit variants")
}
