//! Who wrote it: lines, beginnings and ends of paragraphs that only name the author.

use super::signs::{ENDS, is_han};

/// Longest byline, in characters.
const BYLINE: usize = 80;

/// The commonest family names.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于\
    蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝\
    龚邵万钱严覃武戴莫孔向汤鲁";

/// The callings that a byline names.
const CALLINGS: &[&str] = &["记者", "通讯员", "实习生", "评论员", "特约撰稿", "作者"];

/// What follows the names when they took the picture.
const PHOTO: &[&str] = &["摄", "摄影", "图", "供图", "摄影报道"];
/// What follows the names when they did the words too.
const WORDS: &[&str] = &["文", "文/图", "文图", "文并图"];

/// Whether the line only names who wrote it.
pub fn is_byline(text: &str) -> bool {
    byline(text).is_some()
}

/// Whether the line only names who took the picture.
pub fn is_credit(text: &str) -> bool {
    byline(text) == Some(Craft::Photo)
}

/// Whether the line names who wrote it and who took its pictures: a large report's, which often stands
/// below the introduction and not at the end.
pub fn is_shared_byline(text: &str) -> bool {
    byline(text) == Some(Craft::Both)
}

#[derive(Clone, Copy, PartialEq)]
enum Craft {
    Words,
    Photo,
    Both,
}

/// Reads callings and names to the end: 本报记者 李小舟 通讯员 何田 摄, or names alone within brackets.
fn byline(text: &str) -> Option<Craft> {
    if text.chars().count() > BYLINE {
        return None;
    }
    let bare = text.trim_matches(|c: char| "()（）[]【】□■".contains(c) || c.is_whitespace());
    let is_bracketed = bare.len() < text.trim().len();
    let mut calling = false;
    let mut known = false;
    let (mut photo, mut words) = (false, false);
    for token in bare.split(|c: char| c.is_whitespace() || "、，,".contains(c)) {
        // 正观新闻·某某晚报记者 is one calling; 记者李小舟 a calling and a name.
        let after =
            CALLINGS.iter().filter_map(|calling| token.rsplit_once(calling)).min_by_key(|(_, after)| after.len());
        let rest = match after {
            Some((before, after)) if is_house(before) => {
                calling = true;
                after.trim_start_matches(['：', ':', '/'])
            }
            Some(_) => return None,
            None => token,
        };
        let (name, work) = rest.split_once('/').unwrap_or((rest, ""));
        let work = if WORDS.contains(&rest) || PHOTO.contains(&rest) { rest } else { work };
        photo |= PHOTO.contains(&work);
        words |= WORDS.contains(&work);
        if rest.is_empty() || rest == work {
            continue;
        }
        if !is_name(name) || !(work.is_empty() || WORDS.contains(&work) || PHOTO.contains(&work)) {
            return None;
        }
        known |= name.starts_with(|c| SURNAMES.contains(c));
    }
    let craft = match (words, photo) {
        (true, true) => Craft::Both,
        (false, true) => Craft::Photo,
        (_, false) => Craft::Words,
    };
    (calling || is_bracketed && known).then_some(craft)
}

/// The paper or agency before a calling, or nothing.
fn is_house(text: &str) -> bool {
    text.chars().count() <= 14 && text.chars().all(|c| c.is_alphanumeric() || c == '·')
}

fn is_name(token: &str) -> bool {
    (2..=4).contains(&token.chars().count()) && token.chars().all(is_han)
}

/// Whether a line is a person's name and nothing else, as under the title of an essay.
pub fn is_person(text: &str) -> bool {
    let name: String = text.split_whitespace().collect();
    is_name(&name) && name.chars().count() <= 3 && name.starts_with(|c| SURNAMES.contains(c))
}

/// What stands before the first sentence of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// 本报讯(记者 某某), counted in characters.
    Byline(usize),
    /// 本报讯 or an agency's 电 alone.
    Dateline(usize),
}

/// The dateline a text begins with: the sure sign of an article's beginning.
pub fn lead(text: &str) -> Option<Lead> {
    let own = ["本报讯", "本刊讯", "本网讯", "本台讯"];
    let wire = ["新华社", "据新华社", "中新社", "中新网", "本报"];
    let head = if own.iter().any(|own| text.starts_with(own)) {
        3
    } else if wire.iter().any(|wire| text.starts_with(wire)) {
        let before_stop = |&c: &char| !"，。、：,:".contains(c);
        let clause = text.chars().take(24).take_while(before_stop);
        clause.collect::<Vec<_>>().iter().rposition(|&c| c == '电')? + 1
    } else {
        return None;
    };
    let spaces = |from: usize| text.chars().skip(from).take_while(|c| c.is_whitespace()).count();
    let bracket = head + spaces(head);
    let rest: String = text.chars().skip(bracket).take(BYLINE).collect();
    if rest.starts_with(['(', '（'])
        && let Some(end) = rest.chars().position(|c| c == ')' || c == '）')
        && is_byline(&rest.chars().take(end + 1).collect::<String>())
    {
        return Some(Lead::Byline(bracket + end + 1));
    }
    Some(Lead::Dateline(head))
}

/// How many characters at the end of a text are its byline, printed straight after the last sentence.
pub fn tail_byline(text: &str) -> Option<usize> {
    let last = |c: char| ENDS.contains(c) || "”’」』》".contains(c);
    let tail = &text[text.rfind(last)?..];
    let tail = tail.trim_start_matches(last);
    (!tail.trim().is_empty() && is_byline(tail)).then(|| tail.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each sign with texts that show it and texts that do not.
    #[test]
    fn names_are_seen_where_they_are_and_nowhere_else() {
        type Case = (&'static str, fn(&str) -> bool, &'static [&'static str], &'static [&'static str]);
        let cases: &[Case] = &[
            (
                "byline",
                is_byline,
                &[
                    "本报记者 李小舟",
                    "小城日报全媒体记者 李小舟 何田",
                    "本报记者 李小舟 通讯员 何田 文/图",
                    "某某新闻·某某晚报记者 李小舟 何田/文 江水/图",
                    "(李小舟 党田)",
                    "记者李小舟",
                    "作者：江水",
                    "本报记者 李小舟 摄",
                ],
                &["记者来到小城看见新桥", "(见图)", "(完)", "李小舟 何田", "本报记者 李小舟报道说新桥通车"],
            ),
            (
                "credit",
                is_credit,
                &["本报记者 李小舟 摄", "记者 江水/图"],
                &["本报记者 李小舟", "本报记者 李小舟 文/图", "记者 何田/文 江水/图"],
            ),
            ("person", is_person, &["江水", "李 小舟"], &["春天", "李小舟来", "江"]),
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
    fn leads_and_tails_are_measured() {
        let leads = [
            ("本报讯(记者 李小舟)昨日,", Some(Lead::Byline(11))),
            ("本报讯 （通讯员 江水 何田 文/图）昨日", Some(Lead::Byline(19))),
            ("本报讯 昨日,", Some(Lead::Dateline(3))),
            ("新华社小城1月2日电(记者 江水)昨日", Some(Lead::Byline(17))),
            ("新华社说,小城停电了", None),
            ("昨日,小城", None),
        ];
        for (text, expected) in leads {
            assert_eq!(lead(text), expected, "{text}");
        }
        let tails = [("桥通了。本报记者 江水", Some(7)), ("桥通了。(江水 何田)", Some(7)), ("桥通了。人来了", None)];
        for (text, expected) in tails {
            assert_eq!(tail_byline(text), expected, "{text}");
        }
    }
}
