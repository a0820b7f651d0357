//! Which rule is tried where: one pass over the page, each place read once.

use super::page::Page;
use super::{Approximation, Number, NumberKind};
use super::{clock, dates, fixed, numeral, ordinals, quantity, shares};
use crate::text::Span;

/// A number on a page, as a rule finds it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: NumberKind,
    pub value: Option<String>,
    pub unit: String,
    /// What the numeral itself says of its exactness (余, 多, 几).
    pub approx: Option<Approximation>,
    pub weak: bool,
}

impl Found {
    pub fn new(start: usize, end: usize, kind: NumberKind) -> Self {
        Self { start, end, kind, value: None, unit: String::new(), approx: None, weak: false }
    }
}

/// What a rule makes of a place.
pub(super) enum Step {
    Number(Found),
    /// No number; reading goes on here.
    Skip(usize),
}

/// Reads a whole page.
pub(super) fn read(page: &Page) -> Vec<Number> {
    let mut numbers = Vec::new();
    let (mut at, mut done) = (0, 0);
    while at < page.len() {
        let c = page.at(at);
        if !opens(c) {
            at += 1;
            continue;
        }
        // A numeral in 《》 belongs to the title.
        if let Some(title) = page.title(at) {
            at = title.end;
            continue;
        }
        match step(page, at) {
            Step::Number(mut found) => {
                // What names the era of a year stands before it, and may be read already.
                found.start = found.start.max(done);
                (at, done) = (found.end, found.end);
                numbers.push(finished(page, found));
            }
            Step::Skip(to) => at = to.max(at + 1),
        }
    }
    numbers
}

fn opens(c: char) -> bool {
    numeral::opens(c)
        || c.is_ascii_alphabetic()
        || clock::opens(c)
        || matches!(c, '第' | '负' | '-' | '正' | '元' | '冬' | '腊' | '初' | '半' | '廿' | '卅')
}

fn step(page: &Page, at: usize) -> Step {
    let c = page.at(at);
    if c.is_ascii_alphabetic() {
        return Step::Skip(fixed::letters(page, at));
    }
    if let Some(end) = fixed::wording(page, at) {
        return Step::Skip(end);
    }
    if let Some(found) = dates::read(page, at).or_else(|| clock::read(page, at)).or_else(|| shares::read(page, at)) {
        return Step::Number(found);
    }
    match c {
        '第' => ordinals::read(page, at),
        '半' => quantity::half(page, at),
        _ => match numeral::read(page, at) {
            Some(numeral) => quantity::read(page, at, &numeral),
            None => Step::Skip(at + 1),
        },
    }
}

/// The position after the mark of a range: `-`, `~`, 至, 到, with spaces around a sign.
pub(super) fn range_mark(page: &Page, at: usize) -> Option<usize> {
    let mark = page.skip_spaces(at);
    match page.at(mark) {
        '-' if page.at(mark + 1) == '-' => Some(page.skip_spaces(mark + 2)),
        '-' | '~' | '至' | '到' => Some(page.skip_spaces(mark + 1)),
        _ => None,
    }
}

fn finished(page: &Page, found: Found) -> Number {
    let approx = found.approx.or_else(|| qualified(page, found.start, found.end));
    Number {
        span: Span::new(found.start, found.end),
        kind: found.kind,
        value: found.value,
        unit: found.unit,
        approx,
        weak: found.weak,
    }
}

/// What the words around a number say of its exactness. Longer words first: 不超过 holds 超过.
fn qualified(page: &Page, start: usize, end: usize) -> Option<Approximation> {
    const BEFORE: [(Approximation, &[&str]); 5] = [
        (Approximation::AtMost, &["不超过", "不高于", "不多于", "至多", "最多", "小于等于"]),
        (Approximation::AtLeast, &["不低于", "不少于", "不小于", "至少", "最少"]),
        (Approximation::Nearly, &["将近", "接近", "不足", "不到", "近"]),
        (Approximation::About, &["大约", "大概", "左右", "约"]),
        (Approximation::AtLeast, &["超过", "突破", "超", "逾", "上"]),
    ];
    const AFTER: [(Approximation, &[&str]); 3] = [
        (Approximation::AtLeast, &["以上", "多", "余"]),
        (Approximation::AtMost, &["以下", "以内", "之内"]),
        (Approximation::About, &["左右", "上下"]),
    ];
    BEFORE
        .iter()
        .find(|(_, words)| page.any_before(start, words))
        .or_else(|| AFTER.iter().find(|(_, words)| page.any(end, words).is_some()))
        .map(|(approx, _)| *approx)
}
