//! The recogniser: listed names first, then what the wording of the text gives away.
//!
//! Contract: spans are sorted, never overlap, and lie inside the text. A listed name wins over a
//! discovered one, except where it stands inside the title of a document, which is the longer name. What the
//! reader said ([`NameRules`]) wins over both.
//! The build script compiles this module by path, so paths inside it are relative (`super::…`); what it
//! needs of other rooms (`crate::text`, `crate::numbers`) has the same name there.

mod catalogue;
mod discover;
mod kind;
mod names;
mod page;
mod rules;

use serde::{Deserialize, Serialize};

use crate::numbers::Number;
use crate::text::Span;

pub use catalogue::{Catalogue, Entry, Problem};
pub use kind::ProgramKind;
pub use rules::NameRules;

use page::Page;

/// One mention of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The name itself, without quotation marks or brackets. May hold a line break of the raw file.
    pub span: Span,
    /// What sort of initiative it is.
    pub kind: ProgramKind,
    /// Its place in [`Catalogue::entries`] when the editor listed it.
    pub entry: Option<usize>,
    /// The listed name, or the words of the text without line breaks: equal for mentions of one programme.
    pub name: String,
    /// Whether a careful reader might decide otherwise.
    pub weak: bool,
}

/// A mention before overlaps are settled. Lower rank wins, then the longer, then the earlier.
struct Candidate {
    rank: Rank,
    program: Program,
}

/// How sure a source is of where a name begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The reader says so.
    Said,
    /// A titled policy: its title is one name, whatever stands inside.
    Title,
    /// The editor's list.
    Listed,
    /// Between quotation marks, with evidence.
    Quoted,
    /// Unquoted, with a designator that ends it.
    Designated,
    /// A later mention of a name found by one of the above.
    Again,
    /// A document that is hardly a programme (`《…通知》`).
    Document,
}

/// All mentions in `text`, in order. `numbers` are those that [`crate::numbers::find`] gives for the same
/// text: an unquoted name does not reach into one.
pub fn find(text: &str, catalogue: &Catalogue, numbers: &[Number]) -> Vec<Program> {
    find_corrected(text, catalogue, numbers, &NameRules::default())
}

/// As [`find`], with what the reader said about names.
pub fn find_corrected(text: &str, catalogue: &Catalogue, numbers: &[Number], rules: &NameRules) -> Vec<Program> {
    let page = Page::new(text);
    let mut candidates = discover::discover(&page, numbers, rules);
    let ranked = |rank| move |program| Candidate { rank, program };
    candidates.extend(catalogue.mentions(&page, rules).into_iter().map(ranked(Rank::Listed)));
    let said = rules.mentions(&page).into_iter().filter_map(|hit| {
        let (start, end) = rules.settle(&page, hit.start, hit.end)?;
        Some(catalogue.name(&page, start, end, hit.owner, false))
    });
    candidates.extend(said.map(ranked(Rank::Said)));
    settle(candidates)
}

fn settle(mut candidates: Vec<Candidate>) -> Vec<Program> {
    crate::order::sort_by_key(&mut candidates, |c| {
        let span = c.program.span;
        (c.rank, std::cmp::Reverse(span.len()), span.start)
    });
    // Keyed by start; what is in it never overlaps, so the neighbours decide.
    let mut taken = std::collections::BTreeMap::<usize, Program>::new();
    for Candidate { program, .. } in candidates {
        let before = taken.range(..program.span.end).next_back();
        if before.is_none_or(|(_, other)| other.span.end <= program.span.start) {
            taken.insert(program.span.start, program);
        }
    }
    taken.into_values().collect()
}

#[cfg(test)]
mod rules_tests;
#[cfg(test)]
mod tests;
