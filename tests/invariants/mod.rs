//! What holds for marks and words of any text whatever. The fuzz targets check the same.

use meipi::corrections::Corrections;
use meipi::marks::Mark;
use meipi::programs::catalogue;
use meipi::text::{Offsets, Span};
use meipi::words::{Segmenter, Word, word_at};

/// The marks of `text`, found sound: in order, apart, inside, with no sign in a number that no number has.
pub fn sound_marks(text: &str, corrections: &Corrections) -> Vec<Mark> {
    let marks = corrections.marks(text, catalogue());
    let map = Offsets::new(text);
    in_order(marks.iter().map(Mark::span), map.len());
    for mark in &marks {
        let shown = map.slice(text, mark.span());
        assert_eq!(shown.chars().count(), mark.span().len());
        if let Mark::Number(number) = mark {
            // A column may end inside a number.
            let strange =
                |c: char| c.is_control() && !matches!(c, '\n' | '\r') || ('\u{1F000}'..='\u{1FFFF}').contains(&c);
            assert!(!shown.contains(strange), "{shown:?} {number:?}");
        }
    }
    marks
}

/// The words of `text` around its marks, found sound: in order, apart, inside; every mark is one, and every
/// character but white space is in one.
pub fn sound_words(text: &str, marks: &[Mark], corrections: &Corrections, segmenter: &Segmenter) {
    let words = corrections.words(text, marks, segmenter);
    let length = text.chars().count();
    in_order(words.iter().map(|word| word.span), length);
    for mark in marks {
        assert_eq!(word_at(&words, mark.span().start).map(|word| word.span), Some(mark.span()));
    }
    covers(text, &words);
    let parted = segmenter.cut_parted(text, marks);
    in_order(parted.iter().map(|word| word.span), length);
    covers(text, &parted);
}

fn covers(text: &str, words: &[Word]) {
    let mut covered = vec![false; text.chars().count()];
    for word in words {
        covered[word.span.start..word.span.end].fill(true);
    }
    for (position, c) in text.chars().enumerate() {
        assert!(covered[position] || c.is_whitespace(), "{position}: {c:?} is in no word");
    }
}

fn in_order(spans: impl Iterator<Item = Span>, length: usize) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end, "{span:?} after {end}");
        end = span.end;
    }
    assert!(end <= length, "{end} in a text of {length}");
}
