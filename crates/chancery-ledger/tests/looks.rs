//! Looks: what a reader has seen of a pair, and what came since.

use chancery_ledger::Ledger;
use chancery_model::{Pair, Party};

use crate::fixture::{Sample, add};

fn look(ledger: &mut Ledger) {
    let look = ledger.look_now("2026-01-08T07:00:00Z").unwrap();
    ledger.remember(&pair(), &look).unwrap();
}

fn pair() -> Pair {
    Pair::new(Party("USA".into()), Party("CHN".into()))
}

#[test]
fn what_was_added_after_the_last_look_is_new() {
    let mut ledger = Ledger::in_memory().unwrap();
    let (visit, treaty) =
        (Sample::naming("A visit", &["USA", "CHN"]), Sample::naming("A treaty", &["USA", "CHN"]));
    add(&mut ledger, std::slice::from_ref(&visit)).unwrap();
    assert_eq!(ledger.last_look(&pair()).unwrap(), None);
    assert!(ledger.articles_since(None).unwrap().contains(visit.id()));

    look(&mut ledger);
    let look = ledger.last_look(&pair()).unwrap().unwrap();
    assert_eq!(look.made, "2026-01-08T07:00:00Z");
    assert!(ledger.articles_since(Some(&look)).unwrap().is_empty());

    add(&mut ledger, &[visit, treaty.clone()]).unwrap();
    let new: Vec<String> = ledger.articles_since(Some(&look)).unwrap().into_iter().collect();
    assert_eq!(new, [treaty.id()]);
}

#[test]
fn look_at_one_pair_is_none_at_another() {
    let mut ledger = Ledger::in_memory().unwrap();
    look(&mut ledger);
    let other = Pair::new(Party("USA".into()), Party("COL".into()));
    assert_eq!(ledger.last_look(&other).unwrap(), None);
}

#[test]
fn look_at_an_empty_ledger_makes_all_that_follows_new() {
    let mut ledger = Ledger::in_memory().unwrap();
    look(&mut ledger);
    let look = ledger.last_look(&pair()).unwrap();
    let visit = Sample::naming("A visit", &["USA", "CHN"]);
    add(&mut ledger, std::slice::from_ref(&visit)).unwrap();
    assert!(ledger.articles_since(look.as_ref()).unwrap().contains(visit.id()));
}

#[test]
fn what_is_added_while_a_reader_looks_stays_new() {
    let mut ledger = Ledger::in_memory().unwrap();
    let look = ledger.look_now("2026-01-08T07:00:00Z").unwrap();
    let visit = Sample::naming("A visit", &["USA", "CHN"]);
    add(&mut ledger, std::slice::from_ref(&visit)).unwrap();
    ledger.remember(&pair(), &look).unwrap();
    let last = ledger.last_look(&pair()).unwrap();
    assert!(ledger.articles_since(last.as_ref()).unwrap().contains(visit.id()));
}
