//! Taking notes in: which files; what they would do, shown first; then all of it as one act.

use std::rc::Rc;

use crate::app::wording::t;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

use super::errand::{News, use_errand};
use super::outlook::OutlookView;
use crate::app::dialogs::Frame;
use crate::app::hooks::use_language;
use crate::app::notebook::Notes;
use crate::exchange::{Outlook, step};
use crate::library::Shelf;
use crate::notes::Note;
use crate::trial::{Ask, Told, Trouble};

/// How far it is.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// No file has been chosen.
    Choosing,
    /// So many files of so many have been read.
    Reading(usize, usize),
    /// This would be done.
    Planned(Rc<Vec<Outlook>>),
    Failed(Trouble),
}

/// Properties of [`ImportDialog`].
#[derive(Clone, Properties, PartialEq)]
pub struct ImportProps {
    /// The articles.
    pub shelf: Shelf,
    /// The notebook.
    pub notes: Notes,
    /// The dialog is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn ImportDialog(props: &ImportProps) -> Html {
    use_language();
    let errand = use_errand();
    let stage = use_state_eq(|| Stage::Choosing);
    // Which texts the reader said the documents of each file are.
    let chosen = use_mut_ref(Vec::<Vec<Option<usize>>>::new);
    let over = use_state_eq(|| false);

    let on_files = {
        let (errand, stage, chosen) = (errand.clone(), stage.setter(), chosen.clone());
        let (shelf, notes) = (props.shelf.clone(), props.notes.clone());
        Callback::from(move |files: Option<FileList>| {
            let files = files.map(|list| (0..list.length()).filter_map(|i| list.get(i)).collect::<Vec<File>>());
            let files = files.unwrap_or_default();
            if files.is_empty() {
                return;
            }
            let of = files.len();
            stage.set(Stage::Reading(0, of));
            chosen.borrow_mut().clear();
            let here = notes.all().iter().map(|note| Note::clone(note)).collect();
            let on_news = {
                let stage = stage.clone();
                Callback::from(move |news: News| match news {
                    News::Told(Told::Reading(done)) => stage.set(Stage::Reading(done, of)),
                    News::Told(Told::Outlooks(outlooks)) => stage.set(Stage::Planned(Rc::new(outlooks))),
                    News::Told(_) => {}
                    News::Failed(trouble) => stage.set(Stage::Failed(trouble)),
                })
            };
            let reader = super::export::own_name();
            errand.begin(Ask::Read { texts: super::texts(&shelf), here, reader }, &files, on_news);
        })
    };
    let on_choose = {
        let (errand, chosen) = (errand.clone(), chosen.clone());
        Callback::from(move |(file, document, text): (usize, usize, Option<usize>)| {
            let mut chosen = chosen.borrow_mut();
            if chosen.len() <= file {
                chosen.resize_with(file + 1, Vec::new);
            }
            let documents = &mut chosen[file];
            if documents.len() <= document {
                documents.resize(document + 1, None);
            }
            documents[document] = text;
            errand.go_on(Ask::Choose(chosen.clone()));
        })
    };
    let again = {
        let (errand, stage) = (errand.clone(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            errand.end();
            stage.set(Stage::Choosing);
        })
    };
    let take_in = {
        let (stage, notes, on_close) = (stage.clone(), props.notes.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            if let Stage::Planned(outlooks) = &*stage {
                notes.take_in(step(outlooks));
                on_close.emit(());
            }
        })
    };
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let ondrop = {
        let (over, on_files) = (over.clone(), on_files.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            on_files.emit(event.data_transfer().and_then(|data| data.files()));
        })
    };
    let onchange = on_files.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.files()
    });
    let body = match &*stage {
        Stage::Choosing | Stage::Failed(_) => html! {
            <>
                if let Stage::Failed(trouble) = &*stage {
                    <p class="exchange-trouble" role="alert">{ failed(*trouble) }</p>
                }
                <label class={classes!("drop", "file", over.then_some("over"))} {ondragover} {ondragleave} {ondrop}>
                    <span class="drop-name">{ t!("import.choose") }</span>
                    <span class="setting-text">{ t!("import.choose_told") }</span>
                    <input type="file" multiple={true} accept=".ann,.json,.jsonld" {onchange} />
                </label>
            </>
        },
        Stage::Reading(done, of) => html! {
            <div class="exchange-tools">
                <progress max={of.to_string()} value={(*of > 1).then(|| done.to_string())} aria-label={t!("import.reading").into_owned()} />
                <p class="setting-text">{ t!("import.progress", done = done, of = of) }</p>
                <button class="button" onclick={again.clone()}>{ t!("tryout.cancel") }</button>
            </div>
        },
        Stage::Planned(outlooks) => {
            let count = step(outlooks).len();
            let files = outlooks.iter().enumerate().map(|(at, outlook)| {
                html! {
                    <OutlookView shelf={props.shelf.clone()} outlook={outlook.clone()} alone={outlooks.len() == 1}
                        on_choose={on_choose.reform(move |(document, text)| (at, document, text))} />
                }
            });
            html! {
                <>
                    <div class="outlooks">{ for files }</div>
                    <div class="exchange-tools">
                        if count > 0 {
                            <button class="button primary" onclick={take_in}>{ t!("import.take_in", count = count) }</button>
                        }
                        <button class="button" onclick={again.clone()}>{ t!("import.others") }</button>
                    </div>
                </>
            }
        }
    };
    html! {
        <Frame title={t!("import.head").into_owned()} on_close={props.on_close.clone()}>
            <div class="exchange">
                <p class="import-told" role="status">{ told(&stage) }</p>
                { body }
            </div>
        </Frame>
    }
}

/// The whole in a sentence, for the ear too.
fn told(stage: &Stage) -> String {
    match stage {
        Stage::Choosing | Stage::Failed(_) => String::new(),
        Stage::Reading(..) => t!("import.reading").into_owned(),
        Stage::Planned(outlooks) => {
            let plans = || outlooks.iter().filter_map(|outlook| Some(&outlook.contents.as_ref().ok()?.plan));
            let new = plans().map(|plan| plan.new.len()).sum::<usize>();
            let changed = plans().flat_map(|plan| &plan.changed).filter(|changed| changed.taken).count();
            let same = plans().map(|plan| plan.same + plan.changed.len()).sum::<usize>() - changed;
            if plans().next().is_none() {
                t!("import.nothing_read").into_owned()
            } else if new + changed == 0 {
                t!("import.nothing_new", count = same).into_owned()
            } else {
                t!("import.told", new = new, changed = changed, same = same).into_owned()
            }
        }
    }
}

fn failed(trouble: Trouble) -> String {
    match trouble {
        Trouble::Stopped => t!("import.stopped").into_owned(),
        Trouble::Start | Trouble::Dictionary | Trouble::Browser => t!("import.no_worker").into_owned(),
    }
}
