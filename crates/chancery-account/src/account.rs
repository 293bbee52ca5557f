//! The fold itself: readings to an account, and an account to a period of it.
//!
//! Goes in: a pair and readings in any order. Comes out: an [`Account`] that
//! keeps the articles it cites and nothing else of the readings. It does not
//! render anything.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Article, Correction, Date, Pair, Reading};

use crate::citation::{ArticleIndex, Evidence, Passage};
use crate::correction::Corrections;
use crate::report::Report;
use crate::{
    Commitment, Dispute, DomainAccount, Event, Period, Proposal, Statement, Trajectory, commitment,
    dispute, domain, merge, proposal, report, statement,
};

/// How readings are folded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// How many days the dates of two reports of one happening may differ.
    ///
    /// One day covers time zones and papers that print the next morning.
    pub tolerance: u8,
    /// Records that are less sure than this are left out.
    pub least_confidence: f32,
    /// Which entries there are to be.
    pub extent: Extent,
}

/// Which entries of an account are wanted: what nobody looks at need not be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    #[default]
    Whole,
    /// Events, disputes and commitments, without what is derived from them.
    Counted,
    /// Commitments alone.
    Commitments,
}

impl Default for Options {
    fn default() -> Options {
        Options { tolerance: 1, least_confidence: 0.0, extent: Extent::Whole }
    }
}

/// What is known of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The two parties.
    pub pair: Pair,
    /// The days that the account is cut to; open for a whole account.
    pub period: Period,
    /// The articles that are cited, by date, the undated last.
    pub articles: Vec<Article>,
    /// What happened, by date.
    pub events: Vec<Event>,
    /// Who said what, by date.
    pub statements: Vec<Statement>,
    /// What is disputed, by the day of the first report.
    pub disputes: Vec<Dispute>,
    /// What is planned, by the first report.
    pub commitments: Vec<Commitment>,
    /// What is put forward, by date.
    pub proposals: Vec<Proposal>,
    /// All of it by field of policy, the busiest first.
    pub domains: Vec<DomainAccount>,
    /// How the two have dealt with each other, day by day; none where no event
    /// counts.
    pub trajectory: Option<Trajectory>,
}

/// A half of what [`account_by_two`] does.
pub type Work<'w> = dyn FnMut() + Send + 'w;

/// Folds readings into what is known of a pair.
///
/// The readings may come in any order, and an article may come twice: the
/// account is the same. Readings that do not name both parties add nothing,
/// nor do corrections of records that no reading has.
pub fn account<'a>(
    pair: &Pair,
    readings: impl IntoIterator<Item = &'a Reading>,
    corrections: impl IntoIterator<Item = &'a Correction>,
    options: &Options,
) -> Account {
    account_by_two(pair, readings, corrections, options, |one, other| {
        one();
        other();
    })
}

/// Folds readings as [`account()`] does, by whoever `both` has do the two halves of
/// the work: one after the other, or at once.
pub fn account_by_two<'a>(
    pair: &Pair,
    readings: impl IntoIterator<Item = &'a Reading>,
    corrections: impl IntoIterator<Item = &'a Correction>,
    options: &Options,
    both: impl FnOnce(&mut Work<'_>, &mut Work<'_>),
) -> Account {
    let readings = report::in_order(pair, readings);
    let corrections = Corrections::new(&readings, corrections);
    let corrected: Vec<_> = readings
        .into_iter()
        .enumerate()
        .map(|(index, reading)| corrections.apply(ArticleIndex::new(index), reading))
        .collect();
    let reports: Vec<Report<'_>> = corrected
        .iter()
        .enumerate()
        .map(|(index, reading)| Report::new(pair, ArticleIndex::new(index), reading, &corrections))
        .collect();
    let done = || {
        let events = merge::events(&reports, options);
        let commitments = commitment::commitments(&reports, &events, options);
        (events, commitments)
    };
    let said = || {
        let disputes = match options.extent {
            Extent::Commitments => Vec::new(),
            Extent::Whole | Extent::Counted => dispute::disputes(&reports, options),
        };
        let (statements, proposals) = match options.extent {
            Extent::Commitments | Extent::Counted => (Vec::new(), Vec::new()),
            Extent::Whole => {
                (statement::statements(&reports, options), proposal::proposals(&reports, options))
            }
        };
        (disputes, statements, proposals)
    };
    let (mut have_done, mut have_said) = (None, None);
    both(&mut || have_done = Some(done()), &mut || have_said = Some(said()));
    let mut account = Account::empty(pair);
    // Work that nobody did is done here.
    (account.events, account.commitments) = have_done.unwrap_or_else(done);
    (account.disputes, account.statements, account.proposals) = have_said.unwrap_or_else(said);
    if options.extent == Extent::Commitments {
        account.events.clear();
    }
    account.settle(|index| reports.get(index.index()).map(|report| &report.reading.article));
    if options.extent == Extent::Whole {
        account.derive_domains();
        account.trajectory = Trajectory::of(pair, &account.events, account.dates());
    }
    account
}

impl Account {
    /// Returns the account of which nothing is known.
    fn empty(pair: &Pair) -> Account {
        Account {
            pair: pair.clone(),
            period: Period::default(),
            articles: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            disputes: Vec::new(),
            commitments: Vec::new(),
            proposals: Vec::new(),
            domains: Vec::new(),
            trajectory: None,
        }
    }

