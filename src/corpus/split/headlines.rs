//! The lines above an article: a row of heads, kickers and subtitles, parted into single headlines.

use super::blocks::{Block, Class};
use crate::corpus::page::Place;

/// The lines above one article.
#[derive(Default)]
pub struct Headline {
    /// The bulleted line above.
    pub kicker: Place,
    /// The lines of the title.
    pub titles: Vec<Block>,
    /// What stands below it.
    pub subtitle: Place,
}

impl Headline {
    /// A headline of nothing but a title.
    pub fn of(titles: Vec<Block>) -> Self {
        Self { titles, ..Self::default() }
    }

    /// The Markdown level of its title, 0 for none.
    pub fn level(&self) -> usize {
        self.titles.first().map_or(0, |title| title.level)
    }

    /// Takes the title's lines.
    pub fn title(&mut self) -> Place {
        self.titles.drain(..).flat_map(|title| title.place).collect()
    }

    /// Whether it is one line and nothing around it, as headings are.
    pub fn is_bare(&self) -> bool {
        self.titles.len() == 1 && self.kicker.is_empty() && self.subtitle.is_empty()
    }

    /// What it looks like.
    pub fn shape(&self) -> Shape {
        Shape { kicker: !self.kicker.is_empty(), subtitle: !self.subtitle.is_empty() }
    }
}

/// What the headlines of one series have in common.
#[derive(Clone, Copy, PartialEq)]
pub struct Shape {
    kicker: bool,
    subtitle: bool,
}

/// Parts a row of heads, kickers and subtitles into the headlines of single articles.
pub fn headlines(front: Vec<Block>) -> Vec<Headline> {
    let mut headlines = vec![Headline::default()];
    for block in front {
        let last = headlines.len() - 1;
        let open = &headlines[last];
        let is_under_title = block.level == 0 && open.level() > 0;
        let is_next = match block.class {
            Class::Kicker => !open.titles.is_empty() || !open.subtitle.is_empty(),
            Class::Head if is_under_title => false,
            Class::Head => !open.subtitle.is_empty() || block.level > 0 && !open.titles.is_empty(),
            _ => false,
        };
        if is_next {
            headlines.push(Headline::default());
        }
        let last = headlines.len() - 1;
        let open = &mut headlines[last];
        match block.class {
            Class::Kicker => open.kicker.extend(block.place),
            Class::Head if !is_under_title => open.titles.push(block),
            _ => open.subtitle.extend(block.place),
        }
    }
    headlines
}
