//! Commands that write, killed at any moment: what was confirmed stays, nothing
//! half is kept, no repair is needed, and running them again completes the work.
//!
//! With `CHANCERY_SLOW_TESTS` there are two hundred kills, otherwise a few.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::Desk;

const N_ARTICLES: usize = 500;

/// Returns how often to kill: this share of two hundred, or of fifteen.
fn kills(share: f64) -> u32 {
    let all = if std::env::var_os("CHANCERY_SLOW_TESTS").is_some() { 200.0 } else { 15.0 };
    (all * share).ceil() as u32
}

fn articles(from: usize, n_articles: usize) -> String {
    let article = |n: usize| {
        format!(
            "{{\"id\": \"n{n}\", \"published\": \"2026-01-08\", \"language\": \"en\", \"text\": \
             \"Norway signed pact {n} with Iceland on Monday. Iceland’s foreign minister said the \
             talks were long. “We will meet again,” she said. Kenya did not take part.\"}}\n"
        )
    };
    (from..from + n_articles).map(article).collect()
}

fn add(ledger: &str) -> Vec<&str> {
    vec!["add", "list.jsonl", "--threads", "1", "--reading", "fast", "--ledger", ledger]
}

/// Returns the numbers of pages and readings of a sound ledger.
fn sound(desk: &Desk, ledger: &str) -> (usize, usize) {
    let checked = desk.run(&["check", "--ledger", ledger]).done();
    let counts = checked.trim_end().strip_prefix("sound: ").unwrap_or_else(|| panic!("{checked}"));
    let counts: Vec<usize> =
        counts.split(", ").map(|count| count.split(' ').next().unwrap().parse().unwrap()).collect();
    (counts[0], counts[1])
}

