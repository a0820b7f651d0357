//! Evidence: how well what stands around a place agrees with what the selectors remember.
//!
//! Each side is read outward from the passage. What counts is characters: those equal without a break
//! (`run`), and those found in their order with gaps (`matched`). A gap costs as many characters as it is
//! long, or another 工作 in the same sentence would see nearly the same surroundings, a little further off;
//! and pieces shorter than three count for nothing, because any two Chinese texts share single characters
//! and commas. `closed` says that the run
//! reaches the end of a sentence or a line in both texts: a sentence that was moved as a whole agrees so
//! far and no further, while a phrase that merely occurs again breaks off in the middle.

use crate::text::{Normalized, Span};

/// Most characters skipped at one break, in both texts together.
const SLACK: usize = 24;

/// What a whole sentence is worth, in characters.
const SENTENCE: usize = 12;

/// The passage and what adjoins it unbroken must be this long together: anything shorter may stand anywhere.
pub(super) const SHORTEST_RUN: usize = 8;

/// Shorter equal pieces are chance.
const SHORTEST_PIECE: usize = 3;

/// A normalised text and where its sentences and lines end.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) text: Normalized,
    /// For each boundary between characters, the outer two included: whether a sentence or line ends there.
    edges: Vec<bool>,
}

impl Passage {
    /// Prepares `text`. A `whole` text has an edge at its two ends; a piece of one may not.
    pub(super) fn new(text: &str, whole: bool) -> Self {
        let normal = Normalized::new(text);
        let mut edges = vec![false; normal.len() + 1];
        if whole {
            edges[0] = true;
            edges[normal.len()] = true;
        }
        let mut position = 0;
        for (source, c) in text.chars().enumerate() {
            if position < normal.len() && normal.source(position) == source {
                position += 1;
                edges[position] |= matches!(c, '。' | '！' | '？' | '；' | '｡' | '!' | '?' | ';');
            } else if c == '\n' || c == '\r' {
                edges[position] = true;
            }
        }
        Self { text: normal, edges }
    }

    pub(super) fn chars(&self) -> &[char] {
        self.text.chars()
    }
}

/// What the selectors remember, normalised: a piece of a text with the passage in its middle.
#[derive(Debug)]
pub(super) struct Remembered {
    pub(super) piece: Passage,
    /// The passage within the piece.
    pub(super) quote: Span,
}

impl Remembered {
    pub(super) fn new(prefix: &str, exact: &str, suffix: &str) -> Self {
        let piece = Passage::new(&[prefix, exact, suffix].concat(), false);
        let start = prefix.chars().count();
        let quote = Span::new(piece.text.at_source(start), piece.text.at_source(start + exact.chars().count()));
        Self { piece, quote }
    }

    pub(super) fn quote_chars(&self) -> &[char] {
        &self.piece.chars()[self.quote.start..self.quote.end]
    }

    pub(super) fn prefix(&self) -> &[char] {
        &self.piece.chars()[..self.quote.start]
    }

    pub(super) fn suffix(&self) -> &[char] {
        &self.piece.chars()[self.quote.end..]
    }
}

/// The agreement of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Side {
    /// Characters equal from the passage outward without a break.
    pub(super) run: usize,
    /// Characters found in their order, the run included.
    pub(super) matched: usize,
    /// Characters remembered.
    pub(super) of: usize,
    /// Whether the run reaches the end of a sentence or line in both.
    pub(super) closed: bool,
}

impl Side {
    /// Reads both outward up to the first difference; `edge` says whether a sentence ends so far out in both.
    fn unbroken(remembered: &[char], there: &[char], edge: impl Fn(usize) -> bool) -> Self {
        let run = common(remembered, there);
        Self { run, matched: run, of: remembered.len(), closed: (0..=run).any(edge) }
    }

    /// Everything remembered is there.
    pub(super) fn full(self) -> bool {
        self.run == self.of
    }

    /// Most of it is there, and it is more than a phrase.
    pub(super) fn strong(self) -> bool {
        self.of > 0 && (self.full() || (self.matched >= 8 && self.matched * 10 >= self.of * 6))
    }

    /// As much is there as a sentence that was moved or cut off would leave.
    pub(super) fn whole(self) -> bool {
        self.closed || self.full()
    }

    /// Something of it is there.
    pub(super) fn fair(self) -> bool {
        self.whole() || self.matched >= 6
    }
}

/// What stands around one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) left: Side,
    pub(super) right: Side,
}

