//! A text's fingerprint: tells whether a text is the one that was seen before, on any machine and for ever.

use std::fmt;
use std::hash::Hasher;
use std::str::FromStr;

use fnv::FnvHasher;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// 64 bits of FNV-1a over the UTF-8 bytes. Not for texts made to deceive: those only ever mislead the reader
/// who made them. Written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of `text`.
    pub fn of(text: &str) -> Self {
        let mut hasher = FnvHasher::default();
        hasher.write(text.as_bytes());
        Self(hasher.finish())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let value = u64::from_str_radix(text, 16).ok().filter(|_| digits);
        value.map(Self).ok_or("a fingerprint is 16 hexadecimal digits")
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_fingerprint_for_ever() {
        // FNV-1a's published values for "" and "a", and one of ours that stores out there hold.
        let cases = [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("眉批", "c51d0edf6f94594b")];
        for (text, expected) in cases {
            assert_eq!(Fingerprint::of(text).to_string(), expected, "{text}");
            assert_eq!(expected.parse(), Ok(Fingerprint::of(text)));
        }
        for broken in ["", "+f63dc4c8601ec8c", "af63dc4c8601ec8", "af63dc4c8601ec8cc", "眉批眉批眉"] {
            assert!(broken.parse::<Fingerprint>().is_err(), "{broken}");
        }
    }
}
