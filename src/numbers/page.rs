//! The text as the grammar reads it: one folded character for each character of the text.
//!
//! Full-width forms, dashes and the traditional forms that occur in numerals, units and dates are folded
//! one to one, so positions are positions of the text. The full-width comma stays what it is: in Chinese
//! it parts clauses.

/// A pair of marks that encloses a name or speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct Enclosure {
    /// The position after the opening mark.
    pub start: usize,
    /// The position of the closing mark.
    pub end: usize,
}

/// How far a closing mark may stand from its opening one. Longer spans are speech or a lost mark.
const LONGEST_ENCLOSURE: usize = 80;

/// A text made ready for reading.
pub(super) struct Page {
    raw: Vec<char>,
    folded: Vec<char>,
    quotes: Vec<Enclosure>,
    titles: Vec<Enclosure>,
}

impl Page {
    pub fn new(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        let folded = raw.iter().map(|&c| fold(c)).collect();
        let quotes =
            enclosures(&raw, |c| matches!(c, '“' | '「' | '『' | '‘'), |c| matches!(c, '”' | '」' | '』' | '’'));
        let titles = enclosures(&raw, |c| c == '《', |c| c == '》');
        Self { raw, folded, quotes, titles }
    }

    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded character at a position; NUL past the end, which no rule matches.
    pub fn at(&self, position: usize) -> char {
        self.folded.get(position).copied().unwrap_or('\0')
    }

    /// The folded character `back` places before a position; NUL before the beginning.
    pub fn before(&self, position: usize, back: usize) -> char {
        position.checked_sub(back).map_or('\0', |p| self.at(p))
    }

    /// Whether the digit at a position is printed full-width.
    pub fn is_wide_digit(&self, position: usize) -> bool {
        matches!(self.raw.get(position), Some('０'..='９'))
    }

    /// Whether `word` (in folded characters) stands at a position.
    pub fn has(&self, position: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(k, c)| self.at(position + k) == c)
    }

    /// Whether `word` ends right before a position.
    pub fn has_before(&self, position: usize, word: &str) -> bool {
        position.checked_sub(word.chars().count()).is_some_and(|start| self.has(start, word))
    }

    /// The first of `words` that stands at a position, and where it ends.
    pub fn any<'w>(&self, position: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        words.iter().find(|word| self.has(position, word)).map(|word| (*word, position + word.chars().count()))
    }

    /// Whether one of `words` ends right before a position.
    pub fn any_before(&self, position: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.has_before(position, word))
    }

    /// The position after at most three spaces. A line break is no space.
    pub fn skip_spaces(&self, position: usize) -> usize {
        (position..position + 3).find(|&p| self.at(p) != ' ').unwrap_or(position + 3)
    }

    /// Whether nothing but a few spaces stands between the start of the line and a position.
    pub fn starts_line(&self, position: usize) -> bool {
        (1..=5)
            .map(|back| self.before(position, back))
            .find(|&c| c != ' ')
            .is_some_and(|c| matches!(c, '\0' | '\n' | '\r' | '#'))
    }

    /// The quotation a position stands in, if it closes.
    pub fn quotation(&self, position: usize) -> Option<Enclosure> {
        holding(&self.quotes, position)
    }

    /// The title in 《》 a position stands in, if it closes.
    pub fn title(&self, position: usize) -> Option<Enclosure> {
        holding(&self.titles, position)
    }

    /// The folded characters of a range.
    pub fn slice(&self, start: usize, end: usize) -> String {
        self.folded[start.min(self.len())..end.min(self.len())].iter().collect()
    }
}

fn holding(all: &[Enclosure], position: usize) -> Option<Enclosure> {
    let next = all.partition_point(|e| e.start <= position);
    let last = *all.get(next.checked_sub(1)?)?;
    (position < last.end).then_some(last)
}

/// The innermost pairs, in order: an opening mark counts with the first closing one after it.
fn enclosures(text: &[char], opens: impl Fn(char) -> bool, closes: impl Fn(char) -> bool) -> Vec<Enclosure> {
    let mut found = Vec::new();
    let mut open = None;
    for (position, &c) in text.iter().enumerate() {
        if opens(c) {
            open = Some(position + 1);
        } else if closes(c)
            && let Some(start) = open.take()
            && position - start <= LONGEST_ENCLOSURE
        {
            found.push(Enclosure { start, end: position });
        }
    }
    found
}

/// Whether a character is a Chinese one: what can carry on a word.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

fn fold(c: char) -> char {
    match c {
        '，' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' => '-',
        '〜' | '∼' => '~',
        '∶' => ':',
        '￥' | '¥' => '¥',
        _ if c < '\u{3400}' => c,
        _ => simplified(c),
    }
}

/// Traditional forms as they occur in numerals, units, dates and the words around them.
#[rustfmt::skip]
fn simplified(c: char) -> char {
    match c {
        '萬' => '万', '億' => '亿', '兩' => '两', '倆' => '俩', '點' => '点', '個' => '个', '餘' => '余',
        '幾' => '几', '負' => '负', '貳' => '贰', '參' | '叄' => '叁', '陸' => '陆', '圓' => '圆',
        '鐘' | '鍾' => '钟', '時' => '时', '週' => '周', '歲' => '岁', '號' => '号', '間' => '间', '雙' => '双',
        '對' => '对', '種' => '种', '塊' => '块', '錢' => '钱', '幣' => '币', '臺' => '台', '條' => '条',
        '隻' => '只', '張' => '张', '裏' | '裡' => '里', '噸' => '吨', '攝' => '摄', '華' => '华', '倫' => '伦',
        '侖' => '仑', '農' => '农', '臘' => '腊', '禮' => '礼', '顆' => '颗', '輛' => '辆', '輪' => '轮',
        '場' => '场', '級' => '级', '項' => '项', '層' => '层', '處' => '处', '頁' => '页', '頓' => '顿',
        '雲' => '云', '銖' => '铢', '馬' => '马', '盧' => '卢', '韓' => '韩', '歐' => '欧', '鎊' => '镑',
        '紙' => '纸', '銀' => '银', '國' => '国', '畝' => '亩', '頃' => '顷', '頭' => '头', '釐' => '厘',
        '數' => '数', '過' => '过', '達' => '达', '約' => '约', '後' => '后', '戶' => '户', '門' => '门',
        '雞' => '鸡', '隊' => '队', '組' => '组', '課' => '课', '節' => '节', '樣' => '样', '續' => '续',
        '連' => '连', '產' => '产', '紀' => '纪', '單' => '单', '廳' => '厅', '廣' => '广', '戰' => '战',
        '殺' => '杀', '貝' => '贝', '輩' => '辈', '劃' => '划', '盤' => '盘', '筆' => '笔', '為' => '为',
        '從' => '从', '與' => '与', '還' => '还', '這' => '这',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_positions() {
        let page = Page::new("３萬，😀—個％");
        assert_eq!(page.slice(0, page.len()), "3万，😀-个%");
        assert!(page.is_wide_digit(0));
    }

    #[test]
    fn enclosures_close_near_or_not_at_all() {
        let page = Page::new("一“二三”四“五");
        assert!(page.quotation(0).is_none());
        assert_eq!(page.quotation(2).map(|q| (q.start, q.end)), Some((2, 4)));
        assert!(page.quotation(7).is_none());
        let far = format!("“一{}”", "长".repeat(LONGEST_ENCLOSURE));
        assert!(Page::new(&far).quotation(1).is_none());
    }
}
