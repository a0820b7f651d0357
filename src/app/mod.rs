//! The page: Yew components, one folder a screen part. Knows views and the reader's doings; what a number
//! is, where a note stands and how things are stored it asks of the rooms below.
//!
//! | folder or file | holds |
//! | --- | --- |
//! | `root` | the whole page and what its parts share |
//! | `shown` | what the address shows |
//! | `bar` | the bar above the text |
//! | `contents` | the table of contents |
//! | `reader` | the article, its marks, the card and the selection's toolbar |
//! | `look` | the colours and lines of notes, to choose from |
//! | `margin` | the notes beside the text |
//! | `notes_page` | the notes of all texts: finding, choosing, changing several at once |
//! | `source` | the raw page with the article's place in it |
//! | `steps` | the buttons of the history |
//! | `tryout` | the page for a text from outside |
//! | `dialogs` | settings, shortcuts, printing |
//! | `exchange` | the dialogs that take notes out and in |
//! | `printed` | the article as it goes on paper |
//! | `notices` | what went wrong with keeping notes, and what to do |
//! | `update` | the offer of a new version |
//! | `saving` | whether what the reader writes is safe |
//! | `fixes` | the reader's corrections of names and words |
//! | `written` | what a reader wrote, drawn |
//! | `wording` | the words of the interface, by their keys |
//! | `workbook` | what the reader made, and taking back; `notebook` and `fixes` are views of it |
//! | `homes` | which article each note belongs to |
//! | `progress`, `settings` | the reader's own state, kept in the browser |
//! | `parts` | what is not in the first load, and comes when it is shown |
//! | `colours` | what the six colours mean to the reader |
//! | `shortcuts` | the one registry of keys |
//! | `crash` | the page after a panic |

mod bar;
mod colours;
mod contents;
mod crash;
mod dialogs;
mod exchange;
mod fixes;
mod homes;
mod hooks;
mod icon;
mod look;
mod margin;
mod notebook;
mod notes_page;
mod notices;
mod parts;
mod printed;
mod progress;
mod reader;
mod root;
mod saving;
mod settings;
mod shortcuts;
mod shown;
mod source;
mod steps;
mod tryout;
mod update;
mod wording;
mod workbook;
mod written;

use crate::library;

/// Opens the page: the text first, everything else after it is on the screen.
///
/// # Panics
/// In a document without a body.
pub fn start() {
    crash::install();
    let settings = settings::Settings::load();
    settings.apply();
    crate::browser::history::scroll_by_hand();
    crate::browser::history::take_over();
    let place = crate::browser::dom::by_id("app")
        .map_or_else(|| crate::browser::dom::document().body().expect("a page has a body").into(), Into::into);
    let selected = crate::browser::selected::Selected::now();
    yew::Renderer::<root::Root>::with_root_and_props(place, root::RootProps { settings }).render();
    if let Some(selected) = selected {
        // By then the app has drawn its own elements.
        crate::browser::dom::next_frame(move || selected.put_back());
    }
}
