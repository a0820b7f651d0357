//! One line in, one line out.
//!
//! Nothing is read ahead of need: a line is answered before the next is waited for, so a program can
//! talk through a pipe, and a file of any length takes the memory of its longest line.

use serde::Serialize;
use std::io::{self, BufRead, BufReader, Read, Write};

/// What a verb says to a line, or why it cannot.
pub type Answer = Box<dyn Fn(&str) -> Result<String, String>>;

/// The line for a line that cannot be answered.
#[derive(Serialize)]
struct Fault<'e> {
    line: usize,
    error: &'e str,
}

/// Answers every line of `input`; whether all could be answered.
///
/// # Errors
/// When reading or writing fails. What was answered until then is written.
pub fn answer_each(mut input: BufReader<impl Read>, mut output: impl Write, answer: Answer) -> io::Result<bool> {
    let mut all_good = true;
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let reply = text_of(&bytes).and_then(&answer).or_else(|error| {
            all_good = false;
            let error = error.as_str();
            to_line(&Fault { line, error })
        });
        output.write_all(reply.map_err(io::Error::other)?.as_bytes())?;
        output.write_all(b"\n")?;
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(all_good)
}

fn text_of(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 at byte {}", error.valid_up_to()))?;
    if text.trim().is_empty() {
        return Err("the line is empty".to_owned());
    }
    Ok(text)
}

/// `answer` as a line of JSON, without the line feed.
pub fn to_line(answer: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(answer).map_err(|error| error.to_string())
}
