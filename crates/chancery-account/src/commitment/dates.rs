//! Dates of plans: which day a report means.
//!
//! Goes in: the commitments of all reports. Comes out: the same, without dates
//! that cannot be those of the plan: the day on which something was announced
//! or called off, and a day that one report names where many name another
//! close to it. It never gives a report a date that its words do not name.

use std::collections::BTreeMap;

use chancery_model::{CommitmentKind, CommitmentStatus, Date, Precision, When};

use super::Member;

/// What is called off or put off has the date of that news where the date lies
/// within so many days of the report: papers name the weekday.
const CALLED_OFF_WITHIN_DAYS: i32 = 7;

/// A month without its year is the nearer one: half a year ahead at most.
const FARTHEST_MONTH_DAYS: i32 = 183;

/// How many days a misread date lies from the true one: most are a weekday of
/// the week before or after.
const MISREAD_BY_DAYS: i32 = 21;

/// How many articles must name a date, and how many times as many as name the
/// other one, to outweigh it.
pub(super) const FEWEST_ARTICLES: usize = 3;
const TIMES_AS_MANY: usize = 3;

/// Takes from the members the dates that cannot be those of their plans.
pub(super) fn settle(members: &mut [Member<'_>]) {
    for member in members.iter_mut() {
        member.when = member.when.filter(|when| may_be_planned(when, member));
    }
    let named = articles_by_date(members);
    for member in members.iter_mut() {
        let Some(day) = member.when.and_then(exact) else { continue };
        let kind = member.commitment.kind;
        if is_outweighed(&named, kind, day) {
            member.when = None;
        } else {
            member.named_by = named.get(&(kind, day)).copied().unwrap_or(0);
        }
    }
}

fn may_be_planned(when: &When, member: &Member<'_>) -> bool {
    use CommitmentStatus::{Cancelled, Denied, Held, Moved};
    let status = member.commitment.status;
    let Some(published) = member.report.day().filter(|_| status != Held) else { return true };
    // A deadline may be that very day; a meeting of the day is mostly the day of
    // the news.
    let is_deadline = member.commitment.kind == CommitmentKind::Agreement;
    let is_past = when.end.is_some_and(|end| end < published || end == published && !is_deadline);
    let days = (when.start - published).get_days().abs();
    let of_the_news =
        matches!(status, Cancelled | Denied | Moved) && days <= CALLED_OFF_WITHIN_DAYS;
    !is_past && !of_the_news && !is_a_month_gone_by(when, published)
}

/// Returns whether a month without its year lies so far ahead that the one just
/// gone by is meant: "met in March", read in May.
fn is_a_month_gone_by(when: &When, published: Date) -> bool {
    let names_no_year = when
        .text
        .as_ref()
        .is_some_and(|text| !text.contains(|letter: char| letter.is_ascii_digit()));
    when.precision == Precision::Month
        && names_no_year
        && (when.start - published).get_days() > FARTHEST_MONTH_DAYS
}

fn exact(when: &When) -> Option<Date> {
    (when.end == Some(when.start)).then_some(when.start)
}

/// Returns how many articles name each day of a kind.
fn articles_by_date(members: &[Member<'_>]) -> BTreeMap<(CommitmentKind, Date), usize> {
    let mut articles: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for member in members {
        if let Some(day) = member.when.and_then(exact) {
            let article = member.citation.article.index();
            articles.entry((member.commitment.kind, day)).or_default().push(article);
        }
    }
    let count = |mut articles: Vec<usize>| {
        articles.sort_unstable();
        articles.dedup();
        articles.len()
    };
    articles.into_iter().map(|(date, articles)| (date, count(articles))).collect()
}

fn is_outweighed(
    named: &BTreeMap<(CommitmentKind, Date), usize>,
    kind: CommitmentKind,
    day: Date,
) -> bool {
    let own = named.get(&(kind, day)).copied().unwrap_or(0);
    named.iter().any(|((other_kind, other), articles)| {
        *other_kind == kind
            && (*other - day).get_days().abs() <= MISREAD_BY_DAYS
            && *articles >= FEWEST_ARTICLES.max(own * TIMES_AS_MANY)
    })
}
