//! What the reader is looking for on the page, and where they are on it. It lasts as long as the page is open, so that
//! coming back from an article finds the list as it was left.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::notes::Note;
use crate::notes::find::{Filter, Found, Order};

/// What is looked for, and how much of what is found is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Looking {
    /// What is looked for.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// How many rows are shown.
    pub rows: usize,
}

/// How many rows are shown at first, and how many more each time: more than a large screen holds.
const STEP: usize = 60;

impl Default for Looking {
    fn default() -> Self {
        Self { filter: Filter::default(), order: Order::default(), rows: STEP }
    }
}

impl Looking {
    /// The same for something else.
    pub fn with(&self, filter: Filter) -> Self {
        Self { filter, rows: STEP, ..self.clone() }
    }

    /// The same in another order.
    pub fn ordered(&self, order: Order) -> Self {
        Self { order, rows: STEP, ..self.clone() }
    }

    /// The same with more rows.
    pub fn longer(&self) -> Self {
        Self { rows: self.rows + STEP, ..self.clone() }
    }
}

/// See the module.
#[derive(Clone, Default)]
pub struct View(Rc<Kept>);

#[derive(Default)]
struct Kept {
    looking: RefCell<Looking>,
    /// What was found.
    found: RefCell<Vec<Rc<Note>>>,
    /// How far down the page the reader was, CSS pixels.
    top: Cell<f64>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl View {
    /// What was looked for last.
    pub fn looking(&self) -> Looking {
        self.0.looking.borrow().clone()
    }

    /// What is found, in its order; none while nothing is looked for.
    pub fn found(&self) -> Option<Vec<Rc<Note>>> {
        (!self.0.looking.borrow().filter.is_empty()).then(|| self.0.found.borrow().clone())
    }

    /// Remembers what is looked for, and what is found.
    pub fn keep(&self, looking: &Looking, found: &Found) {
        self.0.looking.replace(looking.clone());
        self.0.found.replace(found.all().map(|entry| entry.note.clone()).collect());
    }

    /// How far down the page the reader was, CSS pixels.
    pub fn top(&self) -> f64 {
        self.0.top.get()
    }

    /// Remembers how far down the reader is.
    pub fn leave(&self, top: f64) {
        self.0.top.set(top);
    }
}
