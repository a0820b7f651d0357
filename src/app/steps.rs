//! Taking back and doing again: what there is of it, and its two buttons.

use crate::app::wording::t;
use yew::prelude::*;

use super::hooks::use_language;
use super::icon::{Icon, REDO, UNDO};
use super::workbook::{Action, Offer, Way, Work};
use crate::undo::Act;
use crate::workbook::What;

/// Taking back and doing again.
#[derive(Clone)]
pub struct History(Work);

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        self.0.state == other.0.state
    }
}

impl History {
    /// The history of that workbook.
    pub fn new(work: &Work) -> Self {
        Self(work.clone())
    }

    /// Whether there is anything to take back.
    pub fn can_undo(&self) -> bool {
        self.0.ask(|book| book.to_undo().is_some())
    }

    /// Whether there is anything to do again.
    pub fn can_redo(&self) -> bool {
        self.0.ask(|book| book.to_redo().is_some())
    }

    /// Takes the last act back.
    pub fn undo(&self) {
        self.step(1, Way::Undone);
    }

    /// Does the last act again that was taken back.
    pub fn redo(&self) {
        self.step(1, Way::Redone);
    }

    /// What was just done, while it is offered to take it back.
    pub fn offer(&self) -> Option<&Offer> {
        self.0.state.offer.as_ref()
    }

    /// Takes up the offer.
    pub fn take_up(&self) {
        let Some(offer) = self.offer() else { return };
        self.step(offer.acts, if offer.way == Way::Undone { Way::Redone } else { Way::Undone });
    }

    /// Ends the offer.
    pub fn forget(&self) {
        self.0.forget();
    }

    fn step(&self, acts: usize, way: Way) {
        let (mut last, mut done) = (None, 0);
        while done < acts {
            let (what, sort, outcome) = {
                let mut book = self.0.book.borrow_mut();
                let next = if way == Way::Undone { book.to_undo() } else { book.to_redo() };
                let Some((what, sort)) = next.map(|deed| (deed.what(), deed.sort())) else { break };
                let outcome = if way == Way::Undone { book.undo() } else { book.redo() };
                (what, sort, outcome)
            };
            // What another tab has made void went by without a trace, and is not said to be undone.
            let void = matches!(&outcome, Ok(deed) if deed.as_ref().is_none_or(Act::is_empty));
            let failed = outcome.is_err();
            self.0.state.dispatch(Action::Changed(sort, outcome.map(drop)));
            if failed {
                return;
            }
            if void {
                continue;
            }
            done += 1;
            last = Some(match (last, what) {
                (Some(What::Deleted(before)), What::Deleted(count)) => What::Deleted(before + count),
                (_, what) => what,
            });
        }
        if let Some(what) = last {
            self.0.state.dispatch(Action::Offered(Offer { what, acts: done, way }));
        }
    }
}

/// The buttons. They stay where they are when there is nothing to do, and keep the focus.
#[component]
pub fn Steps() -> Html {
    use_language();
    let Some(history) = use_context::<History>() else { return html! {} };
    let button = |path: &'static str, label: String, able: bool, step: fn(&History)| {
        let history = history.clone();
        html! {
            <button class="tool icon-tool step" aria-disabled={(!able).to_string()} aria-label={label.clone()}
                title={label} onclick={move |_| step(&history)}><Icon {path} /></button>
        }
    };
    html! {
        <span class="steps">
            { button(UNDO, t!("undo.undo").into_owned(), history.can_undo(), History::undo) }
            { button(REDO, t!("undo.redo").into_owned(), history.can_redo(), History::redo) }
        </span>
    }
}
