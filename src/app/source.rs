//! The raw page with the open article's place in it: every line of the file, and what became of it. The text
//! is shown as it lies in the file, so that a reader can check what the editor made of it.

use std::rc::Rc;

use crate::app::wording::t;
use yew::prelude::*;

use super::hooks::{use_focus_inside, use_language};
use super::icon::{CLOSE, Icon};
use super::root::DRAWER;
use crate::address::Address;
use crate::browser::dom;
use crate::corpus::{self, Entry, Page, Role};
use crate::library::Analysis;
use crate::text::{Offsets, Span};

/// Properties of [`Source`].
#[derive(Clone, Properties, PartialEq)]
pub struct SourceProps {
    /// The open one.
    pub analysis: Rc<Analysis>,
    /// The panel is to be closed.
    pub on_close: Callback<()>,
}

/// See the module.
#[component]
pub fn Source(props: &SourceProps) -> Html {
    use_language();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.analysis.clone(), move |_| {
            let first = node.cast::<web_sys::Element>().and_then(|n| dom::all(&n, ".line.own").into_iter().next());
            if let Some(first) = first {
                first.scroll_into_view();
            }
        });
    }
    use_focus_inside(true, &node);
    let Some((page, entry)) = corpus::source(props.analysis.index) else {
        return Html::default();
    };
    let lines = lines(page, entry, &props.analysis);
    // Where the panel lies over the text, the way back to the text closes it.
    let on_follow = props.on_close.clone();
    let follow = Callback::from(move |_: MouseEvent| {
        if dom::media(DRAWER) {
            on_follow.emit(());
        }
    });
    let rows = lines.iter().enumerate().map(|(number, line)| {
        let own = line.iter().any(|piece| matches!(piece.part, Part::Own(_)));
        html! {
            <li key={number} class={classes!("line", own.then_some("own"))}>
                <span class="line-number">{ number + 1 }</span>
                <span class="line-text">{ for line.iter().map(|piece| view(piece, &props.analysis, &follow)) }</span>
            </li>
        }
    });
    html! {
        <section class="source" ref={node} aria-label={t!("source.title").into_owned()}>
            <header class="source-head">
                <h2>{ t!("source.title") }<span class="file">{ &page.file }</span></h2>
                <button class="close" aria-label={t!("nav.close").into_owned()}
                    onclick={props.on_close.reform(|_: MouseEvent| ())}><Icon path={CLOSE} /></button>
                <p class="hint">{ t!("source.explain") }</p>
            </header>
            <ol class="lines" lang="zh-Hans">{ for rows }</ol>
        </section>
    }
}

/// A stretch of one line that became one thing.
struct Piece<'p> {
    text: &'p str,
    part: Part,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// This block of the open article.
    Own(usize),
    /// Printed on the page and in no article's text.
    Furniture,
    /// Of another article, or white space.
    Other,
}

/// The page's lines, cut where one part ends and another begins.
fn lines<'p>(page: &'p Page, entry: &Entry, analysis: &Analysis) -> Vec<Vec<Piece<'p>>> {
    let offsets = Offsets::new(&page.text);
    debug_assert_eq!(entry.parts().count(), analysis.reading.blocks.len());
    let own = entry.parts().enumerate().flat_map(|(block, place)| place.iter().map(move |&s| (s, Part::Own(block))));
    let mut parts: Vec<(Span, Part)> = own.chain(entry.furniture.iter().map(|&s| (s, Part::Furniture))).collect();
    crate::order::sort_by_key(&mut parts, |(span, _)| *span);
    let mut start = 0;
    page.text
        .split('\n')
        .map(|text| {
            let line = Span::new(start, start + text.chars().count());
            start = line.end + 1;
            cut(line, &parts).map(|(span, part)| Piece { text: offsets.slice(&page.text, span), part }).collect()
        })
        .collect()
}

/// A line in stretches of one part each.
fn cut(line: Span, parts: &[(Span, Part)]) -> impl Iterator<Item = (Span, Part)> {
    let mut stretches = Vec::new();
    let mut at = line.start;
    for (span, part) in parts {
        if let Some(shared) = span.within(line) {
            stretches.push((Span::new(at, shared.start), Part::Other));
            stretches.push((shared, *part));
            at = shared.end;
        }
    }
    stretches.push((Span::new(at, line.end), Part::Other));
    stretches.into_iter().filter(|(span, _)| !span.is_empty())
}

fn view(piece: &Piece, analysis: &Analysis, follow: &Callback<MouseEvent>) -> Html {
    match piece.part {
        Part::Other => html! { <span>{ piece.text }</span> },
        Part::Furniture => html! {
            <span class="piece furniture"><b class="piece-name">{ t!("source.furniture") }</b>{ piece.text }</span>
        },
        Part::Own(block) => {
            let role = analysis.reading.blocks[block].role;
            let paragraph = analysis.paragraph_numbers().nth(block).flatten();
            let address = Address { article: analysis.article.id.clone(), paragraph };
            html! {
                <a class="piece" href={address.to_string()} onclick={follow}>
                    <b class="piece-name">{ name(role, paragraph) }</b>{ piece.text }
                </a>
            }
        }
    }
}

/// What a part is called.
fn name(role: Role, paragraph: Option<usize>) -> String {
    let key = match role {
        Role::Kicker => "source.kicker",
        Role::Title => "source.headline",
        Role::Subtitle => "source.subtitle",
        Role::Dateline => "source.dateline",
        Role::Byline => "source.byline",
        Role::Heading => "source.heading",
        Role::Caption => "source.caption",
        Role::Paragraph => {
            return t!("source.paragraph", number = paragraph.unwrap_or_default()).into_owned();
        }
    };
    t!(key).into_owned()
}
