//! One thing that the reader said about names or words.
//!
//! A correction is about a name or a word, wherever it stands, and about no place. What it is about is its
//! [`Correction::id`]; of two with one id only one can hold.

use serde::{Deserialize, Serialize};

use crate::programs::{NameRules, ProgramKind};
use crate::words::WordRules;

/// What the reader said.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Correction {
    /// This is the name of a programme.
    Program {
        /// The name, without quotation marks.
        name: String,
        /// What sort of initiative it is.
        kind: ProgramKind,
    },
    /// This is none.
    NotProgram {
        /// The name, as it was found.
        name: String,
    },
    /// The name that was found is too long.
    NameEnds {
        /// The name, as it was found.
        found: String,
        /// The name as it is: a part of what was found.
        name: String,
    },
    /// This word is several.
    Split {
        /// The word.
        word: String,
        /// Where it is cut, in characters from its start, ascending.
        cuts: Vec<usize>,
    },
    /// These words are one.
    Join {
        /// The word that they are.
        word: String,
    },
}

/// Why a correction cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invalid {
    /// There is no letter, digit or Chinese character in it.
    Empty,
    /// It has more characters than this.
    TooLong(usize),
    /// It holds a control character.
    Control,
    /// A word holds white space or the end of a clause or sentence.
    NoWord,
    /// A word of one character can be neither cut nor joined.
    OneCharacter,
    /// The cuts are not ascending places inside the word.
    Cuts,
    /// The name is not a shorter part of what was found.
    NoPart,
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no letter, digit or Chinese character in it"),
            Self::TooLong(limit) => write!(f, "it is longer than {limit} characters"),
            Self::Control => f.write_str("it holds a control character"),
            Self::NoWord => f.write_str("a word holds no white space and no punctuation of sentences"),
            Self::OneCharacter => f.write_str("a word of one character can be neither cut nor joined"),
            Self::Cuts => f.write_str("the cuts are not ascending places inside the word"),
            Self::NoPart => f.write_str("the name is not a shorter part of what was found"),
        }
    }
}

impl std::error::Error for Invalid {}

/// Marks that stand around a name and are no part of it.
const QUOTES: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('"', '"'), ('「', '」'), ('『', '』'), ('《', '》')];

impl Correction {
    /// The correction as it is kept: names without the line breaks of the page and what stands around them.
    ///
    /// # Errors
    /// When it cannot be.
    pub fn tidy(self) -> Result<Self, Invalid> {
        Ok(match self {
            Self::Program { name, kind } => Self::Program { name: tidy_name(&name)?, kind },
            Self::NotProgram { name } => Self::NotProgram { name: tidy_name(&name)? },
            Self::NameEnds { found, name } => {
                let (found, name) = (tidy_name(&found)?, tidy_name(&name)?);
                if !NameRules::default().ends(&found, &name) {
                    return Err(Invalid::NoPart);
                }
                Self::NameEnds { found, name }
            }
            Self::Split { word, cuts } => {
                check_word(&word)?;
                let inside = cuts.iter().all(|&cut| 0 < cut && cut < word.chars().count());
                if cuts.is_empty() || !inside || !cuts.is_sorted_by(|a, b| a < b) {
                    return Err(Invalid::Cuts);
                }
                Self::Split { word, cuts }
            }
            Self::Join { word } => {
                check_word(&word)?;
                Self::Join { word }
            }
        })
    }

    /// What it is about, as names and words are compared: half-width. A name that is one or is none, where a name
    /// ends, and how a word is cut are three matters.
    pub fn id(&self) -> String {
        let (matter, about) = match self {
            Self::Program { name, .. } | Self::NotProgram { name } => (NAME, name),
            Self::NameEnds { found, .. } => (ENDS, found),
            Self::Split { word, .. } | Self::Join { word } => {
                return WORD.chars().chain(WordRules::folded(word)).collect();
            }
        };
        name_id(matter, about)
    }

    /// Whether a name is one, and where it ends, are said apart and can yet exclude each other: the id of the other.
    pub(super) fn counterpart(&self) -> Option<String> {
        match self {
            Self::Program { name, .. } | Self::NotProgram { name } => Some(name_id(ENDS, name)),
            Self::NameEnds { found, .. } => Some(name_id(NAME, found)),
            Self::Split { .. } | Self::Join { .. } => None,
        }
    }

    /// Whether it takes away its counterpart when it is the later one. A name that the reader gave can be shortened;
    /// everything else is excluded.
    pub(super) fn excludes(&self, counterpart: &Self) -> bool {
        !matches!((self, counterpart), (Self::NameEnds { .. }, Self::Program { .. }))
    }

