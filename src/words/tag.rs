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
}
