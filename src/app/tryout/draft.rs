//! The reader's own text, and the button that has it cut.

use std::cell::RefCell;
use std::rc::Rc;

use crate::app::wording::t;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::grouped;
use crate::app::hooks::use_language;
use crate::trial::LIMIT;

/// The text, for as long as the page is open. It lies in memory only.
#[derive(Clone, Default)]
pub struct Draft(Rc<Texts>);

#[derive(Default)]
struct Texts {
    /// As it is written.
    written: RefCell<String>,
    /// As it was when it was last given to the worker.
    asked: RefCell<Option<String>>,
}

impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Draft {
    /// The text as it is now, which is given to the worker.
    pub fn ask(&self) -> String {
        self.0.asked.replace(Some(self.text()));
        self.text()
    }

    /// The text as it was when it was last given to the worker, if it was.
    pub fn asked(&self) -> Option<String> {
        self.0.asked.borrow().clone()
    }

    fn text(&self) -> String {
        self.0.written.borrow().clone()
    }

    fn count(&self) -> usize {
        self.0.written.borrow().chars().count()
    }
}

/// Properties of [`DraftForm`].
#[derive(Properties, PartialEq)]
pub struct DraftProps {
    /// The text.
    pub draft: Draft,
    /// Whether a text is being worked through.
    pub busy: bool,
    /// The text is to be worked through.
    pub on_ask: Callback<()>,
}

/// See the module. The text area holds the text itself: a long one is not written into it again at each key. The
/// button is only said to be disabled, because one that is takes the focus away.
#[component]
pub fn DraftForm(props: &DraftProps) -> Html {
    use_language();
    let node = use_node_ref();
    let count = use_state_eq(|| props.draft.count());
    {
        let (node, draft) = (node.clone(), props.draft.clone());
        use_effect_with((), move |()| {
            if let Some(area) = node.cast::<HtmlTextAreaElement>() {
                area.set_value(&draft.text());
            }
        });
    }
    let oninput = {
        let (draft, count) = (props.draft.clone(), count.clone());
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            draft.0.written.replace(area.value());
            count.set(draft.count());
        })
    };
    let too_long = *count > LIMIT;
    let possible = *count > 0 && !too_long && !props.busy;
    let ask = {
        let on_ask = props.on_ask.clone();
        move || {
            if possible {
                on_ask.emit(());
            }
        }
    };
    let onkeydown = {
        let ask = ask.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing() {
                event.prevent_default();
                ask();
            }
        })
    };
    html! {
        <div class="draft">
            <textarea ref={node} lang="zh-Hans" spellcheck="false" {oninput} {onkeydown} rows="7"
                aria-label={t!("tryout.text").into_owned()} aria-describedby="draft-count"
                aria-invalid={too_long.to_string()} placeholder={t!("tryout.placeholder").into_owned()} />
            <div class="draft-tools">
                <p id="draft-count" class={classes!("draft-count", too_long.then_some("over"))}>
                    { t!("tryout.count", count = grouped(*count), limit = grouped(LIMIT)) }
                </p>
                <button class="button primary" aria-disabled={(!possible).to_string()} onclick={Callback::from(move |_: MouseEvent| ask())}>
                    { t!("tryout.ask") }
                </button>
            </div>
            if too_long {
                <p class="draft-over" role="alert">
                    { t!("tryout.too_long", count = grouped(*count), limit = grouped(LIMIT), over = grouped(*count - LIMIT)) }
                </p>
            }
        </div>
    }
}
