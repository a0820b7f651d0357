//! A number's value for a reader's eye: digits with thousands commas, and Chinese numerals.

use super::{Number, NumberKind};

/// A value written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenOut {
    /// In digits: `3,649,000,000`, `1.5–2`, `1/6`, `2022-02-15`.
    pub digits: String,
    /// Read in Chinese: `三十六亿四千九百万`, `六分之一`, `二〇二二年二月十五日`.
    pub chinese: String,
}

/// Writes a number's value out. `None` when it has none, and for codes, which are read digit by digit as
/// they stand.
pub fn write_out(number: &Number) -> Option<WrittenOut> {
    let value = number.value.as_deref()?;
    if number.kind == NumberKind::Code {
        return None;
    }
    let date = number.kind == NumberKind::Date;
    let one = |part: &str| {
        if date { date_out(part) } else { figure_out(part) }
    };
    let Some((low, high)) = value.split_once("..") else {
        return one(value);
    };
    let (low, high) = (one(low)?, one(high)?);
    Some(WrittenOut {
        digits: format!("{}–{}", low.digits, high.digits),
        chinese: format!("{}至{}", low.chinese, high.chinese),
    })
}

fn figure_out(value: &str) -> Option<WrittenOut> {
    if let Some((part, whole)) = value.split_once('/') {
        let (part, whole) = (figure_out(part)?, figure_out(whole)?);
        let (sign, part_chinese) = match part.chinese.strip_prefix('负') {
            Some(rest) => ("负", rest),
            None => ("", part.chinese.as_str()),
        };
        return Some(WrittenOut {
            digits: format!("{}/{}", part.digits, whole.digits),
            chinese: format!("{sign}{}分之{part_chinese}", whole.chinese),
        });
    }
    if value.contains(':') {
        let parts: Vec<_> = value.split(':').map(figure_out).collect::<Option<_>>()?;
        let join = |of: fn(&WrittenOut) -> &str, mark: &str| parts.iter().map(of).collect::<Vec<_>>().join(mark);
        return Some(WrittenOut { digits: join(|p| &p.digits, ":"), chinese: join(|p| &p.chinese, "比") });
    }
    let (sign, size) = match value.strip_prefix('-') {
        Some(size) => ("-", size),
        None => ("", value),
    };
    let (whole, fraction) = size.split_once('.').unwrap_or((size, ""));
    if whole.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut digits = format!("{sign}{}", with_commas(whole));
    let mut chinese = format!("{}{}", if sign.is_empty() { "" } else { "负" }, whole_in_chinese(whole)?);
    if !fraction.is_empty() {
        digits = format!("{digits}.{fraction}");
        chinese = format!("{chinese}点{}", digits_in_chinese(fraction, '零'));
    }
    Some(WrittenOut { digits, chinese })
}

fn with_commas(whole: &str) -> String {
    let mut out = String::with_capacity(whole.len() * 4 / 3);
    for (k, c) in whole.chars().enumerate() {
        if k > 0 && (whole.len() - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn chinese_digit(digit: u8) -> char {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    DIGITS[usize::from(digit.saturating_sub(b'0').min(9))]
}

fn digits_in_chinese(digits: &str, zero: char) -> String {
    digits.bytes().map(|b| if b == b'0' { zero } else { chinese_digit(b) }).collect()
}

/// Up to 10^32, in groups of four: 万, 亿, 万亿, 亿亿. A longer figure is no quantity one reads aloud.
fn whole_in_chinese(whole: &str) -> Option<String> {
    const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];
    let whole = whole.trim_start_matches('0');
    if whole.is_empty() {
        return Some("零".into());
    }
    let width = whole.len().div_ceil(4) * 4;
    let padded = format!("{whole:0>width$}");
    let count = padded.len() / 4;
    if count > GROUPS.len() {
        return None;
    }
    let mut out = String::new();
    let mut skipped = false;
    for (k, group) in padded.as_bytes().chunks_exact(4).enumerate() {
        if group == b"0000" {
            skipped = true;
            continue;
        }
        if !out.is_empty() && (skipped || group[0] == b'0') {
            out.push('零');
        }
        skipped = false;
        out.push_str(&four_in_chinese(group));
        // 一万二千亿 says its 亿 once: the 万亿 above shares it.
        let scale = GROUPS[count - 1 - k];
        let shared = scale == "万亿" && padded.as_bytes()[(k + 1) * 4..(k + 2) * 4] != *b"0000";
        out.push_str(if shared { "万" } else { scale });
    }
    Some(match out.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => out,
    })
}

fn four_in_chinese(group: &[u8]) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (digit, unit) in group.iter().zip(["千", "百", "十", ""]) {
        if *digit == b'0' {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        out.push(chinese_digit(*digit));
        out.push_str(unit);
    }
    out
}

/// ISO parts to `2022-02-15` and 二〇二二年二月十五日.
fn date_out(value: &str) -> Option<WrittenOut> {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let mut chinese = String::new();
    let number = |digits: &str| whole_in_chinese(digits);
    let (year, after_year) = day.split_once('-').unwrap_or((day, ""));
    let rest = if year.len() == 4 {
        chinese = format!("{}年", digits_in_chinese(year, '〇'));
        after_year
    } else {
        day.strip_prefix("--").unwrap_or(day)
    };
    for (k, part) in rest.split('-').enumerate().filter(|(_, part)| !part.is_empty()) {
        match (part.strip_prefix('Q'), part.strip_prefix('H'), k) {
            (Some(quarter), _, _) => {
                chinese.push('第');
                chinese.push_str(&number(quarter)?);
                chinese.push_str("季度");
            }
            (_, Some("1"), _) => chinese.push_str("上半年"),
            (_, Some(_), _) => chinese.push_str("下半年"),
            (_, _, place) => {
                chinese.push_str(&number(part)?);
                chinese.push(if place == 0 { '月' } else { '日' });
            }
        }
    }
    let mut units = ["时", "分", "秒"].iter();
    for (part, unit) in time.split(':').zip(&mut units).filter(|(part, _)| !part.is_empty()) {
        if part != "00" || *unit == "时" {
            chinese.push_str(&number(part)?);
            chinese.push_str(unit);
        }
    }
    Some(WrittenOut {
        digits: value.trim_start_matches("--").trim_start_matches('-').trim_start_matches('T').replace('T', " "),
        chinese,
    })
}
