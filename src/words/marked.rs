//! Words and marks together: what the page shows and the command line prints.

use super::{Segmenter, Tag, Word};
use crate::marks::Mark;

impl Segmenter {
    /// Cuts `text` around its marks, as [`crate::marks::find`] gives them: a number is one word tagged
    /// [`Tag::NUMBER`], a programme one tagged [`Tag::NAME`].
    pub fn cut_marked(&self, text: &str, marks: &[Mark]) -> Vec<Word> {
        let spans: Vec<_> = marks.iter().map(Mark::span).collect();
        let mut words = self.cut(text, &spans);
        let mut marks = marks.iter().peekable();
        for word in &mut words {
            while marks.next_if(|mark| mark.span().end <= word.span.start).is_some() {}
            match marks.peek() {
                Some(mark) if mark.span() == word.span => word.tag = tag(mark),
                _ => {}
            }
        }
        words
    }
}

fn tag(mark: &Mark) -> Tag {
    match mark {
        Mark::Number(_) => Tag::NUMBER,
        Mark::Program(_) => Tag::NAME,
    }
}
