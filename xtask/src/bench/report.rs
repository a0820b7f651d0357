//! How a measurement is written down: tables in Markdown, and the block of a file that holds them.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, slice};

use anyhow::{Context, Result};

use crate::publish::beside;

/// The table of what the files weigh; nothing stands in it but the head and the sum where there are none.
pub fn sizes(head: &str, dist: &Path, names: &[String]) -> Result<String> {
    let mut table = format!("| {head} | bytes | gzip | Brotli |\n| --- | ---: | ---: | ---: |\n");
    for name in names {
        let row = weight(dist, slice::from_ref(name))?;
        writeln!(table, "| {} | {} |", without_digests(name), row.map(thousands).join(" | "))?;
    }
    Ok(table + &format!("| all | {} |\n", weight(dist, names)?.map(thousands).join(" | ")))
}

/// What files weigh together, bytes: plain, in gzip, in Brotli.
pub fn weight(folder: &Path, names: &[String]) -> Result<[u64; 3]> {
    let mut sum = [0; 3];
    for name in names {
        let file = folder.join(name);
        let plain = fs::metadata(&file).with_context(|| name.clone())?.len();
        // A file that does not shrink has no compressed form and goes as it is.
        let packed = |suffix| fs::metadata(beside(&file, suffix)).map_or(plain, |meta| meta.len());
        for (sum, size) in sum.iter_mut().zip([plain, packed("gz"), packed("br")]) {
            *sum += size;
        }
    }
    Ok(sum)
}

/// A file's name without the digests of content in it, which change with every build.
fn without_digests(name: &str) -> String {
    let is_digest = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let plain = |step: &str| {
        let (stem, extension) = step.rsplit_once('.').map_or((step, None), |(stem, end)| (stem, Some(end)));
        let parts: Vec<&str> = stem.split('-').filter(|part| !is_digest(part)).collect();
        let stem = parts.join("-");
        extension.map_or(stem.clone(), |extension| format!("{stem}.{extension}"))
    };
    name.split('/').map(plain).collect::<Vec<_>>().join("/")
}

/// A whole number with commas.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// Bytes as megabytes.
pub fn megabytes(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}

/// How some measurements lie.
#[derive(Debug, PartialEq)]
pub struct Spread {
    /// The middle one, or the mean of the two in the middle.
    pub median: f64,
    least: f64,
    /// The largest.
    pub most: f64,
}

impl Spread {
    /// Of at least one measurement.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let (least, most) = (values[0], values[values.len() - 1]);
        let median = f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]);
        Self { median, least, most }
    }

    /// Three cells of a table, of times in milliseconds.
    pub fn in_milliseconds(&self) -> String {
        format!("{:.0} ms | {:.0} | {:.0}", self.median, self.least, self.most)
    }
}

/// A text with the block between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` rewritten.
pub fn replace_block(text: &str, name: &str, block: &str) -> Result<String> {
    let (open, close) = (format!("<!-- bench:{name} -->"), format!("<!-- /bench:{name} -->"));
    let (before, rest) = text.split_once(&open).with_context(|| format!("no {open}"))?;
    let (_, after) = rest.split_once(&close).with_context(|| format!("no {close}"))?;
    Ok(format!("{before}{open}\n{}\n{close}{after}", block.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_takes_the_middle() {
        let of = |values: &[f64]| Spread::of(values.iter().copied()).in_milliseconds();
        assert_eq!(of(&[3.0, 1.0, 20.0]), "3 ms | 1 | 20");
        assert_eq!(of(&[1.0, 2.0, 4.0, 9.0]), "3 ms | 1 | 9");
        assert_eq!(of(&[7.4]), "7 ms | 7 | 7");
    }

    #[test]
    fn names_without_their_digests() {
        let cases = [
            ("app-92bf0c1f6e0d2a11/app.wasm", "app/app.wasm"),
            ("page-0cac6f8322a7a845.css", "page.css"),
            ("worker-92bf0c1f6e0d2a11/words.bin", "worker/words.bin"),
            ("index.html", "index.html"),
            ("reading-marks-92bf0c1f6e0d2a11.css", "reading-marks.css"),
        ];
        for (name, wanted) in cases {
            assert_eq!(without_digests(name), wanted);
        }
    }

    #[test]
    fn thousands_are_parted() {
        for (number, wanted) in [(0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(thousands(number), wanted);
        }
    }

    #[test]
    fn only_the_block_is_rewritten() -> Result<()> {
        let text = "a\n<!-- bench:load -->\nold\n<!-- /bench:load -->\nz\n";
        assert_eq!(replace_block(text, "load", "new\n")?, "a\n<!-- bench:load -->\nnew\n<!-- /bench:load -->\nz\n");
        assert!(replace_block(text, "peers", "new").is_err());
        Ok(())
    }
}
