//! What becomes of a text's names when the reader has said something about them.

use super::tests::{entry, expected};
use super::*;
use crate::text::Offsets;
use proptest::prelude::*;

/// One thing said about names.
#[derive(Debug, Clone, Copy)]
enum Say {
    Is(&'static str),
    Not(&'static str),
    Ends(&'static str, &'static str),
}
use Say::{Ends, Is, Not};

fn rules(said: &[Say]) -> NameRules {
    let mut rules = NameRules::default();
    for say in said {
        match say {
            Is(name) => rules.is(name, ProgramKind::Platform),
            Not(name) => rules.is_not(name),
            Ends(found, name) => assert!(rules.ends(found, name), "{name} is no part of {found}"),
        }
    }
    rules
}

fn found(text: &str, catalogue: &Catalogue, rules: &NameRules) -> Vec<String> {
    let offsets = Offsets::new(text);
    let programs = find_corrected(text, catalogue, &crate::numbers::find(text), rules);
    programs.iter().map(|program| offsets.slice(text, program.span).to_owned()).collect()
}

#[test]
fn what_the_reader_said_holds_for_every_mention() {
    let catalogue = Catalogue::new(vec![entry("两江四岸", false), entry("三标", true)]);
    // What is said, and a text with `【…】` around what is then found.
    let cases: &[(&[Say], &str)] = &[
        (&[], "开展“【春风送岗】”活动，【春风送岗】很好。"),
        // A name that nothing gives away; also broken by a line, also full-width.
        (&[Is("小河边读书角")], "【小河边读书角】开了，【小河边\n读书角】真好，小河边无人。"),
        (&[Is("2+N")], "用【２＋Ｎ】办法，12+N不算，用“【2+N】”。"),
        // Wherever it stands, also in a longer name.
        (&[Is("春风")], "开展“【春风】送岗”活动，【春风】吹来。"),
        (&[Is("数字经济")], "发布《滨江市【数字经济】促进条例》。"),
        (&[Is("春风"), Is("春风吹")], "【春风吹】来，【春风】到。"),
        // A listed name and a discovered one are none any more, with all their mentions.
        (&[Not("两江四岸")], "沿两江四岸看去，两江\n四岸。"),
        (&[Not("春风送岗")], "开展“春风送岗”活动，春风送岗很好。"),
        (&[Not("三块三轴")], "构建“三块三轴”格局，“三块”在北，“三轴”在南。"),
        (&[Not("三块")], "构建“【三块三轴】”格局，“三块”在北，“【三轴】”在南。"),
        // The name ends before, or begins after.
        (&[Ends("春风送岗", "春风")], "开展“【春风】送岗”活动，春风送岗很好。"),
        (&[Ends("春风送岗行", "春风送岗")], "开展“【春风送岗】行”活动，【春风送岗】很好。"),
        (&[Ends("江城青年创新行动", "青年创新行动")], "启动江城【青年创新行动】，【青年创新行动】见效。"),
        (&[Ends("两江四岸", "四岸")], "沿两江【四岸】看去。"),
        // Said one after the other.
        (&[Is("春风"), Not("春风")], "春风吹来。"),
        (&[Not("春风送岗"), Is("春风送岗")], "开展“【春风送岗】”活动。"),
        (&[Is("小河读书角"), Ends("小河读书角", "读书角")], "小河【读书角】开了。"),
        (&[Ends("春风送岗", "春风"), Is("春风送岗")], "开展“【春风送岗】”活动。"),
        (&[Ends("春风送岗", "春风送"), Ends("春风送", "春风")], "开展“【春风】送岗”活动。"),
        (&[Ends("春风送岗", "春风"), Not("春风")], "开展“春风送岗”活动。"),
    ];
    for (said, case) in cases {
        let (text, names) = expected(case);
        assert_eq!(found(&text, &catalogue, &rules(said)), names, "{said:?} {case}");
    }
}

#[test]
fn a_name_that_the_reader_gave_is_of_the_kind_that_the_reader_gave() {
    let mut first = entry("两江四岸工程", false);
    first.aliases.push("四岸".to_owned());
    let catalogue = Catalogue::new(vec![first]);
    let find = |text, said: &[Say]| find_corrected(text, &catalogue, &[], &rules(said)).remove(0);

    let given = find("看读书角", &[Is("读书角")]);
    assert_eq!((given.kind, given.entry, given.name.as_str()), (ProgramKind::Platform, None, "读书角"));
    let listed = find("看四岸", &[Is("四岸")]);
    assert_eq!((listed.kind, listed.entry, listed.name.as_str()), (ProgramKind::Platform, Some(0), "两江四岸工程"));
    // A listed name cut short is the entry's only if the editor lists it so.
    let shorter = find("看两江四岸工程", &[Ends("两江四岸工程", "四岸")]);
    assert_eq!((shorter.kind, shorter.entry, shorter.span), (ProgramKind::Strategy, Some(0), Span::new(3, 5)));
    let other = find("看两江四岸工程", &[Ends("两江四岸工程", "两江四岸")]);
    assert_eq!((other.entry, other.name.as_str()), (None, "两江四岸"));
}

#[test]
fn what_is_no_shorter_part_changes_nothing() {
    let mut rules = NameRules::default();
    for (found, name) in [("春风", "春风"), ("春风", "春风送岗"), ("春风", "秋风"), ("春风", ""), ("", "")]
    {
        assert!(!rules.ends(found, name), "{found} {name}");
    }
    assert_eq!(rules, NameRules::default());
}

proptest! {
    #[test]
    fn whatever_is_said_names_stay_in_order_and_the_readers_hold(
        text in "([“”《》、\n]|活动|实施|战略|春风|送岗|三标|条例|1|N|😀|𠀀){0,30}",
        said in proptest::collection::vec((0..3, "(春风|送岗|三标|N|1|😀){1,3}", "(春风|送岗|三标|N|1|😀){1,2}"), 0..6),
    ) {
        let catalogue = Catalogue::new(vec![entry("三标春风", false)]);
        let mut rules = NameRules::default();
        for (what, name, part) in &said {
            match what {
                0 => rules.is(name, ProgramKind::Event),
                1 => rules.is_not(name),
                _ => drop(rules.ends(name, part)),
            }
        }
        let programs = find_corrected(&text, &catalogue, &crate::numbers::find(&text), &rules);
        let chars: Vec<char> = text.chars().collect();
        let mut end = 0;
        for program in &programs {
            prop_assert!(program.span.start >= end && !program.span.is_empty());
            end = program.span.end;
        }
        prop_assert!(end <= chars.len());
        if let Some((what, name, part)) = said.last() {
            let marked = |name: &str| {
                let folded = NameRules::folded(name);
                programs.iter().any(|p| {
                    NameRules::folded(&chars[p.span.start..p.span.end].iter().collect::<String>()) == folded
                })
            };
            match what {
                1 => prop_assert!(!marked(name), "{} is said to be none", name),
                2 if name.contains(part.as_str()) && name.len() > part.len() => {
                    prop_assert!(!marked(name), "{} is said to be shorter", name);
                }
                _ => {}
            }
        }
    }
}
