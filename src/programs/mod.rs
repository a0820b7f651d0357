//! Names of programmes: policies, campaigns, strategies, platforms, events and named projects.
//!
//! Two sources stand side by side: an editor's list of names for the embedded corpus
//! (`seeds/programs.toml`, embedded as [`catalogue`]) and discovery from the wording of any text.
//! [`find`] never fails; on text without names it gives an empty list, and its time grows linearly
//! with the text. The recogniser is a module of its own because the build script compiles it too,
//! before there is anything embedded.

mod embedded;
mod recogniser;

pub use embedded::catalogue;
pub use recogniser::{Catalogue, Entry, NameRules, Problem, Program, ProgramKind, find, find_corrected};
