//! Fixed wordings and contexts in which a numeral states no value, and the contexts that decide between
//! readings (a score or a time, a day or a house number).
//!
//! Most fixed wordings need no table: a single Chinese numeral is a number only with a unit behind it, so
//! 统一, 二七区, 四川 and 百强 fall out by themselves. The tables hold those whose next character is a unit too.

use std::sync::OnceLock;

use super::decimal::Decimal;
use super::numeral::{self, Numeral, Shape, digit};
use super::page::{Page, is_han};

/// Fixed wordings, parted by space; see the file's head.
const WORDS: &str = include_str!("fixed.txt");

/// A fixed wording, and what must stand before it.
struct Fixed {
    lead: &'static str,
    word: &'static str,
}

/// [`WORDS`] in order, so that those with one first character stand together.
fn words() -> &'static [Fixed] {
    static SORTED: OnceLock<Vec<Fixed>> = OnceLock::new();
    SORTED.get_or_init(|| {
        let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
        let entry = |entry: &'static str| {
            let (lead, word) = entry.split_once('|').unwrap_or(("", entry));
            Fixed { lead, word }
        };
        let mut words: Vec<_> = lines.flat_map(str::split_whitespace).map(entry).collect();
        crate::order::sort_by_key(&mut words, |fixed| fixed.word);
        words
    })
}

/// The end of a fixed wording at a place. What only begins like one (一点二五, 十分钟, 两度电) is none.
pub(super) fn wording(page: &Page, at: usize) -> Option<usize> {
    // 统一, 唯一: what follows counts nothing (统一天下).
    if page.at(at) == '一' && matches!(page.before(at, 1), '统' | '唯' | '单' | '逐' | '归' | '划' | '专' | '之')
    {
        return Some(at + 1);
    }
    let first = page.at(at);
    let words = words();
    let begin = words.partition_point(|fixed| fixed.word.chars().next() < Some(first));
    let here = words[begin..].iter().take_while(|fixed| fixed.word.starts_with(first));
    let Fixed { word, lead } = here
        .filter(|fixed| page.has(at, fixed.word) && page.has_before(at, fixed.lead))
        .max_by_key(|fixed| (fixed.word.len(), fixed.lead.len()))?;
    let end = at + word.chars().count();
    if !lead.is_empty() {
        return Some(end);
    }
    let next = page.at(end);
    let goes_on = match *word {
        "一点" => digit(next).is_some() || next.is_ascii_digit() || matches!(next, '半' | '钟' | '整' | '三' | '到'),
        "一分" | "十分" => {
            matches!(next, '钟' | '之') || numeral::read(page, end).is_some_and(|n| page.at(n.end) == '秒')
        }
        "一块" | "一角" | "一元" | "三角" | "八角" => {
            digit(next).is_some() || matches!(next, '钱' | '人' | '整' | '\0' | '，' | '。' | '五' | '零')
        }
        "一度" | "两度" => next == '电',
        "千瓦" | "千克" | "千米" => numeral::opens(page.before(at, 1)),
        _ => false,
    };
    (!goes_on).then_some(end)
}

/// The end of a run of letters, with the digits that hang on it (`PM2.5`, `SMT`, `G20`); a currency code
/// leaves the digits to be read (`HKD13.5`).
pub(super) fn letters(page: &Page, at: usize) -> usize {
    let mut end = at;
    while page.at(end).is_ascii_alphabetic() {
        end += 1;
    }
    if is_currency_code(page, end) && page.at(end).is_ascii_digit() {
        return end;
    }
    alphanumeric_end(page, end)
}

/// The end of letters, digits and the signs that join them into one name.
pub(super) fn alphanumeric_end(page: &Page, at: usize) -> usize {
    let mut end = at;
    loop {
        let c = page.at(end);
        let joins = matches!(c, '-' | '.' | '+' | '_' | '/' | '&' | '@') && page.at(end + 1).is_ascii_alphanumeric();
        if !c.is_ascii_alphanumeric() && !joins {
            return end;
        }
        end += 1;
    }
}

/// Whether a currency's sign, code or name ends right before a place.
pub(super) fn is_currency_code(page: &Page, at: usize) -> bool {
    page.any_before(
        at,
        &["$", "¥", "€", "£", "HKD", "RMB", "USD", "CNY", "EUR", "JPY", "GBP", "人民币", "港币", "台币"],
    )
}

