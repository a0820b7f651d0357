//! Numerals with their unit: counts, measures, money, durations, ratios, percentages with a sign; ranges of
//! them; bare figures and codes.

mod compound;
mod named;

use super::decimal::Decimal;
use super::fixed;
use super::numeral::{self, Numeral, Shape};
use super::page::{Page, is_han};
use super::reader::{Found, Step, range_mark};
use super::{Approximation, NumberKind, units};

/// A numeral and the unit behind it, before it is known whether a range goes on.
#[derive(Debug, Clone)]
struct Quantity {
    numeral: Numeral,
    end: usize,
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// Kind and base of the unit; `None` for a bare numeral.
    unit: Option<(NumberKind, String)>,
    /// Whether the unit is 成 or 折 or has smaller units behind it.
    joined: bool,
}

/// Reads what stands at a numeral that is no date, time or share.
pub(super) fn read(page: &Page, at: usize, numeral: &Numeral) -> Step {
    if let Some(step) = named::read(page, at, numeral) {
        return step;
    }
    let mut first = quantity(page, at, *numeral);
    if let Some(found) = ratio(page, at, &first) {
        return Step::Number(found);
    }
    extend_to_range(page, at, &mut first);
    if names_system(page, &first) {
        return Step::Skip(first.end);
    }
    if !is_stated(page, at, &first) {
        return Step::Skip(first.end);
    }
    Step::Number(found(page, at, first))
}

/// `半年`, `半小时`, `半折`: half of one.
pub(super) fn half(page: &Page, at: usize) -> Step {
    if page.at(at + 1) == '折' {
        return Step::Number(Found {
            value: Some("50".into()),
            unit: "折".into(),
            ..Found::new(at, at + 2, NumberKind::Percent)
        });
    }
    let parted = matches!(page.before(at, 1), '上' | '下' | '大' | '前' | '后' | '多' | '小' | '过' | '一');
    match units::at(page, at + 1) {
        Some((unit, end))
            if unit.kind == NumberKind::Duration
                && matches!(unit.base, "年" | "月" | "小时" | "世纪" | "钟头")
                && !parted =>
        {
            Step::Number(Found {
                value: Some("0.5".into()),
                unit: unit.base.into(),
                ..Found::new(at, end, NumberKind::Duration)
            })
        }
        _ => Step::Skip(at + 1),
    }
}

fn quantity(page: &Page, at: usize, numeral: Numeral) -> Quantity {
    let mut quantity =
        Quantity { numeral, end: numeral.end, low: numeral.low, high: numeral.high, unit: None, joined: false };
    if compound::tenths(page, &mut quantity) {
        return quantity;
    }
    let start = page.skip_spaces(numeral.end);
    if compound::and_a_half(page, start, &mut quantity) {
        return quantity;
    }
    let Some((unit, end)) = units::at(page, start).or_else(|| over_break(page, at, &numeral)) else {
        // 82日: more days than a month has.
        if page.at(start) == '日' && numeral.plain > 0 && numeral.small().is_some_and(|days| days > 31) {
            quantity.end = start + 1;
            quantity.unit = Some((NumberKind::Duration, "日".to_owned()));
        }
        return quantity;
    };
    // 由6.5升至7.2: the verb.
    if unit.base == "升" && matches!(page.at(end), '至' | '到') && matches!(page.before(at, 1), '由' | '从') {
        return quantity;
    }
    let spaced = start > numeral.end;
    if spaced && numeral.shape != Shape::Arabic && unit.kind == NumberKind::Count {
        return quantity;
    }
    quantity.end = end;
    quantity.unit = Some((unit.kind, unit.base.to_owned()));
    compound::more(page, unit, &mut quantity);
    quantity
}

/// The unit at the beginning of the next line, where a column ended right behind the numeral: `高企281⏎家、`. What
/// stands before it must fill a line, and a single character is the unit only when no word can go on from it.
fn over_break(page: &Page, at: usize, numeral: &Numeral) -> Option<(&'static units::Unit, usize)> {
    const COLUMN: usize = 12;
    let breaks = |c: char| matches!(c, '\n' | '\r');
    let full = || (1..=COLUMN).all(|back| !matches!(page.before(at, back), '\n' | '\r' | '\0' | '#'));
    if numeral.shape != Shape::Arabic || !breaks(page.at(numeral.end)) || !full() {
        return None;
    }
    let next = (numeral.end..numeral.end + 5).find(|&p| !breaks(page.at(p)))?;
    let (unit, end) = units::at(page, next)?;
    (end > next + 1 || !is_han(page.at(end)) && !breaks(page.at(end))).then_some((unit, end))
}

