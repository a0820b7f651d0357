//! The page. All of it lives in `meipi::app`; natively there is nothing to run.

#[cfg(target_arch = "wasm32")]
fn main() {
    meipi::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program is the web page; `cargo xtask serve` builds and serves it.");
}
