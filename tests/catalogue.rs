//! The catalogue of the interface's words: whole in every language, nothing missing, nothing left over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 2] = ["zh-Hans", "en"];

type Catalogue = BTreeMap<String, BTreeMap<String, String>>;

fn catalogue() -> Catalogue {
    let text = fs::read_to_string("locales/app.toml").expect("the catalogue lies in locales/");
    let table: toml::Table = text.parse().expect("the catalogue is TOML");
    let entries = table.into_iter().filter(|(key, _)| key != "_version");
    entries.map(|(key, value)| (key.clone(), value.try_into().unwrap_or_else(|e| panic!("{key}: {e}")))).collect()
}

/// All string literals of the page that look like a key, and the beginnings of those put together by `format!`.
fn used() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    let mut see = |source: &str| {
        for literal in source.split('"').skip(1).step_by(2) {
            let key = |s: &str| s.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.');
            if let Some((beginning, _)) = literal.split_once(".{").filter(|(b, _)| key(b)) {
                beginnings.insert(format!("{beginning}."));
            } else if literal.contains('.') && !literal.starts_with('.') && key(literal) {
                whole.insert(literal.to_owned());
            }
        }
    };
    for folder in ["src/app", "src/still"] {
        visit(Path::new(folder), &mut see);
    }
    (whole, beginnings)
}

fn visit(folder: &Path, see: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            visit(&path, see);
        } else {
            see(&fs::read_to_string(&path).expect("a source file is UTF-8"));
        }
    }
}

/// The places to fill: the names in `%{…}`.
fn places(text: &str) -> BTreeSet<&str> {
    text.split("%{").skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_key_is_there_in_every_language_with_the_same_places() {
    for (key, words) in catalogue() {
        let languages: Vec<&str> = words.keys().map(String::as_str).collect();
        assert_eq!(BTreeSet::from_iter(languages), BTreeSet::from(LANGUAGES), "{key}");
        let filled: BTreeSet<_> = words.values().map(|text| places(text)).collect();
        assert_eq!(filled.len(), 1, "{key}: the languages fill different places");
        assert!(words.values().all(|text| !text.trim().is_empty()), "{key} is empty");
    }
}

#[test]
fn every_key_used_is_there_and_every_key_there_is_used() {
    let catalogue = catalogue();
    let (whole, beginnings) = used();
    assert!(whole.len() > 50, "the search for keys finds nothing: {whole:?}");
    let groups: BTreeSet<&str> = catalogue.keys().filter_map(|k| k.split('.').next()).collect();
    for key in &whole {
        let group = key.split('.').next().unwrap_or_default();
        assert!(!groups.contains(group) || catalogue.contains_key(key), "{key} is used and not in the catalogue");
    }
    for beginning in &beginnings {
        assert!(catalogue.keys().any(|k| k.starts_with(beginning)), "no key begins with {beginning}");
    }
    for key in catalogue.keys() {
        let used = whole.contains(key) || beginnings.iter().any(|b| key.starts_with(b));
        assert!(used, "{key} is in the catalogue and not used");
    }
}
