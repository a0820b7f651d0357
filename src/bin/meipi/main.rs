//! The command line: `meipi VERB`, JSON lines in, one JSON line out for each.
//!
//! Exit status: 0 when all lines were good, 1 when one was not or reading or writing failed, 2 when the
//! command itself is not understood. A reader that has seen enough and closes the pipe is no failure.

// The core is one for both, but the whole dictionary and standard input are not for a browser.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod lines;
mod verbs;

use std::env;
use std::fmt::Write as _;
use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;
use verbs::{Run, VERBS, Verb};

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["-h" | "--help" | "help"] => end(io::stdout().write_all(help().as_bytes()).map(|()| true)),
        ["-V" | "--version"] => end(writeln!(io::stdout(), "meipi {}", env!("CARGO_PKG_VERSION")).map(|()| true)),
        [name] => match VERBS.iter().find(|verb| verb.name == name) {
            Some(verb) => end(run(verb)),
            None => misunderstood(&format!("no verb {name}")),
        },
        [] => misunderstood("a verb is missing"),
        _ => misunderstood("one verb at a time, and nothing after it"),
    }
}

/// Whether all lines were good.
fn run(verb: &Verb) -> io::Result<bool> {
    let mut output = BufWriter::new(io::stdout().lock());
    match verb.run {
        Run::Print(print) => {
            print(&mut output)?;
            output.flush()?;
            Ok(true)
        }
        Run::Answer(prepare) => {
            let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
            lines::answer_each(input, output, prepare())
        }
    }
}

fn end(done: io::Result<bool>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("meipi: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn misunderstood(reason: &str) -> ExitCode {
    tell(&format!("meipi: {reason}\n\n{}", help()));
    ExitCode::from(2)
}

/// Writes to standard error. When even that is closed, the exit status alone has to say it.
fn tell(message: &str) {
    let _ = io::stderr().write_all(message.as_bytes());
}

fn help() -> String {
    let mut help = String::from(
        "Usage: meipi VERB\n\n\
         Reads JSON lines on standard input and writes one JSON line for each, in order. A line that\n\
         cannot be answered gives {\"line\":n,\"error\":\"…\"}, and exit status 1 at the end. Offsets count\n\
         Unicode scalar values.\n\n",
    );
    for Verb { name, about, .. } in VERBS {
        writeln!(help, "  {name:<10}{about}").expect("a string takes all that is written");
    }
    help
}
