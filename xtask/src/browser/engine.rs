//! The engines that the browser tests run in, and what each of them cannot be asked for.
//!
//! A test says what it wants beyond a page ([`Want`]). Where an engine has no way to give it, the reason stands in
//! [`Engine::lacks`] and nowhere else, and the test is passed over with that reason, never in silence.

use std::fmt::{self, Display, Formatter};

/// What draws the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Engine {
    /// Chromium under chromedriver.
    #[default]
    Chromium,
    /// Firefox ESR under geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser` under `WebKitWebDriver`, on a screen of its own (Xvfb).
    WebKit,
}

/// What a test wants of a browser beyond a page in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// The DevTools protocol, for what only it can do.
    DevTools,
    /// Dark colours.
    Dark,
    /// A folder into which files are downloaded without a question: [`Start::downloads`](super::Start::downloads).
    Downloads,
    /// The colours of the reader's system in place of the page's.
    ForcedColours,
    /// A list of what has moved since the page began.
    LayoutShifts,
    /// Sites may store nothing, as when a reader forbids cookies.
    NoStorage,
    /// A page on paper, as PDF.
    Paper,
    /// A private window.
    Private,
    /// A profile that lasts beyond the browser: [`Start::profile`](super::Start::profile).
    Profile,
    /// Nothing that moves by itself.
    Still,
    /// A screen that is touched.
    Touch,
}

impl Engine {
    /// All of them, the quickest first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The variable of the environment that says in which engine the browser tests run.
    pub const VARIABLE: &str = "MEIPI_ENGINE";

    /// As it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine that is called so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// Why an engine cannot give what a test wants; `None` where it can.
    pub fn lacks(self, want: Want) -> Option<&'static str> {
        match (self, want) {
            (Self::Firefox | Self::WebKit, Want::DevTools) => {
                Some("the DevTools protocol, and so a slow processor and a slow line, is Chromium's alone")
            }
            (Self::Firefox | Self::WebKit, Want::LayoutShifts) => {
                Some("the Layout Instability API, which tells what has moved, is Chromium's alone")
            }
            (Self::WebKit, Want::Profile) => {
                Some("MiniBrowser keeps nothing on the disk while it is automated: its store ends with it")
            }
            (Self::WebKit, Want::Paper) => Some("WebKitWebDriver has no command that prints"),
            (Self::WebKit, Want::ForcedColours) => Some("WebKit has no forced colours"),
            (Self::WebKit, Want::Touch) => {
                Some("WebKitWebDriver has no finger, and MiniBrowser no setting for a touched screen")
            }
            _ => None,
        }
    }
}

impl Display for Engine {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_is_found_by_its_name() {
        for engine in Engine::ALL {
            assert_eq!(Engine::from_name(engine.name()), Some(engine));
        }
        assert_eq!(Engine::from_name("lynx"), None);
    }
}
