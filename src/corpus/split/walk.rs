//! Puts the blocks of a page into entries, in one pass with one article open.

use super::blocks::{Block, Class};
use super::headlines::{Headline, Shape, headlines};
use super::{bylines, signs};
use crate::corpus::article::Kind;
use crate::corpus::page::{Entry, EntrySection, Place};

/// Longest caption, in characters.
const CAPTION: usize = 150;
/// More heads than this in a row are verse or a list.
const HEADS: usize = 4;

/// The entries of a page's blocks.
pub fn walk(blocks: Vec<Block>) -> Vec<Entry> {
    let mut walk = Walk::default();
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        if !is_front(&block) {
            walk.block(block);
            continue;
        }
        let mut front = vec![block];
        while let Some(block) = blocks.next_if(is_front) {
            front.push(block);
        }
        walk.front(front, blocks.peek().map(|block| block.class));
    }
    walk.finish()
}

fn is_front(block: &Block) -> bool {
    matches!(block.class, Class::Kicker | Class::Head | Class::Subtitle)
}

/// The article that takes what comes.
#[derive(Clone, Copy)]
struct Open {
    entry: usize,
    /// The Markdown level of its title.
    level: usize,
    /// Its byline stood at its end: more text is another article.
    is_closed: bool,
}

#[derive(Default)]
struct Walk {
    entries: Vec<Entry>,
    open: Option<Open>,
    /// The running series and what its headlines look like, once one is seen.
    series: Option<(usize, Option<Shape>)>,
    /// How long the paragraph is that was taken last, when nothing came after it.
    last_text: Option<usize>,
    /// Furniture above the first entry.
    loose: Place,
}

impl Walk {
    fn block(&mut self, block: Block) {
        let last_text = self.last_text.take();
        match block.class {
            Class::Lead | Class::Dateline | Class::Continued => {
                if !self.is_fresh() {
                    self.start(Entry::default(), 0);
                }
                let entry = self.entry();
                match block.class {
                    Class::Lead => entry.byline.extend(block.place),
                    Class::Dateline => entry.dateline.extend(block.place),
                    _ => entry.furniture.extend(block.place),
                }
            }
            Class::Credit if last_text.is_some_and(|len| len <= CAPTION) => self.caption(block),
            Class::Byline | Class::Credit => {
                let entry = self.entry();
                entry.byline.extend(block.place);
                let is_end = !entry.sections.is_empty() && !bylines::is_shared_byline(&block.text);
                if let Some(open) = &mut self.open {
                    open.is_closed = is_end;
                }
            }
            Class::Furniture if self.entries.is_empty() => self.loose.extend(block.place),
            Class::Furniture => self.last_entry().furniture.extend(block.place),
            Class::Text | Class::Head | Class::Kicker | Class::Subtitle => {
                if self.open.is_some_and(|open| open.is_closed) {
                    self.start(Entry::default(), 0);
                }
                self.last_text = Some(block.text.chars().count());
                self.section().paragraphs.push(block.place);
            }
        }
    }

    /// Heads, kickers and subtitles in a row, and what they stand above.
    fn front(&mut self, front: Vec<Block>, next: Option<Class>) {
        self.last_text = None;
        let is_plain = |block: &Block| block.class == Class::Head && block.level == 0;
        if front.iter().all(is_plain) {
            if front.len() > HEADS {
                return self.verse(front);
            }
            if next.is_none() && self.is_begun() && !self.is_report_without_headline() {
                return self.text(front);
            }
        }
        let mut headlines = headlines(front);
        if self.is_orphan() {
            // All headlines but the last stand below the article that they are of.
            if let Some(headline) = below(&mut headlines, next.is_none()) {
                self.name(headline);
            }
        }
        let Some(mut last) = headlines.pop() else {
            return;
        };
        let is_lead = !matches!(next, Some(Class::Text | Class::Furniture) | None);
        let above = headlines.last().map_or(0, Headline::level);
        if above > 0 && last.level() > above && last.is_bare() && !is_lead {
            // A document's title and the heading of its first section.
            for headline in headlines {
                self.article(headline);
            }
            return self.heading(last);
        }
        for headline in headlines {
            self.series_head(headline);
        }
        if last.titles.len() > 1 && signs::is_series(&last.titles[0].text) {
            let title = last.titles.remove(0);
            self.series_head(Headline::of(vec![title]));
        }
        if self.is_heading(&last) && !is_lead {
            self.heading(last);
        } else {
            self.article(last);
        }
    }

