//! News: what rests on articles that a reader has not seen.

use chancery_account::Novelty;
use chancery_model::{ClaimKind, EventKind, Reading};

use crate::build::Builder;
use crate::events::usa_col;

fn report(id: &str, date: &str, kind: EventKind) -> Reading {
    let mut page = Builder::new(id, date);
    let (stone, vega) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence(&format!("Stone dealt with Vega, says {id}."));
    page.event(kind, None, &[stone], &[vega], sentence);
    page.finish()
}

#[test]
fn news_is_what_cites_a_new_article() {
    let account = usa_col(&[
        report("old", "2026-01-05", EventKind::Aid),
        report("new", "2026-01-06", EventKind::Aid),
        report("newest", "2026-03-06", EventKind::Accuse),
        report("oldest", "2025-03-06", EventKind::Request),
    ]);
    let (news, novelty) = account.news(|article| article.id.contains("new"));
    let kinds: Vec<EventKind> = news.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Aid, EventKind::Accuse]);
    let novelties: Vec<Novelty> =
        news.events.iter().map(|event| novelty.of(&event.evidence)).collect();
    assert_eq!(novelties, [Novelty::Further, Novelty::All]);
    assert_eq!(news.articles.len(), 3, "evidence that was known stays with its entry");
    let (whole, cut) = (account.trajectory.unwrap(), news.trajectory.unwrap());
    assert_eq!((whole.start, whole.end()), (cut.start, cut.end()));
    assert_eq!(cut.counted, [0, 1]);
}

#[test]
fn dispute_is_news_where_its_answer_is() {
    let mut page = Builder::new("old", "2026-01-05");
    let (stone, vega) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
    let sentence = page.sentence("Stone accused Vega of hiding the ships.");
    let content = page.words("hiding the ships");
    let claim = page.claim(ClaimKind::Allegation, Some(stone), &[vega], content, sentence).id;
    let denial = page.sentence("Vega denied it.");
    page.claim(ClaimKind::Denial, Some(vega), &[], denial, denial).answers = Some(claim);
    let account = usa_col(&[page.finish()]);
    assert_eq!(account.news(|_| true).0.disputes.len(), 1);
    assert!(account.news(|_| false).0.is_empty());
}
