//! The page of the app as a template: what of it is exchanged, and what is put into it.
//!
//! Each place must be there exactly once, as `index.html` writes it; anything else is an error, because a page that
//! lacks its text would only be noticed by those who need it.

use std::fmt;

use super::File;
use super::html::Html;
use crate::text::Fingerprint;

/// What is put into the template.
#[derive(Debug, Default)]
pub struct Filling {
    /// The id of the article that stands in it; empty for none.
    pub still: String,
    /// Whether it is that article's own page.
    pub own: bool,
    /// What takes the place of the template's title and description.
    pub head: Option<Head>,
    /// What stands in `#app`: HTML.
    pub app: String,
}

/// How a page names itself.
#[derive(Debug)]
pub struct Head {
    /// The name of the window.
    pub title: String,
    /// What it is about.
    pub description: String,
}

/// A template that lacks something, or has it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit(&'static str);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the page has not exactly one {}…", self.0)
    }
}

impl std::error::Error for Unfit {}

/// The template with what is put into it.
pub fn fill(template: &str, filling: &Filling) -> Result<String, Unfit> {
    let (mut before, rest) = split(template, "<html")?;
    before.push_str("<html");
    if !filling.still.is_empty() {
        // Both are read by `start.js` and `browser/history.rs`.
        before.extend([" data-still=\"", &filling.still, "\""]);
        before.push_str(if filling.own { " data-own" } else { "" });
    }
    let mut page = before + rest;
    let mut head = Html::default();
    if !filling.still.is_empty() {
        // Waited for, as the style sheet is: both say what is seen first.
        head.element("script", &[("src", &format!("./{}", script().name))], |_| {});
    }
    if let Some(named) = &filling.head {
        let mut title = Html::default();
        title.text(&named.title);
        page = exchange(&page, "<title>", "</title>", &title.finish())?;
        let mut description = Html::default();
        description.text(&named.description);
        page = exchange(&page, "<meta name=\"description\" content=\"", "\">", &description.finish())?;
    }
    // Before the style sheets: a script behind them waits for them.
    let (before, after) = split(&page, "</title>")?;
    let page = before + "</title>\n" + &head.finish() + after;
    exchange(&page, "<div id=\"app\">", "</div>", &filling.app)
}

/// What runs before anything is painted: a file, because the policy of the page allows no script in it; without what
/// it says to those who read its source.
pub fn script() -> File {
    let lines = include_str!("start.js").lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let script: String = lines.flat_map(|line| [line, "\n"]).collect();
    File { name: format!("first-{}.js", Fingerprint::of(&script)), content: script }
}

/// The text before and after something that is there once.
fn split<'t>(text: &'t str, at: &'static str) -> Result<(String, &'t str), Unfit> {
    let (before, after) = text.split_once(at).ok_or(Unfit(at))?;
    if after.contains(at) { Err(Unfit(at)) } else { Ok((before.to_owned(), after)) }
}

/// The text with something else between a beginning that is there once and the end after it.
fn exchange(text: &str, begin: &'static str, end: &'static str, with: &str) -> Result<String, Unfit> {
    let (before, after) = split(text, begin)?;
    let (old, after) = after.split_once(end).ok_or(Unfit(begin))?;
    // An element inside would have the end that was found.
    if old.contains("<div") { Err(Unfit(begin)) } else { Ok([&before, begin, with, end, after].concat()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head>\n\
        <meta name=\"description\" content=\"眉批\">\n<title>眉批</title>\n<link rel=\"stylesheet\">\n</head>\n\
        <body>\n<div id=\"app\">\n<p>…</p>\n</div>\n</body>\n</html>\n";

    fn filling() -> Filling {
        Filling {
            still: "000-02".into(),
            own: true,
            head: Some(Head { title: "“一”<二>".into(), description: "a \"b\" & c".into() }),
            app: "<main>正文</main>".into(),
        }
    }

    #[test]
    fn what_is_put_in_stands_at_its_place_and_is_escaped() {
        let page = fill(TEMPLATE, &filling()).expect("the template has all places");
        let wanted = [
            "<html data-still=\"000-02\" data-own lang=\"zh-Hans\">",
            "<meta name=\"description\" content=\"a &quot;b&quot; &amp; c\">",
            "<title>“一”&lt;二&gt;</title>\n<script src=\"./first-",
            ".js\"></script>\n<link rel=\"stylesheet\">",
            "<div id=\"app\"><main>正文</main></div>\n</body>",
        ];
        for part in wanted {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!script().content.contains("//"), "comments are for the source");
    }

    #[test]
    fn without_an_article_the_page_says_so_and_keeps_its_name() {
        let page = fill(TEMPLATE, &Filling { app: "<p>空</p>".into(), ..Filling::default() }).expect("it fits");
        assert!(page.contains("<title>眉批</title>") && page.contains("<div id=\"app\"><p>空</p></div>"), "{page}");
        assert!(!page.contains("<script") && !page.contains("data-"), "{page}");
    }

    #[test]
    fn a_template_that_lacks_a_place_or_has_it_twice_is_refused() {
        let broken = [
            ("<html", "<htm"),
            ("<title>眉批</title>", ""),
            ("<title>眉批</title>", "<title></title><title></title>"),
            ("name=\"description\"", "name=\"about\""),
            ("<div id=\"app\">", "<div>"),
            ("<p>…</p>", "<div></div>"),
        ];
        for (place, instead) in broken {
            let template = TEMPLATE.replace(place, instead);
            assert!(fill(&template, &filling()).is_err(), "{template}");
        }
    }
}