/// Whether a figure counts list entries (`1.`, `（二）`, `三、`) instead of stating a value.
pub(super) fn is_list_mark(page: &Page, at: usize, end: usize) -> bool {
    let next = page.at(end);
    let before = page.before(at, 1);
    let short = end - at <= 3;
    if before == '(' && next == ')' {
        return short;
    }
    let begins = page.starts_line(at) || matches!(before, '。' | '；' | ';' | ':' | '，' | '!');
    let point = next == '.' && !page.at(end + 1).is_ascii_digit();
    short && (page.starts_line(at) && matches!(next, '、' | ')') || begins && point)
}

/// Whether a numeral stands at the head of a short quoted name (“三个一批”, “四高地、一枢纽”).
pub(super) fn names_in_quotes(page: &Page, at: usize) -> bool {
    page.quotation(at).is_some_and(|quotation| {
        let length = quotation.end - quotation.start;
        let head = numeral::opens(page.at(quotation.start));
        let begins = at == quotation.start || head && matches!(page.before(at, 1), '、' | '，' | ',' | '+' | '和');
        length <= 24 && begins
    })
}

/// Whether a place lies in a short quoted name that begins with a Chinese numeral (“一格一千多专多群”).
pub(super) fn in_counted_name(page: &Page, at: usize) -> bool {
    page.quotation(at)
        .is_some_and(|quotation| quotation.end - quotation.start <= 12 && digit(page.at(quotation.start)).is_some())
}

/// Whether a count closes a short quoted name (“管城13条”).
pub(super) fn closes_name(page: &Page, at: usize, end: usize) -> bool {
    page.quotation(at).is_some_and(|quotation| {
        quotation.end == end && end - quotation.start <= 8 && is_han(page.at(quotation.start)) && at > quotation.start
    })
}

/// Whether a Chinese numeral with a classifier is a counted slogan (三个一批, 六个一流) or the name of a
/// meeting (十二届三次全会).
pub(super) fn names_by_count(page: &Page, at: usize, end: usize, unit: &str) -> bool {
    match unit {
        "个" => page.at(end) == '一' && is_han(page.at(end + 1)) && page.at(end + 1) != '个',
        // 已连续举办四届
        "届" => !page.any_before(at, &["办", "办了", "连续", "历经", "历时", "已有"]),
        "次" => page.any(end, &["全会", "会议", "全体", "代表大会", "大会", "常委会", "革命", "产业"]).is_some(),
        _ => false,
    }
}

/// Whether `N号` is a number in a row of houses, lines, papers and not a day.
pub(super) fn names_by_number(page: &Page, at: usize, mark: usize) -> bool {
    const AFTER: &str = "线楼院馆文令门机站井厅库桥地码台船公决通选车坑店泊仓矿炉塔岛病厂种球桌墓柜窗检";
    const BEFORE: &str = "路街道巷院区楼座〕]】弄里村厂线第字";
    // 神舟十七号: right behind a name only these words lead to a day.
    let before = page.before(at, 1);
    let leads = !is_han(before) || "于在到至从今本每月是的日定了和或年".contains(before);
    AFTER.contains(page.at(mark + 1)) || BEFORE.contains(before) || !leads
}

/// Whether a word behind a score tells how the match ended.
pub(super) fn ends_match(page: &Page, end: usize) -> bool {
    const WORDS: &[&str] = &[
        "战胜", "击败", "战平", "取胜", "大胜", "险胜", "完胜", "小胜", "逆转", "力克", "横扫", "淘汰", "领先", "落后",
        "告负", "不敌", "负于", "惜败", "失利", "落败", "输给", "轻取", "完败",
    ];
    page.any(end, WORDS).is_some()
}

/// Whether what stands before a place announces a score.
pub(super) fn is_score(page: &Page, at: usize) -> bool {
    const WORDS: &[&str] =
        &["比分", "以", "比分为", "比分是", "定格在", "战平", "爆冷", "追成", "扳成", "改写为", "打成", "大比分"];
    // The games of a match stand in a row behind such a word; no match has more.
    const LONGEST_ROW: usize = 48;
    let row = |c: char| c.is_ascii_digit() || matches!(c, ':' | '-' | '、' | ',' | '，' | '和');
    let start = (at.saturating_sub(LONGEST_ROW)..at).rev().find(|&p| !row(page.at(p))).map_or(0, |p| p + 1);
    page.any_before(at, WORDS) || start < at && page.any_before(start, WORDS)
}

