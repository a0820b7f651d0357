//! The embedded pages: what a reader of the newspaper finds in them, and how near the rule alone comes.

use super::{Article, Kind, Page, account, articles, pages, split};
use crate::text::Offsets;
use std::collections::HashSet;

/// What is printed large on each page, in its order; a caption by how it begins.
const CONTENTS: &[(&str, Kind, &str)] = &[
    ("000-01", Kind::SeriesHead, "学习贯彻二十大精神 推进中国式现代化的郑州实践 系列访谈"),
    ("000-02", Kind::Article, "全力以赴推动企业稳产扩产达产"),
    ("000-03", Kind::Article, "让科技创新奏响郑州发展最强音主旋律"),
    ("000-04", Kind::Article, "强力推进资源规划治理体系和治理能力现代化"),
    ("000-05", Kind::Article, "为国家中心城市现代化建设提供坚实的统计支撑"),
    ("000-06", Kind::Article, "《大道同行》河南巡展启幕"),
    ("000-07", Kind::Article, "为老年人提供更多活动场所 百万善款援建“乐龄之家”"),
    ("000-08", Kind::SeriesHead, "汇万人合力 助万企腾飞"),
    ("000-09", Kind::Article, "郑州市科技局助力全市科技型中小企业实现新突破"),
    ("000-10", Kind::Article, "巩义市强化服务在“万人助万企”中彰显金融力量"),
    ("000-11", Kind::Article, "郑州市“万人助万企”第二工作组发挥优势提升企业发展信心"),
    ("000-12", Kind::Article, "管城区建立“万人助万企”惠企政策云宣讲直播常态化服务机制"),
    ("000-13", Kind::Article, "新郑市坚持项目为王全力推进“三个一批”项目建设"),
    ("001-01", Kind::SeriesHead, "稳经济 促发展 强信心"),
    ("001-02", Kind::Article, "金水区吹响奋进「冲锋号」 当好高质量发展「火车头」"),
    ("001-03", Kind::Article, "二七区破题开局换挡转型 「双轮驱动」做好「两篇文章」"),
    ("001-04", Kind::Article, "现代汽车集团来登封 洽谈氢能源产业项目"),
    ("001-05", Kind::Caption, "近日,管城区文化旅游体育局组织东关小学学"),
    ("001-06", Kind::Article, "助企业解困 为发展赋能"),
    ("001-07", Kind::Article, "政府牵线银企“联姻” 为实体经济送“春雨”"),
    ("001-08", Kind::Article, "党建引领提质效 产业赋能促发展"),
    ("001-09", Kind::Article, "民警担任法治校长 助力创建平安校园"),
    ("001-10", Kind::Article, "精准养护 守护安全"),
    ("001-11", Kind::Caption, "2月14日,中原区消防救援大队联合柏柳街"),
    ("001-12", Kind::Article, "新密市全力冲刺工业经济“开门红”"),
    ("002-01", Kind::Article, "比学赶超谋发展"),
    ("003-01", Kind::SeriesHead, "学习贯彻全会精神 稳健前行开新局·系列访谈"),
    ("003-02", Kind::Article, "奋力开创现代化美丽登封建设新局面"),
    ("003-03", Kind::Article, "以非常之策非常之力推进科技创新"),
    ("003-04", Kind::Article, "努力在郑州现代化国家中心城市建设中走前列作表率"),
    ("003-05", Kind::Article, "贯彻数字化转型发展战略 提升城市数字化治理水平"),
    ("003-06", Kind::Article, "发展要上得去 社会要稳得住"),
    ("003-07", Kind::Article, "我省再次提高城乡低保标准"),
    ("003-08", Kind::Article, "我市启动质量提升品牌培育试点工作"),
    ("004-01", Kind::SeriesHead, "稳经济 促发展 强信心"),
    ("004-02", Kind::Article, "金水区蝉联城区投资竞争力百强区前十"),
    ("004-03", Kind::Article, "走访企业听心声 实地调研解难题"),
    ("004-04", Kind::Article, "聚焦企业融资需求 开展金融对接服务"),
    ("004-05", Kind::Article, "提供全程跟踪服务 推进项目落实落地"),
    ("004-06", Kind::Article, "中原小微企业园 妇女联合会成立"),
    ("004-07", Kind::Article, "高新区一家企业入选 全省首批“零碳”工厂"),
    ("004-08", Kind::Article, "网格排查安全隐患 筑起校园“防火墙”"),
    ("004-09", Kind::Article, "巧手“编织”美好生活"),
    ("004-10", Kind::Article, "做好救助物资发放 保障困难群众过冬"),
    ("004-11", Kind::Article, "打造人才集聚“磁场”、人才培养“蓄水池”、创新创业“首选地” 中牟汇聚科技兴县“新动能”"),
];

