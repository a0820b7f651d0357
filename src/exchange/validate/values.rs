//! What single values have to be.

use std::collections::HashSet;
use std::fmt;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use time::{Date, Month};

/// What a resource is to its annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What is said.
    Body,
    /// What it is said of.
    Target,
}

/// An IRI (RFC 3987): a scheme, a colon, and something behind it without what no IRI has in it.
pub(super) fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let mut letters = scheme.bytes();
    let scheme = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || b"+-.".contains(&c));
    let foreign = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    let encoded = |part: &str| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    scheme && !rest.is_empty() && !rest.contains(foreign) && rest.split('%').skip(1).all(encoded)
}

/// An `xsd:dateTime` in UTC with a `Z`: `-?yyyy-mm-ddThh:mm:ss(.s+)?Z`, and a day that the calendar has.
pub(super) fn is_date_time(text: &str) -> bool {
    date_time(text).is_some()
}

fn date_time(text: &str) -> Option<()> {
    let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let (sign, date) = date.strip_prefix('-').map_or((1, date), |date| (-1, date));
    let [year, month, day] = *date.split('-').collect::<Vec<_>>() else { return None };
    let long = year.len() > 4 && !year.starts_with('0');
    let year: i32 = if year.len() == 4 || long && year.len() < 7 { number(year, year.len())? } else { return None };
    let month = Month::try_from(u8::try_from(number(month, 2)?).ok()?).ok()?;
    Date::from_calendar_date(sign * year, month, u8::try_from(number(day, 2)?).ok()?).ok()?;
    let (clock, fraction) = clock.split_once('.').map_or((clock, None), |(clock, part)| (clock, Some(part)));
    let [hour, minute, second] = *clock.split(':').collect::<Vec<_>>() else { return None };
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let nothing = |part: &str| part.bytes().all(|b| b == b'0');
    // The end of a day may be said, and nothing behind it.
    let midnight = hour == 24 && minute == 0 && second == 0 && fraction.is_none_or(nothing);
    let right = (hour < 24 || midnight) && minute < 60 && second < 60 && fraction.is_none_or(digits) && year != 0;
    right.then_some(())
}

fn number(digits: &str, length: usize) -> Option<i32> {
    let plain = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// Well-formed XML of one element. Prefixes need no declaration: the model's own example has none.
pub(super) fn is_svg(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        let attributes = match reader.read_event() {
            Err(_) => return false,
            Ok(Event::Eof) => return depth == 0 && roots == 1,
            Ok(Event::Start(element)) => {
                roots += usize::from(depth == 0);
                depth += 1;
                element
            }
            Ok(Event::Empty(element)) => {
                roots += usize::from(depth == 0);
                element
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Ok(Event::Text(text)) if depth == 0 && !text.trim().is_empty() => return false,
            Ok(Event::CData(_) | Event::GeneralRef(_)) if depth == 0 => return false,
            Ok(_) => continue,
        };
        if attributes.attributes().any(|attribute| attribute.is_err()) {
            return false;
        }
    }
}

/// The paths of the names that one object has more than once: JSON-LD forbids it, and most readers drop all but one.
pub(super) fn said_twice(json: &str) -> Vec<String> {
    let mut twice = Vec::new();
    let walk = Walk { path: String::new(), twice: &mut twice };
    // What is no JSON is told elsewhere.
    let _ = walk.deserialize(&mut serde_json::Deserializer::from_str(json));
    twice
}

struct Walk<'t> {
    path: String,
    twice: &'t mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            let path = if self.path.is_empty() { name.clone() } else { format!("{}.{name}", self.path) };
            if !seen.insert(name) {
                self.twice.push(path.clone());
            }
            map.next_value_seed(Walk { path, twice: self.twice })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        for n in 0.. {
            let path = format!("{}[{n}]", self.path);
            if list.next_element_seed(Walk { path, twice: self.twice })?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
