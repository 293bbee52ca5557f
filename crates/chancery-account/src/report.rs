//! Reports: the readings that name both parties, in the order of their dates.
//!
//! Goes in: readings in any order, then what corrections left of each. Comes
//! out: each once, sorted, with the side of every actor, checked citations and
//! the corrections of its records. It leaves out readings that name
//! only one of the two, since nothing in them can touch both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chancery_model::{ActorId, Correction, Date, Domain, Pair, Reading, RecordId, Span};

use crate::correction::{self, Corrections, join_merged};
use crate::story::Sketch;
use crate::{ArticleIndex, Citation, Participant, Passage, Side};

/// One reading, seen from a pair.
pub(crate) struct Report<'a> {
    pub(crate) index: ArticleIndex,
    pub(crate) reading: &'a Reading,
    sides: Vec<Option<Side>>,
    /// The sides of the same actors when something is done to them.
    sides_acted_upon: Vec<Option<Side>>,
    domains: BTreeMap<RecordId, BTreeSet<&'a Domain>>,
    corrections: &'a Corrections<'a>,
    /// Made when it is first asked for: few articles share an entry.
    sketch: OnceLock<Sketch>,
}

/// Which of the two sides are among some actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Sides {
    pub(crate) first: bool,
    pub(crate) second: bool,
}

impl Sides {
    /// Returns which are among some actors, from the sides of all.
    fn among(of_all: &[Option<Side>], actors: &[ActorId]) -> Sides {
        let mut sides = Sides::default();
        for actor in actors {
            match of_all.get(actor.index()).copied().flatten() {
                Some(Side::First) => sides.first = true,
                Some(Side::Second) => sides.second = true,
                None => {}
            }
        }
        sides
    }

    pub(crate) fn has(self, side: Side) -> bool {
        match side {
            Side::First => self.first,
            Side::Second => self.second,
        }
    }

    pub(crate) fn both(self) -> bool {
        self.first && self.second
    }
}

/// Returns the readings that name both parties, in order, each article once.
///
/// Undated articles come last. Of two readings of one article the later coder
/// wins, so that the order of the input plays no part.
pub(crate) fn in_order<'a>(
    pair: &Pair,
    readings: impl IntoIterator<Item = &'a Reading>,
) -> Vec<&'a Reading> {
    let mut touching: Vec<&Reading> =
        readings.into_iter().filter(|reading| names_both(pair, reading)).collect();
    touching.sort_by(|left, right| {
        let key = |reading: &'a Reading| {
            let date = reading.article.published.map(|published| published.date);
            (date.is_none(), date, &reading.article.id)
        };
        key(left).cmp(&key(right)).then_with(|| coder_of(right).cmp(&coder_of(left)))
    });
    let mut known = BTreeSet::new();
    touching.retain(|reading| known.insert(reading.article.id.as_str()));
    touching
}

fn coder_of(reading: &Reading) -> (&str, &str, &str) {
    (&reading.coder.version, &reading.coder.weights, &reading.coder.codebook)
}

fn names_both(pair: &Pair, reading: &Reading) -> bool {
    let names = |side| {
        let mut sides = reading.actors.iter().map(|actor| Side::acted_upon(pair, actor));
        sides.any(|other| other == Some(side))
    };
    names(Side::First) && names(Side::Second)
}

/// Returns the groups of merged records that those cited are of.
pub(crate) fn merged_as<'r>(
    cited: impl Iterator<Item = (&'r Report<'r>, Citation)>,
) -> BTreeSet<correction::Place> {
    cited.filter_map(|(report, citation)| report.merged_as(citation.record)).collect()
}

/// A record as one report tells it.
pub(crate) trait Cited<'a> {
    /// Returns the report, and where in it the record stands.
    fn cited(&self) -> (&'a Report<'a>, Citation);
}

/// Joins the clusters of records that people made one.
pub(crate) fn join_merged_by_people<'a, M: Cited<'a>>(clusters: Vec<Vec<M>>) -> Vec<Vec<M>> {
    let groups = |members: &Vec<M>| merged_as(members.iter().map(Cited::cited));
    join_merged(clusters, groups, |mut members, others| {
        members.extend(others);
        members.sort_by_key(|member| member.cited().1);
        members
    })
}

