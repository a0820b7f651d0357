//! The page: Yew components, one folder a screen part. Knows views and the reader's doings; what a number
//! is, where a note stands and how things are stored it asks of the rooms below.
//!
//! | folder or file | holds |
//! | --- | --- |
//! | `root` | the whole page and what its parts share |
//! | `contents` | the table of contents |
//! | `reader` | the article, its marks, the card and the selection's toolbar |
//! | `look` | the colours and lines of notes, to choose from |
//! | `margin` | the notes beside the text |
//! | `source` | the raw page with the article's place in it |
//! | `steps` | the buttons of the history |
//! | `tryout` | the page for a text from outside |
//! | `dialogs` | settings, shortcuts |
//! | `notices` | what went wrong with keeping notes, and what to do |
//! | `saving` | whether what the reader writes is safe |
//! | `library` | the corpus with its marks and words, worked out when asked for |
//! | `fixes` | the reader's corrections of names and words |
//! | `workbook` | what the reader made, and taking back; `notebook` and `fixes` are views of it |
//! | `homes` | which article each note belongs to |
//! | `progress`, `settings` | the reader's own state, kept in the browser |
//! | `shortcuts` | the one registry of keys |
//! | `crash` | the page after a panic |

mod contents;
mod crash;
mod dialogs;
mod fixes;
mod homes;
mod hooks;
mod icon;
mod library;
mod look;
mod margin;
mod notebook;
mod notices;
mod progress;
mod reader;
mod root;
mod saving;
mod settings;
mod shortcuts;
mod source;
mod steps;
mod tryout;
mod workbook;

/// Opens the page: the text first, everything else after it is on the screen.
///
/// # Panics
/// In a document without a body.
pub fn start() {
    crash::install();
    let settings = settings::Settings::load();
    settings.apply();
    crate::browser::history::scroll_by_hand();
    let place = crate::browser::dom::by_id("app")
        .map_or_else(|| crate::browser::dom::document().body().expect("a page has a body").into(), Into::into);
    yew::Renderer::<root::Root>::with_root_and_props(place, root::RootProps { settings }).render();
}
