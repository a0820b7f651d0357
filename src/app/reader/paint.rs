//! What is painted over the text: the reader's notes, the words, the place just jumped to; and the notes' places
//! beside it, which follow from the same spans.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, Range, ResizeObserver};
use yew::prelude::*;

use super::ReaderProps;
use super::arrival::TEXT_TOP;
use super::desk::Desk;
use crate::app::library::Analysis;
use crate::app::margin::{self, Open, Placed};
use crate::app::root::NARROW;
use crate::app::settings::Settings;
use crate::browser::dom;
use crate::browser::highlights::{self, Bucket};
use crate::browser::places::Places;
use crate::notes::Colour;
use crate::text::{Span, covered_twice};
use crate::words::WordClass;

/// Paints the notes, the open one on top.
pub fn notes(places: &Places, notes: &[Placed], active: Option<&str>) {
    let ranges = |of: &dyn Fn(&Placed) -> bool| -> Vec<Range> {
        let spans = notes.iter().filter(|p| of(p)).filter_map(|p| p.span);
        spans.filter_map(|span| places.range(span)).collect()
    };
    for colour in Colour::ALL {
        highlights::draw(Bucket::Note(colour.name()), &ranges(&|p| p.note.colour == colour));
    }
    let spans: Vec<Span> = notes.iter().filter_map(|p| p.span).collect();
    let shared: Vec<Range> = covered_twice(&spans).into_iter().filter_map(|s| places.range(s)).collect();
    highlights::draw(Bucket::Overlap, &shared);
    highlights::draw(Bucket::Active, &ranges(&|p| active == Some(p.note.id.as_str())));
}

/// Paints every second word, so that each boundary is an edge of colour and no character moves.
pub fn boundaries(places: &Places, analysis: &Analysis, shown: bool) {
    let words = analysis.words.iter().filter(|_| shown).step_by(2);
    let ranges: Vec<Range> = words.filter_map(|w| places.range(w.span)).collect();
    highlights::draw(Bucket::Word, &ranges);
}

/// Paints the words in the colours of their classes.
pub fn classes(places: &Places, analysis: &Analysis, shown: bool) {
    for class in WordClass::ALL {
        let words = analysis.words.iter().filter(|w| shown && w.tag.class() == Some(class));
        let ranges: Vec<Range> = words.filter_map(|w| places.range(w.span)).collect();
        highlights::draw(Bucket::Class(class.name()), &ranges);
    }
}

/// Paints the word under the pointer or caret.
pub fn here(places: &Places, word: Option<Span>) {
    let range = word.and_then(|span| places.range(span));
    highlights::draw(Bucket::Here, range.as_slice());
}

/// Paints the place just jumped to.
pub fn target(places: &Places, span: Option<Span>) {
    let range = span.and_then(|span| places.range(span));
    highlights::draw(Bucket::Target, range.as_slice());
}

/// Paints the notes and words and lays the margin out, anew whenever they or the space change.
#[hook]
pub fn use_painting(props: &ReaderProps, desk: &Desk, article: &NodeRef, margin: &NodeRef) {
    {
        let desk = desk.clone();
        let Settings { boundaries: bounded, classes: coloured, .. } = props.settings;
        use_effect_with((props.analysis.clone(), bounded, coloured), move |(analysis, bounded, coloured)| {
            desk.with_places(|places| {
                boundaries(places, analysis, *bounded);
                classes(places, analysis, *coloured);
                Some(())
            });
        });
    }
    {
        // A note opened from the margin or the sheet brings its passage onto the screen.
        let (desk_open, desk) = (desk.open.clone(), desk.clone());
        let bring = move |open: &Option<Open>| {
            let open = open.as_ref()?;
            let span = desk.placed.iter().find(|p| p.note.id == open.id)?.span?;
            desk.with_places(|places| {
                let rect = places.range(span)?.get_bounding_client_rect();
                let height = dom::window().inner_height().ok()?.as_f64()?;
                // The sheet takes the lower part of a narrow screen.
                let end = if dom::media(NARROW) { height / 3.0 } else { height };
                if rect.top() < TEXT_TOP || rect.top() > end {
                    dom::window().scroll_by_with_x_and_y(0.0, rect.top() - (height / 5.0).max(TEXT_TOP));
                }
                Some(())
            })
        };
        use_effect_with((*desk_open).clone(), move |open| _ = bring(open));
    }
    let (desk, article, margin) = (desk.clone(), article.clone(), margin.clone());
    let open = desk.open.as_ref().map(|o| o.id.clone());
    use_effect_with((desk.placed.clone(), open, props.analysis.index, props.settings), move |(placed, open, ..)| {
        let (placed, open) = (placed.clone(), open.clone());
        desk.with_places(|places| {
            notes(places, &placed, open.as_deref());
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
