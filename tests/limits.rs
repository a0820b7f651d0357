//! Texts that nobody prints: lines of a megabyte, control characters, emoji and rare characters inside numbers and
//! names. How long they take is the benchmark's to measure; a quadratic step would not let these end.

mod invariants;

use invariants::{sound_marks, sound_words};
use meipi::corrections::{Correction, Corrections};
use meipi::marks::{self, Mark};
use meipi::programs::{ProgramKind, catalogue};
use meipi::text::Span;
use meipi::words::{Segmenter, embedded, full};
use proptest::prelude::*;
use std::sync::LazyLock;

static FULL: LazyLock<Segmenter> = LazyLock::new(full);
static EMBEDDED: LazyLock<Segmenter> = LazyLock::new(embedded);

const MEGABYTE: usize = 1_000_000;

/// Pieces that every rule meets somewhere.
const MEANT: &str = "1 ９ 36.49 1,200 2022年2月15日 第 百分之 三十 亿 万 元 个 几 - 到 % “ ” 《 》 、 ， 。 实施 开展 活动 战略 \
                     工程 条例 三个一批 万人助万企 1330N 郑州 的 和 中华人民共和国 发展 abc";

/// What does not belong inside them.
const STRANGE: &str = "\u{0} \u{7} \u{1b} \u{7f} \u{200d} \u{feff} \u{301} \u{fe0f} \u{e000} \u{10ffff} 😀 👨‍👩‍👧 1️⃣ 𝟙 𠮷 𪚥 \
                       〇 ㊀ Ⅻ ½";

fn piece() -> impl Strategy<Value = String> {
    let one_of =
        |pieces: &'static str| prop::sample::select(pieces.split(' ').collect::<Vec<_>>()).prop_map(String::from);
    prop_oneof![
        4 => one_of(MEANT),
        2 => one_of(STRANGE),
        1 => prop::sample::select(&[" ", "\t", "\r", "\u{85}", "\u{3000}"][..]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn soup(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), pieces).prop_map(|pieces| pieces.concat())
}

/// Something said of names and words that are in the soup.
fn said() -> Corrections {
    Corrections::new(&[
        Correction::Program { name: "1😀2".into(), kind: ProgramKind::Event },
        Correction::NotProgram { name: "三个一批".into() },
        Correction::NameEnds { found: "万人助万企".into(), name: "万企".into() },
        Correction::Join { word: "的𠮷".into() },
        Correction::Join { word: "和的".into() },
        Correction::Split { word: "发展".into(), cuts: vec![1] },
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read_soundly(text in soup(0..40)) {
        for corrections in [Corrections::default(), said()] {
            let marks = sound_marks(&text, &corrections);
            sound_words(&text, &marks, &corrections, &EMBEDDED);
            sound_words(&text, &marks, &corrections, &FULL);
        }
    }

    /// What stands before a sentence, on lines of its own, moves its marks by just as much.
    #[test]
    fn marks_stand_where_their_characters_stand(before in "[😀𠮷𪚥\u{0}\u{7}\u{301}\u{200d}\u{10ffff}]{1,20}") {
        let sentences = ["开展“万人助万企”活动，投资36.49亿元。", "实施科教兴国战略，2022年2月15日增长５．２％。"];
        for sentence in sentences {
            let shift = before.chars().count() + 1;
            let alone: Vec<Span> = marks::find(sentence, catalogue()).iter().map(|m| m.span().shifted(shift)).collect();
            let found: Vec<Span> =
                marks::find(&format!("{before}\n{sentence}\n{before}"), catalogue()).iter().map(Mark::span).collect();
            prop_assert_eq!(found, alone);
        }
    }
}

proptest! {
    // A case is a megabyte.
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn a_line_of_a_megabyte_is_read_soundly(unit in soup(1..12)) {
        let line = unit.repeat(MEGABYTE / unit.len());
        let marks = sound_marks(&line, &said());
        sound_words(&line, &marks, &said(), &EMBEDDED);
    }
}

#[test]
fn a_megabyte_of_one_thing_is_read_soundly() {
    // Each once invites a rule to look back, or ahead, to where the run begins or ends.
    for unit in ["1", "甲乙、《“", "😀1\u{0}"] {
        let line = format!("实施{}战略", unit.repeat(MEGABYTE / unit.len()));
        let marks = sound_marks(&line, &said());
        sound_words(&line, &marks, &said(), &EMBEDDED);
    }
}

#[test]
fn rare_characters_in_names_and_numbers() {
    // The text, and its marks.
    let cases: &[(&str, &[&str])] = &[
        ("开展“三𠮷一批”活动", &["三𠮷一批"]),
        ("开展“春风😀送岗”活动3次", &["春风😀送岗", "3次"]),
        ("增长３．５％\u{7}，共5😀个", &["３．５％", "5"]),
        ("𪚥村有𠮷田3.5亩", &["3.5亩"]),
        ("😀2022年😀2月15日", &["2022年", "2月15日"]),
    ];
    for (text, expected) in cases {
        let chars: Vec<char> = text.chars().collect();
        let marks = sound_marks(text, &Corrections::default());
        let found: Vec<String> =
            marks.iter().map(|mark| chars[mark.span().start..mark.span().end].iter().collect()).collect();
        assert_eq!(found, *expected, "{text}");
    }
}
