//! What has come of the text being tried, and the worker that does it.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::helper::{Heard, Helper};
use crate::corrections::Correction;
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
    /// The text as it stands on the page, in order. While it is worked anew, the slices from `fresh` on are those of
    /// the time before, so that the page keeps its place.
    pub parts: Vec<Part>,
    fresh: usize,
    /// What came of it, when the work has ended; while it is worked anew, that of the time before.
    pub outcome: Option<Rc<Outcome>>,
}

/// A text whose work has ended, wholly or where the reader stopped it.
#[derive(PartialEq, Default)]
pub struct Outcome {
    /// The text.
    pub parts: Vec<Part>,
    /// Its most frequent words; none when the work was stopped.
    pub frequent: Vec<Counted>,
    /// How many words it has; 0 when the work was stopped.
    pub words: usize,
}

/// What changes it.
pub enum Change {
    /// A text was given to the worker.
    Asked {
        /// The number of the job.
        job: u32,
        /// Whether it is the text that stands on the page.
        anew: bool,
    },
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
            Change::Asked { job, anew: true } => next = Self { job, stage: Stage::Starting, fresh: 0, ..next },
            Change::Asked { job, anew: false } => next = Self { job, stage: Stage::Starting, ..Self::default() },
            Change::Cancelled if next.stage.is_busy() => next.end(Stage::Cancelled, Vec::new(), 0),
            Change::Heard(Heard::Broken(trouble)) if next.stage.is_busy() => {
                next.end(Stage::Failed(trouble), Vec::new(), 0);
            }
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
                match self.parts.get_mut(self.fresh) {
                    // Nothing new in it: it stays as it is drawn.
                    Some(old) if *old.0 == slice => {}
                    Some(old) => *old = Part(Rc::new(slice)),
                    None => self.parts.push(Part(Rc::new(slice))),
                }
                self.fresh += 1;
            }
            Told::Done { job, frequent, words } if job == self.job => self.end(Stage::Done, frequent, words),
            Told::Failed { job, trouble } if job == self.job => self.end(Stage::Failed(trouble), Vec::new(), 0),
            _ => {}
        }
    }

    /// The work has ended; what it did not come to is not shown.
    fn end(&mut self, stage: Stage, frequent: Vec<Counted>, words: usize) {
        self.stage = stage;
        self.parts.truncate(self.fresh);
        let outcome = Outcome { parts: self.parts.clone(), frequent, words };
        self.outcome = (!self.parts.is_empty()).then(|| Rc::new(outcome));
    }

    /// How many words the text has, when the work has ended.
    pub fn words(&self) -> usize {
        self.outcome.as_ref().map_or(0, |outcome| outcome.words)
    }
}

/// The trial and the worker behind it.
#[derive(Clone)]
pub struct Trying {
    trial: UseReducerHandle<Trial>,
    /// The number of the last job.
    job: Rc<Cell<u32>>,
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
    let job = use_memo((), |()| Rc::new(Cell::new(0)));
    Trying { trial: use_reducer_eq(Trial::default), job: (*job).clone(), helper: use_mut_ref(|| None) }
}

impl Trying {
    /// Has a text worked through, in place of any other, with what the reader corrected. `anew` when it is the text
    /// that stands on the page.
    pub fn ask(&self, text: String, corrections: Vec<Correction>, anew: bool) {
        let job = self.job.get() + 1;
        self.job.set(job);
        self.trial.dispatch(Change::Asked { job, anew });
        let mut helper = self.helper.borrow_mut();
        if helper.as_ref().is_none_or(Helper::is_broken) {
            let dispatch = self.trial.dispatcher();
            *helper = Helper::start(move |heard| dispatch.dispatch(Change::Heard(heard)));
        }
        match &*helper {
            Some(helper) => helper.ask(Ask::Work { job, text, corrections }),
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
