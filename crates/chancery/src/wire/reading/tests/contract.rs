//! The names and the order of the keys, and what is refused.

use chancery_model::*;

use super::super::{from_json, to_json};
use crate::wire::Error;

/// A reading with one record of each kind, about a text with characters of
/// more than one byte.
pub(in crate::wire) fn full() -> Reading {
    let text = "Petro née 👋: \"We will meet,\" he said.".to_owned();
    let day = Date::new(2026, 1, 7).unwrap();
    let actor = ActorId::from_index(0);
    let evidence = Span::new(0, text.len());
    let content = Span::new(text.find("We").unwrap(), text.find(",\"").unwrap());
    let article = Article {
        id: "sha256:00".to_owned(),
        published: Some(DatedFrom { date: day, source: DateSource::JsonLd }),
        language: Some("en".to_owned()),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: evidence, href: None }],
        text,
        ..Article::default()
    };
    let coder = Coder {
        version: "0.1.0".to_owned(),
        weights: "none".to_owned(),
        codebook: "sha256:11".to_owned(),
    };
    Reading {
        sentences: vec![evidence],
        actors: vec![Actor {
            id: actor,
            name: "Gustavo Petro".to_owned(),
            kind: ActorKind::Person,
            party: Some(Party("COL".to_owned())),
            country: Some("COL".to_owned()),
            sector: Some("GOV".parse().unwrap()),
            role: Some("president".to_owned()),
            wikidata: None,
            mentions: vec![Mention { span: Span::new(0, 5), form: MentionForm::Name }],
        }],
        events: vec![Event {
            id: EventId::from_index(0),
            kind: EventKind::Consult,
            mode: Some(Mode::new(EventKind::Consult, "phone").unwrap()),
            contexts: vec!["diplomatic".parse().unwrap()],
            actors: vec![actor],
            recipients: vec![],
            when: Some(When::day(day)),
            place: Some(Place { name: "White House".to_owned(), country: Some("USA".to_owned()) }),
            standing: Standing::Planned,
            reported_by: None,
            score: 1.5,
            evidence,
            confidence: 0.9,
        }],
        statements: vec![Statement {
            id: StatementId::from_index(0),
            speaker: Some(actor),
            form: StatementForm::Direct,
            content,
            cue: None,
            channel: Some("X".to_owned()),
            addressees: vec![],
            when: None,
            domains: vec![Domain("diplomacy".to_owned())],
            reported_by: Some(actor),
            remarks: vec![Remark { kind: RemarkKind::Unproven, span: content }],
            evidence,
            confidence: 0.25,
        }],
        claims: vec![Claim {
            id: ClaimId::from_index(0),
            kind: ClaimKind::Prediction,
            by: Some(actor),
            about: vec![],
            statement: Some(StatementId::from_index(0)),
            answers: None,
            content,
            remarks: vec![],
            evidence,
            confidence: 0.1,
        }],
        commitments: vec![Commitment {
            id: CommitmentId::from_index(0),
            kind: CommitmentKind::Meeting,
            parties: vec![actor],
            arranged_by: vec![],
            place: None,
            when: None,
            status: CommitmentStatus::Announced,
            evidence,
            confidence: 0.7,
        }],
        proposals: vec![Proposal {
            id: ProposalId::from_index(0),
            by: None,
            to: vec![],
            quantities: vec![QuantityId::from_index(0)],
            domains: vec![],
            content,
            evidence,
            confidence: 1.0,
        }],
        quantities: vec![Quantity {
            id: QuantityId::from_index(0),
            value: 5e11,
            unit: "USD".to_owned(),
            approximate: true,
            bound: Some(Bound::AtLeast),
            of: None,
            span: content,
        }],
        domains: vec![DomainWeight {
            domain: Domain("diplomacy".to_owned()),
            actors: vec![actor],
            records: vec![RecordId::Statement(StatementId::from_index(0))],
            weight: 0.3,
        }],
        problems: vec![Problem { code: "page-too-deep".into(), message: "cut".to_owned() }],
        ..Reading::empty(coder, article)
    }
}

