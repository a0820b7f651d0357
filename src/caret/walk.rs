//! Moving by what a text is made of. Each step goes to the nearest place of its kind, so two steps there and back
//! end where such a place is.

use super::ground::Ground;
use crate::text::Span;

/// Which way a caret goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Back,
    /// Towards the end.
    On,
}

/// How far a caret goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next character; the end of a paragraph counts as one.
    Character,
    /// To where the next word begins, signs passed over, or the edge of the paragraph.
    Word,
    /// To where the next sentence begins.
    Sentence,
    /// To where the next paragraph begins; back, to where this one does first.
    Paragraph,
    /// To where the next number or name begins.
    Mark,
    /// To where the next note begins.
    Note,
    /// To the end of the text, or its beginning.
    Text,
}

/// An end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

impl Ground<'_> {
    /// Where a caret at `from` comes by a step, or `None` where there is no such place.
    pub fn walk(&self, from: usize, step: Step, way: Way) -> Option<usize> {
        let length = self.offsets.len();
        match (step, way) {
            (Step::Character, _) => self.character(from, way),
            (Step::Word, _) => self.next_word(from, way),
            (Step::Sentence, Way::On) => {
                let next = self.sentences.partition_point(|sentence| sentence.start <= from);
                let mut starts = self.sentences[next..].iter().map(|sentence| sentence.start);
                starts.find(|&at| self.begins_sentence(at)).or((from < length).then_some(length))
            }
            (Step::Sentence, Way::Back) => {
                let here = self.sentences.partition_point(|sentence| sentence.start < from);
                let mut starts = self.sentences[..here].iter().rev().map(|sentence| sentence.start);
                starts.find(|&at| self.begins_sentence(at))
            }
            (Step::Paragraph, Way::On) => after(&self.blocks, from).or((from < length).then_some(length)),
            (Step::Paragraph, Way::Back) => before(&self.blocks, from),
            (Step::Mark, Way::On) => after(&self.marks, from),
            (Step::Mark, Way::Back) => before(&self.marks, from),
            (Step::Note, Way::On) => after(&self.notes, from),
            (Step::Note, Way::Back) => before(&self.notes, from),
            (Step::Text, Way::On) => (from < length).then_some(length),
            (Step::Text, Way::Back) => (from > 0).then_some(0),
        }
    }

    /// What stands at a caret, as one would read it out after a step.
    pub fn unit(&self, position: usize, step: Step) -> Option<Span> {
        let length = self.offsets.len();
        let end = |next: Option<usize>| next.unwrap_or(length);
        let block = self.block(position).unwrap_or(Span::new(position, length));
        let span = match step {
            Step::Character => Span::new(position, end(self.character(position, Way::On))),
            Step::Word => self.word(position),
            Step::Sentence => Span::new(position, end(self.walk(position, step, Way::On))),
            Step::Paragraph | Step::Text => Span::new(position, block.end),
            Step::Mark => *self.marks.iter().find(|mark| mark.start == position)?,
            Step::Note => *self.notes.iter().find(|note| note.start == position)?,
        };
        // A sentence ends with its paragraph; a mark or note may go over it.
        let inside = matches!(step, Step::Mark | Step::Note).then_some(span).or_else(|| span.within(block));
        inside.filter(|span| span.end <= length && !span.is_empty())
    }

    /// `span` with one end moved by a character or a word. The end of a span goes to ends of words, its beginning to
    /// beginnings; the two never meet. `None` where the end cannot move.
    pub fn resized(&self, span: Span, edge: Edge, step: Step, way: Way) -> Option<Span> {
        let from = if edge == Edge::Start { span.start } else { span.end };
        let to = match step {
            Step::Word if edge == Edge::Start => self.word_edge(from, way, |word| word.start),
            Step::Word => self.word_edge(from, way, |word| word.end),
            _ => self.walk(from, step, way),
        }?;
        match edge {
            Edge::Start => (to < span.end).then(|| Span::new(to, span.end)),
            Edge::End => (to > span.start).then(|| Span::new(span.start, to)),
        }
    }

    /// The nearest edge of a word that says something.
    fn word_edge(&self, from: usize, way: Way, edge: impl Fn(Span) -> usize) -> Option<usize> {
        let says = |span: &Span| self.says_something(*span);
        match way {
            Way::On => {
                let next = self.words.partition_point(|word| edge(word.span) <= from);
                self.words[next..].iter().map(|word| word.span).find(says).map(edge)
            }
            Way::Back => {
                let next = self.words.partition_point(|word| edge(word.span) < from);
                self.words[..next].iter().rev().map(|word| word.span).find(says).map(edge)
            }
        }
    }

    fn next_word(&self, from: usize, way: Way) -> Option<usize> {
        let word = self.word_edge(from, way, |word| word.start);
        let edges = self.blocks.iter().flat_map(|block| [block.start, block.end]);
        match way {
            Way::On => edges.chain(word).filter(|&at| at > from).min(),
            Way::Back => edges.chain(word).filter(|&at| at < from).max(),
        }
    }

    /// The next place between two characters as a reader sees them: one with what only changes it is one.
    fn character(&self, from: usize, way: Way) -> Option<usize> {
        let length = self.offsets.len();
        let inside = |at: usize| match (at.checked_sub(1).and_then(|p| self.char(p)), self.char(at)) {
            (Some(before), Some(c)) => changes(c) || before == JOINER,
            _ => false,
        };
        let mut at = from;
        loop {
            at = match way {
                Way::On => at + 1,
                Way::Back => at.checked_sub(1)?,
            };
            if at > length {
                return None;
            }
            if !inside(at) {
                return Some(at);
            }
        }
    }
}

/// Makes one emoji of two.
const JOINER: char = '\u{200d}';

/// Whether a character only changes the one before it: accents, variants of characters and of emoji, tones of skin.
fn changes(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | JOINER | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0100}'..='\u{e01ef}')
}

fn after(spans: &[Span], from: usize) -> Option<usize> {
    spans.get(spans.partition_point(|span| span.start <= from)).map(|span| span.start)
}

fn before(spans: &[Span], from: usize) -> Option<usize> {
    spans[..spans.partition_point(|span| span.start < from)].last().map(|span| span.start)
}
