//! One note as one item of a store: the key `meipi:note:<id>`, the value a short JSON array.
//!
//! Version 2: `[2, article, fingerprint, colour, line, exact, prefix, suffix, [start, end] or null, created,
//! modified, body, [tag, …]]`, colour and line as their numbers in [`Colour::ALL`] and [`Line::ALL`], times in
//! milliseconds since 1970. An ordinary note takes about 280 UTF-16 units with its key.
//!
//! Version 1 had neither line nor tags.
//!
//! A later version adds a reader beside [`read_v1`] and [`read_v2`], never changes one, and writes only its own.

use super::{Colour, Line, Note, Selectors, TextPosition, TextQuote, tags};
use crate::keeping::{Item, LAST_TIME};
use crate::text::Fingerprint;
use serde_json::{Value, json};

/// Longest passage and longest body, in characters, and longest context and article id: far above what
/// a reader makes, low enough that a broken item cannot stall the app.
const LONGEST_TEXT: usize = 1_000_000;
const LONGEST_CONTEXT: usize = 1_000;
const LONGEST_ID: usize = 64;
const LONGEST_ARTICLE: usize = 200;

impl Item for Note {
    const PREFIX: &'static str = "meipi:note:";
    const VERSION: u64 = 2;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn modified(&self) -> u64 {
        self.modified
    }

    fn check(&self) -> Result<(), String> {
        let id_is_plain = self.id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if self.id.is_empty() || self.id.len() > LONGEST_ID || !id_is_plain {
            return Err("the id is not 1 to 64 of A-Z a-z 0-9 - _ .".into());
        }
        let quote = &self.selectors.quote;
        let lengths = [
            ("article", &self.article, LONGEST_ARTICLE),
            ("passage", &quote.exact, LONGEST_TEXT),
            ("prefix", &quote.prefix, LONGEST_CONTEXT),
            ("suffix", &quote.suffix, LONGEST_CONTEXT),
            ("body", &self.body, LONGEST_TEXT),
        ];
        for (name, text, limit) in lengths {
            // A character has at least one byte, so the common case is decided without counting.
            if text.len() > limit && text.chars().count() > limit {
                return Err(format!("the {name} is longer than {limit} characters"));
            }
        }
        if self.article.is_empty() || self.article.chars().any(char::is_control) {
            return Err("the article's id is empty or holds control characters".into());
        }
        match self.selectors.position {
            None if quote.exact.is_empty() => return Err("neither a passage nor a position".into()),
            Some(p) if p.start > p.end => return Err("the position runs backwards".into()),
            _ => {}
        }
        tags::check(&self.tags)?;
        if self.created > LAST_TIME || self.modified > LAST_TIME {
            return Err("a time lies past the year 275760".into());
        }
        Ok(())
    }

    fn write(&self) -> Value {
        let quote = &self.selectors.quote;
        let position = self.selectors.position.map(|p| (p.start, p.end));
        json!([
            Self::VERSION,
            self.article,
            self.text,
            number_in(&Colour::ALL, self.colour),
            number_in(&Line::ALL, self.line),
            quote.exact,
            quote.prefix,
            quote.suffix,
            position,
            self.created,
            self.modified,
            self.body,
            self.tags,
        ])
    }

    fn parse(id: &str, version: u64, raw: &str) -> Result<Self, String> {
        match version {
            1 => read_v1(id, raw),
            _ => read_v2(id, raw),
        }
    }
}

type Place = Option<(usize, usize)>;

fn read_v1(id: &str, raw: &str) -> Result<Note, String> {
    type Fields = (u64, String, Fingerprint, usize, String, String, String, Place, u64, u64, String);
    let (_, article, text, colour, exact, prefix, suffix, position, created, modified, body): Fields =
        serde_json::from_str(raw).map_err(|error| error.to_string())?;
    Ok(Note {
        id: id.to_owned(),
        article,
        text,
        selectors: selectors(exact, prefix, suffix, position),
        colour: *Colour::ALL.get(colour).ok_or("no colour of that number")?,
        line: Line::default(),
        body,
        tags: Vec::new(),
        created,
        modified,
    })
}

fn read_v2(id: &str, raw: &str) -> Result<Note, String> {
    type Fields =
        (u64, String, Fingerprint, usize, usize, String, String, String, Place, u64, u64, String, Vec<String>);
    let (_, article, text, colour, line, exact, prefix, suffix, position, created, modified, body, tags): Fields =
        serde_json::from_str(raw).map_err(|error| error.to_string())?;
    Ok(Note {
        id: id.to_owned(),
        article,
        text,
        selectors: selectors(exact, prefix, suffix, position),
        colour: *Colour::ALL.get(colour).ok_or("no colour of that number")?,
        line: *Line::ALL.get(line).ok_or("no line of that number")?,
        body,
        tags,
        created,
        modified,
    })
}

fn selectors(exact: String, prefix: String, suffix: String, position: Place) -> Selectors {
    Selectors {
        quote: TextQuote { exact, prefix, suffix },
        position: position.map(|(start, end)| TextPosition { start, end }),
    }
}

