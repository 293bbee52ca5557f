//! The tables of `languages/en`, read into a [`Language`].

use rustc_hash::FxHashMap;

use chancery_model::{ActorKind, ClaimKind, EventKind, Mode};

use super::inflect::{Form, Irregular, plural, verb_forms};
use super::{
    ChannelWords, Class, Collective, CueKind, DenialTarget, Entry, EventNoun, EventVerb, Known,
    Language, Marks, Stance, Takes, TurnVerb, measures, times,
};
use crate::codebook::{Error, Row, Table};
use crate::text::{PhrasesBuilder, VocabularyBuilder, WordId};

macro_rules! table {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../languages/en/", $name)))
    };
}

/// A language that is still being read: what its words are, so far.
pub(super) struct Builder<'a> {
    vocabulary: &'a mut VocabularyBuilder,
    irregular: FxHashMap<String, Irregular>,
    verbs: FxHashMap<WordId, Vec<(WordId, Form)>>,
    nouns: FxHashMap<WordId, WordId>,
    entries: Vec<Entry>,
}

/// Reads the language's tables; its words are added to the vocabulary.
///
/// # Errors
///
/// Returns an error that names the table and the line.
pub(crate) fn build(vocabulary: &mut VocabularyBuilder) -> Result<Language, Error> {
    let mut builder = Builder {
        vocabulary,
        irregular: FxHashMap::default(),
        verbs: FxHashMap::default(),
        nouns: FxHashMap::default(),
        entries: Vec::new(),
    };
    builder.read_irregular()?;
    let event_verbs = builder.event_verbs()?;
    let event_nouns = builder.event_nouns()?;
    let stances = builder.stances()?;
    let cues = builder.cues()?;
    let (denial_verbs, denials) = builder.denials()?;
    let collectives = builder.collectives()?;
    let channel_words = builder.channel_words()?;
    let turns = builder.turns()?;
    let guilt = builder.guilt()?;
    let classes = builder.classes()?;
    let times = times::read(&mut builder)?;
    let measures = measures::read(&mut builder)?;
    let known = Known::new(builder.vocabulary);
    Ok(Language {
        classes,
        verbs: builder.verbs,
        nouns: builder.nouns,
        event_verbs,
        event_nouns,
        stances: stances.build(),
        cues,
        denial_verbs,
        denials: denials.build(),
        turns,
        collectives: collectives.build(),
        channel_words: channel_words.build(),
        times,
        measures: measures.build(),
        guilt: guilt.build(),
        known,
        entries: builder.entries,
    })
}

