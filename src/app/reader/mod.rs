//! The article on the screen, with everything that happens on its text: marks and their cards, selecting and
//! its toolbar, notes painted over the text and laid out beside it.

mod after;
mod block;
mod card;
mod desk;
mod floating;
mod paint;
mod pointer;
mod toolbar;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use rust_i18n::t;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use self::after::After;
use self::block::BlockView;
use self::card::Card;
use self::desk::{Desk, mark_of};
use self::pointer::{mark_element, use_pointer};
use self::toolbar::Toolbar;
use super::hooks::{use_commands, use_language, use_window_event};
use super::library::{Analysis, Mention, Shelf};
use super::margin::{self, Margin, Placed};
use super::notebook::Notes;
use super::settings::Settings;
use super::shortcuts::Command;
use crate::address::Address;
use crate::browser::places::Places;
use crate::browser::{dom, history};
use crate::corpus::Role;
use crate::marks::Mark;
use crate::notes::{Anchorer, Anchoring};
use crate::words::Word;

/// Properties of [`Reader`].
#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    /// All articles.
    pub shelf: Shelf,
    /// The open one.
    pub analysis: Rc<Analysis>,
    /// The place asked for.
    pub address: Address,
    /// A mention just jumped to.
    pub target: Option<Mention>,
    /// The notebook.
    pub notes: Notes,
    /// The settings in force.
    pub settings: Settings,
    /// Other settings were chosen.
    pub on_settings: Callback<Settings>,
    /// The reader wants to go to a mention.
    pub on_go: Callback<Mention>,
    /// How far the article has been read, in hundredths.
    pub read: u8,
    /// The reader has come so far, in hundredths.
    pub on_read: Callback<u8>,
    /// Whether the sheet of notes is shown, on a screen that has no margin.
    pub sheet: bool,
    /// The sheet is to be shown or closed.
    pub on_sheet: Callback<bool>,
}

