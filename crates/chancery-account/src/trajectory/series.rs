//! The daily series: what was lately done, by direction, the older the less.
//!
//! Goes in: events that count. Comes out: a level a day and direction, which
//! looks back and never ahead: it is what a reader of that day could know.

use chancery_model::Date;

use super::counted::{Counted, Direction, days};

/// After how many days an event weighs half.
///
/// Of the half-lives that foretell the next score about equally well it is one
/// of the shortest; see `docs/trajectory.md`.
pub const HALF_LIFE_DAYS: usize = 60;

/// What of an event's weight is left a day later: the 60th root of a half.
///
/// Written out, because the functions that would compute it differ in their
/// last bit from machine to machine.
const LEFT_A_DAY_LATER: f64 = 0.988_514_020_352_896_1;

/// The weight of the neutral score that every level starts from, in events.
///
/// It draws the level of one lonely report halfway to nothing.
const NEUTRAL: f64 = 1.0;

/// What was lately done in one direction, on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// From -10 (conflict) to 10 (cooperation); 0 where nothing is known.
    pub value: f32,
    /// The standard error of the value.
    pub error: f32,
    /// The events behind it, each by its surety and age.
    pub weight: f32,
}

impl Level {
    /// Returns whether it rests on less than two fresh and certain events.
    pub fn rests_on_little(&self) -> bool {
        self.weight < 2.0
    }
}

/// Returns a level for each day from the first to the last, by direction.
/// `spread` is the variance of scores within a phase.
pub(super) fn levels(counted: &[Counted], start: Date, end: Date, spread: f64) -> [Vec<Level>; 3] {
    Direction::ALL.map(|direction| {
        let own = counted.iter().filter(|counted| counted.direction == direction);
        let mut coming = own.peekable();
        let (mut sum, mut weight, mut squares) = (0.0_f64, 0.0_f64, 0.0_f64);
        (0..=days(start, end))
            .map(|place| {
                sum *= LEFT_A_DAY_LATER;
                weight *= LEFT_A_DAY_LATER;
                squares *= LEFT_A_DAY_LATER * LEFT_A_DAY_LATER;
                while let Some(event) = coming.next_if(|event| days(start, event.day) <= place) {
                    sum += event.weight * event.score;
                    weight += event.weight;
                    squares += event.weight * event.weight;
                }
                let all = weight + NEUTRAL;
                Level {
                    value: (sum / all) as f32,
                    error: ((spread * squares).sqrt() / all) as f32,
                    weight: weight as f32,
                }
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use chancery_model::EventKind;

    use super::super::counted::later;
    use super::*;

    #[test]
    fn left_a_day_later_is_the_root_that_it_says() {
        let left = (0..HALF_LIFE_DAYS).fold(1.0, |left, _| left * LEFT_A_DAY_LATER);
        assert!((left - 0.5).abs() < 1e-12, "{left}");
    }

    #[test]
    fn level_rises_with_its_event_and_fades() {
        let start: Date = "2026-01-01".parse().unwrap();
        let event = Counted {
            event: 0,
            day: later(start, 2),
            direction: Direction::Both,
            kind: EventKind::Consult,
            score: 4.0,
            weight: 1.0,
            origins: 1,
        };
        let end = later(start, 2 + HALF_LIFE_DAYS);
        let [first, second, both] = levels(&[event], start, end, 4.0);
        assert!(first.iter().chain(&second).all(|level| *level == Level::default()));
        assert_eq!((both[1].value, both[2].value, both[2].error), (0.0, 2.0, 1.0));
        let last = both.last().unwrap();
        assert!((last.value - 2.0 / 1.5).abs() < 1e-5 && (last.weight - 0.5).abs() < 1e-5);
    }
}
