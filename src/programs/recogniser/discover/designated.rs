//! Unquoted names that end in a designator: `深入实施科教兴国战略、人才强国战略`.
//!
//! The right edge is the designator's end. The left edge is the nearest verb or particle after which a
//! name can begin, else the last punctuation, number or line break. A body made of general words alone
//! (`重大项目`) is a description. `和` is part of a name unless a name ends right before it.

use super::super::page::{Page, is_han};
use super::super::{ProgramKind, Rank};
use super::Found;
use super::lexicon::{
    ABOUT, BEGUN, BUILT, BUILT_LIST, BUILT_STARTS, COUNTERS, CUTS, DESIGNATOR_ENDS, DESIGNATORS, EVENTS, Lexicon,
    Needs, PLACE_ENDS, PLACES, RUNS_ON, SCOPES, SPORTS, TOPICS, UNDER_CONSTRUCTION, VAGUE, WHOLE, WHOLE_ENDS,
};
use crate::numbers::Number;

/// The longest name, designator left out.
const LONGEST: usize = 30;

/// Single characters after which a name begins, unless they are part of a word (自由, 参与).
pub(super) const PARTICLES: &str = "的了在将把对从向由被让使是以为并等这该其各到于就也都则又而占";

/// Last characters of the names of administrative regions.
const REGIONS: &str = "省市县区州镇乡旗";

/// Why a name begins where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// Right after a verb that launches or carries programmes.
    Launched,
    /// After an enumeration comma or a conjunction.
    Listed,
    /// After a number or a word that counts things.
    Counted,
    /// After anything else.
    Open,
}

pub(super) fn designated(page: &Page, numbers: &[Number]) -> Vec<Found> {
    let closed = closed(page, numbers);
    let mut found: Vec<Found> = Vec::new();
    let mut previous = None::<(usize, bool)>;
    let mut at = 1;
    while at < page.chars().len() {
        let Some((mut end, kind, needs)) = designator(page, at) else {
            at += 1;
            continue;
        };
        // 智慧港项目, 转型战略行动: the last of several ends the name.
        while let Some((further, ..)) = designator(page, end).filter(|_| follows(page, end)) {
            end = further;
        }
        let (mut start, edge) = left_edge(page, &closed, at);
        // A list hands on what its first member had before it.
        let launched = match edge {
            Edge::Launched => true,
            Edge::Listed => previous.is_some_and(|(last, launched)| launched && start.saturating_sub(last) <= 1),
            Edge::Open | Edge::Counted => false,
        };
        let launched = launched || BEGUN.at(page, end).is_some();
        // What follows a quoted name is its designator: “郑创汇”国际创新创业大赛.
        let after_quote = page.before(start).is_some_and(|c| "”’\"》".contains(c));
        if edge != Edge::Counted && !after_quote && !runs_on(page, end) {
            start = at_place(page, start, at, edge, kind);
            // 自青年创新行动开展以来
            if page.get(start) == Some('自') && BEGUN.at(page, end).is_some() {
                start += 1;
            }
            let name = Name { start, body_end: at, stem_end: end - 2, kind, needs };
            if name.is_accepted(page, launched) || name.is_told_of(page, end) {
                previous = Some((end, launched));
                start = whole_row(page, start, at);
                if kind == ProgramKind::Event {
                    start = with_year(page, start);
                }
                found.push(Found { start, end, kind, weak: false, rank: Rank::Designated });
            }
        }
        at = end;
    }
    found.extend(events(page, &closed));
    found.extend(built(page, &closed));
    found.extend(under_construction(page, &closed));
    found
}

