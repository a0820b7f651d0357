//! Years in all their forms: `2022年`, `二〇二二年`, `07年`, of an era, decades and centuries.

use super::{Date, arabic_run, lunar_day, month, quarter, small};
use crate::numbers::NumberKind;
use crate::numbers::numeral::{self, digit};
use crate::numbers::page::Page;
use crate::numbers::reader::{Found, range_mark};

/// A year with 年, and what follows it in the same date.
pub(super) fn year(page: &Page, at: usize) -> Option<(Date, usize)> {
    let (year, digits_end) = year_figure(page, at)?;
    let mark = page.skip_spaces(digits_end);
    if page.at(mark) != '年' {
        // `2022—2023年`: the first year shares the second one's 年.
        let (upto, next) = range_mark(page, digits_end).and_then(|next| year_figure(page, next))?;
        let century = |y: YearFigure| (1900..2100).contains(&y.year) && y.form == Form::Full;
        let shares = year.form == Form::Full && upto.form == Form::Full && page.at(page.skip_spaces(next)) == '年';
        let bare = century(year) && century(upto) && !matches!(page.at(next), '-' | '.' | '~' | '/');
        return (shares || bare).then_some((Date { year: Some(year.year), ..Date::default() }, digits_end));
    }
    let mut end = mark + 1;
    let next = page.skip_spaces(end);
    let rest = lunar_day(page, next)
        .or_else(|| month(page, next).filter(|(d, _)| d.month.is_some()))
        .or_else(|| quarter(page, next).filter(|_| year.form == Form::Full))
        .or_else(|| half(page, next).filter(|_| year.form == Form::Full));
    if let Some((rest, after)) = rest {
        let known = matches!(year.form, Form::Full | Form::Short | Form::TwoDigits);
        return Some((Date { year: known.then_some(year.year), open: !known, ..rest }, after));
    }
    if ERAS.iter().any(|era| page.has_before(at, era)) {
        return Some((Date { open: true, ..Date::default() }, end));
    }
    let round = year.year < 1900 && year.year.is_multiple_of(100);
    let stands = match year.form {
        Form::Full => !round || page.any_before(at, &["在", "于", "自", "从", "至", "到", "公元", "约", "公元前"]),
        Form::Short => true,
        Form::ThreeDigits => page.any_before(at, &["在", "公元", "于", "前"]),
        // 21年底, 98年初
        Form::TwoDigits => matches!(page.at(end), '底' | '初' | '末') && page.at(end + 1) != '中',
        Form::Small => false,
    };
    if !stands {
        return None;
    }
    if page.at(end) == '度' {
        end += 1;
    }
    Some((
        Date {
            year: Some(year.year),
            // Years before our era have no agreed ISO form in four digits.
            open: page.has_before(at, "公元前"),
            ..Date::default()
        },
        end,
    ))
}

/// Eras whose years are counted from one; a year of theirs is a date and no length of time.
const ERAS: &[&str] = &[
    "民国",
    "顺治",
    "康熙",
    "雍正",
    "乾隆",
    "嘉庆",
    "道光",
    "咸丰",
    "同治",
    "光绪",
    "宣统",
    "洪武",
    "建文",
    "永乐",
    "宣德",
    "正统",
    "成化",
    "弘治",
    "正德",
    "嘉靖",
    "隆庆",
    "万历",
    "天启",
    "崇祯",
    "贞观",
    "开元",
    "天宝",
    "大业",
    "元丰",
    "熙宁",
    "绍兴",
    "建安",
    "神龙",
    "天聪",
    "崇德",
    "天命",
    "永历",
    "景泰",
    "天顺",
    "永徽",
    "显庆",
    "元和",
    "大中",
    "会昌",
    "建隆",
    "太平兴国",
    "景德",
    "大中祥符",
    "天圣",
    "庆历",
    "嘉祐",
    "元祐",
    "崇宁",
    "政和",
    "宣和",
    "靖康",
    "建炎",
    "淳熙",
    "嘉定",
    "淳祐",
    "咸淳",
    "中统",
    "至元",
    "至正",
    "武德",
    "垂拱",
    "乾元",
    "大历",
    "贞元",
    "建武",
    "永平",
    "永元",
    "黄初",
    "太康",
    "永嘉",
    "永和",
    "太和",
    "开皇",
    "昭和",
    "平成",
    "令和",
    "明治",
    "大正",
];

