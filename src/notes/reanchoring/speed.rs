//! What anchoring costs: 1,000 notes on 100,000 characters, on news text and on the texts that are worst for an
//! index, for a search, for a comparison. Measured and printed, never asserted; a case that grew quadratic would
//! not come to an end.
//!
//! Natively: `cargo test --release --lib speed -- --ignored --nocapture`. In a browser's wasm: the same test with
//! `--target wasm32-unknown-unknown`.

use super::edits::Random;
use crate::corpus;
use crate::notes::{Anchorer, Anchoring, Selectors, TextQuote, describe};
use crate::text::Span;

/// Characters of each text.
const SIZE: usize = 100_000;
/// Notes on it.
const NOTES: usize = 1_000;

/// The corpus over and over, no two rounds alike: here and there a character is another one.
fn news(random: &mut Random) -> Vec<char> {
    let corpus: Vec<char> =
        corpus::articles().iter().flat_map(|a| a.reading().text.chars().collect::<Vec<_>>()).collect();
    let mut text: Vec<char> = corpus.iter().copied().cycle().take(SIZE).collect();
    for _ in 0..SIZE / 40 {
        let at = random.below(SIZE);
        text[at] = *random.pick(&corpus);
    }
    text
}

/// Puts something in, takes something out, `edits` times.
fn edited(random: &mut Random, text: &[char], edits: usize) -> Vec<char> {
    let mut text = text.to_vec();
    for _ in 0..edits {
        let at = random.below(text.len() - 20);
        if random.below(2) == 0 {
            text.drain(at..at + 1 + random.below(6));
        } else {
            let new: Vec<char> = text[random.below(SIZE / 2)..].iter().copied().take(4).collect();
            text.splice(at..at, new);
        }
    }
    text
}

fn string(text: &[char]) -> String {
    text.iter().collect()
}

/// Notes of some length here and there, or on each place of a character.
fn notes(random: &mut Random, text: &[char], length: usize) -> Vec<Selectors> {
    let whole = string(text);
    let some = (0..NOTES).map(|_| {
        let start = random.below(text.len() - length);
        describe(&whole, Span::new(start, start + length)).expect("inside the text")
    });
    some.collect()
}

type Case = (&'static str, Vec<Selectors>, Vec<char>);

fn cases() -> Vec<Case> {
    let mut random = Random(5);
    let random = &mut random;
    let text = news(random);
    let new = edited(random, &text, 500);
    let de: Vec<usize> = (0..SIZE).filter(|&at| text[at] == '的').take(NOTES).collect();
    let whole = string(&text);
    let of_de = de.iter().map(|&at| describe(&whole, Span::new(at, at + 1)).expect("inside the text")).collect();
    let bare =
        |exact: &str| Selectors { quote: TextQuote { exact: exact.into(), ..TextQuote::default() }, position: None };
    let paragraph: Vec<char> = text[400..500].to_vec();
    let same: Vec<char> = paragraph.iter().copied().cycle().take(SIZE).collect();
    let one: Vec<char> = vec!['的'; SIZE];
    let rewritten: Vec<char> = {
        // Every second stretch of 60 characters is another one, so that contexts stand and passages do not.
        let stretch = |at: usize| if (at / 60).is_multiple_of(2) { text[at] } else { text[(at * 7919) % SIZE] };
        (0..SIZE).map(stretch).collect()
    };
    let long = notes(random, &text, 3_000);
    vec![
        ("news, 500 edits, passages of 12", notes(random, &text, 12), new.clone()),
        ("news, 500 edits, on 的", of_de, new.clone()),
        ("news, unchanged", notes(random, &text, 12), text.clone()),
        ("news, 500 edits, 的 without context", vec![bare("的"); NOTES], new.clone()),
        ("half the text is gone", notes(random, &text, 12), text[..SIZE / 2].to_vec()),
        ("all the text is gone", notes(random, &text, 12), one.clone()),
        ("passages of 3,000, 500 edits", long.clone(), new),
        ("passages of 3,000, half rewritten", long, rewritten.clone()),
        ("passages of 60, half rewritten", notes(random, &text, 60), rewritten),
        ("one paragraph 1,000 times, 100 edits", notes(random, &same, 12), edited(random, &same, 100)),
        ("one paragraph 1,000 times, passages of 3,000", notes(random, &same, 3_000), edited(random, &same, 100)),
        ("one character, shorter", notes(random, &one, 1), one[1..].to_vec()),
        ("one character, passages of 3,000", notes(random, &one, 3_000), one[..SIZE - 1].to_vec()),
    ]
}

/// Milliseconds since some moment.
#[cfg(not(target_arch = "wasm32"))]
fn clock() -> f64 {
    std::time::UNIX_EPOCH.elapsed().expect("after 1970").as_secs_f64() * 1000.0
}

#[cfg(target_arch = "wasm32")]
fn clock() -> f64 {
    js_sys::Date::now()
}

fn measure() -> Vec<String> {
    let row = |(name, notes, text): Case| {
        let text = string(&text);
        let begin = clock();
        let anchorer = Anchorer::new(&text);
        let ready = clock();
        let found = notes.iter().filter(|note| matches!(anchorer.anchor(note), Anchoring::Found(_))).count();
        let end = clock();
        format!("{name}: index {:.1} ms, notes {:.1} ms, {found} found", ready - begin, end - ready)
    };
    cases().into_iter().map(row).collect()
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
#[ignore = "a measurement"]
fn speed() {
    for row in measure() {
        println!("{row}");
    }
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
#[ignore = "a measurement"]
fn speed() {
    for row in measure() {
        wasm_bindgen_test::console_log!("{row}");
    }
}
