//! The corpus as a reader meets it: each article with its reading text, marks and words, worked out when it
//! is first asked for and then kept. The first article is on the screen before the second one is looked at.
//!
//! | file | holds |
//! | --- | --- |
//! | `analysis` | one article, read |
//! | `pieces` | what its lines are set from, and the elements that show it |
//! | `contents` | the table of contents |
//!
//! What the app ([`crate::app`]) and the page as it stands before it runs (`crate::still`) must agree on is here.

mod analysis;
mod contents;
mod pieces;

use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

use crate::corpus::{self, Article, Kind};
use crate::corrections::Corrections;
use crate::marks::Mark;
use crate::notes::Texts;
use crate::programs::{self, Program};
use crate::text::{Offsets, Span};
use crate::words::{self, Segmenter};

pub use analysis::{Analysis, Facts};
pub use contents::{Group, Page};
pub use pieces::{MarkElement, Piece, block_element, is_head, mark_element};

/// One place where a programme is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The article's place among the articles.
    pub article: usize,
    /// Where in it.
    pub span: Span,
}

/// Articles under one head.
pub struct Series {
    /// The head, as printed.
    pub title: &'static str,
    /// The places of its articles among all.
    pub parts: Vec<usize>,
}

impl Series {
    /// Which of its parts an article is, from 1; 0 for none.
    pub fn part(&self, index: usize) -> usize {
        self.parts.iter().position(|&part| part == index).map_or(0, |place| place + 1)
    }
}

/// The library as parts of a page share it: there is one a page.
#[derive(Clone)]
pub struct Shelf(Rc<Library>);

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Shelf {
    type Target = Library;

    fn deref(&self) -> &Library {
        &self.0
    }
}

impl Shelf {
    /// The embedded corpus, nothing of it worked out yet.
    pub fn new() -> Self {
        Self(Rc::new(Library::new()))
    }

    /// The same articles with these corrections. What had been worked out with others is worked out again at once, so
    /// that the reader sees what a correction does.
    #[must_use]
    pub fn corrected(&self, corrections: Corrections, revision: u32) -> Self {
        if corrections == self.corrections {
            return self.clone();
        }
        let library = Library {
            articles: self.articles,
            analyses: self.articles.iter().map(|_| OnceCell::new()).collect(),
            segmenter: self.segmenter.clone(),
            texts: self.texts.clone(),
            corrections,
            revision,
        };
        for index in (0..self.articles.len()).filter(|&i| self.ready(i).is_some()) {
            library.analysis(index);
        }
        Self(Rc::new(library))
    }
}

/// All articles.
pub struct Library {
    articles: &'static [Article],
    analyses: Vec<OnceCell<Rc<Analysis>>>,
    segmenter: Rc<OnceCell<Segmenter>>,
    texts: Rc<OnceCell<Texts>>,
    corrections: Corrections,
    revision: u32,
}

impl Library {
    fn new() -> Self {
        let articles = corpus::articles();
        Self {
            articles,
            analyses: articles.iter().map(|_| OnceCell::new()).collect(),
            segmenter: Rc::default(),
            texts: Rc::default(),
            corrections: Corrections::default(),
            revision: 0,
        }
    }

    /// The articles in reading order.
    pub fn articles(&self) -> &'static [Article] {
        self.articles
    }

    /// All texts, for finding out which a note belongs to.
    pub fn texts(&self) -> &Texts {
        let texts = || Texts::new(self.articles.iter().map(|a| (a.id.clone(), a.reading().text)));
        self.texts.get_or_init(texts)
    }

    /// Whether an article is one to read; the head of a series is none.
    pub fn is_readable(&self, index: usize) -> bool {
        self.articles[index].kind != Kind::SeriesHead
    }

    /// The first article to read.
    pub fn first(&self) -> Option<usize> {
        (0..self.articles.len()).find(|&index| self.is_readable(index))
    }

    /// The place of the article with this id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.articles.iter().position(|a| a.id == id)
    }

    /// The series an article belongs to.
    pub fn series(&self, index: usize) -> Option<Series> {
        let id = self.articles[index].series.as_deref()?;
        let title = self.articles.iter().find(|a| a.id == id)?.title.as_deref()?;
        let parts = (0..self.articles.len()).filter(|&i| self.articles[i].series.as_deref() == Some(id)).collect();
        Some(Series { title, parts })
    }

    /// The article to read before (`-1`) or after (`1`) one.
    pub fn neighbour(&self, index: usize, step: isize) -> Option<usize> {
        let mut index = index;
        loop {
            index = index.checked_add_signed(step).filter(|&i| i < self.articles.len())?;
            if self.is_readable(index) {
                return Some(index);
            }
        }
    }

    /// Reads the dictionary, which the first article that is worked out needs.
    pub fn open_dictionary(&self) {
        self.segmenter.get_or_init(words::embedded);
    }

    /// An article, worked out.
    pub fn analysis(&self, index: usize) -> Rc<Analysis> {
        self.analyses[index].get_or_init(|| Rc::new(self.analyse(index))).clone()
    }

    /// An article if it has been worked out already.
    pub fn ready(&self, index: usize) -> Option<&Rc<Analysis>> {
        self.analyses[index].get()
    }

    fn analyse(&self, index: usize) -> Analysis {
        let article = &self.articles[index];
        let reading = article.reading();
        let offsets = Offsets::new(&reading.text);
        let marks = self.corrections.marks(&reading.text, programs::catalogue());
        let segmenter = self.segmenter.get_or_init(words::embedded);
        let words = self.corrections.words(&reading.text, &marks, segmenter);
        let mark_breaks = pieces::mark_breaks(&reading, &offsets, &marks, segmenter);
        let (revision, sentences) = (self.revision, OnceCell::new());
        Analysis { index, revision, article, reading, offsets, marks, words, mark_breaks, sentences }
    }

    /// Every place in all articles of what stands at a place, that one included, in reading order: of a programme's
    /// name all its mentions, of anything else the same characters, between borders of words if it stands so itself.
    pub fn alike(&self, article: usize, span: Span) -> Vec<Mention> {
        let here = self.analysis(article);
        let named = here.marks.iter().find(|mark| mark.span() == span);
        if let Some(Mark::Program(program)) = named {
            return self.mentions(program);
        }
        let wanted = here.slice(span);
        let places = |index: usize, whole: bool| {
            let analysis = self.analysis(index);
            words::places_of(wanted, whole, &analysis.reading.text, &analysis.offsets, &analysis.words)
        };
        let whole = places(article, true).contains(&span);
        let of_article =
            |index: usize| places(index, whole).into_iter().map(move |span| Mention { article: index, span });
        (0..self.articles.len()).flat_map(of_article).collect()
    }

    /// Every place in all articles that names the same programme, in reading order.
    pub fn mentions(&self, program: &Program) -> Vec<Mention> {
        let same = |mark: &Mark| match mark {
            Mark::Program(other) => match (program.entry, other.entry) {
                (Some(a), Some(b)) => a == b,
                (None, None) => program.name == other.name,
                _ => false,
            },
            Mark::Number(_) => false,
        };
        (0..self.articles.len())
            .flat_map(|article| {
                let analysis = self.analysis(article);
                let spans: Vec<Span> = analysis.marks.iter().filter(|m| same(m)).map(Mark::span).collect();
                spans.into_iter().map(move |span| Mention { article, span })
            })
            .collect()
    }
}
