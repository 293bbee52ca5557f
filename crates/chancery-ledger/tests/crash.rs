//! Killing a process that adds, at moments that nobody chose.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use chancery_ledger::Ledger;

use crate::fixture::{Dice, Sample, add, random};

/// Names the ledger to a process that is this test once more, as the one that
/// is killed.
const VICTIM: &str = "CHANCERY_LEDGER_CRASH_VICTIM";

/// Returns how often to kill.
fn kills() -> u64 {
    if std::env::var_os("CHANCERY_SLOW_TESTS").is_some() { 200 } else { 20 }
}

const BATCH: u64 = 7;

fn batch(number: u64) -> Vec<Sample> {
    let padding = "Long enough to fill several pages of the file. ".repeat(40);
    (0..BATCH)
        .map(|i| {
            let mut sample = random(number * BATCH + i);
            sample.reading.article.text.push_str(&padding);
            sample.wired()
        })
        .collect()
}

#[test]
fn killed_process_loses_no_confirmed_page_and_leaves_no_half_page() {
    if let Some(path) = std::env::var_os(VICTIM) {
        return add_until_killed(Path::new(&path));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chancery.db");
    let mut dice = Dice::new(11);
    let mut confirmed = 0;
    for kill in 0..kills() {
        confirmed = run_and_kill(&path, Duration::from_millis(dice.roll(60) as u64), confirmed);

        // The first kill may come before there is a file.
        let ledger = Ledger::open(&path).unwrap();
        let report = ledger.check().unwrap();
        assert!(report.is_sound(), "kill {kill}: {:?}", report.damage);
        let counts = ledger.counts().unwrap();
        assert_eq!(counts.pages as u64 % BATCH, 0, "kill {kill}: half a batch");
        assert_eq!((counts.pages, counts.pages), (counts.readings, counts.articles));
        assert!(counts.pages as u64 >= confirmed * BATCH, "kill {kill}: a page was lost");
        for number in confirmed.saturating_sub(3)..confirmed {
            for sample in batch(number) {
                assert_eq!(ledger.page(sample.id()).unwrap().unwrap(), sample.page);
                assert_eq!(ledger.reading(sample.id()).unwrap().unwrap().wire, sample.wire);
            }
        }
    }
    // A busy machine starts a process slowly.
    assert!(confirmed > kills() / 4, "{confirmed} batches confirmed: the kills come too early");
}

/// Returns how many batches stand confirmed: those before, and those that the
/// process told of before it was killed.
fn run_and_kill(path: &Path, after: Duration, mut confirmed: u64) -> u64 {
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["crash::killed_process", "--nocapture"])
        .env(VICTIM, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(victim.stdout.take().unwrap()).lines();
    // The clock starts once it adds, or a slow start would save it each time.
    let is_adding = |line: &str| line.ends_with("adding");
    assert!(told.by_ref().map_while(Result::ok).any(|line| is_adding(&line)));
    std::thread::sleep(after);
    victim.kill().unwrap();
    for line in told.map_while(Result::ok) {
        if let Some(number) = line.strip_prefix("confirmed ").and_then(|n| n.parse::<u64>().ok()) {
            confirmed = confirmed.max(number + 1);
        }
    }
    victim.wait().unwrap();
    confirmed
}

fn add_until_killed(path: &Path) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nadding").unwrap();
    let mut ledger = Ledger::open(path).unwrap();
    for number in ledger.counts().unwrap().pages as u64 / BATCH.. {
        add(&mut ledger, &batch(number)).unwrap();
        writeln!(out, "confirmed {number}").unwrap();
        out.flush().unwrap();
    }
}
