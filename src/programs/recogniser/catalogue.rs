//! The editor's list of programme names.
//!
//! Written by hand as TOML, read by the build script alone; the program reads it as JSON. Both go
//! through [`Entry`], so a field that one writes the other understands. A name in the list that the
//! texts do not hold is a mistake of the editor's and is reported by [`Catalogue::check`].

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::names::Names;
use super::page::Page;
use super::{NameRules, Program, ProgramKind};

/// One listed programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The name as the text prints it, without quotation marks.
    pub name: String,
    /// What sort of initiative it is.
    pub kind: ProgramKind,
    /// Other printed forms of the same name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// One line that explains it to a student, in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether a careful reader might not call it a programme.
    #[serde(default, skip_serializing_if = "is_false")]
    pub weak: bool,
    /// Whether the words are this name only between quotation marks (`三标`, `白名单`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub quoted: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference.
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Entry {
    /// The name and its aliases.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
}

/// The list, ready to be looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "List", into = "List")]
pub struct Catalogue {
    entries: Vec<Entry>,
    names: Names<usize>,
}

/// The list as it is written: `[[program]]` tables.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    program: Vec<Entry>,
}

/// What is wrong with one form of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The name of the entry.
    pub entry: String,
    /// The form that is wrong: the name or an alias.
    pub form: String,
    /// Why.
    pub reason: &'static str,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "entry `{}`: `{}` {}", self.entry, self.form, self.reason)
    }
}

impl Catalogue {
    /// A list of `entries`, in this order.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut names = Names::default();
        for (owner, entry) in entries.iter().enumerate() {
            for form in entry.forms() {
                names.insert(form, owner, entry.quoted);
            }
        }
        Self { entries, names }
    }

    /// The entries; [`Program::entry`] is an index into them.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every mention of a listed name.
    pub(super) fn mentions(&self, page: &Page, rules: &NameRules) -> Vec<Program> {
        let program = |hit: super::names::Hit<usize>| {
            let (start, end) = rules.settle(page, hit.start, hit.end)?;
            let entry = &self.entries[hit.owner];
            if end - start < hit.end - hit.start {
                return Some(self.name(page, start, end, entry.kind, entry.weak));
            }
            Some(Program {
                span: page.span(start, end),
                kind: entry.kind,
                entry: Some(hit.owner),
                name: entry.name.clone(),
                weak: entry.weak,
            })
        };
        self.names.mentions(page).into_iter().filter_map(program).collect()
    }

    /// The name at `[start, end)`, as the editor lists it if the editor does.
    pub(super) fn name(&self, page: &Page, start: usize, end: usize, kind: ProgramKind, weak: bool) -> Program {
        let entry = self.names.owner(&page.chars()[start..end]);
        let name = entry.map_or_else(|| page.words(start, end), |entry| self.entries[entry].name.clone());
        Program { span: page.span(start, end), kind, entry, name, weak }
    }

    /// What is wrong with the list, seen against the texts it is made for: a form that is listed
    /// twice or holds stray white space, and a form that would be marked nowhere.
    pub fn check(&self, texts: &[String]) -> Vec<Problem> {
        let forms: Vec<(&Entry, &str)> =
            self.entries.iter().flat_map(|entry| entry.forms().map(move |form| (entry, form))).collect();
        let mut names = Names::default();
        for (owner, (entry, form)) in forms.iter().enumerate() {
            names.insert(form, owner, entry.quoted);
        }
        let seen: HashSet<usize> =
            texts.iter().flat_map(|text| names.mentions(&Page::new(text))).map(|hit| hit.owner).collect();
        let mut known = HashSet::new();
        let mut problems = Vec::new();
        for (owner, (entry, form)) in forms.into_iter().enumerate() {
            let reason = if !known.insert(form) {
                "is listed twice"
            } else if form.is_empty() || form.trim() != form {
                "is empty or has white space around it"
            } else if !seen.contains(&owner) {
                "is found in no text"
            } else {
                continue;
            };
            problems.push(Problem { entry: entry.name.clone(), form: form.to_owned(), reason });
        }
        problems
    }
}

impl From<List> for Catalogue {
    fn from(list: List) -> Self {
        Self::new(list.program)
    }
}

impl From<Catalogue> for List {
    fn from(catalogue: Catalogue) -> Self {
        Self { program: catalogue.entries }
    }
}
