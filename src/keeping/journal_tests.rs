//! The journal against a browser that is killed at any moment.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::journal::{COUNTS, DAY, Edits, Found, Journal, Recovered};
use super::{MemoryStore, Store, StoreError};

type Map = BTreeMap<String, String>;

fn content(store: &MemoryStore) -> Map {
    let keys = store.keys().expect("the store is on");
    keys.into_iter().filter_map(|key| Some((key.clone(), store.get(&key).ok()??))).collect()
}

fn store_of(content: &Map) -> MemoryStore {
    let store = MemoryStore::new();
    for (key, value) in content {
        store.set(key, value).expect("room enough");
    }
    store
}

fn write(place: &mut Map, edits: impl IntoIterator<Item = (String, Option<String>)>) {
    for (key, record) in edits {
        match record {
            Some(record) => drop(place.insert(key, record)),
            None => drop(place.remove(&key)),
        }
    }
}

/// Takes the next batch and writes it.
fn settle(journal: &mut Journal<MemoryStore>, place: &mut Map, now: u64) {
    if let Some(edits) = journal.take(now) {
        write(place, edits);
        journal.written();
    }
    assert!(journal.is_settled());
}

fn open(store: &MemoryStore, writer: &str, place: &mut Map, now: u64) -> (Journal<MemoryStore>, Vec<Recovered>) {
    let mut journal = Journal::new(store.clone(), writer.into());
    let Found { recovered, edits } = journal.found(place.clone(), now);
    write(place, edits);
    (journal, recovered)
}

fn recovered(key: &str, raw: Option<&str>) -> Recovered {
    Recovered { key: key.into(), raw: raw.map(str::to_owned) }
}

#[test]
fn what_the_store_lost_is_put_back_and_what_it_has_is_left_alone() {
    let (store, mut place) = (MemoryStore::new(), Map::new());
    let (mut journal, _) = open(&store, "w1", &mut place, 0);
    journal.set("old", "1").expect("room enough");
    journal.set("gone", "1").expect("room enough");
    settle(&mut journal, &mut place, 0);
    let disk = content(&store);
    journal.set("old", "2").expect("room enough");
    journal.set("new", "1").expect("room enough");
    journal.remove("gone").expect("the store is on");
    settle(&mut journal, &mut place, 1);

    let killed = store_of(&disk);
    let (_, back) = open(&killed, "w2", &mut place.clone(), 2);
    assert_eq!(back, [recovered("gone", None), recovered("new", Some("1")), recovered("old", Some("2"))]);

    // The journal fell silent, the store went on: what it has is later.
    store.set("old", "3").expect("room enough");
    let (_, back) = open(&store, "w2", &mut place, 2);
    assert_eq!(back, []);
    assert_eq!(store.get("old"), Ok(Some("3".into())));
}

#[test]
fn a_page_that_writes_before_the_records_are_read_has_the_last_word() {
    let mut place = Map::new();
    let (mut before, _) = open(&MemoryStore::new(), "w1", &mut place, 0);
    before.set("a", "1").expect("room enough");
    before.set("b", "1").expect("room enough");
    settle(&mut before, &mut place, 0);

    let store = MemoryStore::new();
    let mut journal = Journal::new(store.clone(), "w2".into());
    journal.set("a", "2").expect("room enough");
    let found = journal.found(place.clone(), 0);
    assert_eq!(found.recovered, [recovered("b", Some("1"))]);
    assert_eq!(store.get("a"), Ok(Some("2".into())));
}

#[test]
fn what_the_store_refuses_is_put_back_when_there_is_room() {
    let (store, mut place) = (MemoryStore::new(), Map::new());
    let (mut journal, _) = open(&store, "w1", &mut place, 0);
    journal.set("a", "1").expect("room enough");
    settle(&mut journal, &mut place, 0);
    store.set_capacity(Some(store.used()));
    assert_eq!(journal.set("a", "longer"), Err(StoreError::Full));
    assert_eq!(journal.set("b", "1"), Err(StoreError::Full));
    assert_eq!(journal.set("c", "1"), Err(StoreError::Full));
    settle(&mut journal, &mut place, 0);
    // Others go on, and do not make the refused ones look stored.
    assert_eq!(journal.set("a", "2"), Ok(()));
    assert_eq!(journal.remove("c"), Ok(()));
    settle(&mut journal, &mut place, 0);

    let (mut full, back) = open(&store, "w2", &mut place, 3 * DAY);
    assert_eq!(back, [recovered("b", Some("1"))]);
    assert_eq!(store.get("b"), Ok(None));
    settle(&mut full, &mut place, 3 * DAY);
    store.set_capacity(None);
    let (_, back) = open(&store, "w3", &mut place, 6 * DAY);
    assert_eq!(back, [recovered("b", Some("1"))]);
    assert_eq!(store.get("b"), Ok(Some("1".into())));
    let (_, back) = open(&store, "w4", &mut place, 6 * DAY);
    assert_eq!(back, [], "once it is in the store it is like any other");
}

