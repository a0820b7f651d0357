//! Calendar dates: years, months, days, quarters, decades, lunar days, and ranges of them.
//!
//! One date is one span, with the clock time that follows it. Values are ISO parts; what the text leaves
//! out is left out (`--12-24`, `---29`), a year of an era or a century has no value.

mod years;

use super::NumberKind;
use super::clock::{self, Time};
use super::numeral::digit;
use super::page::{Page, is_han};
use super::reader::{Found, range_mark};
use super::units;

#[derive(Debug, Clone, Copy, Default)]
struct Date {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    /// `Q1` … `Q4`, `H1`, `H2`.
    part: Option<(char, u32)>,
    time: Option<Time>,
    lunar: bool,
    /// A year the text names without a figure of our calendar: of an era, a decade.
    open: bool,
}

/// Reads a date, or a range of dates, at a position.
pub(super) fn read(page: &Page, at: usize) -> Option<Found> {
    if let Some(found) =
        span_of_quarters(page, at).or_else(|| days_as_duration(page, at)).or_else(|| years::season(page, at))
    {
        return Some(found);
    }
    let (first, mut end) = years::decade(page, at).or_else(|| point(page, at))?;
    let mut value = first.iso();
    if let Some(next) = range_mark(page, end) {
        if let Some((second, after)) = point(page, next)
            && second.resolution() == first.resolution()
        {
            end = after;
            value = value.zip(second.inheriting(first).iso()).map(|(a, b)| format!("{a}..{b}"));
        } else if let Some(from) = first.time
            && let Some((until, after)) = clock::point(page, next, true)
        {
            end = after;
            value = value.map(|value| format!("{value}..{}", until.after(from).iso()));
        }
    }
    // 康熙八年, 公元前221年: the era is a part of the year's name.
    let start = at - years::era_before(page, at).unwrap_or(0);
    let lunar = first.lunar || page.any_before(at, &["农历", "阴历"]);
    Some(Found {
        value,
        unit: if lunar { "农历".into() } else { String::new() },
        ..Found::new(start, end, NumberKind::Date)
    })
}

impl Date {
    /// Ranges join dates of one resolution: days with days, years with years.
    fn resolution(&self) -> u32 {
        match self {
            Self { part: Some(_), .. } => 4,
            Self { day: Some(_), .. } => 3,
            Self { month: Some(_), .. } => 2,
            _ => 1,
        }
    }

    fn inheriting(self, first: Self) -> Self {
        let month = self.month.or(if self.day.is_some() { first.month } else { None });
        Self { year: self.year.or(first.year), month, open: self.open || first.open, ..self }
    }

    fn iso(&self) -> Option<String> {
        if self.open {
            return None;
        }
        let mut text = match (self.year, self.month, self.day) {
            (Some(y), None, None) => format!("{y:04}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (None, Some(m), None) => format!("--{m:02}"),
            (None, Some(m), Some(d)) => format!("--{m:02}-{d:02}"),
            (None, None, Some(d)) => format!("---{d:02}"),
            (Some(_), None, Some(_)) => return None,
            (None, None, None) => String::new(),
        };
        if let Some((letter, number)) = self.part {
            if !text.is_empty() {
                text.push('-');
            }
            text.push(letter);
            text.push_str(&number.to_string());
        }
        if let Some(time) = self.time {
            text.push_str(&time.iso());
        }
        Some(text)
    }
}

/// A whole number of at most two digits: Arabic, or Chinese up to 三十九; leading 零 and 〇 count.
pub(super) fn small(page: &Page, at: usize) -> Option<(u32, usize)> {
    if let Some((value, length)) = arabic_run(page, at, 2) {
        return Some((value, at + length));
    }
    let ones = |p: usize| digit(page.at(p)).filter(|&d| d > 0).map(u32::from);
    let tens = |p: usize, high: u32| match ones(p) {
        Some(low) => (high * 10 + low, p + 1),
        None => (high * 10, p),
    };
    let (value, end) = match (page.at(at), page.at(at + 1)) {
        ('十', _) => tens(at + 1, 1),
        ('廿', _) => tens(at + 1, 2),
        ('卅', _) => tens(at + 1, 3),
        ('零' | '〇', _) => match ones(at + 1) {
            Some(value) => (value, at + 2),
            None => (0, at + 1),
        },
        (_, '十') => tens(at + 2, ones(at)?),
        _ => (ones(at)?, at + 1),
    };
    let cut = digit(page.at(end)).is_some() || page.at(end).is_ascii_digit();
    (!cut).then_some((value, end))
}

/// A run of at most `most` Arabic digits that ends there.
fn arabic_run(page: &Page, at: usize, most: usize) -> Option<(u32, usize)> {
    let mut value = 0;
    for length in 0..=most {
        match page.at(at + length).to_digit(10) {
            Some(d) if length < most => value = value * 10 + d,
            Some(_) => return None,
            None => return (length > 0).then_some((value, length)),
        }
    }
    None
}

fn point(page: &Page, at: usize) -> Option<(Date, usize)> {
    let (mut date, mut end) = iso_date(page, at)
        .or_else(|| years::year(page, at))
        .or_else(|| lunar_day(page, at))
        .or_else(|| month(page, at))
        .or_else(|| day(page, at))
        .or_else(|| quarter(page, at))?;
    if date.day.is_some()
        && let Some((time, after)) = clock::point(page, page.skip_spaces(end), true)
    {
        date.time = Some(time);
        end = after;
    }
    Some((date, end))
}

/// `2010-01-29`, `2010/1/29`, `2010.01.29`.
fn iso_date(page: &Page, at: usize) -> Option<(Date, usize)> {
    let (year, length) = arabic_run(page, at, 4).filter(|&(_, length)| length == 4)?;
    let mark = page.at(at + length);
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let start = at + length + 1;
    let (month, length) = arabic_run(page, start, 2)?;
    if page.at(start + length) != mark {
        return None;
    }
    let start = start + length + 1;
    let (day, length) = arabic_run(page, start, 2)?;
    let end = start + length;
    let real = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..3000).contains(&year);
    (real && page.at(end) != mark)
        .then_some((Date { year: Some(year), month: Some(month), day: Some(day), ..Date::default() }, end))
}

