//! How far each article has been read: the furthest place that has been on the screen, in hundredths. Kept under
//! one key; two tabs keep the larger of their figures.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::storage;

const KEY: &str = "meipi:progress";

/// From here on an article counts as read: its last line has been on the screen.
pub const READ: u8 = 97;

type Furthest = BTreeMap<String, u8>;

/// The progress in all articles.
#[derive(Clone, PartialEq)]
pub struct Progress(UseStateHandle<Rc<Furthest>>);

/// The progress that was kept.
#[hook]
pub fn use_progress() -> Progress {
    Progress(use_state_eq(|| Rc::new(load())))
}

impl Progress {
    /// How far an article has been read, in hundredths.
    pub fn of(&self, article: &str) -> u8 {
        self.0.get(article).copied().unwrap_or(0)
    }

    /// The reader has come so far.
    pub fn reach(&self, article: &str, hundredths: u8) {
        if hundredths <= self.of(article) {
            return;
        }
        let mut furthest = load();
        for (article, &reached) in self.0.iter() {
            raise(&mut furthest, article, reached);
        }
        raise(&mut furthest, article, hundredths);
        if let Ok(text) = serde_json::to_string(&furthest) {
            storage::write(KEY, &text);
        }
        self.0.set(Rc::new(furthest));
    }
}

fn raise(furthest: &mut Furthest, article: &str, to: u8) {
    let place = furthest.entry(article.to_owned()).or_default();
    *place = to.max(*place).min(100);
}

/// What is kept; what cannot be read begins anew, because it only says how far someone scrolled.
fn load() -> Furthest {
    storage::read(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}
