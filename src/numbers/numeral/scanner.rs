//! The scanner of one numeral: characters to tokens, each character looked at a bounded number of times.

use super::value::{Token, arabic, evaluate};
use super::{Numeral, Shape, digit, is_capital, is_formal, power};
use crate::numbers::decimal::Decimal;
use crate::numbers::page::Page;
use crate::numbers::units;

pub(super) struct Scanner<'p> {
    page: &'p Page,
    start: usize,
    position: usize,
    tokens: Vec<Token>,
    more: bool,
    several: bool,
    shape: Option<Shape>,
    plain: usize,
}

impl<'p> Scanner<'p> {
    pub fn new(page: &'p Page, start: usize) -> Self {
        Self { page, start, position: start, tokens: Vec::new(), more: false, several: false, shape: None, plain: 0 }
    }

    pub fn run(mut self) -> Option<Numeral> {
        let first = self.page.at(self.start);
        if is_formal(first) {
            let next = self.page.at(self.page.skip_spaces(self.start + 1));
            if !(is_formal(next)
                || power(next).is_some()
                || matches!(next, '点' | '分')
                || digit(next).is_some_and(|_| is_capital(next) || first == '拾'))
            {
                return None;
            }
        }
        if matches!(first, '几' | '数') {
            power(self.page.at(self.start + 1))?;
            self.shape = Some(Shape::Vague);
            self.position += 1;
        }
        while self.step() {}
        if self.tokens.is_empty() {
            return None;
        }
        let shape = self.shape();
        let open = matches!(shape, Shape::Vague);
        let pair = self.tokens.iter().any(|t| matches!(t, Token::Pair(..)));
        Some(Numeral {
            end: self.position,
            low: if open { None } else { evaluate(&self.tokens, false) },
            high: if pair && !open { evaluate(&self.tokens, true) } else { None },
            shape,
            more: self.more,
            several: self.several,
            scale: self.shared_power(),
            plain: if self.tokens.len() == 1 { self.plain } else { 0 },
        })
    }

    fn shared_power(&self) -> u32 {
        if let [Token::Digit(_), Token::Unit(power)] = self.tokens[..] {
            return power;
        }
        self.tokens
            .iter()
            .rev()
            .map_while(|t| match t {
                Token::Unit(power) if *power >= 4 => Some(*power),
                _ => None,
            })
            .fold(0, u32::saturating_add)
    }

    fn shape(&self) -> Shape {
        if let Some(shape) = self.shape {
            return shape;
        }
        match self.tokens[..] {
            [Token::Digit(_) | Token::Unit(1)] if !self.more => Shape::Single,
            [Token::Unit(power), ..] if power > 1 => Shape::Bare,
            [.., Token::Pair(..)] => Shape::Pair,
            _ => Shape::Structured,
        }
    }

    /// Takes one token; `false` at the end of the numeral.
    fn step(&mut self) -> bool {
        let next = self.page.skip_spaces(self.position);
        let gap = next > self.position;
        let c = self.page.at(next);
        if gap && (self.tokens.is_empty() || !self.joins_over_space(next)) {
            return false;
        }
        if matches!(self.tokens.last(), Some(Token::Fraction(_))) && power(c).is_none_or(|p| p < 4) {
            return !self.more && self.take_more(next);
        }
        if c.is_ascii_digit() {
            self.take_arabic(next)
        } else if let Some(d) = digit(c) {
            self.take_digits(next, d)
        } else if let Some(p) = power(c) {
            self.take_unit(next, c, p)
        } else if c == '点' {
            self.take_point(next)
        } else if c == '几' {
            self.take_several(next)
        } else {
            self.take_more(next)
        }
    }

    /// Spaces part numbers, unless what follows only makes sense as the rest of this one.
    fn joins_over_space(&self, next: usize) -> bool {
        let c = self.page.at(next);
        let after_unit = matches!(self.tokens.last(), Some(Token::Unit(_)));
        if power(c).is_some() {
            return !after_unit || c == '万' || c == '亿';
        }
        if c == '点' {
            return digit(self.page.at(self.page.skip_spaces(next + 1))).is_some() && self.shape != Some(Shape::Arabic);
        }
        if matches!(c, '余' | '多' | '几') {
            return after_unit && power(self.page.at(self.page.skip_spaces(next + 1))).is_some();
        }
        let follows = self.page.at(self.page.skip_spaces(next + 1));
        after_unit
            && ((digit(c).is_some()
                && (power(follows).is_some() || follows == '又' || matches!(self.tokens.last(), Some(Token::Unit(1)))))
                || (c.is_ascii_digit() && self.arabic_continues(next)))
    }

