//! What is painted over the text: the reader's notes, the words, the place just jumped to.

use web_sys::Range;

use crate::app::library::Analysis;
use crate::app::margin::Placed;
use crate::browser::highlights::{self, Bucket};
use crate::browser::places::Places;
use crate::notes::Colour;
use crate::text::{Span, covered_twice};

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
