//! What follows the first unit of a quantity: a half, smaller units (`五元三毛`, `8天20小时`, `3斤5两`), a second
//! classifier (`家(次)`, `场次`); and the units that are figures themselves, 成 and 折.

use super::{Quantity, makes_word};
use crate::numbers::NumberKind;
use crate::numbers::decimal::Decimal;
use crate::numbers::numeral::{self, Shape, digit};
use crate::numbers::page::{Page, is_han};
use crate::numbers::units::{self, Unit};

/// Units that 半 can halve.
const HALVED: &[&str] = &[
    "年", "天", "小时", "月", "周", "斤", "公斤", "里", "公里", "岁", "亩", "倍", "尺", "米", "吨", "世纪", "钟头",
    "两", "个", "块",
];

/// A measure and the smaller one that may follow it at once.
const SMALLER: &[(&str, &[&str])] = &[
    ("斤", &["两"]),
    ("公斤", &["克", "两"]),
    ("两", &["钱"]),
    ("吨", &["公斤", "千克"]),
    ("丈", &["尺"]),
    ("尺", &["寸"]),
    ("米", &["厘米", "分米"]),
    ("公里", &["米"]),
    ("里", &["米"]),
    ("英尺", &["英寸"]),
    ("岁", &["个月", "月"]),
];

/// Reads 成 and 折, tenths as a unit: `六成`, `三成半`, `八点五折`. Whether one stands there.
pub(super) fn tenths(page: &Page, quantity: &mut Quantity) -> bool {
    let numeral = quantity.numeral;
    let at = page.skip_spaces(numeral.end);
    let mark = page.at(at);
    if !matches!(mark, '成' | '折') || makes_word(mark, page.at(at + 1)) || matches!(numeral.shape, Shape::Bare) {
        return false;
    }
    let small = |v: Decimal| v.magnitude(Decimal::whole(10)).is_le();
    if mark == '成' && !numeral.low.is_some_and(small) {
        return false;
    }
    // 九折 is 90 hundredths of the price, 五五折 is 55, 95折 is 95.
    let hundredths = |v: Decimal| if small(v) { v.shifted(1) } else { Some(v) };
    quantity.low = quantity.low.and_then(hundredths);
    quantity.high = quantity.high.and_then(hundredths);
    quantity.end = at + 1;
    // 三成半, 七成五
    let more = if page.at(at + 1) == '半' { Some(5) } else { digit(page.at(at + 1)).filter(|&d| d > 0) };
    if let Some(more) = more
        && mark == '成'
        && units::at(page, at + 2).is_none()
        && numeral::power(page.at(at + 2)).is_none()
    {
        quantity.low = quantity.low.and_then(|v| v.plus(Decimal::whole(more.into())));
        quantity.end = at + 2;
    }
    quantity.unit = Some((NumberKind::Percent, if mark == '成' { "%" } else { "折" }.to_owned()));
    quantity.joined = true;
    true
}

/// Reads `个半月`, `个半小时` behind a numeral. Whether one stands there.
pub(super) fn and_a_half(page: &Page, at: usize, quantity: &mut Quantity) -> bool {
    if !page.has(at, "个半") {
        return false;
    }
    let Some((base, end)) = page.any(at + 2, &["月", "小时", "钟头", "星期", "世纪"]) else {
        return false;
    };
    quantity.low = quantity.low.and_then(|v| v.plus(Decimal::HALF));
    quantity.end = end;
    quantity.unit = Some((NumberKind::Duration, base.to_owned()));
    quantity.joined = true;
    true
}

/// Takes what belongs to the quantity behind its unit.
pub(super) fn more(page: &Page, unit: &'static Unit, quantity: &mut Quantity) {
    let end = quantity.end;
    if page.at(end) == '半'
        && (HALVED.contains(&unit.base) && unit.kind != NumberKind::Count || halves(page, unit, end))
    {
        let next = page.at(end + 1);
        if !matches!(next, '径' | '数' | '导' | '夜' | '成' | '决' | '岛' | '球' | '程') {
            quantity.low = quantity.low.and_then(|v| v.plus(Decimal::HALF));
            quantity.end = end + 1;
            return;
        }
    }
    match unit.kind {
        NumberKind::Money => {
            money(page, unit, quantity);
            per(page, quantity);
        }
        NumberKind::Duration => durations(page, unit, quantity),
        NumberKind::Measure => {
            measures(page, unit, quantity);
            per(page, quantity);
        }
        NumberKind::Count => {
            classifiers(page, quantity);
            per(page, quantity);
        }
        _ => {}
    }
}

