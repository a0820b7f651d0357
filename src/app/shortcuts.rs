//! The one registry of keys: what a key does, and the help sheet made from it.

use web_sys::KeyboardEvent;

use crate::browser::dom;
use crate::caret::{Step, Way};
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
    /// Moves the reading caret.
    Caret(Move),
    /// Selects the whole text.
    All,
    /// Opens what stands at the reading caret.
    Open,
    /// Writes a note on the selection.
    Note,
    /// Goes to the ends of a note, to move them.
    Ends,
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

/// A way for the reading caret to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Where it goes.
    pub motion: Motion,
    /// Whether it draws the selection along.
    pub extend: bool,
    /// Whether that selection is taken as it is, and not made whole.
    pub exact: bool,
}

/// Where the reading caret goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By what the text is made of.
    Step(Step, Way),
    /// To the next line of the screen.
    Line(Way),
    /// To the end of the line, or its beginning.
    LineEdge(Way),
}

/// A key, what it does, and the words for that.
pub struct Shortcut {
    /// `KeyboardEvent.key`, with `Ctrl+` and `Ctrl+Shift+` before it where they are held. On a Mac `Ctrl` is also
    /// ⌘, and for keys that write nothing it is ⌥, since ⌘ and ⌃ with those are the system's.
    pub key: &'static str,
    /// The catalogue key of what it does; rows of the help sheet with the same words stand together.
    pub label: &'static str,
    /// What it does.
    pub command: Command,
}

impl Shortcut {
    /// The keys as they are printed on a keyboard, those to hold first.
    pub fn printed(&self) -> impl Iterator<Item = &'static str> {
        let named = self.key.rsplit('+').next().is_some_and(is_named);
        self.key.split('+').map(move |key| match key {
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Escape" => "Esc",
            "Ctrl" if is_mac() => {
                if named {
                    "⌥"
                } else {
                    "⌘"
                }
            }
            key => key,
        })
    }
}

const fn shortcut(key: &'static str, label: &'static str, command: Command) -> Shortcut {
    Shortcut { key, label, command }
}

const fn step(key: &'static str, label: &'static str, step: Step, way: Way) -> Shortcut {
    shortcut(key, label, Command::Caret(Move { motion: Motion::Step(step, way), extend: false, exact: false }))
}

const fn line(key: &'static str, label: &'static str, motion: Motion) -> Shortcut {
    shortcut(key, label, Command::Caret(Move { motion, extend: false, exact: false }))
}

/// A key whose shifted sign is a sign of its own: it draws the selection along.
const fn extending(mut shortcut: Shortcut) -> Shortcut {
    if let Command::Caret(Move { motion, exact, .. }) = shortcut.command {
        shortcut.command = Command::Caret(Move { motion, extend: true, exact });
    }
    shortcut
}

/// All of them, in the order of the help sheet.
pub const ALL: [Shortcut; 46] = [
    shortcut("j", "key.next_article", Command::NextArticle),
    shortcut("k", "key.previous_article", Command::PreviousArticle),
    shortcut("m", "key.next_mark", Command::NextMark),
    shortcut("M", "key.previous_mark", Command::PreviousMark),
    step("p", "key.next_note", Step::Note, Way::On),
    step("P", "key.previous_note", Step::Note, Way::Back),
    step("ArrowLeft", "key.character", Step::Character, Way::Back),
    step("ArrowRight", "key.character", Step::Character, Way::On),
    step("Ctrl+ArrowLeft", "key.word", Step::Word, Way::Back),
    step("Ctrl+ArrowRight", "key.word", Step::Word, Way::On),
    line("ArrowUp", "key.line", Motion::Line(Way::Back)),
    line("ArrowDown", "key.line", Motion::Line(Way::On)),
    line("Home", "key.line_edge", Motion::LineEdge(Way::Back)),
    line("End", "key.line_edge", Motion::LineEdge(Way::On)),
    step("[", "key.sentence", Step::Sentence, Way::Back),
    step("]", "key.sentence", Step::Sentence, Way::On),
    extending(step("{", "key.sentences", Step::Sentence, Way::Back)),
    extending(step("}", "key.sentences", Step::Sentence, Way::On)),
    step("Ctrl+ArrowUp", "key.paragraph", Step::Paragraph, Way::Back),
    step("Ctrl+ArrowDown", "key.paragraph", Step::Paragraph, Way::On),
    step("Ctrl+Home", "key.text", Step::Text, Way::Back),
    step("Ctrl+End", "key.text", Step::Text, Way::On),
    shortcut("Ctrl+a", "key.all", Command::All),
    shortcut("Enter", "key.open", Command::Open),
    shortcut("a", "key.note", Command::Note),
    shortcut("1", "key.colour", Command::Colour(Colour::ALL[0])),
    shortcut("2", "key.colour", Command::Colour(Colour::ALL[1])),
    shortcut("3", "key.colour", Command::Colour(Colour::ALL[2])),
    shortcut("4", "key.colour", Command::Colour(Colour::ALL[3])),
    shortcut("5", "key.colour", Command::Colour(Colour::ALL[4])),
    shortcut("6", "key.colour", Command::Colour(Colour::ALL[5])),
    shortcut("e", "key.ends", Command::Ends),
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

/// The command a key press gives. None while the reader is writing or a dialog is open, but for Escape, which always
/// works. Bare keys that write something give none when they are switched off (WCAG 2.1.4); the arrows and their like
/// write nothing. With a modifier held that the registry does not ask for, a key is the browser's.
pub fn command(event: &KeyboardEvent, bare_keys: bool) -> Option<Command> {
    if event.is_composing() {
        return None;
    }
    let (key, shift) = (event.key(), event.shift_key());
    let named = is_named(&key);
    let for_words = named && is_mac();
    // Alt draws a selection exactly; on a Mac it is the key for words.
    let exact = named && shift && event.alt_key() && !is_mac();
    if event.alt_key() && !exact && !for_words {
        return None;
    }
    let held = if for_words { event.alt_key() } else { event.ctrl_key() || event.meta_key() };
    let pressed = match (held, named, shift) {
        (false, ..) => key,
        (true, true, _) => format!("Ctrl+{key}"),
        (true, false, false) => format!("Ctrl+{}", key.to_ascii_lowercase()),
        (true, false, true) => format!("Ctrl+Shift+{}", key.to_ascii_lowercase()),
    };
    let command = ALL.iter().find(|s| s.key == pressed)?.command;
    let free = !dom::is_writing() && !dom::is_modal();
    let allowed = command == Command::Close || free && (bare_keys || named || held);
    allowed.then_some(match command {
        Command::Caret(step) if named => Command::Caret(Move { extend: shift, exact, ..step }),
        command => command,
    })
}

/// Whether a key has a name and writes nothing.
fn is_named(key: &str) -> bool {
    key.len() > 1 && key.is_ascii()
}

fn is_mac() -> bool {
    dom::window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"))
}
