//! Marks on texts of many kinds that stand in no corpus, against marks made by reading them before the program did.
//!
//! `tests/marks/*.txt` hold the texts with their marks inside: `[numeral|kind|value]`, `{name|kind}`, and a mark on
//! which careful readers would differ has `?` for its kind and counts neither way, nor does what touches it. A value
//! `-` is left open. Names are looked for without the editor's list. The floors lie under what is reached, so that a
//! change that costs more than a mark or two is seen; every disagreement is printed.

use meipi::marks::{self, Mark};
use meipi::programs::Catalogue;
use meipi::text::Span;
use std::path::Path;

/// A mark as it stands in a file.
struct Expected {
    span: Span,
    number: bool,
    kind: String,
    value: Option<String>,
}

/// The text without its marks, and the marks.
fn read(marked: &str) -> (String, Vec<Expected>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut length = 0;
    let mut rest = marked;
    while let Some(open) = rest.find(['[', '{']) {
        let number = rest[open..].starts_with('[');
        let close = rest[open..].find(if number { ']' } else { '}' }).expect("a mark is closed") + open;
        let mut fields = rest[open + 1..close].split('|');
        let words = fields.next().expect("split gives one field at least");
        let kind = fields.next().expect("a mark has a kind").to_owned();
        let value = fields.next().filter(|value| *value != "-").map(str::to_owned);
        text.push_str(&rest[..open]);
        let start = length + rest[..open].chars().count();
        length = start + words.chars().count();
        text.push_str(words);
        marks.push(Expected { span: Span::new(start, length), number, kind, value });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

#[derive(Default)]
struct Tally {
    expected: usize,
    found: usize,
    right: usize,
    valued: usize,
    value_right: usize,
}

impl Tally {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.expected + self.found) as f64
    }
}

fn score(name: &str, marked: &str, tallies: &mut [Tally; 2]) {
    let (text, expected) = read(marked);
    let characters: Vec<char> = text.chars().collect();
    let words = |span: Span| characters[span.start..span.end].iter().collect::<String>();
    let doubtful = |span: Span| expected.iter().any(|mark| mark.kind == "?" && mark.span.overlaps(span));
    let found = marks::find(&text, &Catalogue::default());
    for mark in &found {
        let number = matches!(mark, Mark::Number(_));
        if doubtful(mark.span()) {
            continue;
        }
        tallies[usize::from(!number)].found += 1;
        if !expected.iter().any(|e| e.span == mark.span() && e.number == number) {
            println!("{name}: {} is none", words(mark.span()));
        }
    }
    for want in expected.iter().filter(|mark| mark.kind != "?") {
        let tally = &mut tallies[usize::from(!want.number)];
        tally.expected += 1;
        match found.iter().find(|mark| mark.span() == want.span && matches!(mark, Mark::Number(_)) == want.number) {
            None => println!("{name}: {} is not found", words(want.span)),
            Some(Mark::Number(got)) => {
                tally.right += 1;
                if want.value.is_some() {
                    tally.valued += 1;
                    tally.value_right += usize::from(got.value == want.value);
                    if got.value != want.value {
                        println!("{name}: {} has {:?}, not {:?}", words(want.span), got.value, want.value);
                    }
                }
            }
            Some(Mark::Program(_)) => tally.right += 1,
        }
    }
}

#[test]
fn marks_on_texts_of_many_kinds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/marks");
    let mut files: Vec<_> =
        folder.read_dir().expect("the folder of texts").map(|entry| entry.expect("a text").path()).collect();
    files.sort();
    let mut tallies = <[Tally; 2]>::default();
    for file in &files {
        let name = file.file_stem().expect("a file has a name").display().to_string();
        score(&name, &std::fs::read_to_string(file).expect("a text in UTF-8"), &mut tallies);
    }
    let [numbers, programs] = tallies;
    println!("numbers {:.3}, values {} of {}", numbers.f1(), numbers.value_right, numbers.valued);
    println!("programmes {:.3}", programs.f1());
    assert!(files.len() >= 15, "texts are missing");
    assert!(numbers.f1() >= 0.985, "numbers: strict F1 {:.3}", numbers.f1());
    assert!(numbers.value_right * 100 >= numbers.valued * 99, "values: {}", numbers.value_right);
    assert!(programs.f1() >= 0.75, "programmes: strict F1 {:.3}", programs.f1());
}
