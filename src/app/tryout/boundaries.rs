//! Word boundaries of a long text: every second word is painted, in the slices near the window only.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, Range};
use yew::prelude::*;

use super::state::Part;
use crate::browser::dom;
use crate::browser::highlights::{self, Bucket};
use crate::browser::places::Places;
use crate::text::Offsets;

/// How far beyond the window words are painted, so that scrolling does not show them coming.
const AHEAD: &str = "800px 0px";

/// Paints the boundaries while they are `shown`. `article` holds an element with the class `slice` for each part.
#[hook]
pub fn use_boundaries(parts: &[Part], shown: bool, article: &NodeRef) {
    let article = article.clone();
    let parts = parts.to_vec();
    use_effect_with((parts, shown), move |(parts, shown)| {
        let watch = article.cast::<Element>().filter(|_| *shown).and_then(|article| Watch::new(parts, &article));
        move || {
            drop(watch);
            highlights::draw(Bucket::Word, &[]);
        }
    });
}

/// The slices, watched for coming near the window and going away from it.
struct Watch {
    observer: IntersectionObserver,
    _see: Closure<dyn Fn(Array)>,
}

impl Watch {
    fn new(parts: &[Part], article: &Element) -> Option<Self> {
        let slices: Vec<(Element, Part)> =
            dom::all(article, ".slice").into_iter().map(Into::into).zip(parts.iter().cloned()).collect();
        let watched: Vec<Element> = slices.iter().map(|(element, _)| element.clone()).collect();
        let near = Rc::new(RefCell::new(BTreeMap::<usize, Vec<Range>>::new()));
        let see = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let mut near = near.borrow_mut();
            for entry in entries.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>) {
                let target = entry.target();
                let Some(index) = slices.iter().position(|(element, _)| *element == target) else { continue };
                if entry.is_intersecting() {
                    let (element, part) = &slices[index];
                    near.entry(index).or_insert_with(|| every_second_word(element, part));
                } else {
                    near.remove(&index);
                }
            }
            let ranges: Vec<Range> = near.values().flatten().cloned().collect();
            highlights::draw(Bucket::Word, &ranges);
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(AHEAD);
        let observer = IntersectionObserver::new_with_options(see.as_ref().unchecked_ref(), &options).ok()?;
        for element in &watched {
            observer.observe(element);
        }
        Some(Self { observer, _see: see })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn every_second_word(element: &Element, part: &Part) -> Vec<Range> {
    let places = Places::new(element, &part.blocks, Offsets::new(&part.text));
    part.words.iter().step_by(2).filter_map(|word| places.range(word.span)).collect()
}
