//! Which half-life of the trajectory foretells the next scores best.
//!
//! `cargo run --release --example half_life -- LEDGER` folds the busiest pairs
//! of a ledger and prints, for each half-life, the mean square of the distance
//! between the score of an event and the level of the days before it. It is
//! for those who would change `HALF_LIFE_DAYS`; `docs/trajectory.md` has its
//! figures.

use std::error::Error;
use std::path::PathBuf;

use chancery::desk::account_of;
use chancery_account::{Account, Options};
use chancery_ledger::Ledger;
use chancery_model::Date;

const PAIRS: usize = 20;
const HALF_LIVES: [i32; 9] = [7, 14, 21, 30, 45, 60, 90, 180, 365];

/// The weight of the neutral score, as in the trajectory.
const NEUTRAL: f64 = 1.0;

#[expect(clippy::print_stdout, reason = "this program is there to print")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).map(PathBuf::from).ok_or("name a ledger")?;
    let ledger = Ledger::open_read_only(&path)?;
    let (mut errors, mut n_events) = ([0.0_f64; HALF_LIVES.len()], 0);
    for count in ledger.pairs(PAIRS)? {
        let account = account_of(&ledger, &count.pair, &Options::default(), 1)?;
        let scores = scores(&account);
        n_events += scores.len();
        for (error, half_life) in errors.iter_mut().zip(HALF_LIVES) {
            *error += distance(&scores, half_life);
        }
    }
    println!("{n_events} events of {PAIRS} pairs");
    for (error, half_life) in errors.iter().zip(HALF_LIVES) {
        println!("{half_life:>4} days: {:.3}", error / n_events as f64);
    }
    Ok(())
}

/// Returns the days and scores of the events that count, by day.
fn scores(account: &Account) -> Vec<(Date, f64)> {
    let counted = account.trajectory.iter().flat_map(|trajectory| &trajectory.counted);
    let event = |place: &usize| account.events.get(*place);
    let scores = counted.filter_map(event);
    scores.filter_map(|event| Some((event.dated.day()?, f64::from(event.score)))).collect()
}

/// Returns the sum of squares between scores and the level of the days before.
fn distance(scores: &[(Date, f64)], half_life: i32) -> f64 {
    let (mut sum, mut weight, mut distance) = (0.0, 0.0, 0.0);
    let mut before: Option<Date> = None;
    for day in scores.chunk_by(|left, right| left.0 == right.0) {
        let Some((date, _)) = day.first() else { continue };
        let hours = before.map_or(0, |before| date.duration_since(before).as_hours());
        let left = 0.5_f64.powf(hours as f64 / 24.0 / f64::from(half_life));
        (sum, weight) = (sum * left, weight * left);
        let level = sum / (weight + NEUTRAL);
        for (_, score) in day {
            distance += (score - level) * (score - level);
        }
        sum += day.iter().map(|(_, score)| score).sum::<f64>();
        weight += day.len() as f64;
        before = Some(*date);
    }
    distance
}
