//! The corpus as the build embedded it: every page once, its entries as places in it.

use super::{Article, Entry, Page, numbers};
use std::sync::OnceLock;

const EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/corpus.json"));

/// The embedded pages, in the order of their file names.
///
/// # Panics
/// Never: the build serialised them from the same types.
pub fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| serde_json::from_str(EMBEDDED).expect("the build wrote these pages"))
}

/// All articles of the embedded pages, in reading order.
///
/// # Panics
/// Never: the build refuses pages whose numbers come out alike.
pub fn articles() -> &'static [Article] {
    static ARTICLES: OnceLock<Vec<Article>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let files: Vec<_> = pages().iter().map(|page| page.file.clone()).collect();
        let numbers = numbers(&files).expect("the build numbered the same files");
        let pages = pages().iter().zip(&numbers);
        pages.flat_map(|(page, number)| page.articles(number)).collect()
    })
}

/// The raw page of an article and the entry that says what of it the article is, by the article's place among
/// [`articles`].
pub fn source(index: usize) -> Option<(&'static Page, &'static Entry)> {
    // The articles are the entries of all pages in order.
    pages().iter().flat_map(|page| page.entries.iter().map(move |entry| (page, entry))).nth(index)
}
