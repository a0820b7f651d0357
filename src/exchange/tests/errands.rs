//! Errands: several files at once, and that what goes to the worker and back says the same.

use super::*;
use crate::exchange::{Arriving, Outgoing, OwnedWords, ReadError, Text, step};
use crate::keeping::MemoryStore;
use crate::notes::Notebook;

fn all() -> Vec<Text> {
    [("r", "黄河拐弯", RIVER), ("h", "嵩山小学", HILL)]
        .map(|(id, title, text)| Text { id: id.into(), title: title.into(), text: text.into() })
        .into()
}

fn outgoing(notes: &[Note]) -> Outgoing {
    by("", notes)
}

fn by(author: &str, notes: &[Note]) -> Outgoing {
    let words = Words::default();
    Outgoing {
        format: Format::JsonLd,
        notes: notes.to_vec(),
        texts: all(),
        title: "三班 李小舟".into(),
        author: author.into(),
        now: 1_700_000_000_000,
        minutes_east: 480,
        words: OwnedWords {
            language: words.language.into(),
            colours: words.colours.map(str::to_owned),
            lines: words.lines.map(str::to_owned),
            orphans: words.orphans.into(),
            tags: words.tags.into(),
            columns: words.columns.map(str::to_owned),
            brackets: words.brackets.map(str::to_owned),
        },
    }
}

fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).expect("plain data")).expect("what was written is read")
}

#[test]
fn several_files_are_one_step_that_is_done_once() {
    let first = note("a", "r", RIVER, "黄河");
    let later = Note { body: "改过".into(), modified: first.modified + 1, ..first.clone() };
    let other = note("b", "h", HILL, "石阶");
    let files = [vec![first.clone()], vec![later.clone(), other.clone()], vec![other.clone(), orphan("c")]]
        .map(|notes| sent(&outgoing(&notes)).written().text);

    let mut book = Notebook::open(MemoryStore::default()).items;
    for expected in [[1, 1, 1], [0, 0, 0]] {
        let mut arriving = Arriving::new(&all(), book.all().cloned().collect(), String::new());
        for (at, file) in files.iter().enumerate() {
            arriving.take(format!("{at}.ann"), Ok(file.as_bytes()));
        }
        arriving.take("large".into(), Err(ReadError::TooLarge));
        let outlooks = sent(&arriving.outlooks(&[]));
        let plans: Vec<&Plan> = outlooks.iter().filter_map(|o| Some(&o.contents.as_ref().ok()?.plan)).collect();
        assert_eq!(plans.iter().map(|plan| plan.new.len()).collect::<Vec<_>>(), expected);
        assert_eq!(outlooks[3].contents, Err(crate::exchange::ReadError::TooLarge));
        let step = step(&outlooks);
        // The note, its later state, the other one, the orphan; the second time nothing at all.
        assert_eq!(step.len(), if expected == [0, 0, 0] { 0 } else { 4 });
        let performed = book.perform(step.clone());
        assert_eq!((performed.done, performed.outcome), (step, Ok(())));
    }
    let kept: Vec<&Note> = book.all().collect();
    assert_eq!(kept, [&later, &other, &orphan("c")]);
}

#[test]
fn a_name_goes_into_the_file_and_its_name() {
    let file = outgoing(&[note("a", "r", RIVER, "黄河")]).written();
    assert_eq!(file.name, "三班 李小舟-2023-11-15.ann");
    let incoming = read(file.text.as_bytes()).expect("our own file");
    assert_eq!(incoming.title.as_deref(), Some("三班 李小舟"));
}

/// Takes files into a notebook, as a reader of that name.
fn take_in(here: &mut Vec<Note>, reader: &str, files: &[String]) -> (usize, Vec<String>) {
    let mut arriving = Arriving::new(&all(), here.clone(), reader.into());
    for file in files {
        arriving.take("a.ann".into(), Ok(file.as_bytes()));
    }
    let outlooks = arriving.outlooks(&[]);
    let step = step(&outlooks);
    for edit in &step {
        here.retain(|note| note.id != edit.id);
        here.extend(edit.after.clone());
    }
    here.sort_by(|a, b| a.id.cmp(&b.id));
    (step.len(), outlooks.into_iter().filter_map(|outlook| outlook.contents.ok()).flat_map(|c| c.authors).collect())
}

