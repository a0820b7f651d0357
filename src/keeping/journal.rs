//! The journal: what was written lately, once more, in a place that reaches the disk at once.
//!
//! A browser writes its store (localStorage) to disk seconds after the page was told that it is written, so a
//! browser that is killed loses those seconds. The journal keeps, for each key written lately, its last state as a
//! record of its own in a durable place (the browser's database), and puts back at the next start what the store has lost. This
//! is the whole of it but for the place itself: it says which records to write, and what to do with those found.
//!
//! # Order
//! No clock decides which of two states is the later one. A page counts the batches it has written, and leaves the
//! count in the store, under a key of its own, **after** the values of the batch were read from the store. What a
//! browser finds on its disk is the store as it was at some earlier moment; so it holds the count of a batch only
//! if it holds what was in the batch, or something later, whoever wrote that. A record is put back if, and only if,
//! the count of its writer has not reached it. Hence
//! - a store that is older than the journal (a kill) is brought up to it, deletions included;
//! - a store that is newer (the journal could not be written) is left alone;
//! - pages over one store, each with its own count, need to know nothing of each other. A page asks what to write, and
//!   judges what it found, only within a transaction of the place that keeps every other page out.
//!
//! What the store refuses (it is full) has a record without a batch: no count ever reaches it, so it is put back at
//! every start until there is room.
//!
//! # Limits
//! A record goes when the store has reached it and it is a day old by the clock, in either direction: a browser
//! holds writes back for an hour at most. A clock that jumps by a day *and* a kill within the seconds before the
//! store is on the disk would lose a write.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use serde_json::json;

use super::{Store, StoreError};

/// What the keys begin with under which pages leave their counts.
pub const COUNTS: &str = "meipi:seen:";

/// How long a record is kept, milliseconds: far above what any browser takes to write its store to disk.
pub const DAY: u64 = 86_400_000;

/// The version of a record. One of another version is left alone.
const VERSION: u64 = 1;

/// What is to become of records: key by key the new one, or `None` for none.
pub type Edits = Vec<(String, Option<String>)>;

/// What was put back, or should have been and found no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The item's key.
    pub key: String,
    /// Its value, `None` when it had been removed.
    pub raw: Option<String>,
}

/// What came of the records found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What the store had lost.
    pub recovered: Vec<Recovered>,
    /// To be written within the transaction that read the records.
    pub edits: Edits,
}

/// A page's journal over a store.
#[derive(Debug)]
pub struct Journal<S> {
    store: S,
    writer: String,
    batch: u64,
    /// Changed since the last batch.
    waiting: BTreeSet<String>,
    /// In the batch that is being written.
    writing: BTreeSet<String>,
    /// What the store refused, in its last state.
    refused: BTreeMap<String, String>,
    off: bool,
}

impl<S: Store> Journal<S> {
    /// A journal for one page over `store`; `writer` is unique to the page, of the letters of a key.
    pub fn new(store: S, writer: String) -> Self {
        Self {
            store,
            writer,
            batch: 0,
            waiting: BTreeSet::new(),
            writing: BTreeSet::new(),
            refused: BTreeMap::new(),
            off: false,
        }
    }

