//! A note: a place in an article, how it is marked there, and what the reader wrote.

use super::Selectors;
use crate::text::Fingerprint;
use serde::{Deserialize, Serialize};

/// One note of the reader. A note with an empty body is a bare highlight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Unique among the reader's notes: 1 to 64 of `A-Z a-z 0-9 - _ .`; see [`fresh_id`].
    pub id: String,
    /// The id of the article it was written on.
    pub article: String,
    /// The fingerprint of that article's text at the time, which is what the selectors describe.
    pub text: Fingerprint,
    /// Where it stands.
    pub selectors: Selectors,
    /// The colour that the passage is marked in.
    pub colour: Colour,
    /// How that colour is laid on it.
    pub line: Line,
    /// What the reader wrote; Markdown, shown safely by the views.
    pub body: String,
    /// The words it is filed under; see [`tags`](super::tags).
    pub tags: Vec<String>,
    /// When it was made: milliseconds since 1970, by the reader's clock.
    pub created: u64,
    /// When it was last changed, by the same clock; clocks jump, so it may lie before `created`.
    pub modified: u64,
}

/// The colour of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// 粉
    Pink,
    /// 橙
    Orange,
    /// 黄, a marker pen's colour and so the first offered.
    #[default]
    Yellow,
    /// 绿
    Green,
    /// 蓝
    Blue,
    /// 紫
    Purple,
}

impl Colour {
    /// All colours, in the order in which they are offered and numbered in the store.
    pub const ALL: [Self; 6] = [Self::Pink, Self::Orange, Self::Yellow, Self::Green, Self::Blue, Self::Purple];

    /// The English name in lower case, as in exports and in the styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pink => "pink",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Purple => "purple",
        }
    }

    /// The colour of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name() == name)
    }
}

/// How a passage is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// 底色: a wash behind the characters, as a marker pen leaves it.
    #[default]
    Wash,
    /// 直线 under the characters.
    Underline,
    /// 波浪线 under the characters.
    Wavy,
}

impl Line {
    /// All of them, in the order in which they are offered and numbered in the store.
    pub const ALL: [Self; 3] = [Self::Wash, Self::Underline, Self::Wavy];

    /// The English name in lower case, as in exports and in the styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wash => "wash",
            Self::Underline => "underline",
            Self::Wavy => "wavy",
        }
    }

    /// The line of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.name() == name)
    }
}

/// A new note's id: the time and 32 random bits in base 36, so that two tabs never make the same one.
pub fn fresh_id(now_ms: u64, random: u32) -> String {
    format!("{}-{}", base36(now_ms), base36(u64::from(random)))
}

fn base36(mut value: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((value % 36) as u32, 36).expect("a remainder of 36 is a digit of base 36"));
        value /= 36;
        if value == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_of_the_allowed_letters() {
        let cases = [(0, 0, "0-0"), (35, 36, "z-10"), (1_700_000_000_000, u32::MAX, "lp5q8nuo-1z141z3")];
        for (now, random, _) in cases {
            let id = fresh_id(now, random);
            assert!(id.len() <= 20, "{id}");
        }
        assert_eq!(fresh_id(0, 0), "0-0");
        assert_eq!(fresh_id(35, 36), "z-10");
        assert_ne!(fresh_id(1_700_000_000_000, 1), fresh_id(1_700_000_000_000, 2));
    }

    #[test]
    fn a_line_has_one_name_everywhere() {
        for line in Line::ALL {
            assert_eq!(Line::from_name(line.name()), Some(line));
            let json = serde_json::to_string(&line).expect("a unit variant is a string");
            assert_eq!(json, format!("\"{}\"", line.name()));
        }
        assert_eq!(Line::from_name("dotted"), None);
    }

    #[test]
    fn a_colour_has_one_name_everywhere() {
        for colour in Colour::ALL {
            assert_eq!(Colour::from_name(colour.name()), Some(colour));
            let json = serde_json::to_string(&colour).expect("a unit variant is a string");
            assert_eq!(json, format!("\"{}\"", colour.name()));
        }
        assert_eq!(Colour::from_name("red"), None);
    }
}
