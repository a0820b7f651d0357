//! What a reader wrote, drawn: Markdown as elements, never as markup.
//!
//! Text without any signs is drawn at once. For anything else the worker is asked (`formatting`), and until it has
//! answered, or where there is no worker, the source stands there as it was typed.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

use super::parts;
use crate::markdown::{self, Block, Inline};

/// Properties of [`Written`].
#[derive(Properties, PartialEq)]
pub struct WrittenProps {
    /// The Markdown.
    pub source: AttrValue,
}

/// See the module.
#[component]
pub fn Written(props: &WrittenProps) -> Html {
    let told = use_state(|| None::<(AttrValue, Rc<[Block]>)>);
    {
        let told = told.clone();
        use_effect_with(props.source.clone(), move |source| {
            let told = told.clone();
            let asked = source.clone();
            if markdown::plain(source).is_none() {
                let give = Callback::from(move |blocks| told.set(Some((asked.clone(), blocks))));
                let source = source.clone();
                spawn_local(async move {
                    // Without that part of the program the source stands as it was typed.
                    if let Ok(format) = parts::format().await {
                        format(&source, give);
                    }
                });
            }
        });
    }
    let plain = use_memo(props.source.clone(), |source| markdown::plain(source));
    let formatted = told.as_ref().filter(|(source, _)| *source == props.source);
    let blocks: Option<&[Block]> = formatted.map(|(_, blocks)| &**blocks).or(plain.as_deref());
    match blocks {
        Some(blocks) => html! { <div class="written" lang="zh-Hans">{ for blocks.iter().map(block) }</div> },
        None => html! { <div class="written raw" lang="zh-Hans">{ &props.source }</div> },
    }
}

/// The largest heading in a note: it stands under the headings of the page.
const TOP_HEADING: u8 = 3;

fn block(part: &Block) -> Html {
    match part {
        Block::Paragraph(inlines) => html! { <p>{ for inlines.iter().map(inline) }</p> },
        Block::Heading(level, inlines) => {
            let mut heading = VTag::new(format!("h{}", (level + TOP_HEADING - 1).min(6)));
            heading.add_children(inlines.iter().map(inline));
            VNode::from(heading)
        }
        Block::Quote(blocks) => html! { <blockquote>{ for blocks.iter().map(block) }</blockquote> },
        Block::List(None, items) => html! { <ul>{ for items.iter().map(item) }</ul> },
        Block::List(Some(first), items) => html! { <ol start={first.to_string()}>{ for items.iter().map(item) }</ol> },
        Block::Code(text) => html! { <pre><code>{ text }</code></pre> },
        Block::Rule => html! { <hr /> },
    }
}

/// An item of a list; one paragraph alone needs no element of its own.
fn item(blocks: &Vec<Block>) -> Html {
    match blocks.as_slice() {
        [Block::Paragraph(inlines), rest @ ..] if !rest.iter().any(|b| matches!(b, Block::Paragraph(_))) => {
            html! { <li>{ for inlines.iter().map(inline) }{ for rest.iter().map(block) }</li> }
        }
        blocks => html! { <li>{ for blocks.iter().map(block) }</li> },
    }
}

fn inline(part: &Inline) -> Html {
    match part {
        Inline::Text(text) => html! { text },
        Inline::Emphasis(parts) => html! { <em>{ for parts.iter().map(inline) }</em> },
        Inline::Strong(parts) => html! { <strong>{ for parts.iter().map(inline) }</strong> },
        Inline::Code(text) => html! { <code>{ text }</code> },
        Inline::Link(address, parts) => html! {
            <a href={address.clone()} target="_blank" rel="noopener noreferrer">{ for parts.iter().map(inline) }</a>
        },
        Inline::Break => html! { <br /> },
    }
}