    /// Returns whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Returns the article at that place.
    pub fn article(&self, index: ArticleIndex) -> Option<&Article> {
        self.articles.get(index.index())
    }

    /// Returns the days of the first and the last dated article.
    pub fn dates(&self) -> Option<(Date, Date)> {
        let days = || {
            let dated = self.articles.iter().filter_map(|article| article.published);
            dated.map(|published| published.date)
        };
        Some((days().min()?, days().max()?))
    }

    /// Returns what belongs to the period: events, statements and proposals of
    /// its days, disputes of which something was said or reported in it, commitments
    /// that were in the news or are to take place in it.
    ///
    /// An entry keeps all its evidence, later reports included. What has no
    /// date belongs to the open period alone.
    pub fn within(&self, period: Period) -> Account {
        self.part(
            period,
            |event| period.holds(event.dated.day()),
            |statement| period.holds(statement.dated.day()),
            |dispute| dispute.days().any(|day| period.holds(day)),
            |commitment| {
                let news = commitment.history.iter().any(|step| period.holds(step.reported));
                news || commitment.when.as_ref().is_some_and(|when| period.contains(when.start))
            },
            |proposal| period.holds(proposal.dated.day()),
        )
    }

    /// Returns the commitments that are kept, asked for in their order, with the
    /// articles that they cite and nothing else.
    pub fn of_commitments(&self, mut keeps: impl FnMut(&Commitment) -> bool) -> Account {
        let mut part = Account { period: self.period, ..Account::empty(&self.pair) };
        let kept = self.commitments.iter().filter(|commitment| keeps(commitment));
        part.commitments = kept.cloned().collect();
        part.settle(|index| self.article(index));
        part
    }

    /// Returns the entries that are kept, for the days of the period.
    pub(crate) fn part(
        &self,
        period: Period,
        keeps_event: impl Fn(&Event) -> bool,
        keeps_statement: impl Fn(&Statement) -> bool,
        keeps_dispute: impl Fn(&Dispute) -> bool,
        keeps_commitment: impl Fn(&Commitment) -> bool,
        keeps_proposal: impl Fn(&Proposal) -> bool,
    ) -> Account {
        let mut part = self.clone();
        part.period = period;
        part.events.retain(&keeps_event);
        let mut kept = 0..part.events.len();
        let place = |event| keeps_event(event).then(|| kept.next()).flatten();
        let places: Vec<Option<usize>> = self.events.iter().map(place).collect();
        let place = |event: usize| places.get(event).copied().flatten();
        part.trajectory = self.trajectory.as_ref().and_then(|whole| whole.within(period, &place));
        part.statements.retain(keeps_statement);
        part.disputes.retain(keeps_dispute);
        part.commitments.retain(keeps_commitment);
        part.proposals.retain(keeps_proposal);
        part.settle(|index| self.article(index));
        part.derive_domains();
        part
    }

    /// Keeps the articles that are cited, and moves the citations to their
    /// places.
    fn settle<'a>(&mut self, article: impl Fn(ArticleIndex) -> Option<&'a Article>) {
        let mut cited = BTreeSet::new();
        self.visit(&mut |evidence| {
            cited.extend(evidence.citations().iter().map(|citation| citation.article));
        });
        let places: BTreeMap<ArticleIndex, ArticleIndex> = cited
            .iter()
            .enumerate()
            .map(|(place, index)| (*index, ArticleIndex::new(place)))
            .collect();
        self.articles = cited.into_iter().filter_map(article).cloned().collect();
        self.visit(&mut |evidence| evidence.renumber(&places));
        self.visit_passages(&mut |passage| passage.article.renumber(&places));
    }

    fn derive_domains(&mut self) {
        self.domains = domain::domains(domain::Entries {
            pair: &self.pair,
            events: &self.events,
            statements: &self.statements,
            proposals: &self.proposals,
            commitments: &self.commitments,
        });
    }

    fn visit(&mut self, see: &mut dyn FnMut(&mut Evidence)) {
        for event in &mut self.events {
            see(&mut event.evidence);
            event.revisions.iter_mut().for_each(|revision| see(&mut revision.evidence));
        }
        self.statements.iter_mut().for_each(|statement| see(&mut statement.evidence));
        self.proposals.iter_mut().for_each(|proposal| see(&mut proposal.evidence));
        for dispute in &mut self.disputes {
            see(&mut dispute.claim.evidence);
            dispute.answers.iter_mut().for_each(|answer| see(&mut answer.evidence));
            dispute.course.iter_mut().for_each(|turn| see(&mut turn.evidence));
        }
        for commitment in &mut self.commitments {
            see(&mut commitment.evidence);
            commitment.history.iter_mut().for_each(|step| see(&mut step.evidence));
        }
    }

    fn visit_passages(&mut self, see: &mut dyn FnMut(&mut Passage)) {
        for statement in &mut self.statements {
            see(&mut statement.content);
            statement.remarks.iter_mut().for_each(|remark| see(&mut remark.content));
        }
        for proposal in &mut self.proposals {
            see(&mut proposal.content);
            proposal.quantities.iter_mut().for_each(|quantity| see(&mut quantity.passage));
        }
        for dispute in &mut self.disputes {
            for position in [&mut dispute.claim].into_iter().chain(&mut dispute.answers) {
                see(&mut position.content);
                position.remarks.iter_mut().for_each(|remark| see(&mut remark.content));
            }
            dispute.course.iter_mut().for_each(|turn| see(&mut turn.content));
        }
    }
}