impl Evidence {
    /// The evidence for the remembered passage standing at `place` of `text`. What lies beyond a break is
    /// only looked at where the unbroken part is long enough to matter.
    pub(super) fn at(text: &Passage, place: Span, remembered: &Remembered) -> Self {
        let (chars, edges) = (text.chars(), &text.edges);
        let (quote, old_edges) = (remembered.quote, &remembered.piece.edges);
        let outward: Vec<char> = remembered.prefix().iter().rev().copied().collect();
        let from = place.start.saturating_sub(outward.len() + SLACK);
        let there: Vec<char> = chars[from..place.start].iter().rev().copied().collect();
        let mut left = Side::unbroken(&outward, &there, |run| old_edges[quote.start - run] && edges[place.start - run]);
        let suffix = remembered.suffix();
        let to = (place.end + suffix.len() + SLACK).min(chars.len());
        let mut right =
            Side::unbroken(suffix, &chars[place.end..to], |run| old_edges[quote.end + run] && edges[place.end + run]);
        if left.run + quote.len() + right.run >= SHORTEST_RUN {
            left.matched += beyond(&outward[left.run..], &there[left.run..]);
            right.matched += beyond(&suffix[right.run..], &chars[place.end + right.run..to]);
        }
        Self { left, right }
    }

    /// Characters equal without a break, both sides.
    pub(super) fn run(self) -> usize {
        self.left.run + self.right.run
    }

    /// At least the whole sentence is there, unbroken.
    pub(super) fn unbroken(self) -> bool {
        self.left.whole() && self.right.whole()
    }

    /// One number to order places by. What lies beyond a break counts half, since a neighbouring place sees it
    /// as well; a whole sentence counts as [`SENTENCE`] characters more, since only its own place has it.
    pub(super) fn score(self) -> usize {
        let matched = self.left.matched + self.right.matched;
        let sentence = if self.unbroken() { SENTENCE } else { 0 };
        self.run() + (matched - self.run()) / 2 + sentence
    }
}

/// What is found of `remembered` behind the break, less what the gaps cost. At each break the two go on where
/// they agree again after the fewest skipped characters.
fn beyond(mut remembered: &[char], mut there: &[char]) -> usize {
    let mut worth = 0;
    loop {
        let agree = |(old, new): &(usize, usize)| {
            let piece = remembered.get(*old..*old + SHORTEST_PIECE);
            piece.is_some_and(|piece| there.get(*new..).is_some_and(|there| there.starts_with(piece)))
        };
        let mut skips = (1..=SLACK).flat_map(|skip| (0..=skip).map(move |old| (old, skip - old)));
        let Some((old, new)) = skips.find(agree) else {
            return worth;
        };
        remembered = &remembered[old..];
        there = &there[new..];
        let run = common(remembered, there);
        worth += run.saturating_sub(old.abs_diff(new));
        remembered = &remembered[run..];
        there = &there[run..];
    }
}

/// How many characters two texts begin with in common.
fn common(one: &[char], other: &[char]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Whether `c` is a digit or a numeral, of any width and either script.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_numeric() || "零〇一二三四五六七八九十百千万萬亿億兆两兩廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟".contains(c)
}

/// Whether the numbers that the ends of the passage touch or cut are the same at `place`. A passage 五年
/// remembered from 十五年 is not in 二十五年, though its characters are.
pub(super) fn numbers_hold(text: &[char], place: Span, remembered: &Remembered) -> bool {
    let quote = remembered.quote_chars();
    let begins = quote.first().is_some_and(|&c| is_numeral(c));
    let ends = quote.last().is_some_and(|&c| is_numeral(c));
    let before = || same_number(remembered.prefix().iter().rev(), text[..place.start].iter().rev());
    let after = || same_number(remembered.suffix().iter(), text[place.end..].iter());
    (!begins || before()) && (!ends || after())
}

/// Whether two texts go on with the same number; what is not remembered (no context at all, or a context
/// that ends inside the number) is not held against it.
fn same_number<'a>(remembered: impl Iterator<Item = &'a char>, there: impl Iterator<Item = &'a char>) -> bool {
    let inside = |&&c: &&char| is_numeral(c) || matches!(c, '.' | ',');
    let mut there = there.take_while(inside);
    let mut ended = false;
    for c in remembered {
        if !inside(&c) {
            ended = true;
            break;
        }
        if there.next() != Some(c) {
            return false;
        }
    }
    // A comma or point may end a sentence rather than go on with the number.
    !ended || there.all(|&c| !is_numeral(c))
}
