//! What the reader has set for the page. Kept under one key in localStorage; anything unreadable there is
//! the default again, because a setting is quickly set and must never stop the text.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::browser::{dom, storage};
use crate::notes::{Colour, Line};

const KEY: &str = "meipi:settings";

/// Everything that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// Light, dark, or as the system has it.
    #[serde(deserialize_with = "lenient")]
    pub theme: Theme,
    /// The size of the text.
    #[serde(deserialize_with = "lenient")]
    pub size: Size,
    /// The language of the interface; the text's own is always Chinese.
    #[serde(deserialize_with = "lenient")]
    pub language: Language,
    /// Whether word boundaries are shown.
    #[serde(deserialize_with = "lenient")]
    pub boundaries: bool,
    /// Whether words are coloured by their class.
    #[serde(deserialize_with = "lenient")]
    pub classes: bool,
    /// Whether all marks and notes are hidden, to read the plain text.
    #[serde(deserialize_with = "lenient")]
    pub clean: bool,
    /// Where notes stand on paper.
    #[serde(deserialize_with = "lenient")]
    pub print: PrintedNotes,
    /// Whether bare keys are shortcuts. Speech input and tremor need them off (WCAG 2.1.4).
    #[serde(deserialize_with = "lenient")]
    pub keys: bool,
    /// Whether a selection is taken as it is, and not made whole by words.
    #[serde(deserialize_with = "lenient")]
    pub by_character: bool,
    /// The colour last used.
    #[serde(deserialize_with = "lenient")]
    pub colour: Colour,
    /// The line last used.
    #[serde(deserialize_with = "lenient")]
    pub line: Line,
}

/// See [`Settings::theme`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

/// See [`Settings::size`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    Small,
    #[default]
    Medium,
    Large,
    Huge,
}

/// See [`Settings::print`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PrintedNotes {
    #[default]
    Margin,
    End,
    None,
}

/// See [`Settings::language`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-Hans")]
    Chinese,
    #[serde(rename = "en")]
    English,
}

impl Theme {
    /// All, in the order they are offered, with their words and their attribute.
    pub const ALL: [Choice<Self>; 3] = [
        (Self::Auto, "settings.theme_auto", "auto"),
        (Self::Light, "settings.theme_light", "light"),
        (Self::Dark, "settings.theme_dark", "dark"),
    ];
}

impl Size {
    /// All, in the order they are offered, with their words and their attribute.
    pub const ALL: [Choice<Self>; 4] = [
        (Self::Small, "settings.size_small", "small"),
        (Self::Medium, "settings.size_medium", "medium"),
        (Self::Large, "settings.size_large", "large"),
        (Self::Huge, "settings.size_huge", "huge"),
    ];
}

impl PrintedNotes {
    /// All, in the order they are offered, with their words and their class.
    pub const ALL: [Choice<Self>; 3] =
        [(Self::Margin, "print.margin", "margin"), (Self::End, "print.end", "end"), (Self::None, "print.none", "none")];

    /// The class of what is printed so.
    pub fn name(self) -> &'static str {
        attribute(&Self::ALL, self)
    }
}

impl Language {
    /// All, each with its own name for itself and its tag.
    pub const ALL: [Choice<Self>; 2] =
        [(Self::Chinese, "settings.language_chinese", "zh-Hans"), (Self::English, "settings.language_english", "en")];

    /// The BCP 47 tag, which is also the catalogue's name of the language.
    pub fn tag(self) -> &'static str {
        attribute(&Self::ALL, self)
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            size: Size::default(),
            language: Language::default(),
            boundaries: false,
            classes: false,
            clean: false,
            print: PrintedNotes::default(),
            keys: true,
            by_character: false,
            colour: Colour::default(),
            line: Line::default(),
        }
    }
}

impl Settings {
    /// What was kept, or the defaults.
    pub fn load() -> Self {
        storage::read(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps them. A browser that keeps nothing says so once, where notes are concerned.
    pub fn save(self) {
        if let Ok(text) = serde_json::to_string(&self) {
            storage::write(KEY, &text);
        }
    }

    /// Puts them into force: the language, and the attributes that the style sheet reads.
    pub fn apply(self) {
        rust_i18n::set_locale(self.language.tag());
        let root = dom::root();
        let attributes = [
            ("lang", self.language.tag()),
            ("data-theme", attribute(&Theme::ALL, self.theme)),
            ("data-size", attribute(&Size::ALL, self.size)),
            ("data-marks", if self.clean { "hidden" } else { "shown" }),
        ];
        for (name, value) in attributes {
            // Setting what is set already, the browser works out the styles of all elements again.
            if root.get_attribute(name).as_deref() != Some(value) {
                // Setting an attribute with a valid name cannot fail.
                let _ = root.set_attribute(name, value);
            }
        }
    }
}

/// One choice of a setting: the value, the key of its words, its name in an attribute of the page.
pub type Choice<T> = (T, &'static str, &'static str);

fn attribute<T: PartialEq>(choices: &[Choice<T>], chosen: T) -> &'static str {
    choices.iter().find(|c| c.0 == chosen).map_or("", |c| c.2)
}

/// A value this version does not know is the default; the others stay.
fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}
