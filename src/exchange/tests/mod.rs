//! What holds of notes that go out and come in. `errands` has several files at once, `out` has the formats, `into` the files of others and bad files,
//! `merge` what becomes of notes that are here.

mod errands;
mod into;
mod merge;
mod out;

use super::{File, Format, Incoming, Options, Plan, Words, export, plan, read};
use crate::keeping::{Item, LAST_TIME};
use crate::notes::{Colour, Line, Note, Selectors, TextPosition, TextQuote, Texts, describe, tags};
use crate::text::{Fingerprint, Span};
use proptest::prelude::*;

const RIVER: &str = "黄河拐弯\n黄河在这里拐了一个弯。河滩上住着三千户人家，全年收入超过一亿元！\n“三个一批”活动。";
const HILL: &str = "嵩山小学\n嵩山脚下的小学有两百名学生。每天早上，他们沿着石阶跑步上山。";

fn texts() -> Texts {
    Texts::new([("r".to_owned(), RIVER.to_owned()), ("h".to_owned(), HILL.to_owned())])
}

fn options() -> Options<'static> {
    Options {
        title: "我的批注",
        author: "",
        titles: &["黄河拐弯", ""],
        now: 1_700_000_000_000,
        minutes_east: 480,
        words: Words::default(),
    }
}

fn out(format: Format, notes: &[Note]) -> File {
    export(format, notes, &texts(), &options())
}

/// A note on a passage of a text.
fn note(id: &str, article: &str, text: &str, passage: &str) -> Note {
    let byte = text.find(passage).expect("the passage is in the text");
    let start = text[..byte].chars().count();
    Note {
        id: id.into(),
        article: article.into(),
        text: Fingerprint::of(text),
        selectors: describe(text, Span::new(start, start + passage.chars().count())).expect("a span of the text"),
        colour: Colour::Green,
        line: Line::Wash,
        body: format!("说“{passage}”"),
        tags: vec!["地理".into(), "待查".into()],
        created: 1_700_000_000_000,
        modified: 1_700_000_100_000,
    }
}

fn orphan(id: &str) -> Note {
    let quote = TextQuote { exact: "不在这里的话".into(), ..TextQuote::default() };
    Note {
        selectors: Selectors { quote, position: Some(TextPosition { start: 1, end: 7 }) },
        text: Fingerprint::of("别的"),
        ..note(id, "gone", RIVER, "黄河")
    }
}

/// Anything that can be kept: passages of the texts and of none, all signs in all fields.
fn any_note() -> impl Strategy<Value = Note> {
    let body = prop_oneof![any::<String>(), Just(String::new()), "[<>&\"'*`#\n 一]{0,30}"];
    let tags = prop::collection::vec("[a-c一-三<&=]{1,3}", 0..4);
    let passage = prop_oneof![
        (0usize..2, 0usize..30, 1usize..20).prop_map(|(text, start, length)| {
            let (id, text) = [("r", RIVER), ("h", HILL)][text];
            let selectors = describe(text, Span::new(start, start + length.min(text.chars().count() - start)));
            (id.to_owned(), Fingerprint::of(text), selectors.expect("a span of the text"))
        }),
        ("[^\\p{Cc}]{1,20}", any::<String>(), ".{1,9}", ".{0,9}", prop::option::of((0usize..99, 0usize..9))).prop_map(
            |(id, text, exact, prefix, position)| {
                let position = position.map(|(start, length)| TextPosition { start, end: start + length });
                let quote = TextQuote { exact, suffix: prefix.chars().rev().collect(), prefix };
                (id, Fingerprint::of(&text), Selectors { quote, position })
            }
        ),
        Just((
            "r".to_owned(),
            Fingerprint::of(RIVER),
            Selectors { position: Some(TextPosition { start: 2, end: 4 }), ..Selectors::default() },
        )),
    ];
    let time = prop_oneof![0..=LAST_TIME, 0..4_u64];
    ("[a-d]", passage, 0usize..6, 0usize..3, body, tags, time.clone(), time).prop_map(
        |(id, (article, text, selectors), colour, line, body, typed, created, modified)| {
            let mut tags = Vec::new();
            for tag in typed {
                tags::add(&mut tags, &tag);
            }
            let (colour, line) = (Colour::ALL[colour], Line::ALL[line]);
            Note { id, article, text, selectors, colour, line, body, tags, created, modified }
        },
    )
}

/// Notes of different ids.
fn any_notes() -> impl Strategy<Value = Vec<Note>> {
    prop::collection::vec(any_note().prop_filter("it can be kept", |note| note.check().is_ok()), 0..5).prop_map(
        |mut notes| {
            notes.sort_by(|a, b| a.id.cmp(&b.id));
            notes.dedup_by(|a, b| a.id == b.id);
            notes
        },
    )
}

/// The notes that are here after a file was taken in.
fn taken(incoming: &Incoming, here: &[Note]) -> Vec<Note> {
    applied(&plan(incoming, here, &texts(), &[]), here)
}

/// The notes after a plan, by id; every edit finds what it expects.
fn applied(plan: &Plan, here: &[Note]) -> Vec<Note> {
    let mut notes: std::collections::BTreeMap<String, Note> =
        here.iter().map(|note| (note.id.clone(), note.clone())).collect();
    for edit in plan.step() {
        let after = edit.after.expect("an import takes nothing away");
        assert_eq!((&after.id, after.check()), (&edit.id, Ok(())));
        assert_eq!(notes.insert(edit.id, after), edit.before);
    }
    notes.into_values().collect()
}
