//! Readings that nobody thought of, and the law that they come back equal.

use chancery_model::*;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::{from_json, to_json};
use crate::wire::compact;

/// A text with characters of one to four bytes, some of them combining.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z ,.\"\n]{0,80}",
        1 => Just("Bogotá".to_owned()),
        1 => Just("e\u{301}tat".to_owned()),
        1 => Just("👩‍👩‍👧🇨🇴".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// The spans of a text.
type Spans = BoxedStrategy<Span>;

fn spans_of(text: &str) -> Spans {
    let bounds: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
    let spot = (any::<Index>(), any::<Index>());
    spot.prop_map(move |(a, b)| {
        let (a, b) = (*a.get(&bounds), *b.get(&bounds));
        Span::new(a.min(b), a.max(b))
    })
    .boxed()
}

fn word() -> impl Strategy<Value = String> {
    any_text()
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(any_text())
}

fn share() -> impl Strategy<Value = f32> {
    prop_oneof![Just(0.9f32), 0.0f32..=1.0, any::<f32>().prop_filter("finite", |f| f.is_finite())]
}

fn date() -> impl Strategy<Value = Date> {
    (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn actor_ids() -> impl Strategy<Value = Vec<ActorId>> {
    prop::collection::vec((0usize..9).prop_map(ActorId::from_index), 0..3)
}

fn actor_id() -> impl Strategy<Value = Option<ActorId>> {
    prop::option::of((0usize..9).prop_map(ActorId::from_index))
}

fn domains() -> impl Strategy<Value = Vec<Domain>> {
    prop::collection::vec(word().prop_map(Domain), 0..3)
}

prop_compose! {
    fn any_when()(start in date(), end in prop::option::of(date()),
                  precision in select(Precision::ALL.to_vec()), text in maybe()) -> When {
        When { start, end, precision, text }
    }
}

prop_compose! {
    fn any_place()(name in word(), country in maybe()) -> Place {
        Place { name, country }
    }
}

prop_compose! {
    fn any_dated()(date in date(), source in select(DateSource::ALL.to_vec())) -> DatedFrom {
        DatedFrom { date, source }
    }
}

/// What of an article is not its text.
fn any_head() -> impl Strategy<Value = Article> {
    let words = prop::collection::vec(word(), 0..3);
    let dates = (prop::option::of(any_dated()), prop::option::of(any_dated()));
    (word(), (maybe(), maybe(), maybe(), maybe(), maybe(), maybe()), words, dates).prop_map(
        |(id, (source_id, url, site, title, standfirst, language), authors, dates)| Article {
            id,
            source_id,
            url,
            site,
            title,
            standfirst,
            authors,
            published: dates.0,
            modified: dates.1,
            language,
            ..Article::default()
        },
    )
}

prop_compose! {
    fn any_actor(spans: Spans)(
        name in word(),
        kind in select(ActorKind::ALL.to_vec()),
        rest in (maybe(), maybe(), maybe(), maybe()),
        sector in prop::option::of(select(vec!["GOV", "IGO", "NGO"])),
        mentions in few((spans.clone(), select(MentionForm::ALL.to_vec()))),
    ) -> Actor {
        Actor {
            id: ActorId::from_index(0),
            name,
            kind,
            party: rest.0.map(Party),
            country: rest.1,
            sector: sector.map(|sector| sector.parse().unwrap()),
            role: rest.2,
            wikidata: rest.3,
            mentions: mentions.into_iter().map(|(span, form)| Mention { span, form }).collect(),
        }
    }
}

prop_compose! {
    fn any_event(spans: Spans)(
        kind in select(vec![
            (EventKind::Consult, Some("phone")),
            (EventKind::Sanction, Some("expel")),
            (EventKind::Assault, Some("unconventional")),
            (EventKind::Agree, None),
        ]),
        contexts in few(select(vec!["military", "trafficking"])),
        (actors, recipients) in (actor_ids(), actor_ids()),
        (when, place) in (prop::option::of(any_when()), prop::option::of(any_place())),
        standing in select(Standing::ALL.to_vec()),
        reported_by in maybe(),
        (score, confidence) in (share(), share()),
        evidence in spans.clone(),
    ) -> Event {
        Event {
            id: EventId::from_index(0),
            kind: kind.0,
            mode: kind.1.map(|mode| Mode::new(kind.0, mode).unwrap()),
            contexts: contexts.into_iter().map(|context| context.parse().unwrap()).collect(),
            actors,
            recipients,
            when,
            place,
            standing,
            reported_by: reported_by.map(Party),
            score,
            evidence,
            confidence,
        }
    }
}

prop_compose! {
    fn any_statement(spans: Spans)(
        speaker in actor_id(),
        form in select(StatementForm::ALL.to_vec()),
        (content, cue, evidence) in
            (spans.clone(), prop::option::of(spans.clone()), spans.clone()),
        channel in maybe(),
        addressees in actor_ids(),
        when in prop::option::of(any_when()),
        domains in domains(),
        reported_by in actor_id(),
        remarks in any_remarks(spans),
        confidence in share(),
    ) -> Statement {
        let id = StatementId::from_index(0);
        Statement {
            id, speaker, form, content, cue, channel, addressees, when, domains, reported_by,
            remarks, evidence, confidence,
        }
    }
}

fn any_remarks(spans: Spans) -> impl Strategy<Value = Vec<Remark>> {
    few((select(RemarkKind::ALL.to_vec()), spans).prop_map(|(kind, span)| Remark { kind, span }))
}

prop_compose! {
    fn any_claim(spans: Spans)(
        kind in select(ClaimKind::ALL.to_vec()),
        by in actor_id(),
        about in actor_ids(),
        links in (prop::option::of(0usize..9), prop::option::of(0usize..9)),
        (content, evidence) in (spans.clone(), spans.clone()),
        remarks in any_remarks(spans),
        confidence in share(),
    ) -> Claim {
        let id = ClaimId::from_index(0);
        let statement = links.0.map(StatementId::from_index);
        let answers = links.1.map(ClaimId::from_index);
        Claim { id, kind, by, about, statement, answers, content, remarks, evidence, confidence }
    }
}

prop_compose! {
    fn any_commitment(spans: Spans)(
        kind in select(CommitmentKind::ALL.to_vec()),
        (parties, arranged_by) in (actor_ids(), actor_ids()),
        (place, when) in (prop::option::of(any_place()), prop::option::of(any_when())),
        status in select(CommitmentStatus::ALL.to_vec()),
        evidence in spans.clone(),
        confidence in share(),
    ) -> Commitment {
        let id = CommitmentId::from_index(0);
        Commitment { id, kind, parties, arranged_by, place, when, status, evidence, confidence }
    }
}

prop_compose! {
    fn any_proposal(spans: Spans)(
        by in actor_id(),
        to in actor_ids(),
        quantities in few((0usize..9).prop_map(QuantityId::from_index)),
        domains in domains(),
        (content, evidence) in (spans.clone(), spans.clone()),
        confidence in share(),
    ) -> Proposal {
        let id = ProposalId::from_index(0);
        Proposal { id, by, to, quantities, domains, content, evidence, confidence }
    }
}

prop_compose! {
    fn any_quantity(spans: Spans)(
        value in any::<f64>().prop_filter("finite", |f| f.is_finite()),
        unit in word(),
        approximate in any::<bool>(),
        bound in prop::option::of(prop::sample::select(Bound::ALL.to_vec())),
        of in maybe(),
        span in spans.clone(),
    ) -> Quantity {
        Quantity { id: QuantityId::from_index(0), value, unit, approximate, bound, of, span }
    }
}

fn any_record() -> impl Strategy<Value = RecordId> {
    (0usize..5, 0usize..9).prop_map(|(kind, idx)| match kind {
        0 => RecordId::Event(EventId::from_index(idx)),
        1 => RecordId::Statement(StatementId::from_index(idx)),
        2 => RecordId::Claim(ClaimId::from_index(idx)),
        3 => RecordId::Commitment(CommitmentId::from_index(idx)),
        _ => RecordId::Proposal(ProposalId::from_index(idx)),
    })
}

prop_compose! {
    fn any_weight()(
        domain in word().prop_map(Domain),
        actors in actor_ids(),
        records in few(any_record()),
        weight in share(),
    ) -> DomainWeight {
        DomainWeight { domain, actors, records, weight }
    }
}

fn few<S: Strategy>(of: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(of, 0..3)
}

/// Records get their ids by their place, as a reader gives them.
macro_rules! numbered {
    ($records:ident, $id:ident) => {
        $records
            .into_iter()
            .enumerate()
            .map(|(idx, mut record)| {
                record.id = $id::from_index(idx);
                record
            })
            .collect()
    };
}

prop_compose! {
    fn reading_of(text: String)(
        head in any_head(),
        coder in (word(), word(), word()),
        blocks in few((spans_of(&text), select(BlockKind::ALL.to_vec()), maybe())),
        sentences in few(spans_of(&text)),
        (actors, events, statements, claims) in (
            few(any_actor(spans_of(&text))),
            few(any_event(spans_of(&text))),
            few(any_statement(spans_of(&text))),
            few(any_claim(spans_of(&text))),
        ),
        (commitments, proposals, quantities, domains) in (
            few(any_commitment(spans_of(&text))),
            few(any_proposal(spans_of(&text))),
            few(any_quantity(spans_of(&text))),
            few(any_weight()),
        ),
        problems in few((word(), word())),
        text in Just(text),
    ) -> Reading {
        let blocks = blocks.into_iter().map(|(span, kind, href)| Block { kind, span, href });
        let problems = problems.into_iter()
            .map(|(code, message)| Problem { code: code.into(), message });
        Reading {
            coder: Coder { version: coder.0, weights: coder.1, codebook: coder.2 },
            article: Article { blocks: blocks.collect(), text, ..head },
            sentences,
            actors: numbered!(actors, ActorId),
            events: numbered!(events, EventId),
            statements: numbered!(statements, StatementId),
            claims: numbered!(claims, ClaimId),
            commitments: numbered!(commitments, CommitmentId),
            proposals: numbered!(proposals, ProposalId),
            quantities: numbered!(quantities, QuantityId),
            domains,
            problems: problems.collect(),
        }
    }
}

pub(super) fn any_reading() -> impl Strategy<Value = Reading> {
    any_text().prop_flat_map(reading_of)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_reading_comes_back_equal_from_json_and_from_its_compact_form(reading in any_reading()) {
        let json = to_json(&reading);
        prop_assert!(!json.contains('\n'), "one line");
        let back = from_json(&json).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut compacted = compact::from_bytes(&compact::to_bytes(&reading)).unwrap();
        compacted.article.text = reading.article.text.clone();
        prop_assert_eq!(&compacted, &back);
        prop_assert_eq!(back, reading);
    }

    #[test]
    fn damaged_json_is_an_error_or_a_reading_but_never_a_panic(
        reading in any_reading(), at in any::<Index>(), with in "[0-9a-z\"{},:-]{0,4}",
    ) {
        let mut json = to_json(&reading);
        let bounds: Vec<usize> = json.char_indices().map(|c| c.0).collect();
        let at = *at.get(&bounds);
        let next = at + json[at..].chars().next().map_or(0, char::len_utf8);
        json.replace_range(at..next, &with);
        if let Ok(back) = from_json(&json) {
            let again = to_json(&back);
            prop_assert_eq!(from_json(&again).ok(), Some(back));
        }
    }
}
