//! Slicing, the work, the tables.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::blocks::{blocks, stretches};
use super::{Slice, Told, Work, marks, names, numbers, words};
use crate::corrections::{Correction, Corrections};
use crate::marks::Mark;
use crate::programs::catalogue;
use crate::text::{Offsets, Span};
use crate::words::{Segmenter, full};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(full);

impl AsRef<Slice> for Slice {
    fn as_ref(&self) -> &Slice {
        self
    }
}

fn slices(text: &str) -> (Vec<Slice>, Work) {
    corrected(text, &[])
}

fn corrected(text: &str, corrections: &[Correction]) -> (Vec<Slice>, Work) {
    let mut work = Work::new(text.to_owned(), catalogue(), Corrections::new(corrections));
    let mut slices = Vec::new();
    while let Some(slice) = work.next_slice(&SEGMENTER) {
        slices.push(slice);
    }
    (slices, work)
}

/// Each block's text; `+` before one that goes on with the paragraph before.
fn shown(text: &str, marks: &[(usize, usize)]) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let marks: Vec<Span> = marks.iter().map(|&(start, end)| Span::new(start, end)).collect();
    let of = |span: Span| characters[span.start..span.end].iter().collect::<String>();
    let sign = |goes_on| if goes_on { "+" } else { "" };
    blocks(&characters, &marks).iter().map(|block| format!("{}{}", sign(block.goes_on), of(block.span))).collect()
}

#[test]
fn lines_are_blocks_without_the_white_space_at_their_edges() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (" \n\u{3000}\r\n\t", &[]),
        ("一段", &["一段"]),
        ("\u{3000}\u{3000}一段。\r\n\r\n  又 一段  \n", &["一段。", "又 一段"]),
        ("𠮷\n😀", &["𠮷", "😀"]),
    ];
    for (text, want) in cases {
        assert_eq!(shown(text, &[]), *want, "{text:?}");
    }
}

#[test]
fn a_long_line_is_cut_behind_a_sentence_else_a_sign_else_anywhere_and_not_in_a_mark() {
    let (short, long) = ("字".repeat(1200), "字".repeat(1500));
    // Text, marks, where its first block ends.
    let cases = [
        (format!("{short}。{long}"), vec![], 1201),
        (format!("{short}，{}。{long}", "字".repeat(300)), vec![], 1502),
        (format!("{short}，{long}"), vec![], 1201),
        // Too near the start to be of use.
        (format!("字。{long}{long}"), vec![], 2000),
        (format!("{long}{long}"), vec![(1990, 2010)], 1990),
        (format!("{long}{long}"), vec![(0, 3000)], 2000),
        ("1".repeat(5000), vec![], 2000),
    ];
    for (text, marks, end) in cases {
        let blocks = shown(&text, &marks);
        assert_eq!(blocks[0].chars().count(), end, "{marks:?} {}", &text[..30]);
        assert!(blocks[1..].iter().all(|block| block.starts_with('+')));
    }
}

#[test]
fn stretches_are_never_long_and_hold_every_block_in_order() {
    let text: Vec<char> = ["段。\n".repeat(5000), "字".repeat(9000)].concat().chars().collect();
    let blocks = blocks(&text, &[]);
    let stretches = stretches(&blocks);
    assert!(stretches.len() > 4);
    for stretch in &stretches {
        assert!(stretch[stretch.len() - 1].span.end - stretch[0].span.start <= 4000);
    }
    assert_eq!(stretches.concat(), blocks);
}

#[test]
fn what_is_found_is_counted_by_first_mention() {
    let text = "开展“万人助万企”活动，投资36.49亿元。\n“万人助万企”活动增长2.1%，又增长2.1%，再投36.49亿元。";
    // Far enough apart to lie in two slices.
    let text = format!("{text}\n{}\n{text}", "同学学习汉语。\n".repeat(600));
    let (slices, work) = slices(&text);
    assert!(slices.len() > 1);
    let found: Vec<_> = numbers(&marks(&slices)).into_iter().map(|row| (row.printed, row.mark, row.count)).collect();
    assert_eq!(found, [("36.49亿元".to_owned(), 1, 4), ("2.1%".to_owned(), 3, 4)]);
    let found: Vec<_> = names(&marks(&slices)).into_iter().map(|row| (row.program.name, row.mark, row.count)).collect();
    assert_eq!(found, [("万人助万企".to_owned(), 0, 4)]);

    let (frequent, words) = work.words();
    let first: Vec<_> =
        frequent.iter().take(3).map(|word| (word.word.as_str(), word.tag.as_str(), word.count)).collect();
    assert_eq!(first, [("同学", "n", 600), ("学习", "v", 600), ("汉语", "nz", 600)]);
    assert!(words > 1200 && frequent.iter().all(|word| !word.word.contains(['。', '亿', '助'])), "{frequent:?}");
    assert_eq!(work.hundredths(), 100);
    let all = super::words(&slices);
    assert!(all.starts_with(&frequent) && all.len() >= frequent.len(), "both tables count alike");
}

