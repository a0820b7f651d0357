//! The table of contents: the pages of the paper, and on each its articles, those of one series together.

use super::Library;
use crate::corpus::{Article, Kind};

/// A page of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many articles it has, pictures apart.
    pub articles: usize,
    /// Its entries in reading order.
    pub groups: Vec<Group>,
}

/// Neighbours of one series under its head, with the pictures between them; others by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The head, as printed.
    pub head: Option<&'static str>,
    /// The entries, by their places among all articles.
    pub entries: Vec<usize>,
}

impl Library {
    /// The table of contents, a page after the other.
    pub fn contents(&self) -> Vec<Page> {
        let entries: Vec<Entry> = self.articles.iter().enumerate().collect();
        let pages = entries.chunk_by(|(_, a), (_, b)| a.file == b.file);
        let page = |page: &[Entry]| Page {
            articles: page.iter().filter(|(_, article)| article.kind == Kind::Article).count(),
            groups: groups(page),
        };
        pages.map(page).collect()
    }
}

type Entry = (usize, &'static Article);

fn groups(page: &[Entry]) -> Vec<Group> {
    let head = |id: &str| page.iter().find(|(_, a)| a.id == id).map(|(_, a)| a.title_or_first_words());
    let mut groups: Vec<Group> = Vec::new();
    for &(index, article) in page.iter().filter(|(_, a)| a.kind != Kind::SeriesHead) {
        let series = article.series.as_deref().and_then(head);
        match groups.last_mut() {
            Some(group) if group.head == series || article.kind == Kind::Caption => group.entries.push(index),
            _ => groups.push(Group { head: series, entries: vec![index] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use crate::corpus::Kind;
    use crate::library::Shelf;

    #[test]
    fn every_article_stands_in_the_contents_once_and_a_series_under_its_head() {
        let shelf = Shelf::new();
        let contents = shelf.contents();
        let entries: Vec<usize> = contents.iter().flat_map(|p| &p.groups).flat_map(|g| g.entries.clone()).collect();
        let readable: Vec<usize> = (0..shelf.articles().len()).filter(|&index| shelf.is_readable(index)).collect();
        assert_eq!(entries, readable);
        let heads: Vec<_> = contents.iter().flat_map(|p| &p.groups).filter(|g| g.head.is_some()).collect();
        assert!(!heads.is_empty(), "no series");
        for group in heads {
            let articles = group.entries.iter().filter(|&&index| shelf.articles()[index].kind == Kind::Article);
            let series = articles.map(|&index| (index, shelf.series(index).expect("what has a head is of a series")));
            let parts: Vec<usize> = series
                .map(|(index, series)| {
                    assert_eq!(Some(series.title), group.head);
                    series.part(index)
                })
                .collect();
            assert!(parts[0] > 0 && parts.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{parts:?}");
        }
    }
}
