//! The whole page: bars, contents, the open article, dialogs; and the state that they share.

use rust_i18n::t;
use yew::prelude::*;

use super::contents::Contents;
use super::dialogs::{Help, SettingsDialog};
use super::fixes::Fixes;
use super::hooks::{use_commands, use_window_event};
use super::icon::{CONTENTS, Icon, NEXT, NOTES, PREVIOUS, SETTINGS, SOURCE};
use super::library::{Mention, Shelf};
use super::notebook::{Notes, use_notes};
use super::notices::Notices;
use super::progress::use_progress;
use super::reader::Reader;
use super::saving::Saving;
use super::settings::{Language, Settings};
use super::shortcuts::Command;
use super::source::Source;
use super::steps::Steps;
use super::tryout::{self, Draft, Tryout};
use super::workbook::{History, unsaved, use_workbook};
use crate::address::Address;
use crate::browser::{dom, history};

/// Properties of [`Root`].
#[derive(Properties, PartialEq)]
pub struct RootProps {
    /// The settings in force when the page opens.
    pub settings: Settings,
}

/// What lies over the page or, on a narrow screen, slides in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Contents,
    Notes,
    Source,
    Settings,
    Help,
}

/// See the module.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let work = use_workbook();
    let fixes = Fixes::new(&work);
    let history = History::new(&work);
    let shelf = use_corrected_shelf(&fixes);
    let settings = use_state_eq(|| props.settings);
    let layer = use_state_eq(|| None::<Layer>);
    let target = use_state_eq(|| None::<Mention>);
    let address = use_state_eq(history::current);
    let notes = use_notes(&work, &shelf);
    let progress = use_progress();
    // Set while a jump to a mention changes the address: any other change leaves the mention behind.
    let jumping = use_mut_ref(|| false);
    {
        let (address, target, jumping) = (address.clone(), target.clone(), jumping.clone());
        use_window_event("hashchange", move |_| {
            if !jumping.replace(false) {
                target.set(None);
            }
            address.set(history::current());
        });
    }
    let asked = address.as_ref().and_then(|a| shelf.index_of(&a.article)).filter(|&i| shelf.is_readable(i));
    let first = shelf.first();
    let trying = address.as_ref().is_some_and(|a| a.article == tryout::ID);
    let draft = (*use_memo((), |()| Draft::default())).clone();
    let ready = use_reading_ahead(&shelf, asked.or(first));

    {
        // The window is named after the article, in the list of tabs as in the history.
        let shelf = shelf.clone();
        use_effect_with((asked.or(first), trying, settings.language), move |&(index, trying, _)| {
            let article = index.map(|i| shelf.articles()[i].title_or_first_words());
            let name = if trying { Some(t!("nav.try").into_owned()) } else { article.map(str::to_owned) };
            let title = name.map_or_else(|| t!("app.name").into_owned(), |a| format!("{a} · {}", t!("app.name")));
            dom::document().set_title(&title);
        });
    }

    let on_settings = {
        let settings = settings.clone();
        Callback::from(move |new: Settings| {
            new.apply();
            new.save();
            settings.set(new);
        })
    };
    let on_go = {
        let (shelf, target) = (shelf.clone(), target.clone());
        Callback::from(move |mention: Mention| {
            target.set(Some(mention));
            let place = shelf.analysis(mention.article).address_of(mention.span.start);
            jumping.replace(history::current().as_ref() != Some(&place));
            history::go(&place);
        })
    };
    let show = |wanted: Option<Layer>| {
        let layer = layer.clone();
        Callback::from(move |()| layer.set(wanted))
    };
    let toggle = {
        let layer = layer.clone();
        move |wanted: Layer| layer.set((*layer != Some(wanted)).then_some(wanted))
    };
    let step = {
        let shelf = shelf.clone();
        let current = asked.or(first);
        move |step: isize| {
            let next = current.and_then(|c| if trying { Some(c) } else { shelf.neighbour(c, step) });
            if let Some(next) = next {
                history::go(&Address::article(&shelf.articles()[next].id));
            }
        }
    };
    {
        let (toggle, layer, step, history) = (toggle.clone(), layer.clone(), step.clone(), history.clone());
        use_commands(settings.keys, move |command| {
            match command {
                Command::Notes | Command::Source if trying => return false,
                Command::Try => history::go(&Address::article(tryout::ID)),
                Command::NextArticle => step(1),
                Command::PreviousArticle => step(-1),
                // Where contents or margin are always there, the key takes the focus to them.
                Command::Contents if !dom::media(DRAWER) => dom::focus_first(".contents [aria-current]"),
                Command::Contents => toggle(Layer::Contents),
                Command::Notes if !dom::media(NARROW) => dom::focus_first(".margin .note button"),
                Command::Notes => toggle(Layer::Notes),
                Command::Source => toggle(Layer::Source),
                Command::Settings => toggle(Layer::Settings),
                Command::Undo => history.undo(),
                Command::Redo => history.redo(),
                Command::Help => toggle(Layer::Help),
                Command::Close if layer.is_some() => layer.set(None),
                _ => return false,
            }
            true
        });
    }

    let Some(index) = asked.or(first) else {
        return html! { <main class="hint">{ t!("article.none") }</main> };
    };
    let analysis = shelf.analysis(index);
    let here = address.as_ref().filter(|_| asked.is_some()).cloned();
    let here = here.unwrap_or_else(|| Address::article(&analysis.article.id));
    let neighbour = |step: isize, label: String, path: &'static str| {
        let address = shelf.neighbour(index, step).map(|i| Address::article(&shelf.articles()[i].id).to_string());
        match address {
            Some(href) => html! {
                <a class="tool icon-tool" {href} aria-label={label.clone()} title={label}><Icon {path} /></a>
            },
            None => html! { <span class="tool icon-tool off"><Icon {path} /></span> },
        }
    };
    let language = settings.language;
    let other_language = {
        let (on_settings, settings) = (on_settings.clone(), *settings);
        Callback::from(move |_: MouseEvent| {
            on_settings.emit(Settings { language: settings.language.other(), ..settings });
        })
    };
    let button = |wanted: Layer| {
        let toggle = toggle.clone();
        Callback::from(move |_: MouseEvent| toggle(wanted))
    };
    let read = progress.of(&analysis.article.id);
    let read_so_far = t!("article.read", count = read).into_owned();
    let on_read = {
        let (progress, id) = (progress.clone(), analysis.article.id.clone());
        Callback::from(move |hundredths| progress.reach(&id, hundredths))
    };
    let note_count = notes.count(index);
    // What is seen is part of the name, also where only the number is seen.
    let notes_label =
        if note_count > 0 { format!("{} {note_count}", t!("nav.notes")) } else { t!("nav.notes").into_owned() };
    html! {
        <ContextProvider<Language> context={language}>
        <ContextProvider<Notes> context={notes.clone()}>
        <ContextProvider<History> context={history.clone()}>
            <a class="skip" href={format!("#{}", if trying { tryout::ID } else { &analysis.article.id })}>{ t!("nav.skip") }</a>
            <Contents shelf={shelf.clone()} current={(!trying).then_some(index)} notes={notes.clone()} {ready}
                progress={progress.clone()} drawer={*layer == Some(Layer::Contents)} on_close={show(None)} />
            <div class={classes!("page", (*layer == Some(Layer::Source) && !trying).then_some("with-source"))}>
                <header class="bar">
                    <button class="tool icon-tool only-narrow" aria-label={t!("nav.contents").into_owned()}
                        onclick={button(Layer::Contents)}><Icon path={CONTENTS} /></button>
                    if !trying {
                        <nav class="between" aria-label={t!("nav.between").into_owned()}>
                            { neighbour(-1, t!("nav.previous").into_owned(), PREVIOUS) }
                            { neighbour(1, t!("nav.next").into_owned(), NEXT) }
                        </nav>
                        <span class="read-so-far" aria-hidden="true">{ read_so_far.clone() }</span>
                        <progress class="read-line" max="100" value={read.to_string()} aria-label={read_so_far} />
                    }
                    <Saving unsaved={unsaved()} />
                    <div class="bar-tools" role="group" aria-label={t!("nav.tools").into_owned()}>
                        <Steps />
                        if !trying {
                            <button class="tool only-narrow" aria-label={notes_label} onclick={button(Layer::Notes)}>
                                <Icon path={NOTES} /><span class="label">{ t!("nav.notes") }</span>
                                if note_count > 0 {
                                    <span class="count">{ note_count }</span>
                                }
                            </button>
                            <button class="tool" aria-expanded={(*layer == Some(Layer::Source)).to_string()}
                                aria-label={t!("nav.source").into_owned()} onclick={button(Layer::Source)}>
                            <span class="sign"><Icon path={SOURCE} /></span><span class="label">{ t!("nav.source") }</span>
                        </button>
                        }
                        <button class="tool" aria-label={t!("nav.settings").into_owned()} onclick={button(Layer::Settings)}>
                            <span class="sign"><Icon path={SETTINGS} /></span><span class="label">{ t!("nav.settings") }</span>
                        </button>
                        <button class="tool wide-only" onclick={button(Layer::Help)}>{ t!("nav.help") }</button>
                        <button class="tool" lang={language.other().tag()} aria-label={t!("nav.language_label").into_owned()}
                            onclick={other_language}>{ t!("nav.language") }</button>
                    </div>
                </header>
                <Notices notes={notes.clone()} history={history.clone()} missing={asked.is_none() && address.is_some() && !trying} />
                <main>
                    if trying {
                        <Tryout {draft} shelf={shelf.clone()} fixes={fixes.clone()} settings={*settings}
                            on_settings={on_settings.clone()} {on_go} />
                    } else {
                        <Reader shelf={shelf.clone()} analysis={analysis.clone()} address={here} target={*target} notes={notes.clone()}
                            fixes={fixes.clone()} settings={*settings} on_settings={on_settings.clone()} {on_go}
                            {on_read}
                            sheet={*layer == Some(Layer::Notes)}
                            on_sheet={layer_switch(&layer, Layer::Notes)} />
                    }
                </main>
            </div>
            if matches!(*layer, Some(Layer::Contents | Layer::Notes)) {
                <div class="veil" onclick={show(None).reform(|_| ())}></div>
            }
            if *layer == Some(Layer::Source) && !trying {
                <Source {analysis} on_close={show(None)} />
            }
            if *layer == Some(Layer::Settings) {
                <SettingsDialog settings={*settings} {notes} {fixes} on_change={on_settings} on_close={show(None)} />
            }
            if *layer == Some(Layer::Help) {
                <Help on_close={show(None)} />
            }
        </ContextProvider<History>>
        </ContextProvider<Notes>>
        </ContextProvider<Language>>
    }
}