impl<'a> Report<'a> {
    /// Returns the report of a reading as corrections left it.
    pub(crate) fn new(
        pair: &Pair,
        index: ArticleIndex,
        reading: &'a Reading,
        corrections: &'a Corrections<'a>,
    ) -> Report<'a> {
        let sides = reading
            .actors
            .iter()
            .map(|actor| actor.party.as_ref().and_then(|party| Side::of(pair, party)))
            .collect();
        let acted_upon = reading.actors.iter().map(|actor| Side::acted_upon(pair, actor));
        let sides_acted_upon = acted_upon.collect();
        let mut domains: BTreeMap<RecordId, BTreeSet<&Domain>> = BTreeMap::new();
        for weight in &reading.domains {
            for record in &weight.records {
                domains.entry(*record).or_default().insert(&weight.domain);
            }
        }
        let sketch = OnceLock::new();
        Report { index, reading, sides, sides_acted_upon, domains, corrections, sketch }
    }

    /// Returns what people said of the record and holds still.
    pub(crate) fn corrections(&self, record: RecordId) -> &[&'a Correction] {
        self.corrections.of((self.index, record))
    }

    /// Returns whether somebody said that no other report tells of the record.
    pub(crate) fn stands_apart(&self, record: RecordId) -> bool {
        self.corrections.stands_apart((self.index, record))
    }

    /// Returns the group of records that somebody made one, this among them.
    pub(crate) fn merged_as(&self, record: RecordId) -> Option<correction::Place> {
        self.corrections.merged_as((self.index, record))
    }

    /// Returns the day on which the article was published.
    pub(crate) fn day(&self) -> Option<Date> {
        self.reading.article.published.map(|published| published.date)
    }

    /// Returns what the article is known by among its copies.
    pub(crate) fn sketch(&self) -> &Sketch {
        self.sketch.get_or_init(|| Sketch::of(&self.reading.article.text))
    }

    /// Returns the side of the actor.
    pub(crate) fn side(&self, actor: ActorId) -> Option<Side> {
        self.sides.get(actor.index()).copied().flatten()
    }

    /// Returns the sides that the actors are on.
    pub(crate) fn sides(&self, actors: &[ActorId]) -> Sides {
        Sides::among(&self.sides, actors)
    }

    /// Returns the sides that the actors are on, to whom something is done.
    pub(crate) fn sides_acted_upon(&self, actors: &[ActorId]) -> Sides {
        Sides::among(&self.sides_acted_upon, actors)
    }

    /// Returns the actor as a participant.
    pub(crate) fn participant(&self, actor: ActorId) -> Option<Participant> {
        self.reading.actor(actor).map(Participant::of)
    }

    /// Returns the actors as participants.
    pub(crate) fn participants(&self, actors: &[ActorId]) -> Vec<Participant> {
        actors.iter().filter_map(|actor| self.participant(*actor)).collect()
    }

    /// Returns those of the side who are named inside the span.
    pub(crate) fn named_in(&self, span: Span, side: Side) -> Vec<Participant> {
        let named = self.reading.actors.iter().zip(&self.sides).filter(|(actor, of)| {
            **of == Some(side) && actor.mentions.iter().any(|mention| span.contains(mention.span))
        });
        named.map(|(actor, _)| Participant::of(actor)).collect()
    }

    /// Returns the fields of policy of a record: those it names itself, and
    /// those that list it.
    pub(crate) fn domains(
        &self,
        record: RecordId,
        own: impl IntoIterator<Item = Domain>,
    ) -> BTreeSet<Domain> {
        let listed =
            self.domains.get(&record).into_iter().flatten().map(|domain| (*domain).clone());
        own.into_iter().chain(listed).collect()
    }

    /// Returns the citation of the record, or nothing where its words do not
    /// lie in the article.
    pub(crate) fn cite(&self, record: RecordId, span: Span) -> Option<Citation> {
        let text = self.reading.article.text.as_str();
        if span.is_empty() || text.get(span.range()).is_none() {
            return None;
        }
        let last = Span::new(span.end - 1, span.end);
        let sentence = [span, last]
            .into_iter()
            .filter_map(|place| self.reading.sentence_at(place))
            .fold(span, Span::join);
        let sentence = if text.get(sentence.range()).is_some() { sentence } else { span };
        Some(Citation { article: self.index, span, sentence, record })
    }

    /// Returns the passage, or the fallback where the words do not lie in the
    /// article.
    pub(crate) fn passage(&self, span: Span, fallback: Citation) -> Passage {
        let fits = !span.is_empty() && self.reading.article.text.get(span.range()).is_some();
        Passage { article: self.index, span: if fits { span } else { fallback.span } }
    }

    /// Returns the words of a span of the article.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.of(&self.reading.article.text)
    }
}