/// `2021-22赛季`, `2018/2019学年`: a year and the next one, by two or four figures.
pub(super) fn season(page: &Page, at: usize) -> Option<Found> {
    const SEASONS: &[&str] = &["赛季", "学年", "财年", "年度", "雪季", "榨季", "采暖季"];
    let (year, length) =
        arabic_run(page, at, 4).filter(|&(year, length)| length == 4 && (1900..2100).contains(&year))?;
    let mark = at + length;
    if !matches!(page.at(mark), '-' | '/') {
        return None;
    }
    let (next, length) = arabic_run(page, mark + 1, 4)?;
    let end = mark + 1 + length;
    let follows = length == 4 && next == year + 1 || length == 2 && next == (year + 1) % 100;
    (follows && page.any(end, SEASONS).is_some())
        .then(|| Found { value: Some(format!("{year}..{}", year + 1)), ..Found::new(at, end, NumberKind::Date) })
}

/// How long the name of an era is that stands right before a year of it.
pub(super) fn era_before(page: &Page, at: usize) -> Option<usize> {
    let era = ["公元前", "公元"].iter().chain(ERAS).find(|era| page.has_before(at, era))?;
    Some(era.chars().count())
}

#[derive(Debug, Clone, Copy)]
struct YearFigure {
    year: u32,
    form: Form,
}

/// How a year is printed, which says how sure it is that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `2022`, `二〇二二`.
    Full,
    /// `07`, `零七`, `九八`: no count is printed so.
    Short,
    /// `18`: a year only with a month behind it.
    TwoDigits,
    /// `789`.
    ThreeDigits,
    /// `三`, `二十`: of an era, or a length of time.
    Small,
}

/// The figure of a year: `2022`, `二〇二二`, `07`, `零七`; `三` of an era's third year.
fn year_figure(page: &Page, at: usize) -> Option<(YearFigure, usize)> {
    let arabic = page.at(at).is_ascii_digit();
    let (year, length) = if arabic {
        arabic_run(page, at, 4)?
    } else {
        let digits: Vec<u32> =
            (at..at + 5).map_while(|p| digit(page.at(p)).filter(|_| page.at(p) != '两')).map(u32::from).collect();
        if !matches!(digits[..], [_, _, _, _] | [0 | 9, _]) {
            let form = Form::Small;
            return small(page, at).map(|(year, end)| (YearFigure { year, form }, end));
        }
        (digits.iter().fold(0, |y, d| y * 10 + d), digits.len())
    };
    let form = match length {
        4 if (1000..3000).contains(&year) => Form::Full,
        3 => Form::ThreeDigits,
        2 if !arabic || page.at(at) == '0' => Form::Short,
        2 => Form::TwoDigits,
        _ => Form::Small,
    };
    let year = match year {
        y if length == 2 && y < 50 => 2000 + y,
        y if length == 2 => 1900 + y,
        y => y,
    };
    Some((YearFigure { year, form }, at + length))
}

fn half(page: &Page, at: usize) -> Option<(Date, usize)> {
    let (word, end) = page.any(at, &["上半年", "下半年"])?;
    let number = if word == "上半年" { 1 } else { 2 };
    Some((Date { part: Some(('H', number)), ..Date::default() }, end))
}

/// `90年代`, `十九世纪七十年代`, `21世纪`.
pub(super) fn decade(page: &Page, at: usize) -> Option<(Date, usize)> {
    let open = Date { open: true, ..Date::default() };
    let decade_end = |at: usize| {
        // 四十至五十年代: the first shares the second one's 年代.
        let later = small(page, at).filter(|(figure, _)| figure % 10 == 0 && *figure > 0);
        let at = later.and_then(|(_, end)| range_mark(page, end)).unwrap_or(at);
        let numeral = numeral::read(page, at)?;
        let figure = numeral.low?.to_whole()?;
        (figure.is_multiple_of(10) && figure > 0 && page.has(numeral.end, "年代")).then_some(numeral.end + 2)
    };
    if let Some(end) = decade_end(at) {
        return Some((open, end));
    }
    let (_, end) = small(page, at).filter(|&(number, _)| number > 1)?;
    page.has(end, "世纪").then(|| (open, decade_end(end + 2).unwrap_or(end + 2)))
}
