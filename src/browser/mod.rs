//! Everything the page asks of the browser: storage, selection, highlights, addresses, downloads.
//! Knows spans and texts, and no Yew.

pub mod clock;
pub mod dom;
pub mod download;
pub mod helper;
pub mod highlights;
pub mod history;
pub mod journal;
pub mod offline;
pub mod places;
pub mod selected;
pub mod storage;
