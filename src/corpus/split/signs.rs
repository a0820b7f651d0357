//! The signs by which newspaper Chinese shows what a line is. Each looks at one text and knows nothing of
//! its neighbours; where a sign needs a list, the list is of the language's closed classes.

/// Longest headline, in characters.
const HEAD: usize = 45;

/// What ends a sentence, list introductions included.
pub const ENDS: &str = "。！？…!?.；;：:";
/// What may close after the sentence has ended.
const CLOSERS: &str = "”’」』》）)】\"";

/// Openings after which a comma stands in running text, and never in a headline.
const OPENERS: &[&str] = &[
    "近日",
    "昨日",
    "今日",
    "日前",
    "目前",
    "当前",
    "此前",
    "此后",
    "随后",
    "同时",
    "其中",
    "其次",
    "首先",
    "最后",
    "另外",
    "此外",
    "然而",
    "不过",
    "据悉",
    "对此",
    "为此",
    "因此",
    "如今",
    "今年",
    "去年",
    "近期",
    "会上",
    "现场",
    "今年以来",
    "近年来",
    "一直以来",
    "据了解",
    "据介绍",
    "据统计",
    "截至目前",
];

/// Whether the text ends where a paragraph can end. A text that does not goes on in the next column.
pub fn is_closed(text: &str) -> bool {
    let inside = text.trim_end().trim_end_matches(|c| CLOSERS.contains(c));
    inside.ends_with(|c| ENDS.contains(c)) || text.ends_with([')', '）'])
}

/// Whether the text begins inside a sentence: with a stop, or with a character or two before one.
pub fn is_fragment(text: &str) -> bool {
    let stop = |c: char| "，、；。,;”’」』）)".contains(c);
    let Some(at) = text.chars().take(3).position(stop) else {
        return false;
    };
    let word: String = text.chars().take(at).collect();
    let counts = at == 1 && "一二三四五六七八九十甲乙丙丁".contains(&*word);
    let is_han = word.chars().all(is_han);
    is_han && !counts && !OPENERS.contains(&&*word)
}

/// Whether the text can be a headline: short, open-ended, no sentence of running text.
pub fn is_head(text: &str) -> bool {
    let len = text.chars().filter(|c| !c.is_whitespace()).count();
    let han = text.chars().filter(|&c| c.is_alphabetic()).count();
    if len > HEAD || han < 2 || is_closed(text) && !text.ends_with([')', '）']) {
        return false;
    }
    if text.contains(['。', '；', ';']) || text.ends_with(['，', ',', '、', '-', '—']) {
        return false;
    }
    if text.starts_with(['-', '*', '•', '>', '|']) {
        return false;
    }
    let mut clauses = text.split(['，', ',']);
    let (first, second) = (clauses.next().unwrap_or_default(), clauses.next());
    match second {
        None => true,
        // A headline with a comma is a couplet: two halves of about one length.
        Some(second) => {
            let (a, b) = (first.chars().count(), second.chars().count());
            clauses.next().is_none() && a.abs_diff(b) <= 4 && !is_opener(first)
        }
    }
}

/// 今年以来, 2024年, 10月25日: what opens a sentence of the text.
fn is_opener(clause: &str) -> bool {
    let is_date = clause.starts_with(|c: char| c.is_ascii_digit())
        && clause.ends_with(['年', '月', '日', '时', '间', '前', '后']);
    is_date || OPENERS.contains(&clause)
}

/// 典型案例之七: behind a bullet: the kicker of the headline that follows.
pub fn is_kicker(text: &str) -> bool {
    let is_bullet = |c| "◆◇●○■□▲△★☆▶►※".contains(c);
    text.starts_with(is_bullet) && text.chars().count() <= 20 && (text.ends_with(['：', ':']) || !is_closed(text))
}

/// A line that begins with a dash.
pub fn is_subtitle(text: &str) -> bool {
    ["——", "──", "--", "―"].iter().any(|dash| text.starts_with(dash))
        && text.chars().any(char::is_alphanumeric)
        && text.chars().count() <= 60
        && !text.ends_with('。')
}