#[test]
fn every_mark_is_tabled_with_its_place_in_the_whole_text() {
    let text =
        ["\n 增长2.1%。\n".to_owned(), "同学学习汉语。\n".repeat(600), "开展“书香满园”活动。".to_owned()].concat();
    let (slices, _) = slices(&text);
    assert!(slices.len() > 1);
    let offsets = Offsets::new(&text);
    let rows = marks(&slices);
    let found: Vec<_> = rows.iter().map(|row| (row.number, row.printed, offsets.slice(&text, row.span))).collect();
    assert_eq!(found, [(0, "2.1%", "2.1%"), (1, "书香满园", "书香满园")]);
}

#[test]
fn what_the_reader_corrected_holds_in_every_slice() {
    let line = "开展“书香满园”活动，同学学习汉语。\n";
    let text = line.repeat(400);
    let corrections = [
        Correction::NotProgram { name: "书香满园".into() },
        Correction::Join { word: "学习汉语".into() },
        Correction::Split { word: "同学".into(), cuts: vec![1] },
    ];
    let (slices, work) = corrected(&text, &corrections);
    assert!(slices.len() > 1 && slices.iter().all(|slice| slice.marks.is_empty()), "the name is none");
    let count = |of: &str| words(&slices).iter().find(|word| word.word == of).map_or(0, |word| word.count);
    assert_eq!([count("学习汉语"), count("同学"), count("学习")], [400, 0, 0]);
    assert!(work.words().0.iter().any(|word| word.word == "学习汉语"));
}

#[test]
fn a_slice_reads_as_it_was_written() {
    let (slices, _) = slices("开展“三个一批”活动，投资36.49亿元。");
    for slice in slices {
        let told = Told::Slice { job: 1, hundredths: 100, slice: slice.clone() };
        let text = serde_json::to_string(&told).expect("plain data");
        let Ok(Told::Slice { slice: read, .. }) = serde_json::from_str(&text) else { panic!("{text}") };
        assert_eq!(read, slice);
    }
}

proptest! {
    #[test]
    fn slices_hold_the_text_and_all_spans_lie_in_them(
        lines in proptest::collection::vec(
            ("([“”。，1三十亿元年活动实施三个一批𠮷 \u{3000}]|\\PC){0,12}", 1..400_usize), 0..8
        )
    ) {
        let text: Vec<String> = lines.iter().map(|(line, times)| line.repeat(*times)).collect();
        let text = text.join("\n");
        let (slices, work) = slices(&text);
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut all = String::new();
        let mut mark_count = 0;
        for slice in &slices {
            let offsets = Offsets::new(&slice.text);
            let whole = Span::new(0, slice.text.chars().count());
            prop_assert!(slice.blocks.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let cut: Vec<Span> = slice.words.iter().map(|word| word.span).collect();
            prop_assert!(cut.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let marks: Vec<Span> = slice.marks.iter().map(Mark::span).collect();
            prop_assert!(marks.iter().all(|mark| cut.contains(mark)), "a mark is a word");
            for span in slice.blocks.iter().chain(&cut).chain(&marks) {
                prop_assert!(!span.is_empty() && whole.covers(*span));
            }
            for block in &slice.blocks {
                all.push_str(offsets.slice(&slice.text, *block));
            }
            let words: String = cut.iter().map(|word| offsets.slice(&slice.text, *word)).collect();
            prop_assert_eq!(solid(&words), solid(&slice.text));
            prop_assert!(slice.first_mark == mark_count || slice.first_mark + 1 == mark_count);
            mark_count = slice.first_mark + marks.len();
        }
        prop_assert_eq!(solid(&all), solid(&text));
        prop_assert_eq!(work.hundredths(), if slices.is_empty() { 0 } else { 100 });
    }
}