fn number_in<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).expect("ALL holds every one; a test reads each of them back")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::{self, Unreadable};
    use proptest::prelude::*;

    fn key(id: &str) -> String {
        keeping::key::<Note>(id)
    }

    fn read(key: &str, raw: &str) -> Result<Note, Unreadable> {
        keeping::read(key.strip_prefix(Note::PREFIX).expect("a note's key"), raw)
    }

    fn note() -> Note {
        Note {
            id: "m5k2-x1".into(),
            article: "000-01".into(),
            text: Fingerprint::of("稳产"),
            selectors: Selectors {
                quote: TextQuote {
                    exact: "稳产达产扩产".into(),
                    prefix: "强重点企业运行监测和服务，不断提高要素保障能力，全力以赴推动企业".into(),
                    suffix: "，稳住工业经济基本盘。深入推进“三个一批”活动，紧盯产业链上下游".into(),
                },
                position: Some(TextPosition { start: 231, end: 237 }),
            },
            colour: Colour::Green,
            line: Line::Wavy,
            tags: vec!["工业".into()],
            body: "三个词都说“产”：稳住产量、达到设计产量、扩大产量。".into(),
            created: 1_700_000_000_000,
            modified: 1_700_000_100_000,
        }
    }

    #[test]
    fn an_ordinary_note_is_small() {
        let units = format!("{}{}", key(&note().id), note().write()).encode_utf16().count();
        assert!(units <= 280, "{units} UTF-16 units");
    }

    /// What version 1 looks like in the stores out there. It never changes.
    #[test]
    fn version_1_is_read_for_ever() {
        let raw = r#"[1,"000-01","c51d0edf6f94594b",3,"稳产","企业","扩产",[4,6],1700000000000,1700000100000,"好"]"#;
        let read = read("meipi:note:a.b-c_9", raw).expect("a note of version 1");
        assert_eq!((read.id.as_str(), read.colour, read.body.as_str()), ("a.b-c_9", Colour::Green, "好"));
        assert_eq!((read.line, read.tags.len()), (Line::Wash, 0));
        let raw =
            r#"[2,"000-01","c51d0edf6f94594b",3,0,"稳产","企业","扩产",[4,6],1700000000000,1700000100000,"好",[]]"#;
        assert_eq!(read.write().to_string(), raw, "what changes is written as the newest version");
    }

    /// What version 2 looks like.
    #[test]
    fn version_2_is_read_for_ever() {
        let raw = r#"[2,"000-01","c51d0edf6f94594b",5,2,"稳产","企业","扩产",null,1700000000000,1700000100000,"好",["工业","GDP"]]"#;
        let read = read("meipi:note:a", raw).expect("a note of version 2");
        assert_eq!((read.colour, read.line), (Colour::Purple, Line::Wavy));
        assert_eq!(read.tags, ["工业", "GDP"]);
        assert_eq!(read.write().to_string(), raw);
    }

    #[test]
    fn broken_items_are_told_from_newer_ones() {
        let newer = ["[3]", r#"[7,{"any":"thing"}]"#];
        for raw in newer {
            assert!(matches!(read("meipi:note:a", raw), Err(Unreadable::Newer(_))), "{raw}");
        }
        let good = note().write().to_string();
        let broken = [
            "",
            "null",
            "[]",
            "[1]",
            "[2]",
            "{\"0\":1}",
            "[0,1]",
            "[-1]",
            "[\"1\"]",
            &good[..good.len() - 1],
            &good.replace("[231,237]", "[237,231]"),
            &good.replace("[231,237]", "[231,-1]"),
            &good.replace(",3,2,", ",6,2,"),
            &good.replace(",3,2,", ",3,3,"),
            &good.replace("[\"工业\"]", "[\"工业\",\"工业\"]"),
            &good.replace("[\"工业\"]", "[\" \"]"),
            &good.replace("[\"工业\"]", "[1]"),
            &good.replace("000-01", ""),
            &good.replace("000-01", "\\u0000"),
            &good.replace("1700000000000", "9640000000000000"),
            &good.replace("1700000000000", "1.5"),
            &format!("{good}{good}"),
            &good.replacen("[2,", "[2,[", 1),
            &"[".repeat(100_000),
        ];
        for raw in broken {
            let read = read("meipi:note:a", raw);
            assert!(matches!(read, Err(Unreadable::Malformed(_))), "{raw}: {read:?}");
        }
        for key in ["meipi:note:", "meipi:note:a b", "meipi:note:注", &format!("meipi:note:{}", "a".repeat(65))] {
            assert!(read(key, &good).is_err(), "{key}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            id in "[A-Za-z0-9._-]{1,64}",
            exact in ".{1,20}", prefix in ".{0,40}", suffix in ".{0,40}", body in any::<String>(),
            position in proptest::option::of((0usize..1_000_000, 0usize..1_000)),
            colour in 0usize..6, line in 0usize..3, typed in proptest::collection::vec(".{0,8}", 0..4), created in 0..=LAST_TIME, modified in 0..=LAST_TIME,
        ) {
            let mut filed = Vec::new();
            for tag in &typed {
                tags::add(&mut filed, tag);
            }
            let note = Note {
                id, body, created, modified,
                tags: filed,
                line: Line::ALL[line],
                article: "001-02".into(),
                text: Fingerprint::of("另一篇"),
                selectors: Selectors {
                    quote: TextQuote { exact, prefix, suffix },
                    position: position.map(|(start, length)| TextPosition { start, end: start + length }),
                },
                colour: Colour::ALL[colour],
            };
            prop_assert_eq!(read(&key(&note.id), &note.write().to_string()), Ok(note));
        }

        #[test]
        fn no_item_makes_reading_panic(raw in any::<String>()) {
            let _ = read("meipi:note:a", &raw);
        }
    }
}
