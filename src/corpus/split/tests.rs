//! Small pages that each show one way of print, with what a reader sees in them.

use super::split;
use crate::corpus::page::Page;
use crate::corpus::{Kind, Role, account};
use proptest::prelude::*;

/// A page's entries, one part a line: `题` title, `眉` kicker, `副` subtitle, `电` dateline, `文` byline,
/// `节` heading; a paragraph as it is. An article opens with `#`, a caption with `图`, a series head with
/// `列`; `^` marks a part of the series before it, `~` furniture.
fn outline(page: &str) -> String {
    let entries = split(page);
    account(page, &entries).expect("nothing lost or doubled");
    let page = Page { file: "x.txt".into(), text: page.into(), entries };
    let mut lines = Vec::new();
    for (article, entry) in page.articles("x").iter().zip(&page.entries) {
        let kind = match article.kind {
            Kind::Article => "#",
            Kind::Caption => "图",
            Kind::SeriesHead => "列",
        };
        let series = if article.series.is_some() { "^" } else { "" };
        let furniture = if entry.furniture.is_empty() { "" } else { "~" };
        lines.push(format!("{kind}{series}{furniture}"));
        lines.extend(article.parts().map(|(role, text)| match role {
            Role::Kicker => format!("眉 {text}"),
            Role::Title => format!("题 {text}"),
            Role::Subtitle => format!("副 {text}"),
            Role::Dateline => format!("电 {text}"),
            Role::Byline => format!("文 {text}"),
            Role::Heading => format!("节 {text}"),
            Role::Paragraph | Role::Caption => text.to_owned(),
        }));
    }
    lines.join("\n")
}