    /// One plain line inside an open article.
    fn is_heading(&self, headline: &Headline) -> bool {
        let level = headline.level();
        let is_inside = self.open.is_some_and(|open| {
            let is_begun = !self.is_fresh() || !self.entries[open.entry].title.is_empty();
            match level {
                0 => is_begun && !open.is_closed,
                _ => is_begun && open.level > 0 && level > open.level,
            }
        });
        headline.is_bare() && is_inside
    }

    fn heading(&mut self, mut headline: Headline) {
        let heading = headline.title();
        let section = EntrySection { heading, ..EntrySection::default() };
        self.entry().sections.push(section);
    }

    fn article(&mut self, headline: Headline) {
        let level = headline.level();
        // A byline may stand above its headline.
        match self.open {
            Some(open) if self.is_fresh() && self.entries[open.entry].title.is_empty() => {
                self.open = Some(Open { level, ..open });
            }
            _ => self.start(Entry::default(), level),
        }
        self.name(headline);
    }

    /// Gives the open article its headline, and its place in the running series.
    fn name(&mut self, mut headline: Headline) {
        let shape = headline.shape();
        let mut byline = Place::new();
        if headline.titles.len() > 1 {
            let last = &headline.titles[headline.titles.len() - 1];
            if signs::is_summary(&last.text) {
                let last = headline.titles.pop();
                headline.subtitle.splice(0..0, last.into_iter().flat_map(|b| b.place));
            } else if bylines::is_person(&last.text) {
                byline = headline.titles.pop().map_or_else(Place::new, |b| b.place);
            }
        }
        let series = match self.series {
            Some((head, like)) if like.is_none_or(|like| like == shape) => Some(head),
            _ => None,
        };
        self.series = series.map(|head| (head, Some(shape)));
        let entry = self.entry();
        entry.title.extend(headline.title());
        entry.kicker.extend(headline.kicker);
        entry.subtitle.extend(headline.subtitle);
        entry.byline.extend(byline);
        entry.series = series;
    }

    /// A headline with another below it and no text of its own.
    fn series_head(&mut self, mut headline: Headline) {
        if headline.titles.len() > 1 && headline.kicker.is_empty() {
            headline.kicker = headline.titles.remove(0).place;
        }
        let title = headline.title();
        self.series = Some((self.entries.len(), None));
        self.push(Entry {
            kind: Kind::SeriesHead,
            kicker: headline.kicker,
            title,
            subtitle: headline.subtitle,
            ..Entry::default()
        });
        self.open = None;
    }

    /// Lines that only look like heads: the first may be the title, the others are the text.
    fn verse(&mut self, mut lines: Vec<Block>) {
        if self.open.is_none() {
            let mut titles = vec![lines.remove(0)];
            if bylines::is_person(&lines[0].text) {
                titles.push(lines.remove(0));
            }
            self.article(Headline::of(titles));
        }
        self.text(lines);
    }

    fn text(&mut self, lines: Vec<Block>) {
        for line in lines {
            self.block(line.of(Class::Text));
        }
    }

    /// The paragraph taken last is the caption of a photo.
    fn caption(&mut self, credit: Block) {
        let section = self.section();
        let words = section.paragraphs.pop();
        if section.paragraphs.is_empty() && section.heading.is_empty() {
            self.entry().sections.pop();
        }
        let caption = Entry {
            kind: Kind::Caption,
            byline: credit.place,
            sections: vec![EntrySection { paragraphs: words.into_iter().collect(), ..EntrySection::default() }],
            ..Entry::default()
        };
        if *self.entry() == Entry::default() {
            // The paragraph had opened an article of its own.
            *self.entry() = caption;
            self.open = None;
        } else {
            self.push(caption);
        }
    }

