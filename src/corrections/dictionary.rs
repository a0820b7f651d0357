//! What was said of words as a plain user dictionary of jieba's, `word frequency tag` a line, out and in.
//!
//! A joined word is a line. A divided word is a line of frequency 0, by which jieba takes a word out, then a line
//! for each of its parts that has more than one character, in order, then an empty line; what lies between the
//! parts is single characters (where that would be read otherwise, in 哈|哈哈, they have lines too). So the file says
//! all that was said and in which order, with nothing in it that jieba does not read.
//!
//! Limits: jieba weighs words against one another where the reader's rules hold without exception; and a word that
//! jieba's model finds, and no dictionary, is not taken out by its line.

use std::fmt::Write as _;

use super::Correction;
use super::exchange::{ImportError, Read};
use crate::words::WordRules;

/// The frequency written: as high as the most frequent word of several characters in jieba's dictionary, and so
/// enough for any word to be preferred to its parts.
const FREQUENCY: u32 = 200_000;

/// The dictionary of what was said of words.
pub(super) fn write<'c>(corrections: impl Iterator<Item = &'c Correction>) -> String {
    let mut file = String::new();
    for correction in corrections {
        match correction {
            Correction::Join { word } => line(&mut file, word, FREQUENCY),
            Correction::Split { word, cuts } => {
                line(&mut file, word, 0);
                let chars: Vec<char> = word.chars().collect();
                let borders: Vec<usize> = [0].into_iter().chain(cuts.iter().copied()).chain([chars.len()]).collect();
                let parts: Vec<&[char]> = borders.windows(2).map(|pair| &chars[pair[0]..pair[1]]).collect();
                let long: Vec<&[char]> = parts.iter().copied().filter(|part| part.len() > 1).collect();
                for part in if Divided::of(word, &long) == *cuts { long } else { parts } {
                    line(&mut file, &part.iter().collect::<String>(), FREQUENCY);
                }
                file.push('\n');
            }
            Correction::Program { .. } | Correction::NotProgram { .. } | Correction::NameEnds { .. } => {}
        }
    }
    file
}

fn line(file: &mut String, word: &str, frequency: u32) {
    writeln!(file, "{word} {frequency} x").expect("a string takes all that is written to it");
}

/// A divided word that is being read.
struct Divided {
    line: usize,
    word: Vec<char>,
    cuts: Vec<usize>,
    /// Up to where its parts are known.
    at: usize,
}

impl Divided {
    fn new(line: usize, word: &str) -> Self {
        Self { line, word: word.chars().collect(), cuts: Vec::new(), at: 0 }
    }

    /// The cuts of a word that is followed by these parts.
    fn of(word: &str, parts: &[&[char]]) -> Vec<usize> {
        let mut divided = Self::new(0, word);
        for part in parts {
            divided.take(part);
        }
        divided.cuts()
    }

    /// Takes `part` as its next part, if it is one.
    fn take(&mut self, part: &[char]) -> bool {
        let rest = &self.word[self.at..];
        let Some(before) = rest.windows(part.len()).position(|window| window == part) else { return false };
        if part.len() == self.word.len() {
            return false;
        }
        self.cut_until(self.at + before);
        self.at += part.len();
        self.cuts.push(self.at);
        true
    }

    /// Cuts what lies before `end` and is in no part into characters.
    fn cut_until(&mut self, end: usize) {
        self.cuts.extend(self.at + 1..=end);
        self.at = end;
    }

    fn cuts(mut self) -> Vec<usize> {
        self.cut_until(self.word.len());
        self.cuts.retain(|&cut| cut < self.word.len());
        self.cuts
    }

    fn finish(self) -> Result<Correction, ImportError> {
        let (line, word) = (self.line, self.word.iter().collect());
        said(line, Correction::Split { word, cuts: self.cuts() })
    }
}

