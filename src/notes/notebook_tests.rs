//! The notebook over stores that are full, off, shared, damaged or of another age.

use super::{
    Change, Colour, Line, MemoryStore, Note, Notebook, SaveError, Selectors, Store, StoreError, TextPosition,
    TextQuote, Unreadable,
};
use crate::keeping::{self, Item, Opened};
use crate::text::Fingerprint;

fn note(id: &str, article: &str, start: usize) -> Note {
    Note {
        id: id.into(),
        article: article.into(),
        text: Fingerprint::default(),
        selectors: Selectors {
            quote: TextQuote { exact: "稳产".into(), prefix: "推动企业".into(), suffix: "扩产达产".into() },
            position: Some(TextPosition { start, end: start + 2 }),
        },
        colour: Colour::Blue,
        line: Line::default(),
        tags: Vec::new(),
        body: format!("第{start}处"),
        created: 1_700_000_000_000,
        modified: 1_700_000_000_000,
    }
}

fn open(store: &MemoryStore) -> Opened<MemoryStore, Note> {
    Notebook::open(store.clone())
}

fn ids<'a>(notes: impl IntoIterator<Item = &'a Note>) -> Vec<&'a str> {
    notes.into_iter().map(|note| note.id.as_str()).collect()
}

#[test]
fn notes_come_back_in_reading_order() {
    let store = MemoryStore::new();
    let mut notebook = open(&store).items;
    let mut nowhere = note("d", "1", 0);
    nowhere.selectors.position = None;
    for note in [note("a", "1", 90), note("b", "2", 5), note("c", "1", 7), nowhere] {
        notebook.put(&note).expect("room enough");
    }
    let again = open(&store);
    assert!(again.damaged.is_empty() && again.error.is_none());
    assert_eq!(ids(again.items.all()), ["a", "b", "c", "d"]);
    assert_eq!(again.items.get("a"), Some(&note("a", "1", 90)));
}

#[test]
fn a_write_touches_its_item_alone() {
    let store = MemoryStore::new();
    store.set("theme", "dark").expect("room enough");
    let (mut here, mut there) = (open(&store).items, open(&store).items);
    for n in 0..100 {
        here.put(&note(&format!("here-{n}"), "1", n)).expect("room enough");
        there.put(&note(&format!("there-{n}"), "1", n)).expect("room enough");
        if n % 3 == 0 {
            here.remove(&format!("here-{n}")).expect("the store is on");
        }
    }
    let again = open(&store).items;
    assert_eq!(again.len(), 200 - 34);
    assert_eq!(store.get("theme"), Ok(Some("dark".into())));
}

#[test]
fn nothing_is_lost_when_the_store_refuses() {
    let store = MemoryStore::new();
    let mut notebook = open(&store).items;
    notebook.put(&note("a", "1", 0)).expect("room enough");

    store.set_capacity(Some(store.used() + 10));
    assert_eq!(notebook.put(&note("b", "1", 1)), Err(SaveError::Store(StoreError::Full)));
    let mut longer = note("a", "1", 0);
    longer.body = "很长的话".repeat(20);
    assert_eq!(notebook.put(&longer), Err(SaveError::Store(StoreError::Full)));
    store.set_off(true);
    assert_eq!(notebook.put(&note("c", "1", 2)), Err(SaveError::Store(StoreError::Unavailable)));
    // The older state of "a" is in the store and would come back: it cannot be taken away now.
    assert_eq!(notebook.remove("a"), Err(SaveError::Store(StoreError::Unavailable)));
    assert_eq!(notebook.remove("c"), Ok(Some(note("c", "1", 2))));
    assert_eq!(ids(notebook.unsaved()), ["a", "b"]);
    assert_eq!(notebook.get("a"), Some(&longer));

    store.set_off(false);
    assert_eq!(notebook.save_again(), Err(SaveError::Store(StoreError::Full)));
    assert!(notebook.export_raw().contains("很长的话"), "unsaved notes are in the download");
    store.set_capacity(None);
    assert_eq!(notebook.save_again(), Ok(()));
    assert_eq!(notebook.unsaved().count(), 0);
    assert_eq!(open(&store).items.get("a"), Some(&longer));
}

#[test]
fn a_store_that_is_off_gives_an_empty_notebook_that_works() {
    let store = MemoryStore::new();
    store.set_off(true);
    let mut opened = open(&store);
    assert_eq!(opened.error, Some(StoreError::Unavailable));
    assert!(opened.items.put(&note("a", "1", 0)).is_err());
    assert_eq!(ids(opened.items.all()), ["a"]);
    assert!(opened.items.export_raw().contains("meipi:note:a"));
}

