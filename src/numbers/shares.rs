//! Shares of a whole in words and signs: `百分之八`, `四千分之一`, `三又二分之一`, `1/6`.
//!
//! A percentage has its figure for value and % for unit; a fraction keeps both its parts (`1/4000`).

use super::NumberKind;
use super::decimal::Decimal;
use super::numeral::{self, Numeral, Shape};
use super::page::Page;
use super::reader::{Found, range_mark};

/// What is measured out in fractions.
const MEASURED_OUT: &[&str] = &["汤匙", "茶匙", "勺", "杯", "碗", "个", "只", "块", "斤", "英寸", "小时"];

/// Reads a share at a position.
pub(super) fn read(page: &Page, at: usize) -> Option<Found> {
    let first = numeral::read(page, at)?;
    in_words(page, at, &first)
        .or_else(|| mixed(page, at, &first))
        .or_else(|| rate(page, at, &first))
        .or_else(|| slashed(page, at, &first))
}

/// The position after 分之.
fn parts_mark(page: &Page, at: usize) -> Option<usize> {
    let of = page.skip_spaces(at);
    let which = page.skip_spaces(of + 1);
    (page.at(of) == '分' && page.at(which) == '之').then(|| page.skip_spaces(which + 1))
}

fn in_words(page: &Page, at: usize, whole: &Numeral) -> Option<Found> {
    let mark = parts_mark(page, whole.end)?;
    let part = numeral::read(page, mark).filter(|n| !matches!(n.shape, Shape::Digits))?;
    let size = whole.low.map(|v| if v.negative { v.negated() } else { v });
    let hundred = whole.shape == Shape::Bare && size.and_then(Decimal::to_whole) == Some(100);
    if !hundred {
        return Some(Found {
            value: fraction(Decimal::ZERO, part.low, whole.low),
            ..Found::new(at, part.end, NumberKind::Percent)
        });
    }
    let mut end = part.end;
    let negative = whole.low.is_some_and(|v| v.negative);
    let mut value = part.value().map(|v| if negative { format!("-{v}") } else { v });
    if let Some(next) = range_mark(page, end)
        && let Some(upper) = {
            let start = if page.has(next, "百分之") { next + 3 } else { next };
            numeral::read(page, start)
        }
        && part.high.is_none()
        && super::units::at(page, upper.end).is_none()
    {
        value = value.zip(upper.value()).map(|(a, b)| format!("{a}..{b}"));
        end = upper.end;
    }
    Some(Found { value, unit: "%".into(), ..Found::new(at, end, NumberKind::Percent) })
}

/// `三又二分之一`, `1 4/3`.
fn mixed(page: &Page, at: usize, integer: &Numeral) -> Option<Found> {
    let gap = page.skip_spaces(integer.end);
    let (whole, part) = if page.at(gap) == '又' {
        let whole = numeral::read(page, page.skip_spaces(gap + 1))?;
        (whole, numeral::read(page, parts_mark(page, whole.end)?)?)
    } else if gap > integer.end && integer.plain > 0 {
        let part = numeral::read(page, gap).filter(|n| n.plain > 0 && page.at(n.end) == '/')?;
        (numeral::read(page, part.end + 1).filter(|n| n.plain > 0)?, part)
    } else {
        return None;
    };
    Some(Found {
        value: fraction(integer.low?, part.low, whole.low),
        ..Found::new(at, whole.end.max(part.end), NumberKind::Percent)
    })
}

/// `17.8/10万`, `12/1000`: so many among a round number.
fn rate(page: &Page, at: usize, part: &Numeral) -> Option<Found> {
    if part.shape != Shape::Arabic || page.at(part.end) != '/' || page.before(at, 1) == '/' {
        return None;
    }
    let whole = numeral::read(page, part.end + 1).filter(|n| n.shape == Shape::Arabic && n.high.is_none())?;
    let round = [1_000, 10_000, 100_000, 1_000_000].contains(&whole.low?.to_whole()?);
    let ends = !matches!(page.at(whole.end), '/' | '-' | ':' | '.') && super::units::at(page, whole.end).is_none();
    (round && ends).then(|| Found {
        value: fraction(Decimal::ZERO, part.low, whole.low),
        ..Found::new(at, whole.end, NumberKind::Percent)
    })
}

/// `1/6`, `1/2茶匙`; the slash of a date, a speed or an alternative joins longer or greater figures.
fn slashed(page: &Page, at: usize, part: &Numeral) -> Option<Found> {
    if !(1..=4).contains(&part.plain) || page.at(part.end) != '/' || page.before(at, 1) == '/' {
        return None;
    }
    let whole = numeral::read(page, part.end + 1).filter(|n| (1..=4).contains(&n.plain))?;
    let less = part.low?.magnitude(whole.low?).is_lt();
    let ends = !matches!(page.at(whole.end), '/' | '-' | ':') && !page.at(whole.end).is_ascii_alphanumeric();
    let found =
        Found { value: fraction(Decimal::ZERO, part.low, whole.low), ..Found::new(at, whole.end, NumberKind::Percent) };
    match super::units::at(page, whole.end) {
        None => (less && ends).then_some(found),
        Some((unit, end)) => {
            let halves = less && ends && whole.low?.to_whole()? <= 10 && MEASURED_OUT.contains(&unit.base);
            halves.then(|| Found { end, kind: unit.kind, unit: unit.base.into(), ..found })
        }
    }
}

/// `(integer × whole + part) / whole`, its sign before it.
fn fraction(integer: Decimal, part: Option<Decimal>, whole: Option<Decimal>) -> Option<String> {
    let (part, whole) = (part?, whole?);
    let negative = (part.negative != whole.negative) != integer.negative;
    let size = |mut value: Decimal| {
        value.negative = false;
        value
    };
    let top = size(integer).times(size(whole))?.plus(size(part))?;
    let whole = size(whole).to_whole().filter(|&w| w > 0)?;
    let sign = if negative { "-" } else { "" };
    Some(format!("{sign}{top}/{whole}"))
}
