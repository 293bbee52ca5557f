//! Any bytes, under any name, as an input.
//!
//! The first byte chooses the name, since its extension takes part in deciding
//! what the rest is. Nothing may panic or hang, and each input gives a page or a
//! problem.

#![no_main]

use std::io::Cursor;

use chancery::source::{PAGE_LIMIT, Sources};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = ["-", "a.html", "a.txt", "a.jsonl", "a.warc.gz", "a.bin"];

fuzz_target!(|input: &[u8]| {
    let Some((first, bytes)) = input.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let mut is_silent = true;
    for found in Sources::from_reader(name, Cursor::new(bytes.to_vec())) {
        is_silent = false;
        match found {
            Ok(sourced) => assert!((1..=PAGE_LIMIT).contains(&sourced.page.bytes.len())),
            Err(problem) => assert!(!problem.message().is_empty()),
        }
    }
    assert!(!is_silent, "neither a page nor a problem");
});
