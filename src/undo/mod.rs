//! Taking back and doing again, for anything that is kept by an id.
//!
//! An [`Act`] is what the reader did at once; a [`Step`], the usual one, is a list of things made, changed or taken
//! away. The log holds acts and no state, so it is as small as what was changed, and the same log serves every kind
//! of thing. Contract: whatever was done, taken back and done again, in any order, the state is what doing only the
//! acts that stand would give; a new act ends what could be done again. An act is given to the caller to apply, and
//! moves in the log only when the caller says that it is done.
//!
//! The log is a tape with a place on it: acts before the place stand, those after it were taken back. [`kept`] keeps
//! the tape in a store, so that it outlives a reload.
//!
//! Limit: the last [`LIMIT`] acts can be taken back.

mod kept;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

pub use kept::KeptLog;

/// How many acts can be taken back.
pub const LIMIT: usize = 500;

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit<T> {
    /// Which.
    pub id: String,
    /// What it was; `None` when there was none.
    pub before: Option<T>,
    /// What it is; `None` when it is gone.
    pub after: Option<T>,
}

/// What was done at once to things of one sort.
pub type Step<T> = Vec<Edit<T>>;

/// What can be taken back.
pub trait Act: Clone {
    /// The act that leads back.
    #[must_use]
    fn reversed(&self) -> Self;

    /// Whether it does nothing.
    fn is_empty(&self) -> bool;
}

impl<T: Clone> Act for Step<T> {
    /// Each edit the other way round, the last one first.
    fn reversed(&self) -> Self {
        let back =
            |edit: &Edit<T>| Edit { id: edit.id.clone(), before: edit.after.clone(), after: edit.before.clone() };
        self.iter().rev().map(back).collect()
    }

    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

/// The acts that can be taken back, and those that can be done again.
#[derive(Debug, Clone)]
pub struct Log<A> {
    tape: VecDeque<A>,
    /// So many acts of the tape stand.
    standing: usize,
}

impl<A> Default for Log<A> {
    fn default() -> Self {
        Self { tape: VecDeque::new(), standing: 0 }
    }
}

impl<A: Act> Log<A> {
    /// Takes note of an act that has been done. An empty one is none. Whether the oldest one was forgotten for it.
    pub fn did(&mut self, act: A) -> bool {
        if act.is_empty() {
            return false;
        }
        self.tape.truncate(self.standing);
        self.tape.push_back(act);
        let full = self.tape.len() > LIMIT;
        if full {
            self.tape.pop_front();
        }
        self.standing = self.tape.len();
        full
    }

    /// Takes the last act back: `apply` gets its reverse and says whether it is done. Whether it was.
    pub fn undo(&mut self, apply: impl FnOnce(A) -> bool) -> bool {
        let done = self.to_undo().is_some_and(|act| apply(act.reversed()));
        self.standing -= usize::from(done);
        done
    }

    /// Does the act again that was taken back last: `apply` gets it and says whether it is done. Whether it was.
    pub fn redo(&mut self, apply: impl FnOnce(A) -> bool) -> bool {
        let done = self.to_redo().is_some_and(|act| apply(act.clone()));
        self.standing += usize::from(done);
        done
    }

    /// The act that [`Self::undo`] would take back.
    pub fn to_undo(&self) -> Option<&A> {
        self.standing.checked_sub(1).and_then(|last| self.tape.get(last))
    }

    /// The act that [`Self::redo`] would do again.
    pub fn to_redo(&self) -> Option<&A> {
        self.tape.get(self.standing)
    }

    /// Lets the last act go on: writing is many strokes and one act. `amend` gets it and says whether it took part;
    /// then what was taken back before cannot be done again.
    pub fn go_on(&mut self, amend: impl FnOnce(&mut A) -> bool) -> bool {
        let last = self.standing.checked_sub(1).and_then(|last| self.tape.get_mut(last));
        let went_on = last.is_some_and(amend);
        if went_on {
            self.tape.truncate(self.standing);
        }
        went_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type State = BTreeMap<String, u8>;

    /// Applies a step, and checks that every edit finds what it expects.
    fn apply(state: &mut State, step: Step<u8>) -> bool {
        for edit in step {
            let before = match edit.after {
                Some(value) => state.insert(edit.id.clone(), value),
                None => state.remove(&edit.id),
            };
            assert_eq!(before, edit.before, "{}", edit.id);
        }
        true
    }

    /// The step that sets these ids to these values, from `state`; an id may come twice.
    fn step(state: &State, sets: &[(u8, Option<u8>)]) -> Step<u8> {
        let mut state = state.clone();
        let mut step = Vec::new();
        for &(id, after) in sets {
            let id = id.to_string();
            let before = state.get(&id).copied();
            match after {
                Some(value) => drop(state.insert(id.clone(), value)),
                None => drop(state.remove(&id)),
            }
            step.push(Edit { id, before, after });
        }
        step
    }

    #[derive(Debug, Clone)]
    enum Act {
        Do(Vec<(u8, Option<u8>)>),
        Undo,
        Redo,
        /// An undo that the caller could not apply.
        Refused,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            3 => proptest::collection::vec((0..4_u8, proptest::option::of(any::<u8>())), 1..4).prop_map(Act::Do),
            2 => Just(Act::Undo),
            2 => Just(Act::Redo),
            1 => Just(Act::Refused),
        ];
        proptest::collection::vec(act, 0..60)
    }

    proptest! {
        #[test]
        fn any_course_equals_the_replay_of_what_stands(acts in acts()) {
            let (mut log, mut state) = (Log::default(), State::new());
            // The states passed through, and which of them is the present one.
            let (mut states, mut now) = (vec![State::new()], 0);
            for act in acts {
                match act {
                    Act::Do(sets) => {
                        let step = step(&state, &sets);
                        apply(&mut state, step.clone());
                        log.did(step);
                        states.truncate(now + 1);
                        states.push(state.clone());
                        now += 1;
                    }
                    Act::Undo => {
                        let undone = log.undo(|step| apply(&mut state, step));
                        prop_assert_eq!(undone, now > 0);
                        now -= usize::from(undone);
                    }
                    Act::Redo => {
                        let redone = log.redo(|step| apply(&mut state, step));
                        prop_assert_eq!(redone, now + 1 < states.len());
                        now += usize::from(redone);
                    }
                    Act::Refused => prop_assert!(!log.undo(|_| false)),
                }
                prop_assert_eq!(&state, &states[now]);
                prop_assert_eq!(log.to_undo().is_some(), now > 0);
                prop_assert_eq!(log.to_redo().is_some(), now + 1 < states.len());
            }
        }
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let (mut log, mut state) = (Log::default(), State::new());
        for n in 0..LIMIT + 10 {
            let step = step(&state, &[(0, Some((n % 251) as u8))]);
            apply(&mut state, step.clone());
            log.did(step);
        }
        let mut undone = 0;
        while log.undo(|step| apply(&mut state, step)) {
            undone += 1;
        }
        assert_eq!(undone, LIMIT);
        assert_eq!(state.get("0"), Some(&9), "what was done before the oldest step stands");
        log.did(Vec::new());
        assert!(log.to_redo().is_some(), "doing nothing ends nothing");
    }
}
