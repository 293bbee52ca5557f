//! News: the part of an account that rests on articles which a reader has not
//! seen yet.
//!
//! Goes in: an account, and which of its articles are new. Comes out: the
//! entries that cite one of them, with all their evidence, and what of the
//! matter is new: the whole entry, or a further report of it. It does not weigh
//! the news.

use chancery_model::Article;

use crate::{Account, Dispute, Evidence};

/// What is new of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Novelty {
    /// All its reports.
    All,
    /// Some of its reports; others were known before.
    Further,
    /// None of them.
    Nothing,
}

/// Tells articles that are new from those that a reader has seen.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// By the places of the account's articles, whether each is new.
    is_new: Vec<bool>,
}

impl News {
    /// Returns what is new of an entry with this evidence.
    pub fn of(&self, evidence: &Evidence) -> Novelty {
        let citations = || evidence.citations().iter();
        let new = |article: usize| self.is_new.get(article).copied().unwrap_or(false);
        if citations().all(|citation| new(citation.article.index())) {
            Novelty::All
        } else if citations().any(|citation| new(citation.article.index())) {
            Novelty::Further
        } else {
            Novelty::Nothing
        }
    }

    fn touches(&self, evidence: &Evidence) -> bool {
        self.of(evidence) != Novelty::Nothing
    }

    fn touches_dispute(&self, dispute: &Dispute) -> bool {
        let evidence = dispute.course.iter().map(|turn| &turn.evidence);
        evidence.chain([&dispute.claim.evidence]).any(|evidence| self.touches(evidence))
    }
}

impl Account {
    /// Returns the entries that rest on an article which is new, and what is
    /// new of them.
    ///
    /// The trajectory stays whole: its levels and phases are what the news is
    /// to be seen against. Of the events behind its phases only the new remain.
    pub fn news(&self, is_new: impl Fn(&Article) -> bool) -> (Account, News) {
        let whole = News { is_new: self.articles.iter().map(&is_new).collect() };
        let part = self.part(
            self.period,
            |event| whole.touches(&event.evidence),
            |statement| whole.touches(&statement.evidence),
            |dispute| whole.touches_dispute(dispute),
            |commitment| whole.touches(&commitment.evidence),
            |proposal| whole.touches(&proposal.evidence),
        );
        let news = News { is_new: part.articles.iter().map(is_new).collect() };
        (part, news)
    }
}
