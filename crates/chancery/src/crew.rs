//! Work on several threads, with the results in order.
//!
//! In: pages in the order of their sources ([`read_each`]), or anything else of
//! which there are many ([`make_each`]). Out: for each of them, in the same order
//! whatever the number of threads, what a worker made of it. Memory is bounded:
//! no more than a few pages a thread are under way at once.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;

use chancery_account::Work;
use chancery_model::{Article, Page, Problem, Reading};
use chancery_read::Reader;

use crate::source::{Origin, SourceProblem, Sourced};
use crate::wire;

/// How many pages a thread may be ahead of the one that takes the results.
const AHEAD: usize = 8;

/// A page that has been read.
#[derive(Clone, Debug)]
pub struct ReadPage {
    /// The page.
    pub page: Page,
    /// Where it came from.
    pub origin: Origin,
    /// What was read from it.
    pub reading: Reading,
    /// The reading as `chancery.reading/1`, one line.
    pub wire: String,
}

type Job = (u64, Result<Sourced, SourceProblem>);
type Done = (u64, Result<Box<ReadPage>, SourceProblem>);

/// Reads every page on that many threads and gives each result to `take`, in the
/// order of the sources, on the calling thread.
///
/// # Errors
///
/// Returns the first error of `take`, after which nothing more is read.
pub fn read_each<E>(
    sources: impl Iterator<Item = Result<Sourced, SourceProblem>> + Send,
    reader: &Reader,
    threads: usize,
    mut take: impl FnMut(Result<Box<ReadPage>, SourceProblem>) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.max(1);
    let (jobs, waiting) = mpsc::sync_channel::<Job>(threads * AHEAD);
    let (finished, results) = mpsc::sync_channel::<Done>(threads * AHEAD);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        scope.spawn(move || {
            for job in sources.enumerate().map(|(idx, sourced)| (idx as u64, sourced)) {
                if jobs.send(job).is_err() {
                    break;
                }
            }
        });
        for _ in 0..threads {
            let (waiting, finished) = (&waiting, finished.clone());
            scope.spawn(move || work(waiting, &finished, reader));
        }
        drop(finished);
        let outcome = in_order(&results, &mut take);
        // The workers stop when nobody takes their results any more, and the
        // source stops when nobody takes its pages.
        drop(results);
        while outcome.is_err() && next(&waiting).is_some() {}
        outcome
    })
}

/// Makes something of each item on that many threads, and returns what was made
/// in the order of the items. `worker` returns what one thread works with.
///
/// The items are brought on the calling thread, since a ledger belongs to one.
pub fn make_each<T: Send, R: Send, W: FnMut(T) -> R>(
    items: impl IntoIterator<Item = T>,
    threads: usize,
    worker: impl Fn() -> W + Sync,
) -> Vec<R> {
    let threads = threads.max(1);
    let (jobs, waiting) = mpsc::sync_channel::<(usize, T)>(threads * AHEAD);
    // Workers alone hold it: were all of them to panic, nobody would go on
    // bringing items.
    let waiting = Arc::new(Mutex::new(waiting));
    thread::scope(|scope| {
        let worker = &worker;
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let waiting = Arc::clone(&waiting);
                scope.spawn(move || {
                    let mut make = worker();
                    let mut made = Vec::new();
                    while let Some((idx, item)) = next(&waiting) {
                        made.push((idx, make(item)));
                    }
                    made
                })
            })
            .collect();
        drop(waiting);
        for job in items.into_iter().enumerate() {
            if jobs.send(job).is_err() {
                break;
            }
        }
        drop(jobs);
        let made = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(made) => made,
            Err(panic) => resume_unwind(panic),
        });
        let mut made: Vec<(usize, R)> = made.collect();
        made.sort_unstable_by_key(|(idx, _)| *idx);
        made.into_iter().map(|(_, made)| made).collect()
    })
}

/// Does two pieces of work at once, one of them on the calling thread.
pub fn both(one: &mut Work<'_>, other: &mut Work<'_>) {
    thread::scope(|scope| {
        scope.spawn(one);
        other();
    });
}

/// Drops what takes long to be taken apart, while the caller goes on.
pub fn drop_aside(things: impl Send + 'static) {
    thread::spawn(move || drop(things));
}

fn next<T>(waiting: &Mutex<Receiver<T>>) -> Option<T> {
    // A worker cannot panic while it holds the lock, so it is never poisoned.
    waiting.lock().ok()?.recv().ok()
}

fn work(waiting: &Mutex<Receiver<Job>>, finished: &SyncSender<Done>, reader: &Reader) {
    while let Some((idx, sourced)) = next(waiting) {
        let done = sourced.map(|Sourced { page, origin }| {
            let reading = read(reader, &page);
            let wire = wire::reading::to_json(&reading);
            Box::new(ReadPage { page, origin, reading, wire })
        });
        if finished.send((idx, done)).is_err() {
            return;
        }
    }
}

/// Reads a page; a panic becomes a problem of that page alone.
pub fn read(reader: &Reader, page: &Page) -> Reading {
    catch_unwind(AssertUnwindSafe(|| reader.read(page))).unwrap_or_else(|_| {
        let article =
            Article { id: chancery_ledger::article_id(&page.bytes), ..Article::default() };
        let mut reading = Reading::empty(reader.coder().clone(), article);
        reading.problems.push(Problem {
            code: "bug".into(),
            message: "reading this page failed: this is a bug in Chancery, please report it".into(),
        });
        reading
    })
}

fn in_order<E>(
    results: &Receiver<Done>,
    take: &mut impl FnMut(Result<Box<ReadPage>, SourceProblem>) -> Result<(), E>,
) -> Result<(), E> {
    let mut early: BTreeMap<u64, Result<Box<ReadPage>, SourceProblem>> = BTreeMap::new();
    let mut wanted = 0;
    for (idx, done) in results {
        early.insert(idx, done);
        while let Some(done) = early.remove(&wanted) {
            wanted += 1;
            take(done)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_comes_in_the_order_of_the_items_on_any_number_of_threads() {
        // The first items take longest.
        let slowly = |item: u64| {
            thread::sleep(std::time::Duration::from_micros(200_u64.saturating_sub(item)));
            item * 2
        };
        let expected: Vec<u64> = (0..300).map(|item| item * 2).collect();
        for threads in [0, 1, 2, 7] {
            assert_eq!(make_each(0..300, threads, || slowly), expected, "{threads}");
        }
        assert!(make_each(0..0, 2, || slowly).is_empty());
    }

    #[test]
    #[should_panic(expected = "this one")]
    fn panic_of_a_worker_reaches_the_caller() {
        make_each(0..1000, 2, || |item| assert!(item != 40, "this one"));
    }
}
