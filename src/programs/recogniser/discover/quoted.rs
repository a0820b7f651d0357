//! Names in quotation marks, told from quoted speech, figures of speech and classes by their surroundings.
//!
//! Evidence is gathered over the whole text: a name that is introduced once (`深入开展“三标”活动`) is the
//! same name where it stands with less around it (`强化“三标”意识`). Quotes that stand in a row
//! (`“万人助万企”“三个一批”活动`) share what stands before the first and after the last.

use std::collections::HashMap;

use super::super::page::{Page, closing, is_han};
use super::super::{ProgramKind, Rank};
use super::Found;
use super::lexicon::{
    AFTER_QUOTE, CARRY, CUT_STARTS, DESIGNATOR_ENDS, FIGURATIVE, FIRM, LAUNCH, MEANS, MODES, NO_NAMES, QUOTED_ENDINGS,
};
use super::shape::shape;

/// Longer quotes are speech.
const LONGEST: usize = 40;
/// From here on the evidence is enough.
const ENOUGH: i32 = 3;
/// How far behind the closing mark the designator may stand.
const REACH: usize = 12;

/// The words between two quotation marks, at `[start, end)`.
#[derive(Clone, Copy)]
struct Quote {
    start: usize,
    end: usize,
}

/// What is known of one name over the whole text.
struct Evidence {
    /// The best surroundings of any mention.
    best: i32,
    kind: Option<ProgramKind>,
    mentions: i32,
}

pub(super) fn quoted(page: &Page) -> Vec<Found> {
    let quotes = quotes(page);
    let mut known = HashMap::<&[char], Evidence>::new();
    for row in rows(page, &quotes) {
        let (first, last) = (row[0], row[row.len() - 1]);
        let (before, after) = (before(page, first.start - 1), after(page, last.end + 1));
        // 以“能力作风建设年”为抓手
        let means = page.before(first.start - 1) == Some('以') && MEANS.at(page, last.end + 1).is_some();
        let before = if means { before.max(2) } else { before };
        for quote in row {
            let words = &page.chars()[quote.start..quote.end];
            let evidence = known.entry(words).or_insert(Evidence { best: i32::MIN, kind: None, mentions: 0 });
            let (score, kind) = (before + after.map_or(0, |(score, _)| score), after.map(|(_, kind)| kind));
            evidence.mentions += 1;
            if score > evidence.best {
                evidence.best = score;
                evidence.kind = kind;
            }
        }
    }
    quotes
        .iter()
        .filter_map(|quote| {
            let words = &page.chars()[quote.start..quote.end];
            let evidence = &known[words];
            let own = own(page, *quote);
            let repeated = (evidence.mentions - 1).clamp(0, 2);
            let (score, kind) = (own.0 + evidence.best + repeated, own.1.or(evidence.kind));
            // Two characters of no telling shape are a name only with more around them (“靶向”政策).
            let enough = ENOUGH + i32::from(words.len() == 2 && own.0 == 0);
            let kind = match own {
                (3.., Some(ProgramKind::Mechanism)) => own.1,
                _ => evidence.kind.or(kind),
            };
            (score >= enough && !names_a_period(page, quote.end)).then_some(Found {
                start: quote.start,
                end: quote.end,
                kind: kind.unwrap_or(ProgramKind::Campaign),
                weak: score == ENOUGH && own.0 < ENOUGH,
                rank: Rank::Quoted,
            })
        })
        .collect()
}

/// Whether what ends at `end` is a stretch of time and no plan: `“十四五”时期`.
pub(super) fn names_a_period(page: &Page, end: usize) -> bool {
    let after = end + usize::from(page.get(end).is_some_and(|c| "”’\"".contains(c)));
    ["时期", "期间", "末", "以来", "收官", "开局"].iter().any(|word| page.starts_with(after, word))
}

/// All quotes that can be names: short, with no end of a sentence inside. A quote inside a quote is read too.
fn quotes(page: &Page) -> Vec<Quote> {
    let chars = page.chars();
    let mut found = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        if let Some(close) = closing(chars[start]) {
            let end = (start + 1..chars.len().min(start + 2 + LONGEST))
                .take_while(|&i| chars[i] != chars[start] || chars[i] == close)
                .find(|&i| chars[i] == close);
            if let Some(end) = end.filter(|&end| end > start + 2) {
                if !chars[start + 1..end].iter().any(|c| "。!?;,:“”《".contains(*c)) {
                    found.push(Quote { start: start + 1, end });
                }
                // A straight mark closes what it opened and must not open the next.
                if close == chars[start] {
                    start = end;
                }
            }
        }
        start += 1;
    }
    found
}