/// What a page shows, the page, and its outline.
const PAGES: &[(&str, &str, &str)] = &[
    (
        "paragraphs without any headline are one article",
        "小城多雨。\n\n人们爱坐在桥边。\n",
        "#\n小城多雨。\n人们爱坐在桥边。",
    ),
    (
        "a line a paragraph, no blank line between",
        "雨中的桥\n江水\n　　小城多雨。\n　　桥上人多。\n　　我也去看。",
        "#\n题 雨中的桥\n文 江水\n小城多雨。\n桥上人多。\n我也去看。",
    ),
    (
        "wrapped lines run on, and a full line that ends a sentence too",
        "雨中的桥\n\n　　小城多雨，一年里有半年的时间是听\n着雨声过去的，人们也早就习惯它了。\n桥边总\
             有人坐着说话，说的是今年的\n收成。\n　　后来桥拆了。",
        "#\n题 雨中的桥\n小城多雨，一年里有半年的时间是听着雨声过去的，人们也早就习惯它了。桥边总\
             有人坐着说话，说的是今年的收成。\n后来桥拆了。",
    ),
    (
        "verse is no row of headlines",
        "秋桥\n\n桥在水上\n\n水在天上\n\n天在心上\n\n心在路上\n\n路在桥上",
        "#\n题 秋桥\n桥在水上\n水在天上\n天在心上\n心在路上\n路在桥上",
    ),
    (
        "English words keep their space",
        "The old bridge was built by the people of the town\nand stood for years.",
        "#\nThe old bridge was built by the people of the town and stood for years.",
    ),
    (
        "headings of one text",
        "修桥记\n\n小城有河。\n\n一、起因\n\n桥旧了。\n\n二、经过\n\n桥修好了。",
        "#\n题 修桥记\n小城有河。\n节 一、起因\n桥旧了。\n节 二、经过\n桥修好了。",
    ),
    (
        "Markdown headings of one text",
        "# 修桥记\n\n## 起因\n\n桥旧了。\n\n## 经过\n\n桥修好了。",
        "#\n题 修桥记\n节 起因\n桥旧了。\n节 经过\n桥修好了。",
    ),
    (
        "a line under a Markdown headline is its subtitle",
        "## 小城修桥\n\n首批三座开工\n\n本报讯(记者 江水)昨日开工。\n\n## 小城修路\n\n本报讯 路通了。",
        "#\n题 小城修桥\n副 首批三座开工\n文 本报讯(记者 江水)\n昨日开工。\n#\n题 小城修路\n电 本报讯\n路通了。",
    ),
    (
        "a dateline begins an article",
        "新桥通车\n\n本报讯(记者 江水)桥通了。\n\n人来了。\n\n老桥修好\n\n本报讯 (通讯员 何田)桥好了。",
        "#\n题 新桥通车\n文 本报讯(记者 江水)\n桥通了。\n人来了。\n#\n题 老桥修好\n文 本报讯 (通讯员 何田)\n桥好了。",
    ),
    (
        "headlines that stand after their article",
        "新桥通车\n\n本报讯(记者 江水)桥通了。\n\n本报讯(记者 何田)老桥修好了。\n\n修好一座老桥\n\n\
             方便两岸行人\n\n小城又开新路\n\n本报讯(记者 田江)路开了。",
        "#\n题 新桥通车\n文 本报讯(记者 江水)\n桥通了。\n#\n题 修好一座老桥 方便两岸行人\n文 本报讯(记者 何田)\n\
             老桥修好了。\n#\n题 小城又开新路\n文 本报讯(记者 田江)\n路开了。",
    ),
    (
        "a series of interviews, one headline after its text",
        "小城故事系列访谈\n\n把桥修好\n\n——访桥工江水\n\n“桥要修好。”他说。\n\n本报记者 何田\n\n“路也要修好。\
             ”他说。\n\n本报记者 李小舟\n\n把路修好\n\n——访路工田江\n\n把船修好\n\n——访船工金山\n\n船修好了。\n\n本报记者 何田",
        "列\n题 小城故事系列访谈\n#^\n题 把桥修好\n副 ——访桥工江水\n文 本报记者 何田\n“桥要修好。”他说。\n#^\n\
             题 把路修好\n副 ——访路工田江\n文 本报记者 李小舟\n“路也要修好。”他说。\n#^\n题 把船修好\n副 ——访船工金山\n\
             文 本报记者 何田\n船修好了。",
    ),
    (
        "a slogan over several articles",
        "修新桥 通两岸 聚人气\n\n新桥通车\n\n本报讯(记者 江水)桥通了。",
        "列\n题 修新桥 通两岸 聚人气\n#^\n题 新桥通车\n文 本报讯(记者 江水)\n桥通了。",
    ),
    (
        "kickers of a series",
        "小城修桥在行动\n\n齐心修桥 方便两岸\n\n◆小城故事之一:\n\n桥工巧修老桥\n\n桥好了。\n\n◆小城故事之三:\n\n路工巧修老路\n\n路好了。",
        "列\n眉 小城修桥在行动\n题 齐心修桥 方便两岸\n#^\n眉 ◆小城故事之一:\n题 桥工巧修老桥\n桥好了。\n#^\n\
             眉 ◆小城故事之三:\n题 路工巧修老路\n路好了。",
    ),
    (
        "what a column break cut is put together",
        "新桥通车\n\n本报讯(记者 江水)为了方便两岸的人们来往,小城去年冬天开始修的桥昨天大幅提\n\n升；速度不慢。\
             \n\n2024年,小城里第一次“有桥”\n\n可走,人人高兴。",
        "#\n题 新桥通车\n文 本报讯(记者 江水)\n为了方便两岸的人们来往,小城去年冬天开始修的桥昨天大幅提升；速度不慢。\n\
             2024年,小城里第一次“有桥”可走,人人高兴。",
    ),
    (
        "a photo by itself, and the text goes on",
        "新桥通车\n\n桥通了。\n\n图为新桥\n\n本报记者 江水 摄\n\n人来了。",
        "#\n题 新桥通车\n桥通了。\n人来了。\n图\n文 本报记者 江水 摄\n图为新桥",
    ),
    (
        "a photo with a headline of its own",
        "桥上人多\n\n昨日,桥上人多。\n\n本报记者 江水 摄\n\n新桥通车\n\n本报讯 桥通了。",
        "图\n题 桥上人多\n文 本报记者 江水 摄\n昨日,桥上人多。\n#\n题 新桥通车\n电 本报讯\n桥通了。",
    ),
    (
        "bylines at both ends of a text, and straight after its last sentence",
        "新桥通车\n\n本报记者 江水 通讯员 何田\n\n桥通了。\n\n老桥修好\n\n桥好了。(李小舟)",
        "#\n题 新桥通车\n文 本报记者 江水 通讯员 何田 (李小舟)\n桥通了。\n节 老桥修好\n桥好了。",
    ),
    (
        "a closing byline ends its article, one of words and pictures does not",
        "新桥通车\n\n桥通了。(李小舟)\n\n老桥修好\n\n桥好了。记者 江水/文 何田/图\n\n怎样修好\n\n用心。",
        "#\n题 新桥通车\n文 (李小舟)\n桥通了。\n#\n题 老桥修好\n文 记者 江水/文 何田/图\n桥好了。\n节 怎样修好\n用心。",
    ),
    (
        "pointers to other pages and ornaments are in no paragraph",
        "* * *\n\n新桥通车\n\n(上接一版)桥通了。\n\n人来了。(下转三版)",
        "#~\n题 新桥通车\n桥通了。\n人来了。",
    ),
    (
        "the short lines that close a letter are its text",
        "江水：\n\n桥通了。\n\n此致\n\n敬礼\n\n何田",
        "#\n江水：\n桥通了。\n此致\n敬礼\n何田",
    ),
    (
        "a headline below the page's last report",
        "新桥通车\n\n本报讯 桥通了。\n\n本报讯 路通了。\n\n新路通车",
        "#\n题 新桥通车\n电 本报讯\n桥通了。\n#\n题 新路通车\n电 本报讯\n路通了。",
    ),
    ("a page of ornaments is its own text", "***\n\n---", "#\n***\n---"),
];

