//! Any file: it is refused or read; what is read can be kept, taking it in twice is taking it in once, and what went
//! out of it comes in again. Its text as Markdown and as an annotation is answered too.

#![no_main]

use libfuzzer_sys::fuzz_target;
use meipi::exchange::{self, Format, Options};
use meipi::keeping::Item;
use meipi::markdown;
use meipi::notes::{Note, Texts};

const TEXT: &str = "黄河在这里拐了一个弯。河滩上住着三千户人家，全年收入超过一亿元！\n“三个一批”活动。";

fuzz_target!(|file: &[u8]| {
    if let Ok(text) = std::str::from_utf8(file) {
        let _ = (markdown::blocks(text), exchange::validate(text));
    }
    let Ok(incoming) = exchange::read(file) else { return };
    let texts = Texts::new([("r".to_owned(), TEXT.to_owned())]);
    let plan = exchange::plan(&incoming, &[], &texts, &[]);
    let notes: Vec<Note> = plan.step().into_iter().filter_map(|edit| edit.after).collect();
    assert!(notes.iter().all(|note| note.check().is_ok()));
    assert_eq!(exchange::plan(&incoming, &notes, &texts, &[]).step(), []);
    for format in Format::ALL {
        let out = exchange::export(format, &notes, &texts, &Options::default());
        if format == Format::JsonLd {
            let again = exchange::read(out.text.as_bytes()).expect("our own file");
            assert_eq!(again.unusable, []);
            assert_eq!(exchange::plan(&again, &notes, &texts, &[]).step(), []);
        }
    }
});
