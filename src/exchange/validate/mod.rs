//! Whether an annotation keeps the MUST rules of the W3C Web Annotation Data Model
//! (<https://www.w3.org/TR/annotation-model/>, Recommendation of 23 February 2017), which the section numbers name.
//!
//! Contract: what the model says with MUST, MUST NOT or "exactly" is checked, and what it says with SHOULD or MAY is
//! not. Its terminology (section 1.4) decides what a value may look like: a property is a string, number or the like,
//! a relationship an IRI as a string or an object, and either a list only where more than one is allowed. Unknown
//! properties and classes are extensions and free.
//!
//! Limits: nothing is fetched, so an IRI is looked at as a string; rules for programs rather than for documents are
//! not the document's to keep.
//!
//! | file | holds |
//! | --- | --- |
//! | `rules` | the properties of each class, as tables |
//! | `check` | walking through an annotation by these tables |
//! | `values` | IRIs, times, SVG, names said twice |

mod check;
mod rules;
mod values;

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::container::{fault, too_deep};
use check::Check;

/// What is wrong with `json`: one annotation, or an `AnnotationCollection` or `AnnotationPage`. Each error is the path
/// to a value and the rule that it breaks, with its section. Empty when it is valid.
pub fn validate(json: &str) -> Vec<String> {
    if too_deep(json.as_bytes()) {
        return vec!["the annotation is nested too deeply to be read".to_owned()];
    }
    if let Some((_, column)) = fault(json) {
        return vec![format!("no JSON at column {column}")];
    }
    let mut check = Check::default();
    for path in values::said_twice(json) {
        check.fault_at(&path, "is there more than once", "1.4");
    }
    match serde_json::from_str::<Value>(json) {
        Ok(value) => check.document(&value),
        Err(error) => check.fault_at("", &format!("cannot be read: {error}"), "1.2"),
    }
    check.faults
}
