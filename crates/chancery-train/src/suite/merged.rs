//! Suite `merged`: events told in several articles, which an account makes one.
//!
//! In: a corpus, and a list by hand of events, a row for each article that tells of
//! one. Out: over pairs of rows, precision, recall and F1 of what an account of the
//! event's parties makes one; the same by class; how many merged events have the day
//! on which they happened; and what keeps apart the pairs that should be one.
//!
//! A row counts where an event of its class between its sides was read in its
//! article as something that happened; of several the one of the nearest date. Two
//! rows of one event belong together; two rows of different events with the same
//! sides must stand apart. Of an event between several parties the pair counts in
//! whose account most of its articles have it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chancery_account::{Account, Dated, Options, account};
use chancery_model::{self as model, Date, Pair, Party, Reading, RecordId, Standing};
use chancery_read::codebook::Codebook;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use super::Figures;
use super::tally::{Tally, share};
use crate::corpus;
use crate::error::Error;

/// A day of its own so far from the event's is that of another event.
const FARTHEST_DAYS: i32 = 31;

/// Returns the figures of the list over the articles that it names.
pub(super) fn run(path: &Path, list: &Path, tier: Tier) -> Result<Figures, Error> {
    let wanted = wanted(list)?;
    let names: BTreeSet<&str> =
        wanted.iter().flat_map(|event| event.articles.iter().map(String::as_str)).collect();
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let pages = corpus::pages(path, |name| names.contains(name))?;
    if pages.len() != names.len() {
        return Err(Error::form(path, "its articles are not those of the list, each once"));
    }
    let readings: Vec<Reading> = pages.iter().map(|page| reader.read(page)).collect();
    let mut accounts: BTreeMap<Pair, Told> = BTreeMap::new();
    for pair in wanted.iter().flat_map(Wanted::pairs) {
        accounts.entry(pair).or_insert_with_key(|pair| Told::new(pair, &readings));
    }
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut n_rows = 0;
    for event in &wanted {
        n_rows += event.articles.len();
        let pairs = event.pairs().filter_map(|pair| Some((accounts.get(&pair)?, pair)));
        let found = pairs.map(|(told, pair)| told.rows(event, &pair));
        // Of equals the first pair stays.
        rows.extend(found.rev().max_by_key(Vec::len).unwrap_or_default());
    }
    Ok(figures(&rows, n_rows, wanted.len()))
}

/// An event of the list.
#[derive(Clone, Debug)]
struct Wanted {
    id: String,
    classes: Vec<String>,
    actors: Vec<Party>,
    recipients: Vec<Party>,
    date: Date,
    articles: Vec<String>,
}

fn wanted(list: &Path) -> Result<Vec<Wanted>, Error> {
    let columns = ["event", "article", "class", "actors", "recipients", "date"];
    let mut events: BTreeMap<String, Wanted> = BTreeMap::new();
    for [id, article, class, actors, recipients, date] in corpus::read_table(list, columns)? {
        let parties = |cell: &str| {
            let names = cell.split('|').filter(|name| *name != "-");
            names.map(|name| Party(name.to_owned())).collect()
        };
        let date = date.parse().map_err(|_| Error::form(list, "a date is no day"))?;
        let event = events.entry(id.clone()).or_insert_with(|| Wanted {
            id,
            classes: class.split('|').map(str::to_owned).collect(),
            actors: parties(&actors),
            recipients: parties(&recipients),
            date,
            articles: Vec::new(),
        });
        event.articles.push(article);
    }
    Ok(events.into_values().collect())
}

impl Wanted {
    /// Returns each actor with each recipient.
    fn pairs(&self) -> impl DoubleEndedIterator<Item = Pair> + '_ {
        let pairs = self.actors.iter().flat_map(|actor| {
            let others = self.recipients.iter().filter(move |other| *other != actor);
            others.map(move |other| Pair::new(actor.clone(), other.clone()))
        });
        pairs.collect::<BTreeSet<_>>().into_iter()
    }

    /// Returns whether the record is of its class, between its sides, and done.
    fn is_told_by(&self, event: &model::Event, reading: &Reading, pair: &Pair) -> bool {
        let has = |actors: &[model::ActorId], among: &[Party]| {
            let parties = actors.iter().filter_map(|actor| reading.actor(*actor)?.party.as_ref());
            parties
                .filter(|party| [pair.first(), pair.second()].contains(party))
                .any(|party| among.contains(party))
        };
        // Acts done together name both sides as actors.
        let mutual = self.actors.iter().all(|actor| self.recipients.contains(actor));
        let done = matches!(event.standing, Standing::Actual | Standing::Historical);
        let of_class = self.classes.iter().any(|class| class == event.kind.code());
        let sides = mutual
            || has(&event.actors, &self.actors)
                && (has(&event.recipients, &self.recipients)
                    || has(&event.actors, &self.recipients));
        done && of_class && sides
    }
}

