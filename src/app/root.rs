//! The whole page: bars, contents, the open article, dialogs; and the state that they share.

use rust_i18n::t;
use yew::prelude::*;

use super::contents::Contents;
use super::dialogs::{Help, SettingsDialog};
use super::hooks::{use_commands, use_window_event};
use super::icon::{CONTENTS, Icon, NEXT, NOTES, PREVIOUS};
use super::library::{Mention, Shelf};
use super::notebook::use_notes;
use super::notices::Notices;
use super::progress::use_progress;
use super::reader::Reader;
use super::settings::{Language, Settings};
use super::shortcuts::Command;
use super::source::Source;
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
    let shelf = (*use_memo((), |()| Shelf::new())).clone();
    let settings = use_state_eq(|| props.settings);
    let layer = use_state_eq(|| None::<Layer>);
    let target = use_state_eq(|| None::<Mention>);
    let address = use_state_eq(history::current);
    let notes = use_notes(&shelf);
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
    let ready = use_reading_ahead(&shelf, asked.or(first));

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
            let next = current.and_then(|c| shelf.neighbour(c, step));
            if let Some(next) = next {
                history::go(&Address::article(&shelf.articles()[next].id));
            }
        }
    };
    {
        let (toggle, layer, step) = (toggle.clone(), layer.clone(), step.clone());
        use_commands(settings.keys, move |command| {
            match command {
                Command::NextArticle => step(1),
                Command::PreviousArticle => step(-1),
                Command::Contents => toggle(Layer::Contents),
                Command::Notes => toggle(Layer::Notes),
                Command::Source => toggle(Layer::Source),
                Command::Settings => toggle(Layer::Settings),
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
        html! {
            <a class="tool icon-tool" href={address.clone()} aria-disabled={address.is_none().to_string()}
                aria-label={label.clone()} title={label}><Icon {path} /></a>
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
    html! {
        <ContextProvider<Language> context={language}>
            <a class="skip" href={format!("#{}", analysis.article.id)}>{ t!("nav.skip") }</a>
            <Contents shelf={shelf.clone()} current={index} notes={notes.clone()} {ready}
                progress={progress.clone()} drawer={*layer == Some(Layer::Contents)} on_close={show(None)} />
            <div class={classes!("page", (*layer == Some(Layer::Source)).then_some("with-source"))}>
                <header class="bar">
                    <button class="tool icon-tool only-narrow" aria-label={t!("nav.contents").into_owned()}
                        onclick={button(Layer::Contents)}><Icon path={CONTENTS} /></button>
                    <nav class="between" aria-label={t!("nav.between").into_owned()}>
                        { neighbour(-1, t!("nav.previous").into_owned(), PREVIOUS) }
                        { neighbour(1, t!("nav.next").into_owned(), NEXT) }
                    </nav>
                    <span class="read-so-far" aria-hidden="true">{ read_so_far.clone() }</span>
                    <progress class="read-line" max="100" value={read.to_string()} aria-label={read_so_far} />
                    <div class="bar-tools" role="group" aria-label={t!("nav.tools").into_owned()}>
                        <button class="tool only-narrow" onclick={button(Layer::Notes)}>
                            <Icon path={NOTES} />{ t!("nav.notes") }
                            if note_count > 0 {
                                <span class="count">{ note_count }</span>
                            }
                        </button>
                        <button class="tool" aria-expanded={(*layer == Some(Layer::Source)).to_string()}
                            onclick={button(Layer::Source)}>{ t!("nav.source") }</button>
                        <button class="tool" onclick={button(Layer::Settings)}>{ t!("nav.settings") }</button>
                        <button class="tool wide-only" onclick={button(Layer::Help)}>{ t!("nav.help") }</button>
                        <button class="tool" lang={language.other().tag()} aria-label={t!("nav.language_label").into_owned()}
                            onclick={other_language}>{ t!("nav.language") }</button>
                    </div>
                </header>
                <Notices notes={notes.clone()} missing={asked.is_none() && address.is_some()} />
                <main>
                    <Reader shelf={shelf.clone()} analysis={analysis.clone()} address={here} target={*target} notes={notes.clone()}
                        settings={*settings} on_settings={on_settings.clone()} {on_go}
                        {on_read}
                        sheet={*layer == Some(Layer::Notes)}
                        on_sheet={layer_switch(&layer, Layer::Notes)} />
                </main>
            </div>
            if matches!(*layer, Some(Layer::Contents | Layer::Notes)) {
                <div class="veil" onclick={show(None).reform(|_| ())}></div>
            }
            if *layer == Some(Layer::Source) {
                <Source {analysis} on_close={show(None)} />
            }
            if *layer == Some(Layer::Settings) {
                <SettingsDialog settings={*settings} {notes} on_change={on_settings} on_close={show(None)} />
            }
            if *layer == Some(Layer::Help) {
                <Help on_close={show(None)} />
            }
        </ContextProvider<Language>>
    }
}

/// Opens a layer or closes it, for a part that decides by itself.
fn layer_switch(layer: &UseStateHandle<Option<Layer>>, of: Layer) -> Callback<bool> {
    let layer = layer.clone();
    Callback::from(move |on: bool| {
        // Only a narrow screen has the sheet; on a wide one the margin is always there.
        if on && dom::media(NARROW) {
            layer.set(Some(of));
        } else if *layer == Some(of) {
            layer.set(None);
        }
    })
}

/// Where the style sheet has no margin beside the text.
const NARROW: &str = "(max-width: 767px)";

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
