//! Fills a ledger with made-up articles and prints how long it took and how
//! large the file is.
//!
//! `cargo run --release -p chancery-ledger --example fill -- FILE ARTICLES`
//!
//! Goes in: a path where nothing is, and a number of articles. Each has some
//! 900 words drawn from a vocabulary with the frequencies of a language, 20
//! actors and 60 records. The wire form is JSON of the usual proportions. The
//! last line is one JSON object.

#![expect(clippy::print_stdout, reason = "a program prints")]

use std::fmt::Write as _;
use std::time::Instant;

use chancery_ledger::{Added, Ledger, NewEntry, Period, article_id};
use chancery_model::{
    Actor, ActorId, ActorKind, Article, Coder, DateSource, DatedFrom, Event, EventId, EventKind,
    Form, Mention, MentionForm, Mode, Page, Pair, Party, Reading, Span, Standing, Statement,
    StatementForm, StatementId, When,
};

const BATCH: usize = 64;
const N_ACTORS: usize = 20;
const N_EVENTS: usize = 30;
const N_STATEMENTS: usize = 30;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("give the path of a new file")?;
    let n_articles: usize = arguments.next().as_deref().unwrap_or("10495").parse()?;

    let mut ledger = Ledger::open(&path)?;
    let mut chance = Chance(88_172_645_463_325_252);
    let mut added = Added::default();
    let mut adding = std::time::Duration::ZERO;
    let mut wire_bytes = 0;
    let mut text_bytes = 0;
    for start in (0..n_articles).step_by(BATCH) {
        let made: Vec<(Page, Reading, Vec<u8>)> =
            (start..n_articles.min(start + BATCH)).map(|i| article(&mut chance, i)).collect();
        wire_bytes += made.iter().map(|(_, _, wire)| wire.len()).sum::<usize>();
        text_bytes += made.iter().map(|(_, reading, _)| reading.article.text.len()).sum::<usize>();
        let entries: Vec<NewEntry<'_>> =
            made.iter().map(|(page, reading, wire)| NewEntry { page, reading, wire }).collect();
        let started = Instant::now();
        added += ledger.add(&entries)?;
        adding += started.elapsed();
    }
    drop(ledger);
    let file_bytes = std::fs::metadata(&path)?.len();

    let ledger = Ledger::open_existing(&path)?;
    let busiest = timed("pairs", || ledger.pairs(1))?;
    let pair = busiest.first().map_or_else(
        || Pair::new(Party(String::new()), Party(String::new())),
        |count| count.pair.clone(),
    );
    let n_readings = timed("readings of the busiest pair", || {
        Ok::<_, chancery_ledger::Error>(ledger.readings_of_pair(&pair, Period::ALWAYS)?.count())
    })?;
    timed("find, frequent word", || ledger.find("w3", 20, 0))?;
    timed("find, phrase", || ledger.find("\"w3 w9\"", 20, 0))?;
    timed("find, rare word", || ledger.find("w9000", 20, 0))?;
    timed("articles", || ledger.articles(Period::ALWAYS, 20, 0))?;
    timed("counts", || ledger.counts())?;
    let report = timed("check", || ledger.check())?;
    println!("busiest pair: {} and {}, {n_readings} readings", pair.first(), pair.second());
    println!(
        "{{\"articles\": {}, \"seconds\": {:.2}, \"articles_per_second\": {:.0}, \
         \"file_megabytes\": {:.1}, \"text_megabytes\": {:.1}, \"wire_megabytes\": {:.1}, \
         \"sound\": {}}}",
        added.pages,
        adding.as_secs_f64(),
        added.pages as f64 / adding.as_secs_f64(),
        file_bytes as f64 / 1e6,
        text_bytes as f64 / 1e6,
        wire_bytes as f64 / 1e6,
        report.is_sound(),
    );
    Ok(())
}

