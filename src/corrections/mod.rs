//! What the reader corrected: names of programmes and borders of words, in every text.
//!
//! | file | holds |
//! | --- | --- |
//! | `correction` | [`Correction`]: one thing the reader said, and what is wrong with one that cannot be |
//! | `in_force` | [`Corrections`]: all of them, ready to be applied to a text |
//! | `fix` | [`Fix`]: a correction as one item of a store |
//! | `fixes` | [`Fixes`]: all of the reader's, kept, undone and done again |
//! | `draft` | what a step will change, worked out before anything is touched |
//! | `exchange` | all of them as JSON, out and in |
//! | `dictionary` | words as a plain user dictionary of jieba's, out and in |
//!
//! Applying lies with the rooms that know the matter: [`crate::programs::NameRules`] and
//! [`crate::words::WordRules`].

mod correction;
mod dictionary;
mod draft;
mod exchange;
mod fix;
mod fixes;
mod in_force;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use correction::{Correction, Invalid};
pub use exchange::{ImportError, Imported};
pub use fix::Fix;
pub use fixes::Fixes;
pub use in_force::Corrections;