#[test]
fn what_cannot_be_read_is_reported_and_left_alone() {
    let store = MemoryStore::new();
    let newer = r#"[99,{"all":"new"}]"#;
    for (key, raw) in [("meipi:note:new", newer), ("meipi:note:bad", "[1,"), ("other:note", "[1,")] {
        store.set(key, raw).expect("room enough");
    }
    let Opened { items: mut notebook, damaged, .. } = open(&store);
    let found: Vec<(&str, &str)> = damaged.iter().map(|d| (d.key.as_str(), d.raw.as_str())).collect();
    assert_eq!(found, [("meipi:note:bad", "[1,"), ("meipi:note:new", newer)]);
    assert_eq!(damaged[1].reason, Unreadable::Newer(99));

    for id in ["new", "bad"] {
        let put = notebook.put(&note(id, "1", 0));
        assert!(matches!(put, Err(SaveError::PutAside(_))), "{put:?}");
        assert_eq!(notebook.remove(id), Ok(Some(note(id, "1", 0))));
    }
    // Another tab brings in a newer version's item after this one has opened.
    notebook.put(&note("a", "1", 0)).expect("room enough");
    store.set("meipi:note:a", newer).expect("room enough");
    assert!(matches!(notebook.put(&note("a", "1", 3)), Err(SaveError::PutAside(_))));
    assert!(matches!(notebook.remove("a"), Err(SaveError::PutAside(_))));
    for (key, raw) in [("meipi:note:new", newer), ("meipi:note:a", newer), ("meipi:note:bad", "[1,")] {
        assert_eq!(store.get(key), Ok(Some(raw.into())));
        assert!(notebook.export_raw().contains(key));
    }
    assert!(!notebook.export_raw().contains("other:note"));
}

#[test]
fn a_note_out_of_limits_is_kept_but_not_written() {
    let store = MemoryStore::new();
    let mut notebook = open(&store).items;
    assert!(matches!(notebook.put(&note("a b", "1", 0)), Err(SaveError::Invalid(_))));
    assert_eq!(store.keys(), Ok(Vec::new()));
    assert_eq!(notebook.unsaved().count(), 1);
}

#[test]
fn changes_of_another_tab_come_in() {
    let store = MemoryStore::new();
    let mut notebook = open(&store).items;
    let (key, mut theirs) = (keeping::key::<Note>("a"), note("a", "1", 0));
    let raw = |note: &Note| note.write().to_string();

    assert_eq!(notebook.refresh("theme", Some("dark")), Change::None);
    assert_eq!(notebook.refresh(&key, Some(&raw(&theirs))), Change::Put("a".into()));
    assert_eq!(notebook.refresh(&key, Some(&raw(&theirs))), Change::None);
    theirs.body = "改了".into();
    assert_eq!(notebook.refresh(&key, Some(&raw(&theirs))), Change::Put("a".into()));
    assert_eq!(notebook.get("a"), Some(&theirs));
    assert_eq!(notebook.refresh(&key, None), Change::Removed("a".into()));
    assert_eq!(notebook.refresh(&key, None), Change::None);

    notebook.refresh(&key, Some(&raw(&theirs)));
    assert!(matches!(notebook.refresh(&key, Some("[9]")), Change::Damaged(_)));
    assert!(notebook.get("a").is_none(), "an item of a newer version is not shown as it was");

    // What is unsaved here gives way to a later change only.
    store.set_capacity(Some(0));
    let mut mine = note("a", "1", 0);
    mine.modified += 10;
    assert!(notebook.put(&mine).is_err());
    assert_eq!(notebook.refresh(&key, Some(&raw(&theirs))), Change::None);
    assert_eq!(notebook.refresh(&key, None), Change::None);
    assert_eq!(notebook.get("a"), Some(&mine));
    theirs.modified += 20;
    assert_eq!(notebook.refresh(&key, Some(&raw(&theirs))), Change::Put("a".into()));
    assert_eq!(notebook.unsaved().count(), 0);
}

#[test]
fn what_the_journal_puts_back_comes_in_and_is_unsaved_where_there_was_no_room() {
    let store = MemoryStore::new();
    let mut notebook = open(&store).items;
    let (key, raw) = (keeping::key::<Note>("a"), note("a", "1", 0).write().to_string());

    store.set(&key, &raw).expect("room enough");
    assert_eq!(notebook.recover(&key, Some(&raw)), Change::Put("a".into()));
    assert_eq!(notebook.unsaved_count(), 0);
    store.remove(&key).expect("the store is on");
    assert_eq!(notebook.recover(&key, None), Change::Removed("a".into()));

    assert_eq!(notebook.recover(&key, Some(&raw)), Change::Put("a".into()));
    assert_eq!(ids(notebook.unsaved()), ["a"], "it is not in the store");
    assert_eq!(notebook.save_again(), Ok(()));
    assert_eq!(store.get(&key), Ok(Some(raw)));
}

#[test]
fn a_store_that_was_emptied_from_outside_can_be_filled_again() {
    let store = MemoryStore::new();
    let mut notebook = open(&store).items;
    assert!(!notebook.emptied(), "there was nothing to lose");
    for id in ["a", "b", "c"] {
        notebook.put(&note(id, "1", 0)).expect("room enough");
    }
    for id in ["a", "b"] {
        store.remove(&keeping::key::<Note>(id)).expect("the store is on");
    }
    assert!(notebook.emptied());
    assert_eq!(ids(notebook.all()), ["a", "b", "c"]);
    assert_eq!(ids(notebook.unsaved()), ["a", "b"], "another tab has put one back already");
    assert_eq!(notebook.remove("b"), Ok(Some(note("b", "1", 0))));
    // Another tab puts the same back: then it is in the store.
    let raw = note("a", "1", 0).write().to_string();
    assert_eq!(notebook.refresh(&keeping::key::<Note>("a"), Some(&raw)), Change::Put("a".into()));
    assert_eq!(notebook.unsaved_count(), 0);
}