    /// Puts a value into the store; it also goes into the next batch, refused or not.
    ///
    /// # Errors
    /// What the store says.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let outcome = self.store.set(key, value);
        if !self.off {
            match &outcome {
                Ok(()) => self.refused.remove(key),
                Err(_) => self.refused.insert(key.to_owned(), value.to_owned()),
            };
            self.waiting.insert(key.to_owned());
        }
        outcome
    }

    /// Takes a value out of the store; that also goes into the next batch. What the store once refused is gone too.
    ///
    /// # Errors
    /// What the store says.
    pub fn remove(&mut self, key: &str) -> Result<(), StoreError> {
        let outcome = self.store.remove(key);
        let was_refused = self.refused.remove(key).is_some();
        if !self.off && (outcome.is_ok() || was_refused) {
            self.waiting.insert(key.to_owned());
        }
        outcome
    }

    /// Judges the records in the durable place, key and record, before the first batch is written: puts back into
    /// the store what it lacks. `now` is in milliseconds since 1970.
    pub fn found(&mut self, records: impl IntoIterator<Item = (String, String)>, now: u64) -> Found {
        let counts = self.counts();
        let mut found = Found::default();
        let (mut writers, mut renewed) = (BTreeSet::new(), BTreeSet::new());
        for (key, raw) in records {
            let Some(record) = Record::read(&raw) else { continue };
            // What this page wrote is later, and will be written over the record.
            let is_mine = record.writer == self.writer || self.waiting.contains(&key);
            let count = counts.get(&record.writer).map_or(0, |count| count.batch);
            let reached = record.batch.is_some_and(|batch| count >= batch);
            if !is_mine && reached && now.abs_diff(record.at) >= DAY {
                found.edits.push((key, None));
            } else if !is_mine && !reached {
                found.recovered.extend(self.put_back(&key, record.value));
                renewed.insert(key);
            }
            writers.insert(record.writer);
        }
        found.edits.extend(self.records(&renewed, now));
        // Counts that no record asks for any more, nor one that is still on its way.
        let is_over = |writer: &str, count: &Count| !writers.contains(writer) && now.abs_diff(count.at) >= DAY;
        for (writer, _) in counts.iter().filter(|(writer, count)| is_over(writer, count)) {
            // A key too many does no harm.
            let _ = self.store.remove(&count_key(writer));
        }
        found
    }

    /// The next batch, all changes since the last one: `None` when there are none or one is still being written.
    /// It is to be asked for and written within one transaction of the durable place, after which [`Self::written`]
    /// or [`Self::failed`] is called.
    pub fn take(&mut self, now: u64) -> Option<Edits> {
        if self.waiting.is_empty() || !self.writing.is_empty() {
            return None;
        }
        let keys = mem::take(&mut self.waiting);
        let edits = self.records(&keys, now);
        self.writing = keys;
        Some(edits)
    }

    /// The batch taken last is in the durable place.
    pub fn written(&mut self) {
        self.writing.clear();
    }

    /// The batch taken last could not be written; its keys go into the next one.
    pub fn failed(&mut self) {
        self.waiting.append(&mut self.writing);
    }

    /// There is no durable place: from now on this is the store and nothing else.
    pub fn switch_off(&mut self) {
        self.off = true;
        self.waiting.clear();
        self.writing.clear();
        self.refused.clear();
        // Nothing will ever ask for the count.
        let _ = self.store.remove(&count_key(&self.writer));
    }

    /// Whether everything written is in the durable place.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty() && self.writing.is_empty()
    }

    /// Brings the store to what a record says. What that changed, if anything.
    fn put_back(&mut self, key: &str, value: Option<String>) -> Option<Recovered> {
        if self.store.get(key).is_ok_and(|present| present == value) {
            return None;
        }
        match &value {
            Some(value) if self.store.set(key, value).is_err() => {
                self.refused.insert(key.to_owned(), value.clone());
            }
            Some(_) => {}
            // One that is there in spite of this is seen and can be removed again.
            None => drop(self.store.remove(key)),
        }
        Some(Recovered { key: key.to_owned(), raw: value })
    }

    /// A batch of the present states of some keys.
    fn records(&mut self, keys: &BTreeSet<String>, now: u64) -> Edits {
        if keys.is_empty() {
            return Edits::new();
        }
        self.batch += 1;
        let record = |value, batch| Record { writer: self.writer.clone(), batch, at: now, value }.write();
        let edit = |key: &String| match (self.refused.get(key), self.store.get(key)) {
            (Some(value), _) => (key.clone(), Some(record(Some(value.clone()), None))),
            (None, Ok(value)) => (key.clone(), Some(record(value, Some(self.batch)))),
            // Nothing is known of it, so nothing is said of it.
            (None, Err(_)) => (key.clone(), None),
        };
        let edits = keys.iter().map(edit).collect();
        // Now, and not before: see the order above. Without it the records are put back once more, as they are.
        let _ = self.store.set(&count_key(&self.writer), &format!("{} {now}", self.batch));
        edits
    }

    /// How far the store has come, writer by writer.
    fn counts(&self) -> BTreeMap<String, Count> {
        let keys = self.store.keys().unwrap_or_default();
        let count = |key: &String| {
            let writer = key.strip_prefix(COUNTS)?;
            let raw = self.store.get(key).ok()??;
            let (batch, at) = raw.split_once(' ')?;
            Some((writer.to_owned(), Count { batch: batch.parse().ok()?, at: at.parse().ok()? }))
        };
        crate::order::collected(keys.iter().filter_map(count))
    }
}

/// What a writer left in the store: the number of its last batch, and when, for leaving.
struct Count {
    batch: u64,
    at: u64,
}

fn count_key(writer: &str) -> String {
    format!("{COUNTS}{writer}")
}

/// The last state of one key: `[1, writer, batch or null, at, value or null]`.
#[derive(Debug, PartialEq, Eq)]
struct Record {
    writer: String,
    /// The writer's batch; `None` when the store refused the value.
    batch: Option<u64>,
    /// When it was written, milliseconds since 1970: for leaving, not for order.
    at: u64,
    /// `None` when the item was removed.
    value: Option<String>,
}

impl Record {
    fn write(&self) -> String {
        json!([VERSION, self.writer, self.batch, self.at, self.value]).to_string()
    }

    fn read(raw: &str) -> Option<Self> {
        let (version, writer, batch, at, value): (u64, _, _, _, _) = serde_json::from_str(raw).ok()?;
        (version == VERSION).then_some(Self { writer, batch, at, value })
    }
}
