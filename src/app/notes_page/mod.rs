//! The page with the notes of all texts: to find some among many, to see each in its sentence and go there, and to
//! change several at once.
//!
//! | file | holds |
//! | --- | --- |
//! | `view` | what the reader is looking for |
//! | `entries` | the notes made ready to be found |
//! | `facets` | the choices that narrow down, with their figures |
//! | `list` | what is found, in groups; more of it as the reader scrolls |
//! | `row` | one note in its sentence |
//! | `several` | what can be done with the notes that are chosen |

mod entries;
mod facets;
mod list;
mod row;
mod several;
mod view;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::app::wording::t;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use self::entries::{Sentences, use_entries};
use self::facets::Facets;
use self::list::List;
use self::several::Several;
use super::hooks::{use_commands, use_language, use_window_event};
use super::notebook::Notes;
use super::root::{AskedNote, Layer};
use super::shortcuts::Command;
use crate::address::Address;
use crate::browser::dom;
use crate::library::Shelf;
use crate::notes::find::{Filter, Found, Order, find};

pub use self::view::View;

/// The page's name in the address. No article has it: their names end in `-` and digits.
pub const ID: &str = "notes";

/// The ids of the notes that are chosen.
type Chosen = Rc<BTreeSet<String>>;

/// Properties of [`NotesPage`].
#[derive(Clone, Properties, PartialEq)]
pub struct NotesPageProps {
    /// What the reader is looking for, so that it is still there after a look at an article.
    pub view: View,
    /// The articles.
    pub shelf: Shelf,
    /// The notebook.
    pub notes: Notes,
    /// Whether bare keys are shortcuts.
    pub keys: bool,
    /// A note is to be shown in its text.
    pub on_note: Callback<AskedNote>,
    /// A dialog is to be opened.
    pub on_layer: Callback<Layer>,
}

/// See the module.
#[component]
pub fn NotesPage(props: &NotesPageProps) -> Html {
    let language = use_language();
    let head = use_node_ref();
    let looking = use_state_eq(|| props.view.looking());
    let chosen = use_state_eq(Chosen::default);
    let sentences = (*use_memo((), |()| Sentences::new(&props.shelf))).clone();
    let entries = use_entries(&props.notes, &props.shelf);
    let found = use_found(&entries, &looking.filter, looking.order);
    props.view.keep(&looking, &found.0);
    use_standing_place(&props.view, &head);
    // What is no longer found is no longer chosen: nothing is changed that the reader does not see.
    let chosen_found = use_memo((found.clone(), (*chosen).clone()), |(found, chosen)| {
        let found = found.0.all().map(|entry| &entry.note).filter(|note| chosen.contains(&note.id));
        found.cloned().collect::<Vec<_>>()
    });
    {
        let (chosen, any) = (chosen.clone(), !chosen_found.is_empty());
        use_commands(props.keys, move |command| {
            let closes = command == Command::Close && any;
            if closes {
                chosen.set(Chosen::default());
            }
            closes
        });
    }

    let look = {
        let looking = looking.clone();
        move |filter: Filter| looking.set(looking.with(filter))
    };
    let on_query = {
        let (look, filter) = (look.clone(), looking.filter.clone());
        Callback::from(move |event: InputEvent| {
            let query = event.target_unchecked_into::<HtmlInputElement>().value();
            look(Filter { query, ..filter.clone() });
        })
    };
    let on_clear = {
        let look = look.clone();
        Callback::from(move |_: MouseEvent| {
            look(Filter::default());
            dom::focus_first(".notes-query input");
        })
    };
    let orders = Order::ALL.map(|order| {
        let (name, key) = match order {
            Order::Place => ("place", "list.by_place"),
            Order::Newest => ("newest", "list.by_newest"),
            Order::Oldest => ("oldest", "list.by_oldest"),
        };
        let looking = looking.clone();
        let checked = looking.order == order;
        let onchange = move |_| looking.set(looking.ordered(order));
        html! {
            <label>
                <input type="radio" name="order" value={name} {checked} {onchange} />
                <span>{ t!(key) }</span>
            </label>
        }
    });
    let all_chosen = found.0.len() == chosen_found.len();
    let choose_all = {
        let (chosen, found) = (chosen.clone(), found.clone());
        Callback::from(move |_: MouseEvent| {
            let all = found.0.all().map(|entry| entry.note.id.clone());
            chosen.set(if all_chosen { Chosen::default() } else { Rc::new(crate::order::collected(all)) });
        })
    };
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |id: String| {
            let mut ids = (**chosen).clone();
            if !ids.remove(&id) {
                ids.insert(id);
            }
            chosen.set(Rc::new(ids));
        })
    };
    let on_more = {
        let looking = looking.clone();
        Callback::from(move |()| looking.set(looking.longer()))
    };
    if entries.is_empty() {
        return html! {
            <div class="notes-page">
                { title(&head, &props.on_layer, false) }
                if props.notes.is_open() {
                    <NoNotes shelf={props.shelf.clone()} />
                }
            </div>
        };
    }
    html! {
        <div class="notes-page">
            { title(&head, &props.on_layer, true) }
            <div class="notes-query" role="search">
                <input type="search" value={looking.filter.query.clone()} oninput={on_query} autocomplete="off" spellcheck="false"
                    aria-label={t!("list.search").into_owned()} placeholder={t!("list.search").into_owned()} />
            </div>
            <Facets shelf={props.shelf.clone()} counts={Rc::new(found.0.counts.clone())} filter={looking.filter.clone()}
                on_filter={Callback::from(look)} />
            <div class="notes-found">
                <p class="notes-count" role="status">{ told(&found.0, entries.len(), &looking.filter) }</p>
                if !looking.filter.is_empty() {
                    <button class="tool" onclick={on_clear}>{ t!("list.clear") }</button>
                }
                if !found.0.is_empty() {
                    <button class="tool" onclick={choose_all}>
                        { if all_chosen { t!("list.choose_none") } else { t!("list.choose_all") } }
                    </button>
                }
                <fieldset class="notes-order">
                    <legend class="unseen">{ t!("list.order") }</legend>
                    <div class="segments">{ for orders }</div>
                </fieldset>
            </div>
            if found.0.is_empty() {
                <p class="notes-none">{ t!("list.none") }</p>
            } else {
                <List {sentences} shelf={props.shelf.clone()} found={found.clone()} order={looking.order}
                    rows={looking.rows} chosen={(*chosen).clone()} {language} {on_choose} {on_more}
                    on_note={props.on_note.clone()} />
            }
            if !chosen_found.is_empty() {
                <Several notes={props.notes.clone()} chosen={chosen_found}
                    on_done={Callback::from(move |()| chosen.set(Chosen::default()))} />
            }
        </div>
    }
}

