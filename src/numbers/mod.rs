//! Numbers in Chinese text: where they stand, what they are worth, of what kind they are.
//!
//! [`find`] takes any text and gives the numbers in it in order, spans disjoint and within the text. It
//! never fails: what the grammar does not understand is no number, what is worth more than 128 bits hold
//! has no value. It reads every character a bounded number of times, so time is linear in the text.
//!
//! A number is a span that *states a value*: the numeral with what stands inside it and the unit or
//! classifier right behind it. Fixed wordings (统一, 第一时间, 百强, 十二届二次全会), names in 《》 and counted
//! slogans in quotation marks (“三个一批”) state none.
//!
//! | file | holds |
//! | --- | --- |
//! | `page` | the text folded for reading: width, traditional forms, quotations |
//! | `decimal` | exact values |
//! | `numeral` | a numeral → its value |
//! | `units`, `units.txt` | units and classifiers, one a line |
//! | `dates`, `clock` | calendar dates, years, quarters; clock times |
//! | `shares` | fractions, percentages in words |
//! | `quantity` | numerals with their unit: counts, measures, money, durations, ratios |
//! | `fixed` | fixed wordings and contexts in which a numeral states no value |
//! | `reader` | which rule is tried where |
//! | `write_out` | a value as digits with commas and as Chinese numerals |

mod clock;
mod dates;
mod decimal;
mod fixed;
mod numeral;
mod ordinals;
mod page;
mod quantity;
mod reader;
mod shares;
mod units;
mod write_out;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::text::Span;

pub use write_out::{WrittenOut, write_out};

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberKind {
    /// A sum of money: `36.49亿元`.
    Money,
    /// A share of a whole: `99.7%`, `六成`, `1/6`.
    Percent,
    /// How many: `900个`, `5000人次`.
    Count,
    /// A physical quantity: `70兆帕`.
    Measure,
    /// A length of time: `60分钟`, `三年`.
    Duration,
    /// A place in the calendar or on the clock: `2022年2月15日`, `下午3:30`.
    Date,
    /// A place in a row: `第10位`.
    Ordinal,
    /// A proportion: `1.3倍`, `3:1`.
    Ratio,
    /// A numeral that names and does not count: `12345`热线.
    Code,
}

impl NumberKind {
    /// The kind's name in data: `"money"`, `"percent"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Ordinal => "ordinal",
            Self::Ratio => "ratio",
            Self::Code => "code",
        }
    }
}

/// How near the stated value is meant, when the text says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approximation {
    /// Around it: 约, 左右, 上下.
    About,
    /// A little less: 近, 将近, 不足.
    Nearly,
    /// It or more: 余, 多, 超过, 以上.
    AtLeast,
    /// It or less: 不超过, 以下, 以内.
    AtMost,
    /// Some such number, left open: 几, 数.
    Several,
}

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: NumberKind,
    /// What it is worth: a plain decimal in the unit's base (`36.49亿元` is `3649000000`), a fraction
    /// (`1/6`), ISO date parts (`2022-02-15`, `--12-24`, `T15:30`, `Q1`), a range of any of them (`1..2`).
    /// `None` where the text leaves it open or it has no single figure.
    pub value: Option<String>,
    /// The bare unit or classifier; empty when there is none.
    pub unit: String,
    /// How near the value is meant; `None` when it is stated exactly.
    pub approx: Option<Approximation>,
    /// Whether careful readers would differ on marking it.
    pub weak: bool,
}

/// Finds the numbers in a text, in order, without overlap.
pub fn find(text: &str) -> Vec<Number> {
    reader::read(&page::Page::new(text))
}