/// 两勺半, 三间半: nothing goes on behind the half.
fn halves(page: &Page, unit: &Unit, half: usize) -> bool {
    unit.kind == NumberKind::Count && !is_han(page.at(half + 1))
}

/// 角 and 分 behind 元 or 块; `一块二`, `九毛九`; 美分 behind 美元.
fn money(page: &Page, unit: &Unit, quantity: &mut Quantity) {
    let mut place = match unit.base {
        "元" | "块" | "圆" => 0,
        "角" | "毛" => 1,
        "美元" => return cents(page, quantity),
        _ => return,
    };
    let first = place;
    let mut sum = quantity.low.map(|v| v.divided(place));
    loop {
        let start = if matches!(page.at(quantity.end), '零' | '又') { quantity.end + 1 } else { quantity.end };
        let Some(part) = numeral::read(page, start).filter(|n| n.small().is_some_and(|v| v < 10)) else {
            break;
        };
        let (next, end) = match page.at(part.end) {
            '角' | '毛' if place < 1 => (1, part.end + 1),
            '分' if page.at(part.end + 1) != '之' => (2, part.end + 1),
            // 一块二, 九毛九: one place lower, with nothing counted behind it.
            c if unit.base != "元"
                && start == quantity.end
                && (digit(page.at(start)).is_some() || part.plain == 1 && page.at(start - 2).is_ascii_digit())
                && units::at(page, part.end).is_none()
                && (!is_han(c) || matches!(c, '到' | '至' | '的')) =>
            {
                (place + 1, part.end)
            }
            _ => break,
        };
        sum = sum.and_then(|s| s.plus(part.low?.divided(next)));
        (place, quantity.end) = (next, end);
        if place == 2 {
            break;
        }
    }
    if place > first {
        if page.at(quantity.end) == '钱' {
            quantity.end += 1;
        }
        quantity.low = sum;
        quantity.joined = true;
        quantity.unit = Some((NumberKind::Money, if first == 0 { unit.base } else { "元" }.to_owned()));
    }
}

fn cents(page: &Page, quantity: &mut Quantity) {
    let start = if matches!(page.at(quantity.end), '零' | '又') { quantity.end + 1 } else { quantity.end };
    if let Some(part) = numeral::read(page, start)
        && page.has(part.end, "美分")
    {
        quantity.low = quantity.low.and_then(|v| v.plus(part.low?.divided(2)));
        quantity.end = part.end + 2;
    }
}

/// `8天20小时`, `两年零三个月`, `1分09秒`: one span, no single figure.
fn durations(page: &Page, unit: &Unit, quantity: &mut Quantity) {
    // 9秒83: a sprinter's hundredths.
    if unit.base == "秒"
        && let Some(part) = numeral::read(page, quantity.end).filter(|n| n.plain == 1 || n.plain == 2)
        && units::at(page, part.end).is_none()
    {
        quantity.low = quantity.low.and_then(|v| v.plus(part.low?.divided(part.plain as u32)));
        quantity.end = part.end;
        return;
    }
    // Five units name a time wholly; more is another sentence.
    for _ in 0..6 {
        let mut start = quantity.end;
        while start < quantity.end + 2 && matches!(page.at(start), '零' | '又' | '多' | '余') {
            start += 1;
        }
        let Some(part) =
            numeral::read(page, start).filter(|n| !matches!(n.shape, Shape::Bare | Shape::Digits | Shape::Vague))
        else {
            return;
        };
        let unit = units::at(page, part.end).filter(|(unit, _)| unit.kind == NumberKind::Duration);
        // 2小时10分31秒
        let minutes = || {
            let hours = matches!(page.at(quantity.end - 1), '时' | '天');
            (hours && page.at(part.end) == '分' && page.at(part.end + 1) != '之').then_some(part.end + 1)
        };
        let Some(end) = unit.map(|(_, end)| end).or_else(minutes) else { return };
        quantity.end = end;
        (quantity.low, quantity.high) = (None, None);
        quantity.joined = true;
    }
}

