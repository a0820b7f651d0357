//! One note in its sentence, with the way to it.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::entries::Sentences;
use crate::address::Address;
use crate::app::colours::use_colour_names;
use crate::app::hooks::use_language;
use crate::app::root::AskedNote;
use crate::app::written::Written;
use crate::browser::{clock, dom};
use crate::library::Shelf;
use crate::notes::find::Entry;

/// Properties of [`Row`].
#[derive(Properties)]
pub struct RowProps {
    /// The note.
    pub entry: Rc<Entry>,
    /// The sentences of the articles.
    pub sentences: Sentences,
    /// The articles.
    pub shelf: Shelf,
    /// The article's title, where no head above says it.
    pub title: Option<&'static str>,
    /// Whether it is chosen.
    pub chosen: bool,
    /// It is to be chosen, or no longer.
    pub on_choose: Callback<String>,
    /// It is to be shown in its text.
    pub on_note: Callback<AskedNote>,
}

impl PartialEq for RowProps {
    /// An entry is made anew when its note changes; the callbacks do the same each time.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.entry, &other.entry) && self.title == other.title && self.chosen == other.chosen
    }
}

/// See the module.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let language = use_language();
    let colours = use_colour_names();
    let Entry { note, text, span, .. } = &*props.entry;
    let place = props.sentences.of(&props.entry);
    // A note whose text is not here any more stands with the first article, like every one that is lost.
    let article = text.or_else(|| props.shelf.first());
    let href = article.map(|index| match span {
        Some(span) => props.shelf.analysis(index).address_of(span.start),
        None => Address::article(&props.shelf.articles()[index].id),
    });
    let onclick = {
        let asked = article.map(|article| AskedNote {
            id: AttrValue::from(note.id.clone()),
            article,
            place: span.map(|span| span.start),
            write: false,
        });
        let on_note = props.on_note.clone();
        Callback::from(move |event: MouseEvent| {
            let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            if let Some(asked) = asked.clone().filter(|_| plain) {
                event.prevent_default();
                // A key opens a note for writing; a finger may only want to read.
                on_note.emit(AskedNote { write: dom::by_keys(&event), ..asked });
            }
        })
    };
    let onchange = {
        let id = note.id.clone();
        props.on_choose.reform(move |_: Event| id.clone())
    };
    let label = t!("list.choose", passage = place.passage.chars().take(20).collect::<String>()).into_owned();
    let class = classes!("found-note", note.colour.name(), note.line.name(), props.chosen.then_some("chosen"));
    html! {
        <li {class}>
            <input type="checkbox" checked={props.chosen} aria-label={label} {onchange} />
            <div class="found-body">
                <a class="found-place" lang="zh-Hans" href={href.map(|h| h.to_string())} {onclick}>
                    { place.before }<mark>{ place.passage }</mark>{ place.after }
                </a>
                if props.entry.has_words() {
                    <div class="found-words"><Written source={note.body.clone()} /></div>
                }
                <p class="found-facts">
                    { for note.tags.iter().map(|tag| html! { <span class="tag">{ tag }</span> }) }
                    <span>{ colours.of(note.colour) }</span>
                    <time>{ clock::short(note.created, language.tag()) }</time>
                    if let Some(title) = props.title {
                        <span class="found-title" lang="zh-Hans">{ title }</span>
                    }
                </p>
            </div>
        </li>
    }
}
