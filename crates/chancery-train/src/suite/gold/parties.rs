//! Parties: whether those who act and are acted upon in the events that were found
//! are the right ones.
//!
//! In: the events of the annotation and of the reading. Out: shares that are right
//! of the events that are of one class and rest on the same words, whoever is in
//! them. The suite's other figures match events by their parties, so that they
//! cannot say how often these are right.

use serde_json::{Value, json};

use super::matching::{matched, overlap};
use super::ratio;
use super::records::Event;

/// Right and all of each part.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parties {
    events: usize,
    actors: usize,
    recipients: usize,
    both: usize,
    /// Events between the very same parties, and those in which they are on the same
    /// sides.
    same: usize,
    direction: usize,
}

impl Parties {
    /// Counts the events of an article.
    pub(super) fn add(&mut self, gold: &[Event], found: &[Event]) {
        let fit = |gold: &Event, found: &Event| {
            let here = gold.event == found.event && overlap(gold.span, found.span);
            // Of two on the same words, the one with more parties in common.
            let all = gold.actors.union(&gold.recipients);
            let common = all.filter(|party| everyone(found).contains(*party)).count();
            if here { 1.0 + common as f64 } else { 0.0 }
        };
        for (gold_idx, found_idx) in matched(gold, found, fit) {
            let (gold, found) = (&gold[gold_idx], &found[found_idx]);
            // Both sides of a mutual event act.
            let mutual = gold.recipients.is_empty() || found.recipients.is_empty();
            let same = everyone(gold) == everyone(found);
            let actors = gold.actors == found.actors || mutual && same;
            let recipients = gold.recipients == found.recipients || mutual && same;
            self.events += 1;
            self.actors += usize::from(actors);
            self.recipients += usize::from(recipients);
            self.both += usize::from(actors && recipients);
            self.same += usize::from(same);
            self.direction += usize::from(same && actors && recipients);
        }
    }

    fn shares(&self) -> [(&'static str, usize, usize); 4] {
        [
            ("actors", self.actors, self.events),
            ("recipients", self.recipients, self.events),
            ("both sides", self.both, self.events),
            ("direction", self.direction, self.same),
        ]
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let parts = self
            .shares()
            .map(|(name, right, all)| format!("{name} {:.3} ({right}/{all})", ratio(right, all)));
        vec![format!("  parties of events of one class on the same words: {}", parts.join(", "))]
    }

    pub(super) fn object(&self) -> Value {
        let parts = self.shares().map(|(name, right, all)| {
            (name.replace(' ', "_"), json!((ratio(right, all) * 10_000.0).round() / 10_000.0))
        });
        Value::Object(parts.into_iter().collect())
    }
}

fn everyone(event: &Event) -> std::collections::BTreeSet<&String> {
    event.actors.union(&event.recipients).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(actors: &[&str], recipients: &[&str]) -> Event {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Event {
            event: "ACCUSE".into(),
            actors: set(actors),
            recipients: set(recipients),
            standing: "actual".into(),
            when: None,
            core: true,
            span: (0, 10),
            confidence: 1.0,
        }
    }

    #[test]
    fn turned_event_has_the_right_parties_in_the_wrong_direction() {
        let mut parties = Parties::default();
        parties.add(&[event(&["usa"], &["irn"])], &[event(&["irn"], &["usa"])]);
        let expected = json!(
            {"actors": 0.0, "recipients": 0.0, "both_sides": 0.0, "direction": 0.0}
        );
        assert_eq!(parties.object(), expected);
        assert_eq!(parties.same, 1);
    }

    #[test]
    fn mutual_event_has_no_direction_to_miss() {
        let mut parties = Parties::default();
        parties.add(&[event(&["usa", "irn"], &[])], &[event(&["usa"], &["irn"])]);
        assert_eq!(parties.object()["both_sides"], 1.0);
    }

    #[test]
    fn another_recipient_leaves_the_actor_right() {
        let mut parties = Parties::default();
        parties.add(&[event(&["usa"], &["irn"])], &[event(&["usa"], &["irq"])]);
        assert_eq!(parties.object()["actors"], 1.0);
        assert_eq!((parties.recipients, parties.same), (0, 0));
    }
}
