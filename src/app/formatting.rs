//! Markdown that the worker reads for the page, each source once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use yew::Callback;

use crate::browser::helper::{Heard, Helper};
use crate::markdown::Block;
use crate::trial::{Ask, Told};

/// What has been read by the worker, and who waits for it.
#[derive(Default)]
struct Formatter {
    helper: Option<Helper>,
    known: HashMap<String, Rc<[Block]>>,
    waiting: HashMap<String, Vec<Callback<Rc<[Block]>>>>,
}

thread_local! {
    static FORMATTER: RefCell<Formatter> = RefCell::default();
}

/// How many sources are remembered, so that writing does not fill the memory with every stroke.
const REMEMBERED: usize = 2_000;

/// Gives what `source` says as soon as it is known.
pub fn format(source: &str, give: Callback<Rc<[Block]>>) {
    let known = FORMATTER.with_borrow_mut(|formatter| {
        if let Some(blocks) = formatter.known.get(source) {
            return Some(blocks.clone());
        }
        let waiting = formatter.waiting.entry(source.to_owned()).or_default();
        waiting.push(give.clone());
        if waiting.len() == 1 {
            let helper = formatter.helper.take().filter(|helper| !helper.is_broken()).or_else(|| Helper::start(heard));
            if let Some(helper) = &helper {
                helper.ask(Ask::Format(source.to_owned()));
            }
            formatter.helper = helper;
        }
        None
    });
    if let Some(blocks) = known {
        give.emit(blocks);
    }
}

fn heard(heard: Heard) {
    let Heard::Told(Told::Formatted { source, blocks }) = heard else { return };
    let blocks: Rc<[Block]> = blocks.into();
    let waiting = FORMATTER.with_borrow_mut(|formatter| {
        if formatter.known.len() >= REMEMBERED {
            formatter.known.clear();
        }
        formatter.known.insert(source.clone(), blocks.clone());
        formatter.waiting.remove(&source)
    });
    for give in waiting.into_iter().flatten() {
        give.emit(blocks.clone());
    }
}
