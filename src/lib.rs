//! Meipi 眉批: a reader with margin notes for Chinese text.
//!
//! The core knows no browser; it compiles and is tested natively. Data flows one way:
//!
//! ```text
//! seeds/*.txt ──build/──▶ corpus ──▶ text ──▶ numbers, programs ──▶ words ──▶ app (views)
//!                                    │                                          │
//!                                    └──────── notes (describe, anchor) ◀───────┘ ──▶ Store (browser)
//! ```
//!
//! | room | holds |
//! | --- | --- |
//! | [`caret`] | where a reading caret goes, and what a selection takes |
//! | [`corpus`] | the embedded pages, their articles in reading order |
//! | [`corrections`] | what the reader corrected in names and words: applied, kept, undone, exchanged |
//! | [`csv`] | tables for spreadsheets |
//! | [`exchange`] | notes as files, out and in; what makes a W3C annotation valid |
//! | [`keeping`] | keeping what the reader made, an item at a time, over a store |
//! | [`library`] | each article with its marks and words, what its lines are set from, the contents |
//! | [`markdown`] | Markdown as a value |
//! | [`marks`] | numbers and programmes as one ordered list |
//! | [`notes`] | notes, finding their places again |
//! | [`numbers`] | finding numbers: kind, value, unit |
//! | [`order`] | one sort for all types |
//! | [`programs`] | finding names of programmes: the editor's list and discovery |
//! | [`signs`] | the drawn signs of the interface |
//! | `still` | the page as it stands before the program runs: HTML, written at build time |
//! | [`text`] | spans in Unicode scalar values, maps to bytes and UTF-16 |
//! | [`trial`] | a text from outside, worked through slice by slice |
//! | [`undo`] | taking back and doing again |
//! | [`words`] | jieba, the dictionaries that the program carries, protected spans |
//! | [`workbook`] | all that the reader made over one store, with one history |

rust_i18n::i18n!("locales", fallback = "zh-Hans");

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod caret;
pub mod corpus;
pub mod corrections;
pub mod csv;
pub mod exchange;
pub mod keeping;
pub mod library;
pub mod markdown;
pub mod marks;
pub mod notes;
pub mod numbers;
pub mod order;
pub mod programs;
pub mod signs;
#[cfg(not(target_arch = "wasm32"))]
pub mod still;
pub mod text;
pub mod trial;
pub mod undo;
pub mod words;
pub mod workbook;
#[cfg(target_arch = "wasm32")]
pub mod worker;
