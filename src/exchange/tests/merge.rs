//! What becomes of the notes that are here.

use super::*;
use crate::exchange::Recognised;
use serde_json::json;

fn file(notes: &[Note]) -> Incoming {
    read(out(Format::JsonLd, notes).text.as_bytes()).expect("our own file")
}

/// A note without its times.
fn said(notes: &[Note]) -> Vec<Note> {
    notes.iter().map(|note| Note { created: 0, modified: 0, ..note.clone() }).collect()
}

#[test]
fn what_an_import_would_do_is_told() {
    let here = [note("a", "r", RIVER, "河滩"), note("b", "r", RIVER, "黄河"), note("c", "h", HILL, "石阶")];
    let at = |note: &Note, modified, body: &str| Note { modified, body: body.into(), ..note.clone() };
    let there = [
        at(&here[0], 1, &here[0].body),
        at(&here[1], here[1].modified + 1, "改了"),
        at(&here[2], here[2].modified - 1, "旧的"),
        note("d", "h", HILL, "学生"),
        orphan("e"),
    ];
    let plan = plan(&file(&there), &here, &texts(), &[]);
    assert_eq!((plan.same, plan.new.len(), plan.changed.len()), (1, 2, 2));
    let changed: Vec<_> = plan.changed.iter().map(|c| (c.here.id.as_str(), c.there.body.as_str(), c.taken)).collect();
    assert_eq!(changed, [("b", "改了", true), ("c", "旧的", false)]);
    assert_eq!(plan.orphaned, ["e"]);
    let recognised = [Recognised::Fingerprint(0), Recognised::Fingerprint(1), Recognised::Nowhere];
    assert_eq!(plan.documents, recognised);
    assert_eq!(plan.step().len(), 3);
}

#[test]
fn one_id_twice_in_a_file_is_one_note() {
    let early = note("a", "r", RIVER, "河滩");
    let late = Note { modified: early.modified + 1, body: "后来".into(), ..early.clone() };
    for order in [[&early, &late], [&late, &early]] {
        let list: Vec<serde_json::Value> =
            order.iter().map(|note| serde_json::to_value(note).expect("plain")).collect();
        let incoming = read(json!(list).to_string().as_bytes()).expect("a list");
        assert_eq!(plan(&incoming, &[], &texts(), &[]).new, std::slice::from_ref(&late));
    }
}

fn foreign(exacts: &[&str]) -> Incoming {
    let one = |(n, exact): (usize, &&str)| {
        json!({"id": format!("urn:x:{n}"), "type": "Annotation", "created": "2023-11-14T22:13:20Z", "body": {"value": "话"},
            "target": {"source": "http://a.example/", "selector": {"type": "TextQuoteSelector", "exact": exact}}})
    };
    let items: Vec<_> = exacts.iter().enumerate().map(one).collect();
    read(json!(items).to_string().as_bytes()).expect("a list")
}

#[test]
fn a_foreign_document_is_where_its_passages_are() {
    let incoming = foreign(&["石阶", "学生", "弯", "别处的话"]);
    let first = plan(&incoming, &[], &texts(), &[]);
    assert_eq!(first.documents, [Recognised::Passages(1)]);
    let homes: Vec<&str> = first.new.iter().map(|note| note.article.as_str()).collect();
    // 弯 stands twice in the river's text, so it is surely nowhere and stays with its document.
    assert_eq!(homes, ["h", "h", "h", "h"]);
    assert_eq!(first.orphaned.len(), 2);
    let here = applied(&first, &[]);
    assert_eq!(plan(&incoming, &here, &texts(), &[]).same, 4);
    // When the texts are others, what was taken in stays as it is.
    let fewer = Texts::new([("r".to_owned(), RIVER.to_owned())]);
    assert_eq!(plan(&incoming, &here, &fewer, &[]).step(), vec![]);
    // The reader knows better.
    let told = plan(&incoming, &here, &texts(), &[Some(0)]);
    assert_eq!((told.documents.as_slice(), told.changed.len()), (&[Recognised::Chosen(0)][..], 4));
    assert!(told.changed.iter().all(|changed| changed.taken && changed.there.article == "r"));
    let here = applied(&told, &here);
    assert_eq!(plan(&incoming, &here, &texts(), &[Some(0)]).step(), vec![]);
    assert_eq!(plan(&incoming, &here, &texts(), &[Some(9)]).documents, [Recognised::Passages(1)]);
}

#[test]
fn own_notes_can_be_told_their_text_too() {
    let incoming = file(&[orphan("o"), Note { text: Fingerprint::of("旧"), ..note("n", "old", RIVER, "河滩") }]);
    let plan = plan(&incoming, &[], &texts(), &[Some(0), Some(0)]);
    let found: Vec<_> = plan.new.iter().map(|note| (note.id.as_str(), note.article.as_str(), note.text)).collect();
    assert_eq!(found, [("n", "r", Fingerprint::of(RIVER)), ("o", "r", Fingerprint::default())]);
    assert_eq!(plan.orphaned, ["o"]);
}

proptest! {
    #[test]
    fn twice_is_once(here in any_notes(), there in any_notes()) {
        let incoming = file(&there);
        let once = taken(&incoming, &here);
        prop_assert_eq!(plan(&incoming, &once, &texts(), &[]).step(), vec![]);
        // Nothing that is here is lost, and nothing comes that is not in the file.
        prop_assert!(here.iter().all(|note| once.iter().any(|of| of.id == note.id)));
        prop_assert!(once.iter().all(|note| here.contains(note) || there.contains(note)));
    }

    #[test]
    fn it_does_not_matter_who_takes_in_whose(ours in any_notes(), theirs in any_notes()) {
        let (here, there) = (taken(&file(&theirs), &ours), taken(&file(&ours), &theirs));
        prop_assert_eq!(said(&here), said(&there));
    }

    #[test]
    fn what_is_counted_is_all_of_it(here in any_notes(), there in any_notes()) {
        let plan = plan(&file(&there), &here, &texts(), &[]);
        prop_assert_eq!(plan.new.len() + plan.changed.len() + plan.same, there.len());
        prop_assert_eq!(plan.step().len(), plan.new.len() + plan.changed.iter().filter(|c| c.taken).count());
    }
}
