//! Any text: its words are sound around its marks, with what its own first lines say about words.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use meipi::corrections::{Correction, Corrections};
use meipi::words::{Segmenter, embedded, full};

static EMBEDDED: LazyLock<Segmenter> = LazyLock::new(embedded);
static FULL: LazyLock<Segmenter> = LazyLock::new(full);

fuzz_target!(|text: &str| {
    let said = text.lines().take(4).enumerate().map(|(n, line)| {
        let word = line.chars().take(2 + n).collect();
        if n % 2 == 0 { Correction::Join { word } } else { Correction::Split { word, cuts: vec![1] } }
    });
    let said: Vec<Correction> = said.filter_map(|correction| correction.tidy().ok()).collect();
    for corrections in [Corrections::default(), Corrections::new(&said)] {
        let marks = invariants::sound_marks(text, &corrections);
        invariants::sound_words(text, &marks, &corrections, &EMBEDDED);
        invariants::sound_words(text, &marks, &corrections, &FULL);
    }
});
