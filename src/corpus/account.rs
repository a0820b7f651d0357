//! The proof that a page's entries lose nothing and double nothing.
//!
//! Every character of the raw page that is neither white space nor a Markdown heading sign must stand in
//! exactly one place of one entry. The first stretch that does not is named.

use super::page::{Entry, heading_sign};
use crate::text::Span;
use std::fmt;

/// A stretch of a page that is in no entry, or in more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the raw page, counted from 1.
    pub line: usize,
    /// The stretch, at most one line of it.
    pub text: String,
    /// In how many places it is: 0, or 2 and more.
    pub times: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 20;
        let Self { line, text, times } = self;
        let more = if text.chars().count() > SHOWN { "…" } else { "" };
        let text: String = text.chars().take(SHOWN).collect();
        match times {
            0 => write!(f, "line {line}: “{text}{more}” is in no entry"),
            _ => write!(f, "line {line}: “{text}{more}” is in {times} places"),
        }
    }
}

impl std::error::Error for Fault {}

/// Checks that `entries` account for all of `text`.
///
/// # Errors
/// The first stretch that is lost or doubled.
pub fn account(text: &str, entries: &[Entry]) -> Result<(), Fault> {
    let mut times = vec![0; text.chars().count()];
    let places = entries.iter().flat_map(|entry| entry.parts().chain(std::iter::once(&entry.furniture)));
    for &Span { start, end } in places.flatten() {
        times[start..end].iter_mut().for_each(|n| *n += 1);
    }
    let mut start = 0;
    for (n, line) in text.split('\n').enumerate() {
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let sign = heading_sign(line.trim_start());
        let counted: Vec<(char, usize)> =
            line.chars().zip(times[start..].iter().copied()).skip(indent + sign).collect();
        let is_fault = |&(c, times): &(char, usize)| !c.is_whitespace() && times != 1;
        if let Some(at) = counted.iter().position(is_fault) {
            let times = counted[at].1;
            let same = counted[at..].iter().take_while(|&&(_, t)| t == times);
            let text: String = same.map(|&(c, _)| c).collect();
            return Err(Fault { line: n + 1, text: text.trim_end().to_owned(), times });
        }
        start += line.chars().count() + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case<'a> = (&'a [(usize, usize)], Result<(), (usize, &'a str, usize)>);

    #[test]
    fn the_first_stretch_lost_or_doubled_is_named() {
        let text = "# 题\n\n甲乙 丙丁";
        let cases: &[Case] = &[
            (&[(2, 3), (5, 10)], Ok(())),
            (&[(2, 3), (5, 7), (8, 10)], Ok(())),
            (&[(5, 10)], Err((1, "题", 0))),
            (&[(2, 3), (5, 6)], Err((3, "乙 丙丁", 0))),
            (&[(2, 3), (5, 10), (8, 9)], Err((3, "丙", 2))),
        ];
        for (spans, expected) in cases {
            let entry = Entry { title: spans.iter().map(|&(a, b)| Span::new(a, b)).collect(), ..Entry::default() };
            let expected = expected.map_err(|(line, text, times)| Fault { line, text: text.to_owned(), times });
            assert_eq!(account(text, &[entry]), expected);
        }
    }
}
