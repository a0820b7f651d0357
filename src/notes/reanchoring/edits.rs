//! The edits of the re-anchoring test, each with what is right after it.

use crate::notes::evidence::is_numeral;
use crate::text::Span;

/// A character and its position in the text as it was; `None` for one that was put in.
pub(super) type Traced = Vec<(char, Option<usize>)>;

/// What is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    At(Span),
    Orphan,
    /// There is one place, and giving up is right as well.
    AtOrOrphan(Span),
}

/// A small generator (Steele, Lea and Flood's `SplitMix64`), so that a failure can be run again.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// An edit: changes the text, given the passage, and says what is right. `None` when it cannot be done here.
pub(super) type Edit = fn(&mut Random, &mut Traced, Span) -> Option<Truth>;

pub(super) const EDITS: [(&str, Edit); 17] = [
    ("insert", insert),
    ("delete", delete),
    ("move", move_sentence),
    ("duplicate", duplicate),
    ("digit", |random, text, span| replace_numeral(random, text, span, "0123456789")),
    ("numeral", |random, text, span| replace_numeral(random, text, span, "一二三四五六七八九十百千万亿")),
    ("number beside", number_beside),
    ("name", name),
    ("width", |random, text, span| Some(width(random, text, span))),
    ("quotes", |random, text, span| Some(quotes(random, text, span))),
    ("line breaks", |random, text, span| Some(sprinkle(random, text, span, '\n'))),
    ("spaces", |random, text, span| Some(sprinkle(random, text, span, ' '))),
    ("columns", |random, text, span| Some(columns(random, text, span))),
    ("paragraphs joined", |_, text, span| Some(joined(text, span))),
    ("another edition", another_edition),
    ("three edits", |random, text, span| several(random, text, span, 3)),
    ("six edits", |random, text, span| several(random, text, span, 6)),
];

/// The last of [`EDITS`] are made of the others.
const SINGLE: usize = EDITS.len() - 3;

fn put(text: &mut Traced, at: usize, what: impl IntoIterator<Item = char>) {
    text.splice(at..at, what.into_iter().map(|c| (c, None)));
}

/// Where the characters of `span` are now.
fn now(text: &Traced, span: Span) -> Option<Span> {
    let inside = |(_, was): &(char, Option<usize>)| was.is_some_and(|was| span.contains(was));
    let start = text.iter().position(inside)?;
    let end = text.iter().rposition(inside)?;
    Some(Span::new(start, end + 1))
}

fn truth(text: &Traced, span: Span) -> Truth {
    now(text, span).map_or(Truth::Orphan, Truth::At)
}

/// Three times out of four near the passage or in it, else anywhere.
fn somewhere(random: &mut Random, text: &Traced, span: Span) -> usize {
    if random.below(4) == 0 {
        return random.below(text.len());
    }
    let from = span.start.saturating_sub(20);
    (from + random.below(span.len() + 40)).min(text.len() - 1)
}

/// Up to twelve characters of the text itself.
fn piece(random: &mut Random, text: &Traced) -> Vec<char> {
    let at = random.below(text.len());
    let length = 1 + random.below(12);
    text.iter().skip(at).take(length).map(|&(c, _)| c).collect()
}

fn insert(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    let at = somewhere(random, text, span);
    let new = piece(random, text);
    let inside = span.start < at && at < span.end;
    let visible = new.iter().filter(|c| !c.is_whitespace()).count();
    let numbers = new.iter().any(|&c| is_numeral(c));
    put(text, at, new);
    let place = now(text, span)?;
    Some(if inside && numbers {
        Truth::Orphan
    } else if inside && visible * 2 > span.len() {
        Truth::AtOrOrphan(place)
    } else {
        Truth::At(place)
    })
}

fn delete(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    let at = somewhere(random, text, span);
    let end = (at + 1 + random.below(12)).min(text.len());
    let gone = Span::new(at, end).within(span);
    let numbers = gone.is_some_and(|gone| text[gone.start..gone.end].iter().any(|&(c, _)| is_numeral(c)));
    // "甲一批乙一批" without "乙一批" and without "一批乙" read the same: there is no one truth.
    if at > 0 && text[at - 1].0 == text[end - 1].0 || text.get(end).is_some_and(|after| after.0 == text[at].0) {
        return None;
    }
    text.drain(at..end);
    let Some(place) = now(text, span) else {
        return Some(Truth::Orphan);
    };
    Some(if numbers {
        Truth::Orphan
    } else if gone.is_some_and(|gone| gone.len() * 3 > span.len()) {
        Truth::AtOrOrphan(place)
    } else {
        Truth::At(place)
    })
}

