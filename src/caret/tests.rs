//! Texts are written with their words apart: `/` between words, a line feed between paragraphs, `<` and `>` around
//! what is selected, `|` where the caret stands.

use proptest::prelude::*;

use super::*;
use crate::text::{Offsets, Span, sentences};
use crate::words::{Tag, Word};

struct Case {
    text: String,
    offsets: Offsets,
    words: Vec<Word>,
    blocks: Vec<Span>,
    marked: Span,
}

impl Case {
    fn read(written: &str) -> Self {
        let (mut text, mut words, mut blocks) = (String::new(), Vec::new(), Vec::new());
        let (mut at, mut word, mut block) = (0, 0, 0);
        let (mut start, mut end) = (0, 0);
        let close = |word: &mut usize, at: usize, words: &mut Vec<Word>| {
            if *word < at {
                words.push(Word { span: Span::new(*word, at), tag: Tag::UNKNOWN });
            }
            *word = at;
        };
        for c in written.chars() {
            match c {
                '/' => close(&mut word, at, &mut words),
                '<' => start = at,
                '>' => end = at,
                '|' => (start, end) = (at, at),
                _ => {
                    if c.is_whitespace() {
                        close(&mut word, at, &mut words);
                        word += 1;
                    }
                    if c == '\n' {
                        blocks.push(Span::new(block, at));
                        block = at + 1;
                    }
                    text.push(c);
                    at += 1;
                }
            }
        }
        close(&mut word, at, &mut words);
        blocks.push(Span::new(block, at));
        Self { offsets: Offsets::new(&text), text, words, blocks, marked: Span::new(start, end) }
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            text: &self.text,
            offsets: &self.offsets,
            words: &self.words,
            blocks: self.blocks.clone(),
            sentences: sentences(&self.text),
            marks: Vec::new(),
            notes: Vec::new(),
        }
    }
}

#[test]
fn a_selection_is_made_whole() {
    let cases = [
        // Words that are begun are taken whole, marks and names as well.
        ("推<动/企>业/稳产", "推动企业"),
        ("落实/好/4<5条/具>体/举措", "45条具体"),
        ("打造/“三<个一批”/升>级版", "“三个一批”升级版"),
        ("全<力以>赴", "全力以赴"),
        // White space and line breaks at the ends are no part of it.
        ("稳产 <\t达产 >扩产", "达产"),
        ("<稳产\n>达产", "稳产"),
        // Past a full stop the hand has slipped.
        ("稳住/工业/<经济/基本盘/。/全>力以赴/推动", "经济基本盘"),
        ("<稳住/工业/经济/基本盘/。/全>力以赴/推动", "稳住工业经济基本盘。"),
        ("<稳住/工业/。/我>/看", "稳住工业。"),
        ("<稳住/工业/。/“/全>力/以/”", "稳住工业。"),
        ("<他/说/“/好/。/”/然>后/走", "他说“好。”"),
        ("稳住/工<业/。/全力/以赴/推动>", "全力以赴推动"),
        ("稳住/基本<盘/。/全力/以赴>/推动", "全力以赴"),
        ("了<吧/。/全力/推动>", "全力推动"),
        ("稳住/基本<盘\n全力/以赴>/推动", "全力以赴"),
        ("稳住/<工业\n全>力/以赴", "工业"),
        // A whole first word of the next sentence was meant.
        ("<稳住/工业/。/全力>/推动", "稳住工业。全力"),
        // Where nothing else was selected it was not the hand.
        ("稳住/基本<盘/。/全>力", "基本盘"),
        ("好/。/<我>/看", "我"),
        // Commas belong to neither side, quotes stay with their halves, a full stop with its sentence.
        ("稳产/<，/达产/、>/扩产", "达产"),
        ("推动/<“/稳产/”/达产>/扩产", "“稳产”达产"),
        ("推动/“/<稳产/”/达产>/扩产", "稳产”达产"),
        ("推动/“/<稳产/”>/达产/扩产", "稳产"),
        ("<“/稳住/工业/。/全>力/推动/。/”", "稳住工业。"),
        ("推动/<“/稳产>/”/达产/扩产", "稳产"),
        ("<见/（/附件/（/一/）/）>/。", "见（附件（一））"),
        ("(/<一/)/附件>/！", "一)附件"),
        ("他/<说/：/“/好/。/”>", "说：“好。”"),
        // Signs alone can be selected.
        ("稳产/<，>/达产", "，"),
        ("𠮷祥/<𠮷>野/家", "𠮷野"),
    ];
    for (written, expected) in cases {
        let case = Case::read(written);
        let ground = case.ground();
        let snapped = ground.snap(case.marked).expect("something is selected");
        assert_eq!(case.offsets.slice(&case.text, snapped), expected, "{written}");
        assert_eq!(ground.snap(snapped), Some(snapped), "{written}, again");
    }
    let blank = Case::read("稳产< \n >达产");
    assert_eq!(blank.ground().snap(blank.marked), None);
}

