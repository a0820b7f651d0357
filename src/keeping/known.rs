//! The damaged items that the reader has been told of: exactly these, as they were then. One that is damaged later,
//! or otherwise, is told of anew.

use std::collections::BTreeSet;

use super::Damaged;
use crate::text::Fingerprint;

/// The fingerprints of damaged items, key and value together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known(BTreeSet<Fingerprint>);

impl Known {
    /// All of `items`, and nothing else: what is not there any more need not be remembered.
    pub fn all<'d>(items: impl IntoIterator<Item = &'d Damaged>) -> Self {
        Self(crate::order::collected(items.into_iter().map(fingerprint)))
    }

    /// Whether the reader has been told of an item.
    pub fn has(&self, item: &Damaged) -> bool {
        self.0.contains(&fingerprint(item))
    }

    /// As it is kept: the fingerprints with spaces between.
    pub fn write(&self) -> String {
        self.0.iter().map(Fingerprint::to_string).collect::<Vec<_>>().join(" ")
    }

    /// What [`Self::write`] wrote. What is no fingerprint is left out: the reader is then told once more.
    pub fn read(raw: &str) -> Self {
        Self(crate::order::collected(raw.split(' ').filter_map(|word| word.parse::<Fingerprint>().ok())))
    }
}

fn fingerprint(item: &Damaged) -> Fingerprint {
    // No key holds a line feed that is not its own, and a key's length tells it from the value.
    Fingerprint::of(&format!("{}\n{}\n{}", item.key.len(), item.key, item.raw))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::Unreadable;

    #[test]
    fn exactly_these_items_are_known() {
        let damaged = |key: &str, raw: &str| Damaged {
            key: key.into(),
            raw: raw.into(),
            reason: Unreadable::Malformed(String::new()),
        };
        let told = [damaged("meipi:note:a", "{"), damaged("meipi:note:b", "")];
        let known = Known::read(&Known::all(&told).write());
        assert!(told.iter().all(|item| known.has(item)));
        for other in [("meipi:note:a", "{}"), ("meipi:note:c", "{"), ("meipi:note:b", "\n"), ("meipi:note:a\n{", "")] {
            assert!(!known.has(&damaged(other.0, other.1)), "{other:?}");
        }
        for raw in ["", "  ", "no", "\u{0}", &format!("x {} ", known.write())] {
            assert_eq!(Known::read(raw) == known, raw.contains(&known.write()), "{raw}");
        }
    }
}
