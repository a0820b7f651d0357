//! What the page asks of the worker and what the worker tells, as JSON. Every job has a number, so that what is
//! told of an earlier one is known as such.

use serde::{Deserialize, Serialize};

use super::{Counted, Slice};

/// From the page to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Work through a text. Ends the job before, if it is not done.
    Work {
        /// The number of the job.
        job: u32,
        /// The text.
        text: String,
    },
    /// End the job.
    Cancel,
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
