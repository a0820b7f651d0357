//! Exact decimals: what a numeral is worth.
//!
//! A value is `mantissa × 10^-scale` with a sign; no floating point anywhere, so `36.49亿` is 3649000000
//! and nothing near it. Arithmetic that leaves 128 bits answers `None`: such a numeral keeps its span and
//! loses its value.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal {
    pub negative: bool,
    mantissa: u128,
    scale: u32,
}

impl Decimal {
    pub const ZERO: Self = Self::whole(0);
    /// What 半 adds.
    pub const HALF: Self = Self { negative: false, mantissa: 5, scale: 1 };

    pub const fn whole(value: u128) -> Self {
        Self { negative: false, mantissa: value, scale: 0 }
    }

    /// The value of decimal digits, the last `scale` of them behind the point.
    pub fn from_digits(digits: impl IntoIterator<Item = u8>, scale: u32) -> Option<Self> {
        let mut mantissa: u128 = 0;
        for digit in digits {
            mantissa = mantissa.checked_mul(10)?.checked_add(u128::from(digit))?;
        }
        Some(Self { negative: false, mantissa, scale })
    }

    /// `self × 10^exponent`.
    pub fn shifted(self, exponent: u32) -> Option<Self> {
        let absorbed = exponent.min(self.scale);
        let factor = 10u128.checked_pow(exponent - absorbed)?;
        Some(Self { mantissa: self.mantissa.checked_mul(factor)?, scale: self.scale - absorbed, ..self })
    }

    /// `self × 10^-exponent`.
    pub fn divided(self, exponent: u32) -> Self {
        Self { scale: self.scale + exponent, ..self }
    }

    /// The sum of two values of one sign, with the sign of the first.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self { mantissa: self.at(scale)?.checked_add(other.at(scale)?)?, scale, ..self })
    }

    /// The product of two whole numbers.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self {
            negative: self.negative != other.negative,
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            scale: self.scale + other.scale,
        })
    }

    pub fn negated(self) -> Self {
        Self { negative: !self.negative, ..self }
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The value as a whole number, when it is one and not negative.
    pub fn to_whole(self) -> Option<u128> {
        let unit = 10u128.checked_pow(self.scale)?;
        (!self.negative && self.mantissa.is_multiple_of(unit)).then(|| self.mantissa / unit)
    }

    /// Whether it is a round figure: 30, 1200.
    pub fn is_multiple_of_ten(self) -> bool {
        self.to_whole().is_some_and(|value| value > 0 && value.is_multiple_of(10))
    }

    /// Which of two is greater, signs left aside; values too far apart to align count as equal.
    pub fn magnitude(self, other: Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at(scale), other.at(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => Ordering::Equal,
        }
    }

    fn at(self, scale: u32) -> Option<u128> {
        10u128.checked_pow(scale - self.scale)?.checked_mul(self.mantissa)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = format!("{:0>1$}", self.mantissa, self.scale as usize + 1);
        let fraction = digits.split_off(digits.len() - self.scale as usize);
        let fraction = fraction.trim_end_matches('0');
        if self.negative && !self.is_zero() {
            f.write_str("-")?;
        }
        f.write_str(&digits)?;
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        let scale = text.find('.').map_or(0, |dot| text.len() - dot - 1);
        Decimal::from_digits(text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0'), scale as u32)
            .expect("the cases are short")
    }

    #[test]
    fn arithmetic_is_exact() {
        for (text, exponent, want) in
            [("36.49", 8, "3649000000"), ("0.1", 0, "0.1"), ("1.50", 0, "1.5"), ("007", 1, "70"), ("0", 8, "0")]
        {
            let got = decimal(text).shifted(exponent).expect("within 128 bits");
            assert_eq!(got.to_string(), want, "{text} × 10^{exponent}");
        }
        let sum = decimal("0.1").plus(decimal("0.22")).expect("within 128 bits");
        assert_eq!(sum.to_string(), "0.32");
        assert_eq!(decimal("3").divided(2).to_string(), "0.03");
        assert_eq!(decimal("2.50").to_whole(), None);
        assert_eq!(decimal("2.00").to_whole(), Some(2));
    }

    #[test]
    fn what_leaves_128_bits_has_no_value() {
        assert!(Decimal::from_digits([9; 40], 0).is_none());
        assert!(Decimal::whole(u128::MAX).shifted(1).is_none());
        assert!(Decimal::whole(u128::MAX).plus(Decimal::whole(1)).is_none());
    }
}
