//! The whole page: bars, contents, the open article or page, dialogs; and the state that they share.

use std::cell::RefCell;
use std::rc::Rc;

use crate::app::wording::t;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::bar::Bar;
use super::colours::{ColourNames, use_kept_colour_names};
use super::contents::Contents;
use super::fixes::Fixes;
use super::hooks::{use_commands, use_window_event};
use super::notebook::{Notes, use_notes};
use super::notes_page::{self, View};
use super::notices::Notices;
use super::parts::{self, Later};
use super::progress::use_progress;
use super::reader::Reader;
use super::settings::{Language, Settings};
use super::shortcuts::Command;
use super::shown::Shown;
use super::steps::History;
use super::tryout::{self, Draft};
use super::workbook::{unsaved, use_workbook};
use crate::address::Address;
use crate::browser::{clock, dom, history};
use crate::library::{Mention, Shelf};

/// Properties of [`Root`].
#[derive(Properties, PartialEq)]
pub struct RootProps {
    /// The settings in force when the page opens.
    pub settings: Settings,
    /// All articles, as they are printed.
    pub shelf: Shelf,
}

/// What lies over the page or, on a narrow screen, slides in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// The table of contents.
    Contents,
    /// The notes of the article.
    Notes,
    /// The raw page.
    Source,
    /// The settings.
    Settings,
    /// The list of shortcuts.
    Help,
    /// Taking notes out.
    Export,
    /// Taking notes in.
    Import,
    /// Printing.
    Print,
}

/// A place that the reader jumped to.
#[derive(Debug, Clone, PartialEq)]
enum Target {
    Mention(Mention),
    Note(AskedNote),
}

/// A note that the reader wants to see in its text.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedNote {
    /// The note's id.
    pub id: AttrValue,
    /// Its article, by its place among all.
    pub article: usize,
    /// The place in it; none for an orphan.
    pub place: Option<usize>,
    /// Whether the reader wants to write, as a key says and a touch does not.
    pub write: bool,
}

