//! A numeral, Arabic, Chinese or mixed, to its value: `36.49亿`, `一百二十三亿`, `5万4千`, `十七八万`, `10余万`.
//!
//! [`read`] takes the longest numeral at a position. It looks at each character of the numeral a bounded
//! number of times, also in a run of digits without end. What kind of wording the numeral is (its
//! [`Shape`]) is for the caller to judge: `百`, `三四` and `几十` are numerals only in company.

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

#[derive(Debug, Clone, Copy)]
enum Token {
    Digit(Decimal),
    /// Two neighbouring digits, either of which may be meant.
    Pair(u8, u8),
    Zero,
    Unit(u32),
    Fraction(Decimal),
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
    let mut numeral = Scanner::new(page, start).run()?;
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

struct Scanner<'p> {
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
    fn new(page: &'p Page, start: usize) -> Self {
        Self {
            page,
            start,
            position: start,
            tokens: Vec::new(),
            more: false,
            several: false,
            shape: None,
            plain: 0,
        }
    }

    fn run(mut self) -> Option<Numeral> {
        let first = self.page.at(self.start);
        if is_formal(first) {
            let next = self.page.at(self.page.skip_spaces(self.start + 1));
            if !(is_formal(next) || power(next).is_some() || matches!(next, '点' | '分') || digit(next).is_some_and(|_| is_capital(next) || first == '拾')) {
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
            [Token::Pair(..)] => Shape::Pair,
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
            return digit(self.page.at(self.page.skip_spaces(next + 1))).is_some()
                && self.shape != Some(Shape::Arabic);
        }
        if matches!(c, '余' | '多' | '几') {
            return after_unit && power(self.page.at(self.page.skip_spaces(next + 1))).is_some();
        }
        let follows = self.page.at(self.page.skip_spaces(next + 1));
        after_unit
            && ((digit(c).is_some() && (power(follows).is_some() || follows == '又' || matches!(self.tokens.last(), Some(Token::Unit(1)))))
                || (c.is_ascii_digit() && self.arabic_continues(next)))
    }

    /// Whether Arabic digits go on after a unit: `5万4千`, with a smaller unit behind them.
    fn arabic_continues(&self, at: usize) -> bool {
        let Some(Token::Unit(above)) = self.tokens.last() else {
            return matches!(self.tokens.last(), Some(Token::Zero));
        };
        let end = (at..at + 5)
            .find(|&p| !self.page.at(p).is_ascii_digit())
            .unwrap_or(at + 5);
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
            while digit(page.at(end)).is_some() && page.at(end) != '两' {
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
                if !(digit(follows).is_some_and(|d| d > 0) || follows == '十' || follows == '几' || follows.is_ascii_digit()) {
                    return false;
                }
                self.tokens.push(Token::Zero);
                self.position = at + 1;
                true
            }
            Some(Token::Unit(_) | Token::Zero) => {
                match digit(page.at(at + 1)) {
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
                }
            }
            _ => false,
        }
    }

    fn take_unit(&mut self, at: usize, c: char, power: u32) -> bool {
        let next = self.page.at(at + 1);
        let metric = match c {
            // 千克, 千瓦时 and the like are units of their own.
            '千' => matches!(next, '克' | '米' | '瓦' | '帕' | '赫' | '焦' | '伏' | '卡' | '字' | '比' | '牛'),
            '兆' => !(digit(next).is_some() || matches!(next, '元' | '亿' | '万' | '\0' | '，' | '。')),
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
        if !matches!(self.tokens.last(), Some(Token::Unit(_) | Token::Zero)) || self.more {
            return false;
        }
        self.several = true;
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
            Some(Token::Fraction(_)) => false,
            _ => false,
        };
        let fits = match c {
            '余' => !matches!(self.page.at(at + 1), '额' | '款' | '热' | '角' | '波' | '震' | '年' if self.plain == 4),
            '多' => !matches!(self.page.at(at + 1), '样' | '媒' | '边' | '功'),
            '来' => matches!(self.page.at(at + 1), '个' | '岁' | '名' | '家' | '人' | '天' | '年' | '位' | '次' | '万' | '亿')
                && self.shape != Some(Shape::Arabic),
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

/// Arabic digits with thousands commas and a decimal point: the value, the end, and the number of digits
/// when there is nothing but digits.
fn arabic(page: &Page, at: usize) -> (Option<Decimal>, usize, usize) {
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

fn evaluate(tokens: &[Token], upper: bool) -> Option<Decimal> {
    // Closed groups (…亿, …万), the group being read, and a digit that waits for its unit.
    let mut groups: Vec<Decimal> = Vec::new();
    let mut group = Decimal::ZERO;
    let mut waiting: Option<Decimal> = None;
    let mut last = None;
    let mut after_zero = false;
    for token in tokens {
        match *token {
            Token::Digit(value) => waiting = Some(value),
            Token::Pair(low, high) => waiting = Some(Decimal::whole(if upper { high } else { low }.into())),
            Token::Zero => after_zero = true,
            Token::Fraction(value) => group = group.plus(closed(waiting.take(), last, after_zero)?)?.plus(value)?,
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
