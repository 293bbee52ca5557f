//! Briefs: what is known of a pair in a period, for a person.
//!
//! Goes in: an account, cut to the period by [`Account::within`], and the names
//! of the two parties. Comes out: a [`Document`] with a section for each kind
//! of entry. Where a section is too long the weightiest entries stay; they are
//! shown by date all the same. It adds nothing that the account does not hold.

mod changes;
pub(super) mod disputed;
mod domains;
mod happened;
pub(super) mod planned;
pub(super) mod proposed;
pub(super) mod said;
mod trajectory;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_account::{Account, Citation, Evidence, News, Novelty, Passage, Remark, Side};
use chancery_model::{Party, RecordId, Span};

use super::date;
use super::document::{Document, Library, Line, Run, Section, Source, site};
use super::phrase;
use crate::reference::References;

/// How a brief is made.
#[derive(Clone, Copy, Debug)]
pub struct BriefOptions<'a> {
    /// The name of the pair's first party, such as "Colombia". The parties of
    /// a pair are in the order of their codes.
    pub first_name: &'a str,
    /// The name of the pair's second party.
    pub second_name: &'a str,
    /// How many entries a section shows.
    pub limit: usize,
    /// What money and people are held against, where they are.
    pub references: Option<&'a References>,
    /// What is new to the reader, where the brief is of that alone.
    pub news: Option<NewsOptions<'a>>,
}

/// What a brief of the news is made with.
#[derive(Clone, Copy, Debug)]
pub struct NewsOptions<'a> {
    /// When the reader looked last, in words; nothing where this is the first
    /// look.
    pub since: Option<&'a str>,
    /// What of the account is new.
    pub news: &'a News,
}

impl<'a> BriefOptions<'a> {
    /// Returns options with these names, twenty entries a section, and no
    /// reference figures.
    pub fn new(first_name: &'a str, second_name: &'a str) -> BriefOptions<'a> {
        BriefOptions { first_name, second_name, limit: 20, references: None, news: None }
    }
}

/// Returns the brief of an account.
pub fn brief(account: &Account, options: &BriefOptions<'_>) -> Document {
    let find = |index: usize| account.articles.get(index);
    let mut desk = Desk { account, options, library: Library::new(&find) };
    let mut sections = Vec::new();
    if options.news.is_some() {
        sections.push(changes::section(&mut desk));
    } else {
        sections.push(trajectory::section(&mut desk));
    }
    sections.extend([
        happened::section(&mut desk),
        said::section(&mut desk),
        disputed::section(&mut desk),
        planned::section(&mut desk),
        proposed::section(&mut desk),
        domains::section(&mut desk),
    ]);
    if options.news.is_some() {
        sections.push(trajectory::section(&mut desk));
        // News is quiet about what did not happen.
        let quiet = account.is_empty();
        sections.retain(|section| section.id == "changes" || !quiet && !section.items.is_empty());
    }
    Document {
        title: format!("{} – {}", options.first_name, options.second_name),
        facts: facts(account, options),
        sections,
        single: false,
        articles: desk.library.into_articles(),
    }
}

/// Returns the period, the number of articles and that of sites.
fn facts(account: &Account, options: &BriefOptions<'_>) -> Vec<String> {
    let sites: BTreeSet<String> = account.articles.iter().map(site).collect();
    let mut facts = vec![date::period(account.period, account.dates())];
    if let Some(news) = options.news {
        facts = vec![match news.since {
            Some(since) => format!("new since {since}"),
            None => "all of it, for the first look".to_owned(),
        }];
    }
    if account.is_empty() {
        let words = if options.news.is_some() { "nothing new" } else { "nothing is on record" };
        facts.push(words.to_owned());
    } else {
        let articles = phrase::count(account.articles.len(), "article");
        facts.push(format!("{articles} from {}", phrase::count(sites.len(), "site")));
    }
    facts
}

/// What the sections work with.
struct Desk<'a> {
    account: &'a Account,
    options: &'a BriefOptions<'a>,
    library: Library<'a>,
}

impl Desk<'_> {
    /// Returns the name of a party: of the two as given, of another its own.
    fn party_name(&self, party: &Party) -> String {
        match Side::of(&self.account.pair, party) {
            Some(side) => self.side_name(side).to_owned(),
            None => party.as_str().to_owned(),
        }
    }

    fn side_name(&self, side: Side) -> &str {
        match side {
            Side::First => self.options.first_name,
            Side::Second => self.options.second_name,
        }
    }

    /// Returns a line with its source, its further sources and its counts, or
    /// nothing where no citation leads into an article.
    fn line(&mut self, date: String, words: Vec<Run>, evidence: &Evidence) -> Option<Line> {
        let source = self.source(evidence.first())?;
        let mut line = Line::new(date, words, source);
        line.notes.extend(phrase::rests_on(evidence));
        line.notes.extend(phrase::corrected(evidence));
        let novelty = self.options.news.map(|options| options.news.of(evidence));
        if novelty == Some(Novelty::Further) {
            line.notes.push("known before, reported further".to_owned());
        }
        self.library.also(&mut line, evidence.citations().iter().map(place));
        Some(line)
    }

    fn source(&mut self, citation: Citation) -> Option<Source> {
        let (article, span, sentence, record) = place(citation);
        self.library.source(article, span, sentence, Some(record))
    }

    /// Returns the words of a passage.
    fn words(&self, passage: Passage) -> &str {
        let article = self.account.article(passage.article);
        article.map_or("", |article| passage.span.of(&article.text))
    }

    /// Returns what the reports remark, each in its own words once.
    fn remarks(&self, remarks: &[Remark]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for remark in remarks {
            let note = phrase::remark(self.words(remark.content));
            if !out.contains(&note) {
                out.push(note);
            }
        }
        out
    }
}

fn place(citation: Citation) -> (usize, Span, Span, RecordId) {
    (citation.article.index(), citation.span, citation.sentence, citation.record)
}

/// How much an entry weighs: its independent origins, its score, how sure it is.
type Weight = (usize, f32, f32);

/// Returns the places of the weightiest entries, in their own order.
///
/// More independent origins weigh first, then the score, then how sure the
/// coder is; of equals the later one is news.
fn weightiest(weights: impl Iterator<Item = Weight>, limit: usize) -> (Vec<usize>, usize) {
    let mut ranked: Vec<(usize, Weight)> = weights.enumerate().collect();
    let total = ranked.len();
    ranked.sort_by(|(left_at, left), (right_at, right)| {
        let by_weight = right.0.cmp(&left.0);
        let by_score = right.1.abs().total_cmp(&left.1.abs());
        let by_confidence = right.2.total_cmp(&left.2);
        let by_place = Reverse(left_at).cmp(&Reverse(right_at));
        by_weight.then(by_score).then(by_confidence).then(by_place)
    });
    ranked.truncate(limit);
    let mut kept: Vec<usize> = ranked.into_iter().map(|(place, _)| place).collect();
    kept.sort_unstable();
    let left_out = total - kept.len();
    (kept, left_out)
}

/// Returns the words for what was left out, where anything was.
fn more(left_out: usize) -> Option<String> {
    (left_out > 0).then(|| format!("{left_out} more"))
}

/// Returns a section without items.
fn empty(id: &'static str, title: &'static str, empty: &'static str) -> Section {
    Section { id, title, items: Vec::new(), more: None, empty }
}
