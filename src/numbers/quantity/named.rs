//! Figures that name and do not count: codes, versions, list marks, models of working, generations.

use crate::numbers::numeral::{self, Numeral, Shape};
use crate::numbers::page::{Page, is_han};
use crate::numbers::reader::{Found, Step};
use crate::numbers::{NumberKind, fixed, units};

/// Figures that name: codes, versions, list marks, model names (`1+1+N`), generations (`90后`).
pub(super) fn read(page: &Page, at: usize, numeral: &Numeral) -> Option<Step> {
    let (before, next) = (page.before(at, 1), page.at(numeral.end));
    if fixed::is_list_mark(page, at, numeral.end) {
        return Some(Step::Skip(numeral.end + 1));
    }
    if numeral.shape == Shape::Digits || numeral.shape == Shape::Single && page.at(at) == '零' {
        return digits_in_words(page, at, numeral);
    }
    if numeral.shape != Shape::Arabic && numeral.plain == 0 {
        return None;
    }
    let joined = next == '+' && page.at(numeral.end + 1).is_ascii_alphanumeric();
    let dotted = next == '.' && page.at(numeral.end + 1).is_ascii_digit();
    let letters = next.is_ascii_alphabetic() && units::at(page, numeral.end).is_none();
    // 5·12, 7×24小时: names and products, not two numbers.
    let paired = matches!(next, '·' | '×') && page.at(numeral.end + 1).is_ascii_digit();
    if paired && next == '·' {
        let after = numeral::read(page, numeral.end + 1)?;
        return Some(Step::Skip(after.end));
    }
    if paired {
        return Some(Step::Skip(numeral.end + 1));
    }
    let added = before == '+' && (page.before(at, 2).is_ascii_alphanumeric() || is_han(page.before(at, 2)));
    if joined || added || dotted || letters || is_version(page, at, numeral) {
        return Some(Step::Skip(fixed::alphanumeric_end(page, numeral.end)));
    }
    if matches!(next, '版' | '后' if !page.has(numeral.end, "后来"))
        && numeral.scale == 0
        && page.at(numeral.end + 1) != '年'
        || matches!(next, '强' | '佳' | '星' | '大' | '环' | '届') && units::at(page, numeral.end).is_none()
    {
        return Some(Step::Skip(numeral.end + 1));
    }
    let code =
        |end| Some(Step::Number(Found { value: Some(page.slice(at, end)), ..Found::new(at, end, NumberKind::Code) }));
    let digits = page.at(at).is_ascii_digit().then(|| hyphenated_end(page, at));
    if let Some((end, groups)) = digits
        && (groups > 2 || groups == 2 && (is_area_code(page, at) || fixed::is_announced(page, at)))
    {
        return code(end);
    }
    let plain = numeral.plain > 0;
    let unitless = units::at(page, numeral.end).is_none();
    if plain && (page.at(at) == '0' && numeral.plain > 1 || fixed::is_code(page, at, numeral.end) && unitless) {
        return code(numeral.end);
    }
    if plain && next == '号' {
        return code(numeral.end);
    }
    None
}

/// `0371-…`: a nought and another digit; `0-3` is a score.
fn is_area_code(page: &Page, at: usize) -> bool {
    page.at(at) == '0' && page.at(at + 1).is_ascii_digit()
}

/// 工业4.0, 自贸区2.0: one digit and a nought right behind a name, with nothing measured.
fn is_version(page: &Page, at: usize, numeral: &Numeral) -> bool {
    let before = page.before(at, 1);
    numeral.end == at + 3
        && page.has(at + 1, ".0")
        && is_han(before)
        && !"为至达到了是超约近于比报升降跌涨由从得的逾破均过仅".contains(before)
        && units::at(page, numeral.end).is_none()
}

/// A row of Chinese digits: a code when it is announced as one (电话零零三), a discount (五五折), else nothing.
fn digits_in_words(page: &Page, at: usize, numeral: &Numeral) -> Option<Step> {
    let row = numeral::digit_row(page, at, 40);
    if page.at(numeral.end) == '折' && row.len() == 2 {
        return None;
    }
    if row.len() >= 2 && fixed::is_code(page, at, at) {
        return Some(Step::Number(Found {
            value: Some(row.iter().map(|d| char::from(b'0' + d)).collect()),
            ..Found::new(at, numeral.end, NumberKind::Code)
        }));
    }
    let counts = page.at(at) == '零' && units::at(page, numeral.end).is_some_and(|(u, _)| u.kind == NumberKind::Money);
    (!counts).then_some(Step::Skip(numeral.end))
}

/// The end of digit groups joined by hyphens, and how many there are (at most five are told apart).
fn hyphenated_end(page: &Page, at: usize) -> (usize, usize) {
    let mut end = at;
    let mut groups = 1;
    loop {
        while page.at(end).is_ascii_digit() {
            end += 1;
        }
        if page.at(end) != '-' || !page.at(end + 1).is_ascii_digit() {
            return (end, groups);
        }
        groups += 1;
        end += 1;
    }
}