impl Builder<'_> {
    /// Returns the number of a word.
    pub(super) fn word(&mut self, word: &str) -> WordId {
        self.vocabulary.add(word)
    }

    /// Adds a phrase.
    pub(super) fn phrase<T: Clone + PartialEq>(
        &mut self,
        phrases: &mut PhrasesBuilder<T>,
        words: &str,
        value: T,
    ) {
        phrases.add(words, value, self.vocabulary);
    }

    fn read_irregular(&mut self) -> Result<(), Error> {
        let (name, text) = table!("irregular.tsv");
        for row in Table::parse(name, text, &["lemma", "past", "participle"])?.rows() {
            let irregular = Irregular {
                past: row.list("past").map(str::to_string).collect(),
                participle: row.list("participle").map(str::to_string).collect(),
            };
            self.irregular.insert(row.get("lemma").to_string(), irregular);
        }
        Ok(())
    }

    /// Adds a verb with all its forms and returns its lemma.
    fn verb(&mut self, lemma: &str) -> WordId {
        let id = self.vocabulary.add(lemma);
        for (form, kind) in verb_forms(lemma, self.irregular.get(lemma)) {
            let word = self.vocabulary.add(&form);
            let known = self.verbs.entry(word).or_default();
            match known.iter_mut().find(|(known, _)| *known == id) {
                Some((_, forms)) => *forms = forms.or(kind),
                None => known.push((id, kind)),
            }
        }
        id
    }

    /// Adds a noun with its plural and returns its lemma.
    fn noun(&mut self, lemma: &str) -> WordId {
        let id = self.vocabulary.add(lemma);
        let plural = self.vocabulary.add(&plural(lemma));
        self.nouns.insert(plural, id);
        self.nouns.insert(id, id);
        id
    }

    fn marks(&mut self, row: &Row<'_>, column: &str) -> Marks {
        let mut marks = Marks::default();
        for mark in row.list(column) {
            match mark {
                "obj" => marks.object = true,
                "guest" => {
                    marks.object = true;
                    marks.guest = true;
                }
                "mutual" => marks.mutual = true,
                "none" => marks.nobody = true,
                "implied" => marks.implied = true,
                preposition => marks.prepositions.push(self.vocabulary.add(preposition)),
            }
        }
        marks
    }

    /// Notes a row that records may rest on, and returns its index.
    fn entry(&mut self, table: &'static str, row: &Row<'_>, columns: &[&str]) -> usize {
        let cells = columns.iter().map(|column| row.get(column)).filter(|cell| !cell.is_empty());
        let words: Vec<String> = cells.map(|cell| cell.replace('|', ", ")).collect();
        self.entries.push(Entry { table, line: row.line(), words: words.join(" + ") });
        self.entries.len() - 1
    }

    fn event_verbs(&mut self) -> Result<FxHashMap<WordId, Vec<EventVerb>>, Error> {
        let mut out: FxHashMap<WordId, Vec<EventVerb>> = FxHashMap::default();
        let (name, text) = table!("events.tsv");
        let needed = ["verb", "particle", "noun", "clause", "event", "mode", "by", "to"];
        for row in Table::parse(name, text, &needed)?.rows() {
            let (kind, mode) = event(&row)?;
            let entry = EventVerb {
                particles: row.list("particle").map(|word| self.vocabulary.add(word)).collect(),
                nouns: row.list("noun").map(|noun| self.noun(noun)).collect(),
                clause: match row.get("clause") {
                    "" => false,
                    "to" => true,
                    other => return Err(row.error(format!("'{other}' opens no clause"))),
                },
                kind,
                mode,
                by: self.marks(&row, "by").prepositions,
                to: self.marks(&row, "to"),
                entry: self.entry(name, &row, &["verb", "particle", "noun"]),
            };
            for lemma in row.list("verb") {
                let verb = self.verb(lemma);
                out.entry(verb).or_default().push(entry.clone());
            }
        }
        // What asks for more beside the verb is tried first.
        let first = |entry: &EventVerb| {
            [entry.particles.is_empty(), entry.nouns.is_empty(), !entry.clause]
                .map(u8::from)
                .iter()
                .sum::<u8>()
        };
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for entries in out.values_mut() {
            entries.sort_by_key(first);
        }
        Ok(out)
    }

    fn event_nouns(&mut self) -> Result<FxHashMap<WordId, Vec<EventNoun>>, Error> {
        let mut out: FxHashMap<WordId, Vec<EventNoun>> = FxHashMap::default();
        let (name, text) = table!("event_nouns.tsv");
        for row in Table::parse(name, text, &["noun", "event", "mode", "by", "to"])?.rows() {
            let (kind, mode) = event(&row)?;
            let entry = EventNoun {
                kind,
                mode,
                by: self.marks(&row, "by"),
                to: self.marks(&row, "to"),
                entry: self.entry(name, &row, &["noun"]),
            };
            for noun in row.list("noun") {
                let noun = self.noun(noun);
                out.entry(noun).or_default().push(entry.clone());
            }
        }
        Ok(out)
    }

    fn stances(&mut self) -> Result<PhrasesBuilder<Stance>, Error> {
        let mut phrases = PhrasesBuilder::default();
        let (name, text) = table!("stances.tsv");
        for row in Table::parse(name, text, &["words", "event", "mode", "weight"])?.rows() {
            let (kind, mode) = event(&row)?;
            let weight = row.get("weight").parse().map_err(|_| row.error("no weight"))?;
            let entry = self.entry(name, &row, &["words"]);
            for words in row.list("words") {
                phrases.add(words, Stance { kind, mode, weight, entry }, self.vocabulary);
            }
        }
        Ok(phrases)
    }

    fn cues(&mut self) -> Result<FxHashMap<WordId, CueKind>, Error> {
        let mut out = FxHashMap::default();
        let (name, text) = table!("cues.tsv");
        for row in Table::parse(name, text, &["verb", "kind"])?.rows() {
            let kind = match row.get("kind") {
                "say" => CueKind::Say,
                "ask" => CueKind::Ask,
                "warn" => CueKind::Warn,
                "allege" => CueKind::Allege,
                "deny" => CueKind::Deny,
                "admit" => CueKind::Admit,
                "promise" => CueKind::Promise,
                "propose" => CueKind::Propose,
                other => return Err(row.error(format!("'{other}' is not a kind of cue"))),
            };
            for lemma in row.list("verb") {
                let verb = self.verb(lemma);
                out.entry(verb).or_insert(kind);
            }
        }
        Ok(out)
    }

    fn denials(&mut self) -> Result<(Vec<WordId>, PhrasesBuilder<DenialTarget>), Error> {
        let mut verbs = Vec::new();
        let mut phrases = PhrasesBuilder::default();
        let (name, text) = table!("denials.tsv");
        for row in Table::parse(name, text, &["form", "word", "target"])?.rows() {
            let target = match row.get("target") {
                "before" => DenialTarget::Before,
                _ => DenialTarget::After,
            };
            match row.get("form") {
                "verb" => verbs.push(self.verb(row.get("word"))),
                _ => phrases.add(row.get("word"), target, self.vocabulary),
            }
        }
        Ok((verbs, phrases))
    }

    fn turns(&mut self) -> Result<FxHashMap<WordId, Vec<TurnVerb>>, Error> {
        let mut out: FxHashMap<WordId, Vec<TurnVerb>> = FxHashMap::default();
        let (name, text) = table!("turns.tsv");
        for row in Table::parse(name, text, &["turn", "verb", "object", "mark"])?.rows() {
            let kind = match row.get("turn") {
                "admission" => ClaimKind::Admission,
                "retraction" => ClaimKind::Retraction,
                "proof" => ClaimKind::Proof,
                other => return Err(row.error(format!("'{other}' is not a turn"))),
            };
            let turn = TurnVerb {
                kind,
                objects: row.list("object").map(|noun| self.noun(noun)).collect(),
                marks: row.list("mark").map(|mark| self.word(mark)).collect(),
            };
            for verb in row.list("verb") {
                let verb = self.verb(verb);
                out.entry(verb).or_default().push(turn.clone());
            }
        }
        Ok(out)
    }

    fn collectives(&mut self) -> Result<PhrasesBuilder<Collective>, Error> {
        let mut phrases = PhrasesBuilder::default();
        let (name, text) = table!("collectives.tsv");
        for row in Table::parse(name, text, &["noun", "sector", "acts_for", "kind"])?.rows() {
            let kind = match row.get("kind") {
                "office" => ActorKind::Office,
                "media" => ActorKind::Media,
                "armed_group" => ActorKind::ArmedGroup,
                "group" => ActorKind::Group,
                other => return Err(row.error(format!("'{other}' is not a kind of actor"))),
            };
            let value = Collective {
                sector: row.get("sector").parse().ok(),
                for_state: matches!(row.get("acts_for"), "state" | "thing"),
                is_thing: row.get("acts_for") == "thing",
                kind,
            };
            for noun in row.list("noun") {
                phrases.add(noun, value, self.vocabulary);
                phrases.add(&plural(noun), value, self.vocabulary);
            }
        }
        Ok(phrases)
    }

    fn channel_words(&mut self) -> Result<PhrasesBuilder<ChannelWords>, Error> {
        let mut phrases = PhrasesBuilder::default();
        let (name, text) = table!("channel_words.tsv");
        for row in Table::parse(name, text, &["channel", "words", "takes"])?.rows() {
            let value = ChannelWords {
                channel: row.get("channel").to_string(),
                takes: match row.get("takes") {
                    "outlet" => Takes::Outlet,
                    "place" => Takes::Place,
                    _ => Takes::Nothing,
                },
            };
            for words in row.list("words") {
                phrases.add(words, value.clone(), self.vocabulary);
            }
        }
        Ok(phrases)
    }

    fn guilt(&mut self) -> Result<PhrasesBuilder<()>, Error> {
        let mut phrases = PhrasesBuilder::default();
        let (name, text) = table!("guilt.tsv");
        for row in Table::parse(name, text, &["meaning", "words"])?.rows() {
            for words in row.list("words") {
                phrases.add(words, (), self.vocabulary);
            }
        }
        Ok(phrases)
    }

    fn classes(&mut self) -> Result<Vec<u32>, Error> {
        let mut out: Vec<u32> = Vec::new();
        let (name, text) = table!("words.tsv");
        for row in Table::parse(name, text, &["class", "words"])?.rows() {
            let class = Class::from_name(row.get("class"))
                .ok_or_else(|| row.error(format!("no class '{}'", row.get("class"))))?;
            for word in row.list("words") {
                let idx = self.vocabulary.add(word).index();
                if out.len() <= idx {
                    out.resize(idx + 1, 0);
                }
                out[idx] |= class.0;
            }
        }
        Ok(out)
    }
}

fn event(row: &Row<'_>) -> Result<(EventKind, Option<Mode>), Error> {
    let not_plover = |code: &str| row.error(format!("'{code}' is not a code of PLOVER"));
    let code = row.get("event");
    let kind: EventKind = code.parse().map_err(|_| not_plover(code))?;
    match row.get("mode") {
        "" => Ok((kind, None)),
        mode => Ok((kind, Some(Mode::new(kind, mode).map_err(|_| not_plover(mode))?))),
    }
}
