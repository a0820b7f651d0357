//! Units and classifiers: the table in `units.txt`, and finding the longest one at a place.

use std::sync::OnceLock;

use super::NumberKind;
use super::page::Page;

const TABLE: &str = include_str!("units.txt");

/// One line of the table.
#[derive(Debug)]
pub(super) struct Unit {
    text: Vec<char>,
    /// The unit that is reported.
    pub base: &'static str,
    /// The kind of number it makes.
    pub kind: NumberKind,
    not_before: &'static str,
}

impl Unit {
    /// Where the unit ends when it stands at `at`. Spaces inside a longer Chinese unit (`个 百分点`) count
    /// for nothing.
    fn ends(&self, page: &Page, at: usize) -> Option<usize> {
        let spaced = self.text.len() > 2 && !self.text[0].is_ascii();
        let mut position = at;
        for (k, &c) in self.text.iter().enumerate() {
            if spaced && k > 0 {
                position = page.skip_spaces(position);
            }
            if page.at(position) != c {
                return None;
            }
            position += 1;
        }
        let next = page.at(position);
        let letters = self.text.last().is_some_and(|c| c.is_ascii_alphanumeric() || "²³".contains(*c));
        let cut = letters && (next.is_ascii_alphanumeric() || "²³".contains(next));
        (!cut && !self.not_before.contains(next)).then_some(position)
    }
}

/// The longest unit that stands at a place, and where it ends.
pub(super) fn at(page: &Page, at: usize) -> Option<(&'static Unit, usize)> {
    let table = table();
    let first = page.at(at);
    let begin = table.partition_point(|u| u.text[0] < first);
    table[begin..].iter().take_while(|u| u.text[0] == first).find_map(|unit| Some((unit, unit.ends(page, at)?)))
}

/// The table, by first character, longer units first.
fn table() -> &'static [Unit] {
    static UNITS: OnceLock<Vec<Unit>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let mut units = parse(TABLE);
        crate::order::sort_by_key(&mut units, |u| (u.text[0], std::cmp::Reverse(u.text.len())));
        units
    })
}

fn parse(table: &'static str) -> Vec<Unit> {
    let mut kind = NumberKind::Count;
    let mut units = Vec::new();
    for line in table.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            kind =
                [NumberKind::Money, NumberKind::Percent, NumberKind::Duration, NumberKind::Measure, NumberKind::Ratio]
                    .into_iter()
                    .find(|kind| kind.name() == name)
                    .unwrap_or(NumberKind::Count);
            continue;
        }
        let mut words = line.split_whitespace();
        let Some(text) = words.next() else { continue };
        let mut unit = Unit { text: text.chars().collect(), base: text, kind, not_before: "" };
        for word in words {
            if let Some(base) = word.strip_prefix('=') {
                unit.base = base;
            } else if let Some(characters) = word.strip_prefix('!') {
                unit.not_before = characters;
            }
        }
        units.push(unit);
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let mut seen = std::collections::HashSet::new();
        let mut kind = "";
        for line in TABLE.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                kind = name.trim_end_matches(']');
                let known = ["money", "percent", "duration", "measure", "ratio", "count"];
                assert!(known.contains(&kind), "unknown kind {kind}");
                continue;
            }
            assert!(!kind.is_empty(), "{line} stands under no kind");
            let mut words = line.split_whitespace();
            let unit = words.next().expect("the line is not empty");
            assert!(seen.insert(unit), "{unit} stands twice");
            for word in words {
                assert!(word.starts_with(['=', '!']), "{line}: {word} is no column");
            }
        }
    }

    #[test]
    fn the_longest_unit_counts() {
        for (text, base) in [
            ("个百分点", "百分点"),
            ("个月后", "月"),
            ("元人民币", "元"),
            ("平方公里内", "平方公里"),
            ("千瓦时", "千瓦时"),
            ("km²", "km²"),
            ("m", "m"),
        ] {
            let page = Page::new(text);
            assert_eq!(at(&page, 0).map(|(unit, _)| unit.base), Some(base), "{text}");
        }
        for text in ["家庭", "条件", "mx", "人民"] {
            assert!(at(&Page::new(text), 0).is_none(), "{text}");
        }
    }
}
