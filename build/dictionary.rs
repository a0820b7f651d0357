//! Writes the dictionaries that the program carries, from the `dict.txt` in jieba-rs's own package.
//!
//! - `words.txt`: the whole dictionary without its rarest entries, for the command line.
//! - `corpus-words.txt`: those of its entries that occur in the embedded corpus, with the frequency of
//!   all others in one filler. jieba weighs a word by its share of the total frequency, and a word that
//!   does not occur can be on no path, so the cut of the corpus stays the same.
//! - `corpus-joins.txt`: what the hidden Markov model joins in the corpus ([`joins`] says why that is
//!   enough), learned by cutting every article with the whole dictionary and the model: around its marks,
//!   and without them, so that a mark can be taken away and the words inside it are still known.
//!
//! The last two are read back and must cut every article as the first with the model does, both ways, or
//! the build fails and says where.

#[path = "../src/words/joins.rs"]
mod joins;
#[path = "../src/words/segmenter.rs"]
mod segmenter;
#[path = "../src/words/tag.rs"]
mod tag;

use crate::text::{Offsets, Span};
use cargo_metadata::MetadataCommand;
use jieba_rs::Jieba;
use segmenter::{Piece, Segmenter, narrowed, pieces};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Entries this rare are left out: they are mostly names and debris of the texts jieba was counted on,
/// and measured on hand-cut text they hide more words than they find. Those with a Latin letter or a
/// digit (A股, U盘, X光) stay: jieba's authors added them by hand, at this very frequency.
const RAREST: u64 = 3;

/// A word of no text: private use, which jieba passes over. It stands for all entries left out.
const FILLER: char = '\u{E000}';

/// An article as the program will cut it.
pub struct Article {
    /// Its name, for messages.
    pub id: String,
    /// The text that is shown.
    pub reading: String,
    /// The numbers and names in it.
    pub marks: Vec<Span>,
}

impl Article {
    /// The spans it is cut around: its marks, or nothing.
    fn both_ways(&self) -> [&[Span]; 2] {
        [&self.marks, &[]]
    }
}

/// Writes the three files into `out`.
///
/// # Errors
/// When jieba's dictionary is not to be found or not in its format, when `out` cannot be written, and
/// when the dictionary of the corpus does not cut an article as the whole dictionary does.
pub fn write(out: &Path, articles: &[Article]) -> Result<(), String> {
    let source = read_source()?;
    let entries = parse(&source)?;

    let whole = render(&entries);
    let part = render_part(&entries, articles);
    let joins = learn_joins(&whole, &part, articles)?;
    check(&whole, &part, &joins, articles)?;

    for (name, content) in [("words.txt", whole), ("corpus-words.txt", part), ("corpus-joins.txt", joins)] {
        let path = out.join(name);
        fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

struct Entry<'s> {
    word: &'s str,
    frequency: u64,
    tag: &'s str,
}

/// The text of `dict.txt`, from where cargo keeps the package's source.
fn read_source() -> Result<String, String> {
    // Only this platform's packages, or cargo would ask for the sources of all others too. Packages
    // that this very build does not need may still be missing, then cargo has to fetch them.
    let platform = format!("--filter-platform={}", env::var("TARGET").unwrap_or_default());
    let look = |offline: Option<&str>| {
        let options = [platform.as_str(), "--locked"].into_iter();
        MetadataCommand::new().other_options(options.chain(offline).map(str::to_owned).collect::<Vec<_>>()).exec()
    };
    let metadata = look(Some("--offline"))
        .or_else(|_| look(None))
        .map_err(|error| format!("cargo cannot say where jieba-rs lies: {error}"))?;
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "jieba-rs")
        .ok_or("jieba-rs is not among the packages of this build")?;
    let path = package.manifest_path.with_file_name("src").join("data/dict.txt");
    fs::read_to_string(&path)
        .map_err(|error| format!("{path}: {error}; jieba-rs {} should hold its dictionary there", package.version))
}

fn parse(source: &str) -> Result<Vec<Entry<'_>>, String> {
    let mut entries = Vec::new();
    for (n, line) in source.lines().enumerate() {
        let mut fields = line.split_ascii_whitespace();
        let (Some(word), Some(frequency), Some(tag), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(format!("dict.txt, line {}: not `word frequency tag`: {line}", n + 1));
        };
        let frequency = frequency.parse().map_err(|error| format!("dict.txt, line {}: {error}: {line}", n + 1))?;
        if frequency > RAREST || word.contains(|c: char| c.is_ascii_alphanumeric()) {
            entries.push(Entry { word, frequency, tag });
        }
    }
    Ok(entries)
}