fn title(head: &NodeRef, on_layer: &Callback<Layer>, any: bool) -> Html {
    html! {
        <header class="notes-head">
            <h1 id={ID} ref={head} tabindex="-1">{ t!("list.title") }</h1>
            if any {
                <button class="button" onclick={on_layer.reform(|_| Layer::Export)}>{ t!("export.open") }</button>
            }
            <button class="button" onclick={on_layer.reform(|_| Layer::Import)}>{ t!("import.open") }</button>
        </header>
    }
}

/// What is found as a property of components: it is worked out once for each thing looked for.
#[derive(Clone)]
pub struct FoundNotes(Rc<Found>);

impl PartialEq for FoundNotes {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[hook]
fn use_found(entries: &entries::Entries, filter: &Filter, order: Order) -> FoundNotes {
    let found = use_memo((entries.clone(), filter.clone(), order), |(entries, filter, order)| {
        FoundNotes(Rc::new(find(entries, filter, *order)))
    });
    (*found).clone()
}

/// How many there are, in words.
fn told(found: &Found, all: usize, filter: &Filter) -> String {
    if filter.is_empty() {
        t!("list.count", count = all).into_owned()
    } else {
        t!("list.found", count = found.len(), all = all).into_owned()
    }
}

/// Comes to the head of the page, or back to where the reader was on it.
#[hook]
fn use_standing_place(view: &View, head: &NodeRef) {
    {
        let view = view.clone();
        use_window_event("scroll", move |_| view.leave(dom::window().scroll_y().unwrap_or(0.0)));
    }
    let (view, head) = (view.clone(), head.clone());
    use_effect_with((), move |()| {
        if let Some(head) = head.cast::<HtmlElement>() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = head.focus_with_options(&options);
        }
        let top = view.top();
        dom::next_frame(move || dom::window().scroll_to_with_x_and_y(0.0, top));
    });
}

#[derive(Properties, PartialEq)]
struct NoNotesProps {
    shelf: Shelf,
}

/// What a reader sees who has not written anything yet.
#[component]
fn NoNotes(props: &NoNotesProps) -> Html {
    let first = props.shelf.first().map(|index| &props.shelf.articles()[index]);
    html! {
        <div class="notes-none">
            <p>{ t!("list.empty") }</p>
            if let Some(first) = first {
                <p><a href={Address::article(&first.id).to_string()}>
                    { t!("list.begin", title = first.title_or_first_words()) }
                </a></p>
            }
        </div>
    }
}
