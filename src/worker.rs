//! The worker: works through a text beside the page, with the whole dictionary and the hidden Markov model; and
//! writes and reads files of notes, and reads Markdown.
//!
//! Contract: it tells [`Told::Ready`] once, then answers each [`Ask`]. One job at a time: a new one ends the one
//! before, and between two slices it listens, so that what is asked takes effect within some milliseconds.
//! The dictionary is fetched with the first job and kept; where that fails the next job tries again. An error of
//! the program itself reaches the page as the worker's `error` event.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, ReadableWritablePair, Response};

use crate::corrections::{Correction, Corrections};
use crate::exchange::{Arriving, ReadError};
use crate::markdown;
use crate::programs;
use crate::trial::{Ask, Told, Trouble, Work};
use crate::words::Segmenter;

/// The dictionary, packed with gzip, beside the worker's program. Its name says nothing of that, because a host
/// that knows `.gz` may unpack it on the way.
const DICTIONARY: &str = "words.bin";

#[wasm_bindgen]
extern "C" {
    /// Not in web-sys unless its unstable part is switched on for the whole program.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Starts the worker.
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let worker = Rc::new(Worker {
        scope: js_sys::global().unchecked_into(),
        segmenter: OnceCell::new(),
        asked: RefCell::new(None),
        job: Cell::new(None),
        busy: Cell::new(false),
        arriving: RefCell::new(None),
    });
    let hear = {
        let worker = worker.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| hear(&worker, &event))
    };
    worker.scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    hear.forget();
    worker.tell(&Told::Ready);
}

struct Worker {
    scope: DedicatedWorkerGlobalScope,
    segmenter: OnceCell<Segmenter>,
    /// The job asked for and not yet begun.
    asked: RefCell<Option<Asked>>,
    /// The job that is wanted; another one, or none, ends what is being done.
    job: Cell<Option<u32>>,
    /// Whether [`work`] is running.
    busy: Cell<bool>,
    /// The files that are coming in.
    arriving: RefCell<Option<Arriving>>,
}

/// A job: its number, the text, what the reader corrected.
struct Asked {
    job: u32,
    text: String,
    corrections: Vec<Correction>,
}

fn hear(worker: &Rc<Worker>, event: &MessageEvent) {
    // Only our own page can send, and it sends what this very build reads.
    let message = Array::from(&event.data());
    let Some(ask) = message.get(0).as_string().and_then(|text| serde_json::from_str(&text).ok()) else { return };
    match ask {
        Ask::Work { job, text, corrections } => {
            worker.job.set(Some(job));
            worker.asked.replace(Some(Asked { job, text, corrections }));
            if !worker.busy.replace(true) {
                spawn_local(work(worker.clone()));
            }
        }
        Ask::Cancel => {
            worker.job.set(None);
            worker.asked.replace(None);
        }
        Ask::Format(source) => {
            let blocks = markdown::blocks(&source);
            worker.tell(&Told::Formatted { source, blocks });
        }
        Ask::Write(outgoing) => worker.tell(&Told::Written(outgoing.written())),
        Ask::Read { texts, here, reader } => {
            read(worker, Arriving::new(&texts, here, reader), message.iter().skip(1).map(JsCast::unchecked_into));
        }
        Ask::Choose(chosen) => worker.tell_outlooks(&chosen),
    }
}

/// Reads files one after the other, each given by its name and its bytes (`browser/helper.rs`).
fn read(worker: &Worker, mut arriving: Arriving, files: impl Iterator<Item = Array>) {
    for (at, file) in files.enumerate() {
        worker.tell(&Told::Reading(at));
        let (name, bytes) = (file.get(0).as_string().unwrap_or_default(), file.get(1));
        let bytes = match bytes.dyn_into::<ArrayBuffer>() {
            Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
            Err(none) if none.is_null() => Err(ReadError::TooLarge),
            Err(_) => Err(ReadError::Unreadable),
        };
        arriving.take(name, bytes.as_deref().map_err(Clone::clone));
    }
    worker.arriving.replace(Some(arriving));
    worker.tell_outlooks(&[]);
}

/// Does what is asked until nothing is.
async fn work(worker: Rc<Worker>) {
    loop {
        let asked = worker.asked.take();
        let Some(asked) = asked else { break };
        match worker.segmenter().await {
            Ok(segmenter) => worker.slice(segmenter, asked).await,
            Err(trouble) => worker.tell(&Told::Failed { job: asked.job, trouble }),
        }
    }
    worker.busy.set(false);
}

impl Worker {
    async fn slice(&self, segmenter: &Segmenter, Asked { job, text, corrections }: Asked) {
        let wanted = || self.job.get() == Some(job);
        if !wanted() {
            return;
        }
        let mut work = Work::new(text, programs::catalogue(), Corrections::new(&corrections));
        loop {
            pause().await;
            if !wanted() {
                return;
            }
            let Some(slice) = work.next_slice(segmenter) else { break };
            self.tell(&Told::Slice { job, hundredths: work.hundredths(), slice });
        }
        let (frequent, words) = work.words();
        self.tell(&Told::Done { job, frequent, words });
    }

    async fn segmenter(&self) -> Result<&Segmenter, Trouble> {
        if self.segmenter.get().is_none() {
            let dictionary = self.dictionary().await?;
            let segmenter = Segmenter::with_model(&dictionary).map_err(|_| Trouble::Dictionary)?;
            return Ok(self.segmenter.get_or_init(|| segmenter));
        }
        self.segmenter.get().ok_or(Trouble::Dictionary)
    }

    async fn dictionary(&self) -> Result<String, Trouble> {
        let unpacker = DecompressionStream::new("gzip").map_err(|_| Trouble::Browser)?;
        // What the browser says goes to its console by itself; the page can only say that it did not come.
        let bytes = self.unpacked(&unpacker).await.map_err(|_| Trouble::Dictionary)?;
        String::from_utf8(bytes).map_err(|_| Trouble::Dictionary)
    }

    async fn unpacked(&self, unpacker: &DecompressionStream) -> Result<Vec<u8>, JsValue> {
        let response: Response = JsFuture::from(self.scope.fetch_with_str(DICTIONARY)).await?.unchecked_into();
        let body = response.body().filter(|_| response.ok()).ok_or(JsValue::NULL)?;
        let plain = body.pipe_through(unpacker.unchecked_ref::<ReadableWritablePair>());
        let plain = Response::new_with_opt_readable_stream(Some(&plain))?;
        let buffer = JsFuture::from(plain.array_buffer()?).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    fn tell_outlooks(&self, chosen: &[Vec<Option<usize>>]) {
        if let Some(arriving) = &*self.arriving.borrow() {
            self.tell(&Told::Outlooks(arriving.outlooks(chosen)));
        }
    }

    fn tell(&self, told: &Told) {
        if let Ok(text) = serde_json::to_string(told) {
            // Fails only for what cannot be copied, and a string can.
            let _ = self.scope.post_message(&text.into());
        }
    }
}

/// Lets the messages in that have come meanwhile.
async fn pause() {
    let later = Promise::new(&mut |resolve, _| {
        Timeout::new(0, move || _ = resolve.call0(&JsValue::UNDEFINED)).forget();
    });
    // A timer's promise is never refused.
    let _ = JsFuture::from(later).await;
}
