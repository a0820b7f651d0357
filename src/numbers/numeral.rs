//! A numeral, Arabic, Chinese or mixed, to its value: `36.49亿`, `一百二十三亿`, `5万4千`, `十七八万`, `10余万`.
//!
//! [`read`] takes the longest numeral at a position. It looks at each character of the numeral a bounded
//! number of times, also in a run of digits without end. What kind of wording the numeral is (its
//! [`Shape`]) is for the caller to judge: `百`, `三四` and `几十` are numerals only in company.

mod scanner;
mod value;

use super::decimal::Decimal;
use super::page::{Page, is_han};

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Begins with Arabic digits: `900`, `2.6万`.
    Arabic,
    /// One Chinese digit or 十: `三`, `十`.
    Single,
    /// Two neighbouring digits as a range: `两三`, `十五六`.
    Pair,
    /// A row of Chinese digits: `二〇二二`, and what only looks like a numeral: `十五五`.
    Digits,
    /// Chinese digits and units: `一百二十`, `三点五`.
    Structured,
    /// A unit with no digit before it: `万`, `百万`.
    Bare,
    /// Left open: `几十`, `数百万`.
    Vague,
}

/// A numeral in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    /// The position after it.
    pub end: usize,
    /// Its value, the lower one of a pair.
    pub low: Option<Decimal>,
    /// The upper value of a pair (`三四十`).
    pub high: Option<Decimal>,
    pub shape: Shape,
    /// Whether 余 or 多 stands in it.
    pub more: bool,
    /// Whether 几 stands in it behind a figure (`十几`).
    pub several: bool,
    /// The power of ten that a range shares with it: of 万 and above (两千万: 4), of a lone unit (三百: 2).
    pub scale: u32,
    /// How many digits, when it is nothing but Arabic digits; else 0.
    pub plain: usize,
}

impl Numeral {
    /// The value when it is a small whole number: an hour, a month, a year.
    pub fn small(&self) -> Option<u32> {
        if self.high.is_some() || self.more || self.several {
            return None;
        }
        self.low?.to_whole()?.try_into().ok()
    }

    /// Its value in writing, `low..high` for a pair.
    pub fn value(&self) -> Option<String> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => Some(format!("{low}..{high}")),
            (low, _) => low.map(|v| v.to_string()),
        }
    }
}

/// The value of a Chinese digit.
pub(super) fn digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a unit inside a numeral.
pub(super) fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' | '廿' | '卅' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Whether a character can open a numeral.
pub(super) fn opens(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || power(c).is_some() || matches!(c, '几' | '数')
}

/// Whether a numeral character is one that is written on a cheque.
fn is_capital(c: char) -> bool {
    is_formal(c) || matches!(c, '壹' | '贰' | '叁' | '肆' | '柒' | '捌' | '玖')
}

/// Capital digits that are elsewhere words of their own (大陆, 队伍, 拾取).
fn is_formal(c: char) -> bool {
    matches!(c, '伍' | '陆' | '拾' | '佰' | '仟' | '俩' | '仨')
}

/// Reads the longest numeral at a position.
pub(super) fn read(page: &Page, at: usize) -> Option<Numeral> {
    let negative = match page.at(at) {
        '负' => true,
        '-' => {
            let before = page.before(at, 1);
            (is_han(before) && digit(before).is_none() && !"年月日号时分万亿".contains(before)
                || matches!(before, '\0' | '\n' | ' ' | '(' | ':' | '，' | '、' | '。'))
                && page.at(at + 1).is_ascii_digit()
        }
        _ => false,
    };
    let start = if negative { page.skip_spaces(at + 1) } else { at };
    let mut numeral = scanner::Scanner::new(page, start).run()?;
    if negative {
        numeral.low = numeral.low.map(Decimal::negated);
        numeral.high = numeral.high.map(Decimal::negated);
    }
    Some(numeral)
}

/// A row of digits, Chinese or Arabic: the text's digits as they are (`00`, `〇三`), at most `most` of them.
pub(super) fn digit_row(page: &Page, at: usize, most: usize) -> Vec<u8> {
    (at..at + most)
        .map_while(|p| {
            let c = page.at(p);
            c.to_digit(10).map(|d| d as u8).or_else(|| digit(c))
        })
        .collect()
}
