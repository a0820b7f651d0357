//! All places of the same words.

use super::Word;
use crate::text::{Offsets, Span};

/// The places of `wanted` in a text, in order, none over another. With `whole`, only where it begins and ends at
/// borders of words: 中 is then not found in 中国.
pub fn places_of(wanted: &str, whole: bool, text: &str, offsets: &Offsets, words: &[Word]) -> Vec<Span> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let starts = |at: usize| words.binary_search_by_key(&at, |word| word.span.start).is_ok();
    let ends = |at: usize| words.binary_search_by_key(&at, |word| word.span.end).is_ok();
    let found = text.match_indices(wanted);
    let spans = found.map(|(byte, _)| Span::new(offsets.at_byte(byte), offsets.at_byte(byte + wanted.len())));
    spans.filter(|span| !whole || (starts(span.start) && ends(span.end))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Tag;

    fn words(borders: &[usize]) -> Vec<Word> {
        let spans = borders.windows(2).map(|pair| Span::new(pair[0], pair[1]));
        spans.map(|span| Word { span, tag: Tag::new("n") }).collect()
    }

    #[test]
    fn places_stand_at_borders_of_words_when_the_selection_did() {
        // (text, borders of its words, wanted, whole, starts found)
        type Case = (&'static str, &'static [usize], &'static str, bool, &'static [usize]);
        let cases: [Case; 6] = [
            ("中国的中部在中", &[0, 2, 3, 5, 6, 7], "中", true, &[6]),
            ("中国的中部在中", &[0, 2, 3, 5, 6, 7], "中", false, &[0, 3, 6]),
            ("𠀀港区，港区𠀀", &[0, 1, 3, 4, 6, 7], "港区", true, &[1, 4]),
            ("好好好好", &[0, 2, 4], "好好", true, &[0, 2]),
            ("港区", &[0, 2], "", false, &[]),
            ("港区", &[0, 2], "机场", true, &[]),
        ];
        for (text, borders, wanted, whole, expected) in cases {
            let found = places_of(wanted, whole, text, &Offsets::new(text), &words(borders));
            let starts: Vec<usize> = found.iter().map(|span| span.start).collect();
            assert_eq!(starts, expected, "{wanted} in {text}");
        }
    }
}
