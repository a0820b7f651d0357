//! The table of contents: pages, series and articles, with what each holds.

use crate::app::wording::t;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::hooks::{use_focus_inside, use_language};
use super::icon::{CLOSE, Icon};
use super::notebook::Counts;
use super::progress::{Progress, READ};
use super::shown::Shown;
use super::{notes_page, tryout};
use crate::address::Address;
use crate::browser::dom;
use crate::corpus::Kind;
use crate::library::{Group, Shelf};
use crate::marks::Mark;

/// Properties of [`Contents`].
#[derive(Properties, PartialEq)]
pub struct ContentsProps {
    /// The articles.
    pub shelf: Shelf,
    /// What the address shows.
    pub shown: Shown,
    /// The open article; none on a page beside the articles.
    pub current: Option<usize>,
    /// How many notes there are.
    pub notes: Counts,
    /// How far each has been read.
    pub progress: Progress,
    /// Whether all articles have been worked out; until then the figures of some are not known.
    pub ready: bool,
    /// Whether the drawer is shown, on a screen where the contents are one.
    pub drawer: bool,
    /// The drawer is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn Contents(props: &ContentsProps) -> Html {
    use_language();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.current, move |_| {
            let entry = node.cast::<Element>().and_then(|n| dom::all(&n, "[aria-current]").into_iter().next());
            if let Some(entry) = entry {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                entry.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    use_focus_inside(props.drawer, &node);
    let pages = props.shelf.contents();
    let sections = pages.iter().enumerate().map(|(number, page)| {
        html! {
            <section key={number}>
                <h2 class="page-head">
                    <span>{ t!("contents.page", number = number + 1) }</span>
                    <span class="count">{ t!("contents.articles", count = page.articles) }</span>
                </h2>
                { for page.groups.iter().map(|group| view_group(props, group)) }
            </section>
        }
    });
    html! {
        <nav ref={node} class={classes!("contents", props.drawer.then_some("shown"))} aria-label={t!("nav.contents").into_owned()}>
            <header class="brand">
                <span class="seal" aria-hidden="true">{ "批" }</span>
                <span class="name">{ t!("app.name") }</span>
                <button class="close" aria-label={t!("nav.close").into_owned()}
                    onclick={props.on_close.reform(|_| ())}><Icon path={CLOSE} /></button>
            </header>
            { for sections }
            <div class="page-links">
                { page_link(props, Shown::Notes, notes_page::ID, &t!("nav.all_notes")) }
                { page_link(props, Shown::Try, tryout::ID, &t!("nav.try")) }
            </div>
        </nav>
    }
}

/// A link to a page beside the articles.
fn page_link(props: &ContentsProps, page: Shown, id: &str, name: &str) -> Html {
    html! {
        <a href={format!("#{id}")} onclick={props.on_close.reform(|_| ())}
            aria-current={(props.shown == page).then_some("page")}>
            { name }
            if page == Shown::Notes && props.notes.all > 0 {
                <span class="count">{ props.notes.all }</span>
            }
        </a>
    }
}

fn view_group(props: &ContentsProps, group: &Group) -> Html {
    let items = group.entries.iter().map(|&index| view_entry(props, index));
    html! {
        <>
            if let Some(head) = group.head {
                <h3 class="series" lang="zh-Hans">{ head }</h3>
            }
            <ol>{ for items }</ol>
        </>
    }
}

fn view_entry(props: &ContentsProps, index: usize) -> Html {
    let article = &props.shelf.articles()[index];
    let current = Some(index) == props.current;
    let is_number = |m: &&Mark| matches!(m, Mark::Number(_));
    let numbers = props.shelf.ready(index).map(|a| a.marks.iter().filter(is_number).count());
    let notes = props.notes.of[index];
    let read = props.progress.of(&article.id) >= READ;
    html! {
        <li key={index}>
            <a class={classes!("entry", (article.kind == Kind::Caption).then_some("picture"))}
                href={Address::article(&article.id).to_string()} onclick={props.on_close.reform(|_| ())}
                aria-current={current.then_some("page")}>
                <span class="entry-title" lang="zh-Hans">
                    if article.kind == Kind::Caption {
                        <span class="entry-kind">{ t!("contents.picture") }</span>
                    }
                    { article.title_or_first_words() }
                    if read {
                        <span class="entry-read">{ t!("contents.read") }</span>
                    }
                </span>
                <span class="entry-facts">
                    if notes > 0 {
                        <span class="entry-notes">{ t!("contents.notes", count = notes) }</span>
                    }
                    if let Some(count) = numbers.filter(|&n| n > 0) {
                        <span>{ t!("contents.numbers", count = count) }</span>
                    }
                </span>
            </a>
        </li>
    }
}
