//! Reading Markdown: CommonMark, by `pulldown-cmark`. The page leaves this to its worker, because the parser weighs as
//! much as a tenth of the page.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{Block, DEEPEST, Inline};

/// What `source` says.
pub fn blocks(source: &str) -> Vec<Block> {
    let mut builder = Builder { open: vec![Frame::new(Kind::Quote)], flattened: 0 };
    for event in Parser::new_ext(source, Options::empty()) {
        builder.take(event);
    }
    // Every start has its end, so only the outermost frame is left.
    builder.open.pop().map(Frame::into_blocks).unwrap_or_default()
}

/// An element that has begun.
#[derive(Debug)]
enum Kind {
    Paragraph,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    CodeBlock,
    Emphasis,
    Strong,
    Link(String),
    /// What has no element here and leaves its content in its place.
    Transparent,
}

struct Frame {
    kind: Kind,
    items: Vec<Vec<Block>>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

impl Frame {
    fn new(kind: Kind) -> Self {
        Self { kind, items: Vec::new(), blocks: Vec::new(), inlines: Vec::new() }
    }

    fn text(&mut self, text: &str) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.inlines.push(Inline::Break);
            }
            match self.inlines.last_mut() {
                _ if line.is_empty() => {}
                Some(Inline::Text(before)) => before.push_str(line),
                _ => self.inlines.push(Inline::Text(line.to_owned())),
            }
        }
    }

    /// What stands in lines outside of any paragraph, as in the items of a tight list, is one.
    fn end_paragraph(&mut self) {
        let inlines = trimmed(std::mem::take(&mut self.inlines));
        if !inlines.is_empty() {
            self.blocks.push(Block::Paragraph(inlines));
        }
    }

    fn push(&mut self, block: Block) {
        self.end_paragraph();
        self.blocks.push(block);
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.blocks
    }
}

struct Builder {
    /// What has begun and not ended; the first is the whole.
    open: Vec<Frame>,
    /// How many more have begun that stand too deep to be kept.
    flattened: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) if self.flattened > 0 => self.flattened -= 1,
            Event::End(_) => self.end(),
            Event::Code(code) => self.top().inlines.push(Inline::Code(code.replace('\n', " "))),
            Event::SoftBreak | Event::HardBreak => self.top().inlines.push(Inline::Break),
            Event::Rule => self.top().push(Block::Rule),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.top().text(&text),
            // Of extensions that are not asked for.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.top().text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.open.len() >= DEEPEST {
            self.flattened += 1;
            let top = self.top();
            if !matches!(top.inlines.last(), None | Some(Inline::Break)) {
                top.inlines.push(Inline::Break);
            }
            return;
        }
        let kind = match tag {
            Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::CodeBlock,
            Tag::List(first) => Kind::List(first),
            Tag::Item => Kind::Item,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => safe(&format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => safe(&dest_url),
            _ => Kind::Transparent,
        };
        self.open.push(Frame::new(kind));
    }

    fn end(&mut self) {
        let Some(mut frame) = self.open.pop() else { return };
        let top = self.top();
        match frame.kind {
            Kind::Paragraph => {
                top.end_paragraph();
                top.inlines = frame.inlines;
                top.end_paragraph();
            }
            Kind::Heading(level) => top.push(Block::Heading(level, trimmed(frame.inlines))),
            Kind::Quote => top.push(Block::Quote(frame.into_blocks())),
            Kind::List(first) => {
                let mut items = std::mem::take(&mut frame.items);
                // What stands in a list and in none of its items has lost its own to the depth.
                let rest = frame.into_blocks();
                items.extend((!rest.is_empty()).then_some(rest));
                top.push(Block::List(first, items));
            }
            Kind::Item if matches!(top.kind, Kind::List(_)) => top.items.push(frame.into_blocks()),
            Kind::Item => top.blocks.append(&mut frame.into_blocks()),
            Kind::CodeBlock => top.push(Block::Code(typed(frame.inlines))),
            Kind::Emphasis => top.inlines.push(Inline::Emphasis(frame.inlines)),
            Kind::Strong => top.inlines.push(Inline::Strong(frame.inlines)),
            Kind::Link(address) => top.inlines.push(Inline::Link(address, frame.inlines)),
            Kind::Transparent => top.inlines.append(&mut frame.inlines),
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.open.last_mut().expect("the whole is never closed: every end has its start above it")
    }
}

/// A link, if its address can do no harm. The scheme has to stand there as it is: a browser would see one through
/// white space and control characters.
fn safe(address: &str) -> Kind {
    let schemes = ["http://", "https://", "mailto:"];
    let known = |scheme: &&str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    match schemes.iter().find(|scheme| known(scheme)) {
        Some(scheme) if plain && address.len() > scheme.len() => Kind::Link(address.to_owned()),
        _ => Kind::Transparent,
    }
}

