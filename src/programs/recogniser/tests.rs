//! What is found in a text: each case is a sentence with the expected names in brackets of their own.

use super::*;
use crate::text::Offsets;
use proptest::prelude::*;

fn found(text: &str, catalogue: &Catalogue) -> Vec<(String, ProgramKind)> {
    let offsets = Offsets::new(text);
    find(text, catalogue, &crate::numbers::find(text))
        .into_iter()
        .map(|program| (offsets.slice(text, program.span).to_owned(), program.kind))
        .collect()
}

/// `【…】` stands around what is to be found, in order.
pub(super) fn expected(marked: &str) -> (String, Vec<String>) {
    let names = marked.split('【').skip(1).map(|rest| rest.split('】').next().unwrap_or_default().to_owned()).collect();
    (marked.replace(['【', '】'], ""), names)
}

#[test]
fn discovery() {
    let cases = [
        // Quoted, with a designator behind or a launching verb before.
        "全县持续开展“【春风送岗】”活动，市民很欢迎。",
        "全省推行“【局长走流程】”工作机制。",
        "推出“【江城贷】”业务三十余笔。",
        "印发方案，推进“【放管服】”改革。",
        "上线“【随手拍】”APP，方便市民。",
        "会上启动了“【山乡读书】”“【文化下乡】”两项活动。",
        // Evidence from one mention carries the others, quoted or not.
        "镇里开展“【百企帮百村】”活动。一年来，【百企帮百村】成效明显。",
        "强化“【三亮】”意识，持续开展“【三亮】”活动。",
        "落实“【五横五纵】”布局，“【五横】”已通车，“【五纵】”在建。",
        // Shapes that name a scheme wherever they stand.
        "锚定“【四个领先】”，埋头苦干。",
        "建立“【2615N】”工作模式。",
        "健全“【9+6+2】”体系。",
        "发挥“【湖长制】”作用。",
        // Speech, figures of speech and classes.
        "他说：“我们一定把活动办好。”",
        "当好发展的“火车头”，实现首季“开门红”。",
        "培育“专精特新”企业，打通“最后一公里”。",
        "“十四五”时期以来，经济稳中有进。",
        "像“老黄牛”一样工作。",
        // Unquoted, with a designator.
        "深入实施【科教兴国战略】、【人才强国战略】，加快发展。",
        "全面实施【创新驱动、科教兴县、人才强县战略】。",
        "持续深化【英才引育工程】，成果丰硕。",
        "省里启动【青年创新创业行动】。",
        "办好【国际智能机器人大赛】等活动。",
        "【中国国际消费品博览会】在海口举行。",
        "2024年【巴黎奥运会】落幕。",
        "抢抓【长江战略】机遇。",
        "规划建设【东湖科学城】。",
        "入选【卓越工程师培养计划】57人。",
        // Descriptions that end in the same words.
        "推进重大项目建设，开展宣传活动。",
        "一批创新平台和30个示范工程建成。",
        "双方建立战略合作关系，工程师到场。",
        "全国人民代表大会审议了报告。",
        "以实际行动支持发展，按年度计划推进。",
        // Titles.
        "发布《【滨江市促进数字经济发展条例】》，自下月起施行。",
        "印发《【乡村建设行动实施方案(2022—2025年)】》。",
        "根据《【关于做好春耕工作的通知】》要求。",
        "读《红楼梦》和《孙子兵法》，订《人民日报》。",
        "《【山河同心】》巡展在省博物馆开幕。",
        // A name broken by the end of a printed column.
        "深入实施“【换道\n\n领跑】”战略。",
    ];
    for case in cases {
        let (text, names) = expected(case);
        let got: Vec<_> = found(&text, &Catalogue::default()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(got, names, "{case}");
    }
}

#[test]
fn kinds() {
    use ProgramKind::{Campaign, Event, Mechanism, Platform, Policy, Project, Strategy};
    let cases = [
        ("开展“春风送岗”活动", Campaign),
        ("实施“东进西拓”战略", Strategy),
        ("实施“江城人才”计划", Policy),
        ("推行“一窗受理”机制", Mechanism),
        ("上线“随手拍”APP", Platform),
        ("举办“江城杯”创业大赛", Event),
        ("规划建设东湖科学城", Project),
    ];
    for (text, kind) in cases {
        let kinds: Vec<_> = found(text, &Catalogue::default()).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [kind], "{text}");
    }
}

