//! The dictionaries that the program carries, written by the build from jieba's own (MIT).

use super::Segmenter;

/// The segmenter of the embedded corpus: the entries that occur in it, the rest of the dictionary as one
/// frequency, and the joins of the hidden Markov model. Over the corpus it cuts exactly as the whole
/// dictionary with the model does; over other texts it knows few words.
///
/// # Panics
/// Never: the build has read back what it wrote.
pub fn embedded() -> Segmenter {
    Segmenter::new(
        include_str!(concat!(env!("OUT_DIR"), "/corpus-words.txt")),
        include_str!(concat!(env!("OUT_DIR"), "/corpus-joins.txt")),
    )
    .expect("the build has read back what it wrote")
}

/// The segmenter for any text: the whole dictionary and the hidden Markov model. Not in the page, where
/// both are too heavy.
///
/// # Panics
/// Never: the build has read back what it wrote.
#[cfg(not(target_arch = "wasm32"))]
pub fn full() -> Segmenter {
    Segmenter::with_model(include_str!(concat!(env!("OUT_DIR"), "/words.txt")))
        .expect("the build has read back what it wrote")
}
