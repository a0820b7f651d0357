//! The corpus as the page needs it: each article with its reading text, marks and words, worked out when it
//! is first asked for and then kept. The first article is on the screen before the second one is looked at.

use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

use crate::address::Address;
use crate::corpus::{self, Article, Kind, Reading, Role};
use crate::corrections::Corrections;
use crate::marks::Mark;
use crate::notes::Texts;
use crate::programs::{self, Program};
use crate::text::{self, Offsets, Span};
use crate::words::{self, Segmenter, Word};

/// One article, read.
pub struct Analysis {
    /// Its place among the articles.
    pub index: usize,
    /// Which state of the corrections it was worked out with.
    revision: u32,
    /// The article.
    pub article: &'static Article,
    /// Its text.
    pub reading: Reading,
    /// The map of that text.
    pub offsets: Offsets,
    /// Its numbers and names, in order.
    pub marks: Vec<Mark>,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Where a large line may end inside a long mark: between the words that a name is made of.
    pub mark_breaks: Vec<usize>,
    /// Its sentences, once somebody asked.
    sentences: OnceCell<Vec<Span>>,
}

impl PartialEq for Analysis {
    /// An article is worked out once for each state of the corrections.
    fn eq(&self, other: &Self) -> bool {
        self.stamp() == other.stamp()
    }
}

impl Analysis {
    /// Tells the states of all articles apart: what was seen in one is nothing in another.
    pub fn stamp(&self) -> (usize, u32) {
        (self.index, self.revision)
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> &[Span] {
        self.sentences.get_or_init(|| text::sentences(&self.reading.text))
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &str {
        self.offsets.slice(&self.reading.text, span)
    }

    /// The spans of the blocks, in order.
    pub fn block_spans(&self) -> Vec<Span> {
        self.reading.blocks.iter().map(|b| b.span).collect()
    }

    /// The number of each block as a paragraph, from 1, where it is one.
    pub fn paragraph_numbers(&self) -> impl Iterator<Item = Option<usize>> {
        self.reading.blocks.iter().scan(0, |count, block| {
            let is_paragraph = matches!(block.role, Role::Paragraph | Role::Caption);
            *count += usize::from(is_paragraph);
            Some(is_paragraph.then_some(*count))
        })
    }

    /// The address of the paragraph that holds a position; of the article, where none does.
    pub fn address_of(&self, position: usize) -> Address {
        let mut blocks = self.reading.blocks.iter().zip(self.paragraph_numbers());
        let number = blocks.find(|(block, _)| block.span.contains(position)).and_then(|(_, n)| n);
        Address { article: self.article.id.clone(), paragraph: number }
    }
}

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

/// The library as a property of components: there is one a page.
#[derive(Clone)]
pub struct Shelf(Rc<Library>);

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

    /// The same articles with other corrections. What had been worked out is worked out again at once, so that
    /// the reader sees what a correction does.
    pub fn corrected(&self, corrections: Corrections, revision: u32) -> Self {
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
        let mark_breaks = mark_breaks(&reading, &offsets, &marks, segmenter);
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

/// A name from this length on, in characters, may be longer than a line of a headline.
const LONG_MARK: usize = 8;

/// See [`Analysis::mark_breaks`].
fn mark_breaks(reading: &Reading, offsets: &Offsets, marks: &[Mark], segmenter: &Segmenter) -> Vec<usize> {
    let large = |span: Span| {
        let mut lines = reading.blocks.iter().filter(|b| !matches!(b.role, Role::Paragraph | Role::Caption));
        lines.any(|line| line.span.overlaps(span))
    };
    let long = marks.iter().map(Mark::span).filter(|&span| span.len() >= LONG_MARK && large(span));
    long.flat_map(|span| {
        let words = segmenter.cut(offsets.slice(&reading.text, span), &[]);
        words.into_iter().skip(1).map(move |word| span.start + word.span.start)
    })
    .collect()
}
