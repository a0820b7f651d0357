//! A stretch of text cut wherever one of several spans begins or ends, so that each piece lies in the same spans
//! throughout: what paper needs, where no highlight can be laid over a text.

use super::Span;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it is.
    pub span: Span,
    /// Which of the spans cover it, by their place in the list.
    pub covers: Vec<usize>,
    /// Which of them begin with it: the first piece of the stretch has those too that began before it.
    pub begins: Vec<usize>,
    /// Which of them end with it.
    pub ends: Vec<usize>,
}

/// Cuts `stretch`; spans that do not reach into it are passed over.
pub fn pieces(stretch: Span, spans: &[Span]) -> Vec<Piece> {
    let within: Vec<(usize, Span)> =
        spans.iter().enumerate().filter_map(|(at, span)| Some((at, span.within(stretch)?))).collect();
    let mut cuts: Vec<usize> = within.iter().flat_map(|(_, span)| [span.start, span.end]).collect();
    cuts.extend([stretch.start, stretch.end]);
    crate::order::sort_by_key(&mut cuts, |&cut| cut);
    cuts.dedup();
    let piece = |edges: &[usize]| {
        let span = Span::new(edges[0], edges[1]);
        let all = |holds: &dyn Fn(usize, Span) -> bool| -> Vec<usize> {
            within.iter().filter(|(at, part)| holds(*at, *part)).map(|(at, _)| *at).collect()
        };
        Piece {
            span,
            covers: all(&|_, part| part.covers(span)),
            begins: all(&|_, part| part.start == span.start),
            ends: all(&|at, _| spans[at].end == span.end),
        }
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Start, end, and the spans that lie on it, begin there and end there.
    type Expected = (usize, usize, Vec<usize>, Vec<usize>, Vec<usize>);

    #[test]
    fn a_stretch_is_cut_where_spans_begin_and_end() {
        // Two that overlap, one that begins before the stretch, one that goes on after it, one elsewhere.
        let spans = [(4, 8), (6, 10), (0, 3), (11, 20), (30, 31)].map(|(start, end)| Span::new(start, end));
        let found: Vec<_> = pieces(Span::new(2, 12), &spans)
            .into_iter()
            .map(|piece| (piece.span.start, piece.span.end, piece.covers, piece.begins, piece.ends))
            .collect();
        let expected: Vec<Expected> = vec![
            (2, 3, vec![2], vec![2], vec![2]),
            (3, 4, vec![], vec![], vec![]),
            (4, 6, vec![0], vec![0], vec![]),
            (6, 8, vec![0, 1], vec![1], vec![0]),
            (8, 10, vec![1], vec![], vec![1]),
            (10, 11, vec![], vec![], vec![]),
            (11, 12, vec![3], vec![3], vec![]),
        ];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn pieces_are_the_stretch_and_each_span_begins_and_ends_once(
            spans in prop::collection::vec((0usize..30, 1usize..9), 0..8),
            (start, length) in (0usize..20, 1usize..15),
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, length)| Span::new(start, start + length)).collect();
            let stretch = Span::new(start, start + length);
            let found = pieces(stretch, &spans);
            prop_assert_eq!(found[0].span.start, stretch.start);
            prop_assert_eq!(found[found.len() - 1].span.end, stretch.end);
            prop_assert!(found.windows(2).all(|pair| pair[0].span.end == pair[1].span.start));
            for (at, span) in spans.iter().enumerate() {
                let reaches = span.overlaps(stretch);
                let begun = found.iter().filter(|piece| piece.begins.contains(&at)).count();
                let ended = found.iter().filter(|piece| piece.ends.contains(&at)).count();
                prop_assert_eq!(begun, usize::from(reaches));
                prop_assert_eq!(ended, usize::from(reaches && span.end <= stretch.end));
                for piece in &found {
                    prop_assert_eq!(piece.covers.contains(&at), span.overlaps(piece.span));
                }
            }
        }
    }
}