/// The articles that the rule alone reads otherwise than the editor's table, and why it must.
const BEYOND_THE_RULE: &[(&str, &str)] = &[("002-01", "two sections interleaved by a column jump")];

/// The five pages of the newspaper; a page that someone adds is not theirs to list.
const NEWSPAPER: &[&str] = &[
    "000_81e916fd57ad6af5.txt",
    "001_e2ee4c39575207b8.txt",
    "002_c33737bc85030629.txt",
    "003_520d69a1b4605ee6.txt",
    "004_b5fdd0aab0cb1886.txt",
];

fn newspaper() -> impl Iterator<Item = &'static Page> {
    pages().iter().filter(|page| NEWSPAPER.contains(&&*page.file))
}

#[test]
fn each_page_has_the_contents_a_reader_would_list() {
    let seen: Vec<_> = articles()
        .iter()
        .filter(|a| NEWSPAPER.contains(&&*a.file))
        .map(|a| (a.id.as_str(), a.kind, a.title_or_first_words()))
        .collect();
    assert_eq!(seen, CONTENTS);
}

#[test]
fn ids_are_unique_and_series_lead_to_series_heads() {
    let mut heads = HashSet::new();
    let mut ids = HashSet::new();
    for article in articles() {
        assert!(ids.insert(&article.id), "{} twice", article.id);
        if article.kind == Kind::SeriesHead {
            heads.insert(&article.id);
        }
        assert!(article.series.as_ref().is_none_or(|head| heads.contains(head)));
        assert!(!article.reading().blocks.is_empty(), "{} is empty", article.id);
    }
}

#[test]
fn nothing_of_a_page_is_lost_or_doubled_by_table_or_by_rule() {
    for page in pages() {
        assert_eq!(account(&page.text, &page.entries), Ok(()), "{}", page.file);
        let by_rule = split(&page.text);
        assert_eq!(account(&page.text, &by_rule), Ok(()), "{} by rule", page.file);
    }
}

#[test]
fn every_block_of_a_reading_is_found_in_the_raw_page() {
    for page in pages() {
        let map = Offsets::new(&page.text);
        for (article, entry) in page.articles("x").iter().zip(&page.entries) {
            let printed: Vec<String> =
                entry.parts().map(|place| place.iter().map(|&span| map.slice(&page.text, span)).collect()).collect();
            let bare = |text: &str| text.replace(char::is_whitespace, "");
            let read: Vec<String> = article.parts().map(|(_, text)| bare(text)).collect();
            let printed: Vec<String> = printed.iter().map(|text| bare(text)).collect();
            assert_eq!(read, printed, "{}", article.id);
        }
    }
}

#[test]
fn the_rule_alone_comes_near_the_tables() {
    let mut apart = Vec::new();
    for page in newspaper() {
        let by_rule = Page { entries: split(&page.text), ..page.clone() };
        let number = &page.file[..3];
        // Which articles a slogan stands over is the editor's judgement.
        let printed = |page: &Page| -> Vec<Article> {
            let articles = page.articles(number).into_iter();
            articles.map(|a| Article { series: None, ..a }).collect()
        };
        let (table, rule) = (printed(page), printed(&by_rule));
        assert_eq!(table.len(), rule.len(), "{}", page.file);
        apart.extend(table.into_iter().zip(rule).filter(|(t, r)| t != r).map(|(t, _)| t.id));
    }
    let expected: Vec<_> = BEYOND_THE_RULE.iter().map(|&(id, _)| id).collect();
    assert_eq!(apart, expected);
}