#[test]
fn keys_stand_in_the_order_of_the_contract() {
    let expected = concat!(
        r#"{"schema":"chancery.reading/1","#,
        r#""coder":{"version":"0.1.0","weights":"none","codebook":"sha256:11"},"#,
        r#""article":{"id":"sha256:00","source_id":null,"url":null,"site":null,"title":null,"#,
        r#""standfirst":null,"authors":[],"published":"2026-01-07","modified":null,"#,
        r#""published_from":"json-ld","modified_from":null,"language":"en","#,
        r#""text":"Petro née 👋: \"We will meet,\" he said.","#,
        r#""blocks":[{"kind":"paragraph","start":0,"end":37,"href":null}]},"#,
        r#""sentences":[{"start":0,"end":37}],"#,
        r#""actors":[{"id":"a1","name":"Gustavo Petro","kind":"person","party":"COL","#,
        r#""country":"COL","sector":"GOV","role":"president","wikidata":null,"#,
        r#""mentions":[{"start":0,"end":5,"form":"name"}]}],"#,
        r#""events":[{"id":"e1","event":"CONSULT","mode":"phone","contexts":["diplomatic"],"#,
        r#""actors":["a1"],"recipients":[],"when":{"start":"2026-01-07","end":"2026-01-07","#,
        r#""precision":"day","text":null},"where":{"name":"White House","country":"USA"},"#,
        r#""standing":"planned","reported_by":null,"score":1.5,"#,
        r#""evidence":{"start":0,"end":37},"confidence":0.9}],"#,
        r#""statements":[{"id":"s1","speaker":"a1","form":"direct","content":{"start":14,"end":26},"#,
        r#""cue":null,"channel":"X","addressees":[],"when":null,"domains":["diplomacy"],"#,
        r#""reported_by":"a1","remarks":[{"kind":"unproven","start":14,"end":26}],"#,
        r#""evidence":{"start":0,"end":37},"confidence":0.25}],"#,
        r#""claims":[{"id":"c1","kind":"prediction","by":"a1","about":[],"statement":"s1","#,
        r#""answers":null,"content":{"start":14,"end":26},"remarks":[],"#,
        r#""evidence":{"start":0,"end":37},"confidence":0.1}],"#,
        r#""commitments":[{"id":"k1","kind":"meeting","parties":["a1"],"arranged_by":[],"#,
        r#""where":null,"when":null,"status":"announced","evidence":{"start":0,"end":37},"#,
        r#""confidence":0.7}],"#,
        r#""proposals":[{"id":"p1","by":null,"to":[],"quantities":["q1"],"domains":[],"#,
        r#""content":{"start":14,"end":26},"evidence":{"start":0,"end":37},"confidence":1.0}],"#,
        r#""quantities":[{"id":"q1","value":500000000000.0,"unit":"USD","approximate":true,"bound":"at_least","#,
        r#""of":null,"start":14,"end":26}],"#,
        r#""domains":[{"domain":"diplomacy","actors":["a1"],"records":["s1"],"weight":0.3}],"#,
        r#""problems":[{"code":"page-too-deep","message":"cut"}]}"#,
    );
    assert_eq!(to_json(&full()), expected);
}

#[test]
fn spans_point_at_the_same_words_inside_and_outside() {
    let json: serde_json::Value = serde_json::from_str(&to_json(&full())).unwrap();
    let text: Vec<char> = json["article"]["text"].as_str().unwrap().chars().collect();
    let content = &json["statements"][0]["content"];
    let range =
        content["start"].as_u64().unwrap() as usize..content["end"].as_u64().unwrap() as usize;
    assert_eq!(text[range].iter().collect::<String>(), "We will meet");
}

#[test]
fn nothing_read_yet_still_has_every_key() {
    let empty = Reading::empty(Coder::default(), Article::default());
    let json = to_json(&empty);
    for key in ["sentences", "actors", "events", "statements", "claims", "problems"] {
        assert!(json.contains(&format!(r#""{key}":[]"#)), "{key}");
    }
    assert_eq!(from_json(&json).unwrap(), empty);
}

/// Reads back the full reading with `old` replaced by `new`.
fn changed(old: &str, new: &str) -> Result<Reading, Error> {
    let json = to_json(&full());
    assert!(json.contains(old), "{old}");
    from_json(&json.replace(old, new))
}

#[test]
fn a_span_outside_the_text_is_refused() {
    let error = changed(r#""end":37"#, r#""end":38"#).unwrap_err();
    assert!(matches!(error, Error::Span { end: 38, length: 37, .. }), "{error}");
    assert!(matches!(changed(r#""start":14"#, r#""start":27"#), Err(Error::Span { .. })));
    assert!(matches!(changed(r#""start":14"#, r#""start":-1"#), Err(Error::Shape(_))));
}

#[test]
fn another_version_is_named_and_not_blamed_on_its_shape() {
    let error = changed("reading/1", "reading/2").unwrap_err();
    assert_eq!(error.to_string(), "the form 'chancery.reading/2' is not 'chancery.reading/1'");
    assert!(matches!(from_json("{}"), Err(Error::Shape(_))));
}

#[test]
fn an_actor_out_of_its_place_is_refused() {
    assert!(matches!(changed(r#""id":"a1""#, r#""id":"a2""#), Err(Error::ActorOrder { .. })));
}

#[test]
fn a_mode_of_another_event_is_refused() {
    assert!(matches!(changed(r#""mode":"phone""#, r#""mode":"riot""#), Err(Error::Mode { .. })));
}

#[test]
fn a_date_without_its_source_is_refused() {
    let error = changed(r#""published_from":"json-ld""#, r#""published_from":null"#).unwrap_err();
    assert!(matches!(error, Error::DateSource { field: "published" }));
}

#[test]
fn an_unknown_word_is_refused_by_name() {
    let error = changed(r#""kind":"person""#, r#""kind":"robot""#).unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.starts_with("'robot' is not a kind of actor at line 1"), "{source}");
}

#[test]
fn a_number_that_json_lacks_becomes_one_that_it_has() {
    let mut reading = full();
    reading.quantities[0].value = f64::INFINITY;
    reading.events[0].score = f32::NAN;
    let back = from_json(&to_json(&reading)).unwrap();
    assert_eq!((back.quantities[0].value, back.events[0].score), (f64::MAX, 0.0));
}
