//! The rules of the model as cases: a change to an annotation that is right, and the place that is wrong then, or none.

use super::validate;
use super::values::{is_date_time, is_iri, is_svg};
use proptest::prelude::*;
use serde_json::{Value, json};

fn basic() -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://a.example/1",
        "type": "Annotation",
        "body": "http://a.example/note",
        "target": "http://a.example/page",
    })
}

/// The basic annotation with other fields; a null takes one away.
fn with(changes: &Value) -> Value {
    let mut annotation = basic();
    for (name, value) in changes.as_object().expect("cases are objects") {
        let fields = annotation.as_object_mut().expect("the annotation is an object");
        match value {
            Value::Null => drop(fields.remove(name)),
            value => drop(fields.insert(name.clone(), value.clone())),
        }
    }
    annotation
}

/// `changes`, and the paths that are wrong.
fn check(cases: &[(Value, &[&str])]) {
    for (changes, expected) in cases {
        let faults = validate(&with(changes).to_string());
        let paths: Vec<&str> = faults.iter().filter_map(|fault| Some(fault.split_once(": ")?.0)).collect();
        assert_eq!(paths, *expected, "{changes}: {faults:?}");
    }
}

#[test]
fn annotations() {
    check(&[
        (json!({}), &[]),
        (json!({"@context": null}), &["@context"]),
        (json!({"@context": "http://a.example/"}), &["@context"]),
        (json!({"@context": ["http://www.w3.org/ns/anno.jsonld"]}), &["@context"]),
        (json!({"@context": [{"a": "http://a.example/"}, "http://www.w3.org/ns/anno.jsonld"]}), &[]),
        (json!({"@context": ["http://a.example/", "http://b.example/"]}), &["@context"]),
        (json!({"id": null}), &["id"]),
        (json!({"id": ["http://a.example/1"]}), &["id"]),
        (json!({"id": "1"}), &["id"]),
        (json!({"id": 1}), &["id"]),
        (json!({"type": null}), &["type"]),
        (json!({"type": "annotation"}), &["type"]),
        (json!({"type": ["Annotation", "http://a.example/Type"]}), &[]),
        (json!({"type": ["Image"]}), &["type"]),
        (json!({"body": null}), &[]),
        (json!({"body": []}), &[]),
        (json!({"target": null}), &["target"]),
        (json!({"target": []}), &["target"]),
        (json!({"target": ["http://a.example/1", "http://a.example/2"]}), &[]),
        (json!({"target": 1}), &["target"]),
        (json!({"target": {}}), &["target.id"]),
        (json!({"extension": {"of": ["any", "kind"]}}), &[]),
        (json!({"bodyValue": "text"}), &["body"]),
        (json!({"bodyValue": "text", "body": null}), &[]),
        (json!({"bodyValue": ["a", "b"], "body": null}), &["bodyValue"]),
        (json!({"bodyValue": {"@value": "a", "@language": "en"}, "body": null}), &["bodyValue"]),
    ]);
}

