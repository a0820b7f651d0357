//! What was found in a text, counted: each number and each name once, in the order of their first mention.

use std::collections::HashMap;

use super::Slice;
use crate::marks::Mark;
use crate::numbers::Number;
use crate::programs::Program;
use crate::text::Offsets;

/// A number, by what is printed and what it is taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberRow {
    /// As printed.
    pub printed: String,
    /// Its first mention.
    pub number: Number,
    /// The number of that mark among all marks of the text.
    pub mark: usize,
    /// How often it stands in the text.
    pub count: usize,
}

/// A programme.
#[derive(Debug, Clone, PartialEq)]
pub struct NameRow {
    /// Its first mention.
    pub program: Program,
    /// The number of that mark among all marks of the text.
    pub mark: usize,
    /// How often it is named.
    pub count: usize,
}

/// The numbers.
pub fn numbers(slices: &[impl AsRef<Slice>]) -> Vec<NumberRow> {
    let mut rows: Vec<NumberRow> = Vec::new();
    let mut known = HashMap::new();
    each_mark(slices, |mark, found, printed| {
        let Mark::Number(number) = found else { return };
        let row = *known.entry((printed, number.kind, number.value.as_deref())).or_insert(rows.len());
        match rows.get_mut(row) {
            Some(row) => row.count += 1,
            None => rows.push(NumberRow { printed: printed.to_owned(), number: number.clone(), mark, count: 1 }),
        }
    });
    rows
}

/// The names.
pub fn names(slices: &[impl AsRef<Slice>]) -> Vec<NameRow> {
    let mut rows: Vec<NameRow> = Vec::new();
    let mut known = HashMap::new();
    each_mark(slices, |mark, found, _| {
        let Mark::Program(program) = found else { return };
        let row = *known.entry((program.entry, program.name.as_str())).or_insert(rows.len());
        match rows.get_mut(row) {
            Some(row) => row.count += 1,
            None => rows.push(NameRow { program: program.clone(), mark, count: 1 }),
        }
    });
    rows
}

/// Sees each mark with its number and what is printed. One that reaches into the next slice is in both, and is
/// seen in the first.
fn each_mark<'s>(slices: &'s [impl AsRef<Slice>], mut see: impl FnMut(usize, &'s Mark, &'s str)) {
    let mut next = 0;
    for slice in slices.iter().map(AsRef::as_ref) {
        let offsets = Offsets::new(&slice.text);
        for (index, mark) in slice.marks.iter().enumerate() {
            let number = slice.first_mark + index;
            if number >= next {
                next = number + 1;
                see(number, mark, offsets.slice(&slice.text, mark.span()));
            }
        }
    }
}