#[test]
fn records_and_counts_leave_after_a_day_wherever_the_clock_went() {
    for later in [5 * DAY + DAY, 5 * DAY - DAY, 0, u64::MAX] {
        let (store, mut place) = (MemoryStore::new(), Map::new());
        let (mut journal, _) = open(&store, "w1", &mut place, 5 * DAY);
        journal.set("a", "1").expect("room enough");
        settle(&mut journal, &mut place, 5 * DAY);
        let (_, back) = open(&store, "w2", &mut place, 5 * DAY + 1);
        assert_eq!((back.len(), place.len()), (0, 1));
        open(&store, "w3", &mut place, later);
        assert!(place.is_empty(), "at {later}");
        open(&store, "w4", &mut place, later);
        open(&store, "w5", &mut place, later);
        assert_eq!(content(&store), Map::from([("a".into(), "1".into())]), "no counts are left");
    }
}

#[test]
fn without_a_durable_place_it_is_the_store() {
    let store = MemoryStore::new();
    let mut journal = Journal::new(store.clone(), "w1".into());
    journal.set("a", "1").expect("room enough");
    assert!(!journal.is_settled());
    assert!(journal.take(0).is_some());
    journal.switch_off();
    journal.set("b", "1").expect("room enough");
    journal.remove("a").expect("the store is on");
    assert!(journal.is_settled() && journal.take(0).is_none());
    assert_eq!(content(&store), Map::from([("b".into(), "1".into())]));
}

#[test]
fn records_that_cannot_be_read_are_left_alone() {
    let store = MemoryStore::new();
    let broken = ["", "[]", "[2,\"w\",1,0,\"x\"]", "[1,\"w\",-1,0,\"x\"]", "[1,\"w\",1,0]", "{}", "[1,1,1,0,\"x\"]"];
    let place: Map = (0..).zip(broken).map(|(n, raw)| (n.to_string(), raw.to_owned())).collect();
    assert_eq!(Journal::new(store.clone(), "w1".into()).found(place, 3 * DAY), Found::default());
    assert!(content(&store).is_empty());
}

/// What may happen, to one of three pages or to the browser.
#[derive(Debug, Clone)]
enum Act {
    Set(usize, u8),
    Remove(usize, u8),
    Take(usize),
    /// The batch in flight is in the durable place; whether the page still hears of it or is closed.
    Commit(usize, bool),
    Fail(usize),
    /// A page is closed, its batch in flight lost, and opened again.
    Reload(usize),
    /// The browser writes the store to disk.
    Flush,
    /// Time goes on, long enough for any browser to flush.
    Day,
    /// The browser is killed and started again, so many times before a page gets to write what it found.
    Kill(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let (page, key) = (0..3_usize, 0..4_u8);
    let act = prop_oneof![
        6 => (page.clone(), key.clone()).prop_map(|(page, key)| Act::Set(page, key)),
        2 => (page.clone(), key).prop_map(|(page, key)| Act::Remove(page, key)),
        5 => page.clone().prop_map(Act::Take),
        5 => (page.clone(), any::<bool>()).prop_map(|(page, told)| Act::Commit(page, told)),
        1 => page.clone().prop_map(Act::Fail),
        1 => page.prop_map(Act::Reload),
        1 => Just(Act::Flush),
        1 => Just(Act::Day),
        2 => (0..3_usize).prop_map(Act::Kill),
    ];
    proptest::collection::vec(act, 0..80)
}

/// A browser with three pages over one store, what is on its disk, and what became of each key.
struct Browser {
    store: MemoryStore,
    disk: Map,
    place: Map,
    pages: Vec<Page>,
    opened: usize,
    now: u64,
    /// All states of each key in the store, in order; the first is the one before anything was written.
    states: BTreeMap<String, Vec<Option<String>>>,
    /// From which of its states on each key is safe.
    safe: BTreeMap<String, usize>,
}

struct Page {
    journal: Journal<MemoryStore>,
    /// Keys of the batch to come, and the batch in flight, with the place of each value among its key's states.
    in_flight: Option<(Edits, Vec<(String, usize)>)>,
}

impl Browser {
    fn new() -> Self {
        let mut browser = Self {
            store: MemoryStore::new(),
            disk: Map::new(),
            place: Map::new(),
            pages: Vec::new(),
            opened: 0,
            now: 0,
            states: BTreeMap::new(),
            safe: BTreeMap::new(),
        };
        browser.pages = (0..3).map(|_| browser.open()).collect();
        browser
    }

