//! Corrections applied to texts: of the reader's own and of the corpus.

use super::{Correction, Corrections};
use crate::corpus::articles;
use crate::marks::Mark;
use crate::programs::{ProgramKind, catalogue};
use crate::text::{Offsets, Span};
use crate::words::{Segmenter, embedded};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(embedded);

/// Everything in a text: `〔…〕` around names, `|` between words.
fn show(text: &str, corrections: &Corrections) -> String {
    let marks = corrections.marks(text, catalogue());
    let names: Vec<Span> = marks.iter().filter(|m| matches!(m, Mark::Program(_))).map(Mark::span).collect();
    let map = Offsets::new(text);
    let word = |span| {
        let word = map.slice(text, span);
        if names.contains(&span) { format!("〔{word}〕") } else { word.to_owned() }
    };
    let words = corrections.words(text, &marks, &SEGMENTER);
    words.iter().map(|w| word(w.span)).collect::<Vec<_>>().join("|")
}

#[test]
fn names_and_words_together() {
    let program = |name: &str| Correction::Program { name: name.into(), kind: ProgramKind::Campaign };
    let join = |word: &str| Correction::Join { word: word.into() };
    let text = "推进“万人助万企”活动";
    let not = Correction::NotProgram { name: "万人助万企".into() };
    let split = Correction::Split { word: "万人助".into(), cuts: vec![2] };
    let ends = Correction::NameEnds { found: "万人助万企".into(), name: "助万企".into() };
    let cases = [
        (vec![], "推进|“|〔万人助万企〕|”|活动"),
        // Words inside what is no name any more are words like others.
        (vec![not.clone()], "推进|“|万人助|万企|”|活动"),
        (vec![not.clone(), split.clone()], "推进|“|万人|助|万企|”|活动"),
        (vec![split, join("助万企"), not], "推进|“|万人|助万企|”|活动"),
        // A name is a word whatever was said of words.
        (vec![join("推进“万人"), program("万人助万企")], "推进|“|〔万人助万企〕|”|活动"),
        (vec![join("万人助"), ends], "推进|“|万人|〔助万企〕|”|活动"),
    ];
    for (said, shown) in cases {
        assert_eq!(show(text, &Corrections::new(&said)), shown, "{said:?}");
    }
}

#[test]
fn nothing_said_changes_nothing() {
    let nothing = Corrections::default();
    for article in articles() {
        let text = article.reading().text;
        let marks = crate::marks::find(&text, catalogue());
        assert_eq!(nothing.marks(&text, catalogue()), marks);
        assert_eq!(nothing.words(&text, &marks, &SEGMENTER), SEGMENTER.cut_marked(&text, &marks));
    }
}

#[test]
fn every_name_of_the_corpus_can_be_taken_away() {
    for article in articles() {
        let text = article.reading().text;
        let map = Offsets::new(&text);
        let mut said: Vec<Correction> = Vec::new();
        // A name that goes may uncover one that stood behind it, so more than once.
        for _ in 0..10 {
            let marks = Corrections::new(&said).marks(&text, catalogue());
            let names = marks.iter().filter(|mark| matches!(mark, Mark::Program(_)));
            let more: Vec<Correction> =
                names.map(|mark| Correction::NotProgram { name: map.slice(&text, mark.span()).to_owned() }).collect();
            if more.is_empty() {
                break;
            }
            said.extend(more);
        }
        let left = Corrections::new(&said).marks(&text, catalogue());
        assert!(left.iter().all(|mark| matches!(mark, Mark::Number(_))), "{}", article.id);
    }
}
