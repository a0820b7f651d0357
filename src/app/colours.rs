//! What the six colours mean to the reader. Kept under one key in localStorage; what cannot be read there is as if
//! nothing were named, because the colours have names of their own.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::app::wording::t;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use super::hooks::use_window_event;
use crate::browser::storage;
use crate::notes::Colour;

const KEY: &str = "meipi:colours";
/// The longest name, in characters: it stands on a button.
pub const LONGEST: usize = 12;

type Given = BTreeMap<String, String>;

/// The names of the colours, as the reader has given them.
#[derive(Clone, PartialEq)]
pub struct ColourNames {
    given: Rc<Given>,
    on_change: Callback<Rc<Given>>,
}

impl ColourNames {
    /// The reader's name for a colour; where there is none, the interface's.
    pub fn of(&self, colour: Colour) -> String {
        self.given(colour).map_or_else(|| plain(colour), str::to_owned)
    }

    /// The reader's name for a colour.
    pub fn given(&self, colour: Colour) -> Option<&str> {
        self.given.get(colour.name()).map(String::as_str)
    }

    /// Names a colour; with nothing but white space it has its own name again.
    pub fn rename(&self, colour: Colour, name: &str) {
        let mut given = (*self.given).clone();
        match tidy(name) {
            Some(name) => drop(given.insert(colour.name().to_owned(), name)),
            None => drop(given.remove(colour.name())),
        }
        if let Ok(text) = serde_json::to_string(&given) {
            storage::write(KEY, &text);
        }
        self.on_change.emit(Rc::new(given));
    }
}

/// The interface's name for a colour.
pub fn plain(colour: Colour) -> String {
    t!(format!("colour.{}", colour.name())).into_owned()
}

/// The names of the colours, for a part of the page.
#[hook]
pub fn use_colour_names() -> ColourNames {
    let none = || ColourNames { given: Rc::default(), on_change: Callback::noop() };
    use_context::<ColourNames>().unwrap_or_else(none)
}

/// The names that were kept, for the whole page; they follow what another tab does.
#[hook]
pub fn use_kept_colour_names() -> ColourNames {
    let given = use_state_eq(|| Rc::new(load()));
    {
        let given = given.clone();
        use_window_event("storage", move |event| {
            if event.dyn_ref::<StorageEvent>().is_some_and(|event| event.key().as_deref() == Some(KEY)) {
                given.set(Rc::new(load()));
            }
        });
    }
    let on_change = {
        let given = given.setter();
        use_callback((), move |new, ()| given.set(new))
    };
    ColourNames { given: (*given).clone(), on_change }
}

fn load() -> Given {
    let kept: Given = storage::read(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let known = kept.into_iter().filter(|(colour, _)| Colour::from_name(colour).is_some());
    crate::order::collected(known.filter_map(|(colour, name)| Some((colour, tidy(&name)?))))
}

fn tidy(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let name: String = name.trim().chars().take(LONGEST).collect();
    (!name.is_empty()).then_some(name)
}
