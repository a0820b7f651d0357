//! What a test asks of its browser, and whether its engine has it.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use xtask::browser::{Engine, Start, Want};
use xtask::dist;
use xtask::test::SKIPPED;

use crate::trap::Trap;

/// The three widths that the page is drawn for: a phone, a tablet, a desk.
pub const SIZES: [(u32, u32); 3] = [(390, 844), (820, 1180), (1440, 900)];

/// The browser that a test wants.
#[derive(Debug)]
pub struct Setup {
    /// Width and height of the page's viewport in CSS pixels.
    pub size: (u32, u32),
    /// The reader prefers dark colours.
    pub dark: bool,
    /// What follows the page's address: a fragment, or nothing.
    pub fragment: &'static str,
    /// What else the browser is to have.
    pub wants: &'static [Want],
    /// A profile that lasts: wants [`Want::Profile`].
    pub profile: Option<PathBuf>,
    /// Where files are downloaded to: wants [`Want::Downloads`].
    pub downloads: Option<PathBuf>,
    /// Device pixels to a CSS pixel.
    pub scale: u8,
    /// A script that runs before anything of the page.
    pub before: &'static str,
    /// The built page.
    pub dist: PathBuf,
    /// A page that is one file, to be opened from disk and not from a server.
    pub file: Option<PathBuf>,
    /// The server's port; 0 is any. What a browser keeps, it keeps for one port.
    pub port: u16,
    /// The server is nginx.
    pub nginx: bool,
    /// The page has its service worker. What others test they test with one that does nothing: the real one would
    /// come in at a moment of its own choice, and show an edited page not before the second visit.
    pub offline: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            size: SIZES[2],
            dark: false,
            fragment: "",
            wants: &[],
            profile: None,
            downloads: None,
            scale: 1,
            before: "",
            dist: dist(),
            file: None,
            port: 0,
            nginx: false,
            offline: false,
        }
    }
}

impl Setup {
    pub(super) fn wants(&self) -> Vec<Want> {
        let more = [
            self.dark.then_some(Want::Dark),
            self.profile.as_ref().map(|_| Want::Profile),
            self.downloads.as_ref().map(|_| Want::Downloads),
        ];
        self.wants.iter().copied().chain(more.into_iter().flatten()).collect()
    }

    /// How the browser starts, with what it asks of others in a trap.
    pub(super) fn start(&self, trap: &Trap) -> Start {
        Start {
            profile: self.profile.clone(),
            downloads: self.downloads.clone(),
            wants: self.wants(),
            scale: self.scale,
            proxy: Some(trap.port),
        }
    }
}

/// The engine that the tests run in.
pub fn engine() -> Engine {
    let name = std::env::var(Engine::VARIABLE).unwrap_or_default();
    // Without the variable it is Chromium; a name that is none has no tests.
    if name.is_empty() { Engine::Chromium } else { Engine::from_name(&name).expect("an engine") }
}

/// Whether the engine lacks what a test wants; says so where it does. [`run`] asks by itself.
pub fn is_skipped(name: &str, setup: &Setup) -> Result<bool> {
    let Some(reason) = setup.wants().into_iter().find_map(|want| engine().lacks(want)) else { return Ok(false) };
    // A test's thread bears its name. Written past the runner, which keeps what a passing test prints to itself.
    let thread = std::thread::current();
    let test = thread.name().filter(|name| name.contains("::")).unwrap_or(name);
    writeln!(std::io::stdout(), "{SKIPPED}{}: {test}: {reason}", engine())?;
    Ok(true)
}
