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
//! | `steps` | taking back and doing again, and the buttons for it |
//! | `tryout` | the page for a text from outside |
//! | `dialogs` | settings, shortcuts, printing |
//! | `exchange` | the dialogs that take notes out and in |
//! | `printed` | the article as it goes on paper |
//! | `notices` | what went wrong with keeping notes, and what to do |
//! | `update` | the offer of a new version |
//! | `saving` | whether what the reader writes is safe |
//! | `fixes` | the reader's corrections of names and words |
//! | `written` | what a reader wrote, drawn; `formatting` asks the worker what it says |
//! | `wording` | the words of the interface, by their keys |
//! | `workbook` | what the reader made; `notebook`, `fixes` and `steps` are views of it |
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
mod formatting;
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

use wasm_bindgen_futures::spawn_local;

use self::root::{Root, RootProps};
use self::settings::Settings;
use self::shown::Shown;
use crate::browser::selected::Selected;
use crate::browser::{dom, highlights, history};
use crate::library::Shelf;

/// Opens the page: the text first, everything else after it is on the screen.
///
/// # Panics
/// In a document without a body.
pub fn start() {
    crash::install();
    let settings = Settings::load();
    settings.apply();
    history::scroll_by_hand();
    spawn_local(open(settings));
}

/// Works out what the page begins with, and puts the app in the place of the page as it stood. That has been painted
/// before (`xtask/src/start/app.js`); and between one step and the next the browser does what the reader wants of it.
async fn open(settings: Settings) {
    highlights::tell_inheritance();
    let shelf = Shelf::new();
    dom::pause().await;
    shelf.open_dictionary();
    dom::pause().await;
    let asked = Shown::of(history::current().as_ref(), &shelf).article();
    if let Some(index) = asked.or(shelf.first()) {
        shelf.analysis(index);
    }
    dom::pause().await;
    history::take_over();
    let place = dom::by_id("app").map_or_else(|| dom::document().body().expect("a page has a body").into(), Into::into);
    let selected = Selected::now();
    yew::Renderer::<Root>::with_root_and_props(place, RootProps { settings, shelf }).render();
    if let Some(selected) = selected {
        // By then the app has drawn its own elements.
        dom::next_frame(move || selected.put_back());
    }
}
