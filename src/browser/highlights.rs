//! Draws on the text without touching it: the CSS Custom Highlight API, one `Highlight` a style bucket.
//!
//! One bucket with five thousand ranges is drawn in 5 ms, five thousand buckets in 1.6 s; so a bucket is
//! a style and never a note. A browser without the API draws nothing: the notes still stand in the margin, and
//! the page says so ([`can_draw`]).
//!
//! A bucket once known to the page stays known, empty or not: when one comes or goes, Chromium works out the styles of
//! all elements anew (30 ms on an article of 100,000 characters), while ranges come and go for nothing. Only the words'
//! go, which are switched on and off by hand and would cost every element a style.
//!
//! What is drawn on what is told by the order in which the page comes to know the buckets, which the standard has for
//! equals, and not by `Highlight.priority`: where three meet and the priorities do not follow that order, `WebKit`
//! (2.50) reads past the end of its own list, and the page is gone.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Range, StaticRange};

use super::dom::{document, root, window};

#[wasm_bindgen]
extern "C" {
    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &JsValue);

    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &JsValue) -> bool;

    #[wasm_bindgen(method)]
    fn clear(this: &Highlight);

    type Registry;

    #[wasm_bindgen(method)]
    fn set(this: &Registry, name: &str, highlight: &Highlight);

    #[wasm_bindgen(method)]
    fn delete(this: &Registry, name: &str) -> bool;

    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static REGISTRY: Option<Registry>;
}

/// Tells the style sheet when what stands inside a text inherits what is painted on it, as the standard has it. Then
/// the marks need no styles of their own for each bucket: on an article of 100,000 characters, hiding all marks restyles
/// it in 100 ms and not in 400. Chromium does so; Firefox 140 and `WebKit` 2.50 do not.
pub fn tell_inheritance() {
    if are_inherited().unwrap_or(false) {
        // Fails only for an attribute's name that is none.
        let _ = root().set_attribute("data-highlights", "inherited");
    }
}

fn are_inherited() -> Option<bool> {
    // As the style sheet has it for the outer of the two elements.
    const PAINTED: &str = "rgb(255, 0, 0)";
    let outer = document().create_element("div").ok()?;
    outer.set_class_name("highlight-probe");
    let inner = document().create_element("span").ok()?;
    outer.append_child(&inner).ok()?;
    document().body()?.append_child(&outer).ok()?;
    let style = window().get_computed_style_with_pseudo_elt(&inner, "::highlight(probe)");
    let colour = style.ok().flatten().and_then(|style| style.get_property_value("background-color").ok());
    outer.remove();
    Some(colour.as_deref() == Some(PAINTED))
}

/// The style buckets, lowest first: where two meet, the later one is drawn on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// Every second word, while word boundaries are shown.
    Word,
    /// The words of a class, by its name, while words are coloured.
    Class(&'static str),
    /// What the reader marked, by the names of the colour and of the line.
    Note(&'static str, &'static str),
    /// Where notes lie on one another, which inside one colour could not be seen.
    Overlap,
    /// The note that is open, or whose card is pointed at.
    Active,
    /// The word under the pointer or caret.
    Here,
    /// A place just jumped to.
    Target,
}

impl Bucket {
    fn name(self) -> String {
        match self {
            Self::Word => "word".to_owned(),
            Self::Class(class) => format!("class-{class}"),
            Self::Note(colour, line) => format!("note-{colour}-{line}"),
            Self::Overlap => "overlap".to_owned(),
            Self::Active => "active".to_owned(),
            Self::Here => "here".to_owned(),
            Self::Target => "target".to_owned(),
        }
    }

    /// Higher is drawn on top.
    fn rank(self) -> u8 {
        match self {
            Self::Word | Self::Class(_) => 0,
            Self::Note(..) => 1,
            Self::Overlap => 2,
            Self::Active => 3,
            Self::Here => 4,
            Self::Target => 5,
        }
    }
}

thread_local! {
    /// The buckets that the page knows, by rank: in the order in which it came to know them.
    static KNOWN: RefCell<Vec<(Bucket, Highlight)>> = RefCell::default();
}

/// Whether the browser can draw on a text at all: Chromium since 105, Firefox since 140, Safari since 17.2.
pub fn can_draw() -> bool {
    REGISTRY.with(Option::is_some)
}

/// Draws `ranges`, and nothing else, in a bucket.
pub fn draw(bucket: Bucket, ranges: &[Range]) {
    if ranges.is_empty() && matches!(bucket, Bucket::Word | Bucket::Class(_)) {
        forget(bucket);
        return;
    }
    with(bucket, |highlight| {
        highlight.clear();
        for range in ranges {
            highlight.add(range);
        }
    });
}

/// Makes buckets known to the page, all at one time.
pub fn prepare(buckets: impl IntoIterator<Item = Bucket>) {
    for bucket in buckets {
        with(bucket, |_| {});
    }
}

/// Draws one more piece in a bucket.
pub fn add(bucket: Bucket, piece: &StaticRange) {
    with(bucket, |highlight| highlight.add(piece));
}

/// Takes a piece away that was drawn in a bucket.
pub fn remove(bucket: Bucket, piece: &StaticRange) {
    with(bucket, |highlight| _ = highlight.delete(piece));
}

fn with(bucket: Bucket, act: impl FnOnce(&Highlight)) {
    REGISTRY.with(|registry| {
        let Some(registry) = registry else { return };
        KNOWN.with_borrow_mut(|known| {
            if let Some((_, highlight)) = known.iter().find(|(other, _)| *other == bucket) {
                return act(highlight);
            }
            let Ok(highlight) = Highlight::new() else { return };
            act(&highlight);
            let at = known.partition_point(|(other, _)| other.rank() <= bucket.rank());
            known.insert(at, (bucket, highlight));
            // Those above it are made known again, to come after it.
            for (bucket, highlight) in &known[at..] {
                registry.delete(&bucket.name());
                registry.set(&bucket.name(), highlight);
            }
        });
    });
}

fn forget(bucket: Bucket) {
    REGISTRY.with(|registry| {
        if let Some(registry) = registry {
            KNOWN.with_borrow_mut(|known| known.retain(|(other, _)| *other != bucket));
            registry.delete(&bucket.name());
        }
    });
}
