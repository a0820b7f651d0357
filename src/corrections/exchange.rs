//! All corrections as one file, out and in.
//!
//! `{"format":"meipi-corrections","version":1,"corrections":[{"made":…,"type":"join","word":"…"},…]}`: see
//! [`Correction`] for what can stand in it. What comes in is checked wholly before anything is changed, is merged
//! without doubles, and can be taken back as one step: of two corrections that contradict each other the later one
//! holds, here or there. Importing a file twice changes nothing.

use serde::Serialize;
use serde_json::Value;

use super::draft::{Draft, Said};
use super::{Correction, Fix, Fixes, Invalid, dictionary};
use crate::keeping::{Item, SaveError, Store};
use crate::undo::Step;

const FORMAT: &str = "meipi-corrections";
const VERSION: u64 = 1;

/// The largest file that is read, in bytes, and the most corrections: what a browser's store would hold.
const LARGEST: usize = 5_000_000;
const MOST: usize = 20_000;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// So many corrections are new.
    pub new: usize,
    /// So many replaced an earlier one that they contradict.
    pub changed: usize,
    /// So many were here already.
    pub same: usize,
    /// So many were left out because a later one here contradicts them.
    pub older: usize,
    /// So many lines of a dictionary say nothing that could be corrected: words of one character.
    pub ignored: usize,
    /// Why not all of it is in the store, if it is not; it holds all the same.
    pub unsaved: Option<SaveError>,
}

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// The file is too large: more than 5 MB, or more than 20,000 corrections.
    TooLarge,
    /// It is JSON and not a file of corrections, or no whole JSON, for this reason.
    Foreign(String),
    /// It was written by a newer version of this app.
    Newer(u64),
    /// The correction at this place in the list, from 1, is none.
    Correction(usize, String),
    /// This line of a dictionary, from 1, is none.
    Line(usize, String),
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the file is larger than 5 MB or has more than 20,000 corrections"),
            Self::Foreign(reason) => write!(f, "this is no file of corrections: {reason}"),
            Self::Newer(version) => write!(f, "the file was written by a newer version (format {version})"),
            Self::Correction(place, reason) => write!(f, "correction {place}: {reason}"),
            Self::Line(line, reason) => write!(f, "line {line}: {reason}"),
        }
    }
}

impl std::error::Error for ImportError {}

/// What a file says: corrections as they are kept, those of a dictionary without a time.
pub(super) struct Read {
    pub(super) corrections: Vec<(Option<u64>, Correction)>,
    pub(super) ignored: usize,
}

impl<S: Store> Fixes<S> {
    /// All corrections as a file that [`Self::import`] reads.
    ///
    /// # Panics
    /// Never: strings, numbers and unit variants can always be written.
    pub fn export_json(&self) -> String {
        #[derive(Serialize)]
        struct File<'f> {
            format: &'static str,
            version: u64,
            corrections: Vec<&'f Fix>,
        }
        let file = File { format: FORMAT, version: VERSION, corrections: self.all() };
        serde_json::to_string_pretty(&file).expect("strings, numbers and unit variants")
    }

    /// What was said of words, as a user dictionary of jieba's; [`Self::import`] reads it too.
    pub fn export_words(&self) -> String {
        dictionary::write(self.all().into_iter().map(|fix| &fix.correction))
    }

    /// Takes in a file of corrections or a user dictionary at the time `now`, as one step.
    ///
    /// # Errors
    /// When the file is not wholly right; nothing has changed.
    pub fn import(&mut self, text: &str, now: u64) -> Result<(Imported, Step<Fix>), ImportError> {
        let read = read(text)?;
        let mut draft = Draft::new(self.items());
        let now = draft.after(now);
        let mut imported = Imported { ignored: read.ignored, ..Imported::default() };
        let timed = |(n, (made, correction)): (usize, (Option<u64>, Correction))| Fix {
            made: made.unwrap_or(now + n as u64),
            correction,
        };
        let mut fixes: Vec<Fix> = read.corrections.into_iter().enumerate().map(timed).collect();
        crate::order::sort_by_key(&mut fixes, |fix| fix.made);
        for fix in last_words(&fixes) {
            *match draft.say(fix) {
                Said::New => &mut imported.new,
                Said::Changed => &mut imported.changed,
                Said::Same => &mut imported.same,
                Said::Older => &mut imported.older,
            } += 1;
        }
        let step = draft.into_step();
        let performed = self.perform(step);
        imported.unsaved = performed.outcome.err();
        Ok((imported, performed.done))
    }
}

/// Of several corrections with one id the last.
fn last_words(fixes: &[Fix]) -> Vec<&Fix> {
    let mut seen = std::collections::HashSet::new();
    let mut last: Vec<&Fix> = fixes.iter().rev().filter(|fix| seen.insert(fix.id())).collect();
    last.reverse();
    last
}

fn read(text: &str) -> Result<Read, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    let read = if text.trim_start().starts_with(['{', '[', '"']) { read_json(text)? } else { dictionary::read(text)? };
    if read.corrections.len() > MOST {
        return Err(ImportError::TooLarge);
    }
    Ok(read)
}

fn read_json(text: &str) -> Result<Read, ImportError> {
    let foreign = |reason: &str| ImportError::Foreign(reason.to_owned());
    let mut file: Value = serde_json::from_str(text).map_err(|error| ImportError::Foreign(error.to_string()))?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(foreign("its format is another"));
    }
    match file.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(ImportError::Newer(newer)),
        _ => return Err(foreign("it has no version")),
    }
    let Some(Value::Array(list)) = file.get_mut("corrections").map(Value::take) else {
        return Err(foreign("it has no list of corrections"));
    };
    let mut corrections = Vec::with_capacity(list.len());
    for (index, value) in list.into_iter().enumerate() {
        let wrong = |reason: String| ImportError::Correction(index + 1, reason);
        let Fix { made, correction } = serde_json::from_value(value).map_err(|error| wrong(error.to_string()))?;
        let fix = Fix { made, correction: correction.tidy().map_err(|invalid: Invalid| wrong(invalid.to_string()))? };
        fix.check().map_err(wrong)?;
        corrections.push((Some(fix.made), fix.correction));
    }
    Ok(Read { corrections, ignored: 0 })
}
