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

/// Larger than every window of a test, also at two device pixels to a CSS pixel.
const SIZE: &str = "3200x2800x24";

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
        let mut child = Command::new("Xvfb")
            // The server chooses a number that is free and writes it to its output.
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"])
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
