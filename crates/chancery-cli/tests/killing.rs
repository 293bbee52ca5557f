//! `chancery add`, killed at any moment: what was confirmed stays, nothing half is
//! kept, and running it again completes the work.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::Desk;

const N_ARTICLES: usize = 500;
const N_KILLS: u32 = 10;

fn articles() -> String {
    let article = |n: usize| {
        format!(
            "{{\"id\": \"n{n}\", \"published\": \"2026-01-08\", \"language\": \"en\", \"text\": \
             \"Norway signed pact {n} with Iceland on Monday. Iceland’s foreign minister said the \
             talks were long. “We will meet again,” she said. Kenya did not take part.\"}}\n"
        )
    };
    (0..N_ARTICLES).map(article).collect()
}

fn add(ledger: &str) -> [&str; 6] {
    ["add", "list.jsonl", "--threads", "1", "--ledger", ledger]
}

/// Returns the pages of a sound ledger; none where the file has been made, but is
/// no ledger yet.
fn sound_pages(desk: &Desk, ledger: &str) -> usize {
    let checked = desk.run(&["check", "--ledger", ledger]);
    // Whether it is indeed an empty file shows when pages are added to it.
    if checked.stderr == format!("error: {ledger} is not a ledger of Chancery\n") {
        return 0;
    }
    let checked = checked.done();
    let counts = checked.trim_end().strip_prefix("sound: ").unwrap_or_else(|| panic!("{checked}"));
    let counts: Vec<usize> =
        counts.split(", ").map(|count| count.split(' ').next().unwrap().parse().unwrap()).collect();
    assert_eq!(counts[0], counts[1], "each page has its reading: {checked}");
    counts[0]
}

#[test]
fn killed_add_leaves_a_sound_ledger_that_a_second_run_completes() {
    let desk = Desk::new();
    desk.write("list.jsonl", articles());
    let started = Instant::now();
    desk.run(&add("whole.db")).done();
    let whole = started.elapsed();
    assert_eq!(sound_pages(&desk, "whole.db"), N_ARTICLES);
    let mut n_cut = 0;
    for kill in 0..N_KILLS {
        let ledger = format!("killed-{kill}.db");
        let mut command = desk.command(&add(&ledger));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Spread over the run, never at the same point of it twice.
        thread::sleep(
            whole * (2 * kill + 1) / (2 * N_KILLS) + Duration::from_micros(u64::from(kill) * 377),
        );
        child.kill().unwrap();
        child.wait().unwrap();
        if desk.path(&ledger).exists() {
            let n_pages = sound_pages(&desk, &ledger);
            n_cut += u32::from(0 < n_pages && n_pages < N_ARTICLES);
        }
        desk.run(&add(&ledger)).done();
        assert_eq!(sound_pages(&desk, &ledger), N_ARTICLES, "{ledger}");
    }
    // Otherwise the kills all came too early or too late to show anything.
    assert!(n_cut > 0, "no kill came between the first page and the last");
}