    /// The entries, when all blocks are in them.
    fn finish(mut self) -> Vec<Entry> {
        if !self.loose.is_empty() {
            // A page of nothing but ornaments: they are its text.
            let ornaments = std::mem::take(&mut self.loose);
            let lines = ornaments.into_iter().map(|line| vec![line]);
            self.section().paragraphs.extend(lines);
        }
        titled_captions(&mut self.entries);
        self.entries
    }

    fn start(&mut self, entry: Entry, level: usize) {
        self.open = Some(Open { entry: self.entries.len(), level, is_closed: false });
        self.push(entry);
    }

    fn push(&mut self, mut entry: Entry) {
        entry.furniture.append(&mut self.loose);
        self.entries.push(entry);
    }

    /// The open entry; a new one without headline when none is open.
    fn entry(&mut self) -> &mut Entry {
        if self.open.is_none() {
            self.start(Entry::default(), 0);
        }
        match self.open {
            Some(open) => &mut self.entries[open.entry],
            None => self.last_entry(),
        }
    }

    /// The entry printed last; a new one on an empty page.
    fn last_entry(&mut self) -> &mut Entry {
        if self.entries.is_empty() {
            self.start(Entry::default(), 0);
        }
        let last = self.entries.len() - 1;
        &mut self.entries[last]
    }

    fn section(&mut self) -> &mut EntrySection {
        let sections = &mut self.entry().sections;
        if sections.is_empty() {
            sections.push(EntrySection::default());
        }
        let last = sections.len() - 1;
        &mut sections[last]
    }

    /// Whether the open article has no text yet.
    fn is_fresh(&self) -> bool {
        self.open.is_some_and(|open| self.entries[open.entry].sections.is_empty())
    }

    /// Whether the open article has text and can take more.
    fn is_begun(&self) -> bool {
        self.open.is_some_and(|open| !open.is_closed) && !self.is_fresh()
    }

    /// Whether the open article says by whom or whence it is, and not what.
    fn is_report_without_headline(&self) -> bool {
        self.is_orphan()
            && self.open.is_some_and(|open| {
                let entry = &self.entries[open.entry];
                !entry.byline.is_empty() || !entry.dateline.is_empty()
            })
    }

    /// Whether the open article has text and no headline.
    fn is_orphan(&self) -> bool {
        self.open.is_some_and(|open| {
            let entry = &self.entries[open.entry];
            let has_headline = [&entry.kicker, &entry.title, &entry.subtitle].iter().any(|part| !part.is_empty());
            !has_headline && !entry.sections.is_empty()
        })
    }
}

/// Of the headlines below an article without one, the one that is its; the last stays for the text that
/// follows, unless none does.
fn below(headlines: &mut Vec<Headline>, is_end: bool) -> Option<Headline> {
    if headlines.len() > 1 || is_end {
        return Some(headlines.remove(0));
    }
    let last = headlines.first_mut()?;
    if last.titles.len() < 2 || !last.kicker.is_empty() {
        return None;
    }
    let own = last.titles.split_off(last.titles.len() - 1);
    Some(Headline::of(std::mem::replace(&mut last.titles, own)))
}

/// Gives a photo the headline that stands above it and above nothing else.
fn titled_captions(entries: &mut Vec<Entry>) {
    let mut at = 0;
    while at + 1 < entries.len() {
        let (before, after) = entries.split_at_mut(at + 1);
        let (headed, caption) = (&mut before[at], &mut after[0]);
        let is_alone = headed.sections.is_empty() && headed.byline.is_empty();
        let is_photo = caption.kind == Kind::Caption && caption.title.is_empty();
        if headed.kind != Kind::Article || !is_alone || !is_photo {
            at += 1;
            continue;
        }
        let mut furniture = std::mem::take(&mut headed.furniture);
        furniture.append(&mut caption.furniture);
        *caption = Entry {
            kind: Kind::Caption,
            byline: std::mem::take(&mut caption.byline),
            sections: std::mem::take(&mut caption.sections),
            furniture,
            ..std::mem::take(headed)
        };
        entries.remove(at);
        for head in entries.iter_mut().filter_map(|entry| entry.series.as_mut()) {
            *head -= usize::from(*head > at);
        }
    }
}
