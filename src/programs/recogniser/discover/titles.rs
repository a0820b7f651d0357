//! Titles in `《》`: of a measure when they end like one, of an exhibition when the words after say so.

use super::super::page::Page;
use super::super::{ProgramKind, Rank};
use super::Found;
use super::lexicon::{AFTER_QUOTE, TITLES, UNTITLED};

/// The longest title that is looked for.
const LONGEST: usize = 100;

/// The insides of all `《…》`.
fn titles(page: &Page) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < page.chars().len() {
        if page.get(start) == Some('《') {
            let end = (start + 1..page.chars().len().min(start + 1 + LONGEST))
                .take_while(|&i| page.get(i) != Some('《'))
                .find(|&i| page.get(i) == Some('》'));
            if let Some(end) = end.filter(|&end| end > start + 1) {
                found.push((start + 1, end));
                start = end;
            }
        }
        start += 1;
    }
    found
}

/// The titles that name a programme.
pub(super) fn policies(page: &Page) -> Vec<Found> {
    titles(page)
        .into_iter()
        .filter_map(|(start, end)| {
            let (kind, weak) = classify(page, start, end)?;
            let rank = if weak { Rank::Document } else { Rank::Title };
            Some(Found { start, end, kind, weak, rank })
        })
        .collect()
}

fn classify(page: &Page, start: usize, end: usize) -> Option<(ProgramKind, bool)> {
    let stem = before_parenthesis(page, start, end);
    let by_end = TITLES
        .before(page, stem)
        .filter(|&(length, _)| length < stem - start && UNTITLED.before(page, stem).is_none())
        .map(|(_, meaning)| meaning);
    by_end.or_else(|| {
        // 《大道同行》河南巡展: what it is stands right after, or after the place.
        (end + 1..end + 4)
            .find_map(|i| AFTER_QUOTE.at(page, i))
            .filter(|&(_, kind)| kind == ProgramKind::Event)
            .map(|(_, kind)| (kind, false))
    })
}

/// Where the title ends when the parenthesis at its end is left out: `…规划(2021—2025年)`.
fn before_parenthesis(page: &Page, start: usize, end: usize) -> usize {
    if page.before(end) == Some(')') {
        (start + 1..end).rev().find(|&i| page.get(i) == Some('(')).unwrap_or(end)
    } else {
        end
    }
}
