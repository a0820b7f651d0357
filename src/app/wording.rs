//! The interface's words in the reader's language: `t!("key")`, `t!("key", count = 3)`.
//!
//! In place of the macro of the same name of `rust_i18n`, which writes the whole search with its fallback into every
//! place that has a word: here that is a call, in some three hundred places.

use std::borrow::Cow;
use std::fmt::Display;

/// The words of a key; the key itself where there are none, which `tests/catalogue.rs` excludes.
#[inline(never)]
pub fn said(key: &str) -> Cow<'static, str> {
    // Owned, because the macro ties what it found to the key's life.
    rust_i18n::t!(key).into_owned().into()
}

/// The words of a key with values in the places of their names.
#[inline(never)]
pub fn filled(key: &str, names: &[&str], values: &[&dyn Display]) -> Cow<'static, str> {
    let values: Vec<Cow<'_, str>> = values.iter().map(|value| value.to_string().into()).collect();
    rust_i18n::replace_patterns_cow(&said(key), names, &values).into()
}

/// The words of a key, as `Cow<str>`; names and their values after it.
macro_rules! t {
    ($key:expr $(,)?) => {
        $crate::app::wording::said(::std::convert::AsRef::<str>::as_ref(&$key))
    };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::app::wording::filled(::std::convert::AsRef::<str>::as_ref(&$key), &[$(stringify!($name)),+], &[$(&$value),+])
    };
}
pub(crate) use t;
