//! What `cargo xtask bench` measures in a browser: the rooms of the core as WebAssembly, compiled as the page and
//! its worker are. No part of the page: `cargo xtask build` takes `app` and `worker` only.
//!
//! Contract: each function does for a text what the page does, and gives back as much as shows that it did.

#[cfg(target_arch = "wasm32")]
mod measured {
    use meipi::keeping::{self, Item};
    use meipi::notes::{Colour, Line, Note, TextPosition, describe};
    use meipi::text::{Fingerprint, Offsets, Span};
    use meipi::words::Segmenter;
    use meipi::{marks, numbers, programs};
    use serde_json::json;
    use wasm_bindgen::prelude::*;

    /// How many numbers a text has.
    #[wasm_bindgen]
    pub fn numbers(text: &str) -> usize {
        numbers::find(text).len()
    }

    /// How many numbers and names a text has, found by both recognisers.
    #[wasm_bindgen]
    pub fn marks(text: &str) -> usize {
        marks::find(text, programs::catalogue()).len()
    }

    /// A note every so many characters of a text, of every colour and line, every second one with words, as JSON:
    /// `[[key, item, start, end], …]`, key and item as the page keeps them, start and end in UTF-16 units.
    #[wasm_bindgen]
    pub fn notes(article: &str, text: &str, every: usize) -> Result<String, JsError> {
        // Any moment will do.
        const MADE: u64 = 1_700_000_000_000;
        /// What is looked at around a passage to describe it: the whole text for each of thousands takes minutes, and
        /// in the very text that they were made on notes stand at their positions.
        const AROUND: usize = 100;
        let (offsets, fingerprint) = (Offsets::new(text), Fingerprint::of(text));
        let mut notes = Vec::new();
        for (n, start) in (0..offsets.len().saturating_sub(every)).step_by(every).enumerate() {
            let span = Span::new(start, start + 2 + n % 6);
            let first = start.saturating_sub(AROUND);
            let around = offsets.slice(text, Span::new(first, (span.end + AROUND).min(offsets.len())));
            let mut selectors = describe(around, Span::new(span.start - first, span.end - first))?;
            selectors.position = Some(TextPosition { start: span.start, end: span.end });
            let note = Note {
                id: format!("bench-{n}"),
                article: article.to_owned(),
                text: fingerprint,
                selectors,
                colour: Colour::ALL[n % Colour::ALL.len()],
                line: Line::ALL[n % Line::ALL.len()],
                body: if n.is_multiple_of(2) {
                    format!("第{}条：这一句说了什么？", n + 1)
                } else {
                    String::new()
                },
                tags: Vec::new(),
                created: MADE + n as u64,
                modified: MADE + n as u64,
            };
            note.check().map_err(|error| JsError::new(&error))?;
            let item = note.write().to_string();
            notes.push(json!([
                keeping::key::<Note>(&note.id),
                item,
                offsets.utf16(span.start),
                offsets.utf16(span.end)
            ]));
        }
        Ok(json!(notes).to_string())
    }

    /// The word chain as the worker has it: marks, then words around them, with the hidden Markov model.
    #[wasm_bindgen]
    pub struct Chain {
        segmenter: Segmenter,
    }

    #[wasm_bindgen]
    impl Chain {
        /// Over the whole dictionary, in jieba's format.
        #[wasm_bindgen(constructor)]
        pub fn new(dictionary: &str) -> Result<Chain, JsError> {
            Ok(Self { segmenter: Segmenter::with_model(dictionary)? })
        }

        /// The words of a text as strings: the shape in which other segmenters give them.
        pub fn words(&self, text: &str) -> Vec<String> {
            let marks = marks::find(text, programs::catalogue());
            let offsets = Offsets::new(text);
            let words = self.segmenter.cut_marked(text, &marks);
            words.iter().map(|word| offsets.slice(text, word.span).to_owned()).collect()
        }
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This program runs in a browser; `cargo xtask bench` builds it and measures with it.");
}
