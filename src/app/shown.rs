//! What the address shows.

use super::{notes_page, tryout};
use crate::address::Address;
use crate::library::Shelf;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// An article, by its place among all.
    Article(usize),
    /// The page for a text from outside.
    Try,
    /// The page with the notes of all texts.
    Notes,
    /// There is no address: the page was just opened.
    Nothing,
    /// The address names nothing that there is.
    Unknown,
}

impl Shown {
    /// What an address shows.
    pub fn of(address: Option<&Address>, shelf: &Shelf) -> Self {
        let Some(address) = address else { return Self::Nothing };
        match address.article.as_str() {
            tryout::ID => Self::Try,
            notes_page::ID => Self::Notes,
            id => shelf.index_of(id).filter(|&i| shelf.is_readable(i)).map_or(Self::Unknown, Self::Article),
        }
    }

    /// The article, if it is one.
    pub fn article(self) -> Option<usize> {
        match self {
            Self::Article(index) => Some(index),
            _ => None,
        }
    }

    /// Whether it is a page beside the articles.
    pub fn is_page(self) -> bool {
        self.page_id().is_some()
    }

    /// The id of the page beside the articles, which is that of its head too.
    pub fn page_id(self) -> Option<&'static str> {
        match self {
            Self::Try => Some(tryout::ID),
            Self::Notes => Some(notes_page::ID),
            Self::Article(_) | Self::Nothing | Self::Unknown => None,
        }
    }
}