/// `2月`, `3月份`, `12月24日`, `三月十二`.
fn month(page: &Page, at: usize) -> Option<(Date, usize)> {
    let first = page.has(at, "元月") && small(page, at + 2).is_some();
    let named = first.then_some((1, at + 1));
    let (month, digits_end) = named.or_else(|| small(page, at).filter(|&(m, _)| (1..=12).contains(&m)))?;
    let date = Date { month: Some(month), ..Date::default() };
    let mark = page.skip_spaces(digits_end);
    if page.at(mark) != '月' || matches!(page.at(mark + 1), '球' | '光' | '饼' | '亮' | '嫂' | '薪' | '龄') {
        // `10~11月`: the first month shares the second one's 月.
        let (upto, next) = range_mark(page, digits_end).and_then(|next| small(page, next))?;
        let shares = (1..=12).contains(&upto) && page.at(page.skip_spaces(next)) == '月';
        return shares.then_some((date, digits_end));
    }
    let mut end = mark + 1;
    if page.at(end) == '份' {
        return Some((date, end + 1));
    }
    let next = page.skip_spaces(end);
    if let Some((rest, after)) = day(page, next) {
        return Some((Date { month: Some(month), ..rest }, after));
    }
    if let Some((number, after)) = small(page, next).filter(|&(d, _)| (1..=31).contains(&d))
        && bare_day(page, at, next, after)
    {
        end = after;
        return Some((Date { day: Some(number), ..date }, end));
    }
    Some((date, end))
}

/// Whether the figure `start..end` behind a month is a day though 日 is missing: `三月十二`, `10月22出生`.
fn bare_day(page: &Page, month: usize, start: usize, end: usize) -> bool {
    let next = page.at(end);
    let counted = units::at(page, page.skip_spaces(end)).is_some()
        || matches!(
            next,
            '.' | '%' | ',' | '/' | ':' | '点' | '成' | '折' | '大' | '余' | '多' | '万' | '亿' | '百' | '千'
        )
        || next.is_ascii_alphanumeric()
        || page.at(start) == '两';
    let one_script = page.at(month) == '元' || page.at(month).is_ascii_digit() == page.at(start).is_ascii_digit();
    let word_goes_on = is_han(next)
        && !matches!(next, '出' | '生' | '到' | '至' | '有' | '在' | '是' | '的' | '日' | '号' | '前' | '起');
    !counted && !word_goes_on && (one_script || range_mark(page, end).is_some())
}

