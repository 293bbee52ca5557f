//! The difference between two readings of one page.
//!
//! In: an older and a newer reading. Out: of each kind of record how many are
//! new, gone, or say something else of the same words. Ids play no part, and
//! neither does how sure the coder is. It does not say which reading is better.

use std::collections::BTreeMap;

use chancery_model::{ActorId, Claim, Commitment, Event, Proposal, Remark, Statement, When};
use chancery_model::{Reading, RecordKind, Span};

/// How the records of one kind changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Records that were not there.
    pub added: usize,
    /// Records that are not there any more.
    pub gone: usize,
    /// Records of the same words with another value.
    pub altered: usize,
}

/// How the records changed, by kind; a kind without changes is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference(pub BTreeMap<RecordKind, Changes>);

impl Difference {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::ops::AddAssign for Difference {
    fn add_assign(&mut self, other: Difference) {
        for (kind, more) in other.0 {
            let changes = self.0.entry(kind).or_default();
            changes.added += more.added;
            changes.gone += more.gone;
            changes.altered += more.altered;
        }
    }
}

/// Returns how the records of the newer reading differ from those of the older.
pub fn difference(old: &Reading, new: &Reading) -> Difference {
    let mut difference = Difference::default();
    let (old, new) = (Image::all_of(old), Image::all_of(new));
    for kind in RecordKind::ALL {
        let of_kind = |images: &[(RecordKind, Image)]| -> Vec<Image> {
            let of_kind = images.iter().filter(|(of, _)| *of == kind);
            of_kind.map(|(_, image)| image.clone()).collect()
        };
        let changes = compare(of_kind(&old), of_kind(&new));
        if changes != Changes::default() {
            difference.0.insert(kind, changes);
        }
    }
    difference
}

/// A record without its numbers: the words it rests on, its class, and whatever
/// else it says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Image {
    words: String,
    class: &'static str,
    facts: String,
}

fn compare(old: Vec<Image>, mut new: Vec<Image>) -> Changes {
    let mut take = |fits: &dyn Fn(&Image) -> bool| -> bool {
        let found = new.iter().position(fits);
        found.map(|index| new.remove(index)).is_some()
    };
    // Whoever is the same goes first, so that nobody else takes its place.
    let mut left: Vec<Image> = old;
    left.retain(|image| !take(&|other| other == image));
    let before = left.len();
    left.retain(|image| !take(&|other| other.class == image.class && is_near(other, image)));
    left.retain(|image| !take(&|other| is_near(other, image)));
    Changes { added: new.len(), gone: left.len(), altered: before - left.len() }
}

/// Returns whether the words of one are among those of the other.
fn is_near(one: &Image, other: &Image) -> bool {
    one.words.contains(&other.words) || other.words.contains(&one.words)
}

impl Image {
    fn all_of(reading: &Reading) -> Vec<(RecordKind, Image)> {
        let of = Page(reading);
        let events = reading.events.iter().map(|event| (RecordKind::Event, of.event(event)));
        let statements = reading.statements.iter();
        let statements = statements.map(|said| (RecordKind::Statement, of.statement(said)));
        let claims = reading.claims.iter().map(|claim| (RecordKind::Claim, of.claim(claim)));
        let plans = reading.commitments.iter();
        let plans = plans.map(|plan| (RecordKind::Commitment, of.commitment(plan)));
        let proposals = reading.proposals.iter();
        let proposals = proposals.map(|put| (RecordKind::Proposal, of.proposal(put)));
        events.chain(statements).chain(claims).chain(plans).chain(proposals).collect()
    }
}

/// A reading whose ids are turned into names and whose spans into words.
struct Page<'a>(&'a Reading);

