//! Out as a page that stands alone: no script, no request, made for the printer as for the screen.
//!
//! Everything that is not written here goes through [`escaped`]; what the reader wrote comes as values of
//! [`crate::markdown`] and can become no other element.

use std::fmt::Write as _;

use super::arrange::{Entry, Group};
use super::export::Options;
use super::time::iso;
use crate::markdown::{Block, Inline, blocks};
use crate::notes::Texts;

const STYLE: &str = include_str!("page.css");

pub(super) fn write(groups: &[Group], texts: &Texts, options: &Options) -> String {
    let title = escaped(options.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n",
        escaped(options.words.language),
    );
    for group in groups {
        let heading = group.text.map_or(options.words.orphans, |index| options.title_of(texts, index));
        let _ = write!(out, "<section>\n<h2>{}</h2>\n", escaped(heading));
        for entry in &group.entries {
            note(&mut out, entry, options);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn note(out: &mut String, entry: &Entry, options: &Options) {
    let note = entry.note;
    let words = &options.words;
    let _ = write!(
        out,
        "<article>\n<blockquote>{}<mark class=\"{} {}\">{}</mark>{}</blockquote>\n",
        lines(entry.before),
        note.colour.name(),
        note.line.name(),
        lines(entry.passage),
        lines(entry.after),
    );
    if !note.body.trim().is_empty() {
        out.push_str("<div class=\"body\">");
        write_blocks(out, &blocks(&note.body));
        out.push_str("</div>\n");
    }
    out.push_str("<footer>");
    if !note.tags.is_empty() {
        out.push_str("<ul>");
        for tag in &note.tags {
            let _ = write!(out, "<li>{}</li>", escaped(tag));
        }
        out.push_str("</ul>");
    }
    let _ = write!(out, "<span>{}</span>", escaped(words.colour(note.colour)));
    let day = options.day(note.created);
    if !day.is_empty() {
        let _ = write!(out, " <time datetime=\"{}\">{day}</time>", iso(note.created));
    }
    out.push_str("</footer>\n</article>\n");
}

fn write_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => element(out, "p", inlines),
            // The page's own headings are above those of a note.
            Block::Heading(level, inlines) => element(out, if *level <= 2 { "h3" } else { "h4" }, inlines),
            Block::Quote(inner) => {
                out.push_str("<blockquote>");
                write_blocks(out, inner);
                out.push_str("</blockquote>");
            }
            Block::List(first, items) => {
                let (start, end) = match first {
                    Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
                    None => ("<ul>".to_owned(), "</ul>"),
                };
                out.push_str(&start);
                for item in items {
                    out.push_str("<li>");
                    write_blocks(out, item);
                    out.push_str("</li>");
                }
                out.push_str(end);
            }
            Block::Code(code) => {
                let _ = write!(out, "<pre>{}</pre>", escaped(code));
            }
            Block::Rule => out.push_str("<hr>"),
        }
    }
}

fn element(out: &mut String, name: &str, inlines: &[Inline]) {
    let _ = write!(out, "<{name}>");
    write_inlines(out, inlines);
    let _ = write!(out, "</{name}>");
}

fn write_inlines(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(&escaped(text)),
            Inline::Code(code) => {
                let _ = write!(out, "<code>{}</code>", escaped(code));
            }
            Inline::Emphasis(inner) => element(out, "em", inner),
            Inline::Strong(inner) => element(out, "strong", inner),
            Inline::Link(address, inner) => {
                let _ = write!(out, "<a href=\"{}\" rel=\"noreferrer\">", escaped(address));
                write_inlines(out, inner);
                out.push_str("</a>");
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
}

/// Text of several lines.
fn lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// `text` for an element or a quoted attribute. Control characters are none of HTML's and become the sign for them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
