//! The place of the journal ([`keeping::journal`](crate::keeping::journal)): an object store of `IndexedDB`, one
//! record a key, written with `durability: "strict"`, so that a transaction is complete when it is on the disk.
//!
//! Contract: [`set`] and [`remove`] go to localStorage at once and to the journal soon. One transaction is on its
//! way at a time; what is written meanwhile goes into the next, each key in its last state, so a fast typist makes
//! few and an import makes one. Before the first, the records of earlier pages are read. Where there is no
//! `IndexedDB` (some private windows) all works as without a journal, and [`health`] says why.
//!
//! `IndexedDB` is spoken to directly: of the libraries, `idb` cannot ask for durability, and `indexed_db_futures`
//! brings a dozen crates for the five calls that are made here.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::storage::Plain;
use super::{clock, dom::window};
use crate::keeping::journal::{Edits, Recovered};
use crate::keeping::{Journal, StoreError};

/// The database and the store in it. A newer version of the app raises the number, which keeps this one out.
const DATABASE: &str = "meipi";
const VERSION: u32 = 1;
const RECORDS: &str = "journal";

/// How the journal is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Health {
    /// It is being opened.
    #[default]
    Opening,
    /// What [`is_settled`] says is on the disk is there.
    Works,
    /// It could not be opened, and is not tried again in this page; in the browser's words.
    Off(String),
    /// The last transaction failed. It is tried again with the next write.
    Failing(String),
}

type OnRecovered = Rc<dyn Fn(&Recovered)>;

#[derive(Default)]
struct Page {
    journal: Option<Journal<Plain>>,
    health: Health,
    database: Option<IdbDatabase>,
    /// Whether somebody is at work in [`work`].
    at_work: bool,
    /// Whether this page has written anything.
    has_written: bool,
    on_recovered: Vec<OnRecovered>,
    on_change: Vec<Weak<dyn Fn()>>,
}

thread_local! {
    static PAGE: RefCell<Page> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Page, &mut Journal<Plain>) -> T) -> T {
    PAGE.with(|page| {
        let mut page = page.borrow_mut();
        let mut journal = page.journal.take().unwrap_or_else(|| {
            let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
            Journal::new(Plain, crate::notes::fresh_id(clock::now(), random))
        });
        let result = act(&mut page, &mut journal);
        page.journal = Some(journal);
        result
    })
}

/// Puts a value into localStorage, and into the journal.
///
/// # Errors
/// What localStorage says. The journal holds the value all the same.
pub fn set(key: &str, value: &str) -> Result<(), StoreError> {
    let outcome = with(|page, journal| {
        page.has_written = true;
        journal.set(key, value)
    });
    start();
    outcome
}

/// Takes a value out of localStorage, and says so in the journal.
///
/// # Errors
/// What localStorage says.
pub fn remove(key: &str) -> Result<(), StoreError> {
    let outcome = with(|page, journal| {
        page.has_written = true;
        journal.remove(key)
    });
    start();
    outcome
}

/// Whether all that was written is on the disk, as far as the journal can tell.
pub fn is_settled() -> bool {
    with(|page, journal| journal.is_settled() || matches!(page.health, Health::Failing(_)))
}

/// How the journal is.
pub fn health() -> Health {
    with(|page, _| page.health.clone())
}

/// Whether this page has written anything.
pub fn has_written() -> bool {
    with(|page, _| page.has_written)
}

/// Asks to be told of each item that was put back.
pub fn on_recovered(tell: impl Fn(&Recovered) + 'static) {
    with(|page, _| page.on_recovered.push(Rc::new(tell)));
}

/// Asks to be told when [`is_settled`], [`health`] or [`has_written`] may have changed, for as long as `tell` is held.
pub fn on_change(tell: &Rc<dyn Fn()>) {
    with(|page, _| {
        page.on_change.retain(|other| other.strong_count() > 0);
        page.on_change.push(Rc::downgrade(tell));
    });
}

/// Reads what earlier pages left and puts back what was lost; writes what there is to write.
pub fn start() {
    let is_off = with(|page, _| matches!(page.health, Health::Off(_)));
    if !is_off && !with(|page, _| std::mem::replace(&mut page.at_work, true)) {
        // After the present turn: all that it writes goes into one transaction.
        spawn_local(async {
            work().await;
            with(|page, _| page.at_work = false);
            tell();
        });
    }
    tell();
}

/// To whoever asked, with nothing borrowed.
fn tell() {
    for tell in with(|page, _| page.on_change.clone()).iter().filter_map(Weak::upgrade) {
        tell();
    }
}

