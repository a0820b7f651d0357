//! Which text a note belongs to, when the texts may have changed since it was written: an editor splits an article
//! in two, puts one in between, corrects a line, and the ids and texts are not what they were.
//!
//! A note goes to the text it was written on, under whatever id; else to the text of its id, if its passage is
//! surely there; else to the one other text that surely has it. Nothing is rewritten: when the old text comes
//! back, so does the note.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::{Anchorer, Anchoring, Note, Selectors, TextPosition};
use crate::text::{Fingerprint, Offsets, Span};

/// A text that notes may stand in.
struct Candidate {
    id: String,
    text: String,
    fingerprint: Fingerprint,
    offsets: OnceCell<Offsets>,
    anchorer: OnceCell<Anchorer>,
}

/// All texts that notes may stand in.
#[derive(Default)]
pub struct Texts {
    entries: Vec<Candidate>,
    by_id: HashMap<String, usize>,
    by_fingerprint: HashMap<Fingerprint, usize>,
}

impl Texts {
    /// Ids with their texts, in reading order. Of two equal texts the first is the one that is found.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut new = Self::default();
        for (index, (id, text)) in texts.into_iter().enumerate() {
            let fingerprint = Fingerprint::of(&text);
            new.by_id.insert(id.clone(), index);
            new.by_fingerprint.entry(fingerprint).or_insert(index);
            let (offsets, anchorer) = (OnceCell::new(), OnceCell::new());
            new.entries.push(Candidate { id, text, fingerprint, offsets, anchorer });
        }
        new
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A text, by its place in reading order.
    pub fn text(&self, index: usize) -> &str {
        &self.entries[index].text
    }

    /// A text's id, by its place in reading order.
    pub fn id(&self, index: usize) -> &str {
        &self.entries[index].id
    }

    /// The place in reading order of the text of that id.
    pub fn with_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The place in reading order of the text with that fingerprint.
    pub fn with_fingerprint(&self, fingerprint: Fingerprint) -> Option<usize> {
        self.by_fingerprint.get(&fingerprint).copied()
    }

    /// Where selectors stand in a text, given by its place in reading order.
    pub fn anchor(&self, index: usize, selectors: &Selectors) -> Anchoring {
        self.anchorer(index).anchor(selectors)
    }

    /// Whether a passage, folded, stands in a text; see [`Anchorer::has`].
    pub fn has(&self, index: usize, folded: &[char]) -> bool {
        self.anchorer(index).has(folded)
    }

    fn anchorer(&self, index: usize) -> &Anchorer {
        let text = &self.entries[index];
        text.anchorer.get_or_init(|| Anchorer::new(&text.text))
    }

    /// The fingerprint of a text, by its place in reading order.
    pub fn fingerprint(&self, index: usize) -> Fingerprint {
        self.entries[index].fingerprint
    }

    /// The place in reading order of the text that a note belongs to. A note that is surely nowhere stays with its
    /// id as an orphan; `None` when there is no text of that id any more.
    pub fn home(&self, note: &Note) -> Option<usize> {
        let named = self.with_id(&note.article);
        if let Some(index) = named.filter(|&i| self.fingerprint(i) == note.text) {
            return Some(index);
        }
        if let Some(index) = self.with_fingerprint(note.text) {
            return Some(index);
        }
        if let Some(index) = named.filter(|&i| self.holds(i, note)) {
            return Some(index);
        }
        let mut others = (0..self.entries.len()).filter(|&i| Some(i) != named && self.holds(i, note));
        match (others.next(), others.next()) {
            (Some(only), None) => Some(only),
            _ => named,
        }
    }

    /// Where a note stands in the text it belongs to, given by its place in reading order. In the very text it was
    /// written on that is where it was written, and nothing needs to be searched for.
    pub fn place(&self, index: usize, note: &Note) -> Anchoring {
        match note.selectors.position {
            Some(position) if self.fingerprint(index) == note.text && self.reads(index, position, &note.selectors) => {
                Anchoring::Found(Span::new(position.start, position.end))
            }
            _ => self.anchor(index, &note.selectors),
        }
    }

    fn holds(&self, index: usize, note: &Note) -> bool {
        // A position says nothing about another text, so a note without a quote is nowhere else.
        !note.selectors.is_position_alone() && matches!(self.anchor(index, &note.selectors), Anchoring::Found(_))
    }

