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
//! | [`text`] | spans in Unicode scalar values, maps to bytes and UTF-16 |

pub mod text;
