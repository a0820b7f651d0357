//! The text as it is shown and cut: paragraphs, and the pieces of those that are too long for one.

use crate::text::Span;

/// The longest block, in characters. A browser lays a block out at once, so this bounds what a paste without
/// a line break costs; a printed paragraph has some hundreds.
const LONGEST: usize = 2000;

/// How many characters are cut at a stretch; between two stretches the worker listens.
const STRETCH: usize = 4000;

/// A paragraph or a piece of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// Whether it goes on with the paragraph of the block before.
    pub goes_on: bool,
}

/// The blocks of `text`: its lines without the white space at their edges, the empty ones left out, the long
/// ones cut behind a sentence, else behind a sign, else anywhere; in none of `marks` if that can be helped.
/// `marks` are sorted and disjoint.
pub fn blocks(text: &[char], marks: &[Span]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split(|&c| c == '\n' || c == '\r') {
        let end = start + line.len();
        let before = line.iter().take_while(|c| c.is_whitespace()).count();
        let after = line[before..].iter().rev().take_while(|c| c.is_whitespace()).count();
        let mut rest = Span::new(start + before, end - after);
        let mut goes_on = false;
        while !rest.is_empty() {
            let cut = if rest.len() <= LONGEST { rest.end } else { place_to_cut(text, marks, rest) };
            blocks.push(Block { span: Span::new(rest.start, cut), goes_on });
            rest = Span::new(cut, rest.end);
            goes_on = true;
        }
        start = end + 1;
    }
    blocks
}

/// Where a line that is too long is cut: behind its start, at most [`LONGEST`] further.
fn place_to_cut(text: &[char], marks: &[Span], rest: Span) -> usize {
    let last = rest.start + LONGEST;
    // Not in the first half, or a line with signs only at its start would fall into crumbs.
    let window = rest.start + LONGEST / 2..last;
    let behind = |is: fn(char) -> bool| window.clone().rev().find(|&at| is(text[at])).map(|at| at + 1);
    let cut = behind(|c| "。！？!?…".contains(c)).or_else(|| behind(|c| !c.is_alphanumeric())).unwrap_or(last);
    let mark = marks.partition_point(|mark| mark.end <= cut);
    match marks.get(mark) {
        Some(mark) if mark.start < cut && mark.start > rest.start => mark.start,
        _ => cut,
    }
}

/// The blocks in stretches of some [`STRETCH`] characters.
pub fn stretches(blocks: &[Block]) -> Vec<Vec<Block>> {
    let mut stretches: Vec<Vec<Block>> = Vec::new();
    for &block in blocks {
        match stretches.last_mut() {
            Some(open) if block.span.end - open[0].span.start <= STRETCH => open.push(block),
            _ => stretches.push(vec![block]),
        }
    }
    stretches
}
