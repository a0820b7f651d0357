//! The page as it stands before the program runs: every article as HTML, written at build time, so that reading begins
//! with the first bytes, also with scripts off, and a search engine finds the article at an address of its own.
//!
//! Contract: [`site`] takes the finished page of the app and gives `index.html` with the first article in it and a
//! file for each article that can be read, `ID.html`, all for one folder. What stands inside `#app` has the elements
//! and classes of the app ([`crate::app`]), so one style sheet sets both alike, and nothing moves when the app puts its
//! own in the place of it. What both must agree on is asked of [`crate::library`].
//!
//! Limits: it is in Chinese, as the text is; nothing answers in it but links; what the reader wrote is not in it.
//!
//! | file | holds |
//! | --- | --- |
//! | `template` | the page of the app, with what is put into it |
//! | `frame` | what stands around the article: the bar, the contents |
//! | `article` | the article |
//! | `html` | elements and text as HTML, escaped |
//! | `start.js` | what must be known before anything is painted |

mod article;
mod frame;
mod html;
mod template;
#[cfg(test)]
mod tests;

use rust_i18n::t;

use crate::library::{Analysis, Library, Shelf};
use crate::text::sentences;

pub use template::Unfit;
use template::{Filling, fill, script};

/// The language of the interface for who has not chosen one.
const LANGUAGE: &str = "zh-Hans";

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub content: String,
}

/// The files: the pages, `index.html` first, and the script that they name. `template` is the page of the app.
///
/// # Errors
/// When the template has not the places that are filled.
pub fn site(template: &str) -> Result<Vec<File>, Unfit> {
    let shelf = Shelf::new();
    let mut files = vec![File { name: "index.html".to_owned(), content: fill(template, &index(&shelf))? }];
    for index in (0..shelf.articles().len()).filter(|&index| shelf.is_readable(index)) {
        let name = format!("{}.html", shelf.articles()[index].id);
        files.push(File { name, content: fill(template, &page(&shelf, index))? });
    }
    files.push(script());
    Ok(files)
}

/// The page of the app, with the first article in it; it keeps its own title.
fn index(library: &Library) -> Filling {
    match library.first() {
        Some(first) => Filling { head: None, own: false, ..page(library, first) },
        None => Filling { app: frame::nothing(), ..Filling::default() },
    }
}

/// The page of one article.
fn page(library: &Library, index: usize) -> Filling {
    let article = &library.articles()[index];
    Filling {
        still: article.id.clone(),
        own: true,
        head: Some(template::Head {
            title: format!("{} · {}", article.title_or_first_words(), t!("app.name", locale = LANGUAGE)),
            description: description(&library.analysis(index)),
        }),
        app: frame::around(library, index),
    }
}

/// Where the page of an article lies, seen from all others.
fn address(id: &str) -> String {
    format!("./{id}.html")
}

/// How much of the text says what an article is about, characters: what a search engine shows of it.
const DESCRIBED: usize = 110;

/// The first sentences of the text, as far as there is room for them.
fn description(analysis: &Analysis) -> String {
    let blocks = &analysis.reading.blocks[analysis.head_len()..];
    let start = blocks.first().map_or(0, |block| block.span.start);
    let all = sentences(&analysis.reading.text);
    let own: Vec<_> = all.into_iter().filter(|sentence| sentence.start >= start).collect();
    let mut text = String::new();
    for sentence in own {
        let more = analysis.slice(sentence);
        let room = DESCRIBED.saturating_sub(text.chars().count());
        if more.chars().count() <= room {
            text.push_str(more);
        } else if text.is_empty() {
            text.extend(more.chars().take(room - 1).chain(['…']));
            break;
        } else {
            break;
        }
    }
    text
}