/// Runs the command and kills it after that time. Returns whether it had ended.
fn run_and_kill(desk: &Desk, args: &[&str], after: Duration) -> bool {
    let mut command = desk.command(args);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// Returns a moment of a run that takes `whole`, never the same one twice: the
/// golden ratio spreads them evenly, however many there are.
fn moment(whole: Duration, kill: u32) -> Duration {
    whole.mul_f64((0.5 + f64::from(kill) * 0.618_033_988_749_895).fract())
}

fn timed(desk: &Desk, args: &[&str]) -> Duration {
    let started = Instant::now();
    desk.run(args).done();
    started.elapsed()
}

#[test]
fn killed_add_leaves_a_sound_ledger_that_a_second_run_completes() {
    let desk = Desk::new();
    desk.write("list.jsonl", articles(0, N_ARTICLES));
    let whole = timed(&desk, &add("whole.db"));
    assert_eq!(sound(&desk, "whole.db"), (N_ARTICLES, N_ARTICLES));
    let mut n_cut = 0;
    for kill in 0..kills(0.4) {
        let ledger = format!("killed-{kill}.db");
        run_and_kill(&desk, &add(&ledger), moment(whole, kill));
        if desk.path(&ledger).exists() {
            let (n_pages, n_readings) = sound(&desk, &ledger);
            assert_eq!(n_pages, n_readings, "each page has its reading");
            n_cut += u32::from(0 < n_pages && n_pages < N_ARTICLES);
        }
        // Every tenth is enough: a second run is an add like any other.
        if kill % 10 == 0 {
            desk.run(&add(&ledger)).done();
            assert_eq!(sound(&desk, &ledger), (N_ARTICLES, N_ARTICLES), "{ledger}");
        }
    }
    // Otherwise the kills all came too early or too late to show anything.
    assert!(n_cut > 0, "no kill came between the first page and the last");
}

#[test]
fn killed_recode_keeps_what_it_confirmed_and_goes_on_from_there() {
    let desk = Desk::new();
    desk.write("list.jsonl", articles(0, N_ARTICLES));
    desk.run(&add("chancery.db")).done();
    // Two codebooks are two coders: each reads again what the other read last.
    for (folder, words) in [("one", "whal*"), ("two", "seal*")] {
        std::fs::create_dir(desk.path(folder)).unwrap();
        let table = format!("[[domain]]\nname = \"hunting\"\nwords = [\"{words}\"]\n");
        desk.write(&format!("{folder}/domains.toml"), table);
    }
    let recode = |codebook| ["recode", "--codebook", codebook, "--reading", "fast"];
    let whole = timed(&desk, &recode("one"));
    let (mut codebook, mut n_readings, mut n_cut) = ("two", 2 * N_ARTICLES, 0);
    for kill in 0..kills(0.4) {
        let ended = run_and_kill(&desk, &recode(codebook), moment(whole, kill));
        let (n_pages, now) = sound(&desk, "chancery.db");
        assert_eq!(n_pages, N_ARTICLES);
        assert!(now >= n_readings, "a reading was lost: {n_readings}, {now}");
        n_cut += u32::from(now > n_readings && !now.is_multiple_of(N_ARTICLES));
        n_readings = now;
        if ended {
            codebook = if codebook == "one" { "two" } else { "one" };
        }
    }
    assert!(n_cut > 0, "no kill came between the first page and the last");
    desk.run(&recode(codebook)).done();
    let (_, n_readings) = sound(&desk, "chancery.db");
    assert_eq!(n_readings % N_ARTICLES, 0, "each page was read as often as any other");
    let again = desk.run(&recode(codebook)).done();
    assert!(again.starts_with("0 pages read again"), "{again}");
}

#[test]
fn killed_rebuild_leaves_the_tables_as_they_were() {
    let desk = Desk::new();
    desk.write("list.jsonl", articles(0, N_ARTICLES));
    desk.run(&add("chancery.db")).done();
    let pairs = desk.run(&["pairs"]).done();
    let found = desk.run(&["find", "pact", "--limit", "500"]).done();
    let whole = timed(&desk, &["rebuild"]);
    for kill in 0..kills(0.2) {
        run_and_kill(&desk, &["rebuild"], moment(whole, kill));
        assert_eq!(sound(&desk, "chancery.db"), (N_ARTICLES, N_ARTICLES), "kill {kill}");
        assert_eq!(desk.run(&["pairs"]).done(), pairs, "kill {kill}");
        assert_eq!(desk.run(&["find", "pact", "--limit", "500"]).done(), found, "kill {kill}");
    }
}

#[test]
fn many_who_write_at_once_wait_for_each_other() {
    let desk = Desk::new();
    for part in 0..3 {
        desk.write(&format!("part-{part}.jsonl"), articles(part * 100, 100));
    }
    desk.write("list.jsonl", articles(300, 100));
    desk.run(&add("chancery.db")).done();
    let mut children = Vec::new();
    for args in [
        &["add", "part-0.jsonl", "--reading", "fast"][..],
        &["add", "part-1.jsonl", "--reading", "fast"],
        &["rebuild"],
        &["add", "part-2.jsonl", "--reading", "fast"],
        &["rebuild"],
    ] {
        let mut command = desk.command(args);
        children.push(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    }
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(sound(&desk, "chancery.db"), (400, 400));
}

/// A file that may not grow stands for a disk that is full.
#[cfg(unix)]
#[test]
fn disk_without_room_is_told_and_loses_nothing() {
    use std::process::Command;

    let desk = Desk::new();
    desk.write("list.jsonl", articles(0, 64));
    desk.run(&add("chancery.db")).done();
    desk.write("list.jsonl", articles(0, N_ARTICLES));
    // Blocks of 512 bytes; the log of a batch is larger than that.
    let limited = "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\"";
    let typed = desk.command(&add("chancery.db"));
    let mut command = Command::new("sh");
    command.args(["-c", limited]).arg(typed.get_program()).args(typed.get_args());
    command.current_dir(desk.path("."));
    let ran = crate::desk::Ran::of(command.output().unwrap());
    let message = ran.failed();
    assert!(
        message.starts_with("error: the disk of the ledger chancery.db failed or has no room\n")
            || message.starts_with("error: no room left on the disk of the ledger chancery.db\n"),
        "{message}"
    );
    let (n_pages, n_readings) = sound(&desk, "chancery.db");
    assert!(n_pages >= 64 && n_pages == n_readings, "{n_pages}");
    desk.run(&add("chancery.db")).done();
    assert_eq!(sound(&desk, "chancery.db"), (N_ARTICLES, N_ARTICLES));
}