    /// Whether Arabic digits go on after a unit: `5万4千`, with a smaller unit behind them.
    fn arabic_continues(&self, at: usize) -> bool {
        let Some(Token::Unit(above)) = self.tokens.last() else {
            return matches!(self.tokens.last(), Some(Token::Zero));
        };
        let end = (at..at + 5).find(|&p| !self.page.at(p).is_ascii_digit()).unwrap_or(at + 5);
        power(self.page.at(self.page.skip_spaces(end))).is_some_and(|p| p < *above)
    }

    fn take_arabic(&mut self, at: usize) -> bool {
        if self.tokens.is_empty() {
            self.shape.get_or_insert(Shape::Arabic);
        } else if !self.arabic_continues(at) {
            return false;
        }
        let (value, end, plain) = arabic(self.page, at);
        let Some(value) = value else {
            // Too long for a value: a numeral all the same, and the end of it.
            self.tokens.push(Token::Digit(Decimal::ZERO));
            self.shape = Some(Shape::Vague);
            self.position = end;
            return false;
        };
        self.tokens.push(Token::Digit(value));
        self.plain = plain;
        self.position = end;
        true
    }

    fn take_digits(&mut self, at: usize, first: u8) -> bool {
        let page = self.page;
        if self.tokens.is_empty() {
            let mut end = at + 1;
            // 两 inside a row is the weight: 二两.
            while digit(page.at(end)).is_some() && (page.at(end) != '两' || end == at + 1 && first == 1) {
                end += 1;
            }
            let unit_follows = power(page.at(page.skip_spaces(end))).is_some();
            match digit(page.at(at + 1)).filter(|_| end > at + 1) {
                None => self.tokens.push(Token::Digit(Decimal::whole(first.into()))),
                Some(second) if end == at + 2 && neighbours(first, second) => {
                    self.tokens.push(Token::Pair(first, second));
                    self.position = end;
                    return unit_follows;
                }
                Some(_) => {
                    self.shape = Some(Shape::Digits);
                    let row = (at..end).filter_map(|p| digit(page.at(p)));
                    self.tokens.push(Token::Digit(Decimal::from_digits(row, 0).unwrap_or(Decimal::ZERO)));
                    self.position = end;
                    return false;
                }
            }
            self.position = end;
            return true;
        }
        match self.tokens.last() {
            Some(Token::Unit(_)) if page.at(at) == '两' && power(page.at(page.skip_spaces(at + 1))).is_none() => false,
            Some(Token::Unit(_)) if first == 0 => {
                let follows = page.at(page.skip_spaces(at + 1));
                if !(digit(follows).is_some_and(|d| d > 0)
                    || follows == '十'
                    || follows == '几'
                    || follows.is_ascii_digit())
                {
                    return false;
                }
                self.tokens.push(Token::Zero);
                self.position = at + 1;
                true
            }
            Some(Token::Unit(_) | Token::Zero) => match digit(page.at(at + 1)) {
                None => {
                    self.tokens.push(Token::Digit(Decimal::whole(first.into())));
                    self.position = at + 1;
                    true
                }
                Some(second) if neighbours(first, second) && digit(page.at(at + 2)).is_none() => {
                    self.tokens.push(Token::Pair(first, second));
                    self.position = at + 2;
                    power(page.at(at + 2)).is_some()
                }
                Some(_) => {
                    self.shape = Some(Shape::Digits);
                    self.position = at;
                    while digit(page.at(self.position)).is_some() {
                        self.position += 1;
                    }
                    false
                }
            },
            _ => false,
        }
    }

