//! The reader's corrections over stores that are shared, full, off or damaged; files out and in.

use super::{Change, Correction, Fix, ImportError, Imported, Invalid, SaveError, SayError, Sort, StoreError};
use crate::keeping::{MemoryStore, Store, Unreadable, key};
use crate::programs::ProgramKind;
use proptest::prelude::*;

type Workbook = super::Workbook<MemoryStore, MemoryStore>;

fn open(store: &MemoryStore) -> Workbook {
    let opened = Workbook::open(store.clone(), MemoryStore::new());
    assert!(opened.damaged.is_empty() && opened.error.is_none());
    opened.book
}

/// Takes the last act back; whether there was one.
fn undo(book: &mut Workbook) -> Result<bool, SaveError> {
    Ok(book.undo()?.is_some())
}

/// Does it again; whether there was one.
fn redo(book: &mut Workbook) -> Result<bool, SaveError> {
    Ok(book.redo()?.is_some())
}

fn program(name: &str) -> Correction {
    Correction::Program { name: name.into(), kind: ProgramKind::Campaign }
}

fn not(name: &str) -> Correction {
    Correction::NotProgram { name: name.into() }
}

fn ends(found: &str, name: &str) -> Correction {
    Correction::NameEnds { found: found.into(), name: name.into() }
}

fn join(word: &str) -> Correction {
    Correction::Join { word: word.into() }
}

fn split(word: &str, cuts: &[usize]) -> Correction {
    Correction::Split { word: word.into(), cuts: cuts.into() }
}

fn said(book: &Workbook) -> Vec<Correction> {
    book.fixes().all().into_iter().map(|fix| fix.correction.clone()).collect()
}

#[test]
fn what_is_said_replaces_what_it_contradicts_and_can_be_taken_back() {
    // What is said, what then holds.
    let cases: &[(&[Correction], &[Correction])] = &[
        (&[program("三标"), join("港区")], &[program("三标"), join("港区")]),
        (&[program("三标"), not("三标")], &[not("三标")]),
        (&[program("“三标”"), program("三标")], &[program("三标")]),
        (&[join("港区"), split("港区", &[1])], &[split("港区", &[1])]),
        (&[ends("三标活动", "三标"), not("三标活动")], &[not("三标活动")]),
        (&[not("三标活动"), ends("三标活动", "三标")], &[ends("三标活动", "三标")]),
        // A name that the reader gave can be shortened.
        (&[program("三标活动"), ends("三标活动", "三标")], &[program("三标活动"), ends("三标活动", "三标")]),
        (&[ends("三标活动", "三标"), program("三标活动")], &[program("三标活动")]),
        // Said again after another word, it is the last word.
        (&[join("港区"), join("区的"), join("港区")], &[join("区的"), join("港区")]),
        (&[join("港区"), program("三标"), join("港区")], &[join("港区"), program("三标")]),
    ];
    for (say, hold) in cases {
        let store = MemoryStore::new();
        let mut fixes = open(&store);
        let mut states = vec![(said(&fixes), fixes.fixes().in_force())];
        for correction in *say {
            // The clock stands still, and what is said later is later.
            fixes.say(correction.clone(), 1000).expect("room enough");
            if fixes.to_undo().is_some() && states.last() != Some(&(said(&fixes), fixes.fixes().in_force())) {
                states.push((said(&fixes), fixes.fixes().in_force()));
            }
        }
        assert_eq!(said(&fixes), *hold, "{say:?}");
        assert_eq!(said(&open(&store)), *hold, "kept: {say:?}");
        for state in states.iter().rev().skip(1) {
            assert_eq!(undo(&mut fixes), Ok(true));
            assert_eq!((said(&fixes), fixes.fixes().in_force()), *state, "{say:?}");
            assert_eq!(said(&open(&store)), state.0);
        }
        assert_eq!(undo(&mut fixes), Ok(false));
        assert!(store.keys().expect("the store is on").is_empty());
        for state in states.iter().skip(1) {
            assert_eq!(redo(&mut fixes), Ok(true));
            assert_eq!(said(&fixes), state.0);
        }
        assert_eq!(redo(&mut fixes), Ok(false));
        assert_eq!(said(&open(&store)), *hold);
    }
}