/// What begins with a place and is being built: `加快成都科创中心建设`.
fn under_construction(page: &Page, closed: &[bool]) -> Vec<Found> {
    let name = |end: usize| {
        let (length, ()) = BUILT.before(page, end)?;
        UNDER_CONSTRUCTION.at(page, end)?;
        let (start, edge) = left_edge(page, closed, end);
        let named = PLACES.at(page, start).is_some()
            && (6..=24).contains(&(end - start))
            && !is_made_of(page, start, end - length, &[&VAGUE, &TOPICS, &SCOPES, &PLACES]);
        (named && edge == Edge::Launched).then_some(Found {
            start,
            end,
            kind: ProgramKind::Project,
            weak: false,
            rank: Rank::Designated,
        })
    };
    (1..page.chars().len()).filter_map(name).collect()
}

/// What is built, in a list that says so: `提速中澳中心、碧桂园科创中心等项目`.
fn built(page: &Page, closed: &[bool]) -> Vec<Found> {
    /// More members are looked at by no reader either.
    const MEMBERS: usize = 12;
    let mut found = Vec::new();
    for etc in (1..page.chars().len()).filter(|&i| page.get(i) == Some('等')) {
        // 等67个项目, 等一批重点项目
        let counts = |i: usize| closed.get(i) == Some(&true) || page.get(i).is_some_and(|c| "个项大多批余".contains(c));
        let listed = |i: usize| BUILT_LIST.at(page, i).is_some();
        if !(etc + 1..etc + 7).find(|&i| listed(i) || !counts(i)).is_some_and(listed) {
            continue;
        }
        let mut end = etc;
        for _ in 0..MEMBERS {
            let (start, edge) = left_edge(page, closed, end);
            let named = BUILT.before(page, end).is_some_and(|(length, ())| end - start > length + 1);
            let vague = is_made_of(page, start, end, &[&VAGUE, &TOPICS, &SCOPES, &BUILT_STARTS]);
            if named && !vague && (4..=24).contains(&(end - start)) && edge != Edge::Counted {
                found.push(Found { start, end, kind: ProgramKind::Project, weak: false, rank: Rank::Designated });
            }
            if edge != Edge::Listed || start < 2 {
                break;
            }
            end = start - 1;
        }
    }
    found
}

/// The longest designator that begins at `at`: where it ends, what it says and needs.
fn designator(page: &Page, at: usize) -> Option<(usize, ProgramKind, Needs)> {
    DESIGNATORS.at(page, at).map(|(length, (kind, needs))| (at + length, kind, needs))
}

/// Whether a designator right after another one still belongs to the name.
fn follows(page: &Page, at: usize) -> bool {
    ["行动", "项目", "工程", "计划"].iter().any(|word| page.starts_with(at, word)) && !runs_on(page, at + 2)
}

/// Positions inside a number, where no unquoted name stands.
fn closed(page: &Page, numbers: &[Number]) -> Vec<bool> {
    let mut closed = vec![false; page.chars().len()];
    for number in numbers {
        let (start, end) = page.range(number.span);
        closed[start..end].fill(true);
    }
    closed
}

fn left_edge(page: &Page, closed: &[bool], body_end: usize) -> (usize, Edge) {
    let mut start = body_end;
    while start > 0 && body_end - start < LONGEST {
        if COUNTERS.before(page, start).is_some() {
            return (start, Edge::Counted);
        }
        if let Some(launching) = cut(page, start) {
            return (start, if launching { Edge::Launched } else { Edge::Open });
        }
        let c = page.chars()[start - 1];
        if closed[start - 1] {
            // 2024年…大赛 and 第十届…博览会 date a name; 30个…项目 counts descriptions.
            let dates = "年月日届".contains(c) || with_year(page, start) < start;
            return (start, if dates { Edge::Open } else { Edge::Counted });
        }
        let inside = is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '·' | '-' | '+' | '(' | ')');
        if !inside || page.breaks_before(start) || PARTICLES.contains(c) && !is_whole(page, start - 1) {
            break;
        }
        if matches!(c, '和' | '与' | '及' | '暨') && ends_a_name(page, start - 1) {
            return (start, Edge::Listed);
        }
        start -= 1;
    }
    let listed = page.before(start) == Some('、') && !page.breaks_before(start);
    (start, if listed { Edge::Listed } else { Edge::Open })
}

