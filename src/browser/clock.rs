//! The time, and how a reader writes it.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds since 1970.
pub fn now() -> u64 {
    Date::now() as u64
}

/// Today in the reader's own calendar, `2022-02-15`.
pub fn today() -> String {
    let now = Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// A moment as a reader of `locale` writes it, short: the day only when it is not today.
pub fn short(moment: u64, locale: &str) -> String {
    let date = Date::new(&JsValue::from_f64(moment as f64));
    let today = Date::new_0();
    let same_day = date.to_date_string() == today.to_date_string();
    let mut fields = vec![("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
    if !same_day {
        fields.extend([("month", "short"), ("day", "numeric")]);
        if date.get_full_year() != today.get_full_year() {
            fields.push(("year", "numeric"));
        }
    }
    written(&date, locale, &fields)
}

/// The day of a moment in the reader's own calendar, counted from 1970-01-01.
pub fn day(moment: u64) -> i32 {
    let date = Date::new(&JsValue::from_f64(moment as f64));
    let east = -date.get_timezone_offset() * 60_000.0;
    ((moment as f64 + east) / DAY).floor() as i32
}

/// The minutes that the reader's clock is before Greenwich at a moment.
pub fn minutes_east(moment: u64) -> i32 {
    -Date::new(&JsValue::from_f64(moment as f64)).get_timezone_offset() as i32
}

/// A day as a field for dates has it, `2022-02-15`.
pub fn day_text(day: i32) -> String {
    let date = Date::new(&JsValue::from_f64(f64::from(day) * DAY));
    String::from(date.to_iso_string()).chars().take(10).collect()
}

/// The day that a field for dates says.
pub fn parse_day(text: &str) -> Option<i32> {
    // A date without a time is one of Greenwich.
    let moment = Date::parse(text);
    moment.is_finite().then(|| (moment / DAY).floor() as i32)
}

/// A day as a reader of `locale` writes it, with the weekday.
pub fn long_day(day: i32, locale: &str) -> String {
    let date = Date::new(&JsValue::from_f64(f64::from(day) * DAY));
    let fields =
        [("year", "numeric"), ("month", "long"), ("day", "numeric"), ("weekday", "short"), ("timeZone", "UTC")];
    written(&date, locale, &fields)
}

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

fn written(date: &Date, locale: &str, fields: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (key, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options);
    format
        .format()
        .call1(&JsValue::UNDEFINED, date)
        .ok()
        .and_then(|text| text.dyn_into::<js_sys::JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}
