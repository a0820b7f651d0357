//! Discovery: names that the wording of a text gives away, with no list.
//!
//! Three sources, each with its own kind of evidence: titles in `《》` ([`titles`]), quoted names
//! ([`quoted`]), unquoted names that end in a designator ([`designated`]). A name that one of them
//! introduced is then marked wherever else the text prints it. What words count as evidence is data,
//! in `words.txt`. Every look around a place is bounded, so the time is linear in the text.

mod designated;
mod lexicon;
mod quoted;
mod shape;
mod titles;

use super::names::{Names, is_quoted};
use super::page::Page;
use super::{Candidate, NameRules, Program, ProgramKind, Rank};
use crate::numbers::Number;

/// A name found at `[start, end)` of a page.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    kind: ProgramKind,
    weak: bool,
    rank: Rank,
}

/// The shortest name that is also looked for without quotation marks.
const BARE: usize = 3;

impl Found {
    /// The same as the reader would have it: shorter, or none.
    fn settled(self, page: &Page, rules: &NameRules) -> Option<Self> {
        let (start, end) = rules.settle(page, self.start, self.end)?;
        Some(Self { start, end, ..self })
    }
}

pub(super) fn discover(page: &Page, numbers: &[Number], rules: &NameRules) -> Vec<Candidate> {
    let mut found = titles::policies(page);
    found.extend(quoted::quoted(page));
    found.extend(designated::designated(page, numbers));
    let found: Vec<Found> = found.into_iter().filter_map(|found| found.settled(page, rules)).collect();
    let again = again(page, &found);
    let again = again.into_iter().filter_map(|found| found.settled(page, rules));
    found
        .iter()
        .copied()
        .chain(again)
        .map(|f| Candidate {
            rank: f.rank,
            program: Program {
                span: page.span(f.start, f.end),
                kind: f.kind,
                entry: None,
                name: page.words(f.start, f.end),
                weak: f.weak,
            },
        })
        .collect()
}

/// The other mentions of what was found.
fn again(page: &Page, found: &[Found]) -> Vec<Found> {
    let mut names = Names::default();
    for (owner, f) in found.iter().enumerate() {
        if f.rank != Rank::Document && f.end - f.start >= 2 {
            let short = f.end - f.start < BARE;
            let code = page.chars()[f.start..f.end].iter().all(|&c| !super::page::is_han(c));
            names.insert(&page.words(f.start, f.end), owner, short || code);
            // “三块三轴” is explained as “三块” and “三轴”, “四个突破、三个提升” member by member.
            for (start, end) in shape::members(&page.chars()[f.start..f.end]) {
                names.insert(&page.words(f.start + start, f.start + end), owner, true);
            }
        }
    }
    names
        .mentions(page)
        .into_iter()
        .filter(|hit| !quoted::names_a_period(page, hit.end) || !is_quoted(page, hit.start, hit.end))
        .map(|hit| Found {
            start: hit.start,
            end: hit.end,
            kind: found[hit.owner].kind,
            weak: found[hit.owner].weak,
            rank: Rank::Again,
        })
        .collect()
}