/// Where a long description before the name has no edge of its own, a named place begins the name:
/// `…创新资源集聚中原科技城`.
fn at_place(page: &Page, start: usize, end: usize, edge: Edge, kind: ProgramKind) -> usize {
    if page.starts_with(start, "建设") && end - start > 6 {
        return start + 2;
    }
    if kind != ProgramKind::Project || end - start <= 8 {
        return start;
    }
    (start + 1..end)
        .rev()
        .find(|&i| PLACES.at(page, i).is_some())
        .filter(|&i| PLACE_ENDS.before(page, i).is_none())
        .filter(|&i| edge != Edge::Launched || page.before(i).is_some_and(|c| "和与及".contains(c)))
        .unwrap_or(start)
}

/// Members of like length before the last one belong to the name: `创新驱动、科教兴省、人才强省战略`.
fn whole_row(page: &Page, start: usize, end: usize) -> usize {
    let length = end - start;
    let mut first = start;
    while page.before(first) == Some('、') && first > length {
        let member = first - 1 - length;
        let han = page.chars()[member..first - 1].iter().all(|&c| is_han(c));
        let begins = page.before(member).is_none_or(|c| !is_han(c)) || cut(page, member).is_some();
        if !han || !begins || ends_a_name(page, first - 1) {
            break;
        }
        first = member;
    }
    // A single like member may be a name of its own (换道领跑、绿色转型战略).
    if start - first > length + 1 { first } else { start }
}

/// Whether a cutting verb ends at `start`, and whether it launches.
fn cut(page: &Page, start: usize) -> Option<bool> {
    CUTS.before(page, start).map(|(_, launches)| launches)
}

/// Whether the character at `i` is a part of a two-character word and no particle.
fn is_whole(page: &Page, i: usize) -> bool {
    WHOLE.at(page, i).is_some() || WHOLE_ENDS.before(page, i + 1).is_some()
}

/// Whether a name ends at `end`, a remark in parentheses left out: `…项目(一期)和…`.
fn ends_a_name(page: &Page, end: usize) -> bool {
    let end = match page.before(end) {
        Some(')') => (end.saturating_sub(6)..end).find(|&i| page.get(i) == Some('(')).unwrap_or(end),
        _ => end,
    };
    DESIGNATOR_ENDS.before(page, end).is_some()
}

/// Whether the word goes on, so that the designator is only a part of it: 工程师, 战略合作.
fn runs_on(page: &Page, end: usize) -> bool {
    let goes_on = |(word, after): &(&str, &str)| page.ends_with(end, word) && page.starts_with(end, after);
    page.get(end) == Some('+') || RUNS_ON.iter().any(goes_on)
}

/// A name that is not yet believed.
struct Name {
    start: usize,
    body_end: usize,
    /// Where the name ends without the last word of its designator.
    stem_end: usize,
    kind: ProgramKind,
    needs: Needs,
}

impl Name {
    fn is_accepted(&self, page: &Page, launched: bool) -> bool {
        let &Self { start, body_end, kind, needs, .. } = self;
        let body = &page.chars()[start..body_end];
        if body.len() < 2 || body.len() >= LONGEST || !balanced(body) {
            return false;
        }
        let placed = body.len() >= 4 && begins_with_place(page, start, body_end);
        let says_something = self.says_something(page, launched) || kind == ProgramKind::Event && placed;
        says_something
            && match needs {
                Needs::Body => true,
                Needs::Verb => launched && body.len() >= if kind == ProgramKind::Project { 2 } else { 3 },
                Needs::Place => placed,
                Needs::Either => placed || launched && body.len() >= 4,
                Needs::Never => false,
            }
    }

