//! Where the notes of the margin stand: beside their lines, never on top of one another.

/// A note to place, CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Where its line is.
    pub line: f64,
    /// How tall it is.
    pub height: f64,
}

/// The top of each item, in the order given (that of their lines), at least `gap` apart and none above 0.
///
/// Each stands at its line or as little below as the one before it forces. The open one stands at its line
/// exactly: those before it give way upwards, and where there is no room left they fold away (`None`).
pub fn stack(items: &[Item], gap: f64, open: Option<usize>) -> Vec<Option<f64>> {
    let mut tops: Vec<Option<f64>> = Vec::with_capacity(items.len());
    let below = |tops: &mut Vec<Option<f64>>, from: usize, mut end: f64| {
        for item in &items[from..] {
            let top = item.line.max(end);
            end = top + item.height + gap;
            tops.push(Some(top));
        }
    };
    let Some(open) = open.filter(|&open| open < items.len()) else {
        below(&mut tops, 0, 0.0);
        return tops;
    };
    below(&mut tops, 0, 0.0);
    tops.truncate(open);
    let line = items[open].line.max(0.0);
    let mut room = line - gap;
    for (top, item) in tops.iter_mut().zip(items).rev() {
        *top = top.map(|top| top.min(room - item.height)).filter(|&top| top >= 0.0);
        room = top.map_or(room, |top| top - gap);
    }
    tops.push(Some(line));
    below(&mut tops, open + 1, line + items[open].height + gap);
    tops
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn notes_stand_at_their_lines_and_apart() {
        // (lines and heights, the open one, expected tops), with a gap of 10.
        type Case = (&'static [(f64, f64)], Option<usize>, &'static [Option<f64>]);
        let cases: [Case; 7] = [
            (&[], None, &[]),
            (&[(50.0, 20.0)], None, &[Some(50.0)]),
            (&[(0.0, 20.0), (100.0, 20.0)], None, &[Some(0.0), Some(100.0)]),
            (&[(0.0, 20.0), (5.0, 20.0), (6.0, 20.0)], None, &[Some(0.0), Some(30.0), Some(60.0)]),
            // The open one keeps its line; the one before moves up.
            (&[(100.0, 40.0), (110.0, 40.0)], Some(1), &[Some(60.0), Some(110.0)]),
            // No room above: the one before folds away.
            (&[(0.0, 40.0), (10.0, 40.0)], Some(1), &[None, Some(10.0)]),
            (&[(0.0, 40.0), (10.0, 40.0), (200.0, 10.0)], Some(0), &[Some(0.0), Some(50.0), Some(200.0)]),
        ];
        for (items, open, expected) in cases {
            let items: Vec<Item> = items.iter().map(|&(line, height)| Item { line, height }).collect();
            assert_eq!(stack(&items, 10.0, open), expected, "{items:?} {open:?}");
        }
    }

    #[wasm_bindgen_test]
    fn none_overlap_however_many_there_are() {
        let items: Vec<Item> = (0..100)
            .map(|i| Item { line: f64::from(i * 7 % 40 + i * 3), height: f64::from(20 + i % 5 * 13) })
            .collect();
        for open in (0..100).map(Some).chain([None]) {
            let tops = stack(&items, 8.0, open);
            if let Some(open) = open {
                assert_eq!(tops[open], Some(items[open].line), "the open one is at its line");
            }
            let mut end = 0.0;
            for (top, item) in tops.iter().zip(&items) {
                if let Some(top) = top {
                    assert!(*top >= end - 1e-9, "{open:?}: {top} < {end}");
                    end = top + item.height + 8.0;
                }
            }
        }
    }
}