/// `29日`, `廿二日`, `9号`.
fn day(page: &Page, at: usize) -> Option<(Date, usize)> {
    let (number, digits_end) = small(page, at).filter(|&(d, _)| (1..=31).contains(&d))?;
    let date = Date { day: Some(number), ..Date::default() };
    let mark = page.skip_spaces(digits_end);
    if !ends_day(page, mark) {
        // `3-5日`: the first day shares the second one's 日.
        let (upto, next) = range_mark(page, digits_end).and_then(|next| small(page, next))?;
        let shares = (1..=31).contains(&upto) && ends_day(page, next);
        return shares.then_some((date, digits_end));
    }
    let in_month = page.before(at, 1) == '月' || page.before(at, 2) == '月';
    let lone = page.at(at) != '廿' && !page.at(at).is_ascii_digit() && digits_end == at + 1;
    if lone && !in_month && (page.at(mark) == '号' || number == 1 || is_han(page.at(mark + 1))) {
        return None;
    }
    if page.at(mark) == '号' && !in_month && super::fixed::names_by_number(page, at, mark) {
        return None;
    }
    Some((date, mark + 1))
}

fn ends_day(page: &Page, mark: usize) -> bool {
    match page.at(mark) {
        '日' => {
            !matches!(page.at(mark + 1), '元' | '圆' | '本' | '游' | '币' | '均' | '韩' | '照' | '志' | '产' | '报')
        }
        '号' => !matches!(page.at(mark + 1), '文' | '线' | '楼' | '令' | '院'),
        _ => false,
    }
}

/// `5日内`: so many days, not a day of the month.
fn days_as_duration(page: &Page, at: usize) -> Option<Found> {
    let (number, end) = small(page, at)?;
    let bounded = page.any(end + 1, &["内", "以内", "之内", "以上", "以下"]).is_some();
    if page.at(end) != '日' || !bounded && !page.any_before(at, &["连续", "为期", "历时", "工期", "满"]) {
        return None;
    }
    Some(Found { value: Some(number.to_string()), unit: "日".into(), ..Found::new(at, end + 1, NumberKind::Duration) })
}

/// `一季度`, `第一季度`.
fn quarter(page: &Page, at: usize) -> Option<(Date, usize)> {
    let start = if page.at(at) == '第' { at + 1 } else { at };
    let (number, end) = small(page, start).filter(|&(q, _)| (1..=4).contains(&q))?;
    let end = page.skip_spaces(end);
    page.has(end, "季度").then_some((Date { part: Some(('Q', number)), ..Date::default() }, end + 2))
}

/// `前三季度`, `连续三季度`: three quarters long.
fn span_of_quarters(page: &Page, at: usize) -> Option<Found> {
    let (number, end) = small(page, at)?;
    let long = page.has(end, "季度") && page.any_before(at, &["前", "连续", "近", "过去"]);
    long.then(|| Found {
        value: Some(number.to_string()),
        unit: "季度".into(),
        ..Found::new(at, end + 2, NumberKind::Duration)
    })
}

/// `正月初六`, `腊月二十三`, `五月初五`; `初一` after 大年.
fn lunar_day(page: &Page, at: usize) -> Option<(Date, usize)> {
    if page.has(at, "三十") && page.any_before(at, &["大年", "年"]) && !page.has_before(at, "今年") {
        let (day, end) = small(page, at).filter(|&(d, end)| d == 30 && units::at(page, end).is_none())?;
        let ends = !is_han(page.at(end)) || matches!(page.at(end), '晚' | '这' | '那' | '夜' | '的' | '早' | '到');
        let date = Date { month: Some(12), day: Some(day), lunar: true, ..Date::default() };
        return (ends || page.has_before(at, "大年")).then_some((date, end));
    }
    if page.at(at) == '初' && page.has_before(at, "大年") {
        let (day, end) = small(page, at + 1).filter(|&(d, _)| (1..=10).contains(&d))?;
        return Some((Date { month: Some(1), day: Some(day), lunar: true, ..Date::default() }, end));
    }
    let (named, month, end) = match page.at(at) {
        '正' => (true, 1, at + 1),
        '冬' => (true, 11, at + 1),
        '腊' => (true, 12, at + 1),
        _ => {
            let (month, end) = small(page, at).filter(|&(m, _)| (1..=12).contains(&m))?;
            (false, month, end)
        }
    };
    if page.at(end) != '月' {
        return None;
    }
    let first_ten = page.at(end + 1) == '初';
    if !named && !first_ten && page.at(end + 1) != '廿' {
        return None;
    }
    let (day, end) = small(page, if first_ten { end + 2 } else { end + 1 }).filter(|&(d, _)| (1..=30).contains(&d))?;
    Some((
        Date { month: Some(month), day: Some(day), lunar: true, ..Date::default() },
        if page.at(end) == '日' { end + 1 } else { end },
    ))
}
