//! How a browser starts, and how each driver is told so.

use std::path::PathBuf;

use fantoccini::wd::Capabilities;
use serde_json::{Map, Value, json};

use super::{Engine, Want};
use crate::setup::{self, Browser};

/// How a browser starts; by default with a profile that ends with it.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The folder of a profile that lasts.
    pub profile: Option<PathBuf>,
    /// The folder into which files are downloaded.
    pub downloads: Option<PathBuf>,
    /// What else is wanted.
    pub wants: Vec<Want>,
    /// Device pixels to a CSS pixel; 0 is 1. A page at 200 % is one in a window of half the size at 2.
    pub scale: u8,
    /// The port of a proxy on this machine, to which all requests go that leave it. Chromium has a log of its own.
    pub proxy: Option<u16>,
}

impl Start {
    pub(super) fn wants(&self, want: Want) -> bool {
        self.wants.contains(&want)
    }
}

/// What a session asks of the driver: headless where there is such a thing, silent, alone.
pub fn capabilities(browser: &Browser, start: &Start) -> Capabilities {
    let mut all = match browser.engine {
        Engine::Chromium => chromium(browser, start),
        Engine::Firefox => firefox(browser, start),
        Engine::WebKit => webkit(browser, start),
    };
    if let Some(port) = start.proxy.filter(|_| browser.engine != Engine::WebKit) {
        let to = format!("127.0.0.1:{port}");
        all.insert("proxy".to_owned(), json!({ "proxyType": "manual", "httpProxy": to, "sslProxy": to }));
    }
    all
}

fn chromium(browser: &Browser, start: &Start) -> Capabilities {
    const ALLOW: u8 = 1;
    const BLOCK: u8 = 2;
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        // A container's shared memory is too small for a page.
        "--disable-dev-shm-usage".to_owned(),
        // The same glyphs at the same places on every machine.
        "--font-render-hinting=none".to_owned(),
    ];
    if setup::is_root() {
        // Chromium's sandbox refuses the superuser, who is the usual user in a container.
        args.push("--no-sandbox".to_owned());
    }
    if start.wants(Want::Private) {
        args.push("--incognito".to_owned());
    }
    if let Some(folder) = &start.profile {
        args.push(format!("--user-data-dir={}", folder.display()));
    }
    let cookies = if start.wants(Want::NoStorage) { BLOCK } else { ALLOW };
    let mut prefs = json!({ "profile.default_content_setting_values.cookies": cookies });
    if let Some(folder) = &start.downloads {
        prefs["download.default_directory"] = json!(folder);
    }
    Capabilities::from_iter([
        ("goog:chromeOptions".to_owned(), json!({ "binary": browser.browser, "args": args, "prefs": prefs })),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" })),
    ])
}

fn firefox(browser: &Browser, start: &Start) -> Capabilities {
    const NO_COOKIES: u8 = 2;
    const OWN_FOLDER: u8 = 2;
    let mut args = vec!["-headless".to_owned()];
    if let Some(folder) = &start.profile {
        args.extend(["-profile".to_owned(), folder.display().to_string()]);
    }
    let mut prefs = Map::new();
    let mut prefer = |name: &str, value: Value| prefs.insert(name.to_owned(), value);
    prefer("layout.css.prefers-color-scheme.content-override", json!(u8::from(!start.wants(Want::Dark))));
    prefer("ui.prefersReducedMotion", json!(u8::from(start.wants(Want::Still))));
    prefer("layout.css.devPixelsPerPx", json!(start.scale.max(1).to_string()));
    if start.wants(Want::Private) {
        prefer("browser.privatebrowsing.autostart", json!(true));
    }
    if start.wants(Want::NoStorage) {
        prefer("network.cookie.cookieBehavior", json!(NO_COOKIES));
    }
    if start.wants(Want::ForcedColours) {
        const ALWAYS: u8 = 2;
        prefer("browser.display.document_color_use", json!(ALWAYS));
    }
    if start.wants(Want::Touch) {
        const COARSE: u8 = 1;
        prefer("dom.w3c_touch_events.enabled", json!(1));
        prefer("ui.primaryPointerCapabilities", json!(COARSE));
        prefer("ui.allPointerCapabilities", json!(COARSE));
    }
    if let Some(folder) = &start.downloads {
        prefer("browser.download.folderList", json!(OWN_FOLDER));
        prefer("browser.download.dir", json!(folder));
        prefer("browser.download.always_ask_before_handling_new_types", json!(false));
    }
    let options = json!({ "binary": browser.browser, "args": args, "prefs": prefs });
    Capabilities::from_iter([("moz:firefoxOptions".to_owned(), options)])
}

fn webkit(browser: &Browser, start: &Start) -> Capabilities {
    let mut args = vec!["--automation".to_owned()];
    if let Some(port) = start.proxy {
        // Told by its driver, it would speak TLS to the proxy itself and say nothing that can be heard.
        args.push(format!("--proxy=http://127.0.0.1:{port}"));
        // The others never take their own machine for another.
        args.push("--ignore-host=127.0.0.1".to_owned());
    }
    if start.wants(Want::Dark) {
        args.push("--dark-mode".to_owned());
    }
    if start.wants(Want::NoStorage) {
        // To MiniBrowser storage is no matter of cookies.
        args.push("--enable-html5-local-storage=false".to_owned());
    }
    let options = json!({ "binary": browser.browser, "args": args });
    Capabilities::from_iter([("webkitgtk:browserOptions".to_owned(), options)])
}