/// See the module.
#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    use_language();
    let article = use_node_ref();
    let margin = use_node_ref();
    let placed = use_placed(&props.analysis, &props.notes);
    let desk = Desk {
        analysis: props.analysis.clone(),
        places: use_mut_ref(|| None),
        placed: placed.clone(),
        notes: props.notes.clone(),
        settings: props.settings,
        on_settings: props.on_settings.clone(),
        on_sheet: props.on_sheet.clone(),
        selected: use_state_eq(|| None),
        card: use_state_eq(|| None),
        open: use_state_eq(|| None),
        here: use_state_eq(|| None),
    };
    use_arrival(props, &desk, &article);
    use_place_in_address(props, &article);
    use_painting(props, &desk, &article, &margin);
    use_keys(&desk, &article);
    let pointer = use_pointer(&desk);

    let blocks = props.analysis.paragraph_numbers().enumerate().map(|(index, paragraph)| {
        html! { <BlockView key={index} analysis={props.analysis.clone()} {index} {paragraph} /> }
    });
    // The facts stand under the head of the article, before its first paragraph or section.
    let head = props.analysis.reading.blocks.iter().take_while(|b| is_head(b.role)).count();
    let mut blocks: Vec<Html> = blocks.collect();
    let body = blocks.split_off(head);
    let series = props.shelf.series(props.analysis.index);
    let part = series.iter().flat_map(|s| &s.parts).position(|&i| i == props.analysis.index).map_or(0, |p| p + 1);
    let with_colour = {
        let desk = desk.clone();
        Callback::from(move |colour| _ = desk.annotate(colour, false))
    };
    let with_note = {
        let desk = desk.clone();
        Callback::from(move |()| _ = desk.annotate(desk.settings.colour, true))
    };
    let copy = {
        let desk = desk.clone();
        Callback::from(move |()| desk.copy())
    };
    let on_open = {
        let desk = desk.clone();
        Callback::from(move |open| desk.open.set(open))
    };
    let on_focus = {
        let desk = desk.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(element) = mark_element(&event) {
                rove(&element);
                desk.show_card(&element, true);
            }
        })
    };
    let (change, delete) = (props.notes.clone(), props.notes.clone());
    html! {
        <div class="desk">
            <article id={props.analysis.article.id.clone()} ref={article} lang="zh-Hans" onclick={pointer.onclick}
                ondblclick={pointer.ondblclick} onmousemove={pointer.onmousemove} onmouseover={pointer.onmouseover}
                onmouseout={pointer.onmouseout} onmouseleave={pointer.onmouseleave} onfocusin={on_focus}>
                <header class="head">
                    if let Some(series) = series {
                        <p class="series-line">
                            { series.title }
                            <span class="series-place">{ t!("article.part", number = part, of = series.parts.len()) }</span>
                        </p>
                    }
                    { for blocks }
                </header>
                <Facts analysis={props.analysis.clone()} read={props.read} />
                <div class="body">{ for body }</div>
                <After shelf={props.shelf.clone()} index={props.analysis.index} />
            </article>
            if let Some(card) = *desk.card {
                <Card shelf={props.shelf.clone()} analysis={props.analysis.clone()} mark={card.mark}
                    anchor={card.anchor} on_hover={pointer.on_card} on_go={props.on_go.clone()} />
            }
            if let Some(selected) = *desk.selected {
                <Toolbar anchor={selected.anchor} word={desk.selected_word().map(|w| AttrValue::from(word_class(&w)))}
                    on_colour={with_colour} on_note={with_note} on_copy={copy} />
            }
            <div class="margin-place" ref={margin}>
                <Margin notes={(*placed).clone()} open={(*desk.open).clone()} sheet={props.sheet} {on_open}
                    on_change={Callback::from(move |note| change.change(note))}
                    on_delete={Callback::from(move |id: String| delete.delete(&id))}
                    on_close={props.on_sheet.reform(|()| false)} />
            </div>
            if let Some(word) = *desk.here {
                <p class="word-here" aria-hidden="true">
                    <b lang="zh-Hans">{ props.analysis.slice(word.span) }</b>{ " " }{ word_class(&word) }
                </p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FactsProps {
    analysis: Rc<Analysis>,
    read: u8,
}

/// Characters a reader takes in per minute: the usual pace for Chinese news.
const PACE: usize = 350;

/// How long the article is and what is marked in it.
#[component]
fn Facts(props: &FactsProps) -> Html {
    use_language();
    let characters = props.analysis.article.character_count();
    let numbers = props.analysis.marks.iter().filter(|m| matches!(m, Mark::Number(_))).count();
    let programs = props.analysis.marks.len() - numbers;
    html! {
        <p class="facts">
            <span>{ t!("article.characters", count = characters) }</span>
            <span>{ t!("article.minutes", count = characters.div_ceil(PACE)) }</span>
            <span>{ t!("article.read", count = props.read) }</span>
            if numbers > 0 {
                <span class="fact number">{ t!("article.numbers", count = numbers) }</span>
            }
            if programs > 0 {
                <span class="fact program">{ t!("article.programs", count = programs) }</span>
            }
        </p>
    }
}

/// The words for a word's part of speech. Tags are written from the general to the particular, so a tag the
/// catalogue lacks is named by its first letter.
fn word_class(word: &Word) -> String {
    let tag = word.tag.as_str();
    let known = |tag: &str| {
        let key = format!("tag.{tag}");
        let text = t!(&key).into_owned();
        (!text.contains(&key)).then_some(text)
    };
    known(tag).or_else(|| known(&tag[..1])).unwrap_or_else(|| t!("tag.x").into_owned())
}

/// The article's notes with their places, orphans first and then in reading order.
#[hook]
fn use_placed(analysis: &Rc<Analysis>, notes: &Notes) -> Rc<Vec<Placed>> {
    let (analysis, notes) = (analysis.clone(), notes.clone());
    let revision = notes.revision();
    use_memo((analysis.index, revision), move |_| {
        let notes = notes.of_article(&analysis.article.id);
        if notes.is_empty() {
            return Vec::new();
        }
        let anchorer = Anchorer::new(&analysis.reading.text);
        let mut placed: Vec<Placed> = notes
            .into_iter()
            .map(|note| {
                let span = match anchorer.anchor(&note.selectors) {
                    Anchoring::Found(span) => Some(span),
                    Anchoring::Orphan { .. } => None,
                };
                Placed { note, span }
            })
            .collect();
        placed.sort_by_key(|p| p.span);
        placed
    })
}

/// Brings the reader to the place asked for, when an article comes onto the screen or a place is asked for.
#[hook]
fn use_arrival(props: &ReaderProps, desk: &Desk, article: &NodeRef) {
    {
        let (desk, article) = (desk.clone(), article.clone());
        use_effect_with(props.analysis.clone(), move |analysis| {
            let places = article
                .cast::<Element>()
                .map(|root| Places::new(&root, &analysis.block_spans(), analysis.offsets.clone()));
            desk.places.replace(places);
            desk.card.set(None);
            desk.selected.set(None);
            desk.open.set(None);
            desk.here.set(None);
            // The text is painted with its marks in it: they are elements of the same tree.
            dom::after_paint(|| {
                dom::mark_moment("meipi-text");
                dom::mark_moment("meipi-marks");
            });
        });
    }
    let first = use_mut_ref(|| true);
    {
        let article = article.clone();
        use_effect_with(props.address.clone(), move |address| {
            let paragraph = address.paragraph.and_then(|_| dom::by_id(&address.element_id()));
            let first = first.replace(false);
            match paragraph {
                Some(paragraph) => paragraph.scroll_into_view(),
                None if !first => dom::window().scroll_to_with_x_and_y(0.0, 0.0),
                None => {}
            }
            // A screen reader goes on from the new head; on opening the page the focus is the browser's.
            let title = article.cast::<Element>().and_then(|a| dom::all(&a, "h1").into_iter().next());
            if let Some(title) = title.filter(|_| !first) {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = title.focus_with_options(&options);
            }
        });
    }
    let desk = desk.clone();
    let index = props.analysis.index;
    use_effect_with((props.target, index), move |(target, index)| {
        let span = target.filter(|t| t.article == *index).map(|t| t.span);
        desk.with_places(|places| {
            paint::target(places, span);
            let range = places.range(span?)?;
            desk.card.set(None);
            let rect = range.get_bounding_client_rect();
            let height = dom::window().inner_height().ok()?.as_f64()?;
            dom::window().scroll_by_with_x_and_y(0.0, rect.top() - height / 3.0);
            Some(())
        });
    });
}

/// The height of the bar over the text, CSS pixels: a paragraph under it is not being read any more.
const BAR: f64 = 64.0;

/// Writes the paragraph being read into the address, so that a reload or a link comes back to it, and takes
/// down how far the reader has come.
#[hook]
fn use_place_in_address(props: &ReaderProps, article: &NodeRef) {
    let timer = use_mut_ref(|| None::<Timeout>);
    let take_down = {
        let (analysis, on_read, article) = (props.analysis.clone(), props.on_read.clone(), article.clone());
        move || {
            let body = article.cast::<Element>().map(|root| dom::all(&root, ".body")).and_then(|b| b.into_iter().next());
            let Some(body) = body else { return };
            let rect = body.get_bounding_client_rect();
            let window = dom::window();
            let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or_default();
            let seen = (height - rect.top()) / rect.height().max(1.0);
            on_read.emit((seen * 100.0).clamp(0.0, 100.0) as u8);
            let top = window.scroll_y().unwrap_or(0.0) < 4.0;
            let mut paragraphs = dom::all(&body, "[id]").into_iter();
            let paragraph = paragraphs.find(|p| p.get_bounding_client_rect().bottom() > BAR).filter(|_| !top);
            let address = paragraph.and_then(|p| Address::parse(&p.id()));
            history::note_place(&address.unwrap_or_else(|| Address::article(&analysis.article.id)));
        }
    };
    use_window_event("scroll", move |_| {
        timer.replace(Some(Timeout::new(250, take_down.clone())));
    });
}

/// Paints the notes and words and lays the margin out, anew whenever they or the space change.
#[hook]
fn use_painting(props: &ReaderProps, desk: &Desk, article: &NodeRef, margin: &NodeRef) {
    {
        let desk = desk.clone();
        use_effect_with((props.analysis.clone(), props.settings.boundaries), move |(analysis, shown)| {
            desk.with_places(|places| {
                paint::boundaries(places, analysis, *shown);
                Some(())
            });
        });
    }
    let (desk, article, margin) = (desk.clone(), article.clone(), margin.clone());
    let open = desk.open.as_ref().map(|o| o.id.clone());
    use_effect_with((desk.placed.clone(), open, props.analysis.index, props.settings), move |(placed, open, ..)| {
        let (placed, open) = (placed.clone(), open.clone());
        desk.with_places(|places| {
            paint::notes(places, &placed, open.as_deref());
            Some(())
        });
        let places = desk.places.clone();
        let lay_out = {
            let margin = margin.clone();
            move || {
                if let (Some(margin), Some(places)) = (margin.cast::<HtmlElement>(), places.borrow().as_ref()) {
                    margin::lay_out(&margin, places, &placed, open.as_deref());
                }
            }
        };
        lay_out();
        let again = Closure::<dyn Fn()>::new(lay_out);
        let observer = ResizeObserver::new(again.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let cards = margin.cast::<Element>().map(|m| dom::all(&m, "[data-note]")).unwrap_or_default();
            for element in cards.into_iter().chain(article.cast()) {
                observer.observe(&element);
            }
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(again);
        }
    });
}

/// Carries out the keys that concern the text.
#[hook]
fn use_keys(desk: &Desk, article: &NodeRef) {
    let (desk, article) = (desk.clone(), article.clone());
    use_commands(desk.settings.keys, move |command| match command {
        Command::NextMark => go_to_mark(&article, 1),
        Command::PreviousMark => go_to_mark(&article, -1),
        Command::Note => desk.annotate(desk.settings.colour, true),
        Command::Colour(colour) => desk.annotate(colour, false),
        Command::Boundaries => {
            let settings = desk.settings;
            desk.on_settings.emit(Settings { boundaries: !settings.boundaries, ..settings });
            true
        }
        Command::Close => desk.close(),
        _ => false,
    });
}

/// Focuses the mark after or before the focused one; with none focused, the first one on the screen.
fn go_to_mark(article: &NodeRef, step: isize) -> bool {
    let Some(root) = article.cast::<Element>() else {
        return false;
    };
    let marks = dom::all(&root, "[data-mark]");
    let focused = dom::document().active_element().and_then(|e| mark_of(&e));
    let index = match focused {
        Some(index) => marks.iter().position(|m| mark_of(m) == Some(index)).and_then(|i| i.checked_add_signed(step)),
        None => marks.iter().position(|m| m.get_bounding_client_rect().top() > BAR),
    };
    let mark = index.and_then(|i| marks.get(i));
    mark.is_some_and(|mark| mark.focus().is_ok())
}

/// Makes a mark the one that Tab comes back to.
fn rove(mark: &HtmlElement) {
    if let Ok(Some(article)) = mark.closest("article") {
        for other in dom::all(&article, "[data-mark][tabindex='0']") {
            other.set_tab_index(-1);
        }
    }
    mark.set_tab_index(0);
}

/// Whether a block belongs to the head of an article.
fn is_head(role: Role) -> bool {
    matches!(role, Role::Kicker | Role::Title | Role::Subtitle | Role::Dateline | Role::Byline)
}
