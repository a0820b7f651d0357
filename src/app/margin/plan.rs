//! Which notes of the margin are shown, and in what form: as much as there is room for beside their paragraphs.
//!
//! Where a paragraph's notes fit beside it they are shown whole. Where they do not, they fold to a line each; where
//! that is too much, bare highlights gather in one line for all of them, then the rest too. So the margin is never
//! longer than the text, and a note is never far from its passage, with a hundred notes on a page as with one.
//! Heights are estimates: what is really there is measured when the notes are laid out.

use std::ops::Range;

/// How a note's card looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Some lines of it, and when it was made.
    Full,
    /// Its first line.
    Line,
}

/// What a line that stands for several notes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gathered {
    /// Shows the notes of that block, or gathers them again.
    Block(usize),
    /// Shows earlier notes of a list that is shown in part.
    Earlier,
    /// Shows later ones.
    Later,
}

/// One line of the margin's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A note, by its place among the article's notes.
    Card(usize, Form),
    /// A line for several notes.
    More {
        /// What it does.
        of: Gathered,
        /// The notes it stands for, by their places; none where it only gathers again.
        notes: Vec<usize>,
        /// Whether they are all bare highlights.
        bare: bool,
    },
}

/// The notes that begin in one block of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The block, or [`LOST`].
    pub block: usize,
    /// The notes, by their places among the article's notes.
    pub notes: Range<usize>,
    /// Where the block begins, CSS pixels.
    pub top: f64,
}

/// In place of a block: the group of the orphans of which nothing is left, above all others.
pub const LOST: usize = usize::MAX;

/// Measures of the margin, CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures {
    /// A line of a note.
    pub line: f64,
    /// Characters in a line.
    pub per_line: usize,
    /// The least distance between two notes.
    pub gap: f64,
    /// Where the room of the last group ends.
    pub end: f64,
}

/// Most lines of a note that is shown whole: the style sheet's `-webkit-line-clamp`, and the moment.
const MOST_LINES: usize = 5;
/// How many lines there are for orphans of which nothing is left, whatever stands below.
const LOST_LINES: f64 = 12.0;
/// How many lines a group may be longer than its room before it folds: the next one has a little to give.
const SLACK: f64 = 1.5;

/// What is shown. `characters` says how long a note's words are, 0 for a bare highlight; `kept` which notes are
/// shown whatever the room; `opened` which block's notes the reader wants to see all of.
pub fn plan(
    groups: &[Group],
    measures: Measures,
    characters: impl Fn(usize) -> usize,
    kept: impl Fn(usize) -> bool,
    opened: Option<usize>,
) -> Vec<Entry> {
    let Measures { line, per_line, gap, end } = measures;
    let folded = line + gap;
    let whole = |note: usize| match characters(note) {
        0 => folded,
        count => count.div_ceil(per_line.max(1)).min(MOST_LINES) as f64 * line + folded,
    };
    let mut entries = Vec::new();
    let mut taken = 0.0_f64;
    for (index, group) in groups.iter().enumerate() {
        let top = group.top.max(taken);
        let room = groups.get(index + 1).map_or(end, |next| next.top) - top + SLACK * line;
        let room = if group.block == LOST { room.max(LOST_LINES * line) } else { room };
        let notes = || group.notes.clone();
        let wordless: Vec<usize> = notes().filter(|&note| characters(note) == 0 && !kept(note)).collect();
        let lines = group.notes.len() as f64 * folded;
        let full: f64 = notes().map(whole).sum();
        let of = Gathered::Block(group.block);
        let mut shown = |form: Form, hidden: Vec<usize>| {
            let cards = notes().filter(|note| !hidden.contains(note));
            entries.extend(cards.map(|note| Entry::Card(note, form)));
            if !hidden.is_empty() {
                let bare = hidden.iter().all(|&note| characters(note) == 0);
                entries.push(Entry::More { of, notes: hidden, bare });
            }
        };
        taken = top;
        if opened == Some(group.block) {
            shown(Form::Line, Vec::new());
            entries.push(Entry::More { of, notes: Vec::new(), bare: false });
            taken += lines + folded;
        } else if full <= room {
            shown(Form::Full, Vec::new());
            taken += full;
        } else if lines <= room || group.notes.len() == 1 {
            shown(Form::Line, Vec::new());
            taken += lines;
        } else {
            // Words before bare highlights; one line is for what is gathered.
            let fitting = ((room / folded) as usize).saturating_sub(1);
            let fixed = notes().filter(|&note| kept(note)).count();
            let worded = notes().filter(|&note| characters(note) > 0 && !kept(note));
            let mut hidden: Vec<usize> = worded.skip(fitting.saturating_sub(fixed)).chain(wordless).collect();
            crate::order::sort_by_key(&mut hidden, |&note| note);
            taken += (group.notes.len() - hidden.len() + usize::from(!hidden.is_empty())) as f64 * folded;
            shown(Form::Line, hidden);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const MEASURES: Measures = Measures { line: 20.0, per_line: 10, gap: 10.0, end: 1000.0 };

    /// The list as one string: a letter for each entry, `F`ull, `L`ine, `+n` for n gathered, `=n` if they are bare.
    fn drawn(entries: &[Entry]) -> String {
        let one = |entry: &Entry| match entry {
            Entry::Card(_, Form::Full) => "F".to_owned(),
            Entry::Card(_, Form::Line) => "L".to_owned(),
            Entry::More { notes, bare, .. } => format!("{}{}", if *bare { "=" } else { "+" }, notes.len()),
        };
        entries.iter().map(one).collect()
    }

    #[wasm_bindgen_test]
    fn notes_take_the_room_there_is() {
        // Where blocks begin; lengths of the notes of each; the note kept; the block opened; what is shown.
        type Case = (&'static [f64], &'static [&'static [usize]], Option<usize>, Option<usize>, &'static str);
        let cases: [Case; 9] = [
            (&[0.0], &[&[30, 0, 12]], None, None, "FFF"),
            (&[0.0, 100.0], &[&[30], &[5]], None, None, "FF"),
            // A note that is too long for its place folds, the next has all the room below.
            (&[0.0, 30.0], &[&[50], &[50]], None, None, "LF"),
            (&[0.0, 60.0], &[&[30, 30], &[30]], None, None, "LLF"),
            (&[0.0, 100.0], &[&[30, 0, 0, 0, 30], &[30]], None, None, "LL=3F"),
            (&[0.0, 40.0], &[&[30, 0, 0, 0, 30], &[30]], None, None, "L+4F"),
            (&[0.0, 40.0], &[&[0, 0, 0, 0], &[0]], None, None, "=4F"),
            (&[0.0, 40.0], &[&[0, 0, 0, 0], &[0]], Some(2), None, "L=3F"),
            (&[0.0, 40.0], &[&[0, 0, 0, 0], &[0]], None, Some(0), "LLLL+0F"),
        ];
        for (tops, blocks, kept, opened, expected) in cases {
            let lengths: Vec<usize> = blocks.concat();
            let mut from = 0;
            let group = |(block, (&top, notes)): (usize, (&f64, &&[usize]))| {
                let to = from + notes.len();
                let notes = std::mem::replace(&mut from, to)..to;
                Group { block, notes, top }
            };
            let groups: Vec<Group> = tops.iter().zip(blocks).enumerate().map(group).collect();
            let entries = plan(&groups, MEASURES, |note| lengths[note], |note| Some(note) == kept, opened);
            assert_eq!(drawn(&entries), expected, "{blocks:?} at {tops:?}");
        }
    }
}
