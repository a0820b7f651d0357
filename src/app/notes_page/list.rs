//! What is found, in groups under their heads: by text or by day. A screenful at first and more as the reader comes to
//! the end, so that the first rows are there at once however many are found.

use std::rc::Rc;

use crate::app::wording::t;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit};
use yew::prelude::*;

use super::entries::Sentences;
use super::row::Row;
use super::{Chosen, FoundNotes};
use crate::address::Address;
use crate::app::root::AskedNote;
use crate::app::settings::Language;
use crate::browser::clock;
use crate::library::Shelf;
use crate::notes::find::{Entry, Order};

/// Properties of [`List`].
#[derive(Properties, PartialEq)]
pub struct ListProps {
    /// The articles.
    pub shelf: Shelf,
    /// Their sentences.
    pub sentences: Sentences,
    /// What is found.
    pub found: FoundNotes,
    /// The order it is in.
    pub order: Order,
    /// How many rows are shown.
    pub rows: usize,
    /// The chosen ones.
    pub chosen: Chosen,
    /// The interface's language.
    pub language: Language,
    /// One is to be chosen, or no longer.
    pub on_choose: Callback<String>,
    /// A note is to be shown in its text.
    pub on_note: Callback<AskedNote>,
    /// The reader has come to the end of the rows.
    pub on_more: Callback<()>,
}

/// What the notes of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Text(usize),
    Day(i32),
    Orphans,
}

/// See the module.
#[component]
pub fn List(props: &ListProps) -> Html {
    let found = &props.found.0;
    let head = |entry: &Entry| match (props.order, entry.text, entry.span) {
        (Order::Place, Some(text), Some(_)) => Head::Text(text),
        (_, _, Some(_)) => Head::Day(entry.day),
        _ => Head::Orphans,
    };
    let rows: Vec<&Rc<Entry>> = found.all().take(props.rows).collect();
    let groups = rows.chunk_by(|a, b| head(a) == head(b)).map(|group| {
        let of = head(group[0]);
        let all = found.all().filter(|entry| head(entry) == of).count();
        let rows = group.iter().map(|&entry| view_row(props, of, entry));
        html! {
            <section class="notes-group">
                <h2>{ view_head(props, of) }<span class="count">{ t!("list.rows", count = all) }</span></h2>
                if of == Head::Orphans {
                    <p class="orphans-told">{ t!("list.orphans_told") }</p>
                }
                <ol>{ for rows }</ol>
            </section>
        }
    });
    html! {
        <div class="notes-list">
            { for groups }
            if found.len() > props.rows {
                <More left={found.len() - props.rows} rows={props.rows} on_more={props.on_more.clone()} />
            }
        </div>
    }
}

fn view_head(props: &ListProps, head: Head) -> Html {
    match head {
        Head::Text(index) => {
            let article = &props.shelf.articles()[index];
            html! {
                <a lang="zh-Hans" href={Address::article(&article.id).to_string()}>{ article.title_or_first_words() }</a>
            }
        }
        Head::Day(day) => html! { clock::long_day(day, props.language.tag()) },
        Head::Orphans => html! { t!("list.orphans") },
    }
}

fn view_row(props: &ListProps, head: Head, entry: &Rc<Entry>) -> Html {
    let title = entry.text.filter(|index| head != Head::Text(*index));
    let title = title.map(|index| props.shelf.articles()[index].title_or_first_words());
    html! {
        <Row key={entry.note.id.clone()} entry={entry.clone()} sentences={props.sentences.clone()} shelf={props.shelf.clone()}
            {title} chosen={props.chosen.contains(&entry.note.id)} on_choose={props.on_choose.clone()}
            on_note={props.on_note.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct MoreProps {
    left: usize,
    rows: usize,
    on_more: Callback<()>,
}

/// The end of the rows that are shown: asks for more when it comes near the window, or is pressed.
#[component]
fn More(props: &MoreProps) -> Html {
    let node = use_node_ref();
    {
        let (node, on_more) = (node.clone(), props.on_more.clone());
        use_effect_with(props.rows, move |_| {
            let seen = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
                let near = |entry: wasm_bindgen::JsValue| {
                    entry.unchecked_into::<web_sys::IntersectionObserverEntry>().is_intersecting()
                };
                if entries.iter().any(near) {
                    on_more.emit(());
                }
            });
            let options = IntersectionObserverInit::new();
            options.set_root_margin("900px");
            let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok();
            if let (Some(observer), Some(node)) = (&observer, node.cast::<Element>()) {
                observer.observe(&node);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(seen);
            }
        });
    }
    html! {
        <button ref={node} class="tool notes-more" onclick={props.on_more.reform(|_| ())}>
            { t!("list.more", left = props.left) }
        </button>
    }
}
