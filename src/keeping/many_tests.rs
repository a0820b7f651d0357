//! Stores as they are out there: full of ordinary notes, and damaged in every way.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

use super::{Item, Items, MemoryStore, Opened, Store, StoreError, key};
use crate::corrections::{Correction, Fix};
use crate::notes::{Colour, Line, Note, Notebook, Selectors, TextPosition, TextQuote, fresh_id};
use crate::text::Fingerprint;

/// What browsers give one origin, in UTF-16 units of keys and values.
const CAPACITY: usize = 5_242_832;

/// An ordinary note: a passage of some words, a sentence on every second one, a tag on every fifth.
fn ordinary(n: usize) -> Note {
    let start = n * 7 % 4_000;
    Note {
        id: fresh_id(1_700_000_000_000 + n as u64 * 60_000, (n as u32).wrapping_mul(2_654_435_761)),
        article: format!("00{}-{:02}", n % 5, n % 12),
        text: Fingerprint::of(&n.to_string()),
        selectors: Selectors {
            quote: TextQuote {
                exact: "稳产达产扩产".chars().cycle().take(2 + n % 15).collect(),
                prefix: "强重点企业运行监测和服务，不断提高要素保障能力，全力以赴推动企业".into(),
                suffix: "，稳住工业经济基本盘。深入推进“三个一批”活动，紧盯产业链上下游".into(),
            },
            position: Some(TextPosition { start, end: start + 2 + n % 15 }),
        },
        colour: Colour::ALL[n % 6],
        line: Line::ALL[n % 3],
        body: if n.is_multiple_of(2) {
            format!("第{n}处：三个词都说“产”：稳住产量、达到设计产量、扩大产量。")
        } else {
            String::new()
        },
        tags: if n.is_multiple_of(5) { vec!["经济".into()] } else { Vec::new() },
        created: 1_700_000_000_000 + n as u64 * 60_000,
        modified: 1_700_000_100_000 + n as u64 * 60_000,
    }
}

#[test]
fn fifteen_thousand_ordinary_notes_fit() {
    let store = MemoryStore::new();
    let mut notebook = Notebook::open(store.clone()).items;
    for n in 0..15_000 {
        notebook.put(&ordinary(n)).expect("no limit");
    }
    let used = store.used();
    assert!(used < CAPACITY, "{used} UTF-16 units");
    println!("15,000 ordinary notes take {used} UTF-16 units, {} each", used / 15_000);
    let again = Notebook::open(store);
    assert_eq!((again.items.len(), again.damaged.len()), (15_000, 0));
}

/// Counts what a notebook asks of its store.
#[derive(Debug, Clone, Default)]
struct Counting(MemoryStore, std::rc::Rc<std::cell::Cell<usize>>);

impl Counting {
    fn count<T>(&self, result: T) -> T {
        self.1.set(self.1.get() + 1);
        result
    }
}

impl Store for Counting {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.count(self.0.keys())
    }
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.count(self.0.get(key))
    }
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.count(self.0.set(key, value))
    }
    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.count(self.0.remove(key))
    }
}

#[test]
fn a_note_more_costs_the_same_with_ten_and_with_ten_thousand() {
    let calls = |kept: usize| {
        let store = Counting::default();
        let mut notebook = Notebook::open(store.clone()).items;
        for n in 0..kept {
            notebook.put(&ordinary(n)).expect("no limit");
        }
        let before = store.1.get();
        notebook.put(&ordinary(kept)).expect("no limit");
        notebook.remove(&ordinary(kept).id).expect("the store is on");
        store.1.get() - before
    };
    assert_eq!(calls(10), calls(10_000));
}

/// Items of every version there ever was, each by key.
fn intact() -> BTreeMap<String, String> {
    let note = |n: usize| (key::<Note>(&ordinary(n).id), ordinary(n).write().to_string());
    let corrections = [
        Correction::Join { word: "港区".into() },
        Correction::Split { word: "产业链上".into(), cuts: vec![3] },
        Correction::NotProgram { name: "火车头".into() },
    ];
    let fixes = corrections.into_iter().zip(1..).map(|(correction, made)| Fix { made, correction });
    let v1 = r#"[1,"000-01","c51d0edf6f94594b",3,"稳产","企业","扩产",[4,6],1700000000000,1700000100000,"好"]"#;
    let v1_without_place = r#"[1,"001-02","c51d0edf6f94594b",0,"扩产","","",null,0,0,""]"#;
    let mut all: BTreeMap<String, String> = (0..12).map(note).collect();
    all.extend(fixes.map(|fix| (key::<Fix>(&fix.id()), fix.write().to_string())));
    all.extend(
        [v1, v1_without_place].into_iter().enumerate().map(|(n, raw)| (key::<Note>(&format!("v1-{n}")), raw.into())),
    );
    all
}

