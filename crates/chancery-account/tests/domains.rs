//! Domains, and accounts cut to a period.

use chancery_account::{Period, Upshot};
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

/// A report of an act of the United States on that day, about drugs.
fn act(id: &str, published: &str, kind: EventKind) -> Reading {
    let mut page = Builder::new(id, published);
    let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Stone and Vega on drugs, {id}: {kind}."));
    let event = page.event(kind, None, &[left], &[right], sentence).id;
    let mut reading = page.finish();
    reading.domains.push(DomainWeight {
        domain: Domain("drugs".into()),
        actors: vec![],
        records: vec![RecordId::Event(event)],
        weight: 1.0,
    });
    reading
}

fn outcome(readings: &[Reading]) -> Upshot {
    usa_col(readings).domains[0].scoreboard.outcome
}

#[test]
fn scoreboard_says_what_became_of_talk_by_its_rule() {
    let talk = act("a", "2026-01-08", EventKind::Consult);
    let quarrel = |id| act(id, "2026-01-09", EventKind::Accuse);
    let help = |day| act("b", day, EventKind::Aid);
    let harm = |day| act("c", day, EventKind::Sanction);
    let expected = [
        (vec![talk.clone()], Upshot::TalkOnly),
        (vec![talk.clone(), quarrel("d")], Upshot::TalkOnly),
        (vec![quarrel("d")], Upshot::Quarrel),
        (vec![help("2026-01-10")], Upshot::Cooperation),
        (vec![talk.clone(), help("2026-01-10")], Upshot::TalkBecameCooperation),
        (vec![talk.clone(), help("2026-01-07")], Upshot::Cooperation),
        (vec![talk.clone(), help("2026-01-10"), harm("2026-02-01")], Upshot::Conflict),
        (vec![talk.clone(), harm("2026-01-09"), help("2026-02-01")], Upshot::TalkBecameCooperation),
        (vec![harm("2026-01-09")], Upshot::Conflict),
    ];
    for (readings, outcome) in expected {
        assert_eq!(self::outcome(&readings), outcome, "{:?}", readings.len());
    }
}

#[test]
fn cells_of_the_scoreboard_lead_to_their_events() {
    let account = usa_col(&[
        act("a", "2026-01-08", EventKind::Aid),
        act("b", "2026-01-09", EventKind::Threaten),
    ]);
    let board = &account.domains[0].scoreboard;
    assert_eq!(board.second.material_cooperation, [0]);
    assert_eq!(board.second.verbal_conflict, [1]);
    assert_eq!(board.first, Default::default());
}

#[test]
fn plan_of_a_domain_is_counted_and_what_became_of_it() {
    let plan = |id: &str, day: &str, status, drugs: bool| {
        let mut page = Builder::new(id, day);
        let (left, right) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
        let sentence = page.sentence(&format!("Stone and Vega and a visit, {id}."));
        let plan = page.commitment(CommitmentKind::Visit, status, &[left, right], sentence);
        plan.when = on("2026-02-01");
        let record = RecordId::Commitment(plan.id);
        let mut reading = page.finish();
        let domain = Domain("drugs".into());
        let records = if drugs { vec![record] } else { vec![] };
        reading.domains.push(DomainWeight { domain, actors: vec![], records, weight: 1.0 });
        reading
    };
    let announced = plan("a", "2026-01-08", CommitmentStatus::Scheduled, true);
    let held = plan("b", "2026-02-02", CommitmentStatus::Held, false);
    let account = usa_col(&[announced, held]);
    let board = &account.domains[0].scoreboard;
    assert_eq!((board.plans.made.as_slice(), board.plans.held.as_slice()), (&[0][..], &[0][..]));
    assert_eq!(board.outcome, Upshot::TalkOnly);
}

#[test]
fn position_is_what_its_actor_said_and_did() {
    let account = usa_col(&[drugs("a", "2026-01-08", Standing::Actual)]);
    let domain = &account.domains[0];
    let [vega] = domain.first.actors.as_slice() else { panic!("{:?}", domain.first.actors) };
    assert_eq!((vega.actor.name.as_str(), vega.statements.as_slice()), ("Luis Vega", &[0][..]));
    let [stone] = domain.second.actors.as_slice() else { panic!("{:?}", domain.second.actors) };
    assert_eq!((stone.actor.name.as_str(), stone.deeds.as_slice()), ("Ada Stone", &[0][..]));
}
