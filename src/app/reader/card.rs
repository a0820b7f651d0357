//! The card of a mark of an article: what the articles know of it.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::explanation::{Explanation, Goal, Mentions, Place, words_around};
use super::floating::Anchor;
use crate::app::hooks::use_language;
use crate::corrections::Correction;
use crate::library::{Analysis, Mention, Shelf};
use crate::marks::Mark;

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The articles, for the other mentions.
    pub shelf: Shelf,
    /// The open article.
    pub analysis: Rc<Analysis>,
    /// Which of its marks.
    pub mark: usize,
    /// Where the mark is.
    pub anchor: Anchor,
    /// The pointer came in or went.
    pub on_hover: Callback<bool>,
    /// The reader wants to go to a mention.
    pub on_go: Callback<Mention>,
    /// The reader corrected something.
    pub on_correct: Callback<Correction>,
}

/// See the module.
#[component]
pub fn Card(props: &CardProps) -> Html {
    use_language();
    let Some(mark) = props.analysis.marks.get(props.mark) else {
        return Html::default();
    };
    let mentions = match mark {
        Mark::Number(_) => Vec::new(),
        Mark::Program(program) => {
            let places = mentions(&props.shelf, &props.shelf.mentions(program), |mention| {
                mention.article == props.analysis.index && mention.span == program.span
            });
            vec![if places.len() > 1 {
                Mentions { told: t!("program.mentions", count = places.len()).into_owned(), places }
            } else {
                Mentions { told: t!("program.only_here").into_owned(), places: Vec::new() }
            }]
        }
    };
    let on_go = {
        let on_go = props.on_go.clone();
        Callback::from(move |goal| {
            if let Goal::Article(mention) = goal {
                on_go.emit(mention);
            }
        })
    };
    html! {
        <Explanation mark={mark.clone()} printed={printed(props.analysis.slice(mark.span()))} {mentions} anchor={props.anchor}
            on_hover={props.on_hover.clone()} {on_go} on_correct={props.on_correct.clone()} />
    }
}

/// A mark's text without the line breaks of the page.
pub fn printed(text: &str) -> AttrValue {
    text.replace(['\n', '\r'], "").into()
}

/// Places of articles, as a card lists them.
pub fn mentions(shelf: &Shelf, mentions: &[Mention], is_here: impl Fn(&Mention) -> bool) -> Vec<Place> {
    let place = |mention: &Mention| {
        let analysis = shelf.analysis(mention.article);
        let block = analysis.reading.blocks.iter().find(|block| block.span.overlaps(mention.span))?;
        Some(Place {
            goal: Goal::Article(*mention),
            address: analysis.address_of(mention.span.start).to_string(),
            title: analysis.article.title_or_first_words().to_owned(),
            here: is_here(mention),
            words: words_around(|span| analysis.slice(span), block.span, mention.span),
        })
    };
    mentions.iter().filter_map(place).collect()
}