    /// Whether the quoted passage stands at a position, to the letter.
    fn reads(&self, index: usize, position: TextPosition, selectors: &Selectors) -> bool {
        let text = &self.entries[index];
        let offsets = text.offsets.get_or_init(|| Offsets::new(&text.text));
        let TextPosition { start, end } = position;
        start < end && end <= offsets.len() && offsets.slice(&text.text, Span::new(start, end)) == selectors.quote.exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::{Colour, Line, describe};

    const RIVER: &str = "黄河在这里拐了一个弯。\n河滩上住着三千户人家，全年收入超过一亿元。";
    const HILL: &str = "嵩山脚下的小学有两百名学生。\n每天早上，他们沿着石阶跑步上山。";

    /// A note on a passage of a text, written while the text was called `id`.
    fn note(id: &str, text: &str, passage: &str) -> Note {
        let byte = text.find(passage).expect("the passage is in the text");
        let start = text[..byte].chars().count();
        let span = Span::new(start, start + passage.chars().count());
        Note {
            id: "n".into(),
            article: id.into(),
            text: Fingerprint::of(text),
            selectors: describe(text, span).expect("a span of the text"),
            colour: Colour::Blue,
            line: Line::default(),
            tags: Vec::new(),
            body: String::new(),
            created: 0,
            modified: 0,
        }
    }

    /// What happened, the texts there are now, the note, the text it belongs to.
    type Case<'t> = (&'static str, &'t [(&'t str, &'t str)], Note, Option<usize>);

    #[test]
    fn a_note_is_found_where_its_text_went() {
        let corrected = RIVER.replace("拐了一个弯", "拐了个大弯");
        let cases: [Case; 8] = [
            ("nothing changed", &[("1", RIVER), ("2", HILL)], note("2", HILL, "石阶"), Some(1)),
            ("an article was put in before", &[("1", HILL), ("2", RIVER)], note("1", RIVER, "河滩"), Some(1)),
            ("corrected elsewhere", &[("1", &corrected), ("2", HILL)], note("1", RIVER, "三千户人家"), Some(0)),
            ("corrected and moved", &[("1", HILL), ("2", &corrected)], note("1", RIVER, "三千户人家"), Some(1)),
            ("the id is gone, the text is not", &[("7", RIVER)], note("1", RIVER, "黄河"), Some(0)),
            ("the passage is gone", &[("1", "别的文章。")], note("1", RIVER, "黄河"), Some(0)),
            ("all is gone", &[("7", "别的文章。")], note("1", RIVER, "黄河"), None),
            ("in two others: neither", &[("7", &corrected), ("8", &corrected)], note("1", RIVER, "三千户人家"), None),
        ];
        for (what, texts, note, expected) in cases {
            let texts = Texts::new(texts.iter().map(|&(id, text)| (id.to_owned(), text.to_owned())));
            assert_eq!(texts.home(&note), expected, "{what}");
        }
    }

    #[test]
    fn a_note_stands_where_it_was_written_and_an_orphan_comes_back_with_its_text() {
        let hills = note("2", HILL, "石阶");
        let texts = |text: &str| Texts::new([("2".to_owned(), text.to_owned())]);
        let as_written = texts(HILL).place(0, &hills);
        assert!(matches!(as_written, Anchoring::Found(span) if span.len() == 2));
        let gone = texts(&HILL.replace("石阶", "木梯")).place(0, &hills);
        assert!(matches!(gone, Anchoring::Orphan { .. }), "{gone:?}");
        assert_eq!(texts(HILL).place(0, &hills), as_written);
        // A fingerprint that lies, as one from a damaged file may, places nothing.
        let liar = Note { text: Fingerprint::of(RIVER), ..hills };
        let other = Texts::new([("2".to_owned(), RIVER.to_owned())]).place(0, &liar);
        assert!(matches!(other, Anchoring::Orphan { .. }), "{other:?}");
    }

    #[test]
    fn a_position_alone_goes_nowhere_else() {
        let mut note = note("1", RIVER, "黄河");
        note.selectors = Selectors { position: note.selectors.position, ..Selectors::default() };
        let texts = Texts::new([("7".to_owned(), HILL.to_owned())]);
        assert_eq!(texts.home(&note), None);
    }
}
