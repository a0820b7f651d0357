//! What became of a passage, for the reader's eye: what stayed, what is gone, what is new.
//!
//! Contract: the pieces that are not new make up the old text, those that are not gone the new one, in order, and no
//! two neighbours are of one sort. What stayed for a single character between two changes counts as changed: Chinese
//! texts share single characters by chance, and a reader sees nothing in confetti.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is in both texts.
    Stayed,
    /// It is only in the old one.
    Gone,
    /// It is only in the new one.
    New,
}

/// The difference of two texts.
pub fn difference(old: &str, new: &str) -> Vec<(Fate, String)> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let last = ops.len().saturating_sub(1);
    let stays = |index: usize, op: &DiffOp| match op {
        DiffOp::Equal { len, .. } => *len > 1 || index == 0 || index == last,
        _ => false,
    };
    let ops: Vec<(bool, DiffOp)> = ops.iter().enumerate().map(|(index, op)| (stays(index, op), *op)).collect();
    let mut pieces = Vec::new();
    for run in ops.chunk_by(|a, b| a.0 == b.0) {
        let (first, last) = (&run[0].1, &run[run.len() - 1].1);
        let was: String = old[first.old_range().start..last.old_range().end].iter().collect();
        let is: String = new[first.new_range().start..last.new_range().end].iter().collect();
        if run[0].0 {
            pieces.push((Fate::Stayed, was));
        } else {
            pieces.extend([(Fate::Gone, was), (Fate::New, is)].into_iter().filter(|(_, text)| !text.is_empty()));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One string: `-gone-`, `+new+`.
    fn drawn(old: &str, new: &str) -> String {
        let piece = |(fate, text): (Fate, String)| match fate {
            Fate::Stayed => text,
            Fate::Gone => format!("-{text}-"),
            Fate::New => format!("+{text}+"),
        };
        difference(old, new).into_iter().map(piece).collect()
    }

    #[test]
    fn a_reader_sees_what_changed() {
        let cases = [
            ("十五五规划", "十四五规划", "十-五-+四+五规划"),
            ("抓好招商引资工作", "抓好大招商引资工作", "抓好+大+招商引资工作"),
            ("抓好招商引资工作", "抓好招商工作", "抓好招商-引资-工作"),
            ("稳产", "稳产", "稳产"),
            ("稳产", "", "-稳产-"),
            ("", "稳产", "+稳产+"),
            ("", "", ""),
            // One character in common says nothing.
            ("全市的工业经济", "各县区的第二产业", "-全市的工业经济-+各县区的第二产业+"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(drawn(old, new), expected);
        }
    }

    proptest! {
        #[test]
        fn the_pieces_make_up_both_texts(old in "[稳产扩的，𠀀]{0,24}", new in "[稳产扩的，𠀀]{0,24}") {
            let pieces = difference(&old, &new);
            let without = |fate: Fate| -> String {
                pieces.iter().filter(|piece| piece.0 != fate).map(|piece| piece.1.as_str()).collect()
            };
            prop_assert_eq!(without(Fate::New), old);
            prop_assert_eq!(without(Fate::Gone), new);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].0 != pair[1].0));
        }
    }
}
