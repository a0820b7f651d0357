//! What a quoted name looks like by itself: counted slogans, codes, rows of equal members.

use super::super::ProgramKind::{self, Campaign, Mechanism, Policy, Strategy};
use super::super::page::is_han_digit;

/// How much the shape says that the words are a programme's name, and of which kind.
pub(super) struct Shape {
    pub(super) score: i32,
    pub(super) kind: Option<ProgramKind>,
}

/// Judges the words between two quotation marks.
pub(super) fn shape(words: &[char]) -> Shape {
    let length = words.len();
    let of = |score, kind| Shape { score, kind: Some(kind) };
    if is_code(words) {
        return of(3, Mechanism);
    }
    let dated = words.windows(2).any(|pair| is_han_digit(pair[0]) && "年月天".contains(pair[1]));
    if dated {
        // 一年起势、三年成势: the numerals state a time.
        return Shape { score: 0, kind: None };
    }
    if starts(words, "互联网+") || ends(words, "互联网+") {
        return of(3, Mechanism);
    }
    if ["方面", "问题", "环节", "阶段", "层面", "领域", "维度", "角度", "部分", "小时", "时期", "特点"]
        .iter()
        .any(|tail| ends(words, tail))
    {
        return Shape { score: 0, kind: None };
    }
    if ends(words, "一批") && counted(words) > 0 {
        return of(3, Campaign);
    }
    if is_row(words) && counted(words) > 0 {
        return of(3, Strategy);
    }
    if let [count @ .., '条' | '项' | '个'] = words
        && count.iter().all(char::is_ascii_digit)
    {
        // “20条” counts and names nothing.
        return Shape { score: -4, kind: None };
    }
    match words {
        [.., '机' | '体', '制'] => Shape { score: 0, kind: None },
        [.., '制'] if length >= 3 => of(3, Policy),
        [.., '贷' | '券'] if (3..=4).contains(&length) => of(2, Policy),
        [.., '年'] if length >= 4 && !words.iter().any(char::is_ascii_digit) => of(2, Campaign),
        [.., count, '条'] if length >= 4 && (count.is_ascii_digit() || is_han_digit(*count)) => of(3, Policy),
        [_, _, '即', ..] if (4..=5).contains(&length) => of(3, Mechanism),
        ['一', _, '一', '路' | '廊' | '圈'] => of(3, Strategy),
        ['一', _, '一', _] | [.., '通', '办'] => of(3, Mechanism),
        _ => match counted(words) {
            0 if is_row(words) => Shape { score: 1, kind: None },
            score => Shape { score, kind: (score > 0).then_some(Strategy) },
        },
    }
}

fn starts(words: &[char], head: &str) -> bool {
    words.len() > head.chars().count() && head.chars().zip(words).all(|(a, &b)| a == b)
}

fn ends(words: &[char], tail: &str) -> bool {
    words.len() > tail.chars().count() && tail.chars().rev().zip(words.iter().rev()).all(|(a, &b)| a == b)
}

/// A numeral that is no value: `1330N`, `18+3+1`, `13710`. A bare number of one or two digits is none.
fn is_code(words: &[char]) -> bool {
    let plain = words.iter().all(|&c| c.is_ascii_alphanumeric() || c == '+');
    let digits = words.iter().filter(|c| c.is_ascii_digit()).count();
    let mixed = words.iter().any(|&c| c == '+' || c.is_ascii_uppercase());
    plain && digits > 0 && words.len() >= 3 && (mixed && words[0].is_ascii_digit() || digits == words.len())
}

/// Counted slogans: 三个一批, 六个一流, 十大战略 (3); 三块三轴, 一带一路 (3); 三标, 双基, 双轮驱动 (2, 1).
fn counted(words: &[char]) -> i32 {
    let digits = words.iter().filter(|&&c| is_han_digit(c)).count();
    match words {
        [first, '个' | '大' | '项' | '类' | '篇' | '件', rest @ ..] if is_han_digit(*first) && !rest.is_empty() => {
            if *first == '一' {
                1
            } else {
                3
            }
        }
        [first, _, second, _] if is_han_digit(*first) && is_han_digit(*second) => 3,
        [first, .., _] if is_han_digit(*first) && digits >= 2 && (5..=24).contains(&words.len()) => 2,
        ['一', ..] => 0,
        ['双' | '两', _] => 2,
        ['双' | '两', _, _, _] => 1,
        [first, _] if is_han_digit(*first) => 2,
        // 三高地, 四挂钩
        [first, second, _] if is_han_digit(*first) && !"年月天日分秒号楼岁人名家级等".contains(*second) => {
            2
        }
        _ => 0,
    }
}

/// Members of like length between enumeration commas: 敢为、敢闯、敢创.
fn is_row(words: &[char]) -> bool {
    let members: Vec<usize> = words.split(|&c| c == '、').map(<[char]>::len).collect();
    members.len() >= 2
        && members.iter().all(|&m| m >= 2)
        && members.iter().max().zip(members.iter().min()).is_some_and(|(max, min)| max - min <= 2)
}

/// The parts by which a compound name is spoken of later, as ranges of `words`: 三块|三轴, 敢为|敢闯, 乐龄之家|….
pub(super) fn members(words: &[char]) -> Vec<(usize, usize)> {
    if let [first, _, second, _] = words
        && is_han_digit(*first)
        && is_han_digit(*second)
        && first == second
    {
        return vec![(0, 2), (2, 4)];
    }
    let mut members = Vec::new();
    let mut start = 0;
    for part in words.split(|&c| matches!(c, '、' | ' ')) {
        if (2..words.len()).contains(&part.len()) {
            members.push((start, start + part.len()));
        }
        start += part.len() + 1;
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let cases = [
            ("三个一批", 3),
            ("十大战略", 3),
            ("三块三轴", 3),
            ("四个突破、三个提升", 3),
            ("1330N", 3),
            ("13710", 3),
            ("2+N", 3),
            ("双长制", 3),
            ("三标", 2),
            ("双轮驱动", 1),
            ("火车头", 0),
            ("12", 0),
            ("20条", -4),
            ("江城20条", 3),
            ("GDP", 0),
            ("一把手", 0),
        ];
        for (words, score) in cases {
            let words: Vec<char> = words.chars().collect();
            assert_eq!(shape(&words).score, score, "{words:?}");
        }
    }
}
