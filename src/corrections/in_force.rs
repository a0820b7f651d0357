//! The corrections that hold, ready to be applied to any text.

use super::Correction;
use crate::marks::{self, Mark};
use crate::programs::{Catalogue, NameRules};
use crate::words::{Segmenter, Word, WordRules};

/// Everything the reader said. Two are equal when they were made of the same corrections, so that a page can tell
/// whether names or words have to be looked for anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// What was said about names.
    pub names: NameRules,
    /// What was said about words.
    pub words: WordRules,
}

impl Corrections {
    /// The corrections in the order in which they were said: of two that contradict each other the later one holds.
    pub fn new<'a>(said: impl IntoIterator<Item = &'a Correction>) -> Self {
        let mut new = Self::default();
        for correction in said {
            match correction {
                Correction::Program { name, kind } => new.names.is(name, *kind),
                Correction::NotProgram { name } => new.names.is_not(name),
                Correction::NameEnds { found, name } => drop(new.names.ends(found, name)),
                Correction::Split { word, cuts } => new.words.say(word, cuts),
                Correction::Join { word } => new.words.say(word, &[]),
            }
        }
        new
    }

    /// The marks of a text as the reader would have them.
    pub fn marks(&self, text: &str, catalogue: &Catalogue) -> Vec<Mark> {
        marks::find_corrected(text, catalogue, &self.names)
    }

    /// The words of a text as the reader would have them, around its marks.
    pub fn words(&self, text: &str, marks: &[Mark], segmenter: &Segmenter) -> Vec<Word> {
        segmenter.cut_corrected(text, marks, &self.words)
    }
}