/// An account, and which of its events each record is in.
struct Told {
    account: Account,
    event_of: BTreeMap<(String, RecordId), usize>,
    readings: BTreeMap<String, Reading>,
}

impl Told {
    fn new(pair: &Pair, readings: &[Reading]) -> Told {
        let account = account(pair, readings, [], &Options::default());
        let mut event_of = BTreeMap::new();
        for (place, event) in account.events.iter().enumerate() {
            for citation in event.evidence.citations().iter() {
                let name = account.article(citation.article).and_then(|one| one.source_id.clone());
                event_of.insert((name.unwrap_or_default(), citation.record), place);
            }
        }
        let touching = account.articles.iter().filter_map(|article| {
            let reading = readings.iter().find(|reading| reading.article.id == article.id)?;
            Some((article.source_id.clone()?, reading.clone()))
        });
        Told { readings: touching.collect(), event_of, account }
    }

    /// Returns the rows of the event that its articles were read to tell.
    fn rows<'a>(&'a self, wanted: &'a Wanted, pair: &Pair) -> Vec<Row<'a>> {
        let row = |article: &'a String| {
            let reading = self.readings.get(article)?;
            let day = reading.article.published.map(|published| published.date);
            let told = reading.events.iter().filter_map(|record| {
                let place = *self.event_of.get(&(article.clone(), RecordId::Event(record.id)))?;
                let given = record.when.as_ref().map(|when| when.start);
                let away = (given.or(day)? - wanted.date).get_days().abs();
                let is_it = wanted.is_told_by(record, reading, pair)
                    && (given.is_none() || away <= FARTHEST_DAYS);
                is_it.then_some(((away, given.is_none(), place), record))
            });
            let ((.., place), record) = told.min_by_key(|(rank, _)| *rank)?;
            Some(Row {
                wanted,
                pair: pair.clone(),
                article,
                day,
                record,
                sides: [&record.actors, &record.recipients].map(|actors| {
                    let named = actors.iter().filter_map(|actor| reading.actor(*actor));
                    let parties = named.filter_map(|actor| actor.party.as_ref());
                    parties.filter(|one| [pair.first(), pair.second()].contains(one)).collect()
                }),
                place,
                event: self.account.events.get(place)?,
            })
        };
        wanted.articles.iter().filter_map(row).collect()
    }
}

/// An article that was read to tell of an event.
struct Row<'a> {
    wanted: &'a Wanted,
    pair: Pair,
    article: &'a str,
    day: Option<Date>,
    record: &'a model::Event,
    /// The parties of the pair that act and that receive in the record.
    sides: [BTreeSet<&'a Party>; 2],
    /// The place of the account's event.
    place: usize,
    event: &'a chancery_account::Event,
}

impl Row<'_> {
    /// Returns whether the account makes the two one.
    fn is_one_with(&self, other: &Row<'_>) -> bool {
        (&self.pair, self.place) == (&other.pair, other.place)
    }

    /// Returns what first keeps the two apart.
    fn parted_by(&self, other: &Row<'_>) -> &'static str {
        let (one, two) = (self.record, other.record);
        let days = |row: &Row<'_>| row.record.when.as_ref().map(|when| when.start).or(row.day);
        let exact = |event: &model::Event| {
            event.when.as_ref().is_none_or(|when| when.precision == model::Precision::Day)
        };
        if one.kind != two.kind {
            "class"
        } else if self.day.is_none() || other.day.is_none() {
            "article without a date"
        } else if one.reported_by != two.reported_by {
            "source"
        } else if one.standing != two.standing {
            "standing"
        } else if self.sides != other.sides {
            "sides"
        } else if !exact(one) || !exact(two) {
            "vague date"
        } else if days(self) == days(other) {
            "mode"
        } else if one.when.is_some() && two.when.is_some() {
            "two days given"
        } else {
            "day given and day of the report"
        }
    }

    fn case(&self) -> Value {
        json!({
            "event": self.wanted.id,
            "article": self.article,
            "pair": [self.pair.first().as_str(), self.pair.second().as_str()],
            "class": self.record.kind.code(),
            "mode": self.record.mode.map(model::Mode::code),
            "standing": self.record.standing.name(),
            "reported_by": self.record.reported_by.as_ref().map(Party::as_str),
            "published": self.day.map(|day| day.to_string()),
            "when": self.record.when.as_ref().map(|when| when.start.to_string()),
            "precision": self.record.when.as_ref().map(|when| when.precision.name()),
            "sides": self.sides.each_ref().map(|side| side.iter().map(|one| one.as_str()).collect::<Vec<_>>()),
            "place": self.place,
            "merged_day": self.event.dated.day().map(|day| day.to_string()),
        })
    }
}

