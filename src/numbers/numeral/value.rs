//! The parts of a numeral and what they are worth together.

use crate::numbers::decimal::Decimal;
use crate::numbers::page::Page;

/// A part of a numeral.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    Digit(Decimal),
    /// Two neighbouring digits, either of which may be meant.
    Pair(u8, u8),
    Zero,
    Unit(u32),
    Fraction(Decimal),
}

/// Arabic digits with thousands commas and a decimal point: the value, the end, and the number of digits
/// when there is nothing but digits.
pub(super) fn arabic(page: &Page, at: usize) -> (Option<Decimal>, usize, usize) {
    let digits_end = |from: usize| {
        let mut end = from;
        while page.at(end).is_ascii_digit() {
            end += 1;
        }
        end
    };
    let mut end = digits_end(at);
    let mut plain = end - at;
    if plain <= 3 {
        let comma = |p: usize| page.at(p) == ',' || page.at(p) == '，' && page.is_wide_digit(at);
        while comma(end) && (1..=3).all(|k| page.at(end + k).is_ascii_digit()) && !page.at(end + 4).is_ascii_digit() {
            end += 4;
            plain = 0;
        }
    }
    let mut scale = 0;
    if page.at(end) == '.' && page.at(end + 1).is_ascii_digit() {
        let fraction = digits_end(end + 1);
        scale = fraction - end - 1;
        end = fraction;
        plain = 0;
    }
    let value = (end - at <= 40)
        .then(|| {
            let digits = (at..end).filter_map(|p| page.at(p).to_digit(10).map(|d| d as u8));
            Decimal::from_digits(digits, scale as u32)
        })
        .flatten();
    (value, end, plain)
}

/// The value of the parts; of pairs the lower or the upper one. `None` past 128 bits.
pub(super) fn evaluate(tokens: &[Token], upper: bool) -> Option<Decimal> {
    // Closed groups (…亿, …万), the group being read, and a digit that waits for its unit.
    let mut groups: Vec<Decimal> = Vec::new();
    let mut group = Decimal::ZERO;
    let mut waiting: Option<Decimal> = None;
    let mut last = None;
    let mut after_zero = false;
    for token in tokens {
        match *token {
            Token::Digit(value) => waiting = Some(value),
            Token::Pair(low, high) => {
                waiting = Some(Decimal::whole(if upper { high } else { low }.into()));
            }
            Token::Zero => after_zero = true,
            Token::Fraction(value) => {
                group = group.plus(closed(waiting.take(), last, after_zero)?)?.plus(value)?;
            }
            Token::Unit(power) if power < 4 => {
                group = group.plus(waiting.take().unwrap_or(Decimal::whole(1)).shifted(power)?)?;
                (last, after_zero) = (Some(power), false);
            }
            Token::Unit(power) => {
                let mut sum = group.plus(waiting.take().unwrap_or(Decimal::ZERO))?;
                let unit = Decimal::whole(1).shifted(power)?;
                while let Some(lower) = groups.pop_if(|g| g.magnitude(unit).is_lt()) {
                    sum = sum.plus(lower)?;
                }
                if sum.is_zero() && last.is_none() {
                    sum = Decimal::whole(1);
                }
                if sum.is_zero() {
                    // 万万: the unit multiplies what is closed.
                    sum = groups.pop()?;
                }
                groups.push(sum.shifted(power)?);
                group = Decimal::ZERO;
                (last, after_zero) = (Some(power), false);
            }
        }
    }
    group = group.plus(closed(waiting, last, after_zero)?)?;
    groups.into_iter().try_fold(group, Decimal::plus)
}

/// A last digit without unit stands one unit lower: 一百二 is 120, 一百零二 is 102.
fn closed(waiting: Option<Decimal>, last: Option<u32>, after_zero: bool) -> Option<Decimal> {
    match (waiting, last) {
        (Some(digit), Some(power)) if !after_zero => digit.shifted(power - 1),
        (Some(digit), _) => Some(digit),
        (None, _) => Some(Decimal::ZERO),
    }
}
