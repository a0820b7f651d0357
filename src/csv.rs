//! Tables as CSV, for spreadsheets.
//!
//! Contract: RFC 4180 (every cell in quotation marks, its own doubled; lines end with CR LF), with a byte order mark,
//! because Excel takes UTF-8 for the local code page without one. A cell that a spreadsheet would take for a formula
//! (it begins with `=`, `+`, `-`, `@` or their full-width forms, a tab or a line break, and is no plain number)
//! begins with an apostrophe instead, so that no text from outside is ever run.

/// A table that grows row by row.
#[derive(Debug, Clone)]
pub struct Csv {
    text: String,
}

impl Csv {
    /// A table with the names of its columns.
    pub fn new<C: AsRef<str>>(heads: impl IntoIterator<Item = C>) -> Self {
        let mut new = Self { text: "\u{feff}".to_owned() };
        new.row(heads);
        new
    }

    /// Adds a row.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.cell(cell.as_ref());
        }
        self.text.push_str("\r\n");
    }

    /// The file.
    pub fn into_text(self) -> String {
        self.text
    }

    fn cell(&mut self, cell: &str) {
        self.text.push('"');
        if would_run(cell) {
            self.text.push('\'');
        }
        self.text.push_str(&cell.replace('"', "\"\""));
        self.text.push('"');
    }
}

/// Whether a spreadsheet would take it for a formula. White space before one does not stop all of them.
fn would_run(cell: &str) -> bool {
    let is_number = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    let bare = cell.trim_start();
    cell.starts_with(['\t', '\r', '\n'])
        || bare.starts_with(['=', '+', '@', '＝', '＋', '－', '＠'])
        || bare.strip_prefix('-').is_some_and(|rest| !is_number(rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rows of a file, as RFC 4180 has them read.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let mut quoted = false;
        let mut characters = text.strip_prefix('\u{feff}').expect("the sign of UTF-8").chars().peekable();
        while let Some(character) = characters.next() {
            let row = rows.last_mut().expect("there is always one");
            let cell = row.last_mut().expect("there is always one");
            match character {
                '"' if quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\r' if !quoted => {
                    assert_eq!(characters.next(), Some('\n'));
                    rows.push(vec![String::new()]);
                }
                _ => cell.push(character),
            }
        }
        assert!(!quoted && rows.pop() == Some(vec![String::new()]), "the last line ends");
        rows
    }

    #[test]
    fn cells_are_quoted_and_never_run() {
        let cases = [
            ("词", "词"),
            ("1,200个", "1,200个"),
            ("他说\"好\"", "他说\"\"好\"\""),
            ("两\n行", "两\n行"),
            ("-5.2", "-5.2"),
            ("-5,000%", "-5,000%"),
            ("--12-24", "'--12-24"),
            ("=1+1", "'=1+1"),
            (" ＝1", "' ＝1"),
            ("\t1", "'\t1"),
            ("@SUM(A1,B1)", "'@SUM(A1,B1)"),
            ("", ""),
        ];
        for (cell, written) in cases {
            let mut csv = Csv::new(["一", "二"]);
            csv.row([cell, "。"]);
            assert_eq!(csv.into_text(), format!("\u{feff}\"一\",\"二\"\r\n\"{written}\",\"。\"\r\n"));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            rows in proptest::collection::vec(proptest::collection::vec("([\",\r\n'字1]|\\PC){0,5}", 2..4), 0..5)
        ) {
            let mut csv = Csv::new(["a", "b"]);
            for row in &rows {
                csv.row(row);
            }
            let read = read(&csv.into_text());
            prop_assert_eq!(read.len(), rows.len() + 1);
            for (read, row) in read[1..].iter().zip(&rows) {
                let plain: Vec<&str> = read.iter().zip(row)
                    .map(|(cell, was)| if would_run(was) { &cell[1..] } else { cell.as_str() }).collect();
                prop_assert_eq!(plain, row.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }
}