/// A headline that says what kind of report it heads (综述, 侧记): it stands below the title.
pub fn is_summary(text: &str) -> bool {
    ["综述", "侧记", "纪实", "巡礼", "纪行", "述评", "访谈录"].iter().any(|kind| text.ends_with(kind))
}

/// A title that several articles share: it says so (系列), or is a slogan of three and more equal parts.
pub fn is_series(text: &str) -> bool {
    let lengths: Vec<usize> = text.split_whitespace().map(|p| p.chars().count()).collect();
    let is_slogan = lengths.len() >= 3 && lengths.iter().all(|&n| n == lengths[0] && n >= 2);
    is_slogan || ["系列", "专栏", "专题", "特刊"].iter().any(|w| text.contains(w))
}

/// Whether the character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many characters at the beginning are a pointer to another page: (上接一版).
pub fn continued(text: &str) -> Option<usize> {
    let is_pointer = ["(上接", "（上接"].iter().any(|open| text.starts_with(open));
    let end = text.chars().take(14).position(|c| c == ')' || c == '）')?;
    is_pointer.then_some(end + 1)
}

/// How many characters at the end are a pointer to another page: (下转三版).
pub fn continues(text: &str) -> Option<usize> {
    let open = text.rfind(['(', '（'])?;
    let pointer = &text[open..];
    let is_pointer = pointer.contains("下转") && pointer.ends_with([')', '）']);
    (is_pointer && pointer.chars().count() <= 14).then(|| pointer.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each sign with texts that show it and texts that do not.
    #[test]
    fn signs_are_seen_where_they_are_and_nowhere_else() {
        type Case = (&'static str, fn(&str) -> bool, &'static [&'static str], &'static [&'static str]);
        let cases: &[Case] = &[
            (
                "closed",
                is_closed,
                &["到了。", "“到了。”", "如下:", "(见图)", "Done."],
                &["大幅提", "深化“放管服”", "机制,", "总数35"],
            ),
            (
                "fragment",
                is_fragment,
                &["升；又", "家、申报", "改革,推进", "，而后", "”他说"],
                &["近日,我们", "一、总则", "桥通了,人来了", "3、算", "目前，桥"],
            ),
            (
                "head",
                is_head,
                &["新桥今日通车", "修好一座桥 方便两岸人", "看准“老难题”,开好“新药方”", "小厂(一期)开工"],
                &[
                    "桥通了。",
                    "今年以来,小城里新修的桥",
                    "2024年,小城又修新桥",
                    "小城,在这一年里修了三座新桥",
                    "- 一座桥",
                    "12",
                    "一、二、",
                ],
            ),
            (
                "kicker",
                is_kicker,
                &["◆小城故事之三:", "■他山之石"],
                &["小城故事之三:", "◆这一天，小城里的人都来看桥，热闹得像过年一样。"],
            ),
            ("subtitle", is_subtitle, &["——小城修桥记", "──访桥工李小舟"], &["—", "————", "——他说。"]),
            (
                "series",
                is_series,
                &["修新桥 通两岸 聚人气", "小城故事系列报道"],
                &["修新桥 通两岸", "小城 又修 新大桥"],
            ),
        ];
        for (name, sign, shown, others) in cases {
            for text in *shown {
                assert!(sign(text), "{name}: {text}");
            }
            for text in *others {
                assert!(!sign(text), "not {name}: {text}");
            }
        }
    }

    #[test]
    fn pointers_are_measured() {
        type Measure = fn(&str) -> Option<usize>;
        let cases: &[(Measure, &str, Option<usize>)] = &[
            (continued, "(上接一版)桥", Some(6)),
            (continued, "(桥头)桥", None),
            (continues, "桥。（下转第三版）", Some(7)),
            (continues, "桥。(如图)", None),
        ];
        for (measure, text, expected) in cases {
            assert_eq!(measure(text), *expected, "{text}");
        }
    }
}