/// What a dictionary says of words.
pub(super) fn read(text: &str) -> Result<Read, ImportError> {
    let mut read = Read { corrections: Vec::new(), ignored: 0 };
    let mut divided: Option<Divided> = None;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let fields = fields(line).map_err(|reason| ImportError::Line(number, reason.into()))?;
        let part: Option<Vec<char>> =
            fields.filter(|&(_, frequency)| frequency != Some(0)).map(|(word, _)| start(word));
        if part.as_ref().is_some_and(|part| divided.as_mut().is_some_and(|divided| divided.take(part))) {
            continue;
        }
        if let Some(before) = divided.take() {
            read.corrections.push((None, before.finish()?));
        }
        match (fields, part) {
            (Some((word, _)), None) => {
                // What cannot be a word is told here, and not gone through for its parts.
                said(number, Correction::Join { word: word.to_owned() })?;
                divided = Some(Divided::new(number, word));
            }
            (Some(_), Some(part)) if part.len() == 1 => read.ignored += 1,
            (Some((word, _)), Some(_)) => {
                read.corrections.push((None, said(number, Correction::Join { word: word.to_owned() })?));
            }
            (None, _) => {}
        }
    }
    if let Some(last) = divided {
        read.corrections.push((None, last.finish()?));
    }
    Ok(read)
}

/// As much of a word as a part of another can have.
fn start(word: &str) -> Vec<char> {
    word.chars().take(WordRules::LONGEST).collect()
}

/// The word of a line and its frequency; `None` for an empty line.
fn fields(line: &str) -> Result<Option<(&str, Option<u64>)>, &'static str> {
    let mut fields = line.split_whitespace();
    let Some(word) = fields.next() else { return Ok(None) };
    let (second, third) = (fields.next(), fields.next());
    if fields.next().is_some() {
        return Err("a line is a word, its frequency and its tag");
    }
    let frequency = second.and_then(|field| field.parse().ok());
    // Frequency and tag may both be left out.
    let is_tag = |field: &str| field.len() <= 8 && field.bytes().all(|b| b.is_ascii_alphabetic());
    let tag = if frequency.is_some() { third } else { second };
    if frequency.is_none() && third.is_some() {
        return Err("the frequency is not a whole number");
    }
    if !tag.is_none_or(is_tag) {
        return Err("neither a frequency nor a tag stands behind the word");
    }
    Ok(Some((word, frequency)))
}

fn said(line: usize, correction: Correction) -> Result<Correction, ImportError> {
    correction.tidy().map_err(|invalid| ImportError::Line(line, invalid.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jieba_rs::Jieba;
    use proptest::prelude::*;

    /// jieba itself does what was said.
    #[test]
    fn jieba_reads_what_is_written() {
        let join = |word: &str| Correction::Join { word: word.into() };
        let said = [join("港区"), Correction::Split { word: "航空港".into(), cuts: vec![2] }, join("大数据")];
        let dictionary =
            "航空 50 n\n航空港 9000 n\n的 300000 u\n强大 60 a\n数据 60 n\n".to_owned() + &write(said.iter());
        let jieba = Jieba::with_dict(&mut dictionary.as_bytes()).expect("a dictionary");
        for (text, cut) in [("航空港区的航空港", "航空|港区|的|航空|港"), ("大数据", "大数据")] {
            let words: Vec<&str> = jieba.cut(text, false).into_iter().map(|token| token.word).collect();
            assert_eq!(words.join("|"), cut);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            words in proptest::collection::vec(("[一二三𠮷]{2,8}", proptest::collection::btree_set(1..7_usize, 0..4)), 0..6),
        ) {
            let said = |(word, cuts): (String, std::collections::BTreeSet<usize>)| {
                let cuts: Vec<usize> = cuts.into_iter().filter(|&cut| cut < word.chars().count()).collect();
                if cuts.is_empty() { Correction::Join { word } } else { Correction::Split { word, cuts } }
            };
            let words: Vec<Correction> = words.into_iter().map(said).collect();
            let read = read(&write(words.iter())).expect("what was just written");
            let back: Vec<Correction> = read.corrections.into_iter().map(|(_, correction)| correction).collect();
            prop_assert_eq!((back, read.ignored), (words, 0));
        }
    }
}
