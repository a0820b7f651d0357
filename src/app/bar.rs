//! The bar above the text: where to go from here, how far the article has been read, the tools.

use crate::app::wording::t;
use yew::prelude::*;

use super::icon::{CONTENTS, HIDDEN, Icon, NEXT, NOTES, PREVIOUS, SETTINGS, SHOWN, SOURCE};
use super::root::Layer;
use super::saving::Saving;
use super::settings::Settings;
use super::steps::Steps;
use crate::address::Address;
use crate::library::Shelf;

/// Properties of [`Bar`].
#[derive(Properties, PartialEq)]
pub struct BarProps {
    /// The articles.
    pub shelf: Shelf,
    /// The open article; none on a page beside the articles.
    pub article: Option<usize>,
    /// How far it has been read, in hundredths.
    pub read: u8,
    /// How many notes it has.
    pub notes: usize,
    /// What is open over the page.
    pub layer: Option<Layer>,
    /// How many things are not in the store.
    pub unsaved: usize,
    /// The settings in force.
    pub settings: Settings,
    /// Something is to be opened over the page, or closed.
    pub on_layer: Callback<Layer>,
    /// Other settings were chosen.
    pub on_settings: Callback<Settings>,
}

/// See the module.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let settings = props.settings;
    let language = settings.language;
    let layer = |wanted: Layer| props.on_layer.reform(move |_: MouseEvent| wanted);
    let change = |settings: Settings| props.on_settings.reform(move |_: MouseEvent| settings);
    let read_so_far = t!("article.read", count = props.read).into_owned();
    let marks = if settings.clean { t!("nav.show_marks") } else { t!("nav.hide_marks") };
    // What is seen is part of the name, also where only the number is seen.
    let notes_label =
        if props.notes > 0 { format!("{} {}", t!("nav.notes"), props.notes) } else { t!("nav.notes").into_owned() };
    html! {
        <header class="bar">
            <button class="tool icon-tool only-narrow" aria-label={t!("nav.contents").into_owned()}
                onclick={layer(Layer::Contents)}><Icon path={CONTENTS} /></button>
            if let Some(index) = props.article {
                <nav class="between" aria-label={t!("nav.between").into_owned()}>
                    { neighbour(&props.shelf, index, -1, t!("nav.previous").into_owned(), PREVIOUS) }
                    { neighbour(&props.shelf, index, 1, t!("nav.next").into_owned(), NEXT) }
                </nav>
                <span class="read-so-far" aria-hidden="true">{ read_so_far.clone() }</span>
                <progress class="read-line" max="100" value={props.read.to_string()} aria-label={read_so_far} />
            }
            <Saving unsaved={props.unsaved} />
            <div class="bar-tools" role="group" aria-label={t!("nav.tools").into_owned()}>
                <Steps />
                if props.article.is_some() {
                    <button class="tool icon-tool wide-only" aria-label={marks.to_string()} title={marks.to_string()}
                        onclick={change(Settings { clean: !settings.clean, ..settings })}>
                        <Icon path={if settings.clean { HIDDEN } else { SHOWN }} />
                    </button>
                    <button class="tool only-narrow" aria-label={notes_label} onclick={layer(Layer::Notes)}>
                        <Icon path={NOTES} /><span class="label">{ t!("nav.notes") }</span>
                        if props.notes > 0 {
                            <span class="count">{ props.notes }</span>
                        }
                    </button>
                    <button class="tool" aria-expanded={(props.layer == Some(Layer::Source)).to_string()}
                        aria-label={t!("nav.source").into_owned()} onclick={layer(Layer::Source)}>
                        <span class="sign"><Icon path={SOURCE} /></span><span class="label">{ t!("nav.source") }</span>
                    </button>
                }
                <button class="tool" aria-label={t!("nav.settings").into_owned()} onclick={layer(Layer::Settings)}>
                    <span class="sign"><Icon path={SETTINGS} /></span><span class="label">{ t!("nav.settings") }</span>
                </button>
                <button class="tool wide-only" onclick={layer(Layer::Help)}>{ t!("nav.help") }</button>
                <button class="tool" lang={language.other().tag()} aria-label={t!("nav.language_label").into_owned()}
                    onclick={change(Settings { language: language.other(), ..settings })}>{ t!("nav.language") }</button>
            </div>
        </header>
    }
}

/// The way to the article before or after.
fn neighbour(shelf: &Shelf, index: usize, step: isize, label: String, path: &'static str) -> Html {
    let address = shelf.neighbour(index, step).map(|i| Address::article(&shelf.articles()[i].id).to_string());
    match address {
        Some(href) => html! {
            <a class="tool icon-tool" {href} aria-label={label.clone()} title={label}><Icon {path} /></a>
        },
        None => html! { <span class="tool icon-tool off"><Icon {path} /></span> },
    }
}