    fn open(&mut self) -> Page {
        // Reading the records waits for whoever is writing.
        for page in 0..self.pages.len() {
            self.commit(page);
        }
        self.opened += 1;
        let (journal, _) = open(&self.store, &format!("w{}", self.opened), &mut self.place, self.now);
        Page { journal, in_flight: None }
    }

    fn last(&self, key: &str) -> usize {
        self.states.get(key).map_or(0, |states| states.len() - 1)
    }

    fn changed(&mut self, key: &str) {
        let state = self.store.get(key).expect("the store is on");
        self.states.entry(key.to_owned()).or_insert_with(|| vec![None]).push(state);
    }

    /// The batch in flight is in the durable place, and the page is told.
    fn commit(&mut self, page: usize) {
        let Some((edits, states)) = self.pages[page].in_flight.take() else { return };
        write(&mut self.place, edits);
        self.pages[page].journal.written();
        for (key, state) in states {
            let safe = self.safe.entry(key).or_default();
            *safe = state.max(*safe);
        }
    }

    fn flush(&mut self) {
        self.disk = content(&self.store);
        self.safe = self.states.keys().map(|key| (key.clone(), self.last(key))).collect();
    }

    fn act(&mut self, n: usize, act: &Act) {
        match *act {
            Act::Set(page, key) => {
                let key = format!("k{key}");
                self.pages[page].journal.set(&key, &n.to_string()).expect("room enough");
                self.changed(&key);
            }
            Act::Remove(page, key) => {
                let key = format!("k{key}");
                self.pages[page].journal.remove(&key).expect("the store is on");
                self.changed(&key);
            }
            Act::Take(page) => {
                // One transaction keeps out the others.
                let is_free = self.pages.iter().all(|page| page.in_flight.is_none());
                if let Some(edits) = is_free.then(|| self.pages[page].journal.take(self.now)).flatten() {
                    let states = edits.iter().map(|(key, _)| (key.clone(), self.last(key))).collect();
                    self.pages[page].in_flight = Some((edits, states));
                }
            }
            Act::Commit(page, true) => self.commit(page),
            Act::Commit(page, false) => {
                if let Some((edits, _)) = self.pages[page].in_flight.take() {
                    write(&mut self.place, edits);
                    self.pages[page] = self.open();
                }
            }
            Act::Fail(page) => {
                if self.pages[page].in_flight.take().is_some() {
                    self.pages[page].journal.failed();
                }
            }
            Act::Reload(page) => {
                self.pages[page].in_flight = None;
                self.pages[page] = self.open();
            }
            Act::Flush => self.flush(),
            Act::Day => {
                self.flush();
                // No transaction takes a day.
                for page in 0..self.pages.len() {
                    self.act(n, &Act::Fail(page));
                }
                self.now += DAY;
            }
            Act::Kill(times) => {
                for _ in 0..times {
                    self.store = store_of(&self.disk);
                    let mut unread = self.place.clone();
                    open(&self.store, "killed", &mut unread, self.now);
                }
                self.store = store_of(&self.disk);
                self.pages.clear();
                self.pages = (0..3).map(|_| self.open()).collect();
                self.check();
            }
        }
    }

    /// Each key has a state that is no older than the last safe one; from here on that one is safe.
    fn check(&mut self) {
        for (key, states) in &mut self.states {
            let present = self.store.get(key).expect("the store is on");
            let safe = self.safe.get(key).copied().unwrap_or(0);
            assert!(states[safe..].contains(&present), "{key} is {present:?}, of {states:?} safe from {safe}");
            *states = vec![present];
        }
        self.safe.clear();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn nothing_that_was_said_to_be_saved_is_lost(acts in acts()) {
        let mut browser = Browser::new();
        for (n, act) in acts.iter().enumerate() {
            browser.act(n, act);
        }
        browser.act(acts.len(), &Act::Kill(1));
        // What was only left over: counts, and only of pages whose records are still there.
        let counts = content(&browser.store).into_keys().filter(|key| key.starts_with(COUNTS)).count();
        prop_assert!(counts <= browser.place.len() + browser.pages.len());
    }

    #[test]
    fn no_record_makes_reading_panic(key in any::<String>(), raw in any::<String>(), now in any::<u64>()) {
        let mut journal = Journal::new(MemoryStore::new(), "w1".into());
        let _ = journal.found([(key, raw)], now);
    }
}
