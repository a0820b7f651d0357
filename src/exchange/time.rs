//! Times as other programs write them: ISO 8601, in milliseconds since 1970.
//!
//! Written is the `xsd:dateTime` that the W3C model asks for: UTC with a `Z`, to the millisecond. Read is whatever
//! annotations out there carry: an offset or none (which is UTC), fractions of any length, a day without a time. What
//! lies before 1970 or past the last time of a browser's `Date` becomes that limit.

use time::{Date, Month, OffsetDateTime};

use crate::keeping::LAST_TIME;

const DAY: i64 = 86_400;

/// `2023-11-14T22:13:20.000Z`.
pub(super) fn iso(ms: u64) -> String {
    let time = utc(ms, 0);
    let (hour, minute, second) = time.to_hms();
    format!("{}T{hour:02}:{minute:02}:{second:02}.{:03}Z", day_of(time.date()), ms % 1000)
}

/// `2023-11-14`, the day it was so many minutes east of Greenwich.
pub(super) fn day(ms: u64, minutes_east: i32) -> String {
    day_of(utc(ms, minutes_east).date())
}

fn utc(ms: u64, minutes_east: i32) -> OffsetDateTime {
    let seconds = (ms.min(LAST_TIME) / 1000).cast_signed() + i64::from(minutes_east) * 60;
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn day_of(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The time that `text` says.
pub(super) fn from_iso(text: &str) -> Option<u64> {
    let text = text.trim();
    let (date, clock) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "00:00"),
    };
    let mut parts = date.trim_start_matches('+').rsplitn(3, '-');
    let (day, month, year) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()?;
    let (clock, east) = zone(clock)?;
    let (clock, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, ""));
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    let second = parts.next().map_or(Some(0), number)?;
    // A leap second has no number of its own in this count.
    if parts.next().is_some() || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let days = i64::from(date.to_julian_day()) - i64::from(OffsetDateTime::UNIX_EPOCH.to_julian_day());
    let seconds = days * DAY + (hour * 60 + minute - east) * 60 + second.min(59);
    let milliseconds = match fraction {
        "" => 0,
        _ => number(format!("{fraction:0<3}").get(..3)?)?,
    };
    Some(u64::try_from(seconds * 1000 + milliseconds).unwrap_or(0).min(LAST_TIME))
}

/// The clock without its zone, and the zone in minutes east of Greenwich.
fn zone(clock: &str) -> Option<(&str, i64)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(at) = clock.rfind(['+', '-']) else { return Some((clock, 0)) };
    let (clock, zone) = clock.split_at(at);
    let digits = zone[1..].replace(':', "");
    let (hours, minutes) = match digits.len() {
        2 => (number(&digits)?, 0),
        4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        _ => return None,
    };
    let east = hours * 60 + minutes;
    Some((clock, if zone.starts_with('-') { -east } else { east }))
}

/// Digits and nothing else, few enough that no sum of them is too large.
fn number(digits: &str) -> Option<i64> {
    let plain = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_they_are_written_out_there() {
        let cases = [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2023-11-14T22:13:20Z", Some(1_700_000_000_000)),
            ("2023-11-14T22:13:20.123456Z", Some(1_700_000_000_123)),
            ("2023-11-14T22:13:20.5+00:00", Some(1_700_000_000_500)),
            ("2023-11-15T06:13:20+08:00", Some(1_700_000_000_000)),
            ("2023-11-14 17:13:20-0500", Some(1_700_000_000_000)),
            ("2023-11-14T22:13", Some(1_699_999_980_000)),
            ("2023-11-14", Some(1_699_920_000_000)),
            ("2024-02-29T24:00:00Z", Some(1_709_251_200_000)),
            ("1969-12-31T23:59:59Z", Some(0)),
            ("275760-09-13T00:00:00.000Z", Some(LAST_TIME)),
            ("+275760-09-13T00:00:00.000Z", Some(LAST_TIME)),
            ("2023-02-29", None),
            ("2023-11-14T25:00:00Z", None),
            ("2023-11-14T22Z", None),
            ("2023-11-14T22:13:20.Z", Some(1_700_000_000_000)),
            ("2023-11-14T22:13:20.一Z", None),
            ("14.11.2023", None),
            ("2023-11-14T22:13:20+8", None),
            ("", None),
            ("Z", None),
            ("一二三", None),
        ];
        for (text, expected) in cases {
            assert_eq!(from_iso(text), expected, "{text}");
        }
        assert_eq!(iso(LAST_TIME), "275760-09-13T00:00:00.000Z");
        assert_eq!(
            (day(1_700_000_000_000, 0), day(1_700_000_000_000, 480)),
            ("2023-11-14".into(), "2023-11-15".into())
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(ms in 0..=LAST_TIME) {
            prop_assert_eq!(from_iso(&iso(ms)), Some(ms));
        }

        #[test]
        fn any_text_is_read(text in "[0-9TZ:+. 一-]{0,30}", other in any::<String>()) {
            let _ = (from_iso(&text), from_iso(&other));
        }
    }
}
