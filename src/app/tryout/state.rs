//! What has come of the text being tried, and the worker that does it.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::helper::{Heard, Helper};
use crate::trial::{Ask, Counted, Slice, Told, Trouble};

/// A slice as a property of components: it comes once and never changes.
#[derive(Clone)]
pub struct Part(Rc<Slice>);

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Part {
    type Target = Slice;

    fn deref(&self) -> &Slice {
        &self.0
    }
}

impl AsRef<Slice> for Part {
    fn as_ref(&self) -> &Slice {
        &self.0
    }
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nothing has been asked.
    #[default]
    Idle,
    /// The worker and its dictionary are on their way.
    Starting,
    /// So many hundredths are done.
    Working(u8),
    /// All is done.
    Done,
    /// The reader stopped it.
    Cancelled,
    /// It cannot be done now.
    Failed(Trouble),
}

impl Stage {
    /// Whether something is being done.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Starting | Self::Working(_))
    }
}

/// What has come so far.
#[derive(Clone, PartialEq, Default)]
pub struct Trial {
    job: u32,
    /// How far it is.
    pub stage: Stage,
    /// The slices that are done, in order.
    pub parts: Vec<Part>,
    /// The most frequent words, when all is done.
    pub frequent: Rc<Vec<Counted>>,
    /// How many words there are, when all is done.
    pub words: usize,
}

/// What changes it.
pub enum Change {
    /// A text was given to the worker, as the job of this number.
    Asked(u32),
    /// The worker was heard.
    Heard(Heard),
    /// The reader stopped it.
    Cancelled,
}

impl Reducible for Trial {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Asked(job) => next = Self { job, stage: Stage::Starting, ..Self::default() },
            Change::Cancelled if next.stage.is_busy() => next.stage = Stage::Cancelled,
            Change::Heard(Heard::Broken(trouble)) if next.stage.is_busy() => next.stage = Stage::Failed(trouble),
            Change::Heard(Heard::Told(told)) if next.stage.is_busy() => next.hear(told),
            _ => return self,
        }
        next.into()
    }
}

impl Trial {
    /// What is told of another job than the present one came too late.
    fn hear(&mut self, told: Told) {
        match told {
            Told::Slice { job, hundredths, slice } if job == self.job => {
                self.stage = Stage::Working(hundredths);
                self.parts.push(Part(Rc::new(slice)));
            }
            Told::Done { job, frequent, words } if job == self.job => {
                self.stage = Stage::Done;
                self.frequent = Rc::new(frequent);
                self.words = words;
            }
            Told::Failed { job, trouble } if job == self.job => self.stage = Stage::Failed(trouble),
            _ => {}
        }
    }
}

/// The trial and the worker behind it.
#[derive(Clone)]
pub struct Trying {
    trial: UseReducerHandle<Trial>,
    helper: Rc<RefCell<Option<Helper>>>,
}

impl Deref for Trying {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.trial
    }
}

/// A trial that lasts as long as the component; the worker is started with the first text.
#[hook]
pub fn use_trying() -> Trying {
    Trying { trial: use_reducer_eq(Trial::default), helper: use_mut_ref(|| None) }
}

impl Trying {
    /// Has a text worked through, in place of any other.
    pub fn ask(&self, text: String) {
        let job = self.trial.job + 1;
        self.trial.dispatch(Change::Asked(job));
        let mut helper = self.helper.borrow_mut();
        if helper.as_ref().is_none_or(Helper::is_broken) {
            let dispatch = self.trial.dispatcher();
            *helper = Helper::start(move |heard| dispatch.dispatch(Change::Heard(heard)));
        }
        match &*helper {
            Some(helper) => helper.ask(Ask::Work { job, text }),
            None => self.trial.dispatch(Change::Heard(Heard::Broken(Trouble::Start))),
        }
    }

    /// Stops the work. What is done stays.
    pub fn cancel(&self) {
        self.trial.dispatch(Change::Cancelled);
        if let Some(helper) = &*self.helper.borrow() {
            helper.ask(Ask::Cancel);
        }
    }
}