/// See the module.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let work = use_workbook();
    let fixes = Fixes::new(&work);
    let history = History::new(&work);
    let shelf = use_corrected_shelf(&props.shelf, &fixes);
    let settings = use_state_eq(|| props.settings);
    let colours = use_kept_colour_names();
    let layer = use_state_eq(|| None::<Layer>);
    let prints = use_state_eq(|| 0u32);
    let target = use_state_eq(|| None::<Target>);
    let address = use_state_eq(history::current);
    let notes = use_notes(&work, &shelf);
    let progress = use_progress();
    // Set while a jump changes the address: any other change leaves the place behind that was jumped to.
    let jumping = use_mut_ref(|| false);
    {
        let (address, target, jumping) = (address.clone(), target.clone(), jumping.clone());
        use_window_event("hashchange", move |_| {
            if !jumping.replace(false) {
                target.set(None);
            }
            address.set(history::current());
        });
    }
    let shown = Shown::of(address.as_ref(), &shelf);
    let index = use_article(&shelf, shown);
    let draft = (*use_memo((), |()| Draft::default())).clone();
    let view = (*use_memo((), |()| View::default())).clone();
    {
        // What slides over an article goes when the page that it led to comes.
        let layer = layer.clone();
        use_effect_with(shown.page_id(), move |page| {
            if page.is_some() && matches!(*layer, Some(Layer::Contents | Layer::Notes | Layer::Source)) {
                layer.set(None);
            }
        });
    }
    let ready = use_reading_ahead(&shelf, index);
    use_title(&shelf, shown, index, settings.language);

    let on_settings = {
        let settings = settings.clone();
        Callback::from(move |new: Settings| {
            new.apply();
            new.save();
            settings.set(new);
        })
    };
    let jump = {
        let (shelf, target) = (shelf.clone(), target.clone());
        Callback::from(move |(to, article, place): (Target, usize, Option<usize>)| {
            target.set(Some(to));
            let head = || Address::article(&shelf.articles()[article].id);
            let place = place.map_or_else(head, |position| shelf.analysis(article).address_of(position));
            jumping.replace(history::current().as_ref() != Some(&place));
            history::go(&place);
        })
    };
    let on_go = jump.reform(|to: Mention| (Target::Mention(to), to.article, Some(to.span.start)));
    let on_note = jump.reform(|to: AskedNote| (Target::Note(to.clone()), to.article, to.place));
    let show = |wanted: Option<Layer>| {
        let layer = layer.clone();
        Callback::from(move |()| layer.set(wanted))
    };
    let toggle = {
        let layer = layer.clone();
        move |wanted: Layer| layer.set((*layer != Some(wanted)).then_some(wanted))
    };
    let step = {
        let shelf = shelf.clone();
        move |step: isize| {
            // From a page beside the articles any step goes back to the one that was open.
            let next = index.and_then(|i| if shown.is_page() { Some(i) } else { shelf.neighbour(i, step) });
            if let Some(next) = next {
                history::go(&Address::article(&shelf.articles()[next].id));
            }
        }
    };
    {
        let (toggle, layer, step, history) = (toggle.clone(), layer.clone(), step.clone(), history.clone());
        let (settings, on_settings) = (*settings, on_settings.clone());
        use_commands(settings.keys, move |command| {
            match command {
                Command::Notes | Command::Source if shown.is_page() => return false,
                Command::Try => history::go(&Address::article(tryout::ID)),
                Command::AllNotes => history::go(&Address::article(notes_page::ID)),
                Command::Clean => on_settings.emit(Settings { clean: !settings.clean, ..settings }),
                Command::NextArticle => step(1),
                Command::PreviousArticle => step(-1),
                // Where contents or margin are always there, the key takes the focus to them.
                Command::Contents if !dom::media(DRAWER) => dom::focus_first(".contents [aria-current]"),
                Command::Contents => toggle(Layer::Contents),
                Command::Notes if !dom::media(NARROW) => dom::focus_first(".margin .note button"),
                Command::Notes => toggle(Layer::Notes),
                Command::Source => toggle(Layer::Source),
                Command::Settings => toggle(Layer::Settings),
                Command::Undo => history.undo(),
                Command::Redo => history.redo(),
                Command::Help => toggle(Layer::Help),
                Command::Close if layer.is_some() => layer.set(None),
                _ => return false,
            }
            true
        });
    }

    let Some(index) = index else {
        return html! { <main class="hint">{ t!("article.none") }</main> };
    };
    let analysis = shelf.analysis(index);
    let reading = (!shown.is_page()).then_some(index);
    let here = address.as_ref().filter(|_| shown.article().is_some()).cloned();
    let here = here.unwrap_or_else(|| Address::article(&analysis.article.id));
    let with_source = *layer == Some(Layer::Source) && reading.is_some();
    let on_read = {
        let (progress, id) = (progress.clone(), analysis.article.id.clone());
        Callback::from(move |hundredths| progress.reach(&id, hundredths))
    };
    let open = {
        let layer = layer.clone();
        Callback::from(move |wanted: Layer| layer.set(Some(wanted)))
    };
    let on_print = {
        let (layer, prints) = (layer.clone(), prints.clone());
        Callback::from(move |()| {
            layer.set(None);
            prints.set(*prints + 1);
        })
    };
    let main = match shown {
        Shown::Try => html! {
            <Later<parts::Tryout> {draft} shelf={shelf.clone()} fixes={fixes.clone()} settings={*settings}
                on_settings={on_settings.clone()} {on_go} />
        },
        Shown::Notes => {
            html! { <Later<parts::NotesPage> view={view.clone()} shelf={shelf.clone()} notes={notes.clone()} keys={settings.keys} {on_note} on_layer={open.clone()} /> }
        }
        Shown::Article(_) | Shown::Nothing | Shown::Unknown => {
            let (mention, note) = match &*target {
                Some(Target::Mention(mention)) => (Some(*mention), None),
                Some(Target::Note(note)) => (None, Some(note.clone()).filter(|note| note.article == index)),
                None => (None, None),
            };
            html! {
                <Reader shelf={shelf.clone()} analysis={analysis.clone()} address={here} target={mention} {note}
                    notes={notes.clone()} fixes={fixes.clone()} settings={*settings} on_settings={on_settings.clone()}
                    {on_go} {on_read} prints={*prints} sheet={*layer == Some(Layer::Notes)} on_sheet={layer_switch(&layer, Layer::Notes)} />
            }
        }
    };
    html! {
        <ContextProvider<Language> context={settings.language}>
        <ContextProvider<Notes> context={notes.clone()}>
        <ContextProvider<History> context={history.clone()}>
        <ContextProvider<ColourNames> context={colours}>
            <a class="skip" href={format!("#{}", shown.page_id().unwrap_or(&analysis.article.id))}>{ t!("nav.skip") }</a>
            <Contents shelf={shelf.clone()} {shown} current={reading} notes={notes.counts()} {ready}
                progress={progress.clone()} drawer={*layer == Some(Layer::Contents)} on_close={show(None)} />
            <div class={classes!("page", with_source.then_some("with-source"))}>
                <Bar shelf={shelf.clone()} article={reading} read={progress.of(&analysis.article.id)}
                    notes={notes.count(index)} layer={*layer} unsaved={unsaved()} settings={*settings}
                    on_layer={Callback::from(toggle)} on_settings={on_settings.clone()} />
                <Notices notes={notes.clone()} history={history.clone()} missing={shown == Shown::Unknown} />
                <main>{ main }</main>
            </div>
            if matches!(*layer, Some(Layer::Contents | Layer::Notes)) {
                <div class="veil" onclick={show(None).reform(|_| ())}></div>
            }
            if with_source {
                <Later<parts::Source> analysis={analysis.clone()} on_close={show(None)} />
            }
            if *layer == Some(Layer::Settings) {
                <Later<parts::Settings> settings={*settings} notes={notes.clone()} {fixes} on_layer={open} on_change={on_settings.clone()}
                    on_close={show(None)} />
            }
            if *layer == Some(Layer::Export) {
                <Later<parts::Export> shelf={shelf.clone()} notes={notes.clone()} article={index} {view} on_close={show(None)} />
            }
            if *layer == Some(Layer::Import) {
                <Later<parts::Import> {shelf} {notes} on_close={show(None)} />
            }
            if *layer == Some(Layer::Print) {
                <Later<parts::Print> settings={*settings} title={analysis.article.title_or_first_words()} on_change={on_settings}
                    {on_print} on_close={show(None)} />
            }
            if *layer == Some(Layer::Help) {
                <Later<parts::Help> on_close={show(None)} />
            }
        </ContextProvider<ColourNames>>
        </ContextProvider<History>>
        </ContextProvider<Notes>>
        </ContextProvider<Language>>
    }
}

