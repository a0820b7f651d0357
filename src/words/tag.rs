//! Part-of-speech tags as the dictionary writes them: `n`, `v`, `nr`, `eng`, …
//!
//! A tag is at most four ASCII characters, so it is kept in place and copied freely; a word list of a
//! long text then holds no heap strings.

use std::fmt;

/// The part of speech of a word, in the notation of jieba's dictionary (after ICTCLAS).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The characters, padded with zeros.
    letters: [u8; 4],
}

impl Tag {
    /// A word of which nothing is known: `x`.
    pub const UNKNOWN: Self = Self { letters: *b"x\0\0\0" };
    /// A number with what belongs to it (its unit, its classifier): `m`.
    pub const NUMBER: Self = Self { letters: *b"m\0\0\0" };
    /// A classifier or unit: `q`.
    pub const CLASSIFIER: Self = Self { letters: *b"q\0\0\0" };
    /// A proper name that is neither person, place nor organisation: `nz`.
    pub const NAME: Self = Self { letters: *b"nz\0\0" };

    /// The tag written `name`; [`Tag::UNKNOWN`] when that is not one to four printable ASCII characters.
    pub fn new(name: &str) -> Self {
        let mut letters = [0; 4];
        let fits = (1..=letters.len()).contains(&name.len());
        if !fits || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return Self::UNKNOWN;
        }
        letters[..name.len()].copy_from_slice(name.as_bytes());
        Self { letters }
    }

    /// The tag as it is written.
    ///
    /// # Panics
    /// Never: both ways to make a tag take ASCII only.
    pub fn as_str(&self) -> &str {
        let len = self.letters.iter().take_while(|&&b| b != 0).count();
        std::str::from_utf8(&self.letters[..len]).expect("both ways to make a tag take ASCII only")
    }
}

/// The large classes that a reader tells apart at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// Nouns, and words of time and place.
    Noun,
    /// Names of people, places, organisations and other proper names.
    Name,
    /// Verbs.
    Verb,
    /// Adjectives, adverbs and other words that say how.
    Modifier,
    /// Numerals and classifiers.
    Numeral,
    /// Words that build the sentence: pronouns, prepositions, conjunctions, particles.
    Function,
}

impl WordClass {
    /// All, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Noun, Self::Name, Self::Verb, Self::Modifier, Self::Numeral, Self::Function];

    /// The name in styles and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Noun => "noun",
            Self::Name => "name",
            Self::Verb => "verb",
            Self::Modifier => "modifier",
            Self::Numeral => "numeral",
            Self::Function => "function",
        }
    }
}

impl Tag {
    /// The large class of the word; `None` for signs and words of no listed kind.
    pub fn class(self) -> Option<WordClass> {
        let tag = self.as_str();
        Some(match tag.as_bytes()[0] {
            _ if matches!(tag, "nr" | "nrt" | "nrfg" | "ns" | "nt" | "nz") => WordClass::Name,
            b'n' | b't' | b's' | b'i' | b'l' | b'j' => WordClass::Noun,
            b'v' => WordClass::Verb,
            b'a' | b'b' | b'd' | b'z' => WordClass::Modifier,
            b'm' | b'q' => WordClass::Numeral,
            _ if tag == "eng" => return None,
            b'r' | b'p' | b'c' | b'u' | b'f' | b'e' | b'y' | b'o' => WordClass::Function,
            _ => return None,
        })
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_as_it_was_written() {
        for (written, read) in [("n", "n"), ("nrfg", "nrfg"), ("", "x"), ("longer", "x"), ("名", "x"), ("n v", "x")] {
            assert_eq!(Tag::new(written).as_str(), read, "{written:?}");
        }
        assert_eq!(Tag::new("m"), Tag::NUMBER);
        assert_eq!(Tag::new("nz"), Tag::NAME);
    }

    #[test]
    fn a_tag_belongs_to_a_large_class() {
        let cases = [
            ("n", Some(WordClass::Noun)),
            ("nr", Some(WordClass::Name)),
            ("nz", Some(WordClass::Name)),
            ("vn", Some(WordClass::Verb)),
            ("ad", Some(WordClass::Modifier)),
            ("m", Some(WordClass::Numeral)),
            ("uj", Some(WordClass::Function)),
            ("x", None),
            ("eng", None),
        ];
        for (tag, class) in cases {
            assert_eq!(Tag::new(tag).class(), class, "{tag}");
        }
    }
}
