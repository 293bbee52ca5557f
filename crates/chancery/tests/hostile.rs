//! Ten thousand damaged inputs, the same on each run.
//!
//! Whatever is done to an input: nothing panics, nothing takes long, and the
//! records that stand before the damage are all delivered. Each page that comes
//! out is read, too: the first thousand inputs' with every test run, those of as
//! many inputs as `CHANCERY_TEST_HOSTILE` says where it is set, as CI does with
//! an optimised build:
//! `CHANCERY_TEST_HOSTILE=10000 cargo test --release -p chancery hostile`.

use std::collections::VecDeque;
use std::io::Cursor;
use std::time::{Duration, Instant};

use chancery::source::Sources;
use chancery_model::Page;
use fastrand::Rng;
use flate2::{Decompress, FlushDecompress};

use crate::laws::FAST_READER;
use crate::seed::{self, Seed};

const N_INPUTS: usize = 10_000;
/// As many of them as an unoptimised reader reads in a few seconds.
const N_INPUTS_READ: usize = 1_000;
const TIME_LIMIT: Duration = Duration::from_secs(2);
/// A reader that is not optimised, beside other tests, is several times slower.
const TIME_LIMIT_READ: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

/// Drives damaged inputs through the sources, and each page through `take`.
fn run(n_inputs: usize, limit: Duration, take: fn(&Page)) {
    let seeds = seed::seeds();
    for input in 0..n_inputs {
        let mut rng = Rng::with_seed(input as u64);
        let seed = &seeds[input % seeds.len()];
        let (bytes, intact) = damage(seed, &mut rng);
        let name = seed.name;
        let mut expected: VecDeque<&[u8]> = intact_pages(seed, intact).collect();
        let took = timed(name, &bytes, |page| {
            take(page);
            if expected.front().is_some_and(|first| *first == page.bytes) {
                expected.pop_front();
            }
        });
        assert!(expected.is_empty(), "{name} {input}: {} pages are lost", expected.len());
        if took > limit {
            // A busy machine is slow once, a slow input twice.
            let took = timed(name, &bytes, take);
            assert!(took < limit, "{name} {input}: {} bytes took {took:?}", bytes.len());
        }
    }
}

fn timed(name: &str, bytes: &[u8], mut take: impl FnMut(&Page)) -> Duration {
    let input = Cursor::new(bytes.to_vec());
    let started = Instant::now();
    for sourced in Sources::from_reader(name, input).flatten() {
        take(&sourced.page);
    }
    started.elapsed()
}

/// Returns the pages that lie in the first `intact` bytes.
fn intact_pages(seed: &Seed, intact: usize) -> impl Iterator<Item = &[u8]> {
    let intact = if seed.gzip { n_inflated(&seed.bytes[..intact]) } else { intact };
    let pages = seed.pages.iter().take_while(move |(end, _)| *end <= intact);
    pages.map(|(_, page)| &page[..])
}

/// Returns how many bytes the start of a member of gzip gives.
fn n_inflated(member: &[u8]) -> usize {
    let Some(deflated) = member.get(10..) else { return 0 };
    let mut output = vec![0; 1 << 20];
    let mut inflate = Decompress::new(false);
    inflate.decompress(deflated, &mut output, FlushDecompress::None).unwrap();
    inflate.total_out() as usize
}

/// Returns the input with some damage done to it, and how many bytes before the
/// first damage are what they were.
fn damage(seed: &Seed, rng: &mut Rng) -> (Vec<u8>, usize) {
    let mut bytes = seed.bytes.clone();
    let mut intact = bytes.len();
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..=bytes.len());
        intact = intact.min(match rng.u8(..10) {
            0 => cut(&mut bytes, at),
            1 => drop_some(&mut bytes, at, rng),
            2 => splice(&mut bytes, at, rng),
            3..=5 => flip_bits(&mut bytes, at, rng),
            6 => change_charset(&mut bytes, at, rng),
            7 => nest_deeply(&mut bytes, at, rng),
            8 => change_token(&mut bytes, rng),
            _ => lengthen(&mut bytes, at, rng),
        });
    }
    (bytes, intact)
}

fn cut(bytes: &mut Vec<u8>, at: usize) -> usize {
    bytes.truncate(at);
    at
}