/// Proportions have few parts; a longer chain is no proportion, and is not read as one.
const LONGEST_RATIO: usize = 6;

/// `3:1`, `78:96`, `三比一`.
fn ratio(page: &Page, at: usize, first: &Quantity) -> Option<Found> {
    if first.unit.is_some() || first.numeral.more || first.numeral.shape == Shape::Bare {
        return None;
    }
    if let Some((end, value)) = score(page, at, &first.numeral) {
        return Some(Found { value: Some(value), ..Found::new(at, end, NumberKind::Ratio) });
    }
    let mut end = first.end;
    let mut value = first.numeral.value()?;
    let mut parts = 1;
    let mark = page.at(end);
    while page.at(end) == mark
        && parts < LONGEST_RATIO
        && (mark == ':' && page.at(end + 1).is_ascii_digit() || mark == '比' && parts == 1)
    {
        let next = numeral::read(page, end + 1)?;
        if mark == '比' && (units::at(page, next.end).is_some() || next.shape == Shape::Bare) {
            return None;
        }
        value.push(':');
        value.push_str(&next.value()?);
        end = next.end;
        parts += 1;
    }
    (parts > 1).then(|| Found { value: Some(value), ..Found::new(at, end, NumberKind::Ratio) })
}

/// `21-15`, `0-3`: what runs down is no range, and what runs up is a score where the words say so.
fn score(page: &Page, at: usize, first: &Numeral) -> Option<(usize, String)> {
    let plain = |n: &Numeral| (1..=3).contains(&n.plain);
    let before = page.before(at, 1);
    if !plain(first) || page.at(first.end) != '-' || before == '-' || before.is_ascii_alphanumeric() {
        return None;
    }
    let second = numeral::read(page, first.end + 1).filter(plain)?;
    let next = page.at(second.end);
    let ends = !matches!(next, '-' | '.' | '/' | '%' | '‰') && !next.is_ascii_alphanumeric();
    let down = !first.low?.magnitude(second.low?).is_lt();
    (ends
        && (down || fixed::is_score(page, at) || fixed::ends_match(page, second.end))
        && units::at(page, second.end).is_none())
    .then(|| Some((second.end, format!("{}:{}", first.value()?, second.value()?))))?
}

/// Words for a change whose size is told before 至 or 到 and what it leads to.
const CHANGES: &[&str] = &[
    "涨", "跌", "升", "降", "上调", "下调", "提高", "增加", "减少", "增长", "降低", "扩大", "收窄", "回落", "提升",
    "压缩", "缩短", "反弹", "贬值", "升值", "攀升",
];

/// Whether `上涨7.16点至3006.45点` leads from a change to its result, which is no range.
fn changes(page: &Page, at: usize, first: &Quantity, mark: usize, second: &Quantity) -> bool {
    let start = if matches!(page.before(at, 1), '了' | '近' | '约' | '超') { at - 1 } else { at };
    let far = |low: Decimal, high: Decimal| {
        let times = if first.unit.is_some() { 3 } else { 10 };
        low.times(Decimal::whole(times)).is_some_and(|low| low.magnitude(high).is_lt())
    };
    matches!(page.at(page.skip_spaces(mark)), '至' | '到')
        && page.any_before(start, CHANGES)
        && first.low.zip(second.low).is_some_and(|(low, high)| far(low, high))
}

