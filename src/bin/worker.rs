//! The worker of the page. All of it lives in `meipi::worker`; natively there is nothing to run.

#[cfg(target_arch = "wasm32")]
fn main() {
    meipi::worker::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program is a part of the web page; `cargo xtask serve` builds and serves it.");
}
