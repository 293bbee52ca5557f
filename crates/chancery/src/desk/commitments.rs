//! Commitments followed: of one pair, or of those that the ledger knows most about.
//!
//! In: a ledger, and which commitments are asked for. Out: accounts cut down to
//! them, each commitment once however many pairs it binds, and the day that they
//! are seen from: that of the ledger's latest article, since there is no clock.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_account::{
    Account, Commitment, Extent, LATEST_ARTICLES, Options, Outcome, PATIENCE_DAYS, latest_day,
};
use chancery_ledger::{Ledger, Period};
use chancery_model::{Date, Pair, RecordId};

use super::{Error, accounts_of};

/// How many pairs are followed where none is named: in a ledger of 10,495 articles
/// the pairs beyond them share fewer than a hundred articles each.
pub const BUSIEST_PAIRS: usize = 50;

/// Which commitments are asked for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// Between whom; nothing for the [`BUSIEST_PAIRS`].
    pub pair: Option<Pair>,
    /// With which outcomes; none for all.
    pub outcomes: BTreeSet<Outcome>,
    /// The day to see them from; nothing for that of the ledger's latest article.
    pub on: Option<Date>,
    /// How many days after its last day a commitment lapses.
    pub patience: u16,
    /// How many there may be; those in most independent reports stay.
    pub limit: Option<usize>,
}

impl Default for Sought {
    fn default() -> Sought {
        let (pair, outcomes) = (None, BTreeSet::new());
        Sought { pair, outcomes, on: None, patience: PATIENCE_DAYS, limit: None }
    }
}

/// Commitments, and the day that they are seen from.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The day; nothing where no article has a date and none was asked for.
    pub on: Option<Date>,
    /// How many days after its last day a commitment lapses.
    pub patience: u16,
    /// The commitments of each pair with the articles that they cite, the busiest
    /// pair first; pairs without any are left out.
    pub accounts: Vec<Account>,
    /// How many the limit left out.
    pub left_out: usize,
}

impl Followed {
    /// Returns what has become of a commitment; without a day to see it from, no
    /// date has passed.
    pub fn outcome(&self, commitment: &Commitment) -> Outcome {
        commitment.outcome(self.on.unwrap_or(Date::MIN), self.patience)
    }

    /// Returns how many commitments there are.
    pub fn len(&self) -> usize {
        self.accounts.iter().map(|account| account.commitments.len()).sum()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Leaves out those in fewest independent reports where there are more than
    /// so many.
    fn cut(&mut self, limit: usize) {
        let commitments = self.accounts.iter().flat_map(|account| &account.commitments);
        let mut ranked: Vec<(usize, &Commitment)> = commitments.enumerate().collect();
        ranked.sort_by_key(|(place, commitment)| {
            let evidence = &commitment.evidence;
            let weight = (evidence.origins(), commitment.says_what(), evidence.articles());
            (Reverse(weight), *place)
        });
        let kept: BTreeSet<usize> = ranked.iter().take(limit).map(|(place, _)| *place).collect();
        self.left_out = ranked.len() - kept.len();
        let mut place = 0..;
        for account in &mut self.accounts {
            *account =
                account.of_commitments(|_| place.next().is_some_and(|at| kept.contains(&at)));
        }
        self.accounts.retain(|account| !account.commitments.is_empty());
    }
}

/// Returns the commitments that are asked for, found on that many threads.
///
/// # Errors
///
/// Returns an error where the ledger or a reading in it cannot be read.
pub fn commitments(ledger: &Ledger, sought: &Sought, threads: usize) -> Result<Followed, Error> {
    let pairs = match &sought.pair {
        Some(pair) => vec![pair.clone()],
        None => ledger.pairs(BUSIEST_PAIRS)?.into_iter().map(|count| count.pair).collect(),
    };
    let on = match sought.on {
        Some(on) => Some(on),
        None => news_reaches(ledger)?,
    };
    let mut followed =
        Followed { on, patience: sought.patience, accounts: Vec::new(), left_out: 0 };
    let mut seen = BTreeSet::new();
    let options = Options { extent: Extent::Commitments, ..Options::default() };
    for whole in accounts_of(ledger, &pairs, &options, threads)? {
        let asked_for = |commitment: &Commitment| {
            sought.outcomes.is_empty() || sought.outcomes.contains(&followed.outcome(commitment))
        };
        let once = whole.of_commitments(|commitment| {
            is_new(&whole, commitment, &mut seen) && asked_for(commitment)
        });
        if !once.commitments.is_empty() {
            followed.accounts.push(once);
        }
    }
    if let Some(limit) = sought.limit {
        followed.cut(limit);
    }
    Ok(followed)
}

/// Returns the day that the ledger's news reaches.
pub(super) fn news_reaches(ledger: &Ledger) -> Result<Option<Date>, Error> {
    let latest = ledger.articles(Period::dated(None, None), 2 * LATEST_ARTICLES, 0)?;
    Ok(latest_day(latest.iter().filter_map(|article| article.published)))
}

/// Returns whether none of its records was of a commitment before, and remembers
/// them.
fn is_new(
    account: &Account,
    commitment: &Commitment,
    seen: &mut BTreeSet<(String, RecordId)>,
) -> bool {
    let citations = commitment.evidence.citations().iter();
    let planned = citations.filter(|citation| matches!(citation.record, RecordId::Commitment(_)));
    let mut is_new = true;
    for citation in planned {
        let Some(article) = account.article(citation.article) else { continue };
        is_new &= seen.insert((article.id.clone(), citation.record));
    }
    is_new
}