    /// Whether it is about words.
    pub(super) fn is_of_words(&self) -> bool {
        matches!(self, Self::Split { .. } | Self::Join { .. })
    }
}

const NAME: &str = "name:";
const ENDS: &str = "ends:";
const WORD: &str = "word:";

fn name_id(matter: &str, name: &str) -> String {
    matter.chars().chain(NameRules::folded(name)).collect()
}

/// A name without line breaks, white space around it, and the one pair of marks around it.
fn tidy_name(name: &str) -> Result<String, Invalid> {
    // What cannot be a name is not gone through: it may be a whole file.
    if name.len() > 16 * NameRules::LONGEST {
        return Err(Invalid::TooLong(NameRules::LONGEST));
    }
    let joined: String = name.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let mut bare = joined.trim();
    for (open, close) in QUOTES {
        let inside = bare.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains([open, close])) {
            bare = inside.trim();
        }
    }
    check(bare, NameRules::LONGEST)?;
    Ok(bare.to_owned())
}

fn check_word(word: &str) -> Result<(), Invalid> {
    check(word, WordRules::LONGEST)?;
    if word.contains(|c: char| c.is_whitespace() || "，。！？；：、".contains(c)) {
        return Err(Invalid::NoWord);
    }
    if word.chars().nth(1).is_none() {
        return Err(Invalid::OneCharacter);
    }
    Ok(())
}

fn check(text: &str, limit: usize) -> Result<(), Invalid> {
    if text.chars().nth(limit).is_some() {
        return Err(Invalid::TooLong(limit));
    }
    if text.contains(char::is_control) {
        return Err(Invalid::Control);
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(Invalid::Empty);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(name: &str) -> Correction {
        Correction::Program { name: name.into(), kind: ProgramKind::Campaign }
    }

    fn ends(found: &str, name: &str) -> Correction {
        Correction::NameEnds { found: found.into(), name: name.into() }
    }

    fn split(word: &str, cuts: &[usize]) -> Correction {
        Correction::Split { word: word.into(), cuts: cuts.into() }
    }

    fn join(word: &str) -> Correction {
        Correction::Join { word: word.into() }
    }

    #[test]
    fn a_name_is_kept_without_what_stands_around_it() {
        let cases = [
            ("三标", "三标"),
            (" “三标” ", "三标"),
            ("《数字经济促进条例》", "数字经济促进条例"),
            ("换道\n\n领跑", "换道领跑"),
            ("“三标”“双创”", "“三标”“双创”"),
            ("「２＋Ｎ」", "２＋Ｎ"),
        ];
        for (said, kept) in cases {
            assert_eq!(program(said).tidy(), Ok(program(kept)), "{said}");
            assert_eq!(program(kept).tidy(), Ok(program(kept)), "tidying again changes nothing: {kept}");
        }
    }

    #[test]
    fn what_cannot_be_is_told() {
        let cases = [
            (program(""), Invalid::Empty),
            (program("“”"), Invalid::Empty),
            (program("……"), Invalid::Empty),
            (program(&"名".repeat(81)), Invalid::TooLong(80)),
            (program(&"名".repeat(10_000_000)), Invalid::TooLong(80)),
            (program("三\u{0}标"), Invalid::Control),
            (program("三\t标"), Invalid::Control),
            (ends("三标活动", "双标"), Invalid::NoPart),
            (ends("三标活动", "三标活动"), Invalid::NoPart),
            (ends("三标", "三标活动"), Invalid::NoPart),
            (join("港"), Invalid::OneCharacter),
            (join("航空 港"), Invalid::NoWord),
            (join("好。再"), Invalid::NoWord),
            (join(&"词".repeat(10_000)), Invalid::TooLong(32)),
            (join("航\u{7}空"), Invalid::Control),
            (split("航空港", &[]), Invalid::Cuts),
            (split("航空港", &[0]), Invalid::Cuts),
            (split("航空港", &[3]), Invalid::Cuts),
            (split("航空港", &[2, 1]), Invalid::Cuts),
            (split("航空港", &[1, 1]), Invalid::Cuts),
        ];
        for (correction, why) in cases {
            assert_eq!(correction.tidy(), Err(why));
        }
    }

    #[test]
    fn what_differs_in_width_alone_is_one_matter() {
        let cases = [
            (program("2+N"), Correction::NotProgram { name: "２＋Ｎ".into() }, true),
            (program("换道领跑"), program("换道\n领跑"), true),
            (join("Ｕ盘"), split("U盘", &[1]), true),
            (program("三标"), ends("三标", "三"), false),
            (program("三标"), join("三标"), false),
        ];
        for (a, b, same) in cases {
            assert_eq!(a.id() == b.id(), same, "{a:?} {b:?}");
        }
    }
}