fn tags_of(notes: &[Note]) -> Vec<String> {
    notes.iter().map(|note| format!("{}: {}", note.id, note.tags.join(" "))).collect()
}

#[test]
fn whose_notes_they_are_is_a_tag_of_them() {
    let untagged = |id: &str, passage: &str| Note { tags: Vec::new(), ..note(id, "r", RIVER, passage) };
    let (mine, li, wang) = (untagged("a", "黄河"), untagged("b", "河滩"), note("c", "h", HILL, "石阶"));
    let files = [
        by("王老师", std::slice::from_ref(&mine)),
        by("李小舟", &[li.clone(), mine.clone()]),
        by(" 王小明 ", std::slice::from_ref(&wang)),
    ]
    .map(|file| file.written().text);

    // One's own file gets no tag, nor does what a pupil has had from the reader.
    let mut here = vec![mine];
    let authors = vec!["李小舟".to_owned(), "王小明".to_owned()];
    assert_eq!(take_in(&mut here, "王老师", &files), (2, authors));
    assert_eq!(tags_of(&here), ["a: ", "b: 李小舟", "c: 地理 待查 王小明"]);
    assert_eq!(take_in(&mut here, "王老师", &files).0, 0, "a second time nothing");
    assert_eq!(take_in(&mut here, "", &files).0, 0, "nor under another name");

    // What the pupil has changed since comes, and is still the pupil's.
    let later = Note { body: "改过".into(), modified: li.modified + 1, ..li.clone() };
    let handed_in_again = by("李小舟", std::slice::from_ref(&later)).written().text;
    assert_eq!(take_in(&mut here, "王老师", std::slice::from_ref(&handed_in_again)).0, 1);
    assert_eq!((here[1].body.as_str(), here[1].tags.join(" ")), ("改过", "李小舟".to_owned()));

    // A tag that the reader took away does not come back.
    here[1].tags.clear();
    here[1].modified += 1;
    assert_eq!(take_in(&mut here, "王老师", &[handed_in_again]).0, 0);
}

#[test]
fn an_author_is_found_wherever_files_tell_it() {
    let target =
        serde_json::json!({"source": "http://a.example/", "selector": {"type": "TextQuoteSelector", "exact": "河滩"}});
    let long = "长".repeat(90);
    let cases = [
        (serde_json::json!({"creator": {"type": "Person", "name": "李小舟"}}), Some("李小舟")),
        (serde_json::json!({"creator": [{"nickname": "小舟"}, {"name": "别人"}]}), Some("小舟")),
        (serde_json::json!({"creator": "http://a.example/li"}), None),
        (serde_json::json!({"creator": {"name": " \t "}}), None),
        (serde_json::json!({"creator": {"name": 7}}), None),
        (serde_json::json!({"creator": {"name": &long}}), Some(&long[..3 * tags::LONGEST])),
        (serde_json::json!({"user": "acct:li.xiaozhou@hypothes.is"}), Some("li.xiaozhou")),
        (serde_json::json!({"user": "acct:li@hypothes.is", "user_info": {"display_name": "李小舟"}}), Some("李小舟")),
        (serde_json::json!({"user": "acct:li@hypothes.is", "user_info": {"display_name": null}}), Some("li")),
    ];
    for (mut annotation, author) in cases {
        annotation["type"] = "Annotation".into();
        annotation["target"] = target.clone();
        let incoming = read(annotation.to_string().as_bytes()).expect("an annotation");
        assert_eq!(incoming.notes[0].author.as_deref(), author, "{annotation}");
    }
}

proptest! {
    #[test]
    fn files_of_anybody_taken_in_twice_are_taken_in_once(
        here in any_notes(), files in prop::collection::vec((any_notes(), "[a-b]{0,1}"), 1..4), reader in "[a-b]{0,1}",
    ) {
        let files: Vec<String> = files.iter().map(|(notes, author)| by(author, notes).written().text).collect();
        let mut notes = here;
        take_in(&mut notes, &reader, &files);
        let once = notes.clone();
        prop_assert_eq!(take_in(&mut notes, &reader, &files).0, 0);
        prop_assert_eq!(notes, once);
    }
}
