//! Anchoring, as tables of cases.

use super::evidence::is_numeral;
use super::{Anchoring, Selectors, TextPosition, TextQuote, anchor, describe};
use crate::text::{Span, fold};
use proptest::prelude::*;

const PLAN: &str = "会议指出，编制“十五五”规划要坚持科学决策。会议要求，落实“十四五”规划要善始善终。";

fn quote(exact: &str, prefix: &str, suffix: &str, start: Option<usize>) -> Selectors {
    let length = exact.chars().count();
    Selectors {
        quote: TextQuote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() },
        position: start.map(|start| TextPosition { start, end: start + length }),
    }
}

/// The selectors of the first `exact` in `text`.
fn described(text: &str, exact: &str) -> Selectors {
    let byte = text.find(exact).expect("the case's passage stands in its text");
    let start = text[..byte].chars().count();
    describe(text, Span::new(start, start + exact.chars().count())).expect("a passage")
}

/// text, passage, edited text, what the passage is there (`None`: an orphan)
#[test]
fn edited_texts() {
    let speech = "他说，全市要抓好招商引资工作，推动项目早开工、早投产。随后他又去了工地。";
    let years = "这条路修了十五年才通车，沿线群众十分高兴，都说出行方便多了。";
    let sum = "去年该镇完成投资3.5亿元，其中工业投资占了大半，比预想的好得多。";
    let cases = [
        (PLAN, "十五五", PLAN.to_owned(), Some("十五五")),
        // Never onto another plan, whether the first one became it or went away.
        (PLAN, "十五五", PLAN.replace("十五五", "十四五"), None),
        (PLAN, "十五五", PLAN.replace("十五五", "十六五"), None),
        (PLAN, "十五五", PLAN.split_inclusive('。').skip(1).collect(), None),
        (PLAN, "十五五", PLAN.replace("会议指出，", ""), Some("十五五")),
        (PLAN, "规划", PLAN.replace("“", "「").replace("”", "」"), Some("规划")),
        // Setting.
        (speech, "招商引资", speech.replace("招商", "招\n\n商"), Some("招\n\n商引资")),
        (sum, "3.5亿元", sum.replace("3.5", "３．５"), Some("３．５亿元")),
        // A little put in, a little taken out, a word replaced.
        (speech, "抓好招商引资工作", speech.replace("招商", "大招商"), Some("抓好大招商引资工作")),
        (speech, "抓好招商引资工作", speech.replace("引资", ""), Some("抓好招商工作")),
        (speech, "抓好招商引资工作", speech.replace("引资", "引智"), None),
        (speech, "抓好招商引资工作", speech.replace("招商", "三大招商"), None),
        // Numbers, also those that the passage only cuts into.
        (sum, "3.5亿元", sum.replace("3.5", "3.6"), None),
        (sum, "投资3.5亿元", sum.replace("3.5", "35"), None),
        (sum, "5亿元", sum.replace("3.5", "35.5"), None),
        (years, "五年", years.replace("十五年", "二十五年"), None),
        (years, "年才通车", years.replace("十五年", "二十五年"), Some("年才通车")),
        // Gone altogether.
        (speech, "招商引资", String::new(), None),
        (speech, "他", speech.split_inclusive('。').skip(1).collect(), None),
    ];
    for (text, passage, edited, expected) in cases {
        let found = match anchor(&edited, &described(text, passage)) {
            Anchoring::Found(span) => Some(edited.chars().skip(span.start).take(span.len()).collect::<String>()),
            Anchoring::Orphan { .. } => None,
        };
        assert_eq!(found.as_deref(), expected, "{passage} in {edited}");
    }
}

/// Selectors as others write them: text, selectors, start of the place (`None`: an orphan).
#[test]
fn selectors_of_others() {
    let text = "早稳产，晚稳产；早扩产，晚扩产。\n完";
    let cases = [
        (quote("晚稳产", "", "", None), Some(4)),
        (quote("稳产", "", "", None), None),
        (quote("稳产", "晚", "", None), Some(5)),
        (quote("稳产", "", "，", None), Some(1)),
        (quote("稳产", "", "", Some(5)), Some(5)),
        (quote("稳产", "", "", Some(4)), None),
        (quote("增产", "早", "，", Some(1)), None),
        (quote("", "晚", "稳产", None), Some(5)),
        (quote("\n", "扩产。", "完", None), Some(16)),
        (quote(" ", "扩产。", "完", None), None),
        (quote("", "", "", Some(3)), Some(3)),
        (quote("", "", "", Some(19)), None),
        (quote("", "", "", None), None),
    ];
    for (selectors, expected) in cases {
        let found = match anchor(text, &selectors) {
            Anchoring::Found(span) => Some(span.start),
            Anchoring::Orphan { .. } => None,
        };
        assert_eq!(found, expected, "{selectors:?}");
    }
}

#[test]
fn an_orphan_guesses_where_it_was() {
    let edited = PLAN.replace("十五五", "十四五");
    assert_eq!(anchor(&edited, &described(PLAN, "十五五")), Anchoring::Orphan { guess: Some(Span::new(8, 11)) });
}

/// The digits and numerals of a text, of whatever width.
fn numerals(text: &str) -> String {
    text.chars().filter_map(fold).filter(|&c| is_numeral(c)).collect()
}

proptest! {
    /// Few different characters, so that passages stand in many places and edits make other ones of them.
    #[test]
    fn a_place_found_has_the_same_numbers(
        text in "[一五十5５的，。\n稳产]{0,160}",
        exact in "[一五十5的，稳产 ]{0,8}",
        prefix in "[一五十5的，稳产]{0,12}",
        suffix in "[一五十5的，稳产]{0,12}",
        start in proptest::option::of(0usize..200),
    ) {
        let length = text.chars().count();
        let alone = exact.is_empty() && prefix.is_empty() && suffix.is_empty();
        match anchor(&text, &quote(&exact, &prefix, &suffix, start)) {
            Anchoring::Found(span) => {
                prop_assert!(span.end <= length);
                let there: String = text.chars().skip(span.start).take(span.len()).collect();
                prop_assert!(alone || numerals(&there) == numerals(&exact), "{} for {}", there, exact);
            }
            Anchoring::Orphan { guess } => prop_assert!(guess.is_none_or(|span| span.end <= length)),
        }
    }

    #[test]
    fn an_unchanged_text_gives_back_every_passage(
        text in "稳[一五十5的，。\n稳产 ]{0,160}",
        a in any::<prop::sample::Index>(),
        b in any::<prop::sample::Index>(),
    ) {
        let length = text.chars().count();
        let (a, b) = (a.index(length), b.index(length));
        let span = Span::new(a.min(b), a.max(b) + 1);
        let selectors = describe(&text, span).expect("inside the text");
        prop_assert_eq!(anchor(&text, &selectors), Anchoring::Found(span));
    }
}