#[test]
fn a_hundred_steps_are_taken_back_and_done_again() {
    let store = MemoryStore::new();
    let mut fixes = open(&store);
    for n in 0..150 {
        let correction = if n % 3 == 0 { join(&format!("词{}", n % 7)) } else { program(&format!("名{n}")) };
        fixes.say(correction, n).expect("room enough");
    }
    let (all, force) = (said(&fixes), fixes.fixes().in_force());
    let mut steps = 0;
    while undo(&mut fixes) == Ok(true) {
        steps += 1;
    }
    assert!(steps >= 100 && fixes.fixes().is_empty(), "{steps} steps");
    while redo(&mut fixes) == Ok(true) {}
    assert_eq!((said(&fixes), fixes.fixes().in_force()), (all, force));
}

#[test]
fn what_cannot_be_said_changes_nothing() {
    let store = MemoryStore::new();
    let mut fixes = open(&store);
    for (correction, why) in [(join("港"), Invalid::OneCharacter), (ends("三标", "三标"), Invalid::NoPart)] {
        assert_eq!(fixes.say(correction, 0), Err(SayError::Invalid(why)));
    }
    assert!(fixes.to_undo().is_none() && store.keys() == Ok(Vec::new()));
}

#[test]
fn two_tabs_never_overwrite_one_another() {
    let store = MemoryStore::new();
    let (mut here, mut there) = (open(&store), open(&store));
    here.say(program("三标"), 10).expect("room enough");
    there.say(join("港区"), 11).expect("room enough");
    assert_eq!(said(&open(&store)), [program("三标"), join("港区")]);

    // What the other tab does comes in; what it changed is not taken back here.
    let fix = key::<Fix>(&not("三标").id());
    there.refresh(&fix, store.get(&fix).expect("the store is on").as_deref());
    there.say(not("三标"), 12).expect("room enough");
    let raw = store.get(&fix).expect("the store is on");
    assert!(matches!(here.refresh(&fix, raw.as_deref()), Some((Sort::Fixes, Change::Put(_)))));
    assert_eq!(said(&here), [not("三标")], "the other tab's word has not come in yet");
    assert_eq!(undo(&mut here), Ok(true));
    assert_eq!(said(&open(&store)), [join("港区"), not("三标")]);
    assert_eq!(here.refresh("meipi:other:a", Some("[1]")), None);
}

#[test]
fn nothing_is_lost_when_the_store_refuses() {
    let store = MemoryStore::new();
    let mut fixes = open(&store);
    fixes.say(program("三标"), 1).expect("room enough");
    store.set_capacity(Some(store.used()));
    assert_eq!(fixes.say(join("港区"), 2), Err(SayError::Unsaved(SaveError::Store(StoreError::Full))));
    assert_eq!(said(&fixes), [program("三标"), join("港区")], "it holds all the same");
    assert_eq!(fixes.fixes().items().unsaved().count(), 1);

    store.set_off(true);
    assert_eq!(undo(&mut fixes), Ok(true), "what never reached the store can be taken back");
    // A removal that the store refuses has not happened, and can be tried again.
    assert!(undo(&mut fixes).is_err());
    assert_eq!(said(&fixes), [program("三标")]);
    assert!(fixes.unsay(&program("三标").id()).is_err());
    assert_eq!(said(&fixes), [program("三标")]);
    store.set_off(false);
    assert_eq!(undo(&mut fixes), Ok(true));
    assert!(fixes.fixes().is_empty());
    store.set_capacity(None);
    assert_eq!((redo(&mut fixes), redo(&mut fixes), redo(&mut fixes)), (Ok(true), Ok(true), Ok(false)));
    assert_eq!(said(&open(&store)), [program("三标"), join("港区")]);
}

