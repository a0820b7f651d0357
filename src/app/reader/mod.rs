//! The article on the screen, with everything that happens on its text: marks and their cards, selecting and
//! its toolbar, notes painted over the text and laid out beside it.

mod after;
mod aloud;
mod arrival;
mod beside;
pub(super) mod block;
pub(super) mod card;
mod caret;
mod correct;
pub(super) mod desk;
pub(super) mod explanation;
pub(super) mod floating;
mod handles;
pub(super) mod keys;
mod paint;
mod placing;
pub(super) mod pointer;
mod selecting;
mod toolbar;

use std::cell::Cell;
use std::rc::Rc;

use crate::app::wording::t;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use self::after::After;
use self::aloud::{Here, NotesHere, Said, Told, use_opening, use_told};
use self::arrival::{use_arrival, use_asked_note, use_reading_place};
use self::beside::use_beside;
use self::block::BlockView;
use self::card::Card;
use self::caret::use_caret;
use self::desk::{Desk, mark_of};
use self::handles::use_handles;
use self::keys::{key_on_mark, use_keys};
use self::paint::use_painting;
use self::placing::{Standing, use_placed};
use self::pointer::{mark_element, use_pointer};
use self::toolbar::{Alike, Toolbar};
use super::fixes::Fixes;
use super::hooks::{use_document_event, use_language, use_live};
use super::margin::{Act, Margin, View};
use super::notebook::Notes;
use super::printed::{Printed, use_printing};
use super::root::AskedNote;
use super::settings::Settings;
use crate::address::Address;
use crate::library::{Analysis, Mention, Shelf};
use crate::words::{Word, WordClass};

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
    /// A note just jumped to.
    pub note: Option<AskedNote>,
    /// The notebook.
    pub notes: Notes,
    /// The reader's corrections.
    pub fixes: Fixes,
    /// The settings in force.
    pub settings: Settings,
    /// Other settings were chosen.
    pub on_settings: Callback<Settings>,
    /// The reader wants to go to a mention.
    pub on_go: Callback<Mention>,
    /// The reader has come so far, in hundredths.
    pub on_read: Callback<u8>,
    /// Grows when the article is to be printed.
    pub prints: u32,
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
    let standing = use_placed(&props.shelf, &props.analysis, &props.notes);
    // While all marks are hidden the text is as if it had no notes.
    let nothing = use_memo((), |()| Standing::default());
    let (placed, lying) = if props.settings.clean { (*nothing).clone() } else { (*standing).clone() };
    let desk = Desk {
        shelf: props.shelf.clone(),
        analysis: props.analysis.clone(),
        places: use_mut_ref(|| None),
        placed: placed.clone(),
        lying: lying.clone(),
        notes: props.notes.clone(),
        fixes: props.fixes.clone(),
        settings: props.settings,
        on_settings: props.on_settings.clone(),
        on_sheet: props.on_sheet.clone(),
        selected: use_state_eq(|| None),
        card: use_state_eq(|| None),
        open: use_state_eq(|| None),
        here: use_live(|| None),
        lit: use_live(|| None),
        choosing: use_state_eq(|| None),
        said: use_live(String::new),
        caret: use_mut_ref(|| None),
        exact: (*use_memo((), |()| Rc::new(Cell::new(false)))).clone(),
        article: article.clone(),
        bar: use_node_ref(),
        ends: [use_node_ref(), use_node_ref()],
    };
    use_arrival(props, &desk, &article);
    use_reading_place(props, &article);
    let view = use_state_eq(View::default);
    let entries = use_beside(props, &desk, &view, &article, &margin);
    use_painting(props, &desk, view.near.clone());
    let on_act = use_acts(&desk, &view);
    use_asked_note(props, &desk);
    let printing = use_printing(props.prints);
    use_keys(&desk);
    use_caret(&desk);
    let pointer = use_pointer(&desk);
    let handles = use_handles(&desk);

    let told = use_told(&props.analysis, &placed, &lying);
    let on_told = use_opening(&desk);
    let series = props.shelf.series(props.analysis.index);
    let with_colour = {
        let desk = desk.clone();
        Callback::from(move |colour| _ = desk.annotate(colour, false))
    };
    let with_note = {
        let desk = desk.clone();
        Callback::from(move |()| _ = desk.annotate(desk.settings.colour, true))
    };
    let with_line = {
        let desk = desk.clone();
        Callback::from(move |line| desk.on_settings.emit(Settings { line, ..desk.settings }))
    };
    let everywhere = {
        let desk = desk.clone();
        Callback::from(move |in_all| desk.annotate_everywhere(in_all))
    };
    let alike = {
        let places = desk.alike();
        Alike { here: places.iter().filter(|p| p.article == props.analysis.index).count(), all: places.len() }
    };
    let copy = {
        let desk = desk.clone();
        Callback::from(move |()| desk.copy())
    };
    let on_correct = {
        let desk = desk.clone();
        Callback::from(move |correction| desk.correct(correction))
    };
    let on_focus = {
        let desk = desk.clone();
        Callback::from(move |event: FocusEvent| {
            // A pointer sets the caret by itself, and where it comes to.
            let by_keys = |element: &web_sys::Element| element.matches(":focus-visible").unwrap_or(false);
            if let Some(element) = mark_element(&event) {
                desk.show_card(&element, true);
                let mark = mark_of(&element).and_then(|mark| desk.analysis.marks.get(mark));
                if let Some(mark) = mark.filter(|_| by_keys(&element)) {
                    desk.show_caret(true);
                    desk.set_caret(mark.span().start);
                }
            } else if let Some(article) = desk.article.cast::<web_sys::Element>()
                && event.target().as_ref() == Some(&article)
                && by_keys(&article)
            {
                desk.enter_text();
            }
        })
    };
    let on_key = {
        let desk = desk.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(mark) = mark_element(&event) {
                key_on_mark(&desk, &event, &mark);
            }
        })
    };
    {
        // The card goes when the focus does.
        let desk = desk.clone();
        use_document_event("focusin", move |event| {
            let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            let near = target.is_some_and(|t| t.closest(".card, [data-mark]").ok().flatten().is_some());
            if !near && desk.card.is_some() {
                desk.card.set(None);
            }
        });
    }
    html! {
        <>
        <div class="desk">
            <article id={props.analysis.article.id.clone()} ref={article} lang="zh-Hans" tabindex="0"
                aria-label={props.analysis.article.title_or_first_words()} aria-describedby="caret-help" onclick={pointer.onclick}
                ondblclick={pointer.ondblclick} onmousemove={pointer.onmousemove} onmouseover={pointer.onmouseover}
                onmouseout={pointer.onmouseout} onmouseleave={pointer.onmouseleave} onfocusin={on_focus} onkeydown={on_key}>
                <header class="head">
                    if let Some(series) = series {
                        <p class="series-line">
                            { series.title }
                            <span class="series-place">{ t!("article.part", number = series.part(props.analysis.index), of = series.parts.len()) }</span>
                        </p>
                    }
                    if props.analysis.article.title.is_none() {
                        <h1 class="unseen" tabindex="-1">{ t!("contents.picture") }</h1>
                    }
                    <Blocks analysis={props.analysis.clone()} head={true} told={told.clone()} on_open={on_told.clone()} />
                </header>
                <Facts analysis={props.analysis.clone()} />
                if props.settings.classes {
                    <Legend />
                }
                <div class="body"><Blocks analysis={props.analysis.clone()} head={false} told={told.clone()} on_open={on_told.clone()} /></div>
                <After shelf={props.shelf.clone()} index={props.analysis.index} />
            </article>
            <div class="caret" ref={desk.bar.clone()} aria-hidden="true"></div>
            <p id="caret-help" hidden={true}>{ t!("article.caret") }</p>
            { handles }
            <Said said={desk.said.clone()} />
            if let Some(card) = desk.card.filter(|card| card.stamp == props.analysis.stamp()) {
                <Card shelf={props.shelf.clone()} analysis={props.analysis.clone()} mark={card.mark}
                    anchor={card.anchor} on_hover={pointer.on_card} on_go={props.on_go.clone()}
                    on_correct={on_correct.clone()} />
            }
            if let Some(selected) = desk.selected.filter(|selected| selected.stamp == props.analysis.stamp()) {
                <Toolbar anchor={selected.anchor} word={desk.selected_word().map(|w| AttrValue::from(word_class(&w)))}
                    on_colour={with_colour} line={props.settings.line} on_line={with_line} {alike}
                    on_everywhere={everywhere} on_note={with_note} on_copy={copy}
                    offers={desk.offers()} on_correct={on_correct.clone()} />
            }
            <div class="margin-place" ref={margin}>
                <Margin analysis={props.analysis.clone()} notes={placed.clone()} ready={props.notes.is_open()} {entries} open={(*desk.open).clone()}
                    lit={desk.lit.clone()} choosing={(*desk.choosing).clone()} sheet={props.sheet} {on_act} />
            </div>
            <Here analysis={props.analysis.clone()} word={desk.here.clone()} />
        </div>
        if printing {
            <Printed analysis={props.analysis.clone()} notes={placed} place={props.settings.print}
                clean={props.settings.clean} />
        }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FactsProps {
    analysis: Rc<Analysis>,
}

/// How long the article is and what is marked in it.
#[component]
fn Facts(props: &FactsProps) -> Html {
    use_language();
    let facts = props.analysis.facts();
    html! {
        <p class="facts">
            <span>{ t!("article.characters", count = facts.characters) }</span>
            <span>{ t!("article.minutes", count = facts.minutes) }</span>
            if facts.numbers > 0 {
                <span class="fact number">{ t!("article.numbers", count = facts.numbers) }</span>
            }
            if facts.programs > 0 {
                <span class="fact program">{ t!("article.programs", count = facts.programs) }</span>
            }
        </p>
    }
}

/// What the colours of the words mean.
#[component]
pub fn Legend() -> Html {
    use_language();
    let classes = WordClass::ALL.map(|class| {
        html! { <li class={classes!("class", class.name())}>{ t!(format!("class.{}", class.name())) }</li> }
    });
    html! { <ul class="legend" aria-label={t!("class.label").into_owned()}>{ for classes }</ul> }
}

/// The words for a word's part of speech. Tags are written from the general to the particular, so a tag the
/// catalogue lacks is named by its first letter.
fn word_class(word: &Word) -> String {
    tag_words(word.tag.as_str())
}

/// The words for a part of speech as jieba writes it.
pub fn tag_words(tag: &str) -> String {
    let known = |tag: &str| {
        let key = format!("tag.{tag}");
        let text = t!(&key).into_owned();
        (!text.contains(&key)).then_some(text)
    };
    known(tag).or_else(|| known(tag.get(..1)?)).unwrap_or_else(|| t!("tag.x").into_owned())
}

/// Turns what the reader does in the margin into calls of the desk. One callback for good: the cards are drawn again
/// only when they change.
#[hook]
fn use_acts(desk: &Desk, view: &UseStateHandle<View>) -> Callback<Act> {
    let now = use_mut_ref(|| None::<(Desk, UseStateHandle<View>)>);
    now.replace(Some((desk.clone(), view.clone())));
    use_callback((), move |act, ()| {
        let Some((desk, view)) = now.borrow().clone() else { return };
        match act {
            Act::Open(open) => desk.open.set(open),
            Act::Change(note, edit) => desk.notes.change(&note, |note| edit.apply(note)),
            Act::Delete(id) => {
                desk.open.set(None);
                desk.notes.delete(&id);
            }
            Act::Attach(id, span) => desk.attach(&id, span),
            Act::Choose(id) => desk.choosing.set(id),
            Act::Light(id) => desk.light(id),
            Act::Gather(of) => view.set(view.gathered(of)),
            Act::Close => desk.on_sheet.emit(false),
        }
    })
}

#[derive(Properties, PartialEq)]
struct BlocksProps {
    analysis: Rc<Analysis>,
    head: bool,
    told: Rc<Vec<Option<Told>>>,
    on_open: Callback<AttrValue>,
}

/// The blocks of the head, or all after it; the facts stand between the two. An article may have a thousand blocks, so
/// they are gone through only when another paragraph has notes, and the reader's notes change none of them.
#[component]
fn Blocks(props: &BlocksProps) -> Html {
    let analysis = &props.analysis;
    let head = analysis.head_len();
    let blocks = analysis.paragraph_numbers().enumerate().filter(|(index, _)| (*index < head) == props.head);
    let blocks = blocks.map(|(index, paragraph)| {
        // By article, so that no element of one article lives on in another with what the page did to it.
        let key = format!("{}.{index}", analysis.article.id);
        html! {
            <key={key}>
                <BlockView analysis={analysis.clone()} {index} {paragraph} />
                if let Some(told) = props.told.get(index).cloned().flatten() {
                    <NotesHere {told} on_open={props.on_open.clone()} />
                }
            </>
        }
    });
    blocks.collect()
}
