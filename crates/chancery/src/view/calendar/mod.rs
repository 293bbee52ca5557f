//! Commitments as a calendar (iCalendar, RFC 5545).
//!
//! Goes in: commitments followed. Comes out: a `VCALENDAR` with an event for each
//! commitment that has a date, over all the days that the date may mean, which
//! makes nobody busy. It knows no clock: the stamp of an event is the day of the
//! latest article that it rests on. Commitments without a date are left out.

mod content;

use std::collections::BTreeMap;

use chancery_account::{Account, Commitment, Outcome, Step};
use chancery_model::{Article, CommitmentStatus, Date, When};

use super::brief::planned;
use super::clean;
use super::date;
use super::document::{record_name, site};
use super::phrase;
use super::words;
use crate::desk::Followed;

use content::Content;

/// How many digits of an article's id stand in the name of an event.
const DIGITS: usize = 16;

/// Returns the commitments that have a date as one calendar.
pub fn calendar(followed: &Followed) -> String {
    let mut content = Content::default();
    content.add("BEGIN", "VCALENDAR");
    content.add("VERSION", "2.0");
    content.add("PRODID", concat!("-//Chancery//Chancery ", env!("CARGO_PKG_VERSION"), "//EN"));
    content.add("CALSCALE", "GREGORIAN");
    let mut names = BTreeMap::new();
    for account in &followed.accounts {
        for commitment in &account.commitments {
            if let Some(when) = &commitment.when {
                let event =
                    Event { account, commitment, when, outcome: followed.outcome(commitment) };
                event.add_to(&mut content, &mut names);
            }
        }
    }
    content.add("END", "VCALENDAR");
    content.into_text()
}

/// A commitment with a date.
struct Event<'a> {
    account: &'a Account,
    commitment: &'a Commitment,
    when: &'a When,
    outcome: Outcome,
}

impl Event<'_> {
    fn add_to(&self, content: &mut Content, names: &mut BTreeMap<String, usize>) {
        let name = self.name();
        let n_before = names.entry(name.clone()).or_default();
        *n_before += 1;
        // Two of one name are told apart by their order in the account.
        let name = if *n_before > 1 { format!("{name}-{n_before}") } else { name };
        content.add("BEGIN", "VEVENT");
        content.add("UID", &format!("{name}@chancery"));
        content.add("DTSTAMP", &format!("{}T000000Z", basic(self.latest_day())));
        content.add("SEQUENCE", &self.commitment.history.len().saturating_sub(1).to_string());
        content.add("DTSTART;VALUE=DATE", &basic(self.when.start));
        // The end is the first day after it; an event without one lasts a day.
        if let Some(end) = self.when.end.and_then(|end| end.tomorrow().ok()) {
            content.add("DTEND;VALUE=DATE", &basic(end));
        }
        content.add_text("SUMMARY", &self.summary());
        content.add_text("DESCRIPTION", &self.description());
        if let Some(place) = &self.commitment.place {
            content.add_text("LOCATION", &clean::line(&place.name));
        }
        content.add("STATUS", self.status());
        content.add("TRANSP", "TRANSPARENT");
        if let Some(address) = self.source().and_then(address) {
            content.add("URL", &address);
        }
        content.add("END", "VEVENT");
    }

    /// Returns the name by which calendars know the event again: pair, kind, date
    /// and the article that told of it first.
    fn name(&self) -> String {
        let pair = &self.account.pair;
        let first = self.account.article(self.commitment.evidence.first().article);
        let id = first.map_or("", |article| article.id.trim_start_matches("sha256:"));
        let (kind, day) = (self.commitment.kind.name(), basic(self.when.start));
        let (one, other) = (letters(pair.first().as_str()), letters(pair.second().as_str()));
        let id: String = letters(id).chars().take(DIGITS).collect();
        format!("{one}-{other}-{kind}-{day}-{id}")
    }

    fn latest_day(&self) -> Date {
        let citations = self.commitment.evidence.citations().iter();
        let articles = citations.filter_map(|citation| self.account.article(citation.article));
        let days = articles.filter_map(|article| article.published).map(|published| published.date);
        days.max().unwrap_or(self.when.start)
    }

    fn summary(&self) -> String {
        let names = phrase::names(&self.commitment.parties);
        let words = phrase::plain(&planned::plan_words(self.commitment.kind, names));
        let words = clean::line(&words);
        match self.outcome {
            Outcome::Open => words,
            outcome => format!("{words} ({})", outcome.name()),
        }
    }

    /// Returns when it is to be, how far it has come, and the sentence with site,
    /// day, address and record.
    fn description(&self) -> String {
        let status =
            words::overdue(self.outcome, true).unwrap_or(words::status(self.commitment.status));
        let mut lines = vec![format!("{}: {status}", date::when(self.when))];
        lines.extend(planned::history(self.commitment).map(|steps| format!("History: {steps}")));
        lines.extend(phrase::rests_on(&self.commitment.evidence));
        let citation =
            self.step().map_or(self.commitment.evidence.first(), |step| step.evidence.first());
        if let Some(article) = self.source() {
            let published = article.published.map(|published| published.date);
            let sentence = citation.sentence.of(&article.text);
            let day = date::day_or_undated(published);
            lines.push(format!("{}, {day}: {sentence}", site(article)));
            lines.extend(address(article));
            lines.push(record_name(&article.id, citation.record));
        }
        let lines: Vec<String> = lines.iter().map(|line| clean::line(line)).collect();
        lines.join("\n")
    }

    /// Returns the latest step, which a reader wants to check first.
    fn step(&self) -> Option<&Step> {
        self.commitment.history.last()
    }

    fn source(&self) -> Option<&Article> {
        let evidence = self.step().map_or(&self.commitment.evidence, |step| &step.evidence);
        self.account.article(evidence.first().article)
    }

    /// Returns `CONFIRMED` for what was held or stands with a date, `CANCELLED`
    /// for what was called off or denied.
    fn status(&self) -> &'static str {
        use CommitmentStatus::{Moved, Scheduled};
        match self.outcome {
            Outcome::Held => "CONFIRMED",
            Outcome::Cancelled | Outcome::Denied => "CANCELLED",
            Outcome::Lapsed => "TENTATIVE",
            Outcome::Open | Outcome::Due => match self.commitment.status {
                Scheduled | Moved => "CONFIRMED",
                _ => "TENTATIVE",
            },
        }
    }
}

fn address(article: &Article) -> Option<String> {
    clean::address(article.url.as_deref()?)
}

/// Returns the day without its hyphens, as iCalendar has it.
fn basic(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Returns the letters and digits of a code, which need no escape anywhere.
fn letters(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect()
}
