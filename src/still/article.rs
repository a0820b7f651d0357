//! The article: the elements of `app/reader`, with nothing in them that waits for the program.

use rust_i18n::t;

use super::html::Html;
use super::{LANGUAGE, address};
use crate::address::Address;
use crate::library::{Analysis, Library, MarkElement, Piece, Series, block_element, mark_element};

/// The article at a place among all.
pub fn write(html: &mut Html, library: &Library, index: usize) {
    let analysis = library.analysis(index);
    let series = library.series(index);
    let article = analysis.article;
    let attributes = [("id", &*article.id), ("lang", LANGUAGE), ("aria-label", article.title_or_first_words())];
    html.element("article", &attributes, |html| {
        html.element("header", &[("class", "head")], |html| {
            if let Some(series) = &series {
                series_line(html, series, index);
            }
            if article.title.is_none() {
                html.line("h1", &[("class", "unseen")], &t!("contents.picture", locale = LANGUAGE));
            }
            blocks(html, &analysis, true);
        });
        facts(html, &analysis);
        html.element("div", &[("class", "body")], |html| blocks(html, &analysis, false));
        after(html, library, index, series.as_ref());
    });
}

fn series_line(html: &mut Html, series: &Series, index: usize) {
    html.element("p", &[("class", "series-line")], |html| {
        html.text(series.title);
        let place = t!("article.part", locale = LANGUAGE, number = series.part(index), of = series.parts.len());
        html.line("span", &[("class", "series-place")], &place);
    });
}

fn facts(html: &mut Html, analysis: &Analysis) {
    let facts = analysis.facts();
    html.element("p", &[("class", "facts")], |html| {
        html.line("span", &[], &t!("article.characters", locale = LANGUAGE, count = facts.characters));
        html.line("span", &[], &t!("article.minutes", locale = LANGUAGE, count = facts.minutes));
        if facts.numbers > 0 {
            let words = t!("article.numbers", locale = LANGUAGE, count = facts.numbers);
            html.line("span", &[("class", "fact number")], &words);
        }
        if facts.programs > 0 {
            let words = t!("article.programs", locale = LANGUAGE, count = facts.programs);
            html.line("span", &[("class", "fact program")], &words);
        }
    });
}

/// The blocks of the head, or all after it.
fn blocks(html: &mut Html, analysis: &Analysis, head: bool) {
    let first = analysis.head_len();
    for (block, paragraph) in analysis.paragraph_numbers().enumerate() {
        if (block < first) != head {
            continue;
        }
        let (name, class) = block_element(analysis.reading.blocks[block].role);
        let id = paragraph.map(|number| Address::paragraph(&analysis.article.id, number).element_id());
        let number = block.to_string();
        let attributes: Vec<_> = [("class", class), ("id", id.as_deref()), ("data-block", Some(&*number))]
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        html.element(name, &attributes, |html| pieces(html, &analysis.pieces(block)));
    }
}

fn pieces(html: &mut Html, all: &[Piece<'_>]) {
    for piece in all {
        match piece {
            Piece::Text(text) => html.text(text),
            Piece::Break => html.empty("wbr", &[]),
            Piece::Mark { mark, text, .. } => {
                let text = |html: &mut Html| pieces(html, text);
                match mark_element(mark) {
                    MarkElement::Time(date) => {
                        html.element("time", &[("class", "mark number"), ("datetime", date)], text);
                    }
                    MarkElement::Data(value) => {
                        html.element("data", &[("class", "mark number"), ("value", value)], text);
                    }
                    MarkElement::Name => html.element("span", &[("class", "mark program")], text),
                }
            }
        }
    }
}

/// What stands below the text: the parts of the series, the articles before and after it.
fn after(html: &mut Html, library: &Library, index: usize, series: Option<&Series>) {
    let title = |index: usize| library.articles()[index].title_or_first_words();
    let link = |index: usize| address(&library.articles()[index].id);
    html.element("footer", &[("class", "after")], |html| {
        if let Some(series) = series {
            html.element("section", &[("class", "series-parts")], |html| {
                html.line("h2", &[], series.title);
                html.element("ol", &[], |html| {
                    for &part in &series.parts {
                        let here = if part == index { &[("aria-current", "page")][..] } else { &[] };
                        let link = link(part);
                        let attributes = [&[("href", &*link)], here].concat();
                        html.element("li", &[], |html| html.line("a", &attributes, title(part)));
                    }
                });
            });
        }
        html.element("div", &[("class", "after-links")], |html| {
            let neighbours = [
                (-1, "before-this", t!("nav.previous", locale = LANGUAGE)),
                (1, "after-this", t!("nav.next", locale = LANGUAGE)),
            ];
            for (step, class, label) in neighbours {
                let Some(other) = library.neighbour(index, step) else { continue };
                html.element("a", &[("class", class), ("href", &link(other))], |html| {
                    html.line("span", &[("class", "after-label")], &label);
                    html.line("span", &[("class", "after-title")], title(other));
                });
            }
        });
    });
}
