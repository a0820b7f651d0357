//! Notes out and in: files for people and for other programs, and what such files say, merged without doubles.
//!
//! Out, [`export`] writes a slice of notes in reading order. In, [`read()`] says what a file holds and changes nothing,
//! [`plan()`] says what taking it in would do, and [`Plan::step`] is that as one step that can be taken back.
//!
//! | file | holds |
//! | --- | --- |
//! | `errand` | [`Outgoing`], [`Arriving`]: out and in as data, for a worker |
//! | `export` | [`export`], its [`Options`] and [`Words`] |
//! | `arrange` | notes in reading order, with the sentences around them |
//! | `jsonld`, `markdown`, `csv`, `html` | the formats |
//! | `read` | [`read()`]: what sort of file it is, and its limits |
//! | `container` | JSON taken apart without building it: lists and objects as slices of the file |
//! | `own`, `foreign` | one annotation of ours, or of another program, as a [`Draft`] |
//! | `plan` | [`plan()`]: new, same, changed, orphaned; the merge |
//! | `time` | times as other programs write them |
//! | `validate` | [`validate()`]: the MUST rules of the W3C Web Annotation Data Model |

mod arrange;
mod container;
mod csv;
mod errand;
mod export;
mod foreign;
mod html;
mod jsonld;
mod markdown;
mod own;
mod plan;
mod read;
#[cfg(test)]
mod tests;
mod time;
mod validate;

pub use errand::{Arriving, Contents, Outgoing, Outlook, OwnedWords, Text, Written, step};
pub use export::{File, Format, Options, Words, export};
pub use plan::{Changed, Plan, Recognised, plan};
pub use read::{Document, Draft, Incoming, LARGEST, MOST, Origin, ReadError, Reason, Source, Unusable, read};
pub use validate::validate;
