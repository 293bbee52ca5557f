//! Domains, and accounts cut to a period.

use chancery_account::Period;
use chancery_model::{
    CommitmentKind, CommitmentStatus, Domain, DomainWeight, EventKind, Reading, RecordId, Standing,
    StatementForm,
};

use crate::build::{Builder, day, on};
use crate::events::usa_col;

fn drugs(id: &str, published: &str, standing: Standing) -> Reading {
    let mut page = Builder::new(id, published);
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence("Stone cut aid to Vega over drugs.");
    let event = page.event(EventKind::Sanction, None, &[left], &[right], sentence);
    event.standing = standing;
    event.contexts = vec!["illegal_drugs".parse().expect("PLOVER has it")];
    let sentence = page.sentence("Vega told Stone that drugs come from demand.");
    let statement = page.statement(right, StatementForm::Indirect, sentence, sentence).id;
    let mut reading = page.finish();
    reading.domains.push(DomainWeight {
        domain: Domain("illegal_drugs".into()),
        actors: vec![],
        records: vec![RecordId::Statement(statement)],
        weight: 1.0,
    });
    reading
}

#[test]
fn domain_parts_the_words_and_deeds_of_each_side() {
    let account = usa_col(&[drugs("a", "2026-01-08", Standing::Actual)]);
    let domain = &account.domains[0];
    assert_eq!(domain.domain, Domain("illegal_drugs".into()));
    assert_eq!(
        (domain.first.statements.as_slice(), domain.first.deeds.as_slice()),
        (&[0][..], &[][..])
    );
    assert_eq!((domain.second.statements.len(), domain.second.deeds.len()), (0, 1));
}

#[test]
fn what_is_only_planned_is_no_deed() {
    let account = usa_col(&[drugs("a", "2026-01-08", Standing::Planned)]);
    assert!(account.domains[0].second.deeds.is_empty());
}

#[test]
fn period_keeps_its_entries_their_articles_and_their_domains() {
    let readings = [
        drugs("a", "2026-01-08", Standing::Actual),
        drugs("b", "2026-03-08", Standing::Actual),
        drugs("c", "", Standing::Actual),
    ];
    let whole = usa_col(&readings);
    assert_eq!((whole.events.len(), whole.articles.len()), (3, 3));
    let march = Period { since: Some(day("2026-03-01")), until: Some(day("2026-03-31")) };
    let part = whole.within(march);
    let ids: Vec<&str> = part.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!((ids, part.events.len()), (vec!["sha256:b"], 1));
    assert_eq!(part.events[0].evidence.first().article.index(), 0);
    assert_eq!(part.domains[0].second.deeds, [0]);
    assert_eq!(part.dates(), Some((day("2026-03-08"), day("2026-03-08"))));
}

#[test]
fn commitment_belongs_to_the_period_that_it_is_planned_for() {
    let mut page = Builder::new("a", "2026-01-08");
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence("Stone and Vega will meet on 5 June.");
    page.commitment(
        CommitmentKind::Meeting,
        CommitmentStatus::Scheduled,
        &[left, right],
        sentence,
    )
    .when = on("2026-06-05");
    let whole = usa_col(&[page.finish()]);
    let june = Period { since: Some(day("2026-06-01")), until: None };
    assert_eq!(whole.within(june).commitments.len(), 1);
    let february = Period { since: Some(day("2026-02-01")), until: Some(day("2026-02-28")) };
    assert!(whole.within(february).is_empty());
}
