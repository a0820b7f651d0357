//! A page's lines as blocks: what one line, or one run of wrapped lines, is by its own signs.

use super::bylines::{self, Lead};
use super::signs;
use crate::corpus::page::{Place, heading_sign};
use crate::text::Span;

/// Shortest line that can be full: a narrower column does not exist in print.
const NARROWEST: usize = 12;
/// Longest line that a person or a program wraps at.
const WIDEST: usize = 80;
/// A paragraph cut short of this by a break is no longer told from a line that stands for itself.
const LONG: usize = 24;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A bulleted line above a headline.
    Kicker,
    /// A headline or heading.
    Head,
    /// A line below a headline.
    Subtitle,
    /// 本报讯(记者 某某): an article begins.
    Lead,
    /// 本报讯 alone: an article begins.
    Dateline,
    /// (上接一版): an article begins in the middle.
    Continued,
    /// Who wrote the text above, or below.
    Byline,
    /// Who took the picture of the caption above.
    Credit,
    /// Rules, ornaments and (下转三版).
    Furniture,
    /// Running text.
    Text,
}

/// A stretch of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub class: Class,
    /// Where it stands.
    pub place: Place,
    /// Its characters, line by line without anything between.
    pub text: String,
    /// How many Markdown heading signs stood before it.
    pub level: usize,
}

impl Block {
    /// The parts before and from character `at`; edges without white space, empty parts as `None`.
    fn cut(&self, at: usize) -> (Option<Self>, Option<Self>) {
        let mut chars = self.text.chars();
        let (mut before, mut after) = (Place::new(), Place::new());
        let mut seen = 0;
        for &span in &self.place {
            let middle = span.start + at.saturating_sub(seen).min(span.len());
            seen += span.len();
            for (part, span) in
                [(&mut before, Span::new(span.start, middle)), (&mut after, Span::new(middle, span.end))]
            {
                let text: String = chars.by_ref().take(span.len()).collect();
                part.extend(trimmed(&text, span));
            }
        }
        let text: Vec<char> = self.text.chars().collect();
        let part = |text: &[char], place: Place| {
            let text: String = text.iter().collect();
            let text = text.trim().to_owned();
            (!place.is_empty()).then_some(Self { place, text, ..*self })
        };
        let at = at.min(text.len());
        (part(&text[..at], before), part(&text[at..], after))
    }

    /// The same block, taken as something else.
    pub fn of(self, class: Class) -> Self {
        Self { class, ..self }
    }

    fn push(&mut self, other: Self) {
        self.text.push_str(&other.text);
        self.place.extend(other.place);
    }
}

/// `span` without the white space at its edges, which are `text`'s; nothing when nothing else is in it.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let spaces = |s: &str, t: &str| s.chars().count() - t.chars().count();
    let start = span.start + spaces(text, text.trim_start());
    let end = span.end - spaces(text, text.trim_end());
    (start < end).then(|| Span::new(start, end))
}

struct Line<'t> {
    text: &'t str,
    span: Span,
    level: usize,
    is_indented: bool,
}

/// The blocks of a page in its order: wrapped lines run on, bylines and datelines cut off their
/// paragraphs, paragraphs that a column break cut put together.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut run = Vec::new();
    for raw in page.split('\n') {
        let len = raw.chars().count();
        if let Some(line) = line(raw, Span::new(start, start + len)) {
            run.push(line);
        } else {
            blocks.extend(unwrapped(&run));
            run.clear();
        }
        start += len + 1;
    }
    blocks.extend(unwrapped(&run));
    joined(blocks.into_iter().flat_map(classed).collect())
}

/// A line without its indent and heading sign; `None` for a blank one.
fn line(raw: &str, span: Span) -> Option<Line<'_>> {
    let text = raw.trim_start();
    let indent = raw.chars().count() - text.chars().count();
    let level = heading_sign(text);
    let text = &text[level..];
    let span = trimmed(text, Span::new(span.start + indent + level, span.end))?;
    Some(Line { text: text.trim(), span, level, is_indented: raw.starts_with('　') || indent >= 2 })
}