fn drop_some(bytes: &mut Vec<u8>, at: usize, rng: &mut Rng) -> usize {
    let end = (at + rng.usize(1..400)).min(bytes.len());
    bytes.drain(at..end);
    at
}

/// Copies a part of the input to another place.
fn splice(bytes: &mut Vec<u8>, at: usize, rng: &mut Rng) -> usize {
    let start = rng.usize(..=bytes.len());
    let end = (start + rng.usize(1..2000)).min(bytes.len());
    let part = bytes[start..end].to_vec();
    bytes.splice(at..at, part);
    at
}

fn flip_bits(bytes: &mut [u8], at: usize, rng: &mut Rng) -> usize {
    for _ in 0..rng.usize(1..6) {
        let behind = at + rng.usize(..64);
        if let Some(byte) = bytes.get_mut(behind) {
            *byte ^= 1 << rng.u8(..8);
        }
    }
    at
}

/// Bytes of other charsets, from one place on.
fn change_charset(bytes: &mut Vec<u8>, at: usize, rng: &mut Rng) -> usize {
    let rest = bytes.split_off(at);
    match rng.u8(..3) {
        0 => bytes.extend(rest.iter().flat_map(|byte| [*byte, 0])),
        1 => bytes.extend(rest.iter().map(|byte| if *byte == b'e' { 0xe9 } else { *byte })),
        _ => {
            bytes.extend_from_slice(&[0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]);
            bytes.extend_from_slice(&rest);
        }
    }
    at
}

fn nest_deeply(bytes: &mut Vec<u8>, at: usize, rng: &mut Rng) -> usize {
    let level = ["[", "{\"a\":", "<div>", "<b><i>", "{\"text\": ["][rng.usize(..5)];
    let levels = level.repeat(rng.usize(1..20_000));
    bytes.splice(at..at, levels.into_bytes());
    at
}

/// Swaps a word that means something for one that means something else.
fn change_token(bytes: &mut Vec<u8>, rng: &mut Rng) -> usize {
    const TOKENS: [(&str, &str); 16] = [
        ("\"text\": \"", "\"text\": [\""),
        ("\"text\"", "\"test\""),
        ("\"url\": \"", "\"url\": 7, \""),
        ("\"id\": \"", "\"id\": {\"a\": null}, \""),
        ("}\n", "}"),
        ("\n", "\r"),
        (": ", ": 1e999, "),
        ("Content-Length: ", "Content-Length: 9999999999"),
        ("Content-Length: ", "Content-Length: -"),
        ("Content-Length: ", "Content-Length: 9"),
        ("Content-Length", "Content-Size"),
        ("\r\n\r\n", "\r\n"),
        ("WARC/1.0", "WARC/9.9"),
        ("200 OK", "\u{662}00"),
        ("text/html", "text/html; charset=utf-16"),
        ("<body>", "<body"),
    ];
    let (old, new) = TOKENS[rng.usize(..TOKENS.len())];
    let places: Vec<usize> = bytes
        .windows(old.len())
        .enumerate()
        .filter(|w| w.1 == old.as_bytes())
        .map(|w| w.0)
        .collect();
    let Some(at) = rng.choice(places) else { return bytes.len() };
    bytes.splice(at..at + old.len(), new.bytes());
    at
}

/// A very long line now and then, else a long one.
fn lengthen(bytes: &mut Vec<u8>, at: usize, rng: &mut Rng) -> usize {
    let n = if rng.usize(..100) == 0 { 50 << 20 } else { rng.usize(1..100_000) };
    let filler = std::iter::repeat_n(b"a \"<\0"[rng.usize(..5)], n);
    bytes.splice(at..at, filler);
    at
}

#[test]
fn damaged_inputs_neither_panic_nor_hang_nor_lose_what_is_intact() {
    run(N_INPUTS, TIME_LIMIT, |page| assert!(!page.bytes.is_empty()));
}

#[test]
fn whatever_comes_out_of_a_damaged_input_is_read() {
    let asked = std::env::var("CHANCERY_TEST_HOSTILE").ok();
    let n_inputs = asked.map_or(N_INPUTS_READ, |number| number.parse().unwrap());
    run(n_inputs, TIME_LIMIT_READ, |page| {
        let reading = FAST_READER.read(page);
        assert!(reading.article.id.starts_with("sha256:"));
    });
}
