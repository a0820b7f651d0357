//! A normalised copy of a text, with a map back to the original.
//!
//! Contract: two texts that differ only in how they are *set* have the same copy. Folded are width
//! (full-width ASCII, half-width 。「」、・), quote styles (「」『』“”‘’ and their kin are all one mark; 《》
//! are a title's and stay), and the variants of dash, ellipsis, middle dot and wave. Dropped are white
//! space, line breaks and what has no shape of its own (zero-width marks, variation selectors).
//!
//! A character becomes one character or none, so the map is strictly monotone and every normalised
//! character has exactly one source character.
//!
//! Limits: no Unicode compatibility tables, which would weigh more than all the rest of this room; a
//! Kangxi radical is not the ideograph that looks like it. Case is kept, and so is every digit's and
//! numeral's value: １ and 1 are equal, 一 and 1 are not.

use super::Span;

/// The full-width form of a printable ASCII character as ASCII; any other character as it is.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// What a character becomes in the normalised copy, or `None` when it is dropped.
pub fn fold(c: char) -> Option<char> {
    let c = narrow(c);
    Some(match c {
        '"'
        | '\''
        | '`'
        | '´'
        | '\u{2018}'..='\u{201f}'
        | '「'
        | '」'
        | '『'
        | '』'
        | '〝'
        | '〞'
        | '〟'
        | '｢'
        | '｣'
        | '﹁'..='﹄'
        | '«'
        | '»' => '"',
        '‐' | '‑' => '-',
        '–' | '―' | '─' | '━' | '﹘' => '—',
        '⋯' | '‥' => '…',
        '•' | '‧' | '・' | '･' | '∙' | '⋅' => '·',
        '〜' | '∼' => '~',
        '｡' => '。',
        '､' => '、',
        // Soft hyphen, zero-width and direction marks, joiners, the byte order mark, variation selectors.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => return None,
        _ if c.is_whitespace() || c.is_control() => return None,
        _ => c,
    })
}

/// The normalised copy of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalized {
    chars: Vec<char>,
    /// The source position of each character.
    sources: Vec<u32>,
    /// How many characters the source has.
    source_len: usize,
}

impl Normalized {
    /// Normalises `text`.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 3);
        let mut sources = Vec::with_capacity(text.len() / 3);
        let mut source_len = 0;
        for (position, c) in text.chars().enumerate() {
            if let Some(folded) = fold(c) {
                chars.push(folded);
                sources.push(position as u32);
            }
            source_len = position + 1;
        }
        Self { chars, sources, source_len }
    }

    /// The normalised characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// How many characters the copy has.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing is left of the text.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Where the normalised character at `position` stands in the source; the source's end for any
    /// position past the last.
    pub fn source(&self, position: usize) -> usize {
        self.sources.get(position).map_or(self.source_len, |&source| source as usize)
    }

    /// The part of the source from the first to the last character of `span`, with whatever was dropped
    /// between them and nothing outside. An empty span becomes an empty one.
    pub fn source_span(&self, span: Span) -> Span {
        let start = self.source(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.source(span.end - 1) + 1)
    }

    /// The first normalised position whose source is at or after `source`.
    pub fn at_source(&self, source: usize) -> usize {
        self.sources.partition_point(|&s| (s as usize) < source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal(text: &str) -> String {
        Normalized::new(text).chars().iter().collect()
    }

    #[test]
    fn texts_that_differ_in_setting_are_equal() {
        let cases = [
            ("４５条具体举措", "45条具体举措"),
            ("实现８％的增速", "实现8%的增速"),
            ("“三个一批”", "「三个一批」"),
            ("‘冲锋号’", "『冲锋号』"),
            ("聚焦电\n\n子信息", "聚焦电子信息"),
            ("郑州　实践 系列", "郑州实践系列"),
            ("稳产——扩产", "稳产――扩产"),
            ("快了⋯⋯", "快了……"),
            ("约翰·史密斯", "约翰・史密斯"),
            ("正\u{200b}观\u{feff}", "正观"),
        ];
        for (one, other) in cases {
            assert_eq!(normal(one), normal(other), "{one} {other}");
        }
    }

    #[test]
    fn texts_that_differ_in_substance_stay_apart() {
        let cases = [
            ("十五五", "十四五"),
            ("《论语》", "“论语”"),
            ("一", "1"),
            ("一", "—"),
            ("3.5", "35"),
            ("〇", "零"),
            ("A级", "a级"),
            ("10-20", "1020"),
        ];
        for (one, other) in cases {
            assert_ne!(normal(one), normal(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn every_character_maps_back(text in "[a-z0-9０-９Ａ-Ｚ一-龥𠀀-𠀲 \n\u{3000}\u{200b}，。“”「」《》—…·]{0,60}") {
            let source: Vec<char> = text.chars().collect();
            let copy = Normalized::new(&text);
            let mut before = None;
            for (position, &c) in copy.chars().iter().enumerate() {
                let at = copy.source(position);
                prop_assert_eq!(fold(source[at]), Some(c));
                prop_assert!(before.is_none_or(|b| b < at), "not monotone");
                prop_assert_eq!(copy.at_source(at), position);
                prop_assert_eq!(copy.source_span(Span::new(position, position + 1)), Span::new(at, at + 1));
                // Whatever lies between two neighbours was dropped.
                let from = before.map_or(0, |b: usize| b + 1);
                prop_assert!(source[from..at].iter().all(|&c| fold(c).is_none()));
                before = Some(at);
            }
            prop_assert_eq!(copy.source(copy.len()), source.len());
            prop_assert_eq!(copy.at_source(source.len()), copy.len());
        }

        #[test]
        fn folding_twice_changes_nothing(c in any::<char>()) {
            if let Some(folded) = fold(c) {
                prop_assert_eq!(fold(folded), Some(folded));
            }
        }
    }
}