/// What happens to an item.
#[derive(Debug, Clone)]
enum Damage {
    Cut(Index),
    Replace(Index, char),
    Insert(Index, char),
    Swap(Index, Index),
    Whole(String),
    Age(u64),
    Deep(usize),
    Rename(String),
}

fn damage() -> impl Strategy<Value = Damage> {
    let sign = select("[]{}\",:0-9.eE\\u\u{0}\u{feff}稳😀".chars().collect::<Vec<_>>());
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), prop_oneof![any::<char>(), sign.clone()]).prop_map(|(at, c)| Damage::Replace(at, c)),
        (any::<Index>(), sign).prop_map(|(at, c)| Damage::Insert(at, c)),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Damage::Swap(a, b)),
        any::<String>().prop_map(Damage::Whole),
        any::<u64>().prop_map(Damage::Age),
        (1..10_000_usize).prop_map(Damage::Deep),
        any::<String>().prop_map(Damage::Rename),
    ]
}

fn damaged(raw: &str, damage: &Damage) -> String {
    let mut chars: Vec<char> = raw.chars().collect();
    let length = chars.len();
    let at = |index: &Index| index.index(length);
    match damage {
        Damage::Cut(index) => chars.truncate(at(index)),
        Damage::Replace(index, c) => chars[at(index)] = *c,
        Damage::Insert(index, c) => chars.insert(at(index), *c),
        Damage::Swap(a, b) => chars.swap(at(a), at(b)),
        Damage::Whole(other) => return other.clone(),
        Damage::Age(version) => return raw.replacen(['1', '2'], &version.to_string(), 1),
        Damage::Deep(levels) => return "[".repeat(*levels),
        Damage::Rename(_) => {}
    }
    chars.into_iter().collect()
}

/// Opens the items of one sort: each of them is there or reported, and the store is as it was.
fn check<T: Item + std::fmt::Debug>(
    store: &MemoryStore,
    whole: &BTreeMap<String, String>,
) -> Result<(), TestCaseError> {
    let before = store.keys();
    let Opened { items, damaged, error } = Items::<_, T>::open(store.clone());
    prop_assert!(error.is_none());
    let ours = before.iter().flatten().filter(|key| key.starts_with(T::PREFIX)).count();
    prop_assert_eq!(items.len() + damaged.len(), ours);
    for (key, raw) in whole.iter().filter(|(key, _)| key.starts_with(T::PREFIX)) {
        if store.get(key).ok().flatten().as_ref() == Some(raw) {
            let id = &key[T::PREFIX.len()..];
            let read = super::read::<T>(id, raw).ok();
            prop_assert_eq!(items.get(id), read.as_ref());
        }
    }
    let export = items.export_raw();
    for item in &damaged {
        prop_assert_eq!(store.get(&item.key), Ok(Some(item.raw.clone())), "it can be downloaded as it lies there");
        prop_assert!(export.contains(&serde_json::to_string(&item.key).expect("a string")));
    }
    prop_assert_eq!(store.keys(), before);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_200))]
    #[test]
    fn a_damaged_store_of_every_version_opens_and_gives_back_what_is_intact(
        damages in prop::collection::vec((any::<Index>(), damage()), 1..12),
        foreign in prop::collection::btree_map(any::<String>(), any::<String>(), 0..4),
    ) {
        let (store, whole) = (MemoryStore::new(), intact());
        for (key, raw) in whole.iter().chain(&foreign) {
            store.set(key, raw).expect("no limit");
        }
        for (which, damage) in &damages {
            let (key, _) = whole.iter().nth(which.index(whole.len())).expect("an index of it");
            let Some(raw) = store.get(key).ok().flatten().filter(|raw| !raw.is_empty()) else { continue };
            store.set(key, &damaged(&raw, damage)).expect("no limit");
            if let Damage::Rename(name) = damage {
                store.remove(key).expect("the store is on");
                store.set(&format!("{}{name}", Note::PREFIX), &raw).expect("no limit");
            }
        }
        check::<Note>(&store, &whole)?;
        check::<Fix>(&store, &whole)?;
    }
}
