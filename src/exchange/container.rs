//! JSON taken apart without building it: lists and objects as slices of the file, so that a file of any size costs
//! its own length and sixteen bytes for each thing in it, until one is looked at.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// How deep brackets may stand in one another. Annotations of all programs known stay under 12; `serde_json` itself
/// gives up at 128, and nothing that is built here can be too deep to be walked or dropped.
pub(super) const DEEPEST: usize = 64;

/// The elements of a list; more than `MOST` are an error.
pub(super) struct List<'j, const MOST: usize>(pub(super) Vec<&'j RawValue>);

/// The fields of an object in their order; more than `MOST` are an error.
pub(super) struct Fields<'j, const MOST: usize>(pub(super) Vec<(String, &'j RawValue)>);

impl<'j, const MOST: usize> Fields<'j, MOST> {
    /// The last field of that name, as everywhere in JSON.
    pub(super) fn get(&self, name: &str) -> Option<&'j RawValue> {
        self.0.iter().rev().find(|(of, _)| of == name).map(|&(_, value)| value)
    }
}

impl<'j, const MOST: usize> Deserialize<'j> for List<'j, MOST> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor::<MOST>)
    }
}

struct ListVisitor<const MOST: usize>;

impl<'j, const MOST: usize> Visitor<'j> for ListVisitor<MOST> {
    type Value = List<'j, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "a list of at most {MOST}")
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element()? {
            if elements.len() == MOST {
                return Err(A::Error::custom("too many"));
            }
            elements.push(element);
        }
        Ok(List(elements))
    }
}

impl<'j, const MOST: usize> Deserialize<'j> for Fields<'j, MOST> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor::<MOST>(PhantomData))
    }
}

struct FieldsVisitor<const MOST: usize>(PhantomData<()>);

impl<'j, const MOST: usize> Visitor<'j> for FieldsVisitor<MOST> {
    type Value = Fields<'j, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "an object of at most {MOST} fields")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = map.next_key()? {
            if fields.len() == MOST {
                return Err(A::Error::custom("too many"));
            }
            fields.push((name, map.next_value()?));
        }
        Ok(Fields(fields))
    }
}

/// Where the text stops being JSON, if it does: line and column, from 1.
pub(super) fn fault(json: &str) -> Option<(usize, usize)> {
    serde_json::from_str::<IgnoredAny>(json).err().map(|error| (error.line(), error.column()))
}

/// Whether brackets stand deeper in one another than [`DEEPEST`]. Asked before anything is parsed, in one pass.
pub(super) fn too_deep(json: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > DEEPEST {
                    return true;
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_of_brackets_outside_of_strings() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        let cases = [
            (deep(DEEPEST), false),
            (deep(DEEPEST + 1), true),
            ("{\"a\":[".repeat(100_000), true),
            (format!("\"{}\"", "[".repeat(100)), false),
            (format!("\"\\\"{}\"", "[".repeat(100)), false),
            (format!("\"\\\\\"{}", "[".repeat(100)), true),
            ("[]".repeat(1000), false),
        ];
        for (json, expected) in cases {
            assert_eq!(too_deep(json.as_bytes()), expected, "{}", &json[..json.len().min(20)]);
        }
    }

    #[test]
    fn lists_and_objects_are_slices_up_to_their_limit() {
        let list: List<2> = serde_json::from_str("[1, {\"a\":[2]}]").expect("two elements");
        assert_eq!(list.0.iter().map(|raw| raw.get()).collect::<Vec<_>>(), ["1", "{\"a\":[2]}"]);
        assert!(serde_json::from_str::<List<2>>("[1,2,3]").is_err());
        let fields: Fields<2> = serde_json::from_str("{\"a\":1,\"a\":[2]}").expect("two fields");
        assert_eq!(fields.get("a").map(RawValue::get), Some("[2]"));
        assert!(serde_json::from_str::<Fields<1>>("{\"a\":1,\"a\":[2]}").is_err());
        assert_eq!((fault("[1"), fault("[1]\n]"), fault("[]")), (Some((1, 2)), Some((2, 1)), None));
    }
}
