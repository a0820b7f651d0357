//! Whether what the reader writes is safe: the message in the bar, and what it is made from.
//!
//! It says that all is saved when the journal's transaction is complete, so that not even the end of the browser at
//! that moment loses anything. Where there is no journal it says so when localStorage has taken it, as good as it
//! gets; the settings tell the difference.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::hooks::use_language;
use crate::browser::journal::{self, Health};
use crate::browser::storage;

/// Set when the browser has been asked to let the data last.
const ASKED: &str = "meipi:asked";

/// How the keeping stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// This page has written something.
    pub has_written: bool,
    /// All of it is where it is to be.
    pub is_settled: bool,
    /// How the journal is.
    pub journal: Health,
}

impl Keeping {
    /// Whether what localStorage refuses lies safely in the journal.
    pub fn is_aside(&self) -> bool {
        self.is_settled && self.journal == Health::Works
    }
}

fn now() -> Keeping {
    Keeping { has_written: journal::has_written(), is_settled: journal::is_settled(), journal: journal::health() }
}

/// How the keeping stands; the component is drawn again when that changes.
#[hook]
pub fn use_keeping() -> Keeping {
    let keeping = use_state_eq(now);
    let setter = keeping.setter();
    use_effect_with((), move |()| {
        let tell: Rc<dyn Fn()> = Rc::new(move || setter.set(now()));
        journal::on_change(&tell);
        // What changed before anybody listened.
        tell();
        move || drop(tell)
    });
    (*keeping).clone()
}

/// Properties of [`Saving`].
#[derive(Properties, PartialEq)]
pub struct SavingProps {
    /// How many things the browser has refused to keep.
    pub unsaved: usize,
}

/// The message, in the bar from the first stroke on. Silent to screen readers, which would be told at each stroke;
/// what goes wrong is told by the notices.
#[component]
pub fn Saving(props: &SavingProps) -> Html {
    use_language();
    let keeping = use_keeping();
    use_effect_with(keeping.has_written, |&has_written| {
        // Not before there is something to lose, and once: a browser may ask the reader.
        if has_written && storage::read(ASKED).is_none() {
            storage::write(ASKED, "1");
            wasm_bindgen_futures::spawn_local(async {
                storage::ask_to_last().await;
            });
        }
    });
    let (class, words) = match props.unsaved {
        0 if !keeping.has_written => return Html::default(),
        0 if keeping.is_settled => ("saving", t!("saving.saved")),
        0 => ("saving", t!("saving.saving")),
        // Of no room in localStorage: the notices tell the rest.
        _ if keeping.is_aside() => ("saving refused", t!("saving.aside")),
        _ => ("saving refused", t!("saving.refused")),
    };
    html! { <span {class}>{ words }</span> }
}
