//! How one thing is written as one item of a store: a key with a prefix, and a JSON array whose first
//! element is the version of its format.
//!
//! The version comes first, so that every later version of this app can tell an item's age before it reads
//! on. An item of a newer version is none of ours to change: it is reported as newer and left alone. Reading
//! checks every field; an item that fails is reported with the reason and left alone too.

use std::fmt::{Formatter, Result as Told};

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// The last millisecond that a browser's `Date` can say.
pub const LAST_TIME: u64 = 8_640_000_000_000_000;

/// A thing that is kept as one item.
pub trait Item: Clone + PartialEq {
    /// What the keys of such items begin with; all other keys of a store are somebody else's.
    const PREFIX: &'static str;
    /// The version written, and the newest that is read.
    const VERSION: u64;

    /// What tells it from all others of its sort, and stands in its key.
    fn id(&self) -> String;

    /// When it was last changed, in milliseconds since 1970, by a clock that may jump.
    fn modified(&self) -> u64;

    /// Whether it can be kept: what [`read`] would accept.
    ///
    /// # Errors
    /// Says what is out of its limits.
    fn check(&self) -> Result<(), String>;

    /// The fields of the newest version, the version itself first.
    fn write(&self) -> Value;

    /// The thing with that id from its item, a JSON array of a version that is known; the version itself comes first.
    ///
    /// # Errors
    /// Says what is wrong with it.
    fn parse(id: &str, version: u64, raw: &str) -> Result<Self, String>;
}

/// Why an item was not read. It stays in the store as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It was written by a newer version of this app, in the format of that number.
    Newer(u64),
    /// It is broken, for this reason.
    Malformed(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newer(version) => write!(f, "written by a newer version (format {version})"),
            Self::Malformed(reason) => f.write_str(reason),
        }
    }
}

/// An item of the store that this version cannot read. It is still there, as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// The item's key.
    pub key: String,
    /// The item's value, for download; empty when the store did not give it back.
    pub raw: String,
    /// Why it was not read.
    pub reason: Unreadable,
}

/// The key of the item with that id.
pub fn key<T: Item>(id: &str) -> String {
    format!("{}{id}", T::PREFIX)
}

/// The item with that id.
///
/// # Errors
/// When it is not of a version that this app knows.
pub fn read<T: Item>(id: &str, raw: &str) -> Result<T, Unreadable> {
    let malformed = |reason: String| Unreadable::Malformed(reason);
    let Version(version) = serde_json::from_str(raw).map_err(|error| malformed(error.to_string()))?;
    if version == 0 {
        return Err(malformed("format version 0 never was".into()));
    }
    if version > T::VERSION {
        return Err(Unreadable::Newer(version));
    }
    let item = T::parse(id, version, raw).map_err(malformed)?;
    item.check().map_err(malformed)?;
    Ok(item)
}

/// The first element of an array whose others may be anything. They are passed over and not made into values: a
/// store is read before the first text is on the screen, and holds thousands of items.
struct Version(u64);

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct First;
        impl<'de> Visitor<'de> for First {
            type Value = Version;

            fn expecting(&self, f: &mut Formatter<'_>) -> Told {
                f.write_str("an array that begins with a format version")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Version, A::Error> {
                let version = array.next_element()?.ok_or_else(|| serde::de::Error::invalid_length(0, &self))?;
                while array.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Version(version))
            }
        }
        deserializer.deserialize_seq(First)
    }
}
