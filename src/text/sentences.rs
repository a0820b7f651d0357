//! The sentences of a text, as a reader of Chinese sees them.
//!
//! Contract: the spans are in order, do not overlap, begin and end with a printed character, hold no line break, and
//! leave out nothing but white space. A sentence ends with the text, with its line, or after a run of 。！？… and the
//! like together with the brackets and quotation marks that close behind it.
//!
//! Limits: a full stop of Western print (`.`) ends nothing, because in Chinese print it is a decimal point far more
//! often; nor does ；.

use super::Span;

/// The sentences of `text`.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // The sentence being read: its first character, the place behind its last printed one, whether it is at its end,
    // and whether a straight quotation mark stands open in it, since those look alike on both sides.
    let mut open: Option<(usize, usize)> = None;
    let (mut ending, mut quoted) = (false, false);
    for (at, c) in text.chars().enumerate() {
        let goes_on = !is_line_break(c) && (!ending || ends(c) || closes(c) || c == '"' && quoted);
        if !goes_on {
            found.extend(open.take().map(|(start, end)| Span::new(start, end)));
        }
        if c.is_whitespace() || is_line_break(c) {
            continue;
        }
        if open.is_none() {
            (ending, quoted) = (false, false);
        }
        let start = open.map_or(at, |(start, _)| start);
        open = Some((start, at + 1));
        ending |= ends(c);
        quoted ^= c == '"';
    }
    found.extend(open.map(|(start, end)| Span::new(start, end)));
    found
}

/// The whole sentences that `span` touches, as one span; `sentences` are those of its text. A span that touches none
/// stays as it is.
pub fn around(sentences: &[Span], span: Span) -> Span {
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let behind = sentences.partition_point(|sentence| sentence.start < span.end);
    match sentences.get(first..behind) {
        Some([one]) => Span::new(one.start.min(span.start), one.end.max(span.end)),
        Some([first, .., last]) => Span::new(first.start.min(span.start), last.end.max(span.end)),
        _ => span,
    }
}

fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '⋯' | '!' | '?' | '｡' | '‼' | '⁇' | '⁈' | '⁉')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | ')'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '］'
            | ']'
            | '｝'
            | '}'
            | '｣'
            | '﹂'
            | '﹄'
    )
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Offsets;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let map = Offsets::new(text);
        sentences(text).into_iter().map(|span| map.slice(text, span)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            (" \n ", &[]),
            ("桥通了", &["桥通了"]),
            ("桥通了。人很多！真的吗？", &["桥通了。", "人很多！", "真的吗？"]),
            ("桥通了\n昨日，新桥通车。 人很多。", &["桥通了", "昨日，新桥通车。", "人很多。"]),
            ("他说：“来吧。”她走了。", &["他说：“来吧。”", "她走了。"]),
            ("（见图。）后来……再说？！好。", &["（见图。）", "后来……", "再说？！", "好。"]),
            ("他说:\"来吧。\"她说:\"好。\"", &["他说:\"来吧。\"", "她说:\"好。\""]),
            ("增长3.5%；其中一半。", &["增长3.5%；其中一半。"]),
            ("　　首行。\r\n　　次行", &["首行。", "次行"]),
            ("。”", &["。”"]),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), *expected, "{text}");
        }
    }

    #[test]
    fn whole_sentences_stand_around_a_span() {
        let text = "一二。三四！\n五六";
        let all = sentences(text);
        let cases = [((0, 1), (0, 3)), ((2, 4), (0, 6)), ((4, 8), (3, 9)), ((6, 7), (6, 7)), ((3, 3), (3, 3))];
        for ((start, end), (from, to)) in cases {
            assert_eq!(around(&all, Span::new(start, end)), Span::new(from, to), "{start}..{end}");
        }
    }

    proptest! {
        #[test]
        fn sentences_hold_all_that_is_printed(text in "([一二。！？…”’）\" \n　\r]|[a-z😀𠮷]){0,40}") {
            let chars: Vec<char> = text.chars().collect();
            let found = sentences(&text);
            let mut behind = 0;
            for span in &found {
                prop_assert!(behind <= span.start && span.start < span.end);
                prop_assert!(chars[behind..span.start].iter().all(|c| c.is_whitespace()));
                prop_assert!(!chars[span.start].is_whitespace() && !chars[span.end - 1].is_whitespace());
                prop_assert!(!chars[span.start..span.end].iter().any(|&c| is_line_break(c)));
                let alone: String = chars[span.start..span.end].iter().collect();
                prop_assert_eq!(sentences(&alone), vec![Span::new(0, span.len())]);
                behind = span.end;
            }
            prop_assert!(chars[behind..].iter().all(|c| c.is_whitespace()));
        }

        #[test]
        fn what_stands_around_holds_the_span(text in "[一二。！\n]{1,40}", a in 0usize..40, b in 0usize..40) {
            let length = text.chars().count();
            let span = Span::new(a.min(b).min(length), a.max(b).min(length));
            let around = around(&sentences(&text), span);
            prop_assert!(around.start <= span.start && span.end <= around.end && around.end <= length);
        }
    }
}
