//! Everything the reader does can be taken back, in order, whatever it was.

use super::{Deed, What, Workbook};
use crate::corrections::Correction;
use crate::keeping::{Item, Items, MemoryStore, Store, key};
use crate::notes::{Colour, Line, Note, Selectors, TextPosition, TextQuote};
use crate::text::Fingerprint;
use proptest::prelude::*;

type Book = Workbook<MemoryStore, MemoryStore>;

fn note(id: &str, body: &str, modified: u64) -> Note {
    Note {
        id: id.into(),
        article: "000-01".into(),
        text: Fingerprint::of("稳产"),
        selectors: Selectors {
            quote: TextQuote { exact: "稳产".into(), ..TextQuote::default() },
            position: Some(TextPosition { start: 4, end: 6 }),
        },
        colour: Colour::Yellow,
        line: Line::Wash,
        body: body.into(),
        tags: Vec::new(),
        created: 1_000,
        modified,
    }
}

fn open(store: &MemoryStore, history: &MemoryStore) -> Book {
    Book::open(store.clone(), history.clone()).book
}

fn bodies(book: &Book) -> Vec<String> {
    book.notes().all().map(|note| format!("{} {}", note.id, note.body)).collect()
}

#[test]
fn writing_is_one_act_until_the_reader_pauses() {
    let (store, history) = (MemoryStore::new(), MemoryStore::new());
    let mut book = open(&store, &history);
    let strokes = [("", 1_000), ("稳", 1_500), ("稳住", 2_000), ("稳住产", 9_000), ("稳住产量", 9_500)];
    for (body, time) in strokes {
        book.put(note("a", body, time)).expect("room");
    }
    let mut seen = vec![bodies(&book)];
    while let Some(deed) = book.undo().expect("the store is on") {
        assert!(matches!(deed, Deed::Notes(_)));
        seen.push(bodies(&book));
    }
    assert_eq!(seen, [vec!["a 稳住产量"], vec!["a 稳住"], vec!["a "], vec![]]);
}

#[test]
fn a_note_is_changed_as_it_is_and_not_as_it_was_drawn() {
    let mut book = open(&MemoryStore::new(), &MemoryStore::new());
    let drawn = note("a", "稳", 1_000);
    book.put(drawn.clone()).expect("room");
    book.edit(&drawn, 1_001, |note| note.body = "稳住产量".into()).expect("room");
    book.edit(&drawn, 1_002, |note| note.colour = Colour::Green).expect("room");
    book.edit_all([&drawn], 1_003, |note| note.tags.push("产业".into())).expect("room");
    let all = Note { colour: Colour::Green, tags: vec!["产业".into()], ..note("a", "稳住产量", 1_003) };
    assert_eq!(book.notes().get("a"), Some(&all));

    // What changes nothing is no act and leaves its time alone.
    let acts = book.acts();
    book.edit(&drawn, 2_000, |note| note.colour = Colour::Green).expect("room");
    assert_eq!((book.acts(), book.notes().get("a")), (acts, Some(&all)));

    // Another tab deleted it while somebody wrote here: what is written comes first.
    book.refresh(&key::<Note>("a"), None);
    book.edit(&drawn, 3_000, |note| note.body = "稳住".into()).expect("room");
    assert_eq!(bodies(&book), ["a 稳住"]);
}

