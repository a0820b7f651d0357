//! Ordinals: `第10位`, `第五次`, `第一`. Fixed words (第一时间, 第三方, 第一产业) state no place.

use super::NumberKind;
use super::numeral::{self, Shape};
use super::page::Page;
use super::reader::{Found, Step, range_mark};
use super::units;

/// What follows 第 and a numeral in a fixed word. The rank is in the name and counts nothing.
const NAMES: &[&str] = &[
    "时间",
    "书记",
    "线",
    "手",
    "要务",
    "资源",
    "动力",
    "生产力",
    "责任",
    "夫人",
    "产业",
    "方",
    "世界",
    "课堂",
    "人称",
    "人民医院",
    "医院",
    "中学",
    "小学",
    "曲线",
    "现场",
    "发展",
    "梯队",
    "空间",
    "卫生间",
    "信号",
    "反应",
    "感觉",
    "眼",
    "步",
    "次世界大战",
    "次国内革命战争",
    "次鸦片战争",
    "桶金",
    "印象",
    "者",
    "语言",
    "感",
    "军医",
    "附属",
    "纵队",
    "中级",
    "纪",
    "国际",
    "极",
    "汽车",
    "炮兵",
    "集团",
    "历史",
    "信使",
    "宇宙",
    "性",
    "大股东",
    "负责人",
    "责任人",
    "主角",
    "居所",
    "故乡",
    "人选",
];

/// Reads what stands at 第.
pub(super) fn read(page: &Page, at: usize) -> Step {
    let Some(first) = numeral::read(page, page.skip_spaces(at + 1)) else {
        return Step::Skip(at + 1);
    };
    let fixed = first.shape == Shape::Single && page.any(first.end, NAMES).is_some();
    if fixed || matches!(first.shape, Shape::Vague | Shape::Bare) {
        return Step::Skip(first.end);
    }
    let mut end = first.end;
    let mut value = first.value();
    if let Some(last) = range_mark(page, end)
        .map(|next| if page.at(next) == '第' { next + 1 } else { next })
        .and_then(|next| numeral::read(page, next))
        && !matches!(last.shape, Shape::Bare | Shape::Vague)
    {
        value = value.zip(last.value()).map(|(a, b)| format!("{a}..{b}"));
        end = last.end;
    }
    let mut found = Found { value, ..Found::new(at, end, NumberKind::Ordinal) };
    let unit_at = page.skip_spaces(end);
    if let Some((unit, after)) = units::at(page, unit_at) {
        let counted = if unit_at > end { unit.kind == NumberKind::Duration } else { true };
        let sized = matches!(unit.kind, NumberKind::Measure | NumberKind::Money | NumberKind::Percent);
        if counted && !sized {
            found.unit = unit.base.into();
            found.end = after;
        }
    } else if let Some((unit, after)) =
        page.any(end, &["届", "号", "季", "期", "名", "轮", "卷", "集", "编", "版", "日", "大"])
        && unit != "大"
    {
        found.unit = unit.into();
        found.end = after;
    }
    if names_meeting(page, found.end, &found.unit) {
        return Step::Skip(found.end);
    }
    Step::Number(found)
}

/// 第十四届全国人大, 第二次全体会议: the name of a meeting.
fn names_meeting(page: &Page, end: usize, unit: &str) -> bool {
    match unit {
        "届" => page
            .any(end, &["全国人", "全国政", "人民代表", "人大", "政协", "中央", "省委", "市委", "委员会", "常委"])
            .is_some(),
        "次" => page.any(end, &["全体", "会议", "代表大会", "全国代表", "全会", "常委会", "常务会"]).is_some(),
        _ => false,
    }
}
