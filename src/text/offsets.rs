//! Maps between the three ways to count a text: scalar values, UTF-8 bytes, UTF-16 units.
//!
//! Built once a text, in one pass. Chinese text is nearly all of one width (three bytes, one UTF-16
//! unit), so a table of the byte position of every character is small, and the UTF-16 side needs only
//! the places of the few characters outside the basic plane.

use super::Span;

/// The offset map of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offsets {
    /// Byte position of each character, and of the end.
    bytes: Vec<u32>,
    /// Positions (in characters) of those that take two UTF-16 units.
    astral: Vec<u32>,
}

impl Offsets {
    /// Maps `text`. Texts above 4 GiB are out of the product's reach.
    pub fn new(text: &str) -> Self {
        let mut bytes = Vec::with_capacity(text.len() / 3 + 2);
        let mut astral = Vec::new();
        for (position, (byte, c)) in text.char_indices().enumerate() {
            bytes.push(byte as u32);
            if c.len_utf16() == 2 {
                astral.push(position as u32);
            }
        }
        bytes.push(text.len() as u32);
        Self { bytes, astral }
    }

    /// How many characters the text has.
    pub fn len(&self) -> usize {
        self.bytes.len() - 1
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte position of a character; positions past the end give the end.
    pub fn byte(&self, position: usize) -> usize {
        self.bytes[position.min(self.len())] as usize
    }

    /// The character whose bytes hold `byte`; the end for anything past it.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&b| b as usize <= byte).saturating_sub(1)
    }

    /// The UTF-16 position of a character.
    pub fn utf16(&self, position: usize) -> usize {
        let position = position.min(self.len());
        position + self.astral.partition_point(|&a| (a as usize) < position)
    }

    /// The character whose UTF-16 units hold `unit`; a place inside a surrogate pair belongs to its character.
    pub fn at_utf16(&self, unit: usize) -> usize {
        // Each earlier astral character shifts the units by one; the k-th begins at unit a_k + k.
        let mut before = 0;
        for (k, &a) in self.astral.iter().enumerate() {
            let first = a as usize + k;
            if unit <= first {
                break;
            }
            if unit == first + 1 {
                return a as usize;
            }
            before = k + 1;
        }
        (unit - before).min(self.len())
    }

    /// The part of `text` under `span`; `text` is the one the map was made from.
    pub fn slice<'t>(&self, text: &'t str, span: Span) -> &'t str {
        &text[self.byte(span.start)..self.byte(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_character_is_found_again(text in "[a-z一-龥𠀀-𠀲😀-😂，“]{0,40}") {
            let map = Offsets::new(&text);
            prop_assert_eq!(map.len(), text.chars().count());
            let mut units = 0;
            for (position, (byte, c)) in text.char_indices().enumerate() {
                prop_assert_eq!(map.byte(position), byte);
                prop_assert_eq!(map.at_byte(byte), position);
                prop_assert_eq!(map.at_byte(byte + c.len_utf8() - 1), position);
                prop_assert_eq!(map.utf16(position), units);
                prop_assert_eq!(map.at_utf16(units), position);
                prop_assert_eq!(map.at_utf16(units + c.len_utf16() - 1), position);
                units += c.len_utf16();
            }
            prop_assert_eq!(map.utf16(map.len()), units);
            prop_assert_eq!(map.at_utf16(units), map.len());
            prop_assert_eq!(map.at_utf16(units + 9), map.len());
        }
    }
}