#[test]
fn what_is_not_writing_is_an_act_of_its_own() {
    let at = |start, time| {
        let mut note = note("a", "", time);
        note.selectors.position = Some(TextPosition { start, end: start + 2 });
        note
    };
    let elsewhere = |time| Note { text: Fingerprint::of("扩产"), ..at(9, time) };
    let coloured = |body: &str, time| Note { colour: Colour::Green, ..note("a", body, time) };
    // Notes put one after the other; how many acts they are.
    let cases: [(&[Note], usize); 8] = [
        // Its ends moved: quickly, with a pause, and after it was put into another text.
        (&[note("a", "", 0), at(1, 900), at(2, 1_900), at(3, 2_000)], 2),
        (&[note("a", "", 0), at(1, 100), at(2, 1_200), coloured("", 1_300), at(3, 1_400)], 5),
        (&[note("a", "", 0), elsewhere(1), at(9, 2), at(8, 3)], 4),
        (&[note("a", "", 0), note("a", "一", 1), coloured("一", 2), coloured("一二", 3)], 4),
        (&[note("a", "", 0), note("b", "", 1), note("a", "一", 2), note("b", "一", 3), note("a", "一二", 4)], 5),
        (&[note("a", "", 0), note("a", "一", 5_000), note("a", "一二", 4_000)], 3),
        (&[note("a", "", 0), note("a", "", 0)], 1),
        (&[note("a", "", 0), note("a", "一", 1), note("a", "一二", 2), note("a", "", 3)], 2),
    ];
    for (notes, acts) in cases {
        let mut book = open(&MemoryStore::new(), &MemoryStore::new());
        for note in notes {
            book.put(note.clone()).expect("room");
        }
        let mut undone = 0;
        while book.undo().expect("the store is on").is_some() {
            undone += 1;
        }
        assert_eq!(undone, acts, "{notes:?}");
        assert!(book.notes().is_empty());
    }
}

#[test]
fn notes_and_corrections_are_taken_back_in_the_order_of_the_reader_and_after_a_reload() {
    let (store, history) = (MemoryStore::new(), MemoryStore::new());
    let join = Correction::Join { word: "港区".into() };
    {
        let mut book = open(&store, &history);
        book.put(note("a", "一", 1)).expect("room");
        book.say(join.clone(), 2).expect("room");
        book.put_all([note("b", "二", 3), note("c", "三", 3)]).expect("room");
        book.delete(["a", "c", "nobody"]).expect("room");
    }
    let mut book = open(&store, &history);
    let expected = [What::Deleted(2), What::Made(2), What::Said(join.clone()), What::Made(1)];
    for what in &expected {
        assert_eq!(book.to_undo().map(Deed::what).as_ref(), Some(what));
        book.undo().expect("the store is on");
        book = open(&store, &history);
    }
    assert!(book.to_undo().is_none() && book.notes().is_empty() && book.fixes().is_empty());
    for what in expected.iter().rev() {
        let redone = book.redo().expect("the store is on").expect("an act");
        assert_eq!(redone.what(), *what);
        book = open(&store, &history);
    }
    assert_eq!(bodies(&book), ["b 二"]);
}

#[test]
fn what_another_tab_changed_since_is_left_alone() {
    let store = MemoryStore::new();
    let mut here = open(&store, &MemoryStore::new());
    here.put_all([note("a", "一", 1), note("b", "二", 1)]).expect("room");
    let theirs = note("a", "别的窗口", 5);
    here.refresh(&key::<Note>("a"), Some(&theirs.write().to_string()));
    let undone = here.undo().expect("the store is on").expect("an act");
    assert_eq!(undone.what(), What::Deleted(1));
    assert_eq!(bodies(&here), ["a 别的窗口"]);
    // The act went by, as far as it could.
    assert!(here.to_undo().is_none());
}

/// What is asked of a workbook, and what it says.
fn course(book: &mut Book, act: u8, id: &str, clock: u64) -> String {
    let key = key::<Note>(id);
    let raw = note(id, "别处", clock).write().to_string();
    match act {
        0 => format!("{:?}", book.undo()),
        1 => format!("{:?}", book.redo()),
        2 => format!("{:?}", book.delete([id])),
        3 => format!("{:?}", book.say(Correction::Join { word: format!("词{id}") }, clock)),
        4 => format!("{:?}", book.refresh(&key, Some(&raw))),
        5 => format!("{:?}", book.refresh(&key, None)),
        6 => format!("{:?}", book.recover(&key, Some("[9]"))),
        7 => format!("{:?}", book.put_all([note(id, "", clock), note("z", "", clock)])),
        8 => format!("{:?}", book.emptied()),
        _ => format!("{:?}", book.put(note(id, &clock.to_string(), clock))),
    }
}

