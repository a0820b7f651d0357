//! The editor's list as it was when the program was built.

use std::sync::OnceLock;

use super::Catalogue;

/// The list of `seeds/programs.toml`, read once.
///
/// # Panics
/// Never in a program that was built: the build script wrote the data from the same types.
pub fn catalogue() -> &'static Catalogue {
    static LIST: OnceLock<Catalogue> = OnceLock::new();
    LIST.get_or_init(|| {
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/programs.json")))
            .expect("the build script serialised this very type")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_list_knows_the_corpus() {
        let text = "深入开展“万人助万企”活动";
        let found = super::super::find(text, catalogue(), &[]);
        assert_eq!(found.len(), 1);
        let entry = found[0].entry.expect("a listed name");
        assert_eq!(catalogue().entries()[entry].name, "万人助万企");
    }
}
