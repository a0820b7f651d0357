//! A screen of its own for each `MiniBrowser`, which knows no headless mode: an X server in memory.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::{Start, Want};

/// A running X server and the settings of what is shown on it. Both end with this value.
#[derive(Debug)]
pub(super) struct Screen {
    child: Child,
    number: u32,
    settings: TempDir,
}

/// Width and height in device pixels. The half of it is larger than every window of a test.
const SIZE: (u32, u32) = (3200, 2800);

/// Where a window's upper left corner goes, in CSS pixels, so that it has the focus. Nobody manages windows here, so
/// that one has it which is under the pointer, and the pointer lies in the middle of a new screen: it is to be on the
/// window's edge, where it points at nothing of the page.
pub fn corner(scale: u8) -> (u32, u32) {
    const INSIDE: u32 = 2;
    let middle = |size: u32| size / 2 / u32::from(scale.max(1)) - INSIDE;
    (middle(SIZE.0), middle(SIZE.1))
}

/// The tools of `MiniBrowser` keep its window from being as narrow as a phone.
const NARROW: &str = "* { min-width: 0; padding: 0; margin: 0; font-size: 1px; -gtk-icon-transform: scale(0.1); }";

impl Screen {
    pub(super) fn start(start: &Start) -> Result<Self> {
        let settings = tempfile::tempdir()?;
        let gtk = settings.path().join("gtk-3.0");
        fs::create_dir(&gtk)?;
        fs::write(gtk.join("gtk.css"), NARROW)?;
        let moves = u8::from(!start.wants(Want::Still));
        fs::write(gtk.join("settings.ini"), format!("[Settings]\ngtk-enable-animations={moves}\n"))?;
        if let Some(folder) = &start.downloads {
            let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.display());
            fs::write(settings.path().join("user-dirs.dirs"), line)?;
        }
        let mut child = Command::new("Xvfb")
            // The server chooses a number that is free and writes it to its output.
            .args(["-displayfd", "1", "-screen", "0", &format!("{}x{}x24", SIZE.0, SIZE.1), "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb")?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("its output was asked for")?).read_line(&mut line)?;
        let number = line.trim().parse().context("Xvfb does not start")?;
        Ok(Self { child, number, settings })
    }

    /// Gives a command, and all that it starts, this screen.
    pub(super) fn show(&self, command: &mut Command, start: &Start) {
        command
            .env("DISPLAY", format!(":{}", self.number))
            .env("XDG_CONFIG_HOME", self.settings.path())
            .env("GDK_BACKEND", "x11")
            .env("GDK_SCALE", start.scale.max(1).to_string())
            // The other way of drawing wants a graphics card, and comes to 6 frames a second without.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            // There is no bus of a desktop to ask for.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("NO_AT_BRIDGE", "1");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // One that has ended by itself is gone as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
