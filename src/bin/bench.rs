//! What `cargo xtask bench` measures in a browser: the rooms of the core as WebAssembly, compiled as the page and
//! its worker are. No part of the page: `cargo xtask build` takes `app` and `worker` only.
//!
//! Contract: each function does for a text what the page does, and gives back as much as shows that it did.

#[cfg(target_arch = "wasm32")]
mod measured {
    use meipi::text::Offsets;
    use meipi::words::Segmenter;
    use meipi::{marks, numbers, programs};
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
