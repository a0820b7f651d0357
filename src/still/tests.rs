//! Every page as it stands, read as a reader without scripts has it.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::*;

const TEMPLATE: &str = include_str!("../../index.html");

/// The site without its script, which is the last of its files.
fn pages() -> Vec<File> {
    let mut files = site(TEMPLATE).expect("the page is fit");
    let script = files.pop().expect("there are files");
    assert!(files.iter().all(|page| page.content.contains(&format!("<script src=\"./{}\">", script.name))));
    files
}

/// Elements that have no end.
const VOID: [&str; 3] = ["br", "link", "wbr"];

/// An element of a page: its name, its attributes and all the text in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn open(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("every attribute has a value in quotation marks");
            (attribute.key.0.to_owned(), unescape(&attribute.value).expect("it is escaped").into_owned())
        });
        Self { name: start.name().0.to_owned(), attributes: attributes.collect(), text: String::new() }
    }

    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    fn is(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }
}

/// The elements in `#app`, in the order of their ends; each is closed by an end of its own name.
fn elements(html: &str) -> Vec<Element> {
    let start = html.find("<div id=\"app\">").expect("the page has its place");
    let end = html.find("</body>").expect("the page has an end");
    let mut reader = Reader::from_str(&html[start..end]);
    reader.config_mut().check_end_names = false;
    let (mut open, mut closed) = (Vec::<Element>::new(), Vec::new());
    loop {
        let text = match reader.read_event().expect("it can be read") {
            Event::Start(start) => {
                let element = Element::open(&start);
                if VOID.contains(&&*element.name) {
                    closed.push(element);
                } else {
                    open.push(element);
                }
                continue;
            }
            Event::End(end) => {
                let element = open.pop().expect("what ends was begun");
                assert_eq!(element.name, end.name().0);
                closed.push(element);
                continue;
            }
            Event::Text(text) => text.to_string(),
            Event::GeneralRef(sign) => unescape(&format!("&{};", &*sign)).expect("a sign that is known").into_owned(),
            Event::Eof => break,
            other => panic!("{other:?}"),
        };
        for element in &mut open {
            element.text.push_str(&text);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    closed
}

#[test]
fn every_article_has_a_page_that_holds_its_text_and_marks_and_nothing_else() {
    let shelf = Shelf::new();
    let files = pages();
    let readable: Vec<usize> = (0..shelf.articles().len()).filter(|&index| shelf.is_readable(index)).collect();
    assert_eq!(files.len(), readable.len() + 1);
    // The first article is in the page of the app as well.
    let articles = readable.iter().take(1).chain(&readable);
    for (file, &index) in files.iter().zip(articles) {
        let analysis = shelf.analysis(index);
        let elements = elements(&file.content);
        let blocks: Vec<&Element> = elements.iter().filter(|element| element.get("data-block").is_some()).collect();
        let text: Vec<&str> = blocks.iter().map(|block| &*block.text).collect();
        assert_eq!(text.join("\n"), analysis.reading.text, "{}", file.name);
        for (block, element) in blocks.iter().enumerate() {
            assert_eq!(element.get("data-block"), Some(&*block.to_string()), "{}", file.name);
        }
        let marks = elements.iter().filter(|element| element.is("mark")).map(|mark| mark.text.clone());
        // A mark that goes on in the next block is two elements.
        let spans: Vec<_> = analysis.marks.iter().map(crate::marks::Mark::span).collect();
        let parts = analysis.block_spans().into_iter().flat_map(|block| {
            spans.iter().filter_map(move |span| span.within(block)).map(|part| analysis.slice(part).to_owned())
        });
        assert!(marks.eq(parts), "{}", file.name);
    }
}

#[test]
fn links_lead_to_what_there_is_and_all_can_be_reached() {
    let files = pages();
    let names: BTreeSet<&str> = files.iter().map(|file| &*file.name).collect();
    assert_eq!(names.len(), files.len());
    for file in &files {
        let elements = elements(&file.content);
        let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice in {}", file.name);
        let mut reached = BTreeSet::new();
        for address in elements.iter().filter_map(|element| element.get("href")) {
            match (address.strip_prefix('#'), address.strip_prefix("./")) {
                (Some(id), _) => assert!(ids.contains(&id), "{address} in {}", file.name),
                (_, Some(name)) => {
                    assert!(names.contains(name), "{address} in {}", file.name);
                    reached.insert(name);
                }
                _ => panic!("{address} in {}", file.name),
            }
        }
        assert_eq!(reached.len(), files.len() - 1, "from {}", file.name);
        assert_eq!(elements.iter().filter(|element| element.name == "h1").count(), 1, "{}", file.name);
    }
}

#[test]
fn pages_name_themselves_and_their_neighbours() {
    let files = pages();
    let between = |html: &str, begin: &str, end: &str| {
        let (_, rest) = html.split_once(begin).unwrap_or_else(|| panic!("no {begin}"));
        rest.split_once(end).expect("it ends").0.to_owned()
    };
    let mut titles = BTreeSet::new();
    for file in &files {
        let title = between(&file.content, "<title>", "</title>");
        let description = between(&file.content, "<meta name=\"description\" content=\"", "\"");
        assert!((10..=DESCRIBED * 2).contains(&description.chars().count()), "{}: {description}", file.name);
        assert!(titles.insert(title.clone()) || title.contains("图"), "{title} twice");
    }
    let [index, first, ..] = &*files else { panic!("too few articles") };
    assert_eq!(between(&index.content, "<title>", "</title>"), "眉批");
    assert!(between(&first.content, "<title>", "</title>").ends_with(" · 眉批"));
}

#[test]
fn a_description_is_whole_sentences_where_they_fit() {
    let shelf = Shelf::new();
    for index in (0..shelf.articles().len()).filter(|&index| shelf.is_readable(index)) {
        let analysis = shelf.analysis(index);
        let text = description(&analysis);
        assert!(text.chars().count() <= DESCRIBED, "{text}");
        let body = analysis.reading.blocks[analysis.head_len()..].first().expect("an article has text").span;
        let first: String = text.chars().take(8).collect();
        assert!(analysis.slice(body).starts_with(first.trim_end_matches('…')), "{text}");
    }
}
