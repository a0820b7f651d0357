//! A log that outlives a reload: its tape in a store, an act an item.
//!
//! What is kept is what fits: a store that is full forgets the oldest acts first, one that is off forgets all, and
//! the log in memory goes on either way. An act that cannot be read any more takes those before it along (after it,
//! when it had been taken back), because acts only make sense in their order. A write touches one act and the head,
//! however long the tape.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Act, Log};
use crate::keeping::Store;

/// `[first, standing, end]`: the numbers of the oldest act kept, of the first one taken back, and after the last one.
const HEAD: &str = "meipi:undo";

/// See the module.
#[derive(Debug)]
pub struct KeptLog<S, A> {
    store: S,
    log: Log<A>,
    /// The number of the tape's first act among all that were ever done.
    base: u64,
    /// The number of the first act that is in the store.
    first: u64,
}

impl<S: Store, A: Act + Serialize + DeserializeOwned> KeptLog<S, A> {
    /// The log as it was left in `store`; an empty one where there is none.
    pub fn open(store: S) -> Self {
        let head = store.get(HEAD).ok().flatten().and_then(|head| serde_json::from_str(&head).ok());
        let (first, standing, end): (u64, u64, u64) = head.unwrap_or_default();
        let mut kept = Self { store, log: Log::default(), base: first, first };
        // No tape is longer than the limit; a head that says so is damaged.
        if first > standing || standing > end || end - first > super::LIMIT as u64 {
            kept.base = 0;
            kept.first = 0;
            return kept;
        }
        for number in first..end {
            let act: Option<A> =
                kept.store.get(&key(number)).ok().flatten().and_then(|raw| serde_json::from_str(&raw).ok());
            match act {
                Some(act) => kept.log.tape.push_back(act),
                None if number < standing => {
                    kept.log.tape.clear();
                    (kept.base, kept.first) = (number + 1, number + 1);
                }
                None => break,
            }
        }
        kept.log.standing = (standing - kept.base) as usize;
        kept
    }

    /// The log.
    pub fn log(&self) -> &Log<A> {
        &self.log
    }

    /// How many acts stand of all that were ever done, those that are forgotten included.
    pub fn standing(&self) -> u64 {
        self.base + self.log.standing as u64
    }

    /// See [`Log::did`].
    pub fn did(&mut self, act: A) {
        if act.is_empty() {
            return;
        }
        let undone = self.standing()..self.end();
        self.base += u64::from(self.log.did(act));
        self.keep_last(undone);
    }

    /// See [`Log::go_on`].
    pub fn go_on(&mut self, amend: impl FnOnce(&mut A) -> bool) -> bool {
        let undone = self.standing()..self.end();
        let went_on = self.log.go_on(amend);
        if went_on {
            self.keep_last(undone);
        }
        went_on
    }

    /// See [`Log::undo`].
    pub fn undo(&mut self, apply: impl FnOnce(A) -> bool) -> bool {
        let done = self.log.undo(apply);
        self.keep_head();
        done
    }

    /// See [`Log::redo`].
    pub fn redo(&mut self, apply: impl FnOnce(A) -> bool) -> bool {
        let done = self.log.redo(apply);
        self.keep_head();
        done
    }

    fn end(&self) -> u64 {
        self.base + self.log.tape.len() as u64
    }

    /// Keeps the act that was done last, and none of those that were taken back before it.
    fn keep_last(&mut self, undone: std::ops::Range<u64>) {
        let last = self.standing() - 1;
        for number in undone.filter(|&number| number > last) {
            self.forget(number);
        }
        while self.first < self.base {
            self.forget(self.first);
            self.first += 1;
        }
        let raw = self.log.to_undo().and_then(|act| serde_json::to_string(act).ok()).unwrap_or_default();
        while self.store.set(&key(last), &raw).is_err() {
            // Also when it is the last one itself that has no room: its former state must not stay.
            self.forget(self.first);
            self.first += 1;
            if self.first > last {
                break;
            }
        }
        self.keep_head();
    }

    fn keep_head(&mut self) {
        let (standing, end) = (self.standing(), self.end());
        loop {
            // With the place before the oldest act kept, the next one to do again is not there, and so none is.
            let head = if standing < self.first { (end, end, end) } else { (self.first, standing, end) };
            let head = serde_json::to_string(&head).unwrap_or_default();
            if self.store.set(HEAD, &head).is_ok() {
                return;
            }
            if self.first >= end {
                // No head says that nothing is kept; an old one would say what is not so.
                let _ = self.store.remove(HEAD);
                return;
            }
            self.forget(self.first);
            self.first += 1;
        }
    }

    fn forget(&self, number: u64) {
        // What cannot be removed lies there unread: the head does not name it.
        let _ = self.store.remove(&key(number));
    }
}