fn render<'e>(entries: impl IntoIterator<Item = &'e Entry<'e>>) -> String {
    let mut lines = String::new();
    for Entry { word, frequency, tag } in entries {
        writeln!(lines, "{word} {frequency} {tag}").expect("a string takes all that is written");
    }
    lines
}

/// The entries that occur in the articles, and the filler.
fn render_part(entries: &[Entry], articles: &[Article]) -> String {
    let known: HashMap<&str, &Entry> = entries.iter().map(|entry| (entry.word, entry)).collect();
    let longest = entries.iter().map(|entry| entry.word.chars().count()).max();
    let mut present = BTreeSet::new();
    for article in articles {
        let text = narrowed(&article.reading);
        let map = Offsets::new(&text);
        for start in 0..map.len() {
            for len in 1..=longest.unwrap_or(0).min(map.len() - start) {
                let candidate = map.slice(&text, Span::new(start, start + len));
                if let Some(entry) = known.get(candidate) {
                    present.insert(entry.word);
                }
            }
        }
    }
    let total: u64 = entries.iter().map(|entry| entry.frequency).sum();
    let kept: u64 = present.iter().map(|word| known[word].frequency).sum();
    let mut lines = render(present.iter().map(|word| known[word]));
    writeln!(lines, "{FILLER} {} x", total - kept).expect("a string takes all that is written");
    lines
}

/// The runs of leftovers in which the model joins something, in the form that [`joins::Joins`] reads.
fn learn_joins(whole: &str, part: &str, articles: &[Article]) -> Result<String, String> {
    let whole = load(whole)?;
    let part = load(part)?;
    let mut lines = BTreeSet::new();
    for article in articles {
        let text = narrowed(&article.reading);
        let map = Offsets::new(&text);
        let pieces = article.both_ways().map(|marks| pieces(map.len(), marks));
        for piece in pieces.concat() {
            let Piece::Open(span) = piece else { continue };
            let piece = map.slice(&text, span);
            let (plain, modelled) = (part.tag(piece, false), whole.tag(piece, true));
            lines.extend(joined_runs(&plain, &modelled));
        }
    }
    Ok(lines.into_iter().collect())
}

fn load(dictionary: &str) -> Result<Jieba, String> {
    Jieba::with_dict(&mut dictionary.as_bytes()).map_err(|error| error.to_string())
}

/// Goes through two cuts of one piece side by side. The model only ever joins leftovers, so every word
/// of the plain cut ends where, or before, one of the other ends.
fn joined_runs(plain: &[jieba_rs::Tag], modelled: &[jieba_rs::Tag]) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut plain, mut modelled) = (plain, modelled);
    while !plain.is_empty() {
        let run = joins::leading_run(plain).max(1);
        let end = plain[run - 1].end;
        let same = modelled.partition_point(|word| word.end <= end);
        if same != run {
            let words = modelled[..same].iter();
            let items: Vec<_> = words.map(|word| format!("{}/{}", word.word, word.tag)).collect();
            lines.push(items.join(" ") + "\n");
        }
        (plain, modelled) = (&plain[run..], &modelled[same..]);
    }
    lines
}

/// Reads the result back and cuts every article both ways.
fn check(whole: &str, part: &str, joins: &str, articles: &[Article]) -> Result<(), String> {
    let read = |error: jieba_rs::Error| error.to_string();
    let whole = Segmenter::with_model(whole).map_err(read)?;
    let part = Segmenter::new(part, joins).map_err(read)?;
    for article in articles {
        for marks in article.both_ways() {
            compare(&whole, &part, article, marks)?;
        }
    }
    Ok(())
}

fn compare(whole: &Segmenter, part: &Segmenter, article: &Article, marks: &[Span]) -> Result<(), String> {
    let text = &article.reading;
    let (want, have) = (whole.cut(text, marks), part.cut(text, marks));
    if want == have {
        return Ok(());
    }
    let first = want.iter().zip(&have).take_while(|(w, h)| w == h).count();
    let map = Offsets::new(text);
    let show = |words: &[segmenter::Word]| {
        let words = words.iter().skip(first).take(4);
        let shown: Vec<_> = words.map(|word| format!("{}/{}", map.slice(text, word.span), word.tag)).collect();
        shown.join(" ")
    };
    Err(format!(
        "article {}: the dictionary of the corpus cuts {}, the whole dictionary {}",
        article.id,
        show(&have),
        show(&want),
    ))
}
