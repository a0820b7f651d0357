//! What the page asks of the worker and what the worker tells, as JSON. Every job has a number, so that what is
//! told of an earlier one is known as such.

use serde::{Deserialize, Serialize};

use super::{Counted, Slice};
use crate::corrections::Correction;
use crate::exchange::{Outgoing, Outlook, Text, Written};
use crate::markdown::Block;
use crate::notes::Note;

/// From the page to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Work through a text. Ends the job before, if it is not done.
    Work {
        /// The number of the job.
        job: u32,
        /// The text.
        text: String,
        /// What the reader corrected, in the order in which it was said.
        corrections: Vec<Correction>,
    },
    /// End the job.
    Cancel,
    /// Write notes into a file.
    Write(Box<Outgoing>),
    /// Read the files that come with this, and say what taking them in would do.
    Read {
        /// The texts, in reading order.
        texts: Vec<Text>,
        /// The notes that are here.
        here: Vec<Note>,
        /// The name under which the reader hands notes out; empty where there is none.
        reader: String,
    },
    /// Read Markdown.
    Format(String),
    /// Say it again, with what the reader said of the documents of each file.
    Choose(Vec<Vec<Option<usize>>>),
}

/// From the worker to the page.
#[derive(Debug, Serialize, Deserialize)]
pub enum Told {
    /// The worker listens from now on: what was sent before is lost.
    Ready,
    /// A slice is done.
    Slice {
        /// The number of the job.
        job: u32,
        /// How far it is, in hundredths.
        hundredths: u8,
        /// The slice.
        slice: Slice,
    },
    /// All slices are done.
    Done {
        /// The number of the job.
        job: u32,
        /// The most frequent words.
        frequent: Vec<Counted>,
        /// How many words there are.
        words: usize,
    },
    /// What Markdown says.
    Formatted {
        /// The Markdown.
        source: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A file of notes is written.
    Written(Written),
    /// So many files have been read.
    Reading(usize),
    /// What taking in the files would do.
    Outlooks(Vec<Outlook>),
    /// The job cannot be done.
    Failed {
        /// The number of the job.
        job: u32,
        /// Why.
        trouble: Trouble,
    },
}

/// Why a text cannot be worked through now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// The worker's program does not come or does not start.
    Start,
    /// The dictionary does not come, or not whole.
    Dictionary,
    /// The browser cannot unpack the dictionary.
    Browser,
    /// The worker began and then stopped on an error.
    Stopped,
}

/// Words as rows of start, end and tag: a text has so many that the names of fields would be most of the message.
pub(super) mod words {
    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::text::Span;
    use crate::words::{Tag, Word};

    pub fn serialize<S: Serializer>(words: &[Word], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(words.iter().map(|word| Row(word.span.start, word.span.end, word.tag.as_str().into())))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Word>, D::Error> {
        let rows = Vec::<Row<'de>>::deserialize(deserializer)?;
        let word = |Row(start, end, tag)| Word { span: Span::new(start, end), tag: Tag::new(&tag) };
        Ok(rows.into_iter().map(word).collect())
    }

    #[derive(Serialize, Deserialize)]
    struct Row<'a>(usize, usize, #[serde(borrow)] Cow<'a, str>);
}
