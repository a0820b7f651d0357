//! Clock times: `下午3:30`, `15时20分`, `八点半`, `晚上九点到十点`.
//!
//! `3:1` and `21:15` in a score are ratios, `三点意见` is a count; a time needs a sign that it is one.

use super::NumberKind;
use super::dates::small;
use super::fixed;
use super::numeral::digit;
use super::page::Page;
use super::reader::{Found, range_mark};

/// A time of day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    half_of_day: Half,
}

/// Which half of the day a word before the time puts it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Unsaid,
    Morning,
    Noon,
    Afternoon,
}

const DAY_PARTS: [(&str, Half); 26] = [
    ("正午", Half::Noon),
    ("午间", Half::Noon),
    ("半夜", Half::Morning),
    ("午夜", Half::Morning),
    ("上午", Half::Morning),
    ("早上", Half::Morning),
    ("凌晨", Half::Morning),
    ("清晨", Half::Morning),
    ("早晨", Half::Morning),
    ("今早", Half::Morning),
    ("明早", Half::Morning),
    ("今晨", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("晚间", Half::Afternoon),
    ("夜间", Half::Afternoon),
    ("夜里", Half::Afternoon),
    ("深夜", Half::Afternoon),
    ("今晚", Half::Afternoon),
    ("明晚", Half::Afternoon),
    ("昨晚", Half::Afternoon),
    ("早", Half::Morning),
    ("晚", Half::Afternoon),
];

impl Time {
    /// The later end of a range that begins with `from`, which says the half of the day for both.
    pub fn after(mut self, from: Self) -> Self {
        // 上午10时至12时 ends at noon.
        if self.half_of_day == Half::Unsaid && self.hour != 12 {
            self.half_of_day = from.half_of_day;
        }
        self
    }

    /// `T15:30`, with seconds when the text states them.
    pub fn iso(&self) -> String {
        let hour = match self.half_of_day {
            Half::Noon if self.hour < 11 => self.hour + 12,
            Half::Afternoon if self.hour < 12 => self.hour + 12,
            Half::Morning if self.hour == 12 => 0,
            _ => self.hour,
        };
        match self.second {
            Some(second) => format!("T{hour:02}:{:02}:{second:02}", self.minute),
            None => format!("T{hour:02}:{:02}", self.minute),
        }
    }
}

/// Whether a character can open a word for a part of the day.
pub(super) fn opens(c: char) -> bool {
    matches!(
        c,
        '正' | '半'
            | '上'
            | '下'
            | '早'
            | '晚'
            | '凌'
            | '清'
            | '中'
            | '午'
            | '傍'
            | '夜'
            | '深'
            | '今'
            | '明'
            | '昨'
    )
}

/// Reads a clock time, or a range of times, at a position.
pub(super) fn read(page: &Page, at: usize) -> Option<Found> {
    let (first, mut end) = point(page, at, false)?;
    let mut value = first.iso();
    if let Some((second, after)) = range_mark(page, end).and_then(|next| point(page, next, true)) {
        value = format!("{value}..{}", second.after(first).iso());
        end = after;
    }
    Some(Found { value: Some(value), ..Found::new(at, end, NumberKind::Date) })
}

/// Reads one time. `firm`: the place alone says that a time may stand here, as behind a date.
pub(super) fn point(page: &Page, at: usize, firm: bool) -> Option<(Time, usize)> {
    let (half, start) = DAY_PARTS
        .iter()
        .find(|(word, _)| page.has(at, word))
        .map_or((Half::Unsaid, at), |(word, half)| (*half, page.skip_spaces(at + word.chars().count())));
    // 晚一点, 早一点: the adverb.
    let adverb = start == at + 1 && page.has(start, "一点") && !matches!(page.at(start + 2), '钟' | '半' | '整');
    if adverb && digit(page.at(start + 2)).is_none() {
        return None;
    }
    let firm = firm || start > at;
    let (mut time, end) = digital(page, start, firm).or_else(|| spoken(page, start, firm))?;
    if half != Half::Unsaid {
        time.half_of_day = half;
    }
    Some((time, end))
}

/// `3:30`, `12:00:05`, `2:00 pm`.
fn digital(page: &Page, at: usize, firm: bool) -> Option<(Time, usize)> {
    let (hour, end) = small(page, at).filter(|&(h, _)| h <= 24 && page.at(at).is_ascii_digit())?;
    if page.at(end) != ':' {
        return None;
    }
    let two_digits = |p: usize| {
        let (value, end) = small(page, p)?;
        (page.at(p).is_ascii_digit() && end == p + 2 && value < 60).then_some((value, end))
    };
    let (minute, mut end) = two_digits(end + 1)?;
    if !firm && fixed::is_score(page, at) {
        return None;
    }
    let mut second = None;
    if page.at(end) == ':' {
        let (value, after) = two_digits(end + 1)?;
        second = Some(value);
        end = after;
    }
    let mut half_of_day = Half::Unsaid;
    let suffix = page.skip_spaces(end);
    for (words, half) in
        [(["am", "AM", "a.m.", "A.M."], Half::Morning), (["pm", "PM", "p.m.", "P.M."], Half::Afternoon)]
    {
        if let Some((_, after)) = page.any(suffix, &words) {
            half_of_day = half;
            end = after;
        }
    }
    Some((Time { hour, minute, second, half_of_day }, end))
}

/// `15时20分36秒`, `八点半`, `11点3刻`, `16点30`, `零点整`.
fn spoken(page: &Page, at: usize, firm: bool) -> Option<(Time, usize)> {
    let (hour, digits_end) = small(page, at).filter(|&(h, _)| h <= 24)?;
    let mut time = Time { hour, minute: 0, second: None, half_of_day: Half::Unsaid };
    let mark = page.at(digits_end);
    if !matches!(mark, '点' | '时') {
        // `凌晨四到六点`: the first hour shares the second one's 点.
        let (_, next) = range_mark(page, digits_end).and_then(|next| small(page, next))?;
        return (firm && matches!(page.at(next), '点' | '时')).then_some((time, digits_end));
    }
    let mut end = digits_end + 1;
    if let Some((minute, after)) = minutes(page, end) {
        time.minute = minute;
        end = after;
        if let Some((second, after)) = small(page, end).filter(|&(s, _)| s < 60)
            && page.at(end - 1) == '分'
            && page.at(after) == '秒'
        {
            time.second = Some(second);
            end = after + 1;
        }
        return Some((time, end));
    }
    if matches!(page.at(end), '整' | '钟') {
        return Some((time, end + 1));
    }
    let lone = !page.at(at).is_ascii_digit() && digits_end == at + 1;
    let next = page.at(end);
    let said = match mark {
        '点' => firm || fixed::hour_stands(page, at, end, hour, lone),
        _ => (firm || !lone) && !matches!(next, '间' | '代' | '期' | '候' | '常' | '刻' | '装' | '尚' | '辰' | '有'),
    };
    said.then_some((time, end))
}

/// What follows 点 or 时: `20分`, `半`, `一刻`, `30`.
fn minutes(page: &Page, at: usize) -> Option<(u32, usize)> {
    if page.at(at) == '半' {
        return Some((30, at + 1));
    }
    let (value, end) = small(page, at).filter(|&(m, _)| m < 60)?;
    match page.at(end) {
        '分' if !matches!(page.at(end + 1), '之' | '钟') => Some((value, end + 1)),
        '刻' if (1..=3).contains(&value) => Some((value * 15, end + 1)),
        // Two figures are minutes; one figure is a decimal (`八点五`).
        _ if end >= at + 2 && page.at(at).is_ascii_digit() && super::units::at(page, end).is_none() => {
            Some((value, end))
        }
        _ if end >= at + 2 && page.at(at + 1) == '十' && super::units::at(page, end).is_none() => Some((value, end)),
        _ => None,
    }
}
