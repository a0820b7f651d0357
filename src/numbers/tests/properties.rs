//! What holds for any text: sound spans, values that read back, runs without end.

use proptest::prelude::*;

use crate::numbers::{Number, NumberKind, find, write_out};

fn in_order_and_within(text: &str, numbers: &[Number]) {
    let length = text.chars().count();
    let mut end = 0;
    for number in numbers {
        assert!(end <= number.span.start && number.span.start < number.span.end, "{text:?}: {number:?}");
        end = number.span.end;
        if number.kind != NumberKind::Code {
            let _ = write_out(number);
        }
    }
    assert!(end <= length, "{text:?}");
}

proptest! {
    #[test]
    fn spans_are_sound_in_any_text(text in any::<String>()) {
        in_order_and_within(&text, &find(&text));
    }

    #[test]
    fn spans_are_sound_in_numeral_soup(
        text in "[0-9０-９一二两三五九十百千万亿零〇点负第几数余多半年月日号时分秒:：/／%％.,，、+~到至又之成折元块角个家次届\\-—“”《》()（） \\na-cA-C😀𠀀\u{7}]{0,60}"
    ) {
        in_order_and_within(&text, &find(&text));
    }

    /// What stands before and after, apart by a line, changes nothing: no rule looks across a line for its span.
    #[test]
    fn a_line_is_read_alone(value in 1u32..1_000_000, emoji in "[😀𠀀\u{7}]{1,3}") {
        let text = format!("{emoji}\n共{value}个\n{emoji}");
        let numbers = find(&text);
        prop_assert_eq!(numbers.len(), 1);
        prop_assert_eq!(numbers[0].value.clone(), Some(value.to_string()));
        prop_assert_eq!(numbers[0].span.start, emoji.chars().count() + 2);
    }

    /// Writing out and reading again give the same value.
    #[test]
    fn the_chinese_reading_reads_back(value in 11u64..10_000_000_000_000_000) {
        let number = find(&format!("{value}个")).pop().expect("a count");
        let chinese = write_out(&number).expect("a value").chinese;
        let again = find(&format!("{chinese}个")).pop().expect("a count");
        prop_assert_eq!(again.value, Some(value.to_string()), "{}", chinese);
    }
}

/// Runs that once invite re-reading from every place. Ten times as much would take minutes if any rule were
/// quadratic; the time itself is the benchmark's to measure.
#[test]
fn long_runs_end() {
    for unit in [
        "1",
        "一",
        "十",
        "万",
        "1-",
        "1:",
        "1/",
        "1,111",
        "一到",
        "一分之",
        "一点",
        "一天",
        "一百零",
        "“一",
        "《一",
        "第",
        "1 ",
        "5万4千",
        "a1.",
    ] {
        let text = unit.repeat(100_000);
        in_order_and_within(&text, &find(&text));
    }
}