/// The digits and numerals with which the text goes on beyond either end of a passage that ends in one:
/// the passage 五年 is part of the number 十五.
pub(super) fn number_across(text: &Traced, span: Span) -> (String, String) {
    let digits = |c: &char| is_numeral(*c) || ".,．，".contains(*c);
    let numeral = |at: usize| is_numeral(text[at].0);
    let before = text[..span.start].iter().rev().map(|t| t.0).take_while(digits);
    let after = text[span.end..].iter().map(|t| t.0).take_while(digits);
    (before.filter(|_| numeral(span.start)).collect(), after.filter(|_| numeral(span.end - 1)).collect())
}

/// The sentence around a position: from behind a full stop or line break through the next one.
fn sentence(text: &Traced, around: Span) -> Span {
    let ends = |at: usize| "。！？\n".contains(text[at].0);
    let start = (0..around.start).rev().find(|&at| ends(at)).map_or(0, |at| at + 1);
    let end = (around.end - 1..text.len()).find(|&at| ends(at)).map_or(text.len(), |at| at + 1);
    Span::new(start, end)
}

fn move_sentence(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    let moved = sentence(text, span);
    if moved.len() < 8 {
        return None;
    }
    let taken: Traced = text.drain(moved.start..moved.end).collect();
    let at = random.below(text.len());
    let at = sentence(text, Span::new(at, at + 1)).start;
    text.splice(at..at, taken);
    Some(truth(text, span))
}

fn duplicate(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    let copied = sentence(text, span);
    let copy: Vec<char> = text[copied.start..copied.end].iter().map(|&(c, _)| c).collect();
    let at = random.below(text.len());
    let at = sentence(text, Span::new(at, at + 1)).start;
    // Right beside the original it cannot be told which one is the copy.
    let between = if at < copied.start { at..copied.start } else { copied.end.min(at)..at };
    if text[between].iter().all(|(c, _)| c.is_whitespace()) || copied.contains(at) {
        return None;
    }
    put(text, at, copy);
    let before = at <= span.start;
    let place = now(text, span)?;
    // Far inside a long sentence the copy is the same in all that is remembered.
    let same = span.start - copied.start >= 25 && copied.end - span.end >= 25;
    Some(if before && same { Truth::AtOrOrphan(place) } else { Truth::At(place) })
}

/// One digit or numeral of the passage becomes another one.
fn replace_numeral(random: &mut Random, text: &mut Traced, span: Span, of: &str) -> Option<Truth> {
    let places: Vec<usize> = (span.start..span.end).filter(|&at| of.contains(text[at].0)).collect();
    if places.is_empty() {
        return None;
    }
    let at = *random.pick(&places);
    let others: Vec<char> = of.chars().filter(|&c| c != text[at].0).collect();
    text[at] = (*random.pick(&others), None);
    Some(Truth::Orphan)
}

/// A number near the passage becomes another; the passage stays.
fn number_beside(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    let around = span.start.saturating_sub(20)..(span.end + 20).min(text.len());
    let numbers = |at: &usize| {
        text[*at].0.is_ascii_digit() && !(span.start..=span.end).contains(&(at + 1)) && !span.contains(*at)
    };
    let places: Vec<usize> = around.filter(numbers).filter(|&at| at != span.end).collect();
    if places.is_empty() {
        return None;
    }
    let at = *random.pick(&places);
    let other = char::from(b'0' + ((text[at].0 as u8 - b'0') + 1 + random.below(9) as u8) % 10);
    text[at] = (other, None);
    Some(truth(text, span))
}

