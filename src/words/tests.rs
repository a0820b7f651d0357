//! The cut as a whole, over the two dictionaries that the program carries.

use super::{Segmenter, Word, embedded, full, word_at};
use crate::corpus::articles;
use crate::marks::{self, Mark};
use crate::programs::catalogue;
use crate::text::{Offsets, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Segmenter> = LazyLock::new(embedded);
static FULL: LazyLock<Segmenter> = LazyLock::new(full);

/// The words of `text` and their tags, as `word/tag word/tag`.
fn show(text: &str, words: &[Word]) -> String {
    let map = Offsets::new(text);
    let shown: Vec<_> = words.iter().map(|word| format!("{}/{}", map.slice(text, word.span), word.tag)).collect();
    shown.join(" ")
}

#[test]
fn the_corpus_is_cut_as_with_the_whole_dictionary_and_the_model() {
    let mut cut = 0;
    for article in articles() {
        let text = article.reading().text;
        let marks = marks::find(&text, catalogue());
        let have = EMBEDDED.cut_marked(&text, &marks);
        let want = FULL.cut_marked(&text, &marks);
        assert_eq!(show(&text, &have), show(&text, &want), "{}", article.id);
        assert_eq!(have, want, "{}", article.id);
        assert_eq!(EMBEDDED.cut(&text, &[]), FULL.cut(&text, &[]), "{} without its marks", article.id);
        cut += have.len();
    }
    assert!(cut > 1000, "the corpus has {cut} words");
}

#[test]
fn the_model_finds_words_that_no_dictionary_has() {
    // A sentence with a surname and given name that jieba does not list: with neither the model nor
    // its joins it falls into characters.
    let text = "记者丁云新报道";
    let plain = Segmenter::new("记者 9 n\n报道 9 v\n", "").expect("two entries");
    let joined = Segmenter::new("记者 9 n\n报道 9 v\n", "丁云新/nr\n").expect("two entries");
    let modelled = Segmenter::with_model("记者 9 n\n报道 9 v\n").expect("two entries");
    assert_eq!(show(text, &plain.cut(text, &[])), "记者/n 丁/x 云/x 新/x 报道/v");
    assert_eq!(show(text, &joined.cut(text, &[])), "记者/n 丁云新/nr 报道/v");
    assert_eq!(show(text, &modelled.cut(text, &[])), "记者/n 丁云新/x 报道/v");
}

#[test]
fn texts_are_cut_as_their_cases_say() {
    // Text, what is protected in it (each its first place after the one before), words.
    let cases: &[(&str, &[&str], &str)] = &[
        ("", &[], ""),
        (" \n\u{3000}\r\n\t", &[], ""),
        ("今天 天气\n很好", &[], "今天/t 天气/n 很/zg 好/a"),
        // A figure is one word, whatever stands in it.
        (
            "总投资36.49亿元，同比增长1,200.5%。",
            &["36.49亿元", "1,200.5%"],
            "总/b 投资/vn 36.49亿元/x ，/x 同比/j 增长/v 1,200.5%/x 。/x",
        ),
        // Neighbours are cut as if the text ended there.
        ("中华人民共和国", &["人民"], "中华/nz 人民/x 共和国/ns"),
        ("中华人民共和国", &[], "中华人民共和国/ns"),
        ("推进“万人助万企”活动", &["万人助万企"], "推进/v “/x 万人助万企/x ”/x 活动/vn"),
        ("一二三", &["一", "二", "三"], "一/x 二/x 三/x"),
        // Widths.
        ("ＧＤＰ增长５．２％", &[], "ＧＤＰ/eng 增长/v ５．２％/m"),
        ("Ａ股与U盘", &[], "Ａ股/n 与/p U盘/n"),
        ("WES-5.4与3D打印", &[], "WES-5.4/eng 与/p 3D/eng 打印/v"),
        // Outside the basic plane, and what jieba has never seen.
        ("𠮷野家在𪚥村", &[], "𠮷/x 野家/x 在/p 𪚥/x 村/zg"),
        ("好👍呀😀", &[], "好/a 👍/x 呀/y 😀/x"),
        ("零〇○", &[], "零/m 〇/x ○/x"),
        ("e\u{301}té\u{200B}", &[], "e/eng \u{301}/x t/eng é/x \u{200B}/x"),
    ];
    let mut wrong = Vec::new();
    for &(text, protected, want) in cases {
        let map = Offsets::new(text);
        let mut from = 0;
        let spans: Vec<_> = protected
            .iter()
            .map(|part| {
                let byte = from + text[from..].find(part).expect("a part of the text");
                from = byte + part.len();
                Span::new(map.at_byte(byte), map.at_byte(from))
            })
            .collect();
        let have = show(text, &FULL.cut(text, &spans));
        if have != want {
            wrong.push(format!("{text:?}: {have}, not {want}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn protected_spans_that_make_no_sense_are_passed_over() {
    let text = "我们学习汉语";
    let cases: &[(&[(usize, usize)], &str)] = &[
        (&[(2, 2)], "我们/r 学习/v 汉语/nz"),
        (&[(6, 9)], "我们/r 学习/v 汉语/nz"),
        (&[(4, 99)], "我们/r 学习/v 汉语/x"),
        (&[(1, 3), (2, 5)], "我/r 们学/x 习/v 汉语/nz"),
        (&[(4, 6), (0, 2)], "我们/r 学习/v 汉语/x"),
    ];
    for (spans, want) in cases {
        let spans: Vec<_> = spans.iter().map(|&(a, b)| Span::new(a, b)).collect();
        assert_eq!(show(text, &FULL.cut(text, &spans)), *want, "{spans:?}");
    }
}

#[test]
fn a_mark_is_one_word_with_a_tag_of_its_own() {
    let text = "开展“万人助万企”活动，投资36.49亿元";
    let marks = marks::find(text, catalogue());
    assert!(marks.iter().any(|mark| matches!(mark, Mark::Program(_))));
    let words = EMBEDDED.cut_marked(text, &marks);
    for mark in &marks {
        let word = word_at(&words, mark.span().start).expect("a mark is a word");
        let tag = match mark {
            Mark::Number(_) => "m",
            Mark::Program(_) => "nz",
        };
        assert_eq!((word.span, word.tag.as_str()), (mark.span(), tag));
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => proptest::char::range('一', '丰'),
        2 => proptest::sample::select("的中国人民万亿年月日共和“”、，。《》".chars().collect::<Vec<_>>()),
        2 => proptest::sample::select("09azAZ.%+-_#& \t\r\n０９ａＺ％\u{3000}".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("𠮷𪚥😀👨\u{200D}\u{301}㐂〇○\u{E000}\u{0}".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(character, 0..60).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn words_are_sorted_and_disjoint_and_cover_all_that_is_not_white_space(
        text in any_text(),
        spans in proptest::collection::vec((0..70_usize, 0..6_usize), 0..6),
        whole in any::<bool>(),
    ) {
        let spans: Vec<_> = spans.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
        let words = if whole { FULL.cut(&text, &spans) } else { EMBEDDED.cut(&text, &spans) };
        prop_assert!(words.iter().all(|word| !word.span.is_empty()));
        prop_assert!(words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        let len = text.chars().count();
        prop_assert!(words.last().is_none_or(|word| word.span.end <= len));
        for (position, c) in text.chars().enumerate() {
            let by_search = word_at(&words, position);
            let by_eye = words.iter().find(|word| word.span.contains(position)).copied();
            prop_assert_eq!(by_search, by_eye);
            prop_assert!(by_eye.is_some() || c.is_whitespace(), "{} {:?}", position, c);
        }
        prop_assert_eq!(word_at(&words, len), None);
    }

    #[test]
    fn a_protected_span_is_a_word(text in any_text(), start in 0..60_usize, len in 1..8_usize) {
        let end = (start + len).min(text.chars().count());
        prop_assume!(start < end);
        let words = FULL.cut(&text, &[Span::new(start, end)]);
        prop_assert_eq!(word_at(&words, start).map(|word| word.span), Some(Span::new(start, end)));
    }
}
