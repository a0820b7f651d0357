//! Putting things in order with one sort in the program, and not one for each type that is sorted.
//!
//! The standard library's sort is compiled anew for every type and comparison, some 5 KB each time. What is sorted
//! here are places, always of one type; the things follow them by swaps. The order is stable. It takes one vector of
//! places and a call for each comparison, which nothing that a person waits for notices.
//! The ordered collections sort what they are collected from in the same way: [`collected`] puts it in one by one.

use std::cmp::Ordering;

/// Sorts by a comparison; equal things stay as they stood.
pub fn sort_by<T>(things: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut sources = sources(things.len(), &mut |a, b| compare(&things[a], &things[b]));
    // Around each cycle of the permutation; a place that has its thing is its own source.
    for start in 0..sources.len() {
        let mut place = start;
        loop {
            let source = std::mem::replace(&mut sources[place], place);
            if source == start {
                break;
            }
            things.swap(place, source);
            place = source;
        }
    }
}

/// Sorts by a key; equal things stay as they stood.
pub fn sort_by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(things, |a, b| key(a).cmp(&key(b)));
}

/// What `collect` makes, without its sort: for maps and sets in order.
pub fn collected<A, C: Default + Extend<A>>(things: impl IntoIterator<Item = A>) -> C {
    let mut all = C::default();
    all.extend(things);
    all
}

/// For every place the one whose thing belongs there.
fn sources(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sources: Vec<usize> = (0..len).collect();
    sources.sort_by(|&a, &b| compare(a, b));
    sources
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn things_stand_as_the_standard_sort_puts_them(keys in prop::collection::vec(0_u8..20, 0..200)) {
            let things: Vec<(u8, usize)> = keys.into_iter().enumerate().map(|(at, key)| (key, at)).collect();
            let (mut ours, mut theirs) = (things.clone(), things);
            sort_by_key(&mut ours, |thing| thing.0);
            theirs.sort_by_key(|thing| thing.0);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn a_map_holds_what_collecting_makes(pairs in prop::collection::vec((0_u8..20, 0_u8..9), 0..40)) {
            let ours: BTreeMap<u8, u8> = collected(pairs.clone());
            prop_assert_eq!(ours, pairs.into_iter().collect::<BTreeMap<u8, u8>>());
        }
    }
}
