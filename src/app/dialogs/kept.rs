//! What is kept in this browser: how much there is and room for, how safe it is, and all of it as a file.

use crate::app::wording::t;
use yew::prelude::*;

use crate::app::hooks::use_language;
use crate::app::notebook::Notes;
use crate::app::notices::save_damaged;
use crate::app::root::Layer;
use crate::app::saving::use_keeping;
use crate::app::workbook::unsaved;
use crate::browser::journal::Health;
use crate::browser::storage::{self, SPACE};

/// Properties of [`Kept`].
#[derive(Properties, PartialEq)]
pub struct KeptProps {
    /// The notebook.
    pub notes: Notes,
    /// Another dialog is to take the place of this one.
    pub on_layer: Callback<Layer>,
}

/// See the module.
#[component]
pub fn Kept(props: &KeptProps) -> Html {
    use_language();
    let keeping = use_keeping();
    let lasting = use_state_eq(|| None::<bool>);
    {
        let lasting = lasting.setter();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move { lasting.set(storage::is_lasting().await) });
        });
    }
    let ask = {
        let lasting = lasting.setter();
        Callback::from(move |_: MouseEvent| {
            let lasting = lasting.clone();
            wasm_bindgen_futures::spawn_local(async move { lasting.set(storage::ask_to_last().await) });
        })
    };
    let damaged = {
        let notes = props.notes.clone();
        Callback::from(move |_: MouseEvent| save_damaged(&notes))
    };
    let journal = match &keeping.journal {
        Health::Works => t!("kept.journal"),
        Health::Opening => t!("kept.journal_opening"),
        Health::Off(reason) | Health::Failing(reason) => t!("kept.no_journal", reason = reason),
    };
    html! {
        <section class="setting kept">
            <h3>{ t!("kept.title") }</h3>
            if let Some(used) = storage::used() {
                <p class="gauge">
                    <meter min="0" max={SPACE.to_string()} high={(SPACE / 10 * 9).to_string()} value={used.to_string()}
                        aria-label={t!("kept.used_label").into_owned()} />
                    <span>{ t!("kept.used", used = bytes(used), space = bytes(SPACE), percent = percent(used)) }</span>
                </p>
            }
            <p class="setting-text">{ t!("settings.kept", count = props.notes.saved()) }</p>
            if unsaved() > 0 {
                <p class="setting-text">{ t!("settings.unsaved", count = unsaved()) }</p>
            }
            <p class="setting-text">{ journal }</p>
            if let Some(lasting) = *lasting {
                <p class="setting-text">{ if lasting { t!("kept.lasting") } else { t!("kept.not_lasting") } }</p>
            }
            <div class="fix-tools">
                <button class="button" onclick={props.on_layer.reform(|_| Layer::Export)}>{ t!("export.open") }</button>
                <button class="button" onclick={props.on_layer.reform(|_| Layer::Import)}>{ t!("import.open") }</button>
                <button class="button" onclick={props.on_layer.reform(|_| Layer::Print)}>{ t!("print.open") }</button>
                if *lasting == Some(false) {
                    <button class="button" onclick={ask}>{ t!("kept.ask") }</button>
                }
            </div>
            if !props.notes.damaged().is_empty() {
                <p class="setting-text">{ t!("kept.damaged", count = props.notes.damaged().len()) }</p>
                <button class="button" onclick={damaged}>{ t!("trouble.download_damaged") }</button>
            }
        </section>
    }
}

/// As browsers count it, where a character is a byte.
fn bytes(units: u32) -> String {
    const KILO: u32 = 1024;
    const MEGA: u32 = KILO * KILO;
    if units < MEGA {
        format!("{} KB", units.div_ceil(KILO))
    } else {
        let tenths = (u64::from(units) * 10 + u64::from(MEGA / 2)) / u64::from(MEGA);
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

/// Of the space; a little is not nothing.
fn percent(used: u32) -> String {
    match used / (SPACE / 100) {
        0 => "<1".to_owned(),
        part => part.min(100).to_string(),
    }
}
