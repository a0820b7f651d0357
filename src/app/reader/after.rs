//! What stands below an article: the parts of its series, and the articles before and after it.

use crate::app::wording::t;
use yew::prelude::*;

use crate::address::Address;
use crate::app::hooks::use_language;
use crate::library::Shelf;

/// Properties of [`After`].
#[derive(Properties, PartialEq)]
pub struct AfterProps {
    /// The articles.
    pub shelf: Shelf,
    /// The open one.
    pub index: usize,
}

/// See the module.
#[component]
pub fn After(props: &AfterProps) -> Html {
    use_language();
    let articles = props.shelf.articles();
    let series = props.shelf.series(props.index);
    let link = |index: usize| Address::article(&articles[index].id).to_string();
    let neighbour = |step: isize, class: &'static str, label: String| {
        let index = props.shelf.neighbour(props.index, step)?;
        Some(html! {
            <a {class} href={link(index)}>
                <span class="after-label">{ label }</span>
                <span class="after-title" lang="zh-Hans">{ articles[index].title_or_first_words() }</span>
            </a>
        })
    };
    html! {
        <footer class="after">
            if let Some(series) = series {
                <section class="series-parts">
                    <h2 lang="zh-Hans">{ series.title }</h2>
                    <ol>
                        { for series.parts.iter().map(|&index| html! {
                            <li>
                                <a href={link(index)} lang="zh-Hans"
                                    aria-current={(index == props.index).then_some("page")}>
                                    { articles[index].title_or_first_words() }
                                </a>
                            </li>
                        }) }
                    </ol>
                </section>
            }
            <div class="after-links">
                { neighbour(-1, "before-this", t!("nav.previous").into_owned()) }
                { neighbour(1, "after-this", t!("nav.next").into_owned()) }
            </div>
        </footer>
    }
}