/// Joins a second quantity: `1-2次`, `三到五年`, `5元-10元`, `10%~20%`, `8500到3万港元`.
fn extend_to_range(page: &Page, at: usize, first: &mut Quantity) {
    let Some(next) = range_mark(page, first.end) else {
        return;
    };
    if first.high.is_some() || first.numeral.several || page.title(next).is_some() {
        return;
    }
    let Some(numeral) = numeral::read(page, next)
        .filter(|n| n.high.is_none() && !matches!(n.shape, Shape::Digits | Shape::Bare | Shape::Vague | Shape::Pair))
    else {
        return;
    };
    let second = quantity(page, next, numeral);
    let same = match (&first.unit, &second.unit) {
        (Some((a, x)), Some((b, y))) => a == b && (x == y || *a == NumberKind::Money),
        (None, _) => true,
        (Some(_), None) => false,
    };
    if changes(page, at, first, first.end, &second) {
        return;
    }
    let date = super::dates::read(page, next).is_some();
    let letters = second.unit.is_none() && page.at(second.end).is_ascii_alphabetic();
    if !same || date || letters {
        return;
    }
    // 五到七成: both are tenths.
    if first.unit.is_none() && second.joined && page.at(second.end - 1) == '成' {
        first.low = first.low.and_then(|low| low.shifted(1));
    }
    if let (None, Some(low), Some(high)) = (&first.unit, first.low, second.low)
        && second.numeral.scale > first.numeral.scale
        && (second.numeral.scale >= 4 || first.numeral.scale == 0)
    {
        let own = if first.numeral.scale >= 4 { first.numeral.scale } else { 0 };
        let scaled = low.shifted(second.numeral.scale - own);
        // 两到三万 is 20000 to 30000, 8500到3万 is what it says.
        first.low = scaled.filter(|s| s.magnitude(high).is_lt()).or(Some(low));
    }
    if first.unit.is_none() && second.low.zip(first.low).is_none_or(|(high, low)| !low.magnitude(high).is_lt()) {
        return;
    }
    first.high = second.low;
    first.end = second.end;
    first.numeral.shape = if first.numeral.shape == Shape::Single { second.numeral.shape } else { first.numeral.shape };
    first.numeral.more |= second.numeral.more;
    first.unit = second.unit;
}

/// Whether the quantity states a value in this place.
fn is_stated(page: &Page, at: usize, quantity: &Quantity) -> bool {
    let numeral = &quantity.numeral;
    let ranged = quantity.high.is_some();
    let Some((kind, unit)) = &quantity.unit else {
        return match numeral.shape {
            Shape::Arabic => !fixed::names_in_quotes(page, at),
            Shape::Vague => false,
            // 百万善款: a round sum before the noun itself.
            Shape::Bare => is_round_sum(page, at, numeral) && !fixed::names_in_quotes(page, at),
            _ if ranged && numeral.shape != Shape::Pair => !fixed::names_in_quotes(page, at),
            _ => {
                fixed::stands_bare(page, at, numeral)
                    && !fixed::names_in_quotes(page, at)
                    && !fixed::in_counted_name(page, at)
            }
        };
    };
    let counts = matches!(kind, NumberKind::Count);
    let chinese = numeral.shape != Shape::Arabic;
    let names = counts || chinese && !matches!(kind, NumberKind::Percent | NumberKind::Ratio);
    if names && fixed::names_in_quotes(page, at) || counts && fixed::closes_name(page, at, quantity.end) {
        return false;
    }
    match numeral.shape {
        Shape::Arabic => !is_entry_year(page, numeral, unit, quantity.end),
        Shape::Vague => numeral.end > at + 1,
        Shape::Digits => quantity.joined,
        Shape::Bare => {
            let large = numeral.low.is_some_and(|v| v.to_whole().is_some_and(|v| v > 100_000));
            let threshold = *kind == NumberKind::Money && page.any(quantity.end, &["以上", "以下"]).is_some();
            let about = page.any_before(at, &["上", "近", "逾", "超", "过", "约", "达"]);
            numeral.more
                || about
                || threshold
                || large && !matches!(page.at(at), '万') && (!counts || numeral.scale > 4)
        }
        Shape::Single if page.at(at) == '一' && !ranged => {
            // 一 before a classifier is an article; before a long unit, money or time it measures, unless it
            // points to one of them (上一交易日, 同一天).
            let points = matches!(
                page.before(at, 1),
                '上' | '下' | '前' | '后' | '同' | '某' | '任' | '这' | '那' | '哪' | '每' | '另' | '头' | '新'
            ) && matches!(
                unit.as_str(),
                "年" | "月"
                    | "周"
                    | "日"
                    | "天"
                    | "年度"
                    | "季度"
                    | "学年"
                    | "学期"
                    | "世纪"
                    | "星期"
                    | "交易日"
                    | "工作日"
            );
            quantity.joined
                || !points
                    && (unit == "番" && page.before(at, 1) == '翻'
                        || !counts
                            && (unit.chars().count() > 1 || "年天周元升斤米克吨亩倍%折成里月".contains(unit.as_str())))
        }
        _ => {
            let village =
                unit == "里" && is_han(page.at(quantity.end)) && !"外长远的多以之".contains(page.at(quantity.end));
            let slogan = counts && fixed::names_by_count(page, at, quantity.end, unit);
            !(slogan || village || unit == "级" || is_phase(page, at, numeral, unit) || is_class(page, at, unit))
        }
    }
}