pub(super) fn entry(name: &str, quoted: bool) -> Entry {
    Entry { name: name.to_owned(), kind: ProgramKind::Strategy, aliases: Vec::new(), note: None, weak: false, quoted }
}

#[test]
fn listed_names() {
    let catalogue = Catalogue::new(vec![
        entry("两江", false),
        entry("两江四岸", false),
        entry("三标", true),
        entry("531", false),
        entry("产业(新区)", false),
    ]);
    let cases = [
        // The longest at a place; a line break and full-width forms inside do not matter.
        "沿【两江四岸】看去，【两江】交汇。",
        "【两江\n四岸】",
        "【产业（新区）】",
        // Only between quotation marks, of whatever form.
        "争创“【三标】”、「【三标】」，三标不算。",
        // Not a piece of a longer numeral.
        "【531】村，15312户，第531A号。",
        "十两江水。",
    ];
    for case in cases {
        let (text, names) = expected(case);
        let got: Vec<_> = found(&text, &catalogue).into_iter().map(|(name, _)| name).collect();
        assert_eq!(got, names, "{case}");
    }
}

#[test]
fn a_mention_tells_its_entry() {
    let mut first = entry("两江四岸", false);
    first.aliases.push("四岸工程".to_owned());
    let catalogue = Catalogue::new(vec![entry("三标", true), first]);
    let program = find("推进四岸工程", &catalogue, &[]).remove(0);
    assert_eq!(program.entry, Some(1));
    assert_eq!(program.name, "两江四岸");
}

#[test]
fn the_check_names_what_is_wrong() {
    let texts = ["两江四岸，三标。".to_owned(), "换道\n领跑".to_owned()];
    let cases = [
        (vec![entry("两江四岸", false), entry("换道领跑", false)], vec![]),
        (vec![entry("两江", false), entry("两江四岸", false)], vec!["entry `两江`: `两江` is found in no text"]),
        (vec![entry("三标", true)], vec!["entry `三标`: `三标` is found in no text"]),
        (vec![entry("三标。", false), entry("三标。", false)], vec!["entry `三标。`: `三标。` is listed twice"]),
        (vec![entry(" 两江", false)], vec!["entry ` 两江`: ` 两江` is empty or has white space around it"]),
    ];
    for (entries, problems) in cases {
        let got: Vec<_> = Catalogue::new(entries).check(&texts).iter().map(ToString::to_string).collect();
        assert_eq!(got, problems);
    }
}

#[test]
fn a_list_survives_being_written() {
    let catalogue = Catalogue::new(vec![entry("三标", true), entry("两江", false)]);
    let json = serde_json::to_string(&catalogue).expect("plain data");
    let back: Catalogue = serde_json::from_str(&json).expect("what was just written");
    assert_eq!(back, catalogue);
}

/// Pieces that put every rule to work, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("‘".to_owned()),
        Just("’".to_owned()),
        Just("《".to_owned()),
        Just("》".to_owned()),
        Just("\n".to_owned()),
        Just("、".to_owned()),
        Just("三个一批".to_owned()),
        Just("两江四岸".to_owned()),
        Just("活动".to_owned()),
        Just("战略".to_owned()),
        Just("工程".to_owned()),
        Just("条例".to_owned()),
        Just("实施".to_owned()),
        Just("奥运会".to_owned()),
        Just("郑州".to_owned()),
        Just("和".to_owned()),
        Just("(一期)".to_owned()),
        Just("1330N".to_owned()),
        "\\PC{0,3}",
        "[一-龥𠀀-𠀲😀]{1,4}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_are_sorted_disjoint_and_inside(text in pieces()) {
        let catalogue = Catalogue::new(vec![entry("两江四岸", false), entry("三个一批", true)]);
        let length = text.chars().count();
        let mut end = 0;
        for program in find(&text, &catalogue, &crate::numbers::find(&text)) {
            prop_assert!(program.span.start >= end && program.span.start < program.span.end);
            end = program.span.end;
            prop_assert!(end <= length);
            prop_assert!(program.entry.is_none_or(|entry| entry < catalogue.entries().len()));
        }
    }
}