/// Counts pairs of rows.
fn figures(rows: &[Row<'_>], n_rows: usize, n_events: usize) -> Figures {
    let mut all = Tally::default();
    let mut by_class: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lumped: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, one) in rows.iter().enumerate() {
        for two in &rows[at + 1..] {
            let (wanted, found) = (one.wanted.id == two.wanted.id, one.is_one_with(two));
            if !wanted && !found {
                continue;
            }
            let tally = Tally {
                right: usize::from(wanted && found),
                gold: usize::from(wanted),
                read: usize::from(found),
            };
            all += tally;
            *by_class.entry(one.record.kind.code()).or_default() += tally;
            if !found {
                *causes.entry(one.parted_by(two)).or_default() += 1;
            } else if !wanted {
                *lumped.entry((&one.wanted.id, &two.wanted.id)).or_default() += 1;
            }
        }
    }
    let (n_dated, n_right_day) = days(rows);
    let mut lines = vec![format!(
        "{n_events} events, {n_rows} rows, {} of them read ({:.4})",
        rows.len(),
        share(rows.len(), n_rows)
    )];
    let mut object = all.object();
    object["suite"] = json!("merged");
    object["rows"] = json!(rows.len());
    object["days"] = json!(n_right_day);
    for (class, tally) in &by_class {
        lines.push(tally.line(&format!("  {class:10}")));
        object[class] = tally.object();
    }
    let mut causes: Vec<(&str, usize)> = causes.into_iter().collect();
    causes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    lines.extend(causes.iter().map(|(cause, n)| format!("  kept apart by {cause}: {n} pairs")));
    lines.extend(
        lumped.iter().map(|((one, two), n)| format!("  one of {one} and {two}: {n} pairs")),
    );
    lines.push(format!("{n_right_day} of {n_dated} largest merged events have the right day"));
    let n_pairs = format!("{} pairs belong together, {} are one", all.gold, all.read);
    lines.push(format!("{}, {n_pairs}", all.line("all pairs")));
    Figures { lines, cases: rows.iter().map(Row::case).collect(), object }
}

/// Returns how many events were read at all, and of how many the account's event that
/// most of their rows are in has their day.
fn days(rows: &[Row<'_>]) -> (usize, usize) {
    let mut largest: BTreeMap<&str, BTreeMap<(&Pair, usize), usize>> = BTreeMap::new();
    for row in rows {
        let places = largest.entry(&row.wanted.id).or_default();
        *places.entry((&row.pair, row.place)).or_default() += 1;
    }
    let is_right = |(id, places): (&&str, &BTreeMap<(&Pair, usize), usize>)| {
        let most = places.iter().max_by_key(|(place, n)| (**n, std::cmp::Reverse(*place)));
        let Some(((pair, place), _)) = most else { return false };
        rows.iter().any(|row| {
            (row.wanted.id.as_str(), &row.pair, row.place) == (*id, *pair, *place)
                && row.event.dated.day() == Some(row.wanted.date)
                && matches!(row.event.dated, Dated::Given(_) | Dated::ReportedOn(_))
        })
    };
    (largest.len(), largest.iter().filter(|one| is_right(*one)).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "article\tevent\tclass\tactors\trecipients\tdate\n\
        a\traid\tASSAULT\tNOR\tPER\t2018-03-05\n\
        b\traid\tASSAULT\tNOR\tPER\t2018-03-05\n\
        c\tsecond\tASSAULT\tNOR\tPER\t2018-06-05\n";

    #[test]
    fn reports_of_one_raid_are_one_and_another_raid_stands_apart() {
        let folder = tempfile::tempdir().unwrap();
        let (corpus, list) = (folder.path().join("c.jsonl"), folder.path().join("m.tsv"));
        std::fs::write(&list, LIST).unwrap();
        let line = |id: &str, day: &str, text: &str| {
            format!("{}\n", json!({"id": id, "published": day, "text": text}))
        };
        let pages = [
            line("a", "2018-03-06", "Norway bombed Peru on Monday."),
            line("b", "2018-03-07", "Norway bombed Peru on Monday, the paper wrote."),
            line("c", "2018-06-06", "Norway bombed Peru on Tuesday."),
        ];
        std::fs::write(&corpus, pages.concat()).unwrap();
        let figures = run(&corpus, &list, Tier::Fast).unwrap();
        assert_eq!(figures.object["rows"], 3, "{figures:?}");
        assert_eq!((&figures.object["f1"], &figures.object["days"]), (&json!(1.0), &json!(2)));
    }
}
