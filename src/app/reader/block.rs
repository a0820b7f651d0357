//! One block of an article as elements: plain text, and an element for each number and name. No element a word.
//!
//! A block never changes while its article is shown, so it is drawn once; notes and words are painted over it.

use std::rc::Rc;

use yew::prelude::*;

use crate::address::Address;
use crate::corpus::Role;
use crate::library::{self, Analysis, MarkElement, Piece};
use crate::marks::Mark;

/// Properties of [`BlockView`].
#[derive(Properties, PartialEq)]
pub struct BlockProps {
    /// The article.
    pub analysis: Rc<Analysis>,
    /// Which of its blocks.
    pub index: usize,
    /// The number of the paragraph in the article, from 1, where it is one.
    pub paragraph: Option<usize>,
}

/// A block with its marks.
#[component]
pub fn BlockView(props: &BlockProps) -> Html {
    let analysis = &props.analysis;
    let id = props.paragraph.map(|n| Address::paragraph(&analysis.article.id, n).element_id());
    let role = analysis.reading.blocks[props.index].role;
    block_element(role, id, Some(props.index.to_string()), draw(&analysis.pieces(props.index)))
}

/// The element of a block: its `id` where it is a place, its number where the text in it is the article's.
pub fn block_element(role: Role, id: Option<String>, number: Option<String>, text: Html) -> Html {
    let (name, class) = library::block_element(role);
    match name {
        // A screen reader is taken to the title when another article comes.
        "h1" => html! { <h1 data-block={number} tabindex="-1">{ text }</h1> },
        "h2" => html! { <h2 data-block={number}>{ text }</h2> },
        _ => html! { <p {class} {id} data-block={number}>{ text }</p> },
    }
}

fn draw(pieces: &[Piece]) -> Html {
    let draw_piece = |piece: &Piece| match piece {
        Piece::Text(text) => html! { { *text } },
        Piece::Break => html! { <wbr /> },
        Piece::Mark { index, mark, text } => mark_element(mark, *index, "-1", draw(text)),
    };
    pieces.iter().map(draw_piece).collect()
}

/// The element of the mark that is the `index`-th of its text, around what of it is shown.
pub fn mark_element(mark: &Mark, index: usize, tabindex: &'static str, text: Html) -> Html {
    let number = index.to_string();
    match library::mark_element(mark) {
        MarkElement::Time(date) => html! {
            <time class="mark number" role="button" {tabindex} datetime={date.to_owned()} data-mark={number}>{ text }</time>
        },
        MarkElement::Data(value) => html! {
            <data class="mark number" role="button" {tabindex} value={value.to_owned()} data-mark={number}>{ text }</data>
        },
        MarkElement::Name => html! {
            <span class="mark program" role="button" {tabindex} data-mark={number}>{ text }</span>
        },
    }
}