/// Whether a bare `N点` is a time: `十点以后`, not 三点意见 or 上涨20点.
pub(super) fn hour_stands(page: &Page, at: usize, end: usize, hour: u32, lone: bool) -> bool {
    let next = page.at(page.skip_spaces(end));
    if digit(next).is_some() || next.is_ascii_digit() {
        return next == '两';
    }
    let next = page.at(end);
    if hour == 1 && lone || "意建要希体看想感启特经共原优不好位击评亮上下跌涨".contains(next) && next != '\0'
    {
        return false;
    }
    if page.any_before(at, &["涨", "跌", "升", "降", "涨了", "跌了", "报", "收于", "升了", "降了"]) {
        return false;
    }
    let leads = page.any_before(at, &["于", "在", "到", "至", "从", "前", "每天", "每日"]);
    let said = !is_han(page.before(at, 1)) || "天晨晚早午日号夜末周星期".contains(page.before(at, 1));
    !lone || leads || !is_han(next) && said || "到至开准左前后以之许多出起的".contains(next)
}

/// Whether a Chinese numeral states a value with no unit behind it.
pub(super) fn stands_bare(page: &Page, at: usize, numeral: &Numeral) -> bool {
    let (before, next) = (page.before(at, 1), page.at(numeral.end));
    if is_whole_text(page, at, numeral.end) {
        return (page.at(at) != '零' || numeral.shape != Shape::Single) && numeral.shape != Shape::Bare;
    }
    if "强大佳届星环中线级流优杰".contains(next) && next != '\0' {
        return false;
    }
    let ends = !is_han(next) && !matches!(next, '、' | '”' | '’' | '」' | '》' | '·' | '+');
    match numeral.shape {
        Shape::Structured => {
            let large = numeral.low.and_then(Decimal::to_whole).is_some_and(|v| v >= 1000);
            large
                || numeral.more
                || numeral.several
                || (ends && before != '·')
                || "以之左上下到至和与及或同而这那的间不小且并条".contains(next)
        }
        Shape::Single => {
            let said = before == '是' && (ends || "不而那这的".contains(next));
            let listed = matches!(before, ',' | '，') && matches!(next, ',' | '，' | '。' | '\0');
            let first = at == 0 && next == '的';
            said || listed || first || before == '前' && ends
        }
        _ => false,
    }
}

/// Whether the text is this numeral and nothing else.
fn is_whole_text(page: &Page, at: usize, end: usize) -> bool {
    (0..at).all(|p| p < 8 && page.at(p) == ' ')
        && (end..page.len()).all(|p| p < end + 8 && matches!(page.at(p), ' ' | '\n' | '\r'))
}

/// Whether a word right before a place says that a code follows: a telephone, a form, an account.
pub(super) fn is_announced(page: &Page, at: usize) -> bool {
    const NAMES: &[&str] = &[
        "电话",
        "热线",
        "拨打",
        "尾号",
        "号码",
        "编号",
        "邮编",
        "代码",
        "验证码",
        "密码",
        "端口",
        "房间号",
        "房号",
        "传真",
        "手机",
        "账号",
        "卡号",
        "房间",
        "学号",
        "工号",
        "证号",
        "车牌",
        "专线",
        "短号",
        "邮政编码",
        "QQ",
        "微信",
    ];
    let mut start = at;
    while at - start < 3 && matches!(page.before(start, 1), ':' | '是' | '为' | '“' | ' ') {
        start -= 1;
    }
    page.any_before(start, NAMES)
}

/// Whether the words around bare digits say that they name something.
pub(super) fn is_code(page: &Page, at: usize, end: usize) -> bool {
    let digits = end - at;
    let hotline = (3..=5).contains(&digits)
        && !page.at(end).is_ascii_punctuation()
        && (0..8)
            .take_while(|k| is_han(page.at(end + k)) || page.at(end + k) == '”')
            .any(|k| page.has(end + k, "热线"));
    let emergency = page.any(at, &["110", "119", "120", "122"]).is_some_and(|(_, after)| after == end)
        && page.any(end, &["报警", "急救", "指挥", "接警", "救护", "电话", "平台", "民警", "火警"]).is_some();
    // 贵州茅台(600519), (00700.HK): a share's code.
    let share = (5..=6).contains(&digits)
        && page.before(at, 1) == '('
        && (page.at(end) == ')' || page.at(end) == '.' && page.at(end + 1).is_ascii_uppercase());
    is_announced(page, at) || hotline || emergency || share || digits >= 7
}
