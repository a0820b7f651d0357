//! The reader's corrections, for every part of the page: a view of the workbook. Every text is worked out anew when
//! they change.

use super::workbook::Work;
use crate::browser::clock;
use crate::corrections::{Correction, Corrections, Fix, ImportError, Imported};
use crate::workbook::{SayError, Sort};

/// See the module.
#[derive(Clone)]
pub struct Fixes(Work);

impl PartialEq for Fixes {
    /// There is one workbook a page, so its state tells it.
    fn eq(&self, other: &Self) -> bool {
        self.revision() == other.revision()
    }
}

impl Fixes {
    /// The corrections of that workbook.
    pub fn new(work: &Work) -> Self {
        Self(work.clone())
    }

    /// Grows with every change.
    pub fn revision(&self) -> u32 {
        self.0.state.fixes
    }

    /// All of them, ready to be applied.
    pub fn in_force(&self) -> Corrections {
        self.0.ask(|book| book.fixes().in_force())
    }

    /// All of them, in the order in which they were made.
    pub fn all(&self) -> Vec<Fix> {
        self.0.ask(|book| book.fixes().all().into_iter().cloned().collect())
    }

    /// Makes a correction. One that cannot be is passed over: the page offers none such.
    pub fn say(&self, correction: Correction) {
        self.0.act(Sort::Fixes, |book| match book.say(correction, clock::now()) {
            Ok(()) | Err(SayError::Invalid(_)) => Ok(()),
            Err(SayError::Unsaved(error)) => Err(error),
        });
    }

    /// Takes one away.
    pub fn remove(&self, fix: &Fix) {
        self.0.act(Sort::Fixes, |book| book.unsay(&fix.correction.id()));
    }

    /// All of them as a file.
    pub fn export_json(&self) -> String {
        self.0.ask(|book| book.fixes().export_json())
    }

    /// What was said of words, as a plain user dictionary.
    pub fn export_words(&self) -> String {
        self.0.ask(|book| book.fixes().export_words())
    }

    /// Takes in a file of corrections or a user dictionary, as one change.
    ///
    /// # Errors
    /// When the file is not wholly right; nothing has changed.
    pub fn import(&self, text: &str) -> Result<Imported, ImportError> {
        let mut told = None;
        self.0.act(Sort::Fixes, |book| {
            let outcome = book.import_fixes(text, clock::now());
            let unsaved = outcome.as_ref().ok().and_then(|imported| imported.unsaved.clone());
            told = Some(outcome);
            unsaved.map_or(Ok(()), Err)
        });
        told.expect("the workbook was asked")
    }
}
