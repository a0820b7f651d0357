//! Any text: its marks are sound, with and without something said about names.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
#[allow(dead_code)]
mod invariants;

use libfuzzer_sys::fuzz_target;
use meipi::corrections::{Correction, Corrections};
use meipi::programs::ProgramKind;

fuzz_target!(|text: &str| {
    let marks = invariants::sound_marks(text, &Corrections::default());
    // What is said about a name that was found, as the first line would have it.
    let name: String = text.lines().next().unwrap_or_default().chars().take(20).collect();
    let mut said = vec![Correction::Program { name, kind: ProgramKind::Event }];
    if let Some(first) = marks.first() {
        let found: String = text.chars().skip(first.span().start).take(first.span().len()).collect();
        said.push(Correction::NameEnds { name: found.chars().skip(1).collect(), found });
    }
    invariants::sound_marks(text, &Corrections::new(&said));
});