    /// Whether a sentence begins with the name and is about it (`引江济淮工程跨越…`), or the name is all of its line
    /// (`研发投入提升专项。`).
    fn is_told_of(&self, page: &Page, end: usize) -> bool {
        let &Self { start, body_end, needs, .. } = self;
        let body = &page.chars()[start..body_end];
        let first = page.before(start).is_none_or(|c| "。！!；;#".contains(c)) || page.breaks_before(start);
        let heads = page.breaks_before(start) && page.get(end).is_some_and(|c| "。:：".contains(c));
        let told = heads || page.get(end).is_some() && ABOUT.at(page, end).is_some();
        matches!(needs, Needs::Verb | Needs::Either | Needs::Place)
            && first
            && told
            && (4..=18).contains(&body.len())
            && balanced(body)
            && !is_made_of(page, start, body_end, &[&VAGUE, &SCOPES, &PLACES])
            && (heads || !is_made_of(page, start, body_end, &[&VAGUE, &TOPICS, &SCOPES, &PLACES]))
    }

    /// Whether the words before the designator tell this programme from others of its sort.
    fn says_something(&self, page: &Page, launched: bool) -> bool {
        let (start, end) = (self.start, self.stem_end);
        // A place makes a strategy its own (黄河战略), but not a project (郑州市重点项目).
        let places = if self.kind == ProgramKind::Strategy { &*SCOPES } else { &*PLACES };
        let topics = launched
            && end - start >= 4
            && self.kind != ProgramKind::Project
            && is_made_of(page, start, end, &[&TOPICS]);
        // 国家重点研发计划: so long a designator tells what it is.
        let telling = self.body_end + 5 <= end + 2 && self.kind == ProgramKind::Policy;
        topics || telling || !is_made_of(page, start, end, &[&VAGUE, &TOPICS, &SCOPES, places])
    }
}

fn balanced(body: &[char]) -> bool {
    let count = |mark| body.iter().filter(|&&c| c == mark).count();
    count('(') == count(')')
}

/// Whether `[start, end)` can be cut wholly into words of the tables.
fn is_made_of(page: &Page, start: usize, end: usize, tables: &[&Lexicon<()>]) -> bool {
    let mut reached = vec![false; end - start + 1];
    reached[0] = true;
    for i in 0..end - start {
        if reached[i] {
            for length in tables.iter().flat_map(|words| words.lengths_at(page, start + i)) {
                if let Some(slot) = reached.get_mut(i + length) {
                    *slot = true;
                }
            }
        }
    }
    reached[end - start]
}

fn begins_with_place(page: &Page, start: usize, end: usize) -> bool {
    let known = PLACES.at(page, start).is_some() || SCOPES.at(page, start).is_some();
    known || (start + 2..end.min(start + 4)).any(|i| page.get(i).is_some_and(|c| REGIONS.contains(c)))
}

/// Where a name begins that has its year right before it: `2021世界制造业大会`.
fn with_year(page: &Page, start: usize) -> usize {
    let Some(year) = start.checked_sub(4) else { return start };
    let digits = (year..start).all(|i| page.get(i).is_some_and(|c| c.is_ascii_digit()));
    let alone = page.before(year).is_none_or(|c| !c.is_ascii_alphanumeric() && !"-./".contains(c));
    if digits && alone && matches!(page.get(year), Some('1' | '2')) { year } else { start }
}

/// Events known by one word, with the place before it.
fn events(page: &Page, closed: &[bool]) -> Vec<Found> {
    let event = |at| {
        let (length, ()) = EVENTS.at(page, at)?;
        let sport = SPORTS.before(page, at).map_or(0, |(sport, ())| sport);
        let place = PLACE_ENDS
            .before(page, at - sport)
            .map(|(place, ())| sport + place)
            .filter(|&place| !closed[at - place..at].contains(&true))
            .unwrap_or(sport);
        Some(Found {
            start: with_year(page, at - place),
            end: at + length,
            kind: ProgramKind::Event,
            weak: false,
            rank: Rank::Designated,
        })
    };
    (0..page.chars().len()).filter_map(event).collect()
}
