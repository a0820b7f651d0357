//! The service worker (`offline.js`) as the page sees it: it is registered, and a new version that has arrived can be
//! taken when the reader wants it.
//!
//! Failure: where the browser has none or refuses (a file from disk, a private window, a host without `sw.js`) nothing
//! happens: the page is as good as before, only not without a network.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use super::dom::window;

/// Written beside the page by `xtask/src/offline.rs`.
const PROGRAM: &str = "sw.js";

/// A new version that is here whole and waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    workers: ServiceWorkerContainer,
    registration: ServiceWorkerRegistration,
}

/// Registers the service worker, and tells of each new version that has arrived, now or later.
pub fn start(on_update: impl Fn(Update) + 'static) {
    spawn_local(async move {
        if let Some(workers) = workers() {
            // Refused: see the module.
            let _ = register(workers, Rc::new(on_update)).await;
        }
    });
}

fn workers() -> Option<ServiceWorkerContainer> {
    // A page from disk has the interface in some browsers, and never the thing.
    window().location().protocol().ok().filter(|protocol| protocol.starts_with("http"))?;
    // Missing where the page did not come over a safe line.
    let workers = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    workers.is_object().then(|| workers.unchecked_into())
}

async fn register(workers: ServiceWorkerContainer, on_update: Rc<dyn Fn(Update)>) -> Result<(), JsValue> {
    let registration: ServiceWorkerRegistration = JsFuture::from(workers.register(PROGRAM)).await?.unchecked_into();
    if let Some(controller) = workers.controller() {
        controller.post_message(&"opened".into())?;
    }
    let tell: Rc<dyn Fn()> = {
        let registration = registration.clone();
        Rc::new(move || {
            // The first one of all waits for a moment too, and is no update.
            if registration.waiting().is_some() && registration.active().is_some() {
                on_update(Update { workers: workers.clone(), registration: registration.clone() });
            }
        })
    };
    tell();
    let watch = {
        let registration = registration.clone();
        move || {
            let Some(arriving) = registration.installing() else { return };
            let tell = tell.clone();
            let on_state = Closure::<dyn Fn()>::new(move || tell());
            arriving.set_onstatechange(Some(on_state.as_ref().unchecked_ref()));
            // The browser calls it for as long as the page is open, as the one below.
            on_state.forget();
        }
    };
    // The browser may have found one before it answered.
    watch();
    let on_found = Closure::<dyn Fn()>::new(watch);
    registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
    on_found.forget();
    Ok(())
}

impl Update {
    /// Opens this page anew in the new version. Other pages stay as they are until they are opened again.
    pub fn take(&self) {
        let reload = || {
            // Fails only in a document that is gone.
            let _ = window().location().reload();
        };
        // Another page may have taken it already.
        let Some(waiting) = self.registration.waiting() else { return reload() };
        let on_change = Closure::<dyn Fn()>::new(reload);
        self.workers.set_oncontrollerchange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
        if waiting.post_message(&"take over".into()).is_err() {
            reload();
        }
    }
}
