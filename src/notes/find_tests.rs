//! Finding, as cases; and that a figure is what choosing it finds.

use super::find::*;
use crate::notes::{Colour, Line, Note, Selectors, TextQuote};
use crate::text::Span;
use proptest::prelude::*;
use std::rc::Rc;

/// Passage, body, tags, colour, text and place in it, day.
type Case = (&'static str, &'static str, &'static [&'static str], Colour, Option<usize>, Option<usize>, i32);

const NOTES: [Case; 6] = [
    ("４５条具体举措", "两个数各是什么？", &["算一算"], Colour::Yellow, Some(1), Some(40), 100),
    ("万人助万企", "", &[], Colour::Blue, Some(0), Some(7), 101),
    ("稳住工业经济", "GDP 的大头", &["经济", "GDP"], Colour::Blue, Some(0), Some(3), 102),
    ("“亮”成长", "为什么加引号", &["gdp", "修辞"], Colour::Pink, Some(0), None, 103),
    ("从前的一句", "  \n", &[], Colour::Pink, None, None, 104),
    ("GDP", "", &["修辞"], Colour::Yellow, Some(1), Some(2), 104),
];

/// Words, choices, days, what is placed, what is not.
type Search<'a> = (&'a str, &'a [Choice], [Option<i32>; 2], &'a str, &'a str);

fn entry(number: usize, (exact, body, tags, colour, text, place, day): Case) -> Rc<Entry> {
    let note = Note {
        id: number.to_string(),
        article: String::new(),
        text: crate::text::Fingerprint::default(),
        selectors: Selectors { quote: TextQuote { exact: exact.into(), ..TextQuote::default() }, position: None },
        colour,
        line: Line::default(),
        body: body.into(),
        tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        created: u64::try_from(day).expect("a day after 1970") * 1000 + number as u64,
        modified: 0,
    };
    Rc::new(Entry::new(Rc::new(note), text, place.map(|at| Span::new(at, at + 1)), day))
}

fn entries() -> Vec<Rc<Entry>> {
    NOTES.into_iter().enumerate().map(|(number, case)| entry(number, case)).collect()
}

fn ids<'e>(found: impl IntoIterator<Item = &'e Rc<Entry>>) -> String {
    found.into_iter().map(|entry| entry.note.id.as_str()).collect::<Vec<_>>().join(" ")
}

fn looking_for(query: &str, chosen: &[Choice], days: [Option<i32>; 2]) -> Filter {
    Filter { query: query.into(), chosen: chosen.to_vec(), from: days[0], to: days[1] }
}

#[test]
fn words_and_facets_narrow_down() {
    let tag = |tag: &str| Choice::Tag(tag.into());
    // What is looked for, what is found: in the texts; nowhere any more.
    let cases: [Search<'_>; 16] = [
        ("", &[], [None, None], "2 1 5 0", "3 4"),
        ("gdp", &[], [None, None], "2 5", "3"),
        ("ＧＤＰ  大头", &[], [None, None], "2", ""),
        ("45条 具 体", &[], [None, None], "0", ""),
        ("「亮」", &[], [None, None], "", "3"),
        // Words do not run from one part of a note into the next.
        ("举措两个", &[], [None, None], "", ""),
        ("没有这个", &[], [None, None], "", ""),
        ("\u{200b}", &[], [None, None], "2 1 5 0", "3 4"),
        ("", &[Choice::Colour(Colour::Blue)], [None, None], "2 1", ""),
        ("", &[Choice::Colour(Colour::Blue), Choice::Colour(Colour::Pink)], [None, None], "2 1", "3 4"),
        ("", &[Choice::Colour(Colour::Blue), Choice::Words(true)], [None, None], "2", ""),
        ("", &[Choice::Words(false)], [None, None], "1 5", "4"),
        ("", &[Choice::Text(None)], [None, None], "", "4"),
        ("", &[tag("gdp")], [None, None], "2", "3"),
        ("", &[tag("修辞"), tag("算一算")], [None, None], "5 0", "3"),
        ("", &[], [Some(101), Some(103)], "2 1", "3"),
    ];
    for (query, chosen, days, placed, orphans) in cases {
        let found = find(&entries(), &looking_for(query, chosen, days), Order::Place);
        assert_eq!((ids(&found.placed), ids(&found.orphans)), (placed.into(), orphans.into()), "{query} {chosen:?}");
    }
}

#[test]
fn orders() {
    for (order, placed, orphans) in
        [(Order::Place, "2 1 5 0", "3 4"), (Order::Newest, "5 2 1 0", "4 3"), (Order::Oldest, "0 1 2 5", "3 4")]
    {
        let found = find(&entries(), &Filter::default(), order);
        assert_eq!((ids(&found.placed), ids(&found.orphans)), (placed.into(), orphans.into()), "{order:?}");
    }
}

#[test]
fn figures_leave_their_own_facet_out_and_choices_stay() {
    let filter = looking_for("", &[Choice::Colour(Colour::Blue)], [None, None]);
    let found = find(&entries(), &filter, Order::Place);
    let figures: Vec<(&Choice, usize)> = found.counts.iter().map(|(choice, count)| (choice, *count)).collect();
    let tag = |tag: &str| Choice::Tag(tag.to_owned());
    let expected = [
        (Choice::Text(Some(0)), 2),
        (Choice::Text(Some(1)), 0),
        (Choice::Text(None), 0),
        (Choice::Words(true), 1),
        (Choice::Words(false), 1),
        (Choice::Colour(Colour::Pink), 2),
        (Choice::Colour(Colour::Yellow), 2),
        (Choice::Colour(Colour::Blue), 2),
        (Choice::Line(Line::Wash), 2),
        (tag("GDP"), 1),
        (tag("修辞"), 0),
        (tag("算一算"), 0),
        (tag("经济"), 1),
    ];
    assert_eq!(figures, expected.iter().map(|(choice, count)| (choice, *count)).collect::<Vec<_>>());
}

fn choice() -> impl Strategy<Value = Choice> {
    let all = find(&entries(), &Filter::default(), Order::Place).counts;
    prop::sample::select(all.into_iter().map(|(choice, _)| choice).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn a_figure_is_what_choosing_it_alone_in_its_facet_finds(
        chosen in prop::collection::vec(choice(), 0..5),
        query in prop::sample::select(vec!["", "gdp", "经", "什么"]),
        from in prop::option::of(99..106),
    ) {
        let filter = looking_for(query, &chosen, [from, None]);
        for (choice, count) in find(&entries(), &filter, Order::Place).counts {
            let mut alone = filter.clone();
            alone.chosen.retain(|other| other.facet() != choice.facet());
            alone.toggle(&choice);
            prop_assert_eq!(find(&entries(), &alone, Order::Place).len(), count, "{:?}", choice);
        }
    }
}
