//! The reader's corrections: each with a way to take it away, and all of them out of and into a file.

use crate::app::wording::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::fixes::Fixes;
use crate::app::hooks::use_language;
use crate::app::icon::{CLOSE, Icon};
use crate::app::notices::said;
use crate::browser::download;
use crate::corrections::ImportError;

/// Properties of [`FixList`].
#[derive(Properties, PartialEq)]
pub struct FixListProps {
    /// The corrections.
    pub fixes: Fixes,
}

/// See the module.
#[component]
pub fn FixList(props: &FixListProps) -> Html {
    use_language();
    let outcome = use_state_eq(String::new);
    let fixes = props.fixes.all();
    let rows = fixes.iter().rev().map(|fix| {
        let (all, one) = (props.fixes.clone(), fix.clone());
        let label = t!("fix.remove", what = said(&fix.correction)).into_owned();
        html! {
            <li key={fix.correction.id()}>
                <span>{ said(&fix.correction) }</span>
                <button class="close" aria-label={label} onclick={move |_| all.remove(&one)}><Icon path={CLOSE} /></button>
            </li>
        }
    });
    let save = |name: &'static str, mime: &'static str, text: fn(&Fixes) -> String| {
        let fixes = props.fixes.clone();
        Callback::from(move |_: MouseEvent| {
            // A browser that will not make the file says so itself.
            let _ = download::save(name, &text(&fixes), mime);
        })
    };
    let import = {
        let (fixes, outcome) = (props.fixes.clone(), outcome.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            // The same file can be chosen again.
            input.set_value("");
            let (fixes, outcome) = (fixes.clone(), outcome.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let told = match download::read(&file, LARGEST).await {
                    Some(text) => import_told(&fixes, &text),
                    None => t!("fix.unreadable").into_owned(),
                };
                outcome.set(told);
            });
        })
    };
    html! {
        <section class="setting fixes">
            <h3>{ t!("fix.title", count = fixes.len()) }</h3>
            if fixes.is_empty() {
                <p class="setting-text">{ t!("fix.none") }</p>
            } else {
                <ul class="fix-list">{ for rows }</ul>
            }
            <div class="fix-tools">
                if !fixes.is_empty() {
                    <button class="button" onclick={save("meipi-corrections.json", "application/json", Fixes::export_json)}>
                        { t!("fix.export") }
                    </button>
                    <button class="button" onclick={save("meipi-words.txt", "text/plain", Fixes::export_words)}>
                        { t!("fix.export_words") }
                    </button>
                }
                <label class="button file">
                    { t!("fix.import") }
                    <input type="file" accept=".json,.txt" onchange={import} />
                </label>
            </div>
            <p class="setting-text" role="status">{ &*outcome }</p>
        </section>
    }
}

/// No file of corrections is larger, bytes; the core says the same in characters.
const LARGEST: f64 = 8e6;

fn import_told(fixes: &Fixes, text: &str) -> String {
    match fixes.import(text) {
        Ok(done) => {
            let new = done.new + done.changed;
            t!("fix.imported", new = new, same = done.same + done.older).into_owned()
        }
        Err(ImportError::TooLarge) => t!("fix.too_large").into_owned(),
        Err(ImportError::Newer(_)) => t!("fix.newer").into_owned(),
        Err(ImportError::Foreign(_)) => t!("fix.foreign").into_owned(),
        Err(ImportError::Correction(at, _) | ImportError::Line(at, _)) => t!("fix.broken", at = at).into_owned(),
    }
}
