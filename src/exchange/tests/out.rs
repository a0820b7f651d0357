//! What goes out.

use super::*;
use crate::exchange::{Origin, Source, validate};
use crate::markdown::{Block, Inline, blocks};
use serde_json::Value;

#[test]
fn notes_stand_in_reading_order_with_their_sentences() {
    let notes = [
        orphan("o"),
        note("h", "h", HILL, "石阶"),
        note("r2", "r", RIVER, "人家，全年收入超过一亿元！\n“三个"),
        note("r1", "r", RIVER, "河滩"),
    ];
    let markdown = out(Format::Markdown, &notes);
    let expected = "# 我的批注\n\n\
        ## 黄河拐弯\n\n\
        - > <mark>河滩</mark>上住着三千户人家，全年收入超过一亿元！\n\n  说“河滩”\n\n  标签：#地理 #待查 · 绿 · 2023-11-15\n\n\
        - > 河滩上住着三千户<mark>人家，全年收入超过一亿元！</mark>\n  > <mark>“三个</mark>一批”活动。\n\n  \
        说“人家，全年收入超过一亿元！\n  “三个”\n\n  标签：#地理 #待查 · 绿 · 2023-11-15\n\n\
        ## h\n\n\
        - > 每天早上，他们沿着<mark>石阶</mark>跑步上山。\n\n  说“石阶”\n\n  标签：#地理 #待查 · 绿 · 2023-11-15\n\n\
        ## 原文已变、找不到位置的批注\n\n\
        - > <mark>不在这里的话</mark>\n\n  说“黄河”\n\n  标签：#地理 #待查 · 绿 · 2023-11-15\n";
    assert_eq!(markdown.text, expected);
    assert_eq!(markdown.name(), "我的批注-2023-11-15.md");
}

#[test]
fn a_file_can_be_named_anything() {
    let cases = [("", "meipi-2023-11-15"), ("a/b:c\u{0}..", "a b c-2023-11-15"), (" ... ", "meipi-2023-11-15")];
    for (title, stem) in cases {
        assert_eq!(export(Format::Csv, &[], &texts(), &Options { title, ..options() }).stem, stem, "{title}");
    }
}

#[test]
fn json_ld_is_a_readium_set_of_w3c_annotations() {
    let mut wavy = note("w", "r", RIVER, "一个弯");
    (wavy.line, wavy.body, wavy.tags) = (Line::Wavy, String::new(), Vec::new());
    let file = out(Format::JsonLd, &[note("r", "r", RIVER, "河滩"), wavy]);
    assert_eq!((file.extension, file.media_type), ("ann", "application/rd-annotations+json"));
    let set: Value = serde_json::from_str(&file.text).expect("JSON");
    assert_eq!((&set["type"], &set["about"]["dc:title"]), (&"AnnotationSet".into(), &"黄河拐弯".into()));
    assert_eq!(set["about"]["dc:identifier"][0], format!("urn:meipi:text:{}", Fingerprint::of(RIVER)));
    let [wavy, first] = set["items"].as_array().expect("a list").as_slice() else { panic!("two items: {set}") };
    assert_eq!((&wavy["motivation"], &first["motivation"]), (&"highlighting".into(), &"commenting".into()));
    assert_eq!((&wavy["body"]["highlight"], &wavy["body"]["meipi:line"]), (&"underline".into(), &"wavy".into()));
    assert_eq!((&first["body"][0]["color"], &first["body"][0]["highlight"]), (&"green".into(), &"solid".into()));
    assert_eq!((&first["body"][2]["purpose"], &first["body"][2]["value"]), (&"tagging".into(), &"待查".into()));
    assert_eq!(first["target"]["meta"]["headings"][0]["txt"], "黄河拐弯");
    assert_eq!(first["created"], "2023-11-14T22:13:20.000Z");
}

#[test]
fn a_table_cell_never_runs() {
    for start in ["=", "+", "-", "@", "\t", "\r", " =", "\u{3000}＝", "＋", "\n@"] {
        let mut note = note("n", "r", RIVER, "河滩");
        note.body = format!("{start}HYPERLINK(\"http://a.example\")");
        let table = out(Format::Csv, &[note]).text;
        assert!(table.contains(&format!(",\"'{start}HYPERLINK(\"\"http://a.example\"\")\",")), "{table}");
    }
    let table = out(Format::Csv, &[note("n", "r", RIVER, "河滩")]).text;
    assert!(table.starts_with("\u{feff}\"文章\",\"句子\","), "{table}");
    assert!(table.contains("\"【河滩】上住着三千户人家，全年收入超过一亿元！\",\"河滩\","), "{table}");
}

/// The cells of a table (RFC 4180).
fn cells(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut signs = table.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = signs.next() {
        let row = rows.last_mut().expect("there is a row");
        let cell = row.last_mut().expect("there is a cell");
        match c {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(signs.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            c => {
                assert!(quoted, "all cells are quoted: {c:?}");
                cell.push(c);
            }
        }
    }
    rows.pop();
    rows
}

/// The words of a Markdown text, without what brings them into form.
fn words(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => inline_words(inlines),
            Block::Quote(inner) => words(inner),
            Block::List(_, items) => items.iter().map(|item| words(item)).collect(),
            Block::Code(code) => code.clone(),
            Block::Rule => "―".to_owned(),
        })
        .collect()
}

fn inline_words(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => inline_words(inner),
            Inline::Break => String::new(),
        })
        .collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// All tags of a page, each as it stands there.
