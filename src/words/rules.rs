//! What a reader said about words, ready to be applied to any cut.
//!
//! A rule is a stretch of characters and where it is cut: nowhere (one word) or here and there. It holds
//! wherever the stretch begins and ends at a border of words, and never across a mark or white space. So a
//! dictionary word that only reaches into the stretch stays whole: 大数据 as one word leaves 强大|数据 alone.
//!
//! Rules are applied in the order in which they were said, each to what the ones before it left. That is
//! what the reader saw when saying it, so the page shows just that; of two rules about one stretch the later one
//! holds, and a part of a divided word can be joined to its neighbour.
//!
//! Time: linear in the text; a place costs one failed look-up unless a rule's stretch stands there.

use super::{Segmenter, Tag, Word};
use crate::marks::Mark;
use crate::text::{Span, Trie, narrow};

/// The reader's rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordRules {
    /// The place of a stretch's rule among [`Self::cuts`].
    stretches: Trie<usize>,
    /// Where each stretch is cut, in characters from its start. What was said again leaves an unused one behind.
    cuts: Vec<Vec<usize>>,
}

/// A stretch of a text that a rule is about.
struct Hit {
    rule: usize,
    span: Span,
}

impl WordRules {
    /// The longest stretch that a rule can be about, in characters.
    pub const LONGEST: usize = 32;

    /// A word as rules compare it: half-width.
    pub fn folded(word: &str) -> impl Iterator<Item = char> {
        word.chars().map(narrow)
    }

    /// From now on `word` is cut at `cuts`, in characters from its start; one word when there are none. Cuts that do
    /// not lie inside it are passed over, and so is a word with white space in it, which no cut ever gives.
    pub fn say(&mut self, word: &str, cuts: &[usize]) {
        if word.contains(char::is_whitespace) {
            return;
        }
        let length = word.chars().count();
        *self.stretches.slot(Self::folded(word)) = Some(self.cuts.len());
        self.cuts.push(cuts.iter().copied().filter(|&cut| 0 < cut && cut < length).collect());
    }

    /// The stretches of `chars` that rules are about, in the order in which they are to be applied.
    fn hits(&self, chars: &[char]) -> Vec<Hit> {
        let at = |start| {
            let rest: &[char] = &chars[start..chars.len().min(start + Self::LONGEST)];
            self.stretches.walk(rest).map(move |(length, &rule)| Hit { rule, span: Span::new(start, start + length) })
        };
        let mut hits: Vec<Hit> = (0..chars.len()).flat_map(at).collect();
        crate::order::sort_by_key(&mut hits, |hit| (hit.rule, hit.span.start));
        hits
    }
}

impl Segmenter {
    /// As [`Self::cut_marked`], with what the reader said about words.
    pub fn cut_corrected(&self, text: &str, marks: &[Mark], rules: &WordRules) -> Vec<Word> {
        let words = self.cut_marked(text, marks);
        if rules.cuts.is_empty() {
            return words;
        }
        let mut chars: Vec<char> = text.chars().map(narrow).collect();
        for mark in marks {
            // No stretch holds white space, so none reaches into a mark.
            chars[mark.span().start..mark.span().end].fill('\n');
        }
        let hits = rules.hits(&chars);
        if hits.is_empty() {
            return words;
        }
        let mut borders = vec![false; chars.len() + 1];
        for word in &words {
            borders[word.span.start] = true;
            borders[word.span.end] = true;
        }
        for Hit { rule, span } in hits {
            if borders[span.start] && borders[span.end] {
                borders[span.start + 1..span.end].fill(false);
                for cut in &rules.cuts[rule] {
                    borders[span.start + cut] = true;
                }
            }
        }
        self.recut(&chars, &words, &borders)
    }

    /// The words between `borders`, in the places where `words` stand. A word that was there keeps its tag.
    fn recut(&self, chars: &[char], words: &[Word], borders: &[bool]) -> Vec<Word> {
        let mut recut = Vec::with_capacity(words.len());
        // What stands without a gap is gone through as one.
        for run in words.chunk_by(|a, b| a.span.end == b.span.start) {
            let mut old = run.iter().peekable();
            let (mut start, run_end) = (run[0].span.start, run[run.len() - 1].span.end);
            while start < run_end {
                let end = (start + 1..run_end).find(|&at| borders[at]).unwrap_or(run_end);
                let span = Span::new(start, end);
                let mut last = None;
                while let Some(word) = old.next_if(|word| word.span.end <= end) {
                    last = Some(*word);
                }
                recut.push(match last {
                    Some(word) if word.span == span => word,
                    // A compound is mostly what its last word is: 航空港/n + 区/n.
                    _ => {
                        let known = self.dictionary_tag(&chars[start..end].iter().collect::<String>());
                        let inside = last.filter(|word| span.covers(word.span)).map(|word| word.tag);
                        Word { span, tag: known.or(inside).unwrap_or(Tag::UNKNOWN) }
                    }
                });
                start = end;
            }
        }
        recut
    }
}