#[test]
fn bodies_and_targets() {
    check(&[
        (json!({"body": "some words"}), &["body"]),
        (json!({"body": {"type": "TextualBody", "value": "a"}}), &[]),
        (json!({"body": {"value": "a"}}), &[]),
        (
            json!({"body": {"type": ["TextualBody", "http://a.example/T"], "value": "", "purpose": ["tagging", "replying"]}}),
            &[],
        ),
        (json!({"body": {"type": "TextualBody"}}), &["body.value"]),
        (json!({"body": {"type": "TextualBody", "value": ["a", "b"]}}), &["body.value"]),
        (json!({"body": {"type": "TextualBody", "value": 1}}), &["body.value"]),
        (
            json!({"body": {"type": "TextualBody", "value": "a", "id": ["http://a.example/1", "http://a.example/2"]}}),
            &["body.id"],
        ),
        (json!({"body": {"id": "http://a.example/1", "format": ["a", "b"], "language": ["en", "fr"]}}), &[]),
        (
            json!({"body": {"id": "http://a.example/1", "processingLanguage": ["en", "fr"]}}),
            &["body.processingLanguage"],
        ),
        (json!({"body": {"id": "http://a.example/1", "textDirection": "up"}}), &["body.textDirection"]),
        (json!({"body": {"id": "http://a.example/1", "textDirection": ["ltr", "rtl"]}}), &["body.textDirection"]),
        (
            json!({"body": [{"id": "http://a.example/1", "textDirection": "auto"}, {"format": "text/html"}]}),
            &["body[1].id"],
        ),
        (json!({"body": {"id": ["http://a.example/1"], "type": "Image"}}), &["body.id"]),
        (
            json!({"body": {"type": "Choice", "items": ["http://a.example/1", {"type": "TextualBody", "value": "a"}]}}),
            &[],
        ),
        (json!({"body": {"type": ["Choice", "Image"], "items": []}}), &["body.type"]),
        (
            json!({"body": {"type": "Choice", "items": ["http://a.example/1", {"type": "TextualBody"}]}}),
            &["body.items[1].value"],
        ),
        (json!({"target": {"type": "TextualBody", "value": "a"}}), &["target.id"]),
        (json!({"target": {"id": "http://a.example/1#xywh=1,1,1,1", "accessibility": "captions"}}), &[]),
        (json!({"target": {"type": "List", "items": ["http://a.example/1", {}]}}), &["target.items[1].id"]),
    ]);
}