/// `百万`善款, `千亿`产业: the order of a sum without its unit. 千万 alone is mostly the adverb.
fn is_round_sum(page: &Page, at: usize, numeral: &Numeral) -> bool {
    let next = page.at(numeral.end);
    let round = numeral.low.and_then(Decimal::to_whole).is_some_and(|v| v >= 1_000_000);
    round
        && !page.has(at, "千万")
        && !matches!(page.at(at), '万' | '亿')
        && is_han(next)
        && !matches!(next, '庄' | '富' | '雄' | '别' | '不' | '莫')
}

/// 项目二期, 二期将于明年开工: a phase of a building, in Chinese numerals right behind its name, or such a one as
/// nothing says that it is counted (开展三期, 分二期).
fn is_phase(page: &Page, at: usize, numeral: &Numeral, unit: &str) -> bool {
    unit == "期"
        && numeral.shape == Shape::Single
        && (page.any_before(at, &["项目", "工程", "园", "区", "厂", "线", "城", "(", "港", "馆"])
            || matches!(page.at(at), '一' | '二')
                && !page.any_before(at, &["分", "共", "了", "办", "展", "出", "划", "满", "连续", "已"]))
}

/// 11人制, 三年制, 24小时制: the numeral says of what sort something is.
fn names_system(page: &Page, quantity: &Quantity) -> bool {
    let end = quantity.end;
    quantity.unit.is_some() && page.at(end) == '制' && !"造作定成备药订服冷止约图".contains(page.at(end + 1))
}

/// 2019级学生: the year in which they entered.
fn is_entry_year(page: &Page, numeral: &Numeral, unit: &str, end: usize) -> bool {
    unit == "级" && (numeral.plain == 4 || matches!(page.at(end), '学' | '新' | '本' | '研' | '硕' | '博' | '毕'))
}

/// 三年级二班: a class of a school, by its number.
fn is_class(page: &Page, at: usize, unit: &str) -> bool {
    unit == "班" && page.any_before(at, &["年级", "初一", "初二", "初三", "高一", "高二", "高三"])
}

fn found(page: &Page, at: usize, quantity: Quantity) -> Found {
    let numeral = &quantity.numeral;
    let approx = if numeral.several || numeral.shape == Shape::Vague {
        Some(Approximation::Several)
    } else {
        numeral.more.then_some(Approximation::AtLeast)
    };
    let value = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) => Some(format!("{low}..{high}")),
        (low, _) => low.map(|v| v.to_string()),
    };
    let bare_kind = || {
        let year = numeral.plain == 4 && numeral.small().is_some_and(|y| (1900..2100).contains(&y));
        let bracketed = page.before(at, 1) == '(' && page.at(quantity.end) == ')'
            || matches!(page.before(at, 1), '〔' | '[') && matches!(page.at(quantity.end), '〕' | ']');
        // 501室, 25路, 6楼
        let named = numeral.plain > 0 && matches!(page.at(quantity.end), '室' | '楼' | '路' | '弄');
        if fixed::is_currency_code(page, at) {
            NumberKind::Money
        } else if named {
            NumberKind::Code
        } else if year && bracketed {
            NumberKind::Date
        } else {
            NumberKind::Count
        }
    };
    let weak =
        matches!(numeral.shape, Shape::Vague | Shape::Bare) && quantity.unit.is_none() || numeral.shape == Shape::Vague;
    let (kind, unit) = quantity.unit.clone().unwrap_or_else(|| (bare_kind(), String::new()));
    Found { value, unit, approx, weak, ..Found::new(at, quantity.end, kind) }
}

/// Whether a character may not follow 成 or 折 as units: there they are part of a word (成立, 折叠).
fn makes_word(mark: char, next: char) -> bool {
    match mark {
        '成' => is_han(next) && "立为功了效绩员长果本型品名熟就交份分人语都不千群片双对体".contains(next),
        _ => "叠射线合腾旧断返弯页扇桌".contains(next),
    }
}
