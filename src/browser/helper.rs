//! The worker as the page sees it: started when there is something to ask, ended when this is dropped.
//!
//! Contract: what is asked before the worker listens is sent when it does. A worker that cannot start, or stops on
//! an error, is told once and is broken from then on; whoever wants to try again starts another.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::dom::document;
use crate::exchange::LARGEST;
use crate::trial::{Ask, Told, Trouble};

/// What comes from the worker.
pub enum Heard {
    /// It tells something.
    Told(Told),
    /// It is broken.
    Broken(Trouble),
}

/// See the module.
pub struct Helper {
    worker: Worker,
    state: Rc<State>,
    _hear: Closure<dyn Fn(MessageEvent)>,
    _fail: Closure<dyn Fn(Event)>,
}

#[derive(Default)]
struct State {
    ready: Cell<bool>,
    broken: Cell<bool>,
    /// Not sent yet, because the worker does not listen.
    waiting: RefCell<Vec<(Ask, Array)>>,
}

impl Helper {
    /// Starts the worker that belongs to this page. `None` where the page names none or the browser has none.
    pub fn start(on_heard: impl Fn(Heard) + 'static) -> Option<Self> {
        // Written by `xtask/src/page.rs`, and in a page that is one file by its start.
        let named = document().query_selector("meta[name='meipi-worker']").ok()??;
        let address = named.get_attribute("content")?;
        let options = WorkerOptions::new();
        // In a page that is one file it is a plain script, and Chromium refuses to take it for a module there.
        if !address.starts_with("blob:") {
            options.set_type(WorkerType::Module);
        }
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let state = Rc::new(State::default());
        let on_heard = Rc::new(on_heard);
        let hear = {
            let (state, on_heard, worker) = (state.clone(), on_heard.clone(), worker.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let told = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
                // The worker is of the same build, so what it tells can be read.
                let Some(told) = told else { return };
                if matches!(told, Told::Ready) {
                    state.ready.set(true);
                    for (ask, files) in state.waiting.take() {
                        send(&worker, &ask, &files);
                    }
                }
                on_heard(Heard::Told(told));
            })
        };
        let fail = {
            let state = state.clone();
            Closure::<dyn Fn(Event)>::new(move |_| {
                if !state.broken.replace(true) {
                    let trouble = if state.ready.get() { Trouble::Stopped } else { Trouble::Start };
                    on_heard(Heard::Broken(trouble));
                }
            })
        };
        worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
        Some(Self { worker, state, _hear: hear, _fail: fail })
    }

    /// Whether it is of no more use.
    pub fn is_broken(&self) -> bool {
        self.state.broken.get()
    }

    /// Asks something.
    pub fn ask(&self, ask: Ask) {
        deliver(&self.worker, &self.state, ask, Array::new());
    }

    /// Asks something about files. They are read here: the worker of a page that was opened from disk may not, in `WebKit`.
    pub fn ask_about(&self, ask: Ask, files: &[File]) {
        let (worker, state, files) = (self.worker.clone(), self.state.clone(), files.to_vec());
        spawn_local(async move {
            let read = Array::new();
            for file in files {
                read.push(&Array::of2(&file.name().into(), &bytes(&file).await));
            }
            deliver(&worker, &state, ask, read);
        });
    }
}

/// What is in a file, as an `ArrayBuffer`; `null` where it is larger than any file of notes, `undefined` where the
/// browser does not give it.
async fn bytes(file: &File) -> JsValue {
    if file.size() > LARGEST as f64 {
        return JsValue::NULL;
    }
    JsFuture::from(file.array_buffer()).await.unwrap_or(JsValue::UNDEFINED)
}

/// Sends what is asked, or keeps it until the worker listens.
fn deliver(worker: &Worker, state: &State, ask: Ask, files: Array) {
    if state.ready.get() {
        send(worker, &ask, &files);
    } else {
        state.waiting.borrow_mut().push((ask, files));
    }
}

/// Sends an array: what is asked, as JSON, and then each file, its name and its bytes, which are handed over and not
/// copied.
fn send(worker: &Worker, ask: &Ask, files: &Array) {
    if let Ok(text) = serde_json::to_string(ask) {
        let message = Array::of1(&text.into()).concat(files);
        let buffers = files.iter().map(|file| file.unchecked_into::<Array>().get(1));
        let buffers: Array = buffers.filter(JsCast::is_instance_of::<ArrayBuffer>).collect();
        // Fails only for what cannot be copied, and strings and bytes can.
        let _ = worker.post_message_with_transfer(&message, &buffers);
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