/// A name in the passage becomes another of the same or of another length.
fn name(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    const NAMES: [&str; 10] = ["郑州", "河南", "金水", "新郑", "中牟", "航空港", "王智明", "黄河", "中原", "登封"];
    const OTHERS: [&str; 6] = ["洛阳", "信阳市", "李明", "张建国", "长江", "欧阳文山"];
    let chars: Vec<char> = text[span.start..span.end].iter().map(|&(c, _)| c).collect();
    let places: Vec<(usize, usize)> = NAMES
        .iter()
        .filter_map(|name| {
            let name: Vec<char> = name.chars().collect();
            let at = chars.windows(name.len()).position(|window| window == name)?;
            Some((span.start + at, name.len()))
        })
        .collect();
    if places.is_empty() {
        return None;
    }
    let &(at, length) = random.pick(&places);
    let other: Vec<_> = random.pick(&OTHERS).chars().map(|c| (c, None)).collect();
    text.splice(at..at + length, other);
    Some(Truth::Orphan)
}

/// All ASCII becomes full-width, or all full-width becomes ASCII.
fn width(random: &mut Random, text: &mut Traced, span: Span) -> Truth {
    let widen = random.below(2) == 0;
    for (c, _) in text.iter_mut() {
        *c = match *c {
            '!'..='~' if widen => char::from_u32(u32::from(*c) + 0xfee0).expect("the full-width block"),
            '！'..='～' if !widen => char::from_u32(u32::from(*c) - 0xfee0).expect("printable ASCII"),
            c => c,
        };
    }
    truth(text, span)
}

/// Chinese quotes become corner brackets or straight ones.
fn quotes(random: &mut Random, text: &mut Traced, span: Span) -> Truth {
    let to = *random.pick(&["「」『』", "\"\"''", "＂＂＇＇"]);
    for (c, _) in text.iter_mut() {
        if let Some(kind) = "“”‘’".chars().position(|quote| quote == *c) {
            *c = to.chars().nth(kind).expect("four of each kind");
        }
    }
    truth(text, span)
}

/// Puts `c` between characters here and there, mostly about the passage.
fn sprinkle(random: &mut Random, text: &mut Traced, span: Span, c: char) -> Truth {
    let mut places: Vec<usize> = (0..12).map(|_| somewhere(random, text, span)).collect();
    places.sort_unstable();
    for at in places.into_iter().rev() {
        put(text, at, [c]);
    }
    truth(text, span)
}

/// Lines of a newspaper's column: as many characters each, in every paragraph, some columns with a space before
/// each line.
fn columns(random: &mut Random, text: &mut Traced, span: Span) -> Truth {
    let (width, indented) = (9 + random.below(16), random.below(3) == 0);
    let mut set = Traced::new();
    let mut on_line = 0;
    for &(c, was) in text.iter() {
        on_line = if c == '\n' { 0 } else { on_line + 1 };
        if on_line > width {
            set.push(('\n', None));
            set.extend(indented.then_some(('\u{3000}', None)));
            on_line = 1;
        }
        set.push((c, was));
    }
    *text = set;
    truth(text, span)
}

/// All line breaks and spaces are gone, as after a careless copy.
fn joined(text: &mut Traced, span: Span) -> Truth {
    text.retain(|(c, _)| !c.is_whitespace());
    truth(text, span)
}

/// Set anew: in columns, in another width, with other quotes; and with a sentence at another place.
fn another_edition(random: &mut Random, text: &mut Traced, span: Span) -> Option<Truth> {
    let moved = move_sentence(random, text, span)?;
    columns(random, text, span);
    width(random, text, span);
    let set = quotes(random, text, span);
    Some(if moved == Truth::Orphan { moved } else { set })
}

/// Edits one after the other, each on the text that the one before has left. No copies: when the
/// original is edited after it was copied, the copy is what the note was made on.
fn several(random: &mut Random, text: &mut Traced, span: Span, edits: usize) -> Option<Truth> {
    let mut here = span;
    let mut truth = None;
    for _ in 0..edits {
        let (kind, edit) = *random.pick(&EDITS[..SINGLE]);
        if kind == "duplicate" {
            continue;
        }
        let mut next: Traced = text.iter().enumerate().map(|(at, t)| (t.0, Some(at))).collect();
        let Some(one) = edit(random, &mut next, here) else {
            continue;
        };
        *text = next;
        match one {
            Truth::At(place) => here = place,
            last => return Some(last),
        }
        truth = Some(one);
    }
    truth
}
