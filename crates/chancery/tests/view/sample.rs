//! Invented reports of a call, a quarrel and a plan, and the account of them.

use chancery_account::{Account, Options, account};
use chancery_model::{
    ActorId, ActorKind, ClaimKind, CommitmentKind, CommitmentStatus, Domain, EventKind, Pair,
    Party, Place, Reading, Standing, StatementForm,
};

use super::build::{Builder, on};

pub(crate) fn col_usa(readings: &[Reading]) -> Account {
    let pair = Pair::new(Party("USA".into()), Party("COL".into()));
    account(&pair, readings, [], &Options::default())
}

/// Returns the people of both sides.
fn people(page: &mut Builder) -> (ActorId, ActorId) {
    (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"))
}

pub(crate) fn readings() -> Vec<Reading> {
    vec![call(), copied_call(), quarrel(), ministers(), background()]
}

/// The longest report: a call, a quotation, a charge denied, a plan, an offer.
pub(crate) fn call() -> Reading {
    let mut page = Builder::new("call", "2026-03-05");
    let (stone, vega) = people(&mut page);
    let sentence = page.sentence(
        "President Ada Stone rang President Luis Vega on Wednesday, officials in both capitals said.",
    );
    let evidence = page.words("President Ada Stone rang President Luis Vega on Wednesday");
    let event = page.event(EventKind::Consult, Some("phone"), &[stone], &[vega], evidence);
    event.when = on("2026-03-04");
    event.contexts = vec!["diplomatic".parse().expect("PLOVER has it")];
    assert!(sentence.contains(evidence));

    let sentence = page.sentence("“We spoke frankly, and Vega listened,” Stone wrote on Plaza.");
    let content = page.words("“We spoke frankly, and Vega listened,”");
    let statement = page.statement(stone, StatementForm::Direct, content, sentence);
    statement.channel = Some("Plaza".into());
    statement.domains = vec![Domain("diplomatic".into())];

    let sentence = page.sentence(
        "Stone has accused Vega of shielding smugglers, a charge that he has firmly denied.",
    );
    let content = page.words("shielding smugglers");
    let denial = page.words("a charge that he has firmly denied");
    let claim = page.claim(ClaimKind::Allegation, Some(stone), &[vega], content, sentence).id;
    page.claim(ClaimKind::Denial, Some(vega), &[], denial, denial).answers = Some(claim);

    let sentence =
        page.sentence("The two are to meet at the Harbour House, though no date is set.");
    let commitment = page.commitment(
        CommitmentKind::Meeting,
        CommitmentStatus::Announced,
        &[stone, vega],
        sentence,
    );
    commitment.place = Some(Place { name: "the Harbour House".into(), country: None });

    let sentence = page.sentence("Vega asked Stone for $3 billion to build solar farms.");
    let content = page.words("$3 billion to build solar farms");
    let amount = page.words("$3 billion");
    let quantity = page.quantity(3e9, "USD", amount);
    let proposal = page.proposal(vega, content, sentence);
    proposal.quantities = vec![quantity];
    proposal.domains = vec![Domain("natural_resource".into())];
    let mut reading = page.finish();
    reading.article.title = Some("Stone and Vega talk after weeks of silence".into());
    reading
}

/// Another paper with the same sentence.
fn copied_call() -> Reading {
    let mut page = Builder::new("copy", "2026-03-05");
    let (stone, vega) = people(&mut page);
    page.sentence(
        "President Ada Stone rang President Luis Vega on Wednesday, officials in both capitals said.",
    );
    let evidence = page.words("President Ada Stone rang President Luis Vega on Wednesday");
    page.event(EventKind::Consult, Some("phone"), &[stone, vega], &[], evidence);
    let mut reading = page.finish();
    reading.article.site = Some("Morning Ledger".into());
    reading
}

fn quarrel() -> Reading {
    let mut page = Builder::new("quarrel", "2026-02-20");
    let (stone, vega) = people(&mut page);
    let state = page.state("Colombia", "COL");
    let sentence = page.sentence("Stone threatened to cut the grants that Colombia receives.");
    let event = page.event(EventKind::Threaten, None, &[stone], &[state], sentence);
    event.contexts = vec!["illegal_drugs".parse().expect("PLOVER has it")];
    let sentence = page.sentence("Bogotá said that two American ships had entered its waters.");
    let navy = page.actor("United States Navy", "USA", ActorKind::Office);
    let event = page.event(EventKind::Mobilize, Some("troops"), &[navy], &[state], sentence);
    event.reported_by = Some(Party("COL".into()));
    let sentence = page.sentence("Vega said Stone was wrong about the grants.");
    let content = page.words("Stone was wrong about the grants");
    let statement = page.statement(vega, StatementForm::Indirect, content, sentence);
    statement.domains = vec![Domain("illegal_drugs".into())];
    let sentence = page.sentence("Vega accused Stone of reading his letters.");
    let content = page.words("reading his letters");
    page.claim(ClaimKind::Allegation, Some(vega), &[stone], content, sentence);
    page.finish()
}

fn ministers() -> Reading {
    let mut page = Builder::new("ministers", "2026-03-10");
    let (stone, vega) = people(&mut page);
    let minister = page.person("Eva Ríos", "COL");
    let sentence = page.sentence("Stone will receive Vega at the Harbour House on 2 April.");
    let event = page.event(EventKind::Consult, Some("visit"), &[vega], &[stone], sentence);
    event.standing = Standing::Planned;
    event.when = on("2026-04-02");
    let commitment = page.commitment(
        CommitmentKind::Meeting,
        CommitmentStatus::Scheduled,
        &[stone, vega],
        sentence,
    );
    commitment.when = on("2026-04-02");
    commitment.arranged_by = vec![minister];
    let mut reading = page.finish();
    reading.article.site = Some("Morning Ledger".into());
    reading
}

/// An article without a date.
fn background() -> Reading {
    let mut page = Builder::new("background", "");
    let (stone, vega) = people(&mut page);
    let sentence = page.sentence("Vega never signed the pact that Stone had sent him.");
    let event = page.event(EventKind::Agree, None, &[vega], &[stone], sentence);
    event.standing = Standing::Negated;
    page.finish()
}
