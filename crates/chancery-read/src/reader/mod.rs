//! The reader: the stages in their order, from an article to a reading.
//!
//! In: a page. Out: a [`Reading`]. Everything that the stages need is prepared
//! once, in [`Reader::new`]; reading itself touches nothing outside the page.

mod assembly;
mod attributions;

use chancery_model::{Coder, EventId, Page, Problem, Reading, Span};

use assembly::Assembly;
pub use attributions::AttributedWords;

use crate::actor::{self, Cast, Names};
use crate::article;
use crate::codebook::{self, Codebook};
use crate::domain::Domains;
use crate::grammar::attribution::{Attribution, Passage, Tagger};
use crate::grammar::{Forest, Grammar, Parsers, Tier, WeightsError, matters};
use crate::language::{self, Language};
use crate::statement::Channels;
use crate::text::{Quotation, Text, Vocabulary, VocabularyBuilder, quotations};
use crate::time::Time;
use crate::{claim, commitment, event, proposal, quantity, statement, time};

/// A reader that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A table of the language cannot be understood.
    #[error(transparent)]
    Table(#[from] codebook::Error),
    /// The weights cannot be used.
    #[error(transparent)]
    Weights(#[from] WeightsError),
}

/// A sentence, and whether grammar reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where it stands in the article's text, in bytes.
    pub span: Span,
    /// How many words it has.
    pub n_words: usize,
    /// Whether it may tell of an event between parties.
    pub matters: bool,
}

/// Everything that reading needs: codebook and language, prepared once.
pub struct Reader {
    codebook: Codebook,
    language: Language,
    vocabulary: Vocabulary,
    names: Names,
    channels: Channels,
    domains: Domains,
    parsers: Parsers,
    /// Finds attributions over the careful tier's states.
    tagger: Option<Tagger>,
    coder: Coder,
}

/// Why an event was coded as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The event, in the reading of the same page.
    pub event: EventId,
    /// The word that tells of it, or on which both its sides depend.
    pub trigger: Span,
    /// What says that it is one.
    pub ground: Ground,
}

/// What an event rests on beside the words of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// An entry of a table.
    Entry {
        /// The table that has the entry.
        table: &'static str,
        /// The line of the entry in its table, from 1.
        line: usize,
        /// The words that the entry looks for.
        words: String,
    },
    /// No entry: the event head of the careful tier, which was trained.
    Judged,
}

impl Reader {
    /// Prepares a codebook for reading as carefully as `tier` says.
    ///
    /// # Errors
    ///
    /// Returns an error where a built-in language table or the weights are
    /// broken, which a test rules out.
    pub fn new(codebook: Codebook, tier: Tier) -> Result<Reader, Error> {
        let mut vocabulary = VocabularyBuilder::default();
        let language = language::build(&mut vocabulary)?;
        let names = Names::new(&codebook, &mut vocabulary);
        let channels = Channels::new(&codebook, &mut vocabulary);
        let domains = Domains::new(&codebook.domains, &mut vocabulary);
        let parsers = Parsers::new(tier)?;
        let tagger = (tier == Tier::Careful).then(Tagger::built_in).transpose()?;
        let mut weights = parsers.identity();
        if let Some(tagger) = &tagger {
            weights.push_str(&format!(" attribution:{}", tagger.identity()));
        }
        let coder = Coder {
            version: env!("CARGO_PKG_VERSION").to_string(),
            weights,
            codebook: codebook.hash.clone(),
        };
        let vocabulary = vocabulary.build();
        Ok(Reader {
            codebook,
            language,
            vocabulary,
            names,
            channels,
            domains,
            parsers,
            tagger,
            coder,
        })
    }

    /// Returns the codebook that is read with.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Returns what makes the readings of this reader.
    pub fn coder(&self) -> &Coder {
        &self.coder
    }

    /// Reads a page.
    pub fn read(&self, page: &Page) -> Reading {
        self.explain(page).0
    }

    /// Reads a page, and says of each event what it rests on.
    pub fn explain(&self, page: &Page) -> (Reading, Vec<Explanation>) {
        let (article, problems) = article::article(page);
        let mut reading = Reading::empty(self.coder.clone(), article);
        reading.problems = problems;
        let text = std::mem::take(&mut reading.article);
        let (mut records, explanations) = self.records(&text);
        records.problems.splice(0..0, std::mem::take(&mut reading.problems));
        records.article = text;
        (records, explanations)
    }

    /// Returns which sentences of a page grammar reads, without reading them.
    pub fn choice(&self, page: &Page) -> Vec<Choice> {
        let (article, _) = article::article(page);
        let text = Text::new(&article, &self.vocabulary);
        let cast = self.cast(&text, article.published.map(|published| published.date));
        let choice = text.sentences.iter().map(|sentence| Choice {
            span: sentence.span,
            n_words: sentence.tokens.len(),
            matters: matters(&text, &cast, &self.language, sentence),
        });
        choice.collect()
    }

