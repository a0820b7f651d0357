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
/// exactly where there is room above for those before it: they give way upwards.
pub fn stack(items: &[Item], gap: f64, open: Option<usize>) -> Vec<f64> {
    let mut tops: Vec<f64> = items.iter().map(|i| i.line.max(0.0)).collect();
    push_down(items, &mut tops, gap, 0);
    let Some(open) = open.filter(|&o| o < items.len()) else {
        return tops;
    };
    tops[open] = items[open].line.max(0.0);
    for i in (0..open).rev() {
        tops[i] = tops[i].min(tops[i + 1] - gap - items[i].height);
    }
    // Out of room above: begin at the top and let everything move down as far as it must.
    if tops[0] < 0.0 {
        tops[0] = 0.0;
        push_down(items, &mut tops, gap, 0);
    } else {
        for i in open + 1..items.len() {
            tops[i] = items[i].line.max(0.0);
        }
        push_down(items, &mut tops, gap, open);
    }
    tops
}

fn push_down(items: &[Item], tops: &mut [f64], gap: f64, from: usize) {
    for i in from + 1..items.len() {
        tops[i] = tops[i].max(tops[i - 1] + items[i - 1].height + gap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn notes_stand_at_their_lines_and_apart() {
        // (lines and heights, the open one, expected tops), with a gap of 10.
        type Case = (&'static [(f64, f64)], Option<usize>, &'static [f64]);
        let cases: [Case; 7] = [
            (&[], None, &[]),
            (&[(50.0, 20.0)], None, &[50.0]),
            (&[(0.0, 20.0), (100.0, 20.0)], None, &[0.0, 100.0]),
            (&[(0.0, 20.0), (5.0, 20.0), (6.0, 20.0)], None, &[0.0, 30.0, 60.0]),
            // The open one keeps its line; the one before moves up.
            (&[(100.0, 40.0), (110.0, 40.0)], Some(1), &[60.0, 110.0]),
            // No room above: everything moves down instead.
            (&[(0.0, 40.0), (10.0, 40.0)], Some(1), &[0.0, 50.0]),
            (&[(0.0, 40.0), (10.0, 40.0), (200.0, 10.0)], Some(0), &[0.0, 50.0, 200.0]),
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
            assert!(tops[0] >= 0.0);
            for i in 1..tops.len() {
                assert!(tops[i] >= tops[i - 1] + items[i - 1].height + 8.0 - 1e-9, "{open:?} {i}");
            }
        }
    }
}
