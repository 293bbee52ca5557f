//! Statements: what one party's people said that touches the other party.
//!
//! Goes in: the statements of the reports. Comes out: those whose speaker is
//! of one party and that are addressed to the other, or name somebody of it in
//! what is said or in the sentence; the same words of the same speaker, within
//! a week, are one, as is what people merged. It does not know what a statement means.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{self as model, Date, Domain, RecordId, StatementForm};

use crate::likeness;
use crate::merge::Dated;
use crate::participant;
use crate::period;
use crate::remark::{self, Remark};
use crate::report::{self, Cited, Report};
use crate::{Citation, Evidence, Options, Participant, Passage, Side};

/// Papers repeat a quotation for some days; after that it was said again.
pub(crate) const REPEATED_WITHIN_DAYS: i32 = 7;

/// What one party's actor said that touches the other party.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who said it.
    pub speaker: Participant,
    /// The speaker's side.
    pub side: Side,
    /// How the words are given.
    pub form: StatementForm,
    /// What was said.
    pub content: Passage,
    /// The channel in short normal form.
    pub channel: Option<String>,
    /// To whom.
    pub addressees: Vec<Participant>,
    /// Those of the other party who are addressed or named.
    pub touches: Vec<Participant>,
    /// Whether the words themselves are addressed to the other party or name
    /// somebody of it, rather than only the sentence around them.
    pub names_other: bool,
    /// When.
    pub dated: Dated,
    /// The one on whose word all the reports rest, where somebody else says that it
    /// was said.
    pub reported_by: Option<Participant>,
    /// What the reports remark on it.
    pub remarks: Vec<Remark>,
    /// The fields of policy that it is about.
    pub domains: Vec<Domain>,
    /// That of the surest report.
    pub confidence: f32,
    /// The reports.
    pub evidence: Evidence,
}

struct Member<'a> {
    statement: &'a model::Statement,
    report: &'a Report<'a>,
    speaker: Participant,
    side: Side,
    touches: Vec<Participant>,
    names_other: bool,
    citation: Citation,
    dated: Dated,
}

impl<'a> Cited<'a> for Member<'a> {
    fn cited(&self) -> (&'a Report<'a>, Citation) {
        (self.report, self.citation)
    }
}

/// Returns the statements of either side that touch the other.
pub(crate) fn statements(reports: &[Report<'_>], options: &Options) -> Vec<Statement> {
    let mut clusters: Vec<Vec<Member<'_>>> = Vec::new();
    let mut by_words: BTreeMap<(Side, Vec<u64>), Vec<usize>> = BTreeMap::new();
    for report in reports {
        for statement in &report.reading.statements {
            if statement.confidence < options.least_confidence {
                continue;
            }
            let Some(member) = member(report, statement) else { continue };
            if report.stands_apart(member.citation.record) {
                clusters.push(vec![member]);
                continue;
            }
            let words = likeness::hashed_words(report.words(statement.content)).collect();
            let known = by_words.entry((member.side, words)).or_default();
            let same = known.iter().copied().find(|index| {
                clusters[*index].first().is_some_and(|first| first.is_repeated_by(&member))
            });
            match same {
                Some(index) => clusters[index].push(member),
                None => {
                    known.push(clusters.len());
                    clusters.push(vec![member]);
                }
            }
        }
    }
    let clusters = report::join_merged_by_people(clusters);
    let mut statements: Vec<Statement> =
        clusters.iter().filter_map(|members| merged(members, reports)).collect();
    statements.sort_by_cached_key(|statement| {
        let day = statement.dated.day();
        (day.is_none(), day, statement.evidence.first())
    });
    statements
}

fn member<'a>(report: &'a Report<'a>, statement: &'a model::Statement) -> Option<Member<'a>> {
    let speaker = statement.speaker?;
    let side = report.side(speaker)?;
    let citation = report.cite(RecordId::Statement(statement.id), statement.evidence)?;
    let mut touches = Vec::new();
    let addressed = statement.addressees.iter().copied();
    let of_other = addressed.filter(|actor| report.side(*actor) == Some(side.other()));
    participant::join(&mut touches, of_other.filter_map(|actor| report.participant(actor)));
    participant::join(&mut touches, report.named_in(statement.content, side.other()));
    let names_other = !touches.is_empty();
    participant::join(&mut touches, report.named_in(citation.sentence, side.other()));
    if touches.is_empty() {
        return None;
    }
    let dated = Dated::new(statement.when.as_ref(), report.day());
    let speaker = report.participant(speaker)?;
    Some(Member { statement, report, speaker, side, touches, names_other, citation, dated })
}

impl Member<'_> {
    fn is_repeated_by(&self, other: &Member<'_>) -> bool {
        self.speaker.is(&other.speaker)
            && repeats(
                (self.citation, self.report.day(), self.dated.day()),
                (other.citation, other.report.day(), other.dated.day()),
            )
    }
}

/// Returns whether a later report may repeat an earlier one: each is given as
/// citation, day of the article and day of the entry.
pub(crate) fn repeats(
    earlier: (Citation, Option<Date>, Option<Date>),
    later: (Citation, Option<Date>, Option<Date>),
) -> bool {
    if earlier.0.article == later.0.article {
        return true;
    }
    let (Some(_), Some(_), Some(from), Some(to)) = (earlier.1, later.1, earlier.2, later.2) else {
        return false;
    };
    let (from, to) = (from.min(to), from.max(to));
    period::later(from, REPEATED_WITHIN_DAYS).is_none_or(|last| to <= last)
}

fn merged(members: &[Member<'_>], reports: &[Report<'_>]) -> Option<Statement> {
    let first = members.first()?;
    let evidence =
        Evidence::new(first.citation, members.iter().map(|member| member.citation), reports);
    let mut speaker = vec![first.speaker.clone()];
    let (mut addressees, mut touches) = (Vec::new(), Vec::new());
    let mut domains = BTreeSet::new();
    let mut confidence = 0.0_f32;
    for member in members {
        participant::join(&mut speaker, [member.speaker.clone()]);
        participant::join(
            &mut addressees,
            member.report.participants(&member.statement.addressees),
        );
        participant::join(&mut touches, member.touches.iter().cloned());
        let record = RecordId::Statement(member.statement.id);
        domains.extend(member.report.domains(record, member.statement.domains.iter().cloned()));
        confidence = confidence.max(member.statement.confidence);
    }
    let reporters = members.iter().map(|member| {
        member.statement.reported_by.and_then(|reporter| member.report.participant(reporter))
    });
    let remarks = members
        .iter()
        .map(|member| remark::remarks(member.report, member.citation, &member.statement.remarks));
    let said_when = members.iter().find(|member| matches!(member.dated, Dated::Given(_)));
    Some(Statement {
        speaker: speaker.into_iter().next()?,
        side: first.side,
        form: first.statement.form,
        content: first.report.passage(first.statement.content, first.citation),
        channel: members.iter().find_map(|member| member.statement.channel.clone()),
        addressees,
        touches,
        names_other: members.iter().any(|member| member.names_other),
        dated: said_when.unwrap_or(first).dated.clone(),
        reported_by: remark::reported_by(reporters),
        remarks: remarks.flatten().collect(),
        domains: domains.into_iter().collect(),
        confidence,
        evidence,
    })
}