    fn take_unit(&mut self, at: usize, c: char, power: u32) -> bool {
        let next = self.page.at(at + 1);
        let metric = match c {
            // 千克, 千瓦时 and the like are units of their own.
            '千' => matches!(next, '克' | '米' | '瓦' | '帕' | '赫' | '焦' | '伏' | '卡' | '字' | '比' | '牛'),
            '百' => next == '帕',
            // 100兆 is a size, 五兆 a sum.
            '兆' => {
                let ends = matches!(next, '\0' | '，' | '。') && self.shape != Some(Shape::Arabic);
                !(digit(next).is_some() || matches!(next, '元' | '亿' | '万') || ends)
            }
            _ => false,
        };
        if metric && !self.tokens.is_empty() {
            return false;
        }
        if matches!(c, '廿' | '卅') {
            if !self.tokens.is_empty() {
                return false;
            }
            self.tokens.push(Token::Digit(Decimal::whole(if c == '廿' { 2 } else { 3 })));
        }
        if let Some(Token::Unit(above)) = self.tokens.last()
            && power < 4
            && !(power == 1 && *above > 1)
            && !self.more
            && !(self.shape == Some(Shape::Bare))
        {
            return false;
        }
        if self.more && power < 4 {
            return false;
        }
        self.tokens.push(Token::Unit(power));
        self.position = at + 1;
        true
    }

    /// 点 with digits behind it; digits that run on into 十 are minutes (八点五十).
    fn take_point(&mut self, at: usize) -> bool {
        let page = self.page;
        if !matches!(self.tokens.last(), Some(Token::Digit(_) | Token::Unit(_))) || self.more || self.several {
            return false;
        }
        let first = page.skip_spaces(at + 1);
        let mut end = first;
        let row = |c: char| c.to_digit(10).map(|d| d as u8).or_else(|| digit(c));
        while row(page.at(end)).is_some() {
            end += 1;
        }
        if end == first || power(page.at(end)).is_some_and(|p| p < 4) {
            return false;
        }
        let digits = (first..end).filter_map(|p| row(page.at(p)));
        let Some(fraction) = Decimal::from_digits(digits, (end - first).min(40) as u32) else {
            return false;
        };
        self.tokens.push(Token::Fraction(fraction));
        self.plain = 0;
        self.position = end;
        true
    }

    fn take_several(&mut self, at: usize) -> bool {
        let round = match self.tokens.last() {
            Some(Token::Unit(_) | Token::Zero) => true,
            // 10几岁
            Some(Token::Digit(value)) => {
                self.shape == Some(Shape::Arabic)
                    && value.is_multiple_of_ten()
                    && units::at(self.page, at + 1).is_some()
            }
            _ => false,
        };
        if !round || self.more {
            return false;
        }
        self.several = true;
        self.plain = 0;
        self.position = at + 1;
        // Only a greater unit may follow: 二十几万.
        power(self.page.at(self.page.skip_spaces(at + 1))).is_some()
    }

    /// 余, 多 or 来 behind a round figure.
    fn take_more(&mut self, at: usize) -> bool {
        let c = self.page.at(at);
        let round = match self.tokens.last() {
            Some(Token::Unit(_)) => true,
            Some(Token::Digit(_)) => self.shape == Some(Shape::Arabic),
            _ => false,
        };
        let fits = match c {
            '余' => !matches!(self.page.at(at + 1), '额' | '款' | '热' | '角' | '波' | '震' | '年' if self.plain == 4),
            '多' => !matches!(self.page.at(at + 1), '样' | '媒' | '边' | '功'),
            '来' => {
                let round = match self.tokens.last() {
                    Some(Token::Digit(value)) => value.is_multiple_of_ten(),
                    _ => true,
                };
                round && (units::at(self.page, at + 1).is_some() || matches!(self.page.at(at + 1), '万' | '亿'))
            }
            _ => false,
        };
        if !round || !fits || self.more || self.several {
            return false;
        }
        self.more = true;
        self.plain = 0;
        self.position = at + 1;
        power(self.page.at(self.page.skip_spaces(at + 1))).is_some_and(|p| p >= 4)
    }
}

/// Whether two digits together mean "the one or the other".
fn neighbours(a: u8, b: u8) -> bool {
    a > 0 && (b == a + 1 || (a, b) == (3, 5))
}
