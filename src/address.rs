//! The address of an article, and of a paragraph in it, as it stands in a page's fragment.
//!
//! `#000-03` is an article, `#000-03.p5` its fifth paragraph (counted from 1). The fragment equals the
//! `id` of the element that shows the place, so a browser finds it without a script, and an article that
//! is a page of its own keeps the same fragment: links made today hold on any host and under any path.

use std::fmt;

/// The fragment of the table of contents in the page as it stands before the program runs: no place to read.
pub const CONTENTS: &str = "contents";

/// A place to read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// The article's id.
    pub article: String,
    /// The paragraph, counted from 1; `None` is the head of the article.
    pub paragraph: Option<usize>,
}

impl Address {
    /// The head of an article.
    pub fn article(id: &str) -> Self {
        Self { article: id.to_owned(), paragraph: None }
    }

    /// The paragraph `number` (from 1) of an article.
    pub fn paragraph(id: &str, number: usize) -> Self {
        Self { article: id.to_owned(), paragraph: Some(number) }
    }

    /// Reads a fragment, with or without its `#`. `None` when it names no article; a place that is no
    /// number is dropped, because the article is still what was asked for.
    pub fn parse(fragment: &str) -> Option<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (article, place) = fragment.split_once(".p").unwrap_or((fragment, ""));
        (!article.is_empty() && article != CONTENTS)
            .then(|| Self { article: article.to_owned(), paragraph: place.parse().ok().filter(|&n| n > 0) })
    }

    /// The `id` of the element that shows the place: the fragment without its `#`.
    pub fn element_id(&self) -> String {
        match self.paragraph {
            Some(number) => format!("{}.p{number}", self.article),
            None => self.article.clone(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.element_id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments() {
        let cases = [
            ("#000-03", Some(("000-03", None))),
            ("000-03", Some(("000-03", None))),
            ("#000-03.p5", Some(("000-03", Some(5)))),
            ("#000-03.p", Some(("000-03", None))),
            ("#000-03.p0", Some(("000-03", None))),
            ("#000-03.px", Some(("000-03", None))),
            ("#000-03.p99999999999999999999999", Some(("000-03", None))),
            ("#", None),
            ("", None),
            ("#.p4", None),
            ("#contents", None),
        ];
        for (fragment, expected) in cases {
            let found = Address::parse(fragment);
            let found = found.as_ref().map(|a| (a.article.as_str(), a.paragraph));
            assert_eq!(found, expected, "{fragment}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for address in [Address::article("a"), Address::paragraph("001-12", 7)] {
            assert_eq!(Address::parse(&address.to_string()), Some(address));
        }
    }
}