fn timed<T, E>(what: &str, act: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let started = Instant::now();
    let result = act();
    println!("{what}: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    result
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    /// A number below `n`, small ones far more often, as words are.
    fn rank_below(&mut self, n: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        (n as f64).powf(share) as usize
    }
}

fn article(chance: &mut Chance, number: usize) -> (Page, Reading, Vec<u8>) {
    let mut text = String::new();
    for i in 0..700 + chance.below(400) {
        let end = if i % 18 == 17 { ". " } else { " " };
        // Seven letters a word and space, near those of news.
        let _ = write!(text, "w{}{end}", chance.rank_below(30_000));
        if i % 3 == 0 {
            text.push_str("the ");
        }
    }
    let bytes = format!("{{\"id\": \"n{number}\", \"text\": \"{text}\"}}");
    let day = format!("{}-{:02}-{:02}", 2012 + number % 9, 1 + number % 12, 1 + number % 28);
    let article = Article {
        id: article_id(bytes.as_bytes()),
        source_id: Some(format!("n{number}")),
        url: Some(format!("https://example.org/world/{number}/some-words-of-the-title")),
        site: Some("Example".to_owned()),
        title: Some(format!("w{} w{} and n{number}", chance.below(3000), chance.below(3000))),
        published: day.parse().ok().map(|date| DatedFrom { date, source: DateSource::Given }),
        text,
        ..Article::default()
    };
    let mut page = Page::new(bytes, Form::Json);
    page.url.clone_from(&article.url);
    let coder = Coder { version: "0.1.0".into(), weights: "none".into(), codebook: "0".repeat(64) };
    let mut reading = Reading::empty(coder, article);
    let length = reading.article.text.len();
    let span = |chance: &mut Chance, n: usize| {
        let start = chance.below(length - n);
        Span::new(start, start + n)
    };
    for i in 0..N_ACTORS {
        let rank = chance.rank_below(2000);
        let country = format!("C{:02}", rank % 60);
        reading.actors.push(Actor {
            id: ActorId::from_index(i),
            name: format!("Somebody of Some Name {rank}"),
            kind: ActorKind::Person,
            party: (i % 2 == 0).then(|| Party(country.clone())),
            country: Some(country),
            sector: "GOV".parse().ok(),
            role: Some("minister".to_owned()),
            wikidata: Some(format!("Q{rank}")),
            mentions: (0..3)
                .map(|_| Mention { span: span(chance, 12), form: MentionForm::Name })
                .collect(),
        });
    }
    for i in 0..N_EVENTS {
        reading.events.push(Event {
            id: EventId::from_index(i),
            kind: EventKind::ALL[chance.below(16)],
            mode: Mode::new(EventKind::Consult, "phone").ok().filter(|_| i % 2 == 0),
            contexts: Vec::new(),
            actors: vec![ActorId::from_index(chance.below(N_ACTORS))],
            recipients: vec![ActorId::from_index(chance.below(N_ACTORS))],
            when: reading.article.published.map(|published| When::day(published.date)),
            place: None,
            standing: Standing::ALL[chance.below(5)],
            reported_by: None,
            score: chance.below(40) as f32 / 2.0 - 10.0,
            evidence: span(chance, 150),
            confidence: chance.below(1000) as f32 / 1000.0,
        });
    }
    for i in 0..N_STATEMENTS {
        reading.statements.push(Statement {
            id: StatementId::from_index(i),
            speaker: Some(ActorId::from_index(chance.below(N_ACTORS))),
            form: StatementForm::ALL[chance.below(3)],
            content: span(chance, 100),
            cue: None,
            channel: (i % 3 == 0).then(|| "press conference".to_owned()),
            addressees: Vec::new(),
            when: None,
            domains: Vec::new(),
            reported_by: None,
            remarks: Vec::new(),
            evidence: span(chance, 150),
            confidence: chance.below(1000) as f32 / 1000.0,
        });
    }
    let wire = wire(&reading);
    (page, reading, wire)
}

/// JSON with the keys of `chancery.reading/1`, as far as size is concerned.
fn wire(reading: &Reading) -> Vec<u8> {
    let article = &reading.article;
    let mut wire = format!(
        "{{\"schema\":\"chancery.reading/1\",\"article\":{{\"id\":\"{}\",\"text\":\"{}\"}},\"actors\":[",
        article.id, article.text
    );
    for actor in &reading.actors {
        let _ = write!(
            wire,
            "{{\"id\":\"{}\",\"name\":\"{}\",\"kind\":\"person\",\"party\":null,\"country\":\"{}\",\
             \"sector\":\"GOV\",\"role\":\"minister\",\"wikidata\":\"{}\",\"mentions\":[",
            actor.id,
            actor.name,
            actor.country.as_deref().unwrap_or(""),
            actor.wikidata.as_deref().unwrap_or(""),
        );
        for mention in &actor.mentions {
            let Span { start, end } = mention.span;
            let _ = write!(wire, "{{\"start\":{start},\"end\":{end},\"form\":\"name\"}},");
        }
        wire.push_str("]},");
    }
    wire.push_str("],\"events\":[");
    for event in &reading.events {
        let Span { start, end } = event.evidence;
        let _ = write!(
            wire,
            "{{\"id\":\"{}\",\"event\":\"{}\",\"mode\":null,\"contexts\":[],\"actors\":[\"{}\"],\
             \"recipients\":[\"{}\"],\"when\":{{\"start\":\"2018-06-12\",\"end\":\"2018-06-12\",\
             \"precision\":\"day\",\"text\":null}},\"where\":null,\"standing\":\"{}\",\
             \"reported_by\":null,\"score\":{},\"evidence\":{{\"start\":{start},\"end\":{end}}},\
             \"confidence\":{}}},",
            event.id,
            event.kind,
            event.actors[0],
            event.recipients[0],
            event.standing.name(),
            event.score,
            event.confidence,
        );
    }
    wire.push_str("],\"statements\":[");
    for statement in &reading.statements {
        let (content, evidence) = (statement.content, statement.evidence);
        let _ = write!(
            wire,
            "{{\"id\":\"{}\",\"speaker\":\"a1\",\"form\":\"{}\",\"content\":{{\"start\":{},\
             \"end\":{}}},\"cue\":null,\"channel\":null,\"addressees\":[],\"when\":null,\
             \"domains\":[],\"evidence\":{{\"start\":{},\"end\":{}}},\"confidence\":{}}},",
            statement.id,
            statement.form.name(),
            content.start,
            content.end,
            evidence.start,
            evidence.end,
            statement.confidence,
        );
    }
    wire.push_str("]}");
    wire.into_bytes()
}
