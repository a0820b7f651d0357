//! The words of a long text, painted over it: their borders and their classes, in the slices near the window only.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, Range};
use yew::prelude::*;

use super::state::{Outcome, Part};
use crate::browser::dom;
use crate::browser::highlights::{self, Bucket};
use crate::browser::places::Places;
use crate::text::Offsets;
use crate::words::WordClass;

/// How far beyond the window words are painted, so that scrolling does not show them coming.
const AHEAD: &str = "800px 0px";

/// What is to be painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Every second word, so that each border is an edge of colour.
    pub boundaries: bool,
    /// Each word in the colour of its class.
    pub classes: bool,
}

/// Paints what is wanted of a text that is done. `article` holds an element with the class `slice` for each part.
#[hook]
pub fn use_painting(outcome: Option<&Rc<Outcome>>, wanted: Wanted, article: &NodeRef) {
    let article = article.clone();
    use_effect_with((outcome.cloned(), wanted), move |(outcome, wanted)| {
        let something = wanted.boundaries || wanted.classes;
        let watched = outcome.as_ref().filter(|_| something).zip(article.cast::<Element>());
        let watch = watched.and_then(|(outcome, article)| Watch::new(&outcome.parts, *wanted, &article));
        move || {
            drop(watch);
            for bucket in buckets() {
                highlights::draw(bucket, &[]);
            }
        }
    });
}

/// All that is painted here.
fn buckets() -> impl Iterator<Item = Bucket> {
    [Bucket::Word].into_iter().chain(WordClass::ALL.map(|class| Bucket::Class(class.name())))
}

/// The ranges of one slice, by bucket.
type Painted = Vec<(Bucket, Range)>;

/// The slices, watched for coming near the window and going away from it.
struct Watch {
    observer: IntersectionObserver,
    _see: Closure<dyn Fn(Array)>,
}

impl Watch {
    fn new(parts: &[Part], wanted: Wanted, article: &Element) -> Option<Self> {
        let slices: Vec<(Element, Part)> =
            dom::all(article, ".slice").into_iter().map(Into::into).zip(parts.iter().cloned()).collect();
        let watched: Vec<Element> = slices.iter().map(|(element, _)| element.clone()).collect();
        let near = Rc::new(RefCell::new(BTreeMap::<usize, Painted>::new()));
        let see = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let mut near = near.borrow_mut();
            for entry in entries.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>) {
                let target = entry.target();
                let Some(index) = slices.iter().position(|(element, _)| *element == target) else { continue };
                if entry.is_intersecting() {
                    let (element, part) = &slices[index];
                    near.entry(index).or_insert_with(|| painted(element, part, wanted));
                } else {
                    near.remove(&index);
                }
            }
            for bucket in buckets() {
                let of_bucket = near.values().flatten().filter(|(painted, _)| *painted == bucket);
                let ranges: Vec<Range> = of_bucket.map(|(_, range)| range.clone()).collect();
                highlights::draw(bucket, &ranges);
            }
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

fn painted(element: &Element, part: &Part, wanted: Wanted) -> Painted {
    let places = Places::new(element, &part.blocks, Offsets::new(&part.text));
    let buckets = part.words.iter().enumerate().map(|(index, word)| {
        let class = word.tag.class().filter(|_| wanted.classes).map(|class| Bucket::Class(class.name()));
        let border = (wanted.boundaries && index % 2 == 0).then_some(Bucket::Word);
        (word.span, [class, border])
    });
    let painted = buckets.filter(|(_, buckets)| buckets.iter().any(Option::is_some));
    let ranges = painted.filter_map(|(span, buckets)| Some((places.range(span)?, buckets)));
    ranges
        .flat_map(|(range, buckets)| buckets.into_iter().flatten().map(move |bucket| (bucket, range.clone())))
        .collect()
}
