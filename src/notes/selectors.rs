//! Selectors: a place in a text, written down so that it can be found again when the text has changed.
//!
//! In memory a quote and perhaps a position; in JSON the array of the W3C Web Annotation Data Model
//! (<https://www.w3.org/TR/annotation-model/#selectors>), in any order, one object without its array too.
//! Selectors of other types and fields that are not ours are ignored on reading. Reading fails when
//! neither of our two types is there, or when one of them lacks a field or has one of a wrong type.
//!
//! A position alone says nothing about what stands there. It is kept as an empty quote beside the
//! position and written as it came.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// Where a note stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selectors {
    /// What stands there and around it.
    pub quote: TextQuote,
    /// Where it stood when it was described.
    pub position: Option<TextPosition>,
}

/// The W3C `TextQuoteSelector`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TextQuote {
    /// The passage itself.
    pub exact: String,
    /// What comes right before it.
    pub prefix: String,
    /// What comes right after it.
    pub suffix: String,
}

/// The W3C `TextPositionSelector`: half-open, in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct TextPosition {
    /// The first character's position.
    pub start: usize,
    /// The position after the last character.
    pub end: usize,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Written<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote(&'a TextQuote),
    #[serde(rename = "TextPositionSelector")]
    Position(&'a TextPosition),
}

impl Selectors {
    /// Whether the quote says nothing, so that only the position counts.
    pub fn is_position_alone(&self) -> bool {
        let TextQuote { exact, prefix, suffix } = &self.quote;
        self.position.is_some() && exact.is_empty() && prefix.is_empty() && suffix.is_empty()
    }
}

impl Serialize for Selectors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quote = (!self.is_position_alone()).then_some(Written::Quote(&self.quote));
        let position = self.position.as_ref().map(Written::Position);
        serializer.collect_seq(quote.into_iter().chain(position))
    }
}

impl<'de> Deserialize<'de> for Selectors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = match Value::deserialize(deserializer)? {
            Value::Array(items) => items,
            one @ Value::Object(_) => vec![one],
            _ => return Err(D::Error::custom("selectors are an array of objects")),
        };
        let mut quote = None;
        let mut position = None;
        for item in &items {
            let Value::Object(fields) = item else {
                continue;
            };
            match fields.get("type").and_then(Value::as_str) {
                Some("TextQuoteSelector") if quote.is_none() => {
                    quote = Some(read_quote(fields).map_err(D::Error::custom)?);
                }
                Some("TextPositionSelector") if position.is_none() => {
                    position = Some(read_position(fields).map_err(D::Error::custom)?);
                }
                _ => {}
            }
        }
        if quote.is_none() && position.is_none() {
            return Err(D::Error::custom("no TextQuoteSelector and no TextPositionSelector"));
        }
        Ok(Self { quote: quote.unwrap_or_default(), position })
    }
}

fn read_quote(fields: &Map<String, Value>) -> Result<TextQuote, String> {
    let text = |name: &str| match fields.get(name) {
        Some(Value::String(text)) => Ok(Some(text.clone())),
        None | Some(Value::Null) => Ok(None),
        Some(_) => Err(format!("TextQuoteSelector: {name} is not a string")),
    };
    Ok(TextQuote {
        exact: text("exact")?.ok_or("TextQuoteSelector: exact is missing")?,
        prefix: text("prefix")?.unwrap_or_default(),
        suffix: text("suffix")?.unwrap_or_default(),
    })
}

fn read_position(fields: &Map<String, Value>) -> Result<TextPosition, String> {
    let offset = |name: &str| {
        fields
            .get(name)
            .and_then(Value::as_u64)
            .and_then(|offset| usize::try_from(offset).ok())
            .ok_or_else(|| format!("TextPositionSelector: {name} is not an offset"))
    };
    let (start, end) = (offset("start")?, offset("end")?);
    if start > end {
        return Err("TextPositionSelector: start lies after end".to_owned());
    }
    Ok(TextPosition { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTE: &str = r#"{"type":"TextQuoteSelector","exact":"稳产","prefix":"企业","suffix":"扩产"}"#;
    const POSITION: &str = r#"{"type":"TextPositionSelector","start":4,"end":6}"#;

    fn read(json: &str) -> Result<Selectors, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn quote() -> TextQuote {
        TextQuote { exact: "稳产".into(), prefix: "企业".into(), suffix: "扩产".into() }
    }

    #[test]
    fn what_is_there_is_read() {
        let both = Selectors { quote: quote(), position: Some(TextPosition { start: 4, end: 6 }) };
        let only_quote = Selectors { quote: quote(), position: None };
        let only_position = Selectors { quote: TextQuote::default(), position: both.position };
        let bare = Selectors { quote: TextQuote { exact: "稳产".into(), ..TextQuote::default() }, position: None };
        let other = r#"{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/p[1]"}}"#;
        let cases = [
            (format!("[{QUOTE},{POSITION}]"), &both),
            (format!("[{POSITION},{QUOTE}]"), &both),
            (format!("[{other},{POSITION},\"urn:x\",7,{QUOTE}]"), &both),
            (format!("[{QUOTE},{POSITION},{{\"type\":\"TextPositionSelector\",\"start\":9,\"end\":9}}]"), &both),
            (format!("[{QUOTE}]"), &only_quote),
            (QUOTE.to_owned(), &only_quote),
            (format!("[{POSITION}]"), &only_position),
            (r#"[{"type":"TextQuoteSelector","exact":"稳产","rating":5,"suffix":null}]"#.to_owned(), &bare),
        ];
        for (json, expected) in cases {
            assert_eq!(read(&json).as_ref(), Ok(expected), "{json}");
        }
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let cases = [
            "7",
            "[]",
            "[null]",
            r#"[{"exact":"稳产"}]"#,
            r#"[{"type":"FragmentSelector","value":"p1"}]"#,
            r#"[{"type":"TextQuoteSelector"}]"#,
            r#"[{"type":"TextQuoteSelector","exact":3}]"#,
            r#"[{"type":"TextQuoteSelector","exact":"稳","prefix":[]}]"#,
            r#"[{"type":"TextPositionSelector","start":3}]"#,
            r#"[{"type":"TextPositionSelector","start":-3,"end":4}]"#,
            r#"[{"type":"TextPositionSelector","start":3.5,"end":4}]"#,
            r#"[{"type":"TextPositionSelector","start":6,"end":4}]"#,
        ];
        for json in cases {
            assert!(read(json).is_err(), "{json}");
        }
    }

    #[test]
    fn what_is_written_is_the_w3c_array() {
        for json in [format!("[{QUOTE},{POSITION}]"), format!("[{QUOTE}]"), format!("[{POSITION}]")] {
            let selectors = read(&json).expect("a case of the table above");
            assert_eq!(serde_json::to_string(&selectors).expect("plain data"), json);
        }
    }
}
