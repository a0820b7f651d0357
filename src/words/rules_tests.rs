//! What becomes of a cut when the reader has said something about words.

use super::{Segmenter, Word, WordRules, embedded};
use crate::marks;
use crate::programs::Catalogue;
use crate::text::Offsets;
use proptest::prelude::*;
use std::sync::LazyLock;

static SMALL: LazyLock<Segmenter> = LazyLock::new(|| {
    Segmenter::new("航空 50 n\n航空港 90 n\n强大 60 a\n数据 60 n\n中华 9 nz\n人民 9 n\n共和国 9 ns\n", "")
        .expect("a dictionary")
});

fn show(text: &str, words: &[Word]) -> String {
    let map = Offsets::new(text);
    let shown: Vec<_> = words.iter().map(|word| format!("{}/{}", map.slice(text, word.span), word.tag)).collect();
    shown.join(" ")
}

/// Rules as `航空|港`, one after the other.
fn rules(said: &[&str]) -> WordRules {
    let mut rules = WordRules::default();
    for said in said {
        let word = said.replace('|', "");
        let mut cuts = Vec::new();
        for part in said.split('|') {
            cuts.push(cuts.last().unwrap_or(&0) + part.chars().count());
        }
        rules.say(&word, &cuts);
    }
    rules
}

#[test]
fn what_the_reader_said_holds_in_every_place() {
    // What is said, the text, its words.
    let cases: &[(&[&str], &str, &str)] = &[
        (&[], "航空港区的航空港", "航空港/n 区/x 的/x 航空港/n"),
        // Joined, everywhere, in any width; a compound is what its last word is.
        (&["港区"], "航空港区的港区", "航空港/n 区/x 的/x 港区/x"),
        (&["的航空港"], "大的航空港", "大/x 的航空港/n"),
        (&["U盘"], "Ｕ盘和U盘", "Ｕ盘/x 和/x U盘/x"),
        (&["𠮷野家"], "去𠮷野家吃😀𠮷野家", "去/x 𠮷野家/x 吃/x 😀/x 𠮷野家/x"),
        // A dictionary word that only reaches into it stays whole.
        (&["大数据"], "强大数据与大数据", "强大/a 数据/n 与/x 大数据/n"),
        // Not across white space, a line or a mark.
        (&["中华人民"], "中华 人民\n中华\n人民中华人民", "中华/nz 人民/n 中华/nz 人民/n 中华人民/n"),
        (&["约3亿", "亿元", "3亿元"], "约3亿元", "约/x 3亿元/m"),
        // Divided, everywhere; a part keeps the dictionary's tag.
        (&["航空|港"], "航空港，航空港", "航空/n 港/x ，/x 航空/n 港/x"),
        (&["航|空|港"], "航空港", "航/x 空/x 港/x"),
        // One after the other: a part joined to its neighbour, a joined word divided, a part divided.
        (&["航空|港", "港区"], "航空港区", "航空/n 港区/x"),
        (&["航空港区", "航空|港区"], "航空港区与航空港", "航空/n 港区/x 与/x 航空港/n"),
        (&["航空|港", "航|空"], "航空港与航空", "航/x 空/x 港/x 与/x 航/x 空/x"),
        (&["港区", "航空|港"], "航空港区", "航空/n 港/x 区/x"),
        // The later of two holds.
        (&["航空|港", "航空港"], "航空港", "航空港/n"),
        (&["中华人民", "人民共和国"], "中华人民共和国", "中华人民/n 共和国/ns"),
        (&["哈哈"], "哈哈哈哈哈", "哈哈/x 哈哈/x 哈/x"),
    ];
    for (said, text, words) in cases {
        let marks = marks::find(text, &Catalogue::default());
        assert_eq!(show(text, &SMALL.cut_corrected(text, &marks, &rules(said))), *words, "{said:?}");
    }
}

#[test]
fn what_makes_no_sense_is_passed_over() {
    let mut rules = WordRules::default();
    rules.say("航 空", &[1]);
    rules.say("", &[]);
    rules.say("航空港", &[0, 3, 9]);
    assert_eq!(show("航空港", &SMALL.cut_corrected("航空港", &[], &rules)), "航空港/n");
}

proptest! {
    /// Any rules over any text: sound words, marks untouched, nothing lost; and the last rule holds in every place
    /// where its stretch stands between borders.
    #[test]
    fn words_stay_sound_whatever_is_said(
        text in "([航空港区大数据的]|强大|中华|人民|3亿元|“|”|活动|[ \n]|U|Ｕ|😀|𠮷){0,30}",
        said in proptest::collection::vec("[航空港区大数据的人民U😀𠮷]{1,4}(\\|[航空港区大数据]{1,2}){0,2}", 0..6),
        corpus in any::<bool>(),
    ) {
        static EMBEDDED: LazyLock<Segmenter> = LazyLock::new(embedded);
        let segmenter = if corpus { &*EMBEDDED } else { &*SMALL };
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let marks = marks::find(&text, &Catalogue::default());
        let plain = segmenter.cut_marked(&text, &marks);
        let words = segmenter.cut_corrected(&text, &marks, &rules(&said));
        prop_assert!(words.iter().all(|word| !word.span.is_empty()));
        prop_assert!(words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        let covered = |words: &[Word]| words.iter().flat_map(|w| w.span.start..w.span.end).collect::<Vec<_>>();
        prop_assert_eq!(covered(&words), covered(&plain));
        for mark in &marks {
            let of_mark = |words: &[Word]| words.iter().copied().find(|word| word.span == mark.span());
            prop_assert_eq!(of_mark(&words), of_mark(&plain));
        }
        if let Some(last) = said.last() {
            let again: Vec<&str> = said.iter().chain([last]).copied().collect();
            prop_assert_eq!(segmenter.cut_corrected(&text, &marks, &rules(&again)), words);
        }
    }
}