/// The open article, by its place among all: the one that the address shows, and on a page beside the articles the one
/// that was open before.
#[hook]
fn use_article(shelf: &Shelf, shown: Shown) -> Option<usize> {
    let last = use_mut_ref(|| None);
    let before = last.borrow().filter(|_| shown.is_page());
    let index = shown.article().or(before).or(shelf.first());
    last.replace(index);
    index
}

/// Names the window after what is shown, in the list of tabs as in the history.
#[hook]
fn use_title(shelf: &Shelf, shown: Shown, index: Option<usize>, language: Language) {
    let shelf = shelf.clone();
    use_effect_with((shown, index, language), move |&(shown, index, _)| {
        let name = match shown {
            Shown::Try => Some(t!("nav.try").into_owned()),
            Shown::Notes => Some(t!("nav.all_notes").into_owned()),
            Shown::Article(_) | Shown::Nothing | Shown::Unknown => {
                index.map(|i| shelf.articles()[i].title_or_first_words().to_owned())
            }
        };
        let title = name.map_or_else(|| t!("app.name").into_owned(), |a| format!("{a} · {}", t!("app.name")));
        dom::document().set_title(&title);
    });
}

/// The articles as the reader's corrections have them.
#[hook]
fn use_corrected_shelf(printed: &Shelf, fixes: &Fixes) -> Shelf {
    let last = use_mut_ref(|| printed.clone());
    let (revision, fixes) = (fixes.revision(), fixes.clone());
    let shelf = use_memo(revision, move |&revision| {
        let shelf = last.borrow().corrected(fixes.in_force(), revision);
        last.replace(shelf.clone());
        shelf
    });
    (*shelf).clone()
}

/// Opens a layer or closes it, for a part that decides by itself.
fn layer_switch(layer: &UseStateHandle<Option<Layer>>, of: Layer) -> Callback<bool> {
    let layer = layer.clone();
    Callback::from(move |on: bool| {
        // Only a narrow screen has the sheet; on a wide one the margin is always there.
        if on && dom::media(NARROW) {
            layer.set(Some(of));
        } else if *layer == Some(if on { Layer::Source } else { of }) {
            // On a wide screen the raw page stands where the notes are.
            layer.set(None);
        }
    })
}

/// Where the style sheet has no margin beside the text.
pub const NARROW: &str = "(max-width: 767px)";
/// Where the style sheet makes the contents a drawer.
pub const DRAWER: &str = "(max-width: 1199px)";

/// How long articles are worked out in one go, milliseconds: half a frame.
const SLICE: u64 = 8;

/// Works the articles out one after another once the first is on the screen, a little at a time, so that the contents
/// can tell what is in them and nothing waits. Says when all are done.
#[hook]
fn use_reading_ahead(shelf: &Shelf, first: Option<usize>) -> bool {
    let done = use_state_eq(|| false);
    // As the corrections have them by then.
    let latest = use_mut_ref(|| shelf.clone());
    latest.replace(shelf.clone());
    let tell = done.setter();
    use_effect_with((), move |()| {
        if first.is_some() {
            dom::after_paint(move || read_ahead(latest, 0, tell));
        }
    });
    *done
}

fn read_ahead(shelf: Rc<RefCell<Shelf>>, from: usize, done: UseStateSetter<bool>) {
    let now = shelf.borrow().clone();
    let end = clock::now() + SLICE;
    for index in from..now.articles().len() {
        if clock::now() >= end {
            Timeout::new(0, move || read_ahead(shelf, index, done)).forget();
            return;
        }
        now.analysis(index);
    }
    done.set(true);
}