#[test]
fn a_page_is_read_as_it_was_printed() {
    for (name, page, expected) in PAGES {
        assert_eq!(&outline(page), expected, "{name}");
    }
}

/// Lines of every class, to be put together in any order.
const LINES: &[&str] = &[
    "",
    "\n\n",
    "# 修桥",
    "## 小城 新事",
    "修新桥 通两岸 聚人气",
    "新桥通车",
    "◆小城故事之一:",
    "——访桥工江水",
    "本报讯(记者 江水)昨日,桥通了。",
    "本报讯 桥通了。",
    "(上接一版)桥通了。(下转三版)",
    "本报记者 何田",
    "本报记者 何田 摄",
    "桥通了。(李小舟)",
    "　　小城多雨，一年里有半年的时间是听着雨声过去的，人们也早就习惯",
    "了，",
    "* * *",
    "\u{FEFF}a\tb 𠮷",
];

proptest! {
    #[test]
    fn nothing_is_lost_or_doubled(picks in prop::collection::vec((0..LINES.len(), any::<bool>()), 0..24)) {
        let mut page = String::new();
        for (n, apart) in picks {
            page.push_str(LINES[n]);
            page.push_str(if apart { "\r\n\r\n" } else { "\n" });
        }
        holds(&page)?;
    }

    #[test]
    fn nothing_is_lost_or_doubled_in_any_text(page in "[桥水。，“”()（）#\\-—◆:\n 　\r本报讯记者摄a1]{0,60}") {
        holds(&page)?;
    }
}

/// Every character is in one place; no place has white space at an edge; no entry but an empty page's is empty.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let entries = split(text);
    prop_assert_eq!(account(text, &entries), Ok(()));
    let chars: Vec<char> = text.chars().collect();
    for entry in &entries {
        prop_assert!(entry.parts().next().is_some(), "an entry without a part: {:?}", text);
        prop_assert!(entry.series.is_none_or(|head| entries[head].kind == Kind::SeriesHead));
        for span in entry.parts().flatten() {
            prop_assert!(!span.is_empty());
            prop_assert!(!chars[span.start].is_whitespace() && !chars[span.end - 1].is_whitespace());
        }
    }
    Ok(())
}
