//! Which of many spans lie over a place, without going through them all.
//!
//! The spans stand in the order of their starts, and the middle one of each stretch of that order knows how far the
//! stretch reaches: a tree without pointers. Asking costs the height of the tree and what is found.

use super::Span;

/// Spans, made ready to be asked for places. A span is named by its number among those that were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    spans: Vec<(Span, usize)>,
    /// For the middle of each stretch, the last end in it.
    reach: Vec<usize>,
}

impl Cover {
    /// Of the spans that there are; `None` and an empty one lie nowhere.
    pub fn new(spans: impl IntoIterator<Item = Option<Span>>) -> Self {
        let numbered = spans.into_iter().enumerate().filter_map(|(number, span)| Some((span?, number)));
        let mut spans: Vec<(Span, usize)> = numbered.filter(|(span, _)| !span.is_empty()).collect();
        crate::order::sort_by_key(&mut spans, |(span, _)| span.start);
        let mut reach = vec![0; spans.len()];
        measure(&spans, &mut reach);
        Self { spans, reach }
    }

    /// The numbers of those that cover the character at a position, in the order of their starts.
    pub fn at(&self, position: usize) -> Vec<usize> {
        self.over(Span::new(position, position + 1))
    }

    /// The numbers of those that share a character with `part`, in the order of their starts.
    pub fn over(&self, part: Span) -> Vec<usize> {
        let mut found = Vec::new();
        look(&self.spans, &self.reach, part, &mut found);
        found
    }
}

fn measure(spans: &[(Span, usize)], reach: &mut [usize]) -> usize {
    let middle = spans.len() / 2;
    let Some((span, _)) = spans.get(middle) else { return 0 };
    let before = measure(&spans[..middle], &mut reach[..middle]);
    let after = measure(&spans[middle + 1..], &mut reach[middle + 1..]);
    reach[middle] = span.end.max(before).max(after);
    reach[middle]
}

fn look(spans: &[(Span, usize)], reach: &[usize], part: Span, found: &mut Vec<usize>) {
    let middle = spans.len() / 2;
    let Some((span, number)) = spans.get(middle).filter(|_| reach[middle] > part.start) else { return };
    look(&spans[..middle], &reach[..middle], part, found);
    if span.start < part.end {
        if span.end > part.start {
            found.push(*number);
        }
        look(&spans[middle + 1..], &reach[middle + 1..], part, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_going_through_all_finds(
            given in prop::collection::vec(prop::option::of((0usize..40, 0usize..20)), 0..40),
            part in (0usize..60, 1usize..12),
        ) {
            let given: Vec<Option<Span>> =
                given.into_iter().map(|span| span.map(|(start, length)| Span::new(start, start + length))).collect();
            let cover = Cover::new(given.iter().copied());
            let over = |part: Span| {
                let shares = |span: &Span| (span.start..span.end).any(|at| part.contains(at));
                let mut all: Vec<(usize, usize)> = given
                    .iter()
                    .enumerate()
                    .filter_map(|(number, span)| Some((span.filter(shares)?.start, number)))
                    .collect();
                all.sort_unstable();
                all.into_iter().map(|(_, number)| number).collect::<Vec<_>>()
            };
            let part = Span::new(part.0, part.0 + part.1);
            prop_assert_eq!(cover.over(part), over(part));
            prop_assert_eq!(cover.at(part.start), over(Span::new(part.start, part.start + 1)));
        }
    }
}