/// `29微克/立方米`, `1.2万元/平方米`, `20毫克/100毫升`: one unit over another is a unit.
fn per(page: &Page, quantity: &mut Quantity) {
    let mark = quantity.end;
    if page.at(mark) != '/' {
        return;
    }
    let many = numeral::read(page, mark + 1).filter(|n| n.low.is_some_and(Decimal::is_multiple_of_ten));
    let start = many.map_or(mark + 1, |n| n.end);
    let whole = units::at(page, start).map(|(_, end)| end);
    let whole = whole.or_else(|| page.any(start, &["月", "日", "股", "时", "千瓦", "秒"]).map(|(_, end)| end));
    if let (Some(end), Some((kind, unit))) = (whole, quantity.unit.clone()) {
        quantity.end = end;
        quantity.unit = Some((kind, format!("{unit}{}", page.slice(mark, end))));
    }
}

fn measures(page: &Page, unit: &Unit, quantity: &mut Quantity) {
    height(page, unit, quantity);
    let Some((_, smaller)) = SMALLER.iter().find(|(base, _)| *base == unit.base) else {
        return;
    };
    let Some(part) = numeral::read(page, quantity.end) else {
        return;
    };
    if let Some((_, end)) = page.any(part.end, smaller) {
        quantity.end = end;
        quantity.low = None;
        quantity.joined = true;
    }
}

/// `1米75`, `一米八`, `三尺二`: what stands behind the unit are its decimals.
fn height(page: &Page, unit: &Unit, quantity: &mut Quantity) {
    let start = quantity.end;
    let row = numeral::digit_row(page, start, 3);
    let ((1 | 2, "米") | (1, "尺" | "丈" | "度")) = (row.len(), unit.base) else { return };
    let end = start + row.len();
    let one_script = page.at(start).is_ascii_digit() == page.at(start - 2).is_ascii_digit();
    let counted = units::at(page, end).is_some()
        || numeral::power(page.at(end)).is_some()
        || matches!(page.at(end), '.' | '%' | '-' | '~' | '/' | '成' | '倍' | '到' | '至' | '点')
        || page.at(end).is_ascii_alphanumeric();
    if one_script && !counted {
        let places = row.len() as u32;
        quantity.low = quantity.low.and_then(|low| low.plus(Decimal::from_digits(row, places)?));
        quantity.end = end;
        quantity.joined = true;
    }
}

/// `24570家(次)`, `150余场次`; `1分09秒` begins with what may also be a score.
fn classifiers(page: &Page, quantity: &mut Quantity) {
    let Some((_, base)) = quantity.unit.clone() else {
        return;
    };
    if base == "分" {
        let start = quantity.end;
        if let Some(part) = numeral::read(page, start)
            && page.at(part.end) == '秒'
        {
            quantity.end = part.end + 1;
            quantity.low = None;
            quantity.unit = Some((NumberKind::Duration, "秒".to_owned()));
            quantity.joined = true;
        }
        return;
    }
    let end = quantity.end;
    let inner = page.at(end + 1);
    if page.at(end) == '('
        && page.at(end + 2) == ')'
        && matches!(
            inner,
            '次' | '套'
                | '个'
                | '项'
                | '户'
                | '人'
                | '家'
                | '名'
                | '件'
                | '座'
                | '条'
                | '处'
                | '组'
                | '只'
                | '款'
                | '种'
        )
    {
        quantity.end = end + 3;
        quantity.unit = Some((NumberKind::Count, format!("{base}({inner})")));
    } else if page.at(end) == '次'
        && base.chars().count() == 1
        && base != "次"
        && !matches!(page.at(end + 1), '年' | '日' | '要' | '级')
    {
        quantity.end = end + 1;
        quantity.unit = Some((NumberKind::Count, format!("{base}次")));
    }
}