fn tags_of(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|piece| piece.split_once('>').expect("every tag ends").0).collect()
}

/// What a tag of a page can look like, but for links and times.
const TAGS: &str = "!doctype html|html lang=\"zh-Hans\"|head|meta charset=\"utf-8\"|title|/title|style|/style|/head|body|h1|/h1|\
    section|h2|/h2|article|blockquote|/blockquote|/mark|div class=\"body\"|/div|p|/p|h3|/h3|h4|/h4|ul|/ul|/ol|li|/li|pre|\
    /pre|hr|code|/code|em|/em|strong|/strong|/a|br|footer|span|/span|/time|/footer|/article|/section|/body|/html";

proptest! {
    #[test]
    fn what_goes_out_comes_in_as_it_was(notes in any_notes()) {
        let file = out(Format::JsonLd, &notes);
        let set: Value = serde_json::from_str(&file.text).expect("JSON");
        for item in set["items"].as_array().expect("a list") {
            prop_assert_eq!(validate(&item.to_string()), Vec::<String>::new());
        }
        let incoming = read(file.text.as_bytes()).expect("our own file");
        prop_assert!(notes.is_empty() || incoming.source == Source::Meipi);
        prop_assert_eq!(&incoming.unusable, &[]);
        let mut read: Vec<Note> = incoming.notes.iter().map(|draft| draft.note.clone()).collect();
        read.sort_by(|a, b| a.id.cmp(&b.id));
        prop_assert_eq!(&read, &notes);
        prop_assert!(incoming.notes.iter().all(|draft| draft.origin == Origin::Own));
        // Nothing is to be done where they came from, and all where they did not.
        prop_assert_eq!(plan(&incoming, &notes, &texts(), &[]).step(), vec![]);
        prop_assert_eq!(taken(&incoming, &[]), notes);
    }

    #[test]
    fn a_table_has_a_row_for_each_note(notes in any_notes()) {
        let table = cells(&out(Format::Csv, &notes).text);
        prop_assert_eq!(table.len(), notes.len() + 1);
        for row in &table[1..] {
            prop_assert_eq!(row.len(), 11);
            let of = notes.iter().find(|note| note.id == row[10]).expect("a note of that id");
            prop_assert_eq!(row[3].strip_prefix('\'').filter(|_| row[3] != of.body).unwrap_or(&row[3]), &of.body);
            prop_assert!(row.iter().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])));
        }
    }

    #[test]
    fn a_page_has_no_element_but_its_own(notes in any_notes()) {
        let page = out(Format::Html, &notes).text;
        let body = page.split_once("<body>").expect("a body").1;
        for tag in tags_of(&page) {
            let fits = TAGS.split('|').any(|of| of == tag)
                || tag.starts_with("meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                || tag == "meta name=\"viewport\" content=\"width=device-width\""
                || tag.strip_prefix("mark class=\"").is_some_and(|class| class.bytes().all(|b| b.is_ascii_lowercase() || b == b' ' || b == b'"'))
                || tag.strip_prefix("ol start=\"").is_some_and(|n| n.trim_end_matches('"').bytes().all(|b| b.is_ascii_digit()))
                || tag.strip_prefix("time datetime=\"").is_some_and(|time| !time.trim_end_matches('"').contains(['"', ' ']))
                || tag.strip_prefix("a href=\"").and_then(|link| link.strip_suffix("\" rel=\"noreferrer\"")).is_some_and(|link| {
                    let link = link.to_ascii_lowercase();
                    !link.contains(['"', ' ', '\'']) && ["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
                });
            prop_assert!(fits, "<{}>", tag);
        }
        prop_assert_eq!(body.matches("<article>").count(), notes.len());
    }

    #[test]
    fn a_text_in_markdown_is_shown_as_it_is(text in "([\\[\\]()<>*_`#>!\\-+=~|:$&;\"'\\\\/ 0-9.]|一|\n|http://a.b|&amp;|a@b.c){1,40}") {
        prop_assume!(!text.trim().is_empty());
        let end = text.chars().count();
        let place = Span::new(text.chars().take_while(|c| c.is_whitespace()).count(), end);
        let note = Note {
            selectors: describe(&text, place).expect("a span"),
            text: Fingerprint::of(&text),
            body: String::new(),
            tags: Vec::new(),
            ..note("n", "t", RIVER, "河滩")
        };
        let texts = Texts::new([("t".to_owned(), text.clone())]);
        let file = export(Format::Markdown, &[note], &texts, &Options { title: &text, titles: &[&text], ..options() });
        let read = words(&blocks(&file.text)).replace("<mark>", "").replace("</mark>", "");
        let expected = format!("{0}{0}{0}绿·2023-11-15", bare(&text));
        prop_assert_eq!(bare(&read), expected, "{}", file.text);
    }
}

#[test]
fn what_a_note_leaves_open_ends_with_it() {
    let mut open = note("a", "r", RIVER, "河滩");
    for body in ["```\n未完", "<!-- 未完", "> > 引", "- 一\n  - 二", "# 题", "[a]: javascript:x", "`未完", "<script>x"]
    {
        body.clone_into(&mut open.body);
        let file = out(Format::Markdown, &[open.clone(), note("b", "r", RIVER, "一亿元")]);
        let read = blocks(&file.text);
        let items = |block: &Block| if let Block::List(_, items) = block { items.len() } else { 0 };
        assert_eq!(read.iter().map(items).collect::<Vec<_>>(), [0, 0, 2], "{body}: {read:?}");
    }
}
