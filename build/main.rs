//! Turns the seeds into what the program embeds.
fn main() {}