#[test]
fn what_cannot_be_read_is_reported_and_left_alone() {
    let store = MemoryStore::new();
    let items = [
        ("meipi:fix:word:港区", r#"[1,5,{"type":"join","word":"港区"}]"#, None),
        ("meipi:fix:word:新", r#"[2,{"all":"new"}]"#, Some(Unreadable::Newer(2))),
        (
            "meipi:fix:word:港口",
            r#"[1,5,{"type":"join","word":"港区"}]"#,
            Some(Unreadable::Malformed("its key".into())),
        ),
        (
            "meipi:fix:name:“三标”",
            r#"[1,5,{"type":"program","name":"“三标”","kind":"event"}]"#,
            Some(Unreadable::Malformed("the name".into())),
        ),
        (
            "meipi:fix:name:双创",
            r#"[1,5,{"type":"program","name":"双创","kind":"war"}]"#,
            Some(Unreadable::Malformed("unknown variant".into())),
        ),
        ("meipi:fix:", "", Some(Unreadable::Malformed("EOF".into()))),
        ("meipi:fixed", "[1]", None),
    ];
    for (key, raw, _) in &items {
        store.set(key, raw).expect("room enough");
    }
    let opened = Workbook::open(store.clone(), MemoryStore::new());
    for (key, raw, reason) in &items {
        let damaged = opened.damaged.iter().find(|damaged| damaged.key == *key);
        match (damaged.map(|damaged| &damaged.reason), reason) {
            (None, None) => {}
            (Some(Unreadable::Malformed(is)), Some(Unreadable::Malformed(starts))) => {
                assert!(is.starts_with(starts), "{is}");
            }
            (is, should) => assert_eq!(is, should.as_ref(), "{key}"),
        }
        assert_eq!(store.get(key), Ok(Some((*raw).to_owned())));
    }
    let mut fixes = opened.book;
    assert_eq!(said(&fixes), [join("港区")]);
    let newer = fixes.say(program("双创"), 9);
    assert!(matches!(newer, Err(SayError::Unsaved(SaveError::PutAside(_)))), "{newer:?}");
    assert!(store.get("meipi:fix:name:双创").is_ok_and(|raw| raw.is_some_and(|raw| raw.contains("war"))));
}

#[test]
fn a_file_out_and_in_gives_the_same_and_a_second_time_nothing() {
    let mut fixes = open(&MemoryStore::new());
    let all = [
        program("三标"),
        not("双创"),
        ends("三标活动", "三标"),
        join("港区"),
        split("中华人民共和国", &[2, 4]),
        split("的确", &[1]),
    ];
    for correction in &all {
        fixes.say(correction.clone(), 5).expect("room enough");
    }
    let (json, words) = (fixes.fixes().export_json(), fixes.fixes().export_words());
    for (file, corrections) in [(&json, &all[..]), (&words, &all[3..])] {
        let store = MemoryStore::new();
        let mut other = open(&store);
        let new = Imported { new: corrections.len(), ..Imported::default() };
        assert_eq!(other.import_fixes(file, 99), Ok(new));
        assert_eq!(said(&other), corrections);
        assert_eq!(said(&open(&store)), corrections);
        let before = store.used();
        let same = Imported { same: corrections.len(), ..Imported::default() };
        assert_eq!(other.import_fixes(&format!("\u{feff}{file}"), 999), Ok(same));
        assert_eq!((said(&other).as_slice(), store.used()), (corrections, before));
        assert_eq!((undo(&mut other), undo(&mut other)), (Ok(true), Ok(false)), "an import is one step");
        assert!(other.fixes().is_empty());
    }
    assert_eq!(
        words,
        "港区 200000 x\n中华人民共和国 0 x\n中华 200000 x\n人民 200000 x\n共和国 200000 x\n\n的确 0 x\n\n"
    );
}

#[test]
fn of_here_and_there_the_later_holds() {
    let mut there = open(&MemoryStore::new());
    for (correction, made) in
        [(not("三标"), 10), (join("港区"), 30), (ends("双创活动", "双创"), 50), (program("新"), 60)]
    {
        there.say(correction, made).expect("room enough");
    }
    let file = there.fixes().export_json();
    let mut here = open(&MemoryStore::new());
    for (correction, made) in [(program("三标"), 20), (split("港区", &[1]), 25), (not("双创活动"), 70)] {
        here.say(correction, made).expect("room enough");
    }
    let imported = Imported { new: 1, changed: 1, older: 2, ..Imported::default() };
    assert_eq!(here.import_fixes(&file, 99), Ok(imported));
    assert_eq!(said(&here), [program("三标"), join("港区"), program("新"), not("双创活动")]);
    let again = Imported { same: 2, older: 2, ..Imported::default() };
    let before = said(&here);
    assert_eq!(here.import_fixes(&file, 999), Ok(again));
    assert_eq!(said(&here), before);
}

#[test]
fn dictionaries_of_others_are_understood() {
    let cases: &[(&str, &[Correction], usize)] = &[
        ("", &[], 0),
        (
            "云计算 5\n李小福 2 nr\n创新办 3 i\neasy_install 3 eng\n韩玉赏鉴 nz\n台中\n",
            &[join("云计算"), join("李小福"), join("创新办"), join("easy_install"), join("韩玉赏鉴"), join("台中")],
            0,
        ),
        ("\n  港区\t9\r\n\r\n港区 10 n\r\n的 7 u", &[join("港区")], 1),
        // Taken out: into the parts that follow, else into characters.
        ("今天天气 0\n今天 3\n天气 3\n港区 3", &[split("今天天气", &[2]), join("港区")], 0),
        ("今天天气 0\n港区 3\n的确 0", &[split("今天天气", &[1, 2, 3]), join("港区"), split("的确", &[1])], 0),
        ("中华人民共和国 0\n人民 3", &[split("中华人民共和国", &[1, 2, 4, 5, 6])], 0),
        ("港区 0\n港区 3", &[join("港区")], 0),
        ("航空港 0\n航空 3\n\n空港 3", &[split("航空港", &[2]), join("空港")], 0),
    ];
    for (file, corrections, ignored) in cases {
        let mut fixes = open(&MemoryStore::new());
        let imported = fixes.import_fixes(file, 1).expect("a dictionary");
        assert_eq!(said(&fixes), *corrections, "{file}");
        assert_eq!((imported.new, imported.ignored), (corrections.len(), *ignored), "{file}");
    }
}

#[test]
fn a_bad_file_is_told_and_changes_nothing() {
    let one =
        |correction: &str| format!(r#"{{"format":"meipi-corrections","version":1,"corrections":[{correction}]}}"#);
    let good = r#"{"made":1,"type":"join","word":"港区"}"#;
    let with = |bad: &str| one(&format!("{good},{bad}"));
    let cases: Vec<(String, &str)> = vec![
        ("{".into(), "this is no file of corrections: EOF"),
        ("[]".into(), "this is no file of corrections: its format is another"),
        ("\"港区\"".into(), "this is no file of corrections: its format is another"),
        ("[".repeat(100_000), "this is no file of corrections: recursion"),
        (r#"{"format":"meipi-raw","items":{}}"#.into(), "this is no file of corrections: its format is another"),
        (r#"{"format":"meipi-corrections"}"#.into(), "this is no file of corrections: it has no version"),
        (r#"{"format":"meipi-corrections","version":1}"#.into(), "this is no file of corrections: it has no list"),
        (one("").replace(":1,", ":2,"), "the file was written by a newer version (format 2)"),
        (with("7"), "correction 2: "),
        (with(r#"{"made":1,"type":"join"}"#), "correction 2: missing field"),
        (with(r#"{"type":"join","word":"港区"}"#), "correction 2: missing field"),
        (with(r#"{"made":1,"type":"join","word":["港区"]}"#), "correction 2: invalid type"),
        (with(r#"{"made":-1,"type":"join","word":"港区"}"#), "correction 2: invalid value"),
        (with(r#"{"made":9640000000000000,"type":"join","word":"港区"}"#), "correction 2: a time"),
        (with(r#"{"made":1,"type":"burn","word":"港区"}"#), "correction 2: unknown variant"),
        (with(r#"{"made":1,"type":"program","name":"三标","kind":"war"}"#), "correction 2: unknown variant"),
        (with(r#"{"made":1,"type":"program","name":"三\u0000标","kind":"event"}"#), "correction 2: it holds a control"),
        (with(r#"{"made":1,"type":"split","word":"港区","cuts":[2]}"#), "correction 2: the cuts"),
        (with(r#"{"made":1,"type":"split","word":"港区","cuts":[-1]}"#), "correction 2: invalid value"),
        (
            with(&format!(r#"{{"made":1,"type":"join","word":"{}"}}"#, "词".repeat(10_000))),
            "correction 2: it is longer than 32",
        ),
        (one(&vec![good; 20_001].join(",")), "the file is larger"),
        ("港区 3\n".repeat(700_000), "the file is larger"),
        (format!("港区 3\n{} 3", "词".repeat(10_000)), "line 2: it is longer than 32"),
        (format!("港区 3\n{} 0", "词".repeat(10_000)), "line 2: it is longer than 32"),
        ("港区 3\n这是 一 句 话".into(), "line 2: a line is a word"),
        ("港区 3\n你好，世界。".into(), "line 2: a word holds no white space"),
        ("港区 3\n港口 -1".into(), "line 2: neither a frequency"),
        ("港区 3\n港口 三".into(), "line 2: neither a frequency"),
        ("港区 3\n港口 三 n".into(), "line 2: the frequency is not"),
        ("港区 3\n港口 99999999999999999999999".into(), "line 2: neither a frequency"),
        ("港区 3\n港\u{7}口 3".into(), "line 2: it holds a control"),
        ("港区 3\n—— 3".into(), "line 2: there is no letter"),
        ("港区 3\n的 0".into(), "line 2: a word of one character"),
    ];
    let store = MemoryStore::new();
    let mut fixes = open(&store);
    fixes.say(program("三标"), 1).expect("room enough");
    let before = store.used();
    for (file, message) in cases {
        let told = fixes.import_fixes(&file, 5).map_err(|error: ImportError| error.to_string());
        let head: String = file.chars().take(100).collect();
        assert!(told.as_ref().is_err_and(|told| told.starts_with(message)), "{head}: {told:?}, not {message}");
        assert_eq!((said(&fixes).len(), store.used()), (1, before), "{head}");
    }
}

fn any_correction() -> impl Strategy<Value = Correction> {
    prop_oneof![
        "[三标双创]{1,3}".prop_map(|name| program(&name)),
        "[三标双创]{1,3}".prop_map(|name| not(&name)),
        ("[三标双创]{2,3}", 1..2_usize).prop_map(|(found, n)| ends(&found, &found.chars().take(n).collect::<String>())),
        "[三标双创]{2,3}".prop_map(|word| join(&word)),
        ("[三标双创]{2,3}", 1..2_usize).prop_map(|(word, cut)| split(&word, &[cut])),
    ]
}

proptest! {
    #[test]
    fn no_file_makes_an_import_panic(file in any::<String>(), lines in "([一-三]{1,3} ?[0-3]{0,1}( x)?\n){0,8}") {
        let _ = open(&MemoryStore::new()).import_fixes(&file, 0);
        let mut fixes = open(&MemoryStore::new());
        if fixes.import_fixes(&lines, 0).is_ok() {
            let again = fixes.import_fixes(&lines, 1).expect("the same file");
            prop_assert_eq!((again.new, again.changed), (0, 0));
        }
    }

    /// Any course of saying, removing, undoing and redoing: the store holds what holds, and all of it can be taken
    /// back and done again.
    #[test]
    fn the_store_follows_any_course(acts in proptest::collection::vec((0..6_u8, any_correction()), 0..40)) {
        let store = MemoryStore::new();
        let mut fixes = open(&store);
        for (act, correction) in acts {
            match act {
                0 => drop(undo(&mut fixes).expect("the store is on")),
                1 => drop(redo(&mut fixes).expect("the store is on")),
                2 => fixes.unsay(&correction.id()).expect("the store is on"),
                _ => {
                    fixes.say(correction.clone(), 7).expect("room enough");
                    prop_assert_eq!(fixes.fixes().get(&correction.id()).map(|fix| &fix.correction), Some(&correction));
                }
            }
            let again = open(&store);
            prop_assert_eq!(again.fixes().all(), fixes.fixes().all());
            prop_assert_eq!(again.fixes().in_force(), fixes.fixes().in_force());
        }
        let end = said(&fixes);
        while undo(&mut fixes).expect("the store is on") {}
        prop_assert!(fixes.fixes().is_empty());
        while redo(&mut fixes).expect("the store is on") {}
        if end == said(&fixes) {
            let file = fixes.fixes().export_json();
            let mut other = open(&MemoryStore::new());
            other.import_fixes(&file, 3).expect("an export");
            prop_assert_eq!(other.fixes().in_force(), fixes.fixes().in_force());
        }
    }
}