#[test]
fn other_properties() {
    check(&[
        (json!({"created": "2015-01-28T12:00:00Z", "modified": "2015-01-29T09:00:00.123Z"}), &[]),
        (json!({"created": "2015-01-28T12:00:00+00:00"}), &["created"]),
        (json!({"created": "2015-01-28"}), &["created"]),
        (json!({"modified": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:00Z"]}), &["modified"]),
        (json!({"generated": 1_422_446_400}), &["generated"]),
        (json!({"body": {"id": "http://a.example/1", "created": "yesterday"}}), &["body.created"]),
        (
            json!({"creator": ["http://a.example/1", {"name": "甲", "nickname": "乙", "email": "mailto:a@b.example"}]}),
            &[],
        ),
        (json!({"creator": {"id": ["http://a.example/1", "http://a.example/2"]}}), &["creator.id"]),
        (
            json!({"generator": {"type": "Software", "name": ["a", "b"], "nickname": ["a", "b"]}}),
            &["generator.nickname"],
        ),
        (json!({"creator": "a name"}), &["creator"]),
        (json!({"motivation": ["commenting", "http://a.example/motivation"]}), &[]),
        (json!({"motivation": 5}), &["motivation"]),
        (json!({"rights": ["http://a.example/1", "all rights reserved"]}), &["rights[1]"]),
        (json!({"body": {"id": "http://a.example/1", "rights": "none"}}), &["body.rights"]),
        (json!({"canonical": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", "via": ["http://a.example/1"]}), &[]),
        (json!({"canonical": ["http://a.example/1", "http://a.example/2"]}), &["canonical"]),
        (json!({"via": "elsewhere"}), &["via"]),
        (
            json!({"audience": {"id": "http://a.example/1", "type": "schema:Audience", "schema:educationalRole": "teacher"}}),
            &[],
        ),
        (
            json!({"audience": {"type": "EducationalAudience", "educationalRole": "teacher"}}),
            &["audience.type", "audience.educationalRole"],
        ),
        (json!({"stylesheet": "http://a.example/style"}), &[]),
        (json!({"stylesheet": {"type": "CssStylesheet", "value": ".red { color: red }"}}), &[]),
        (json!({"stylesheet": {"type": "Stylesheet", "value": ""}}), &["stylesheet.type"]),
        (json!({"stylesheet": ["http://a.example/1", "http://a.example/2"]}), &["stylesheet"]),
    ]);
}

#[test]
fn specific_resources() {
    let specific = |name: &str, value: Value| json!({"target": {"source": "http://a.example/page", name: value}});
    check(&[
        (json!({"target": {"type": "SpecificResource"}}), &["target.source"]),
        (json!({"target": {"selector": {"type": "CssSelector", "value": "p"}}}), &["target.source"]),
        (json!({"target": {"source": ["http://a.example/1", "http://a.example/2"]}}), &["target.source"]),
        (json!({"target": {"source": {"id": "http://a.example/1", "format": "text/html"}}}), &[]),
        (json!({"target": {"source": {"format": "text/html"}}}), &["target.source.id"]),
        (json!({"body": {"source": "http://a.example/city", "purpose": "tagging"}}), &[]),
        (specific("id", json!(["http://a.example/1"])), &["target.id"]),
        (specific("styleClass", json!(["red", "blue"])), &[]),
        (specific("styleClass", json!({"name": "red"})), &["target.styleClass"]),
        (specific("renderedVia", json!({"type": "Software", "schema:softwareVersion": "2.5"})), &[]),
        (specific("scope", json!("http://a.example/1")), &[]),
        (specific("scope", json!("the page")), &["target.scope"]),
        (specific("selector", json!(["http://a.example/1", {"id": "http://a.example/2"}])), &[]),
    ]);
}

#[test]
fn selectors() {
    let cases: [(Value, &[&str]); 30] = [
        (json!({"type": "FragmentSelector", "value": "t=1", "conformsTo": "http://www.w3.org/TR/media-frags/"}), &[]),
        (json!({"type": "FragmentSelector"}), &[".value"]),
        (
            json!({"type": "FragmentSelector", "value": "a", "conformsTo": ["http://a.example/1", "http://a.example/2"]}),
            &[".conformsTo"],
        ),
        (json!({"type": ["FragmentSelector", "CssSelector"], "value": "a"}), &[".type", ".type"]),
        (json!({"type": "CssSelector", "value": ["p", "q"]}), &[".value"]),
        (json!({"type": "XPathSelector", "value": "/html"}), &[]),
        (json!({"type": "XPathSelector"}), &[".value"]),
        (json!({"type": "TextQuoteSelector", "exact": "a", "prefix": "b", "suffix": ""}), &[]),
        (json!({"type": "TextQuoteSelector", "prefix": "b"}), &[".exact"]),
        (json!({"type": "TextQuoteSelector", "exact": ["a", "b"]}), &[".exact"]),
        (
            json!({"type": "TextQuoteSelector", "exact": "a", "prefix": ["b", "c"], "suffix": ["d", "e"]}),
            &[".prefix", ".suffix"],
        ),
        (json!({"type": "TextPositionSelector", "start": 0, "end": 9}), &[]),
        (json!({"type": "TextPositionSelector", "start": 9}), &[".end"]),
        (json!({"type": "TextPositionSelector", "start": -1, "end": 9}), &[".start"]),
        (json!({"type": "TextPositionSelector", "start": 1.5, "end": "9"}), &[".start", ".end"]),
        (json!({"type": "TextPositionSelector", "start": [1, 2], "end": 9}), &[".start"]),
        (json!({"type": "DataPositionSelector", "end": 9}), &[".start"]),
        (json!({"type": "SvgSelector", "id": "http://a.example/svg"}), &[]),
        (json!({"type": "SvgSelector", "value": "<svg:svg> ... </svg:svg>"}), &[]),
        (json!({"type": "SvgSelector", "value": "<svg><path></svg>"}), &[".value"]),
        (
            json!({"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "//a"}, "endSelector": {"type": "XPathSelector", "value": "//b"}}),
            &[],
        ),
        (
            json!({"type": "RangeSelector", "startSelector": {"type": "XPathSelector"}}),
            &[".startSelector.value", ".endSelector"],
        ),
        (
            json!({"type": "RangeSelector", "startSelector": ["http://a.example/1", "http://a.example/2"], "endSelector": "http://a.example/3"}),
            &[".startSelector"],
        ),
        (
            json!({"type": "FragmentSelector", "value": "a", "refinedBy": {"type": "TextQuoteSelector"}}),
            &[".refinedBy.exact"],
        ),
        (
            json!({"type": "FragmentSelector", "value": "a", "refinedBy": [{"type": "CssSelector", "value": "p"}, {"type": "CssSelector"}]}),
            &[".refinedBy[1].value"],
        ),
        (json!({"type": "OwnSelector", "anything": 1}), &[]),
        (json!({"exact": "a"}), &[".type"]),
        (json!("http://a.example/1"), &[]),
        (json!("a paragraph"), &[""]),
        (json!(7), &[""]),
    ];
    for (selector, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|path| format!("target.selector{path}")).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&[(json!({"target": {"source": "http://a.example/page", "selector": selector}}), &expected)]);
    }
}

#[test]
fn states() {
    const TIME: &str = "2015-07-20T13:30:00Z";
    let cases: [(Value, &[&str]); 12] = [
        (json!({"id": "http://a.example/state"}), &[]),
        (json!({"type": "TimeState", "sourceDate": [TIME, TIME], "cached": "http://a.example/copy"}), &[]),
        (json!({"type": "TimeState", "sourceDateStart": TIME, "sourceDateEnd": TIME}), &[]),
        (json!({"type": "TimeState", "sourceDate": "2015"}), &[".sourceDate"]),
        (json!({"type": "TimeState", "sourceDateStart": TIME}), &[".sourceDateEnd"]),
        (json!({"type": "TimeState", "sourceDateEnd": TIME}), &[".sourceDateStart"]),
        (
            json!({"type": "TimeState", "sourceDateStart": TIME, "sourceDateEnd": TIME, "sourceDate": TIME}),
            &[".sourceDate"],
        ),
        (json!({"type": "TimeState", "sourceDateStart": [TIME, TIME], "sourceDateEnd": TIME}), &[".sourceDateStart"]),
        (
            json!({"type": "HttpRequestState", "value": "Accept: text/html", "refinedBy": {"type": "FragmentSelector", "value": "page=1"}}),
            &[],
        ),
        (json!({"type": "HttpRequestState"}), &[".value"]),
        (
            json!({"type": "HttpRequestState", "value": "a", "refinedBy": {"type": "FragmentSelector"}}),
            &[".refinedBy.value"],
        ),
        (json!({"type": ["TimeState", "HttpRequestState"], "value": "a"}), &[".type", ".type"]),
    ];
    for (state, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|path| format!("target.state{path}")).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&[(json!({"target": {"source": "http://a.example/page", "state": state}}), &expected)]);
    }
}

#[test]
fn collections_and_pages() {
    let item = || json!({"id": "http://a.example/1", "type": "Annotation", "target": "http://a.example/page"});
    let page = json!({"id": "http://a.example/p", "type": "AnnotationPage", "items": [item()], "startIndex": 0});
    let collection = |more: Value| {
        let mut collection = basic();
        collection["type"] = json!("AnnotationCollection");
        for (name, value) in more.as_object().expect("cases are objects") {
            collection[name] = value.clone();
        }
        collection
    };
    let alone = |mut page: Value, context: bool| {
        if context {
            page["@context"] = json!("http://www.w3.org/ns/anno.jsonld");
        }
        page
    };
    let changed = |name: &str, value: Value| {
        let mut page = alone(page.clone(), true);
        page[name] = value;
        page
    };
    let cases: [(Value, &[&str]); 14] = [
        (collection(json!({"label": "a", "total": 0})), &[]),
        (collection(json!({"total": 2, "first": "http://a.example/p"})), &[]),
        (collection(json!({"total": 1, "first": page, "last": "http://a.example/p"})), &[]),
        (collection(json!({"total": 2})), &["first"]),
        (collection(json!({"total": -2})), &["total"]),
        (collection(json!({"label": ["a", 7]})), &["label[1]"]),
        (collection(json!({"first": {"id": "http://a.example/p", "type": "AnnotationPage"}})), &["first.items"]),
        (alone(page.clone(), true), &[]),
        (alone(page.clone(), false), &["@context"]),
        (changed("items", json!([])), &["items"]),
        (changed("items", item()), &["items"]),
        (changed("items", json!([item(), {"type": "Annotation"}])), &["items[1].id", "items[1].target"]),
        (changed("startIndex", json!([0, 1])), &["startIndex"]),
        (changed("partOf", json!({"id": "http://a.example/c", "total": 1})), &[]),
    ];
    for (value, expected) in cases {
        let faults = validate(&value.to_string());
        let paths: Vec<&str> = faults.iter().filter_map(|fault| Some(fault.split_once(": ")?.0)).collect();
        assert_eq!(paths, expected, "{value}: {faults:?}");
    }
}

#[test]
fn what_is_no_annotation_is_said_to_be_none() {
    let cases = ["", "{", "null", "[]", "7", "\"text\"", "{}", r#"{"id":"http://a.example/\ud800"}"#];
    for json in cases {
        assert!(!validate(json).is_empty(), "{json}");
    }
    let deep = format!("{{\"body\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(validate(&deep).len(), 1);
    let twice = basic().to_string().replace("\"type\":", "\"id\":\"http://a.example/2\",\"type\":");
    assert_eq!(validate(&twice), ["id: is there more than once (1.4)"]);
}

#[test]
fn values() {
    let times = [
        ("2015-01-28T12:00:00Z", true),
        ("2015-01-28T24:00:00.0Z", true),
        ("-0044-03-15T12:00:00Z", true),
        ("12015-01-28T12:00:00.5Z", true),
        ("0000-01-28T12:00:00Z", false),
        ("2015-02-29T12:00:00Z", false),
        ("2015-01-28T12:00:60Z", false),
        ("2015-01-28T24:00:01Z", false),
        ("2015-01-28T12:00:00.Z", false),
        ("2015-01-28T12:00Z", false),
        ("2015-01-28T12:00:00", false),
        ("2015-01-28T12:00:00z", false),
        ("2015-1-28T12:00:00Z", false),
        ("02015-01-28T12:00:00Z", false),
        (" 2015-01-28T12:00:00Z", false),
    ];
    for (time, expected) in times {
        assert_eq!(is_date_time(time), expected, "{time}");
    }
    let iris = [
        ("http://a.example/%E4%B8%80?x#y", true),
        ("http://例.example/一", true),
        ("urn:uuid:1", true),
        ("mailto:a@b.example", true),
        ("a.html", false),
        ("//a.example/", false),
        ("http:", false),
        ("1a:b", false),
        ("_:b0", false),
        ("http://a.example/a b", false),
        ("http://a.example/%E", false),
        ("http://a.example/<b>", false),
        ("", false),
    ];
    for (iri, expected) in iris {
        assert_eq!(is_iri(iri), expected, "{iri}");
    }
    let drawings = [
        ("<svg xmlns='http://www.w3.org/2000/svg'><path d=\"M0\"/></svg>", true),
        ("<?xml version='1.0'?><!-- a --><svg/>", true),
        ("<svg/><svg/>", false),
        ("<svg>", false),
        ("<svg></SVG>", false),
        ("<svg a=1/>", false),
        ("<svg a='1' a='2'/>", false),
        ("words <svg/>", false),
        ("circle", false),
        ("", false),
    ];
    for (svg, expected) in drawings {
        assert_eq!(is_svg(svg), expected, "{svg}");
    }
}

/// Any JSON of the model's words.
fn any_json() -> impl Strategy<Value = Value> {
    let words = "Annotation TextualBody SpecificResource Choice RangeSelector TimeState http://a.example/1 a 2015-01-28T12:00:00Z";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i8>().prop_map(Value::from),
        prop::sample::select(words.split(' ').collect::<Vec<_>>()).prop_map(Value::from),
    ];
    let names = "@context id type body target source selector state items value refinedBy creator audience stylesheet \
                 created first startSelector";
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let name = prop::sample::select(names.split_whitespace().map(String::from).collect::<Vec<_>>());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_answered(value in any_json(), text in any::<String>()) {
        let _ = (validate(&value.to_string()), validate(&text));
        // What is added outside of the model's words makes nothing right or wrong.
        let mut annotation = basic();
        annotation["http://a.example/more"] = value;
        prop_assert_eq!(validate(&annotation.to_string()), Vec::<String>::new());
    }
}
