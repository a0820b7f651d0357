//! The notes beside the article: which of them are listed while the window is where it is, and where each stands.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::ReaderProps;
use super::desk::Desk;
use crate::app::hooks::use_window_event;
use crate::app::margin::{self, Entry, Lines, View};
use crate::app::root::NARROW;
use crate::browser::dom;

/// Lists the notes and lays them out, anew whenever they, the window or the space change.
#[hook]
pub fn use_beside(
    props: &ReaderProps,
    desk: &Desk,
    view: &UseStateHandle<View>,
    article: &NodeRef,
    margin: &NodeRef,
) -> Rc<Vec<Entry>> {
    let printing = use_state_eq(|| false);
    // Grows when the space changes.
    let space = use_state_eq(|| 0u32);
    use_printing(&printing);
    use_following(desk, view);
    let open = desk.open.as_ref().map(|open| open.id.clone());
    {
        // What is near the window is another part when the text is another or is set in another way; while it is
        // printed, all of it.
        let (desk, view, last) = (desk.clone(), view.clone(), use_mut_ref(|| None));
        let stamp = (props.analysis.stamp(), props.settings, *space, *printing);
        use_effect_with((stamp, view.near.clone()), move |(((index, _), .., printing), near)| {
            let same = last.replace(Some(*index)) == Some(*index);
            let known = if same { (*view).clone() } else { View::default() };
            let now = desk.with_places(|places| {
                let all = 0..places.blocks().len();
                let last = if *near == all || !same { 0..0 } else { near.clone() };
                Some(if *printing { all } else { margin::near(places, &last) })
            });
            view.set(View { near: now.unwrap_or_default(), ..known });
        });
    }
    // While it is drawn: the text it is read from stands already, and a list made afterwards would have to be drawn
    // again, after one that still has the places of other notes.
    let entries = {
        let (desk, article, margin) = (desk.clone(), article.cast::<HtmlElement>(), margin.cast::<HtmlElement>());
        let stamp = (props.analysis.stamp(), props.settings, *space);
        let asked = (desk.placed.clone(), open.clone(), (**view).clone(), props.sheet, *printing, stamp);
        use_memo(asked, move |(placed, open, view, sheet, printing, _)| {
            let open = open.as_deref();
            // Another article may still be there, for the last time.
            let article = article.filter(|article| article.id() == desk.analysis.article.id);
            let list = desk.with_places(|places| match (article?, margin?) {
                _ if *printing => Some(margin::all(placed)),
                _ if dom::media(NARROW) => sheet.then(|| margin::in_sheet(placed, places, open, view)),
                elements => Some(margin::beside((&elements.0, &elements.1), places, placed, open, view)),
            });
            list.unwrap_or_default()
        })
    };
    {
        let (desk, article, margin) = (desk.clone(), article.clone(), margin.clone());
        let lines = use_mut_ref(Lines::default);
        let asked = (desk.placed.clone(), entries.clone(), open.clone(), props.settings, *space);
        use_effect_with(asked, move |(placed, entries, open, ..)| {
            let (Some(article), Some(margin)) = (article.cast::<HtmlElement>(), margin.cast::<HtmlElement>()) else {
                return;
            };
            if dom::media(NARROW) {
                // A sheet scrolls by itself, and the open note is what it is there for.
                if let Some(card) = dom::all(&margin, ".note.open").first() {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    card.scroll_into_view_with_scroll_into_view_options(&options);
                }
                return;
            }
            desk.with_places(|places| {
                let lines = (&mut *lines.borrow_mut(), desk.analysis.stamp());
                margin::lay_out((&article, &margin), places, lines, placed, entries, open.as_deref());
                Some(())
            });
        });
    }
    use_space(&space, (props.analysis.stamp(), open), &entries, article, margin);
    entries
}

/// All notes are listed while the page is printed.
#[hook]
fn use_printing(printing: &UseStateHandle<bool>) {
    let (before, after) = (printing.clone(), printing.clone());
    use_window_event("beforeprint", move |_| before.set(true));
    use_window_event("afterprint", move |_| after.set(false));
}

/// Follows the window, at most once a frame.
#[hook]
fn use_following(desk: &Desk, view: &UseStateHandle<View>) {
    let frame = use_mut_ref(|| false);
    let (desk, view) = (desk.clone(), view.clone());
    use_window_event("scroll", move |_| {
        if frame.replace(true) {
            return;
        }
        let (desk, view, frame) = (desk.clone(), view.clone(), frame.clone());
        dom::next_frame(move || {
            frame.replace(false);
            if let Some(near) = desk.with_places(|places| Some(margin::near(places, &view.near))) {
                view.set(View { near, ..(*view).clone() });
            }
        });
    });
}

/// Says when the space changes: of the article, of the open note, which grows while it is written, and of notes whose
/// formatting is still to come.
#[hook]
fn use_space(
    space: &UseStateHandle<u32>,
    of: ((usize, u32), Option<String>),
    entries: &Rc<Vec<Entry>>,
    article: &NodeRef,
    margin: &NodeRef,
) {
    let count = use_mut_ref(|| 0u32);
    let (setter, margin, article) = (space.setter(), margin.clone(), article.clone());
    let again: Rc<dyn Fn()> = Rc::new(move || {
        let count = &mut *count.borrow_mut();
        *count += 1;
        setter.set(*count);
    });
    let inside = move |selector: &str| {
        let found = margin.cast::<Element>().map(|margin| dom::all(&margin, selector)).unwrap_or_default();
        found.into_iter().map(Element::from)
    };
    {
        let (again, inside) = (again.clone(), inside.clone());
        use_effect_with(of, move |_| watch(inside(".note.open").chain(article.cast()), again));
    }
    use_effect_with(entries.clone(), move |_| watch(inside(".note .written.raw"), again));
}

/// Tells when one of the elements has another size, and once at the beginning if there are any. What is given back
/// ends it.
fn watch(elements: impl Iterator<Item = Element>, tell: Rc<dyn Fn()>) -> impl FnOnce() {
    let tell = Closure::<dyn Fn()>::new(move || tell());
    let observer = ResizeObserver::new(tell.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        elements.for_each(|element| observer.observe(&element));
    }
    move || {
        if let Some(observer) = observer {
            observer.disconnect();
        }
        drop(tell);
    }
}
