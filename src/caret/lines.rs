//! Moving by the lines of the screen. Which characters stand on one line is asked character by character, from the
//! caret on, so it costs two lines' worth of questions and needs nothing to be in sight.

use super::Way;

/// Where a caret stands on the screen, in CSS pixels of any one frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// How far from the left.
    pub x: f64,
    /// The upper end of its line's characters.
    pub top: f64,
    /// Their lower end.
    pub bottom: f64,
}

impl Glyph {
    fn is_below(&self, other: &Self) -> bool {
        self.top + self.bottom > 2.0 * other.bottom
    }

    fn shares_line(&self, other: &Self) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }
}

/// The place on the next line, or the one before, that is nearest to `column`; `None` on the last line or the first.
///
/// `glyph` says where a caret at a position stands, in a text of `length` characters; `None` where nothing is shown.
pub fn up_or_down(
    from: usize,
    way: Way,
    column: f64,
    length: usize,
    glyph: impl Fn(usize) -> Option<Glyph>,
) -> Option<usize> {
    let here = glyph(from)?;
    let mut line: Option<(usize, Glyph)> = None;
    for at in positions(from, way, length) {
        let Some(there) = glyph(at) else { continue };
        match &mut line {
            None if there.shares_line(&here) => {}
            None => line = Some((at, there)),
            Some((_, best)) if !there.shares_line(best) => break,
            Some((nearest, best)) => {
                if (there.x - column).abs() < (best.x - column).abs() {
                    (*nearest, *best) = (at, there);
                }
            }
        }
    }
    line.map(|(at, _)| at)
}

/// The first place of the caret's line, or the last.
pub fn line_edge(from: usize, way: Way, length: usize, glyph: impl Fn(usize) -> Option<Glyph>) -> Option<usize> {
    let here = glyph(from)?;
    let line = positions(from, way, length).take_while(|&at| glyph(at).is_some_and(|there| there.shares_line(&here)));
    Some(line.last().unwrap_or(from))
}

/// All positions from the one after `from`.
fn positions(from: usize, way: Way, length: usize) -> Box<dyn Iterator<Item = usize>> {
    match way {
        Way::On => Box::new(from + 1..=length),
        Way::Back => Box::new((0..from).rev()),
    }
}
