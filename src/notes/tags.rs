//! The words a note is filed under.
//!
//! A tag is what the reader typed, trimmed, white space inside as single spaces; two that differ only in the case
//! of letters or the width of characters are the same tag, and the one that was there first stands.

use crate::text::narrow;

/// The longest tag, in characters: a few words, not a sentence.
pub const LONGEST: usize = 40;
/// The most tags of a note.
pub const MOST: usize = 32;

/// What was typed, as a tag; `None` when nothing is left of it or it is too long.
pub fn clean(typed: &str) -> Option<String> {
    let typed: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let tag = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!tag.is_empty() && tag.chars().count() <= LONGEST).then_some(tag)
}

/// Files under one more tag. Whether that changed anything: not when it is there already, nor when there is no room.
pub fn add(tags: &mut Vec<String>, typed: &str) -> bool {
    let Some(tag) = clean(typed).filter(|_| tags.len() < MOST) else { return false };
    let new = !tags.iter().any(|other| same(other, &tag));
    if new {
        tags.push(tag);
    }
    new
}

/// Whether two are one tag.
pub fn same(a: &str, b: &str) -> bool {
    a == b || key(a) == key(b)
}

/// Why these are not the tags of a note, if they are not.
pub(super) fn check(tags: &[String]) -> Result<(), String> {
    let clean_and_new =
        |(at, tag): (usize, &String)| clean(tag).as_ref() == Some(tag) && !tags[..at].iter().any(|t| same(t, tag));
    match tags {
        _ if tags.len() > MOST => Err(format!("more than {MOST} tags")),
        _ if !tags.iter().enumerate().all(clean_and_new) => {
            Err(format!("a tag is empty, doubled, longer than {LONGEST} characters or untidy"))
        }
        _ => Ok(()),
    }
}

/// What is the same for all spellings of one tag.
pub(super) fn key(tag: &str) -> String {
    tag.chars().map(narrow).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_becomes_a_tag() {
        let long = "长".repeat(LONGEST);
        let cases = [
            (" 产业 ", Some("产业")),
            ("三\t大\n改造", Some("三 大 改造")),
            ("", None),
            (" \u{3000}\u{7}", None),
            (&long, Some(&*long)),
            (&format!("{long}长"), None),
        ];
        for (typed, expected) in cases {
            assert_eq!(clean(typed).as_deref(), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_tag_stands_once() {
        let mut tags = Vec::new();
        for (typed, added) in [("GDP", true), ("gdp", false), ("ＧＤＰ", false), ("产业", true), ("", false)] {
            assert_eq!(add(&mut tags, typed), added, "{typed}");
        }
        assert_eq!(tags, ["GDP", "产业"]);
    }

    proptest! {
        #[test]
        fn what_is_added_can_be_kept(typed in proptest::collection::vec(any::<String>(), 0..50)) {
            let mut tags = Vec::new();
            for tag in &typed {
                add(&mut tags, tag);
            }
            prop_assert_eq!(check(&tags), Ok(()));
        }
    }
}
