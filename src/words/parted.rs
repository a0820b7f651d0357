//! Words as those who cut texts by hand cut them: inside marks too.
//!
//! On the page a mark is one word, because it is what the reader points at. Cut by hand, a numeral and its unit are
//! two words (`900|个`, `0.6|个|百分点`), a date is one, and a long name is made of words. How the two compare on hand-cut
//! text stands in `BENCHMARKS.md`.

use super::{Segmenter, Tag, Word};
use crate::marks::Mark;
use crate::numbers::NumberKind;
use crate::text::{Offsets, Span};

/// Names up to this length are a word; longer ones are made of words that the dictionary knows.
const SHORT_NAME: usize = 4;

impl Segmenter {
    /// Cuts `text` around its marks and parts the marks: numerals from units, long names into words.
    pub fn cut_parted(&self, text: &str, marks: &[Mark]) -> Vec<Word> {
        let map = Offsets::new(text);
        let mut parted = Vec::new();
        let words = self.cut_marked(text, marks);
        let mut marks = marks.iter().peekable();
        for word in words {
            while marks.next_if(|mark| mark.span().end <= word.span.start).is_some() {}
            match marks.peek().filter(|mark| mark.span() == word.span) {
                Some(Mark::Number(number)) if !is_one_word(number.kind) => {
                    parted.extend(
                        runs(map.slice(text, word.span))
                            .into_iter()
                            .map(|(span, tag)| Word { span: span.shifted(word.span.start), tag }),
                    );
                }
                Some(Mark::Program(_)) if word.span.len() > SHORT_NAME => {
                    let inside = self.cut(map.slice(text, word.span), &[]);
                    parted.extend(inside.into_iter().map(|w| Word { span: w.span.shifted(word.span.start), ..w }));
                }
                _ => parted.push(word),
            }
        }
        parted
    }
}

fn is_one_word(kind: NumberKind) -> bool {
    matches!(kind, NumberKind::Date | NumberKind::Code | NumberKind::Ratio)
}

/// What a character of a number is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Numeral,
    Unit,
    /// A sign between units, a word of its own.
    Sign,
    Space,
}

/// The words of a number.
fn runs(number: &str) -> Vec<(Span, Tag)> {
    let characters: Vec<char> = number.chars().collect();
    let mut parts: Vec<Part> = Vec::with_capacity(characters.len());
    for at in 0..characters.len() {
        parts.push(part(&characters, at, parts.last().copied()));
    }
    let mut runs = Vec::new();
    let mut start = 0;
    for run in parts.chunk_by(|a, b| a == b && *a != Part::Sign) {
        let span = Span::new(start, start + run.len());
        start = span.end;
        match run[0] {
            Part::Space => {}
            Part::Numeral => runs.push((span, Tag::NUMBER)),
            Part::Sign => runs.push((span, Tag::UNKNOWN)),
            // 3个月, 0.6个百分点
            Part::Unit if characters[span.start] == '个' && span.len() > 1 => {
                runs.push((Span::new(span.start, span.start + 1), Tag::CLASSIFIER));
                runs.push((Span::new(span.start + 1, span.end), Tag::CLASSIFIER));
            }
            Part::Unit => runs.push((span, Tag::CLASSIFIER)),
        }
    }
    runs
}

fn part(characters: &[char], at: usize, before: Option<Part>) -> Part {
    const NUMERALS: &str =
        "一二三四五六七八九十百千万亿兆零〇○两俩廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩几數数余餘多来第负負半";
    let c = characters[at];
    let numeral = |c: &char| c.is_numeric() || NUMERALS.contains(*c);
    let next = characters.get(at + 1).is_some_and(numeral);
    let in_numeral = before == Some(Part::Numeral);
    let of = matches!((c, characters.get(at + 1)), ('分', Some('之'))) || c == '之';
    if c.is_whitespace() {
        return Part::Space;
    }
    match c {
        '百' | '千' if characters.get(at + 1..at + 3) == Some(&['分', '点']) => Part::Unit,
        _ if numeral(&c) && (before != Some(Part::Unit) || c != '半' && c != '数') => Part::Numeral,
        '-' | '+' | '－' if at == 0 => Part::Numeral,
        '.' | ',' | '，' | '．' | '点' | '點' | '/' | '／' | '又' if in_numeral && next => Part::Numeral,
        '-' | '—' | '–' | '－' | '~' | '～' | '至' | '到' if in_numeral && (next || c != '到' && c != '至') => {
            Part::Numeral
        }
        '%' | '％' | '‰' => Part::Numeral,
        _ if of && in_numeral => Part::Numeral,
        '-' | '—' | '–' | '－' | '~' | '～' | '/' | '／' | '(' | ')' | '（' | '）' => Part::Sign,
        _ => Part::Unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted() {
        for (number, want) in [
            ("900个", "900 个"),
            ("36.49亿元", "36.49亿 元"),
            ("30余次", "30余 次"),
            ("0.6个百分点", "0.6 个 百分点"),
            ("3个月", "3 个 月"),
            ("三到五年", "三到五 年"),
            ("1-2次", "1-2 次"),
            ("5元-10元", "5 元 - 10 元"),
            ("99.7%", "99.7%"),
            ("四千分之一", "四千分之一"),
            ("第10位", "第10 位"),
            ("五元三毛", "五 元 三 毛"),
            ("29微克/立方米", "29 微克 / 立方米"),
            ("24570家(次)", "24570 家 ( 次 )"),
            ("三年半", "三 年半"),
            ("281\n\n家", "281 家"),
        ] {
            let characters: Vec<char> = number.chars().collect();
            let words: Vec<String> =
                runs(number).iter().map(|(span, _)| characters[span.start..span.end].iter().collect()).collect();
            assert_eq!(words.join(" "), want, "{number}");
        }
    }
}
