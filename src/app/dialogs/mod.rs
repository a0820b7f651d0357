//! The dialogs: settings, printing and the list of shortcuts. The browser's own `<dialog>` keeps the focus inside and
//! closes on Escape.

mod colours;
mod fixes;
mod help;
mod kept;
mod print;
mod settings;

pub use help::{Help, HelpProps};
pub use print::{PrintDialog, PrintProps};
pub use settings::{SettingsDialog, SettingsProps};

use crate::app::wording::t;
use web_sys::{EventTarget, HtmlDialogElement};
use yew::prelude::*;

use super::icon::{CLOSE, Icon};

/// Properties of [`Frame`].
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// What it is called.
    pub title: AttrValue,
    /// What is in it.
    pub children: Html,
    /// It is to be closed.
    pub on_close: Callback<()>,
}

/// A dialog that is open for as long as it is there.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // Fails only for a dialog that is open already.
                let _ = dialog.show_modal();
            }
            // Closed and not just taken away: the browser then gives the focus back to where it was.
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let close = props.on_close.reform(|_: MouseEvent| ());
    let onclose = props.on_close.reform(|_: Event| ());
    // A click on the backdrop is a click on the dialog itself and not on what it holds.
    let onclick = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        Callback::from(move |event: MouseEvent| {
            let dialog: Option<EventTarget> = node.cast::<HtmlDialogElement>().map(Into::into);
            if dialog.is_some() && event.target() == dialog {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} {onclose} {onclick} aria-label={props.title.clone()}>
            <div class="dialog-body">
                <header>
                    <h2>{ &props.title }</h2>
                    <button class="close" aria-label={t!("nav.close").into_owned()} onclick={close}>
                        <Icon path={CLOSE} />
                    </button>
                </header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