/// Without line breaks at its ends.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while inlines.last() == Some(&Inline::Break) {
        inlines.pop();
    }
    let breaks = inlines.iter().take_while(|inline| **inline == Inline::Break).count();
    inlines.drain(..breaks);
    inlines
}

/// The text of a block of code, which has no elements in it.
fn typed(inlines: Vec<Inline>) -> String {
    let text = |inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text,
        _ => "\n".to_owned(),
    };
    let mut typed: String = inlines.into_iter().map(text).collect();
    // The parser ends the last line too.
    if typed.ends_with('\n') {
        typed.pop();
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(vec![text(words)])
    }

    #[test]
    fn what_is_written_is_read() {
        let link = |to: &str, words: &str| Inline::Link(to.into(), vec![text(words)]);
        let cases = [
            ("", vec![]),
            ("一行\n二行", vec![Block::Paragraph(vec![text("一行"), Inline::Break, text("二行")])]),
            ("一段\n\n二段", vec![paragraph("一段"), paragraph("二段")]),
            (
                "*轻*、**重**、`码`",
                vec![Block::Paragraph(vec![
                    Inline::Emphasis(vec![text("轻")]),
                    text("、"),
                    Inline::Strong(vec![text("重")]),
                    text("、"),
                    Inline::Code("码".into()),
                ])],
            ),
            ("## 题", vec![Block::Heading(2, vec![text("题")])]),
            ("> 引\n> 文", vec![Block::Quote(vec![Block::Paragraph(vec![text("引"), Inline::Break, text("文")])])]),
            (
                "3. 三\n4. 四\n   - 子",
                vec![Block::List(
                    Some(3),
                    vec![vec![paragraph("三")], vec![paragraph("四"), Block::List(None, vec![vec![paragraph("子")]])]],
                )],
            ),
            ("```rust\na\n\n<b>\n```", vec![Block::Code("a\n\n<b>".into())]),
            ("一\n\n---", vec![paragraph("一"), Block::Rule]),
            ("[查](https://a.cn/?a=1&b=2)", vec![Block::Paragraph(vec![link("https://a.cn/?a=1&b=2", "查")])]),
            ("<HTTP://a.cn>", vec![Block::Paragraph(vec![link("HTTP://a.cn", "HTTP://a.cn")])]),
            ("<a@b.cn>", vec![Block::Paragraph(vec![link("mailto:a@b.cn", "a@b.cn")])]),
            ("[x](javascript:alert(1))", vec![paragraph("x")]),
            ("[x](JaVaScRiPt&colon;alert(1))", vec![paragraph("x")]),
            ("[x](data:text/html,hi)", vec![paragraph("x")]),
            ("[x](<https:// a.cn>)", vec![paragraph("x")]),
            ("[x](&#1;https://a.cn)", vec![paragraph("x")]),
            ("[x](../a)", vec![paragraph("x")]),
            ("![图](https://a.cn/a.png)", vec![paragraph("图")]),
            ("a<b onclick=\"x()\">c</b>", vec![paragraph("a<b onclick=\"x()\">c</b>")]),
            (
                "<script>\nx()\n</script>",
                vec![Block::Paragraph(vec![
                    text("<script>"),
                    Inline::Break,
                    text("x()"),
                    Inline::Break,
                    text("</script>"),
                ])],
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(blocks(source), expected, "{source}");
        }
    }

    fn depth(blocks: &[Block]) -> usize {
        let below = blocks.iter().map(|block| match block {
            Block::Quote(inner) => depth(inner),
            Block::List(_, items) => 1 + items.iter().map(|item| depth(item)).max().unwrap_or(0),
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => inline_depth(inlines),
            Block::Code(_) | Block::Rule => 0,
        });
        1 + below.max().unwrap_or(0)
    }

    fn inline_depth(inlines: &[Inline]) -> usize {
        let below = inlines.iter().map(|inline| match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => 1 + inline_depth(inner),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => 0,
        });
        below.max().unwrap_or(0)
    }

    #[test]
    fn a_hundred_thousand_levels_are_a_few() {
        for source in
            [">".repeat(100_000) + "末", "- ".repeat(100_000) + "末", "*".repeat(99_999) + "末" + &"*".repeat(99_999)]
        {
            let read = blocks(&source);
            assert!(depth(&read) <= DEEPEST + 1, "{}", &source[..4]);
            assert!(format!("{read:?}").contains('末'), "{}", &source[..4]);
        }
    }

    proptest! {
        #[test]
        fn any_source_is_read(source in "([\\[\\]()<>*_`#>!\\-+0-9.\n \t\"'&;:/\\\\]|一|https://|javascript:|<script>|&#106;){0,60}") {
            let read = blocks(&source);
            prop_assert!(depth(&read) <= DEEPEST + 1);
        }
    }
}
