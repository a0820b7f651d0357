//! `still TEMPLATE.html FOLDER`: writes the pages as they stand before the program runs (`meipi::still`) into a folder.
//! The template is read whole before anything is written, so it may lie there too.

// A browser runs the pages and does not write them.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [template, folder] = arguments.as_slice() else {
        eprintln!("still TEMPLATE.html FOLDER");
        return ExitCode::from(2);
    };
    match write(Path::new(template), Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("still: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn write(template: &Path, folder: &Path) -> Result<(), String> {
    let named = |path: &Path, reason: &dyn std::fmt::Display| format!("{}: {reason}", path.display());
    let html = fs::read_to_string(template).map_err(|reason| named(template, &reason))?;
    for file in meipi::still::site(&html).map_err(|reason| named(template, &reason))? {
        let path = folder.join(&file.name);
        fs::write(&path, file.content).map_err(|reason| named(&path, &reason))?;
    }
    Ok(())
}