    /// Returns the days, periods, durations and recurrences that a text tells, in its
    /// order, as an article of that date would mean them.
    pub fn times(&self, text: &str, date: Option<chancery_model::Date>) -> Vec<Time> {
        let whole = chancery_model::Block {
            kind: chancery_model::BlockKind::Paragraph,
            span: Span::new(0, text.len()),
            href: None,
        };
        let article = chancery_model::Article {
            text: text.to_owned(),
            blocks: vec![whole],
            ..chancery_model::Article::default()
        };
        let text = Text::new(&article, &self.vocabulary);
        time::find(&text, date, &self.language).all(&text)
    }

    /// Returns everyone named in a text.
    fn cast(&self, text: &Text<'_>, date: Option<chancery_model::Date>) -> Cast {
        let tables = actor::Tables {
            codebook: &self.codebook,
            names: &self.names,
            language: &self.language,
        };
        actor::cast(text, date, tables)
    }

    /// Returns the attributions that the tagger finds; none where the fast tier reads.
    fn tagged(
        &self,
        text: &Text<'_>,
        forest: &Forest,
        quotations: &[Quotation],
    ) -> Vec<Attribution> {
        let Some(tagger) = &self.tagger else { return Vec::new() };
        tagger.find(&Passage::of(text, forest, quotations))
    }

    /// Reads the records of an article; the reading returned has no article yet.
    fn records(&self, article: &chancery_model::Article) -> (Reading, Vec<Explanation>) {
        let mut reading = Reading::empty(self.coder.clone(), chancery_model::Article::default());
        let text = Text::new(article, &self.vocabulary);
        reading.sentences = text.sentences.iter().map(|sentence| sentence.span).collect();
        if article.language.as_deref().is_some_and(|language| language != "en") {
            reading.problems.push(Problem {
                code: "language-not-read".into(),
                message: format!(
                    "only English is read yet; the page is in '{}'",
                    article.language.as_deref().unwrap_or("")
                ),
            });
            return (reading, Vec::new());
        }
        if text.cut {
            reading.problems.push(Problem {
                code: "article-too-long".into(),
                message: "the article is too long: its end was kept but not read for records"
                    .into(),
            });
        }
        let date = article.published.map(|published| published.date);
        let mut cast = self.cast(&text, date);
        let time::Times { dated: times, lasting, .. } = time::find(&text, date, &self.language);
        let (forest, judge) = self.parsers.read(&text, &cast, &self.language);
        let grammar =
            Grammar { text: &text, cast: &cast, language: &self.language, forest: &forest };
        let quotations = quotations(&text);
        let attributions = self.tagged(&text, &forest, &quotations);
        let statements = statement::find(statement::Context {
            grammar,
            times: &times,
            channels: &self.channels,
            codebook: &self.codebook,
            quotations: &quotations,
            attributions: &attributions,
        });
        let said = statements.iter().filter_map(|one| Some((one.speaker?, one.content)));
        actor::voices(&text, &self.language, &quotations, said, &mut cast);
        let grammar =
            Grammar { text: &text, cast: &cast, language: &self.language, forest: &forest };
        let mut events = event::find(
            event::Context {
                grammar,
                times: &times,
                date,
                sites: &self.codebook.sites,
                judge: &judge,
            },
            &statements,
        );
        let claims = claim::find(grammar, &events, &statements);
        let commitments = commitment::find(grammar, &events, &statements, &times, date);
        // What is promised is a plan; the event is the promise.
        events.retain(|found| !found.is_promised);
        reading.quantities = quantity::find(&text, &self.language, &lasting);
        let proposals = proposal::find(grammar, &reading.quantities);
        let domains = self.domains.find(&text);
        let mut assembly = Assembly::new(&cast, &text, &domains, &self.domains, &self.codebook);
        reading.events =
            events.iter().enumerate().map(|(idx, found)| assembly.event(idx, found)).collect();
        reading.statements = statements
            .iter()
            .enumerate()
            .map(|(idx, found)| assembly.statement(idx, found))
            .collect();
        reading.claims =
            claims.iter().enumerate().map(|(idx, found)| assembly.claim(idx, found)).collect();
        reading.commitments = commitments
            .iter()
            .enumerate()
            .map(|(idx, found)| assembly.commitment(idx, found))
            .collect();
        reading.proposals = proposals
            .iter()
            .enumerate()
            .map(|(idx, found)| assembly.proposal(idx, found))
            .collect();
        reading.actors = std::mem::take(&mut assembly.actors);
        reading.domains = assembly.weights(&reading);
        let explanations = events.iter().enumerate().map(|(idx, found)| {
            let ground = found.entry.map_or(Ground::Judged, |entry| {
                let entry = &self.language.entries[entry];
                Ground::Entry { table: entry.table, line: entry.line, words: entry.words.clone() }
            });
            let trigger = text.span(found.trigger..found.trigger + 1);
            Explanation { event: EventId::from_index(idx), trigger, ground }
        });
        (reading, explanations.collect())
    }
}