impl<'a> Page<'a> {
    fn words(&self, span: Span) -> &'a str {
        span.of(&self.0.article.text)
    }

    fn image(&self, evidence: Span, class: &'static str, facts: String) -> Image {
        Image { words: self.words(evidence).to_owned(), class, facts }
    }

    fn names(&self, actors: &[ActorId]) -> Vec<(&'a str, Option<&'a str>)> {
        let actors = actors.iter().filter_map(|id| self.0.actor(*id));
        actors
            .map(|actor| (actor.name.as_str(), actor.party.as_ref().map(|party| party.as_str())))
            .collect()
    }

    fn name(&self, actor: Option<ActorId>) -> Vec<(&'a str, Option<&'a str>)> {
        self.names(actor.as_slice())
    }

    fn remarks(&self, remarks: &[Remark]) -> Vec<(&'static str, &'a str)> {
        remarks.iter().map(|one| (one.kind.name(), self.words(one.span))).collect()
    }

    fn event(&self, event: &Event) -> Image {
        let Event { mode, contexts, standing, reported_by, place, score, .. } = event;
        let (actors, recipients) = (self.names(&event.actors), self.names(&event.recipients));
        let when = days(event.when.as_ref());
        let facts = format!(
            "{mode:?} {contexts:?} {standing:?} {reported_by:?} {place:?} {score} {when} \
             {actors:?} {recipients:?}"
        );
        self.image(event.evidence, event.kind.code(), facts)
    }

    fn statement(&self, said: &Statement) -> Image {
        let (speaker, addressees) = (self.name(said.speaker), self.names(&said.addressees));
        let (content, when) = (self.words(said.content), days(said.when.as_ref()));
        let (reporter, remarks) = (self.name(said.reported_by), self.remarks(&said.remarks));
        let Statement { channel, domains, .. } = said;
        let facts = format!(
            "{speaker:?} {addressees:?} {content} {channel:?} {when} {domains:?} {reporter:?} \
             {remarks:?}"
        );
        self.image(said.evidence, said.form.name(), facts)
    }

    fn claim(&self, claim: &Claim) -> Image {
        let answered = claim.answers.and_then(|id| self.0.claims.get(id.index()));
        let answered = answered.map_or("", |answered| self.words(answered.evidence));
        let (by, about) = (self.name(claim.by), self.names(&claim.about));
        let (words, remarks) = (self.words(claim.content), self.remarks(&claim.remarks));
        let facts = format!("{by:?} {about:?} {words} {answered} {remarks:?}");
        self.image(claim.evidence, claim.kind.name(), facts)
    }

    fn commitment(&self, plan: &Commitment) -> Image {
        let (parties, arrangers) = (self.names(&plan.parties), self.names(&plan.arranged_by));
        let (Commitment { place, status, .. }, when) = (plan, days(plan.when.as_ref()));
        let facts = format!("{parties:?} {arrangers:?} {place:?} {status:?} {when}");
        self.image(plan.evidence, plan.kind.name(), facts)
    }

    fn proposal(&self, put: &Proposal) -> Image {
        let (by, to) = (self.name(put.by), self.names(&put.to));
        let numbers = put.quantities.iter().filter_map(|id| self.0.quantities.get(id.index()));
        let numbers: Vec<_> = numbers.map(|number| (number.value, &number.unit)).collect();
        let facts =
            format!("{by:?} {to:?} {} {numbers:?} {:?}", self.words(put.content), put.domains);
        self.image(put.evidence, "", facts)
    }
}

fn days(when: Option<&When>) -> String {
    when.map_or_else(String::new, |when| {
        format!("{} {:?} {}", when.start, when.end, when.precision.name())
    })
}

#[cfg(test)]
mod tests {
    use chancery_model::Standing;

    use super::*;
    use crate::sample::reading;

    #[test]
    fn reading_differs_in_nothing_from_itself_nor_from_one_with_other_numbers() {
        let old = reading();
        let mut new = old.clone();
        new.actors.reverse();
        let turned = |id: ActorId| ActorId::from_index(old.actors.len() - 1 - id.index());
        for event in &mut new.events {
            event.actors.iter_mut().for_each(|id| *id = turned(*id));
            event.recipients.iter_mut().for_each(|id| *id = turned(*id));
            event.confidence = 0.1;
        }
        for kind in [RecordKind::Event, RecordKind::Claim] {
            assert_eq!(difference(&old, &old).0.get(&kind), None);
        }
        assert_eq!(difference(&old, &new).0.get(&RecordKind::Event), None);
    }

    #[test]
    fn records_are_told_as_added_gone_and_altered() {
        let old = reading();
        assert!(old.events.len() > 1 && !old.claims.is_empty(), "{old:?}");
        let mut new = old.clone();
        new.events[0].standing = Standing::Planned;
        new.claims.remove(0);
        let told = difference(&old, &new).0;
        assert_eq!(told[&RecordKind::Event], Changes { altered: 1, ..Changes::default() });
        assert_eq!(told[&RecordKind::Claim].gone, 1);
        let back = difference(&new, &old).0;
        assert_eq!(back[&RecordKind::Claim].added, 1);
    }
}
