//! Where the reader is in the text: coming to the place an address names, and taking down how far they have come.

use gloo::timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use super::desk::Desk;
use super::{ReaderProps, paint};
use crate::address::Address;
use crate::app::hooks::use_window_event;
use crate::app::margin::Open;
use crate::app::root::AskedNote;
use crate::app::settings::Settings;
use crate::browser::places::Places;
use crate::browser::{dom, history};

/// Where the text begins under the bar, CSS pixels from the top of the window: the style sheet's
/// `scroll-margin-top` and a little, so that a paragraph just jumped to is the one being read.
pub const TEXT_TOP: f64 = 84.0;

/// How long an article is on the screen before it counts as being read, milliseconds: longer than leafing through.
const STAY: u32 = 2500;

/// Brings the reader to the place asked for, when an article comes onto the screen or a place is asked for.
#[hook]
pub fn use_arrival(props: &ReaderProps, desk: &Desk, article: &NodeRef) {
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
            desk.point_at(None);
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
                // The page as it stood was at its place already; where it stands since is the reader's doing.
                Some(_) if first && dom::window().scroll_y().is_ok_and(|top| top > 0.0) => {}
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

/// Opens the note that the reader jumped to, beside its text.
#[hook]
pub fn use_asked_note(props: &ReaderProps, desk: &Desk) {
    let desk = desk.clone();
    use_effect_with(props.note.clone(), move |note| {
        if let Some(AskedNote { id, write, .. }) = note {
            if desk.settings.clean {
                desk.on_settings.emit(Settings { clean: false, ..desk.settings });
            }
            desk.open_note(Some(Open { id: id.to_string(), write: *write }));
        }
    });
}

/// Writes the paragraph being read into the address, so that a reload or a link comes back to it, and takes
/// down how far the reader has come.
#[hook]
pub fn use_reading_place(props: &ReaderProps, article: &NodeRef) {
    let timer = use_mut_ref(|| None::<Timeout>);
    let take_down = {
        let (analysis, on_read, article) = (props.analysis.clone(), props.on_read.clone(), article.clone());
        move || {
            // Another article may have come since the reader scrolled.
            let root = article.cast::<Element>().filter(|root| root.id() == analysis.article.id);
            // Or it has been asked for and is not here yet: its address stays.
            let root = root.filter(|root| history::current().is_none_or(|asked| asked.article == root.id()));
            let Some(body) = root.and_then(|root| dom::all(&root, ".body").into_iter().next()) else {
                return;
            };
            let rect = body.get_bounding_client_rect();
            let window = dom::window();
            let height = window.inner_height().ok().and_then(|h| h.as_f64()).unwrap_or_default();
            let seen = (height - rect.top()) / rect.height().max(1.0);
            on_read.emit((seen * 100.0).clamp(0.0, 100.0) as u8);
            let top = window.scroll_y().unwrap_or(0.0) < 4.0;
            let mut paragraphs = dom::all(&body, "[id]").into_iter();
            let paragraph = paragraphs.find(|p| p.get_bounding_client_rect().bottom() > TEXT_TOP).filter(|_| !top);
            let address = paragraph.and_then(|p| Address::parse(&p.id()));
            history::note_place(&address.unwrap_or_else(|| Address::article(&analysis.article.id)));
        }
    };
    {
        // A short article is on the screen as a whole and is never scrolled; who stays has read it.
        let (take_down, timer) = (take_down.clone(), timer.clone());
        use_effect_with(props.analysis.clone(), move |_| {
            timer.replace(Some(Timeout::new(STAY, take_down)));
        });
    }
    use_window_event("scroll", move |_| {
        timer.replace(Some(Timeout::new(250, take_down.clone())));
    });
}