async fn work() {
    let mut is_fresh = false;
    loop {
        let database = match with(|page, _| page.database.clone()) {
            Some(database) => database,
            None => match open().await {
                Ok(database) => {
                    is_fresh = true;
                    database
                }
                Err(reason) => {
                    with(|page, journal| {
                        page.health = Health::Off(reason);
                        journal.switch_off();
                    });
                    return;
                }
            },
        };
        let outcome = if is_fresh { recover(&database).await } else { Ok(()) };
        let outcome = match outcome {
            Ok(()) => {
                with(|page, _| page.database = Some(database.clone()));
                write_all(&database).await
            }
            failed => failed,
        };
        let Err(reason) = outcome else {
            with(|page, _| page.health = Health::Works);
            return;
        };
        with(|page, journal| {
            journal.failed();
            page.database = None;
        });
        database.close();
        if is_fresh {
            with(|page, _| page.health = Health::Failing(text(&reason)));
            return;
        }
        // The browser may have closed the database on us: once more with a new one.
    }
}

/// Writes batch after batch until there is nothing more to write.
async fn write_all(database: &IdbDatabase) -> Result<(), JsValue> {
    while !with(|_, journal| journal.is_settled()) {
        let (transaction, records) = begin(database)?;
        let done = completed(&transaction);
        // Answered when no other page is in the way any more: what is read from localStorage after it is the last word.
        answered(records.count()?).await?;
        if let Some(edits) = with(|_, journal| journal.take(clock::now())) {
            apply(&records, &edits)?;
        }
        done.await?;
        with(|_, journal| journal.written());
    }
    Ok(())
}

/// Reads the records, puts back what is missing and tells the page.
async fn recover(database: &IdbDatabase) -> Result<(), JsValue> {
    let (transaction, records) = begin(database)?;
    let done = completed(&transaction);
    let (keys, values) = (answered(records.get_all_keys()?), answered(records.get_all()?));
    let keys: Array = keys.await?.unchecked_into();
    let values: Array = values.await?.unchecked_into();
    let pairs = keys.iter().zip(values.iter()).filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?)));
    let found = with(|_, journal| journal.found(pairs, clock::now()));
    for item in &found.recovered {
        for tell in with(|page, _| page.on_recovered.clone()) {
            tell(item);
        }
    }
    apply(&records, &found.edits)?;
    done.await?;
    Ok(())
}

/// Opens the database, making it when there is none.
async fn open() -> Result<IdbDatabase, String> {
    let told = |error: JsValue| text(&error);
    let factory = window().indexed_db().map_err(told)?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(DATABASE, VERSION).map_err(told)?;
    let upgrade = {
        let request = request.clone();
        Closure::once_into_js(move || {
            // Fails only where the store is there already.
            let database = request.result().map(JsCast::unchecked_into::<IdbDatabase>);
            let _ = database.and_then(|database| database.create_object_store(RECORDS));
        })
    };
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = opened(request).await.map_err(told)?.unchecked_into();
    // A newer version of the app in another tab must not wait for this page.
    let close = {
        let database = database.clone();
        Closure::once_into_js(move || database.close())
    };
    database.set_onversionchange(Some(close.unchecked_ref()));
    Ok(database)
}

/// A transaction that is complete when it is on the disk.
fn begin(database: &IdbDatabase) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    // web-sys has the options among its unstable parts only.
    let call: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    let transaction: IdbTransaction =
        call.call3(database, &RECORDS.into(), &"readwrite".into(), &options)?.unchecked_into();
    let records = transaction.object_store(RECORDS)?;
    Ok((transaction, records))
}

fn apply(records: &IdbObjectStore, edits: &Edits) -> Result<(), JsValue> {
    for (key, record) in edits {
        match record {
            Some(record) => records.put_with_key(&record.into(), &key.into())?,
            None => records.delete(&key.into())?,
        };
    }
    Ok(())
}

/// The result of a request. The transaction is still open when it is awaited.
///
/// What is called back is the promise's own functions and never a closure of ours: one of two is not called, and a
/// closure that waits for ever holds the request for ever.
fn answered(request: IdbRequest) -> impl Future<Output = Result<JsValue, JsValue>> {
    let answer = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }));
    async move {
        match answer.await {
            Ok(_) => request.result(),
            Err(_) => Err(request.error()?.into()),
        }
    }
}

/// The database, or why there is none.
fn opened(request: IdbOpenDbRequest) -> impl Future<Output = Result<JsValue, JsValue>> {
    let answer = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    }));
    async move {
        match answer.await {
            Ok(_) => request.result(),
            // A request that waits for another tab has no error to tell.
            Err(_) => Err(request.error().map_or_else(|_| "blocked by another tab".into(), Into::into)),
        }
    }
}

/// Done when a transaction is on the disk, or the reason why it is not.
fn completed(transaction: &IdbTransaction) -> impl Future<Output = Result<(), JsValue>> {
    let end = JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    }));
    let transaction = transaction.clone();
    async move { end.await.map(drop).map_err(|_| transaction.error().into()) }
}

fn text(error: &JsValue) -> String {
    match error.dyn_ref::<DomException>() {
        Some(exception) => format!("{}: {}", exception.name(), exception.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
