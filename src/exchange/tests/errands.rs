//! Errands: several files at once, and that what goes to the worker and back says the same.

use super::*;
use crate::exchange::{Arriving, Outgoing, OwnedWords, Text, step};
use crate::keeping::MemoryStore;
use crate::notes::Notebook;

fn all() -> Vec<Text> {
    [("r", "黄河拐弯", RIVER), ("h", "嵩山小学", HILL)]
        .map(|(id, title, text)| Text { id: id.into(), title: title.into(), text: text.into() })
        .into()
}

fn outgoing(notes: &[Note]) -> Outgoing {
    let words = Words::default();
    Outgoing {
        format: Format::JsonLd,
        notes: notes.to_vec(),
        texts: all(),
        title: "三班 李小舟".into(),
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
        let mut arriving = Arriving::new(&all(), book.all().cloned().collect());
        for (at, file) in files.iter().enumerate() {
            arriving.take(format!("{at}.ann"), Some(file.as_bytes()));
        }
        arriving.take("large".into(), None);
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