#[test]
fn a_caret_goes_by_what_the_text_is_made_of() {
    use Step::{Character, Paragraph, Sentence, Text, Word};
    // The text, the step, and all places where a caret comes from the beginning on, as text with carets.
    let text = "全力/以赴/，/稳/产/。/“/好/！/”/走/。\n二/〇\u{fe00}/人/。";
    let cases = [
        (Character, "全|力|以|赴|，|稳|产|。|“|好|！|”|走|。|\n|二|〇\u{fe00}|人|。|"),
        (Word, "全力|以赴，|稳|产。“|好！”|走。|\n|二|〇\u{fe00}|人。|"),
        (Sentence, "全力以赴，稳产。|“好！”|走。\n|二〇\u{fe00}人。|"),
        (Paragraph, "全力以赴，稳产。“好！”走。\n|二〇\u{fe00}人。|"),
        (Text, "全力以赴，稳产。“好！”走。\n二〇\u{fe00}人。|"),
    ];
    let case = Case::read(text);
    let ground = case.ground();
    let length = case.offsets.len();
    for (step, expected) in cases {
        let mut places: Vec<usize> =
            std::iter::successors(Some(0), |&at| ground.walk(at, step, Way::On)).skip(1).collect();
        let shown: String = (0..=length)
            .flat_map(|at| [places.contains(&at).then_some('|'), case.text.chars().nth(at)])
            .flatten()
            .collect();
        assert_eq!(shown, expected, "{step:?}");
        // The way back ends at the same places, and at the beginning.
        let mut back: Vec<usize> =
            std::iter::successors(Some(length), |&at| ground.walk(at, step, Way::Back)).collect();
        back.reverse();
        places.insert(0, 0);
        assert_eq!(back, places, "{step:?} back");
    }
}

#[test]
fn marks_and_notes_are_stops_too() {
    let case = Case::read("落实/45条/举措/和/109条/措施/。");
    let mut ground = case.ground();
    ground.marks = vec![Span::new(2, 5), Span::new(8, 12)];
    ground.notes = vec![Span::new(0, 5), Span::new(5, 7)];
    let walk = |from, step, way| ground.walk(from, step, way);
    assert_eq!(walk(0, Step::Mark, Way::On), Some(2));
    assert_eq!(walk(2, Step::Mark, Way::On), Some(8));
    assert_eq!(walk(8, Step::Mark, Way::On), None);
    assert_eq!(walk(8, Step::Mark, Way::Back), Some(2));
    assert_eq!(walk(4, Step::Note, Way::On), Some(5));
    assert_eq!(walk(5, Step::Note, Way::Back), Some(0));
    assert_eq!(ground.unit(2, Step::Mark), Some(Span::new(2, 5)));
    assert_eq!(ground.unit(3, Step::Mark), None);
}

#[test]
fn what_stands_at_the_caret_is_read_out() {
    let cases = [
        ("|全力/以赴/。/走/。", Step::Character, Some("全")),
        ("|全力/以赴/。/走/。", Step::Word, Some("全力")),
        ("全力/|以赴/。/走/。", Step::Sentence, Some("以赴。")),
        ("|全力/。\n走/。", Step::Sentence, Some("全力。")),
        ("|全力/。/走/。\n好", Step::Paragraph, Some("全力。走。")),
        ("全力/。|", Step::Word, None),
        ("全力/。|\n走", Step::Character, None),
    ];
    for (written, step, expected) in cases {
        let case = Case::read(written);
        let unit = case.ground().unit(case.marked.start, step);
        assert_eq!(unit.map(|span| case.offsets.slice(&case.text, span)), expected, "{written} {step:?}");
    }
}