#[test]
fn the_text_does_not_wait_for_the_notes() {
    let (store, history) = (MemoryStore::new(), MemoryStore::new());
    {
        let mut book = open(&store, &history);
        book.put_all((0..10).map(|n| note(&n.to_string(), "", 0))).expect("room");
        book.say(Correction::Join { word: "港区".into() }, 1).expect("room");
    }
    store.set("meipi:note:4", "[9]").expect("room");
    let mut book = Book::begin(store.clone(), history).book;
    assert_eq!((book.fixes().is_empty(), book.notes().len()), (false, 0));
    assert!(book.read_on(3) && book.read_on(3));
    assert_eq!(book.notes().len(), 5);
    // Another tab takes away what has not been read, and writes something new.
    store.remove("meipi:note:9").expect("the store is on");
    store.set("meipi:note:new", &note("new", "", 2).write().to_string()).expect("room");
    assert!(!book.read_on(9) && !book.read_on(9));
    assert_eq!(book.notes().len(), 8);
    assert_eq!(book.take_damaged().iter().map(|item| item.key.as_str()).collect::<Vec<_>>(), ["meipi:note:4"]);
    book.refresh("meipi:note:new", Some(&note("new", "", 2).write().to_string()));
    assert_eq!(book.notes().len(), 9);
}

proptest! {
    #[test]
    fn a_workbook_that_reads_on_is_as_one_that_has_read(
        before in proptest::collection::vec((0..10_u8, 0..6_u8), 0..20),
        full in proptest::option::of(0..400_usize),
        acts in proptest::collection::vec((0..12_u8, 0..6_u8, 0..4_usize), 0..20),
    ) {
        let (stores, mut books): (Vec<_>, Vec<_>) = [false, true].map(|piecewise| {
            let (store, history) = (MemoryStore::new(), MemoryStore::new());
            let mut book = open(&store, &history);
            for (act, which) in &before {
                course(&mut book, *act, &which.to_string(), 0);
            }
            store.set("meipi:note:5", "[9]").expect("room");
            store.set_capacity(full.map(|room| store.used() + room));
            let opened =
                if piecewise { Book::begin(store.clone(), history) } else { Book::open(store.clone(), history) };
            (store, opened.book)
        }).into_iter().unzip();
        for (act, which, pieces) in acts {
            books[1].read_on(pieces);
            let said = books.iter_mut().map(|book| course(book, act, &which.to_string(), 9)).collect::<Vec<_>>();
            prop_assert_eq!(&said[0], &said[1]);
        }
        while books[1].read_on(1) {}
        prop_assert_eq!(bodies(&books[0]), bodies(&books[1]));
        prop_assert_eq!(books[0].unsaved_items().collect::<Vec<_>>(), books[1].unsaved_items().collect::<Vec<_>>());
        prop_assert_eq!(books[0].to_undo(), books[1].to_undo());
        let items = |store: &MemoryStore| {
            let keys = store.keys().expect("the store is on");
            keys.into_iter().map(|key| store.get(&key)).collect::<Vec<_>>()
        };
        prop_assert_eq!(items(&stores[0]), items(&stores[1]));
    }

    #[test]
    fn any_course_is_kept_and_taken_back(acts in proptest::collection::vec((0..7_u8, 0..4_u8, 0..9_u64), 0..50)) {
        let (store, history) = (MemoryStore::new(), MemoryStore::new());
        let mut book = open(&store, &history);
        let mut clock = 0;
        for (act, which, time) in acts {
            clock += time * 1_000;
            let id = which.to_string();
            match act {
                0 => drop(book.undo().expect("the store is on")),
                1 => drop(book.redo().expect("the store is on")),
                2 => book.delete([id.as_str()]).expect("the store is on"),
                3 => drop(book.say(Correction::Join { word: format!("词{id}") }, clock)),
                _ => book.put(note(&id, &clock.to_string(), clock)).expect("room"),
            }
            let kept: Vec<Note> = Items::<_, Note>::open(store.clone()).items.all().cloned().collect();
            let here: Vec<Note> = book.notes().all().cloned().collect();
            prop_assert_eq!(kept, here);
            let again = open(&store, &history);
            prop_assert_eq!(again.to_undo(), book.to_undo());
            prop_assert_eq!(again.to_redo(), book.to_redo());
        }
        let end = bodies(&book);
        let mut standing = 0;
        while book.undo().expect("the store is on").is_some() {
            standing += 1;
        }
        prop_assert!(book.notes().is_empty() && book.fixes().is_empty());
        for _ in 0..standing {
            book.redo().expect("the store is on");
        }
        prop_assert_eq!(bodies(&book), end);
    }
}
