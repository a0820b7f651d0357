//! One errand at a time with the worker, which is started for it and ended with it: so stopping is at once, and a file
//! of any size holds nothing up.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::File;
use yew::prelude::*;

use crate::browser::helper::{Heard, Helper};
use crate::trial::{Ask, Told, Trouble};

/// What is told of an errand.
pub enum News {
    /// The worker tells something.
    Told(Told),
    /// The errand cannot be done.
    Failed(Trouble),
}

/// The worker, while there is something to do.
#[derive(Clone)]
pub struct Errand(Rc<RefCell<Option<Helper>>>);

/// A worker that lasts no longer than the component.
#[hook]
pub fn use_errand() -> Errand {
    let helper = use_mut_ref(|| None::<Helper>);
    {
        let helper = helper.clone();
        use_effect_with((), move |()| move || drop(helper.take()));
    }
    Errand(helper)
}

impl Errand {
    /// Starts the worker and asks; ends what was asked before.
    pub fn begin(&self, ask: Ask, files: &[File], on_news: Callback<News>) {
        // What the worker tells comes later, never while it is started.
        let told = on_news.clone();
        let helper = Helper::start(move |heard| match heard {
            Heard::Told(Told::Ready) => {}
            Heard::Told(news) => told.emit(News::Told(news)),
            Heard::Broken(trouble) => told.emit(News::Failed(trouble)),
        });
        match &helper {
            Some(helper) => helper.ask_about(ask, files),
            None => on_news.emit(News::Failed(Trouble::Start)),
        }
        self.0.replace(helper);
    }

    /// Asks the same worker something more.
    pub fn go_on(&self, ask: Ask) {
        if let Some(helper) = &*self.0.borrow() {
            helper.ask(ask);
        }
    }

    /// Ends the errand.
    pub fn end(&self) {
        self.0.replace(None);
    }
}
