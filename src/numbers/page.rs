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
        let quotes = enclosures(&raw, |c| matches!(c, '“' | '「' | '『' | '‘'), |c| {
            matches!(c, '”' | '」' | '』' | '’')
        });
        let titles = enclosures(&raw, |c| c == '《', |c| c == '》');
        Self {
            raw,
            folded,
            quotes,
            titles,
        }
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
        position
            .checked_sub(back)
            .map_or('\0', |p| self.at(p))
    }

    /// Whether the digit at a position is printed full-width.
    pub fn is_wide_digit(&self, position: usize) -> bool {
        matches!(self.raw.get(position), Some('０'..='９'))
    }

    /// Whether `word` (in folded characters) stands at a position.
    pub fn has(&self, position: usize, word: &str) -> bool {
        word.chars()
            .enumerate()
            .all(|(k, c)| self.at(position + k) == c)
    }

    /// Whether `word` ends right before a position.
    pub fn has_before(&self, position: usize, word: &str) -> bool {
        position
            .checked_sub(word.chars().count())
            .is_some_and(|start| self.has(start, word))
    }

    /// The first of `words` that stands at a position, and where it ends.
    pub fn any<'w>(&self, position: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        words
            .iter()
            .find(|word| self.has(position, word))
            .map(|word| (*word, position + word.chars().count()))
    }

    /// Whether one of `words` ends right before a position.
    pub fn any_before(&self, position: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.has_before(position, word))
    }

    /// The position after at most three spaces. A line break is no space.
    pub fn skip_spaces(&self, position: usize) -> usize {
        (position..position + 3)
            .find(|&p| self.at(p) != ' ')
            .unwrap_or(position + 3)
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
        self.folded[start.min(self.len())..end.min(self.len())]
            .iter()
            .collect()
    }
}

fn holding(all: &[Enclosure], position: usize) -> Option<Enclosure> {
    let next = all.partition_point(|e| e.start <= position);
    let last = *all.get(next.checked_sub(1)?)?;
    (position < last.end).then_some(last)
}

/// The innermost pairs, in order: an opening mark counts with the first closing one after it.
fn enclosures(
    text: &[char],
    opens: impl Fn(char) -> bool,
    closes: impl Fn(char) -> bool,
) -> Vec<Enclosure> {
    let mut found = Vec::new();
    let mut open = None;
    for (position, &c) in text.iter().enumerate() {
        if opens(c) {
            open = Some(position + 1);
        } else if closes(c) {
            if let Some(start) = open.take()
                && position - start <= LONGEST_ENCLOSURE
            {
                found.push(Enclosure {
                    start,
                    end: position,
                });
            }
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
fn simplified(c: char) -> char {
    const PAIRS: &str = "萬万億亿兩两倆俩點点個个餘余幾几負负貳贰參叁叄叁陸陆壹壹圓圆鐘钟鍾钟時时週周歲岁\
        號号間间雙双對对種种塊块錢钱幣币臺台條条隻只張张裏里裡里噸吨攝摄華华倫伦侖仑農农臘腊初初禮礼\
        顆颗輛辆輪轮場场級级項项層层處处頁页篇篇頓顿趟趟雲云銖铢馬马盧卢韓韩歐欧鎊镑紙纸銀银國国\
        畝亩頃顷頭头釐厘數数過过達达約约後后戶户門门雞鸡隊队組组課课節节樣样續续連连產产紀纪\
        單单幅幅廳厅廣广戰战殺杀貝贝輩辈週周劃划盤盘筆笔為为從从與与還还這这";
    static TABLE: std::sync::OnceLock<std::collections::HashMap<char, char>> =
        std::sync::OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let all: Vec<char> = PAIRS.chars().filter(|c| !c.is_whitespace()).collect();
        all.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    });
    table.get(&c).copied().unwrap_or(c)
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