#[test]
fn an_end_of_a_span_moves_by_words_and_never_past_the_other() {
    use Edge::{End, Start};
    use Step::{Character, Word};
    use Way::{Back, On};
    let cases = [
        ("推动/<企业>/，/稳产", End, Word, On, Some("企业，稳产")),
        ("推动/<企业/，/稳产>", End, Word, Back, Some("企业")),
        ("推动/<企业>/稳产", End, Word, Back, None),
        ("推动/，/<企业>/稳产", Start, Word, Back, Some("推动，企业")),
        ("推动/<企业/稳产>", Start, Word, On, Some("稳产")),
        ("推动/企业/<稳产>", Start, Word, On, None),
        ("推动/<企业>/稳产", End, Character, On, Some("企业稳")),
        ("推动/<企业>/稳产", End, Character, Back, Some("企")),
        ("推动/企业/<稳产>", End, Word, On, None),
        ("<推动>/企业", Start, Character, Back, None),
    ];
    for (written, edge, step, way, expected) in cases {
        let case = Case::read(written);
        let found = case.ground().resized(case.marked, edge, step, way);
        assert_eq!(found.map(|span| case.offsets.slice(&case.text, span)), expected, "{written} {edge:?} {way:?}");
    }
}

#[test]
fn lines_are_those_of_the_screen_and_the_column_is_kept() {
    // Lines of 10, 10, 4 characters (a paragraph's end), then of 10 and 3; each character is 20 wide and 30 high.
    let lines = [0..10, 10..20, 20..25, 25..35, 35..39];
    let glyph = |at: usize| {
        let line = lines.iter().position(|line| line.contains(&at))?;
        let (x, top) = ((at - lines[line].start) as f64 * 20.0, line as f64 * 50.0);
        Some(Glyph { x, top, bottom: top + 30.0 })
    };
    let cases = [
        // from, way, column, expected
        (3, Way::On, 60.0, Some(13)),
        (13, Way::Back, 60.0, Some(3)),
        (17, Way::On, 140.0, Some(24)),
        (24, Way::On, 140.0, Some(32)),
        (24, Way::Back, 140.0, Some(17)),
        (25, Way::Back, 0.0, Some(20)),
        (3, Way::Back, 60.0, None),
        (38, Way::On, 60.0, None),
    ];
    for (from, way, column, expected) in cases {
        assert_eq!(up_or_down(from, way, column, 38, glyph), expected, "{from} {way:?}");
    }
    let edges = [(13, Way::On, 19), (13, Way::Back, 10), (10, Way::Back, 10), (22, Way::On, 24), (38, Way::On, 38)];
    for (from, way, expected) in edges {
        assert_eq!(line_edge(from, way, 38, glyph), Some(expected), "{from} {way:?}");
    }
}

proptest! {
    #[test]
    fn snapping_keeps_its_promises(
        written in "([全力以赴稳产a1𠮷]{1,4}/|[，。！“”（）\n ]/?){1,30}", a in 0usize..120, b in 0usize..120
    ) {
        let case = Case::read(&written);
        let ground = case.ground();
        let length = case.offsets.len();
        prop_assume!(length > 0);
        let (a, b) = (a % length, b % length);
        let span = Span::new(a.min(b), a.max(b) + 1);
        let says = |span: Span| case.offsets.slice(&case.text, span).chars().any(char::is_alphanumeric);
        let Some(snapped) = ground.snap(span) else {
            prop_assert!(case.offsets.slice(&case.text, span).chars().all(char::is_whitespace));
            return Ok(());
        };
        prop_assert!(!snapped.is_empty() && snapped.end <= length);
        prop_assert_eq!(ground.snap(snapped), Some(snapped));
        for word in case.words.iter().map(|word| word.span).filter(|&word| word.len() > 1 && says(word)) {
            prop_assert!(!span.covers(word) || snapped.covers(word), "{:?} is lost", word);
            prop_assert!(!snapped.overlaps(word) || snapped.covers(word), "{:?} is cut", word);
        }
        prop_assert!(!says(span) || snapped.overlaps(span));
        for block in &case.blocks {
            prop_assert!(!snapped.overlaps(*block) || span.overlaps(*block), "{:?} was not touched", block);
        }
    }

    #[test]
    fn a_caret_always_moves_its_way_and_stays_in_the_text(
        written in "([全力以赴稳产a1𠮷\u{fe00}]{1,4}/|[，。！“”\n ]/?){0,20}", from in 0usize..100
    ) {
        let case = Case::read(&written);
        let ground = case.ground();
        let from = from % (case.offsets.len() + 1);
        for step in [Step::Character, Step::Word, Step::Sentence, Step::Paragraph, Step::Mark, Step::Note, Step::Text] {
            if let Some(on) = ground.walk(from, step, Way::On) {
                prop_assert!(on > from && on <= case.offsets.len());
            }
            prop_assert!(ground.walk(from, step, Way::Back).is_none_or(|back| back < from));
            if let Some(unit) = ground.unit(from, step) {
                prop_assert!(unit.contains(from) && unit.end <= case.offsets.len());
            }
        }
    }
}
