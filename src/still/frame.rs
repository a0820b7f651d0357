//! What stands around the article: the bar above it, the contents, and what is shown while another article is on its
//! way. The contents come after the article, because on a narrow screen, where the app has them in a drawer, they stand
//! below it; on a wide one the style sheet puts them beside it.

use rust_i18n::t;

use super::html::Html;
use super::{LANGUAGE, address, article};
use crate::address::CONTENTS;
use crate::corpus::Kind;
use crate::library::{Group, Library};
use crate::signs;

/// All that stands in `#app`, with the article at a place among all.
pub fn around(library: &Library, index: usize) -> String {
    let mut html = Html::default();
    let id = &library.articles()[index].id;
    html.line("a", &[("class", "skip"), ("href", &format!("#{id}"))], &t!("nav.skip", locale = LANGUAGE));
    html.element("div", &[("class", "page")], |html| {
        bar(html, library, index);
        html.element("main", &[], |html| {
            html.element("div", &[("class", "desk")], |html| {
                article::write(html, library, index);
                html.element("div", &[("class", "margin-place")], |html| {
                    html.element("noscript", &[], |html| {
                        html.line("p", &[("class", "hint")], &t!("still.no_script", locale = LANGUAGE));
                    });
                });
            });
        });
    });
    contents(&mut html, library, index);
    opening(&mut html);
    html.finish()
}

/// What stands there when there is nothing to read.
pub fn nothing() -> String {
    let mut html = Html::default();
    html.line("main", &[("class", "hint")], &t!("article.none", locale = LANGUAGE));
    html.finish()
}

/// What is shown while an article is on its way that only the program can show here: see `start.js`.
fn opening(html: &mut Html) {
    html.element("p", &[("class", "opening")], |html| {
        seal(html);
        html.text(&t!("app.name", locale = LANGUAGE));
    });
}

fn seal(html: &mut Html) {
    html.line("span", &[("class", "seal"), ("aria-hidden", "true")], "批");
}

/// The bar, with what of it works without the program, at the places that it has in the app.
fn bar(html: &mut Html, library: &Library, index: usize) {
    html.element("header", &[("class", "bar")], |html| {
        let to_contents = format!("#{CONTENTS}");
        let label = t!("nav.contents", locale = LANGUAGE);
        let attributes = [("class", "tool icon-tool only-narrow"), ("href", &*to_contents), ("aria-label", &*label)];
        html.element("a", &attributes, |html| icon(html, signs::CONTENTS));
        let between = t!("nav.between", locale = LANGUAGE);
        html.element("nav", &[("class", "between"), ("aria-label", &*between)], |html| {
            let neighbours = [
                (-1, t!("nav.previous", locale = LANGUAGE), signs::PREVIOUS),
                (1, t!("nav.next", locale = LANGUAGE), signs::NEXT),
            ];
            for (step, label, path) in neighbours {
                match library.neighbour(index, step) {
                    Some(other) => {
                        let link = address(&library.articles()[other].id);
                        let attributes = [
                            ("class", "tool icon-tool"),
                            ("href", &*link),
                            ("aria-label", &*label),
                            ("title", &*label),
                        ];
                        html.element("a", &attributes, |html| icon(html, path));
                    }
                    None => html.element("span", &[("class", "tool icon-tool off")], |html| icon(html, path)),
                }
            }
        });
    });
}

fn icon(html: &mut Html, path: &str) {
    let attributes = [("class", "icon"), ("viewBox", "0 0 20 20"), ("aria-hidden", "true"), ("focusable", "false")];
    html.element("svg", &attributes, |html| html.element("path", &[("d", path)], |_| {}));
}

fn contents(html: &mut Html, library: &Library, index: usize) {
    let label = t!("nav.contents", locale = LANGUAGE);
    html.element("nav", &[("class", "contents still"), ("id", CONTENTS), ("aria-label", &*label)], |html| {
        html.element("header", &[("class", "brand")], |html| {
            seal(html);
            html.line("span", &[("class", "name")], &t!("app.name", locale = LANGUAGE));
        });
        for (number, page) in library.contents().iter().enumerate() {
            html.element("section", &[], |html| {
                html.element("h2", &[("class", "page-head")], |html| {
                    html.line("span", &[], &t!("contents.page", locale = LANGUAGE, number = number + 1));
                    let count = t!("contents.articles", locale = LANGUAGE, count = page.articles);
                    html.line("span", &[("class", "count")], &count);
                });
                for group in &page.groups {
                    entries(html, library, group, index);
                }
            });
        }
    });
}

fn entries(html: &mut Html, library: &Library, group: &Group, current: usize) {
    if let Some(head) = group.head {
        html.line("h3", &[("class", "series")], head);
    }
    html.element("ol", &[], |html| {
        for &index in &group.entries {
            let article = &library.articles()[index];
            let picture = article.kind == Kind::Caption;
            let link = address(&article.id);
            let mut attributes = vec![("class", if picture { "entry picture" } else { "entry" }), ("href", &*link)];
            attributes.extend((index == current).then_some(("aria-current", "page")));
            html.element("li", &[], |html| {
                html.element("a", &attributes, |html| {
                    html.element("span", &[("class", "entry-title")], |html| {
                        if picture {
                            let kind = t!("contents.picture", locale = LANGUAGE);
                            html.line("span", &[("class", "entry-kind")], &kind);
                        }
                        html.text(article.title_or_first_words());
                    });
                    // Its width is kept free for what the app has to say of the article.
                    html.element("span", &[("class", "entry-facts")], |_| {});
                });
            });
        }
    });
}