/// The articles as the reader's corrections have them.
#[hook]
fn use_corrected_shelf(fixes: &Fixes) -> Shelf {
    let last = use_mut_ref(Shelf::new);
    let (revision, fixes) = (fixes.revision(), fixes.clone());
    let shelf = use_memo(revision, move |&revision| {
        let shelf = last.borrow().corrected(fixes.in_force(), revision);
        last.replace(shelf.clone());
        shelf
    });
    (*shelf).clone()
}

/// Opens a layer or closes it, for a part that decides by itself.
fn layer_switch(layer: &UseStateHandle<Option<Layer>>, of: Layer) -> Callback<bool> {
    let layer = layer.clone();
    Callback::from(move |on: bool| {
        // Only a narrow screen has the sheet; on a wide one the margin is always there.
        if on && dom::media(NARROW) {
            layer.set(Some(of));
        } else if *layer == Some(if on { Layer::Source } else { of }) {
            // On a wide screen the raw page stands where the notes are.
            layer.set(None);
        }
    })
}

/// Where the style sheet has no margin beside the text.
pub const NARROW: &str = "(max-width: 767px)";
/// Where the style sheet makes the contents a drawer.
pub const DRAWER: &str = "(max-width: 1199px)";

/// Works the articles out one after another once the first is on the screen, a frame each, so that the
/// contents can tell what is in them and nothing waits. Gives how many are done.
#[hook]
fn use_reading_ahead(shelf: &Shelf, first: Option<usize>) -> usize {
    let ready = use_state_eq(|| 0usize);
    let (shelf, next) = (shelf.clone(), ready.clone());
    use_effect_with(*ready, move |&done| {
        if first.is_some() && done < shelf.articles().len() {
            dom::after_paint(move || {
                shelf.analysis(done);
                next.set(done + 1);
            });
        }
    });
    *ready
}
