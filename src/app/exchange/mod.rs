//! Notes out and in: the two dialogs, and the worker that does what they ask.
//!
//! | file | holds |
//! | --- | --- |
//! | `errand` | the worker's part: asked, under way, done or broken |
//! | `export` | which notes, as what, under whose name |
//! | `import` | which files; taking them in |
//! | `outlook` | what a file would do, before it is done |

mod errand;
mod export;
mod import;
mod outlook;

pub use export::{ExportDialog, ExportProps};
pub use import::{ImportDialog, ImportProps};

use crate::exchange::Text;
use crate::library::Shelf;

/// The texts, as the worker needs them.
fn texts(shelf: &Shelf) -> Vec<Text> {
    let text = |article: &crate::corpus::Article| Text {
        id: article.id.clone(),
        title: article.title_or_first_words().to_owned(),
        text: article.reading().text,
    };
    shelf.articles().iter().map(text).collect()
}
