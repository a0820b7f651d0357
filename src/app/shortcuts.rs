//! The one registry of keys: what a key does, and the help sheet made from it.

use web_sys::KeyboardEvent;

use crate::browser::dom;
use crate::notes::Colour;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Goes to the next article.
    NextArticle,
    /// Goes to the previous article.
    PreviousArticle,
    /// Focuses the next mark.
    NextMark,
    /// Focuses the previous mark.
    PreviousMark,
    /// Writes a note on the selection.
    Note,
    /// Colours the selection.
    Colour(Colour),
    /// Shows or hides word boundaries.
    Boundaries,
    /// Colours words by their class, or not.
    Classes,
    /// Hides all marks and notes, or shows them.
    Clean,
    /// Opens or closes the contents (where they are not always open).
    Contents,
    /// Opens the notes.
    Notes,
    /// Opens the page with the notes of all texts.
    AllNotes,
    /// Opens or closes the raw page.
    Source,
    /// Opens the page for a text from outside.
    Try,
    /// Takes the last act back.
    Undo,
    /// Does it again.
    Redo,
    /// Opens the settings.
    Settings,
    /// Opens the help sheet.
    Help,
    /// Closes what is open.
    Close,
}

/// A key, what it does, and the words for that.
pub struct Shortcut {
    /// `KeyboardEvent.key`, with `Ctrl+` and `Ctrl+Shift+` before it where they are held; `Ctrl` is also a Mac's ⌘.
    pub key: &'static str,
    /// The catalogue key of what it does; rows of the help sheet with the same words stand together.
    pub label: &'static str,
    /// What it does.
    pub command: Command,
}

const fn shortcut(key: &'static str, label: &'static str, command: Command) -> Shortcut {
    Shortcut { key, label, command }
}

/// All of them, in the order of the help sheet.
pub const ALL: [Shortcut; 25] = [
    shortcut("j", "key.next_article", Command::NextArticle),
    shortcut("k", "key.previous_article", Command::PreviousArticle),
    shortcut("m", "key.next_mark", Command::NextMark),
    shortcut("M", "key.previous_mark", Command::PreviousMark),
    shortcut("a", "key.note", Command::Note),
    shortcut("1", "key.colour", Command::Colour(Colour::ALL[0])),
    shortcut("2", "key.colour", Command::Colour(Colour::ALL[1])),
    shortcut("3", "key.colour", Command::Colour(Colour::ALL[2])),
    shortcut("4", "key.colour", Command::Colour(Colour::ALL[3])),
    shortcut("5", "key.colour", Command::Colour(Colour::ALL[4])),
    shortcut("6", "key.colour", Command::Colour(Colour::ALL[5])),
    shortcut("w", "key.boundaries", Command::Boundaries),
    shortcut("v", "key.classes", Command::Classes),
    shortcut("h", "key.clean", Command::Clean),
    shortcut("Ctrl+z", "key.undo", Command::Undo),
    shortcut("Ctrl+Shift+z", "key.redo", Command::Redo),
    shortcut("Ctrl+y", "key.redo", Command::Redo),
    shortcut("c", "key.contents", Command::Contents),
    shortcut("n", "key.notes", Command::Notes),
    shortcut("l", "key.all_notes", Command::AllNotes),
    shortcut("o", "key.source", Command::Source),
    shortcut("t", "key.try", Command::Try),
    shortcut("s", "key.settings", Command::Settings),
    shortcut("?", "key.help", Command::Help),
    shortcut("Escape", "key.close", Command::Close),
];

/// The command a key press gives. None while the reader is writing or a dialog is open, where keys have a meaning of
/// their own, and bare keys none when they are switched off; Escape always works.
pub fn command(event: &KeyboardEvent, bare_keys: bool) -> Option<Command> {
    if event.is_composing() || event.alt_key() {
        return None;
    }
    let held = event.ctrl_key() || event.meta_key();
    let key = match (held, event.shift_key()) {
        (false, _) => event.key(),
        (true, false) => format!("Ctrl+{}", event.key().to_lowercase()),
        (true, true) => format!("Ctrl+Shift+{}", event.key().to_lowercase()),
    };
    let command = ALL.iter().find(|s| s.key == key)?.command;
    let allowed = command == Command::Close || ((bare_keys || held) && !dom::is_writing() && !dom::is_modal());
    allowed.then_some(command)
}
