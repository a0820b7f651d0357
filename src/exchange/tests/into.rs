//! What comes in from elsewhere, and what never should have.

use super::*;
use crate::exchange::{LARGEST, MOST, Origin, ReadError, Reason, Source};
use crate::keeping::{MemoryStore, Store, export_raw};
use serde_json::{Value, json};

fn incoming(json: &Value) -> Incoming {
    read(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn annotation(target: Value, body: Value) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://a.example/1",
        "type": "Annotation",
        "created": "2023-11-14T22:13:20Z",
        "body": body,
        "target": target,
    })
}

fn quote(exact: &str) -> Value {
    json!({"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""})
}

fn target(selector: Value) -> Value {
    json!({"source": "http://a.example/page", "selector": selector})
}

#[test]
fn a_passage_is_found_in_any_form_of_selector() {
    let quoted = Some(("河滩", None));
    let position = json!({"type": "TextPositionSelector", "start": 16, "end": 18});
    let at = Some(TextPosition { start: 16, end: 18 });
    let cases = [
        (quote("河滩"), quoted),
        (json!([position, quote("河滩"), 7, null, "http://a.example/selector"]), Some(("河滩", at))),
        (
            json!([{"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p"}}, quote("河滩")]),
            quoted,
        ),
        (json!({"type": "Choice", "items": [{"type": "CssSelector", "value": "p"}, quote("河滩")]}), quoted),
        (json!({"type": "FragmentSelector", "value": "p5", "refinedBy": [quote("河滩"), position]}), quoted),
        (json!({"@type": "oa:TextQuoteSelector", "exact": "河滩"}), quoted),
        (position.clone(), Some(("", at))),
        (json!({"type": "CssSelector", "value": "p", "refinedBy": position}), None),
        (json!({"type": "TextPositionSelector", "start": 18, "end": 16}), None),
        (quote("  "), None),
        (json!({"type": "TextQuoteSelector", "exact": ["河滩"]}), None),
        (json!([]), None),
        (json!("p5"), None),
    ];
    for (selector, expected) in cases {
        let read = incoming(&annotation(target(selector.clone()), Value::Null));
        let found = read.notes.first().map(|draft| {
            let Selectors { quote, position } = &draft.note.selectors;
            (quote.exact.as_str(), *position)
        });
        assert_eq!(found, expected, "{selector}");
        assert_eq!(read.unusable.len(), usize::from(expected.is_none()));
    }
}

#[test]
fn what_was_written_is_read_in_any_form_of_body() {
    let text = |value: &str| json!({"type": "TextualBody", "value": value});
    let tag = |value: &str| json!({"type": "TextualBody", "value": value, "purpose": "tagging"});
    let cases: [(Value, &str, &[&str]); 10] = [
        (Value::Null, "", &[]),
        (json!("话"), "话", &[]),
        (text("话"), "话", &[]),
        (json!([text("一"), tag(" 甲 "), text("二"), tag("乙"), tag("甲")]), "一\n\n二", &["甲", "乙"]),
        (json!({"type": "Choice", "items": [text("一"), text("二")]}), "一", &[]),
        (
            json!({"value": "<p>j'adore&nbsp;!<br>2 &lt; 3</p><script>x()</script>", "format": "text/html"}),
            "j'adore !\n2 < 3\nx()",
            &[],
        ),
        (
            json!({"type": "SpecificResource", "purpose": "tagging", "source": "http://a.example/city"}),
            "",
            &["http://a.example/city"],
        ),
        (json!({"id": "http://a.example/post"}), "http://a.example/post", &[]),
        (json!({"type": "TextualBody", "value": "话", "keyword": "teacher"}), "话", &["teacher"]),
        (json!([7, true, {"value": 7}, {"type": 7}]), "", &[]),
    ];
    for (body, written, tags) in cases {
        let read = incoming(&annotation(target(quote("河滩")), body.clone()));
        let note = &read.notes[0].note;
        assert_eq!(
            (note.body.as_str(), note.tags.iter().map(String::as_str).collect::<Vec<_>>()),
            (written, tags.to_vec()),
            "{body}"
        );
    }
    let styled = json!({"type": "TextualBody", "value": "", "color": "blue", "highlight": "underline"});
    let read = incoming(&annotation(target(quote("河滩")), styled));
    assert_eq!((read.notes[0].note.colour, read.notes[0].note.line), (Colour::Blue, Line::Underline));
    let value = json!({"type": "Annotation", "bodyValue": "话", "target": target(quote("河滩"))});
    assert_eq!(incoming(&value).notes[0].note.body, "话");
}

#[test]
fn annotations_are_found_in_any_container() {
    let one = || annotation(target(quote("河滩")), Value::Null);
    let cases = [
        (one(), Source::W3c),
        (json!([one()]), Source::W3c),
        (json!({"type": "AnnotationPage", "items": [one()]}), Source::W3c),
        (json!({"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one()]}}), Source::W3c),
        (json!({"type": "AnnotationSet", "title": "甲", "items": [one()]}), Source::W3c),
        (json!({"@context": "x", "@graph": [one(), {"id": "http://a.example/person", "type": "Person"}]}), Source::W3c),
        (json!({"export_date": "2024", "client_version": "1", "annotations": [one()]}), Source::Hypothesis),
        (json!({"total": 1, "rows": [one()]}), Source::Hypothesis),
    ];
    for (json, source) in cases {
        let read = incoming(&json);
        assert_eq!((read.notes.len(), read.source), (1, source), "{json}");
        assert_eq!((read.notes[0].origin, read.documents[0].name.as_str()), (Origin::Foreign, "http://a.example/page"));
    }
}

#[test]
fn hypothesis_is_read_and_finds_its_text() {
    let row = json!({
        "id": "Abc_1", "created": "2023-11-14T22:13:20.123456+00:00", "updated": "2023-11-14T22:15:00.000000+00:00",
        "user": "acct:a@hypothes.is", "uri": "https://a.example/news", "text": "**重**", "tags": ["地理", ""],
        "document": {"title": ["新闻"]}, "permissions": {"read": ["group:__world__"]},
        "target": [{"source": "https://a.example/news", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3, "endContainer": "/p[1]", "endOffset": 5},
            {"type": "TextPositionSelector", "start": 1234, "end": 1236},
            {"type": "TextQuoteSelector", "exact": "石阶", "prefix": "每天早上，他们沿着", "suffix": "跑步上山。"},
        ]}],
    });
    let reply =
        json!({"id": "r", "references": ["Abc_1"], "text": "是", "target": [{"source": "https://a.example/news"}]});
    let read = incoming(&json!({"total": 2, "rows": [row, reply]}));
    assert_eq!(
        (read.documents[0].name.as_str(), read.documents[0].title.as_deref()),
        ("https://a.example/news", Some("新闻"))
    );
    assert_eq!(read.unusable.iter().map(|u| (u.place, &u.reason)).collect::<Vec<_>>(), [(2, &Reason::NoPassage)]);
    let first = plan(&read, &[], &texts(), &[]);
    assert_eq!(first.documents.iter().map(|d| d.text()).collect::<Vec<_>>(), [Some(1)]);
    let [note] = first.new.as_slice() else { panic!("one note: {first:?}") };
    assert_eq!((note.article.as_str(), note.text, note.body.as_str()), ("h", Fingerprint::of(HILL), "**重**"));
    assert_eq!(note.selectors, super::note("n", "h", HILL, "石阶").selectors);
    assert_eq!((note.created, note.modified), (1_700_000_000_123, 1_700_000_100_000));
    assert_eq!((note.tags.as_slice(), first.orphaned.len()), (&["地理".to_owned()][..], 0));
}

#[test]
fn our_older_files_are_read() {
    let kept = note("n-1", "r", RIVER, "河滩");
    let mut first = serde_json::to_value(&kept).expect("plain data");
    first.as_object_mut().expect("an object").retain(|name, _| name != "line" && name != "tags");
    let read = incoming(&json!([first]));
    let bare = Note { line: Line::Wash, tags: Vec::new(), ..kept.clone() };
    assert_eq!((read.source, &read.notes[0].note), (Source::Meipi, &bare));
    let store = MemoryStore::new();
    for (key, value) in [
        ("meipi:note:n-1", kept.write().to_string().as_str()),
        ("meipi:note:n-2", "[1,broken"),
        ("meipi:note:n-3", "[99]"),
        ("meipi:fix:x", "[1]"),
        ("else", "[1]"),
    ] {
        store.set(key, value).expect("memory takes all");
    }
    let whole = export_raw(&store, []);
    let items = serde_json::from_str::<Value>(&whole).expect("JSON")["items"].to_string();
    for file in [whole, items] {
        let read = super::read(file.as_bytes()).expect("our own file");
        assert_eq!((read.source, &read.notes[0].note, read.notes.len()), (Source::RawStore, &kept, 1));
        let reasons: Vec<_> = read.unusable.iter().map(|unusable| &unusable.reason).collect();
        assert!(matches!(reasons[..], [Reason::Invalid(_), Reason::Newer(99)]), "{reasons:?}");
    }
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    let million = format!("[{}7]", "{\"type\":\"Annotation\"},".repeat(1_000_000));
    let cases: [(Vec<u8>, ReadError); 13] = [
        (vec![b' '; LARGEST + 1], ReadError::TooLarge),
        (vec![0xff, 0xfe, 0x7b], ReadError::NotText),
        (b"".to_vec(), ReadError::NotJson { line: 1, column: 0 }),
        (b"PK\x03\x04".to_vec(), ReadError::NotJson { line: 1, column: 1 }),
        (b"{\"items\": [\n1,]}".to_vec(), ReadError::NotJson { line: 2, column: 3 }),
        (b"<html><script>alert(1)</script>".to_vec(), ReadError::NotJson { line: 1, column: 1 }),
        ("[".repeat(100_000).into_bytes(), ReadError::TooDeep),
        ("{\"first\":".repeat(100_000).into_bytes(), ReadError::TooDeep),
        (million.into_bytes(), ReadError::TooMany),
        (b"7".to_vec(), ReadError::Foreign),
        (b"{}".to_vec(), ReadError::Foreign),
        (b"[1,\"a\",null,{}]".to_vec(), ReadError::Foreign),
        (br#"{"format":"meipi-corrections","version":1,"corrections":[]}"#.to_vec(), ReadError::Foreign),
    ];
    for (file, expected) in cases {
        assert_eq!(read(&file).expect_err("a bad file"), expected);
    }
}

#[test]
fn bad_annotations_keep_no_good_one_back() {
    let good = annotation(target(quote("河滩")), Value::Null);
    let own = |change: &dyn Fn(&mut Value)| {
        let mut set: Value =
            serde_json::from_str(&out(Format::JsonLd, &[note("n", "r", RIVER, "河滩")]).text).expect("JSON");
        change(&mut set["items"][0]);
        set["items"][0].take()
    };
    let long = "字".repeat(1_000_001);
    let bad = [
        json!(7),
        json!({"type": "Annotation"}),
        annotation(json!("http://a.example/page"), json!("话")),
        annotation(target(quote("河滩")), json!(long)),
        annotation(target(quote(&long)), Value::Null),
        own(&|item| item["created"] = json!("yesterday")),
        own(&|item| item["id"] = json!("urn:meipi:note:a b")),
        own(&|item| item["target"]["source"] = json!("urn:meipi:text:1")),
        own(&|item| item["target"]["selector"] = json!(7)),
        own(&|item| item["target"]["meipi:article"] = json!("\u{0}")),
        own(&|item| item["body"][1]["value"] = json!(" ")),
        own(&|item| item["body"] = Value::Null),
    ];
    let list: Vec<Value> = bad.iter().cloned().chain([good]).collect();
    let text = format!("[{{\"a\":\"\\ud800\"}},{}", &json!(list).to_string()[1..]);
    let read = read(text.as_bytes()).expect("a list");
    assert_eq!((read.notes.len(), read.unusable.len()), (1, bad.len() + 1), "{:?}", read.unusable);
    assert!(read.unusable.iter().all(|u| !matches!(&u.reason, Reason::Invalid(why) if why.chars().count() > 200)));
}

#[test]
fn many_annotations_are_read_in_one_go() {
    const MANY: usize = MOST / 10;
    let one = annotation(target(quote("河滩")), json!("话")).to_string();
    let list: Vec<String> = (0..MANY).map(|n| one.replace("example/1", &format!("example/{n}"))).collect();
    let read = read(format!("[{}]", list.join(",")).as_bytes()).expect("a list");
    assert_eq!((read.notes.len(), read.documents.len()), (MANY, 1));
    let plan = plan(&read, &[], &texts(), &[]);
    assert_eq!((plan.new.len(), plan.orphaned.len()), (MANY, 0));
}

/// JSON of the words that reading looks for.
fn any_json() -> impl Strategy<Value = Value> {
    let words = "Annotation AnnotationSet AnnotationCollection TextQuoteSelector TextPositionSelector Choice meipi-raw \
                 urn:meipi:note:a urn:meipi:text:cbf29ce484222325 河滩 tagging text/html 2023-11-14 [1] <script>";
    let names = "@context @graph id type items rows annotations first format title label target source selector \
                 refinedBy body bodyValue value purpose tags text uri document exact prefix suffix start end created \
                 modified meipi:article article selectors meipi:note:a color highlight";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(words.split_whitespace().collect::<Vec<_>>()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        let name = prop::sample::select(names.split_whitespace().map(String::from).collect::<Vec<_>>());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..8).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_file_is_answered(bytes in any::<Vec<u8>>(), json in any_json(), cut in 0usize..200) {
        let text = json.to_string();
        let part: String = text.chars().take(cut).collect();
        for file in [bytes.as_slice(), text.as_bytes(), part.as_bytes()] {
            if let Ok(incoming) = read(file) {
                let once = taken(&incoming, &[]);
                prop_assert_eq!(taken(&incoming, &once), once);
            }
        }
    }

    /// An own file damaged anywhere is refused, or gives notes that can be kept.
    #[test]
    fn damaged_files_are_answered(notes in any_notes(), at in 0usize..4000, byte in any::<u8>()) {
        let mut file = out(Format::JsonLd, &notes).text.into_bytes();
        let at = at % file.len();
        file[at] = byte;
        if let Ok(incoming) = read(&file) {
            let _ = taken(&incoming, &notes);
        }
    }
}
