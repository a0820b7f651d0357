//! The re-anchoring test: notes on the seeds' texts, described, the text edited with known truth, anchored.
//!
//! Every character carries its position in the text as it was, so the truth is where the passage's
//! characters have gone. Edits fall on the passage, beside it and elsewhere. A passage whose number or name was
//! changed has no place any more; a passage that was cut in half, or stands in two identical places, may
//! be an orphan or at its place, and is wrong only elsewhere.

mod edits;
mod speed;

use super::{Anchoring, Selectors, anchor, describe};
use crate::text::Span;
use edits::{EDITS, Random, Traced, Truth, number_across};
use std::collections::BTreeMap;
use std::fs;

/// Cases of each kind of edit: nearly 3,000 in all.
const CASES: usize = 160;

/// A passage as readers choose them: a character, a word, a phrase, a sentence.
fn passage(random: &mut Random, text: &[char]) -> Span {
    let length = match random.below(10) {
        0 => 1,
        1..=4 => 2 + random.below(4),
        5..=7 => 6 + random.below(12),
        _ => 18 + random.below(50),
    };
    loop {
        let start = random.below(text.len());
        let end = (start + length).min(text.len());
        if !text[start].is_whitespace() && !text[end - 1].is_whitespace() {
            return Span::new(start, end);
        }
    }
}

fn seeds() -> Vec<Vec<char>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the seeds lie in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let read = |path| fs::read_to_string(path).expect("seeds are UTF-8").chars().collect();
    paths.into_iter().map(read).collect()
}

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    lost: usize,
    wrong: usize,
}

/// White space at the passage's ends is nobody's business.
fn trimmed(text: &Traced, span: Span) -> Span {
    let mut shown = (span.start..span.end).filter(|&at| !text[at].0.is_whitespace());
    let start = shown.next().unwrap_or(span.start);
    Span::new(start, shown.next_back().map_or(start + 1, |last| last + 1))
}

fn judge(text: &Traced, truth: Truth, found: Anchoring) -> Tally {
    let mut tally = Tally::default();
    match (truth, found) {
        (Truth::At(place) | Truth::AtOrOrphan(place), Anchoring::Found(span))
            if trimmed(text, span) == trimmed(text, place) =>
        {
            tally.right = 1;
        }
        (Truth::Orphan | Truth::AtOrOrphan(_), Anchoring::Orphan { .. }) => tally.right = 1,
        (Truth::At(_), Anchoring::Orphan { .. }) => tally.lost = 1,
        _ => tally.wrong = 1,
    }
    tally
}

fn show(span: Span, selectors: &Selectors, text: &str, truth: Truth, found: Anchoring) {
    let slice = |span: Span| {
        let from = span.start.saturating_sub(24);
        let chars: Vec<char> = text.chars().collect();
        let part = |a: usize, b: usize| {
            let there = chars.iter().take(b).skip(a);
            there.collect::<String>()
        };
        format!("{}[{}]{}", part(from, span.start), part(span.start, span.end), part(span.end, span.end + 24))
            .replace('\n', "⏎")
    };
    let quote = &selectors.quote;
    let place = |truth| match truth {
        Truth::At(span) | Truth::AtOrOrphan(span) => slice(span),
        Truth::Orphan => slice(span),
    };
    let was = format!("{}[{}]{}", quote.prefix, quote.exact, quote.suffix).replace('\n', "⏎");
    println!("  was   {was}");
    println!("  truth {truth:?} {}", place(truth));
    match found {
        Anchoring::Found(span) => println!("  found {span:?} {}", slice(span)),
        Anchoring::Orphan { guess } => println!("  orphan, guess {:?}", guess.map(slice)),
    }
}

#[test]
fn notes_find_their_places_again_and_never_a_wrong_number() {
    let texts = seeds();
    let mut random = Random(20_230_212);
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (kind, edit) in EDITS {
        let tally = tallies.entry(kind).or_default();
        let mut done = 0;
        while done < CASES {
            let was = random.pick(&texts);
            let span = passage(&mut random, was);
            let mut text: Traced = was.iter().enumerate().map(|(at, &c)| (c, Some(at))).collect();
            let number = number_across(&text, span);
            let Some(mut truth) = edit(&mut random, &mut text, span) else {
                continue;
            };
            if let Truth::At(place) = truth
                && number_across(&text, place) != number
            {
                truth = Truth::AtOrOrphan(place);
            }
            done += 1;
            let before: String = was.iter().collect();
            let after: String = text.iter().map(|&(c, _)| c).collect();
            let selectors = describe(&before, span).expect("inside the text");
            let found = anchor(&after, &selectors);
            let one = judge(&text, truth, found);
            if one.right == 0 {
                println!("{kind} {done} {}", if one.wrong > 0 { "WRONG" } else { "lost" });
                show(span, &selectors, &after, truth, found);
            }
            tally.right += one.right;
            tally.lost += one.lost;
            tally.wrong += one.wrong;
        }
    }
    let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>();
    let (right, wrong, all) = (sum(|t| t.right), sum(|t| t.wrong), CASES * EDITS.len());
    println!("{tallies:#?}\nright {right}, wrong {wrong} of {all}");
    for kind in ["digit", "numeral", "name"] {
        assert_eq!(tallies[kind].wrong, 0, "a wrong place on a changed {kind}");
    }
    assert!(right * 100 >= all * 97, "right {right} of {all}");
    assert!(wrong * 1000 <= all * 2, "wrong {wrong} of {all}");
}