fn key(number: u64) -> String {
    format!("{HEAD}:{number}")
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Step};
    use super::*;
    use crate::keeping::MemoryStore;
    use proptest::prelude::*;

    fn act(number: u32) -> Step<u32> {
        vec![Edit { id: "a".into(), before: None, after: Some(number) }]
    }

    type Kept = KeptLog<MemoryStore, Step<u32>>;

    /// All that can be taken back, newest first, and all that can be done again.
    fn content(log: &Log<Step<u32>>) -> (Vec<u32>, Vec<u32>) {
        let value = |step: &Step<u32>| step.iter().find_map(|edit| edit.after.or(edit.before)).unwrap_or(u32::MAX);
        let (mut back, mut on) = (log.clone(), log.clone());
        let (mut undone, mut redone) = (Vec::new(), Vec::new());
        while back.undo(|step| {
            undone.push(value(&step));
            true
        }) {}
        while on.redo(|step| {
            redone.push(value(&step));
            true
        }) {}
        (undone, redone)
    }

    fn again(store: &MemoryStore) -> (Vec<u32>, Vec<u32>) {
        content(Kept::open(store.clone()).log())
    }

    proptest! {
        #[test]
        fn what_is_opened_again_is_what_was_left(acts in proptest::collection::vec(0..5_u8, 0..80)) {
            let store = MemoryStore::new();
            let mut kept = Kept::open(store.clone());
            for (number, what) in acts.into_iter().enumerate() {
                match what {
                    0 => _ = kept.undo(|_| true),
                    1 => _ = kept.redo(|_| true),
                    2 => _ = kept.go_on(|step| {
                        *step = act(number as u32);
                        true
                    }),
                    _ => kept.did(act(number as u32)),
                }
                prop_assert_eq!(again(&store), content(kept.log()));
            }
        }

        /// Whatever is forgotten, what is opened again can be taken back and done again from where the reader is.
        #[test]
        fn a_small_store_never_misleads(room in 0usize..800, acts in proptest::collection::vec(0..5_u8, 0..60)) {
            let store = MemoryStore::new();
            store.set_capacity(Some(room));
            let mut kept = Kept::open(store.clone());
            for (number, what) in acts.into_iter().enumerate() {
                match what {
                    0 | 1 => _ = kept.undo(|_| true),
                    2 => _ = kept.redo(|_| true),
                    _ => kept.did(act(number as u32)),
                }
                let (undone, redone) = again(&store);
                let (all_undone, all_redone) = content(kept.log());
                prop_assert!(all_undone.starts_with(&undone), "{undone:?} of {all_undone:?}");
                prop_assert!(all_redone.starts_with(&redone), "{redone:?} of {all_redone:?}");
            }
        }

        #[test]
        fn a_full_store_keeps_the_newest(room in 0usize..2_000, count in 1u32..60) {
            let store = MemoryStore::new();
            store.set_capacity(Some(room));
            let mut kept = Kept::open(store.clone());
            for number in 0..count {
                kept.did(act(number));
            }
            let (undone, _) = again(&store);
            let newest: Vec<u32> = (0..count).rev().take(undone.len()).collect();
            prop_assert_eq!(undone, newest);
            prop_assert_eq!(content(kept.log()).0.len(), count as usize, "in memory nothing is forgotten");
        }

        #[test]
        fn no_damage_makes_opening_panic(head in ".{0,20}", first in 0u64..9, standing in 0u64..9, end in 0u64..9, raw in ".{0,20}") {
            let store = MemoryStore::new();
            store.set(HEAD, &format!("[{first},{standing},{end}]")).expect("room");
            store.set(&key(3), &raw).expect("room");
            let _ = again(&store);
            store.set(HEAD, &head).expect("room");
            let _ = again(&store);
        }
    }

    #[test]
    fn the_tape_in_the_store_is_no_longer_than_the_log() {
        let store = MemoryStore::new();
        let mut kept = Kept::open(store.clone());
        for number in 0..super::super::LIMIT as u32 + 20 {
            kept.did(act(number));
        }
        assert_eq!(store.keys().expect("the store is on").len(), super::super::LIMIT + 1);
        assert_eq!(again(&store), content(kept.log()));
    }

    #[test]
    fn an_act_that_cannot_be_read_takes_the_older_ones_along() {
        let store = MemoryStore::new();
        let mut kept = Kept::open(store.clone());
        for number in 0..6 {
            kept.did(act(number));
        }
        kept.undo(|_| true);
        kept.undo(|_| true);
        store.set(&key(1), "{").expect("room");
        assert_eq!(again(&store), (vec![3, 2], vec![4, 5]));
        store.set(&key(5), "").expect("room");
        assert_eq!(again(&store), (vec![3, 2], vec![4]));
    }
}
