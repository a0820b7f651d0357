//! Text without anything that Markdown gives a meaning.

use super::{Block, Inline};

/// What `source` says if it is text and nothing else: the same as [`blocks`](super::blocks) says. `None` where only
/// that knows.
pub fn plain(source: &str) -> Option<Vec<Block>> {
    let has_signs = source.contains(['\\', '`', '*', '_', '[', ']', '<', '>', '&', '#', '~', '=', '\t', '\r', '\0']);
    if has_signs || source.lines().any(begins_something) {
        return None;
    }
    let mut blocks = Vec::new();
    let mut lines: Vec<Inline> = Vec::new();
    for line in source.split('\n').map(|line| line.trim_matches(' ')) {
        if line.is_empty() {
            if !lines.is_empty() {
                blocks.push(Block::Paragraph(std::mem::take(&mut lines)));
            }
            continue;
        }
        if !lines.is_empty() {
            lines.push(Inline::Break);
        }
        lines.push(Inline::Text(line.to_owned()));
    }
    if !lines.is_empty() {
        blocks.push(Block::Paragraph(lines));
    }
    Some(blocks)
}

/// Whether a line may begin a list, a rule or code.
fn begins_something(line: &str) -> bool {
    let text = line.trim_start_matches(' ');
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    line.len() - text.len() >= 4
        || text.starts_with(['-', '+'])
        || (number.len() < text.len() && number.starts_with(['.', ')']))
        // White space of other kinds is left to the reader, which knows what it does where.
        || text.chars().any(|c| c.is_whitespace() && c != ' ' && c != '\u{3000}')
        || text.starts_with('\u{3000}')
        || text.ends_with('\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_note_as_people_write_it_is_plain() {
        for source in
            ["", "两个数各是什么？", "第一行\n第二行\n\n另一段：100%、3.5 倍（约）——“引”", "a - b + c", "1 个"]
        {
            assert_eq!(plain(source), Some(blocks(source)), "{source:?}");
        }
        for source in ["**重**", "- 项", "1. 项", "> 引", "# 题", "a&amp;b", "<b>", "    码", "题\n==", "[a](b)", "a\\"]
        {
            assert_eq!(plain(source), None, "{source:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_plain_is_what_the_reader_says(source in "([一二a1.)(|!:;/\"'$^%@?，。 \n-]|  |\u{3000}|\u{a0}|https://a.cn){0,30}") {
            if let Some(plain) = plain(&source) {
                prop_assert_eq!(plain, blocks(&source));
            }
        }
    }
}
