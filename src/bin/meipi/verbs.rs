//! The verbs: what each reads and writes. The work itself is the core's.

use crate::lines::{Answer, to_line};
use meipi::corpus;
use meipi::exchange;
use meipi::marks::{self, Mark};
use meipi::notes::{self, Anchoring, Selectors};
use meipi::programs::catalogue;
use meipi::text::{Offsets, Span};
use meipi::words;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, Write};

/// A verb of the command line.
pub struct Verb {
    /// As it is typed.
    pub name: &'static str,
    /// What goes in and comes out, for the help.
    pub about: &'static str,
    /// How it is done.
    pub run: Run,
}

/// How a verb is done.
pub enum Run {
    /// Reads nothing and prints.
    Print(fn(&mut dyn Write) -> io::Result<()>),
    /// Makes ready what it needs, and answers line by line.
    Answer(fn() -> Answer),
}

/// All verbs, in the order of the help.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "corpus",
        about: "prints the articles of the embedded corpus, in reading order; reads nothing",
        run: Run::Print(corpus),
    },
    Verb { name: "marks", about: "{id, text}: numbers and names of programmes", run: Run::Answer(|| each(marks)) },
    Verb {
        name: "words",
        about: "{id, text}: words with their parts of speech, white space left out",
        run: Run::Answer(words),
    },
    Verb {
        name: "describe",
        about: "{id, text, start, end}: the W3C selectors of a span",
        run: Run::Answer(|| each(describe)),
    },
    Verb {
        name: "anchor",
        about: "{id, text, selectors}: the span they describe, or an orphan with a guess",
        run: Run::Answer(|| each(anchor)),
    },
    Verb {
        name: "validate",
        about: "{id, annotation}: whether it keeps the MUST rules of the W3C model, and which it does not",
        run: Run::Answer(|| each(validate)),
    },
];

/// A name that the asker gave; it goes back as it came.
type Id = Box<RawValue>;

fn each<Q: DeserializeOwned>(answer: impl Fn(Q) -> Result<String, String> + 'static) -> Answer {
    Box::new(move |line| {
        // serde_json counts lines inside its input, which is one line.
        let told = |error: serde_json::Error| error.to_string().replace(" at line 1 column", " at column");
        answer(serde_json::from_str(line).map_err(told)?)
    })
}

fn corpus(output: &mut dyn Write) -> io::Result<()> {
    for article in corpus::articles() {
        serde_json::to_writer(&mut *output, article)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Text {
    id: Id,
    text: String,
}

#[derive(Serialize)]
struct Marks<'t> {
    id: Id,
    marks: Vec<MarkLine<'t>>,
}

#[derive(Serialize)]
struct MarkLine<'t> {
    #[serde(flatten)]
    span: Span,
    text: &'t str,
    r#type: &'static str,
    kind: &'static str,
    value: Option<&'t str>,
    unit: Option<&'t str>,
}

fn marks(Text { id, text }: Text) -> Result<String, String> {
    let found = marks::find(&text, catalogue());
    let map = Offsets::new(&text);
    let line = |mark| MarkLine::new(mark, map.slice(&text, Mark::span(mark)));
    to_line(&Marks { id, marks: found.iter().map(line).collect() })
}

impl<'t> MarkLine<'t> {
    fn new(mark: &'t Mark, text: &'t str) -> Self {
        let span = mark.span();
        match mark {
            Mark::Number(number) => Self {
                span,
                text,
                r#type: "number",
                kind: number.kind.name(),
                value: number.value.as_deref(),
                unit: Some(&number.unit),
            },
            Mark::Program(program) => {
                Self { span, text, r#type: "program", kind: program.kind.name(), value: None, unit: None }
            }
        }
    }
}

#[derive(Serialize)]
struct Words<'t> {
    id: Id,
    words: Vec<WordLine<'t>>,
}

#[derive(Serialize)]
struct WordLine<'t> {
    #[serde(flatten)]
    span: Span,
    text: &'t str,
    tag: &'t str,
}

fn words() -> Answer {
    let segmenter = words::full();
    each(move |Text { id, text }: Text| {
        let found = segmenter.cut_parted(&text, &marks::find(&text, catalogue()));
        let map = Offsets::new(&text);
        let words = found.iter().map(|word| WordLine {
            span: word.span,
            text: map.slice(&text, word.span),
            tag: word.tag.as_str(),
        });
        to_line(&Words { id, words: words.collect() })
    })
}

#[derive(Deserialize)]
struct Place {
    id: Id,
    text: String,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Described {
    id: Id,
    selectors: Selectors,
}

fn describe(place: Place) -> Result<String, String> {
    let Place { id, text, start, end } = place;
    if start > end {
        return Err(format!("the span runs backwards: {start} to {end}"));
    }
    let selectors = notes::describe(&text, Span::new(start, end)).map_err(|error| error.to_string())?;
    to_line(&Described { id, selectors })
}

#[derive(Deserialize)]
struct Lost {
    id: Id,
    text: String,
    selectors: Selectors,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Anchored {
    Found { id: Id, start: usize, end: usize },
    Orphan { id: Id, orphan: bool, guess: Option<Span> },
}

fn anchor(Lost { id, text, selectors }: Lost) -> Result<String, String> {
    to_line(&match notes::anchor(&text, &selectors) {
        Anchoring::Found(Span { start, end }) => Anchored::Found { id, start, end },
        Anchoring::Orphan { guess } => Anchored::Orphan { id, orphan: true, guess },
    })
}

#[derive(Deserialize)]
struct Asked {
    id: Id,
    annotation: Box<RawValue>,
}

#[derive(Serialize)]
struct Validated {
    id: Id,
    valid: bool,
    errors: Vec<String>,
}

fn validate(Asked { id, annotation }: Asked) -> Result<String, String> {
    let errors = exchange::validate(annotation.get());
    to_line(&Validated { id, valid: errors.is_empty(), errors })
}
