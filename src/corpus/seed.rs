//! A seed's bytes as text. Nothing is repaired: a file that cannot be read as it is, is refused by name.

use std::fmt;

/// Why a file cannot be a page. Its message names the file, the reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedError {
    file: String,
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Empty,
    /// The first bad byte, and its line counted from 1.
    NotUtf8 {
        byte: u8,
        line: usize,
    },
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::Empty => write!(f, "{} is empty: put the page's text into it, or remove the file", self.file),
            Reason::NotUtf8 { byte, line } => write!(
                f,
                "{} is not UTF-8 (byte 0x{byte:02X} on line {line}): save it as UTF-8 \
                 (from GB 18030: iconv -f GB18030 -t UTF-8), or remove the file",
                self.file
            ),
        }
    }
}

impl std::error::Error for SeedError {}

/// The text of `file`; a byte order mark at its beginning is dropped.
///
/// # Errors
/// When the bytes are not UTF-8, or hold nothing but white space.
pub fn decode(file: &str, bytes: Vec<u8>) -> Result<String, SeedError> {
    let refuse = |reason| SeedError { file: file.to_owned(), reason };
    let mut text = String::from_utf8(bytes).map_err(|e| {
        let good = e.utf8_error().valid_up_to();
        let bytes = e.as_bytes();
        refuse(Reason::NotUtf8 { byte: bytes[good], line: bytes[..good].split(|&b| b == b'\n').count() })
    })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.trim().is_empty() {
        return Err(refuse(Reason::Empty));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_utf8_and_not_empty() {
        let cases: &[(&[u8], Result<&str, &str>)] = &[
            ("桥。\n".as_bytes(), Ok("桥。\n")),
            ("\u{FEFF}桥。".as_bytes(), Ok("桥。")),
            (b"", Err("seeds/x.txt is empty: put the page")),
            ("\u{FEFF} \n　".as_bytes(), Err("seeds/x.txt is empty: put the page")),
            (b"a\nb\xC7\xC5\n", Err("seeds/x.txt is not UTF-8 (byte 0xC7 on line 2): save it as UTF-8")),
        ];
        for (bytes, expected) in cases {
            match (decode("seeds/x.txt", bytes.to_vec()), expected) {
                (Ok(text), Ok(expected)) => assert_eq!(&text, expected),
                (Err(error), Err(expected)) => {
                    assert!(error.to_string().starts_with(expected), "{error}");
                }
                (got, _) => panic!("{got:?} where {expected:?} was expected"),
            }
        }
    }
}
