//! The built page in a real browser, used as a reader uses it. `cargo xtask test browser` sets up what
//! it needs, builds `dist/` and runs it; with both there `cargo test --test browser` is enough.
//!
//! | file | holds |
//! | --- | --- |
//! | `harness` | a server, a driver, a browser and a page for each test; finding and waiting |
//! | `server` | where the page comes from |
//! | `trap` | what a browser asks of others |
//! | `hand` | the pointer on the text, and the keys |
//! | the others | what a reader does, a subject each |

mod accessible;
mod addresses;
mod capacity;
mod caret;
mod corrections;
mod exchange;
mod foreign;
mod hand;
mod harness;
mod history;
mod keeping;
mod keyboard;
mod kills;
mod listing;
mod loading;
mod margin;
mod nginx;
mod notes;
mod offline;
mod old;
mod paper;
mod printed;
mod reading;
mod seeds;
mod selecting;
mod server;
mod single;
mod soak;
mod still;
mod tabs;
mod trap;
mod tried;
mod tryout;
mod update;
