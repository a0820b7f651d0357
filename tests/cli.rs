//! The command line as a program uses it: the built binary, bytes in, lines and an exit status out.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

struct Outcome {
    status: Option<i32>,
    lines: Vec<Value>,
    told: String,
}

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_meipi"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts")
}

fn run(verb: &str, input: &[u8]) -> Outcome {
    let mut child = start(&[verb]);
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    // From a thread of its own: the answers may fill their pipe before all is asked.
    let feeder = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the binary ends");
    feeder.join().expect("no panic").expect("all is read");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(answers.is_empty() || answers.ends_with('\n'), "{answers:?}");
    Outcome {
        status: output.status.code(),
        lines: answers.lines().map(|line| serde_json::from_str(line).expect(line)).collect(),
        told: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn ask(verb: &str, questions: &[Value]) -> Vec<Value> {
    let input: Vec<_> = questions.iter().map(Value::to_string).collect();
    let outcome = run(verb, input.join("\n").as_bytes());
    assert_eq!((outcome.status, outcome.told.as_str()), (Some(0), ""), "{verb}");
    assert_eq!(outcome.lines.len(), questions.len(), "{verb}");
    outcome.lines
}

/// Every `{start, end, text}` of `items` is the text under its span, in order, none overlapping.
fn check_spans(text: &str, items: &Value) {
    let characters: Vec<char> = text.chars().collect();
    let mut from = 0;
    for item in items.as_array().expect("a list") {
        let offset = |name: &str| item[name].as_u64().expect(name) as usize;
        let (start, end) = (offset("start"), offset("end"));
        assert!(from <= start && start < end && end <= characters.len(), "{item} after {from}");
        assert_eq!(item["text"], String::from_iter(&characters[start..end]));
        from = end;
    }
}

#[test]
fn questions_are_answered() {
    let cases = [
        ("words", json!({"id": 1, "text": ""}), json!({"id": 1, "words": []})),
        ("marks", json!({"id": null, "text": "你好"}), json!({"id": null, "marks": []})),
        (
            "words",
            json!({"id": "a", "text": "𠮷 学习汉语", "more": 1}),
            json!({"id": "a", "words": [
                {"start": 0, "end": 1, "text": "𠮷", "tag": "x"},
                {"start": 2, "end": 4, "text": "学习", "tag": "v"},
                {"start": 4, "end": 6, "text": "汉语", "tag": "nz"},
            ]}),
        ),
        (
            "marks",
            json!({"id": [], "text": "😀新增900个"}),
            json!({"id": [], "marks": [
                {"start": 3, "end": 7, "text": "900个", "type": "number", "kind": "count", "value": "900", "unit": "个"},
            ]}),
        ),
        (
            "marks",
            json!({"id": 2, "text": "开展“万人助万企”活动"}),
            json!({"id": 2, "marks": [
                {"start": 3, "end": 8, "text": "万人助万企", "type": "program", "kind": "campaign", "value": null, "unit": null},
            ]}),
        ),
        (
            "describe",
            json!({"id": 3, "text": "今天😀很好", "start": 3, "end": 5}),
            json!({"id": 3, "selectors": [
                {"type": "TextQuoteSelector", "exact": "很好", "prefix": "今天😀", "suffix": ""},
                {"type": "TextPositionSelector", "start": 3, "end": 5},
            ]}),
        ),
        (
            "anchor",
            json!({"id": 4, "text": "昨天😀很好", "selectors": [
                {"type": "TextQuoteSelector", "exact": "很好", "prefix": "😀", "suffix": ""},
            ]}),
            json!({"id": 4, "start": 3, "end": 5}),
        ),
        (
            "anchor",
            json!({"id": 5, "text": "", "selectors": [{"type": "TextQuoteSelector", "exact": "很好"}]}),
            json!({"id": 5, "orphan": true, "guess": null}),
        ),
        (
            "validate",
            json!({"id": 6, "annotation": {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": "http://example.org/anno1",
                "type": "Annotation",
                "body": "http://example.org/post1",
                "target": "http://example.com/page1",
            }}),
            json!({"id": 6, "valid": true, "errors": []}),
        ),
        (
            "validate",
            json!({"id": 7, "annotation": {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": "http://example.org/anno1",
                "type": "Annotation",
                "target": {"source": "http://example.com/page1", "selector": {"type": "TextQuoteSelector"}},
            }}),
            json!({"id": 7, "valid": false, "errors": ["target.selector.exact: must be there exactly once (4.2.4)"]}),
        ),
        (
            "validate",
            json!({"id": 8, "annotation": null}),
            json!({"id": 8, "valid": false, "errors": ["the annotation: is no object (3.1)"]}),
        ),
    ];
    for (verb, question, answer) in cases {
        assert_eq!(ask(verb, std::slice::from_ref(&question)), [answer], "{verb} {question}");
    }
}

#[test]
fn an_id_goes_back_as_it_came() {
    let id = "{ \"n\": 123456789012345678901234567890, \"f\": 1.50 }";
    let mut child = start(&["marks"]);
    let question = format!("{{\"text\":\"\",\"id\":{id}}}");
    let mut stdin = child.stdin.take().expect("piped");
    stdin.write_all(question.as_bytes()).expect("it is read");
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{{\"id\":{id},\"marks\":[]}}\n"));
}

#[test]
fn a_bad_line_is_told_and_the_rest_is_answered() {
    let selectors = r#""selectors":[{"type":"TextPositionSelector","start":0,"end":1}]"#;
    let good = [
        ("marks", r#"{"id":0,"text":"一"}"#.to_owned()),
        ("words", r#"{"id":0,"text":"一"}"#.to_owned()),
        ("describe", r#"{"id":0,"text":"一","start":0,"end":1}"#.to_owned()),
        ("anchor", format!(r#"{{"id":0,"text":"一",{selectors}}}"#)),
        ("validate", r#"{"id":0,"annotation":{}}"#.to_owned()),
    ];
    let bad_for_all: &[&[u8]] = &[
        b"",
        b"  \t\r",
        b"{",
        b"[]",
        b"null",
        b"\"text\"",
        b"{\"id\":0}",
        br#"{"text":"x"}"#,
        br#"{"id":0,"text":7}"#,
        br#"{"id":0,"text":"x"} x"#,
        br#"{"id":0,"text":"\ud800"}"#,
        br#"{"id":0,"text":"x","text":"y"}"#,
        b"{\"id\":0,\"text\":\"\xff\"}",
        b"\xe4\xb8",
        b"\0",
    ];
    let bad_for_one: &[(&str, &str)] = &[
        ("describe", r#"{"id":0,"text":"一二","start":2,"end":1}"#),
        ("describe", r#"{"id":0,"text":"一二","start":1,"end":3}"#),
        ("describe", r#"{"id":0,"text":"一二","start":1,"end":1}"#),
        ("describe", r#"{"id":0,"text":"一二","start":-1,"end":1}"#),
        ("describe", r#"{"id":0,"text":"一二","start":0.5,"end":1}"#),
        ("describe", r#"{"id":0,"text":"一二","start":0,"end":18446744073709551615}"#),
        ("describe", r#"{"id":0,"text":"一二","start":0,"end":99999999999999999999999}"#),
        ("anchor", r#"{"id":0,"text":"一二","selectors":[]}"#),
        ("anchor", r#"{"id":0,"text":"一二","selectors":7}"#),
        ("anchor", r#"{"id":0,"text":"一二"}"#),
    ];
    for (verb, good) in good {
        let own = bad_for_one.iter().filter(|(of, _)| *of == verb);
        let bad: Vec<&[u8]> = bad_for_all.iter().copied().chain(own.map(|(_, line)| line.as_bytes())).collect();
        // A good line after each bad one, the last without a line feed.
        let lines: Vec<&[u8]> = bad.iter().flat_map(|&bad| [bad, good.as_bytes()]).collect();
        let outcome = run(verb, &lines.join(&b'\n'));
        assert_eq!((outcome.status, outcome.told.as_str()), (Some(1), ""), "{verb}");
        assert_eq!(outcome.lines.len(), lines.len(), "{verb}");
        for (n, (line, answer)) in lines.iter().zip(&outcome.lines).enumerate() {
            let line = String::from_utf8_lossy(line);
            if n % 2 == 1 {
                assert_eq!(answer["id"], 0, "{verb} {line}: {answer}");
                continue;
            }
            let fields = answer.as_object().expect("an object");
            assert_eq!(fields.len(), 2, "{verb} {line}: {answer}");
            assert_eq!(answer["line"], n + 1, "{verb} {line}: {answer}");
            assert!(answer["error"].as_str().is_some_and(|error| !error.is_empty()), "{verb} {line}: {answer}");
        }
    }
}

#[test]
fn the_corpus_is_printed_in_order() {
    let outcome = run("corpus", b"");
    assert_eq!((outcome.status, outcome.told.as_str()), (Some(0), ""));
    let articles = meipi::corpus::articles();
    assert_eq!(outcome.lines.len(), articles.len());
    for (line, article) in outcome.lines.iter().zip(articles) {
        assert_eq!(line["file"], article.file);
        assert_eq!(line["title"], json!(article.title));
        let kind = line["kind"].as_str().expect("a string");
        assert!(["article", "caption", "series-head"].contains(&kind), "{kind}");
        for field in ["kicker", "subtitle", "byline"] {
            assert!(line.get(field).is_some(), "{field} of {line}");
        }
        let sections = line["sections"].as_array().expect("a list");
        assert_eq!(sections.len(), article.sections.len());
        assert!(sections.iter().all(|section| section.get("heading").is_some() && section["paragraphs"].is_array()));
    }
}

#[test]
fn spans_count_characters_over_the_whole_corpus() {
    let readings: Vec<_> = meipi::corpus::articles().iter().map(|article| article.reading().text).collect();
    let questions: Vec<_> = readings.iter().enumerate().map(|(id, text)| json!({"id": id, "text": text})).collect();
    for verb in ["marks", "words"] {
        let answers = ask(verb, &questions);
        for (id, (text, answer)) in readings.iter().zip(&answers).enumerate() {
            assert_eq!(answer["id"], id);
            check_spans(text, &answer[verb]);
        }
        let found: usize = answers.iter().filter_map(|answer| answer[verb].as_array()).map(Vec::len).sum();
        assert!(found > 100, "{found} {verb}");
    }
}

#[test]
fn what_is_described_is_found_again() {
    let article = &meipi::corpus::articles()[0];
    let text = article.reading().text;
    let len = text.chars().count();
    let places: Vec<_> = (0..len).step_by(97).map(|start| (start, (start + 5).min(len))).collect();
    let place = |&(start, end): &(usize, usize)| json!({"id": start, "text": text, "start": start, "end": end});
    let described = ask("describe", &places.iter().map(place).collect::<Vec<_>>());
    let lost = |answer: &Value| json!({"id": 0, "text": text, "selectors": answer["selectors"]});
    let found = ask("anchor", &described.iter().map(lost).collect::<Vec<_>>());
    for ((start, end), found) in places.into_iter().zip(found) {
        assert_eq!(found, json!({"id": 0, "start": start, "end": end}));
    }
}

/// What other projects' suites ask of selectors: text, selectors, the place or, as `None`, an orphan.
#[test]
fn selectors_of_every_shape_are_anchored() {
    let text = "l😃rem ipsum dolor amet yada yada";
    let letters = "早稳产，晚稳产；早扩产，晚扩产。";
    let quote = |exact: &str, prefix: &str, suffix: &str| json!([{"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}]);
    let position = |start: u64, end: u64| json!([{"type": "TextPositionSelector", "start": start, "end": end}]);
    let both = |exact: &str, start: u64, end: u64| {
        json!([
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "XPathSelector", "value": "/html/body/p[2]"},
            {"type": "TextQuoteSelector", "exact": exact},
        ])
    };
    let cases = [
        // A quote alone: the only one, at the beginning, at the end, the whole text, across an astral character.
        (text, quote("dolor am", "", ""), Some((12, 20))),
        (text, quote("l😃rem", "", ""), Some((0, 5))),
        (text, quote("yada yada", "", ""), Some((23, 32))),
        (text, quote(text, "", ""), Some((0, 32))),
        (text, quote("😃", "", ""), Some((1, 2))),
        (text, json!({"type": "TextQuoteSelector", "exact": "amet"}), Some((18, 22))),
        (text, quote("holy grail", "", ""), None),
        (text, quote(&text.repeat(2), "", ""), None),
        // Several: context decides, whichever side is given, and it has to be there.
        (text, quote("yada", "", ""), None),
        (text, quote("yada", "amet ", ""), Some((23, 27))),
        (text, quote("yada", "", " yada"), Some((23, 27))),
        (text, quote("yada", "yada ", ""), Some((28, 32))),
        (text, quote("o", "d", "l"), Some((13, 14))),
        (text, quote("yada", "ipsum ", ""), None),
        (letters, quote("稳产", "晚", "；"), Some((5, 7))),
        (letters, quote("产", "早稳", ""), Some((2, 3))),
        (letters, quote("稳产", "，早", "，"), None),
        // Places that lie on one another.
        ("aaaa", quote("aa", "", ""), None),
        ("aaaa", quote("aa", "a", "a"), Some((1, 3))),
        ("aaaa", quote("aaa", "a", ""), Some((1, 4))),
        // Nothing quoted: a place between two characters, if the context names it.
        (text, quote("", "dolor", " amet"), Some((17, 17))),
        (text, quote("", "", ""), None),
        // A position alone is taken at its word while it is in the text.
        (text, position(6, 11), Some((6, 11))),
        (text, position(0, 32), Some((0, 32))),
        (text, position(32, 32), Some((32, 32))),
        (text, position(3, 3), Some((3, 3))),
        (text, position(28, 33), None),
        (text, position(40, 41), None),
        ("", position(0, 0), Some((0, 0))),
        // Both, in any order, beside types that are unknown: the quote counts, the position tells copies apart.
        (text, both("yada", 28, 32), Some((28, 32))),
        (text, both("yada", 23, 27), Some((23, 27))),
        (text, both("yada", 24, 28), None),
        (text, both("amet", 0, 4), Some((18, 22))),
        (text, both("gone", 0, 4), None),
        (text, both("amet", 400, 404), Some((18, 22))),
        // Set in another way.
        ("第１段\r\n“稳产”", quote("1段「稳产」", "", ""), Some((1, 9))),
    ];
    let questions: Vec<_> =
        cases.iter().map(|(text, selectors, _)| json!({"id": 0, "text": text, "selectors": selectors})).collect();
    for ((text, selectors, expected), found) in cases.iter().zip(ask("anchor", &questions)) {
        let place = found["start"].as_u64().zip(found["end"].as_u64());
        assert_eq!(place, *expected, "{selectors} in {text}: {found}");
        assert_eq!(found["orphan"] == true, expected.is_none(), "{found}");
    }
}

#[test]
fn a_line_is_answered_before_the_next_is_asked() {
    let mut child = start(&["marks"]);
    let mut stdin = child.stdin.take().expect("piped");
    let mut answers = BufReader::new(child.stdout.take().expect("piped"));
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "text": ""})).expect("it is read");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("an answer");
        assert_eq!(answer, format!("{{\"id\":{id},\"marks\":[]}}\n"));
    }
    drop(stdin);
    assert!(child.wait().expect("the binary ends").success());
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for arguments in [["corpus"], ["marks"], ["--help"]] {
        let mut child = start(&arguments);
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().expect("piped");
        // The binary may be gone before it has read all.
        let _ = stdin.write_all(&b"{\"id\":0,\"text\":\"\"}\n".repeat(10_000));
        drop(stdin);
        let status = child.wait().expect("the binary ends");
        let mut told = String::new();
        let mut stderr = child.stderr.take().expect("piped");
        stderr.read_to_string(&mut told).expect("UTF-8");
        assert_eq!((status.code(), told.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn what_is_not_understood_shows_the_verbs() {
    let cases: &[(&[&str], i32)] =
        &[(&["--help"], 0), (&["-h"], 0), (&[], 2), (&["mark"], 2), (&["marks", "words"], 2), (&["--verbose"], 2)];
    for (arguments, status) in cases {
        let output = start(arguments).wait_with_output().expect("the binary ends");
        assert_eq!(output.status.code(), Some(*status), "{arguments:?}");
        let (shown, silent) = match status {
            0 => (output.stdout, output.stderr),
            _ => (output.stderr, output.stdout),
        };
        let shown = String::from_utf8(shown).expect("UTF-8");
        for verb in ["corpus", "marks", "words", "describe", "anchor", "validate"] {
            assert!(shown.contains(&format!("\n  {verb} ")), "{arguments:?}: {shown}");
        }
        assert!(silent.is_empty(), "{arguments:?}");
    }
}