/// The paragraphs of a run of lines without a blank line in it.
fn unwrapped(run: &[Line]) -> Vec<Block> {
    let len = |line: &Line| line.span.len();
    let longest = run.iter().map(len).max().unwrap_or(0);
    let is_full = |line: &Line| len(line) * 10 >= longest * 8;
    let inner = &run[..run.len().saturating_sub(1)];
    let full = inner.iter().filter(|l| is_full(l)).count();
    let is_cut = |line: &Line| is_full(line) && !signs::is_closed(line.text);
    let is_wrapped = (NARROWEST..=WIDEST).contains(&longest) && full * 3 >= inner.len() * 2 && inner.iter().any(is_cut);
    let mut blocks: Vec<Block> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in run {
        let block = Block { class: Class::Text, place: vec![line.span], text: line.text.to_owned(), level: line.level };
        let runs_on =
            previous.is_some_and(|p| is_wrapped && is_full(p) && p.level + line.level == 0 && !line.is_indented);
        match blocks.last_mut() {
            Some(last) if runs_on => last.push(block),
            _ => blocks.push(block),
        }
        previous = Some(line);
    }
    blocks
}

/// The block by its own signs; what is printed with a paragraph and is none of it becomes a block.
fn classed(block: Block) -> Vec<Block> {
    let text = block.text.as_str();
    let whole = if !text.contains(char::is_alphanumeric) {
        Some(Class::Furniture)
    } else if signs::is_subtitle(text) {
        Some(Class::Subtitle)
    } else if block.level > 0 {
        Some(Class::Head)
    } else if bylines::is_credit(text) {
        Some(Class::Credit)
    } else if bylines::is_byline(text) {
        Some(Class::Byline)
    } else if signs::is_kicker(text) {
        Some(Class::Kicker)
    } else {
        None
    };
    if let Some(class) = whole {
        return vec![block.of(class)];
    }
    let len = text.chars().count();
    let (front, rest) = match (bylines::lead(text), signs::continued(text)) {
        (Some(Lead::Byline(at)), _) => (Some(Class::Lead), block.cut(at)),
        (Some(Lead::Dateline(at)), _) => (Some(Class::Dateline), block.cut(at)),
        (None, Some(at)) => (Some(Class::Continued), block.cut(at)),
        (None, None) if signs::is_head(text) => return vec![block.of(Class::Head)],
        (None, None) => (None, (None, Some(block))),
    };
    let mut blocks = Vec::new();
    if let (Some(class), Some(lead)) = (front, rest.0) {
        blocks.push(lead.of(class));
    }
    let Some(body) = rest.1 else { return blocks };
    let len = len.min(body.text.chars().count());
    let (tail, class) = match (bylines::tail_byline(&body.text), signs::continues(&body.text)) {
        (Some(n), _) => (n, Class::Byline),
        (None, Some(n)) => (n, Class::Furniture),
        (None, None) => (0, Class::Text),
    };
    let (body, tail) = body.cut(len - tail);
    blocks.extend(body.map(|b| b.of(Class::Text)));
    blocks.extend(tail.map(|b| {
        let is_credit = bylines::is_credit(&b.text);
        b.of(if is_credit { Class::Credit } else { class })
    }));
    blocks
}

/// Puts together what a column break cut: running text that has not ended, and running text.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut whole: Vec<Block> = Vec::new();
    for block in blocks {
        match whole.last_mut() {
            Some(last) if block.class == Class::Text && goes_on(last, &block.text) => {
                last.class = Class::Text;
                last.push(block);
            }
            // Nothing but words of its own stands directly above a credit.
            Some(last) if block.class == Class::Credit && last.class == Class::Head => {
                last.class = Class::Text;
                whole.push(block);
            }
            _ => whole.push(block),
        }
    }
    whole
}

fn goes_on(block: &Block, next: &str) -> bool {
    let text = block.text.as_str();
    let hangs = text.ends_with(['，', '、', ',']) || signs::is_fragment(next);
    match block.class {
        Class::Text => !signs::is_closed(text) && (hangs || text.chars().count() >= LONG),
        // A column's last line can look like a headline; a comma in it and the torn next line tell.
        Class::Head => block.level == 0 && hangs && text.contains(['，', ',', '、']),
        _ => false,
    }
}
