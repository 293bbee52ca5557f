//! Pairing: which mention is right, which label is missed.
//!
//! In: labels and linked mentions of one article. Out: one outcome a counted
//! label and a mention that counts. A mention is right where it shares a word
//! with a label of the same item: titles belong to our mentions ("President
//! Santos") and to labels of their own in the benchmarks, so that the ends alone
//! decide nothing. How many share both ends is counted beside it.

use super::Points;
use super::label::{Label, Type, Weight};

/// A mention that the reader tied to an item.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub(super) points: Points,
    pub(super) item: String,
    pub(super) kind: Type,
    pub(super) name: bool,
}

/// What became of a label, or of a mention; by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Right { label: usize, mention: usize },
    Missed { label: usize },
    Wrong { mention: usize },
}

impl Outcome {
    /// Returns what it counts under, and whether among names alone.
    pub(super) fn kind_and_name(self, labels: &[Label], linked: &[Linked]) -> (Type, bool) {
        match self {
            Outcome::Right { label, .. } | Outcome::Missed { label } => {
                let label = &labels[label];
                let kind = match label.weight {
                    Weight::Counted(kind) => kind,
                    Weight::Free | Weight::Other => Type::Organization,
                };
                (kind, label.name)
            }
            Outcome::Wrong { mention } => (linked[mention].kind, linked[mention].name),
        }
    }
}

/// Pairs the labels in the window with mentions, each with one.
pub(super) fn pair(labels: &[Label], linked: &[Linked], window: &Points) -> Vec<Outcome> {
    let mut taken = vec![false; linked.len()];
    let mut out = Vec::new();
    let inside = |label: &Label| meet(&label.points, window);
    let counted = |label: &Label| matches!(label.weight, Weight::Counted(_)) && inside(label);
    for (label_idx, label) in labels.iter().enumerate().filter(|(_, label)| counted(label)) {
        let fits = |(idx, mention): &(usize, &Linked)| {
            !taken[*idx] && mention.item == label.item && meet(&mention.points, &label.points)
        };
        match linked.iter().enumerate().find(fits) {
            Some((mention, _)) => {
                taken[mention] = true;
                out.push(Outcome::Right { label: label_idx, mention });
            }
            None => out.push(Outcome::Missed { label: label_idx }),
        }
    }
    for (mention_idx, mention) in linked.iter().enumerate().filter(|(idx, _)| !taken[*idx]) {
        let met = || labels.iter().filter(|label| meet(&label.points, &mention.points));
        let free = met().any(|label| label.weight == Weight::Free)
            && !met().any(|label| matches!(label.weight, Weight::Counted(_)));
        // One of the same item with a label that counts under no type, or beside
        // a label that another mention has found.
        let same = met().any(|label| label.item == mention.item);
        if !free && !same {
            out.push(Outcome::Wrong { mention: mention_idx });
        }
    }
    out
}

fn meet(a: &Points, b: &Points) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(points: Points, item: &str, weight: Weight) -> Label {
        Label { points, item: item.to_owned(), weight, name: true }
    }

    fn mention(points: Points, item: &str) -> Linked {
        Linked { points, item: item.to_owned(), kind: Type::Person, name: true }
    }

    const PERSON: Weight = Weight::Counted(Type::Person);

    #[test]
    fn mention_with_its_title_is_right_and_one_of_another_item_is_wrong() {
        let labels = [label(10..16, "Q1", PERSON), label(30..36, "Q2", PERSON)];
        let outcomes = pair(&labels, &[mention(0..16, "Q1"), mention(30..36, "Q3")], &(0..50));
        let expected = [
            Outcome::Right { label: 0, mention: 0 },
            Outcome::Missed { label: 1 },
            Outcome::Wrong { mention: 1 },
        ];
        assert_eq!(outcomes, expected);
    }

    #[test]
    fn free_label_makes_a_mention_neither_right_nor_wrong() {
        let labels = [label(0..5, "Q1", Weight::Free)];
        assert_eq!(pair(&labels, &[mention(0..5, "Q9")], &(0..50)), []);
    }

    #[test]
    fn link_to_something_that_the_labels_do_not_know_is_wrong() {
        let labels = [label(0..5, "<NIL>", Weight::Other)];
        let expected = [Outcome::Wrong { mention: 0 }];
        assert_eq!(pair(&labels, &[mention(0..5, "Q9")], &(0..50)), expected);
        assert_eq!(pair(&[], &[mention(0..5, "Q9")], &(0..50)), expected);
    }

    #[test]
    fn label_outside_the_window_is_not_missed() {
        assert_eq!(pair(&[label(60..65, "Q1", PERSON)], &[], &(0..50)), []);
    }
}
