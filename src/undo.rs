//! Taking back and doing again, for anything that is kept by an id.
//!
//! A [`Step`] is what the reader did at once: one thing made, changed or taken away, or several (an import). The
//! log holds steps and no state, so it is as small as what was changed, and the same log serves every kind of
//! thing. Contract: whatever was done, taken back and done again, in any order, the state is what doing only the
//! steps that stand would give; a new step ends what could be done again. A step is given to the caller to apply,
//! and moves in the log only when the caller says that it is done.
//!
//! Limit: the last [`Log::LIMIT`] steps can be taken back.

use std::collections::VecDeque;

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit<T> {
    /// Which.
    pub id: String,
    /// What it was; `None` when there was none.
    pub before: Option<T>,
    /// What it is; `None` when it is gone.
    pub after: Option<T>,
}

/// What was done at once.
pub type Step<T> = Vec<Edit<T>>;

/// The steps that can be taken back, and those that can be done again.
#[derive(Debug, Clone)]
pub struct Log<T> {
    done: VecDeque<Step<T>>,
    undone: Vec<Step<T>>,
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self { done: VecDeque::new(), undone: Vec::new() }
    }
}

impl<T: Clone> Log<T> {
    /// How many steps can be taken back.
    pub const LIMIT: usize = 500;

    /// Takes note of a step that has been done. An empty one is none.
    pub fn did(&mut self, step: Step<T>) {
        if step.is_empty() {
            return;
        }
        self.undone.clear();
        self.remember(step);
    }

    /// Takes the last step back: `apply` gets its reverse and says whether it is done. Whether it was.
    pub fn undo(&mut self, apply: impl FnOnce(&Step<T>) -> bool) -> bool {
        let Some(step) = self.done.pop_back() else { return false };
        let done = apply(&reversed(&step));
        if done {
            self.undone.push(step);
        } else {
            self.done.push_back(step);
        }
        done
    }

    /// Does the step again that was taken back last: `apply` gets it and says whether it is done. Whether it was.
    pub fn redo(&mut self, apply: impl FnOnce(&Step<T>) -> bool) -> bool {
        let Some(step) = self.undone.pop() else { return false };
        let done = apply(&step);
        if done {
            self.remember(step);
        } else {
            self.undone.push(step);
        }
        done
    }

    /// The step that [`Self::undo`] would take back.
    pub fn to_undo(&self) -> Option<&Step<T>> {
        self.done.back()
    }

    /// The step that [`Self::redo`] would do again.
    pub fn to_redo(&self) -> Option<&Step<T>> {
        self.undone.last()
    }

    fn remember(&mut self, step: Step<T>) {
        if self.done.len() == Self::LIMIT {
            self.done.pop_front();
        }
        self.done.push_back(step);
    }
}

/// The step that leads back: each edit the other way round, the last one first.
fn reversed<T: Clone>(step: &Step<T>) -> Step<T> {
    let back = |edit: &Edit<T>| Edit { id: edit.id.clone(), before: edit.after.clone(), after: edit.before.clone() };
    step.iter().rev().map(back).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type State = BTreeMap<String, u8>;

    /// Applies a step, and checks that every edit finds what it expects.
    fn apply(state: &mut State, step: &Step<u8>) -> bool {
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
                        apply(&mut state, &step);
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
        for n in 0..Log::<u8>::LIMIT + 10 {
            let step = step(&state, &[(0, Some((n % 251) as u8))]);
            apply(&mut state, &step);
            log.did(step);
        }
        let mut undone = 0;
        while log.undo(|step| apply(&mut state, step)) {
            undone += 1;
        }
        assert_eq!(undone, Log::<u8>::LIMIT);
        assert_eq!(state.get("0"), Some(&9), "what was done before the oldest step stands");
        log.did(Vec::new());
        assert!(log.to_redo().is_some(), "doing nothing ends nothing");
    }
}