/// Quotes one after the other, with at most one joining character between them.
fn rows<'q>(page: &Page, quotes: &'q [Quote]) -> Vec<&'q [Quote]> {
    quotes
        .chunk_by(|a, b| {
            let gap = a.end + 1..b.start.saturating_sub(1).max(a.end + 1);
            gap.len() <= 1 && gap.clone().all(|i| page.get(i).is_some_and(|c| "、和与及暨或".contains(c)))
        })
        .collect()
}

/// What the words themselves say.
fn own(page: &Page, quote: Quote) -> (i32, Option<ProgramKind>) {
    let words = &page.chars()[quote.start..quote.end];
    if NO_NAMES.contains(page.words(quote.start, quote.end).as_str()) {
        return (-4, None);
    }
    let mut shape = shape(words);
    if let Some((_, kind)) =
        QUOTED_ENDINGS.before(page, quote.end).filter(|&(length, _)| (2..=6).contains(&(words.len() - length)))
    {
        shape.score = shape.score.max(2);
        shape.kind = shape.kind.or(Some(kind));
    }
    if MODES.before(page, quote.end).is_some_and(|(length, ())| length < words.len() || length > 2) && words.len() <= 10
    {
        let whole = matches!(words[0], '一' | '多' | '零' | '跨' | '免' | '最' | '全' | '就' | '容');
        shape.score = shape.score.max(if whole { 3 } else { 2 });
        shape.kind = Some(ProgramKind::Mechanism);
    }
    // What the words end in says what they are, as it does without quotation marks.
    let ending = DESIGNATOR_ENDS
        .before(page, quote.end)
        .filter(|&(length, _)| words.len() >= 4 && length < words.len() && !words.contains(&'+'));
    match ending {
        Some((_, (kind, _))) => {
            let firm = FIRM.at(page, quote.end - 2).is_some();
            // 希望工程圆梦行动: long enough to need nothing else.
            let long = firm && words.len() >= 6;
            (shape.score.max(2 + i32::from(firm) + i32::from(long)), Some(kind))
        }
        None if words.len() > 24 => (-1, shape.kind),
        None => (shape.score, shape.kind),
    }
}

/// What stands before the opening mark at `open`.
fn before(page: &Page, open: usize) -> i32 {
    if LAUNCH.before(page, open).is_some() {
        return 3;
    }
    let figurative = FIGURATIVE.before(page, open);
    let carry = CARRY.before(page, open);
    if carry.is_some() && carry >= figurative {
        return 1;
    }
    if figurative.is_some() {
        return -1;
    }
    // A launching verb a few words before: 深入实施全省“…”, 举办8年“…”.
    let near = (open.saturating_sub(6)..open)
        .rev()
        .take_while(|&i| page.get(i).is_some_and(|c| is_han(c) || c.is_ascii_digit()))
        .any(|i| LAUNCH.before(page, i).is_some());
    if near { 2 } else { 0 }
}

/// What stands behind the closing mark: the designator, and how much it counts where it stands.
fn after(page: &Page, behind: usize) -> Option<(i32, ProgramKind)> {
    let behind = behind + usize::from(page.get(behind) == Some('的'));
    for i in behind..behind + REACH {
        if let Some((_, kind)) = AFTER_QUOTE.at(page, i) {
            let firm = FIRM.at(page, i).is_some();
            let near = i - behind;
            let score = match near {
                0 => 3 + i32::from(firm),
                1 | 2 if page.get(behind) != Some('式') && !page.starts_with(i, "服务") => 3,
                3 | 4 => 2 + i32::from(firm),
                _ => 2,
            };
            return Some((score, kind));
        }
        let c = page.get(i)?;
        let stops = !(is_han(c) || c.is_ascii_digit() || c == '\u{a0}')
            || super::designated::PARTICLES.contains(c)
            || CUT_STARTS.at(page, i).is_some_and(|(_, launches)| launches);
        if stops {
            return None;
        }
    }
    None
}
