//! Language: everything English, from the tables in `languages/en`.
//!
//! In: tables. Out: [`Language`], which answers by word number what a word is:
//! its small classes, the verbs it may be a form of, the noun it is a form of,
//! and what it starts (an event, a cue, a channel). Knows no article.

mod inflect;
mod measures;
mod tables;
mod times;

use rustc_hash::FxHashMap;

use chancery_model::{ActorKind, ClaimKind, EventKind, Mode, Sector};

use crate::text::{Phrases, VocabularyBuilder, WordId};

pub(crate) use inflect::Form;
pub(crate) use measures::Measure;
pub(crate) use tables::build;
pub use times::Unit;
pub(crate) use times::{Holiday, Part, TimeWord};

/// A small class of words, as a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class(u32);

macro_rules! classes {
    ($($name:ident $text:literal $bit:literal)*) => {
        impl Class {
            $(pub(crate) const $name: Class = Class(1 << $bit);)*

            fn from_name(name: &str) -> Option<Class> {
                match name { $($text => Some(Class::$name),)* _ => None }
            }
        }
    };
}

classes! {
    BE "be" 0
    HAVE "have" 1
    DO "do" 2
    FUTURE "future" 3
    CONDITIONAL "conditional" 4
    NEGATION "negation" 5
    CONDITION "condition" 6
    PREPOSITION "preposition" 7
    LOCATIVE "locative" 8
    DETERMINER "determiner" 9
    RELATIVE "relative" 10
    SUBORDINATOR "subordinator" 11
    CONJUNCTION "conjunction" 12
    HONORIFIC "honorific" 13
    HE "he" 14
    SHE "she" 15
    THEY "they" 16
    IT "it" 17
    WE "we" 18
    ADVERB "adverb" 19
    PLANNING "planning" 20
    REFUSING "refusing" 21
    REQUESTING "requesting" 22
    BETWEEN "between" 23
    WEEKDAY "weekday" 24
    MONTH "month" 25
    IMPLYING "implying" 26
    LIGHT "light" 27
    CAUSING "causing" 28
}

impl Class {
    /// Returns the class of the words of either.
    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// How a recipient, or the one who acts, is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// The object itself.
    pub(crate) object: bool,
    /// All sides act.
    pub(crate) mutual: bool,
    /// The object is who comes, so that it acts: "received the minister".
    pub(crate) guest: bool,
    /// Nobody need be marked: "the minister resigned".
    pub(crate) nobody: bool,
    /// Where nobody is marked, the party spoken of before is meant: "urged calm".
    pub(crate) implied: bool,
    /// One of these prepositions.
    pub(crate) prepositions: Vec<WordId>,
}

/// A row of a table, by which a record says what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The table's name.
    pub(crate) table: &'static str,
    /// The line in the table, from 1.
    pub(crate) line: usize,
    /// The words that the row looks for.
    pub(crate) words: String,
}

/// A verb with what has to stand beside it, and the event that it reports.
#[derive(Clone, Debug)]
pub(crate) struct EventVerb {
    /// One of these has to stand right behind the verb; none needed if empty.
    pub(crate) particles: Vec<WordId>,
    /// One of these nouns has to follow in the clause; none needed if empty.
    pub(crate) nouns: Vec<WordId>,
    /// Whether an infinitive has to depend on the verb.
    pub(crate) clause: bool,
    /// What is reported.
    pub(crate) kind: EventKind,
    /// How it was done.
    pub(crate) mode: Option<Mode>,
    /// The prepositions of who acts, where the subject is who is acted upon.
    pub(crate) by: Vec<WordId>,
    /// How the recipient is marked.
    pub(crate) to: Marks,
    /// The index of its row in [`Language::entries`].
    pub(crate) entry: usize,
}

/// A noun that reports an event.
#[derive(Clone, Debug)]
pub(crate) struct EventNoun {
    /// What is reported.
    pub(crate) kind: EventKind,
    /// How it was done.
    pub(crate) mode: Option<Mode>,
    /// How the one who acts is marked, beside a possessive before the noun.
    pub(crate) by: Marks,
    /// How the recipient is marked.
    pub(crate) to: Marks,
    /// The index of its row in [`Language::entries`].
    pub(crate) entry: usize,
}

/// What a verb of speech does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueKind {
    /// Says, neutrally.
    Say,
    /// Asks for something.
    Ask,
    /// Warns or foretells.
    Warn,
    /// Alleges.
    Allege,
    /// Denies.
    Deny,
    /// Admits.
    Admit,
    /// Promises.
    Promise,
    /// Puts forward.
    Propose,
}

/// What a statement does when it holds certain words about another party.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stance {
    /// What is reported.
    pub(crate) kind: EventKind,
    /// How it was done.
    pub(crate) mode: Option<Mode>,
    /// How much the words weigh against others in the statement.
    pub(crate) weight: u8,
    /// The index of its row in [`Language::entries`].
    pub(crate) entry: usize,
}

/// A noun that names people who act, behind a country's name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Collective {
    /// PLOVER's sector.
    pub(crate) sector: Option<Sector>,
    /// Whether they act for their state.
    pub(crate) for_state: bool,
    /// Whether it is a thing: before another noun it only says which.
    pub(crate) is_thing: bool,
    /// What they are.
    pub(crate) kind: ActorKind,
}

/// Where a denial's target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DenialTarget {
    /// Behind it.
    After,
    /// Before it.
    Before,
}

/// Words that name a channel of no particular outlet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChannelWords {
    /// The short normal form.
    pub(crate) channel: String,
    /// Whether an outlet or a place behind it belongs to the channel.
    pub(crate) takes: Takes,
}

/// What may stand behind words that name a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing that matters.
    Nothing,
    /// An outlet: "interview with CNN".
    Outlet,
    /// A place or a body: "speech at the UN General Assembly".
    Place,
}

/// What a verb tells of an allegation, and on which condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TurnVerb {
    /// Admission, retraction or proof.
    pub(crate) kind: ClaimKind,
    /// The lemmas of the nouns that make it tell so; none: a clause does.
    pub(crate) objects: Vec<WordId>,
    /// The words one of which must stand before what it tells of; none: nothing
    /// need stand there.
    pub(crate) marks: Vec<WordId>,
}

/// Everything that is known of a language.
pub(crate) struct Language {
    classes: Vec<u32>,
    verbs: FxHashMap<WordId, Vec<(WordId, Form)>>,
    nouns: FxHashMap<WordId, WordId>,
    /// Events by the lemma of their verb.
    pub(crate) event_verbs: FxHashMap<WordId, Vec<EventVerb>>,
    /// Events by their noun.
    pub(crate) event_nouns: FxHashMap<WordId, Vec<EventNoun>>,
    /// Words that make a statement an event.
    pub(crate) stances: Phrases<Stance>,
    /// Verbs of speech by lemma.
    pub(crate) cues: FxHashMap<WordId, CueKind>,
    /// Verbs that deny, by lemma.
    pub(crate) denial_verbs: Vec<WordId>,
    /// Phrases that deny.
    pub(crate) denials: Phrases<DenialTarget>,
    /// Verbs that tell what becomes of an allegation, by lemma.
    pub(crate) turns: FxHashMap<WordId, Vec<TurnVerb>>,
    /// Words of guilt.
    pub(crate) guilt: Phrases<()>,
    /// Nouns for people who act.
    pub(crate) collectives: Phrases<Collective>,
    /// Words that name a channel.
    pub(crate) channel_words: Phrases<ChannelWords>,
    times: FxHashMap<WordId, TimeWord>,
    /// What words make of the number beside them.
    pub(crate) measures: Phrases<Measure>,
    /// Words that the stages ask for by themselves.
    pub(crate) known: Known,
    /// The rows of the tables of events.
    pub(crate) entries: Vec<Entry>,
}

macro_rules! known {
    ($($name:ident $text:literal)*) => {
        /// The numbers of words that the stages ask for by themselves.
        pub(crate) struct Known { $(pub(crate) $name: WordId,)* }

        impl Known {
            fn new(vocabulary: &mut VocabularyBuilder) -> Known {
                Known { $($name: vocabulary.add($text),)* }
            }
        }
    };
}

known! {
    said "said" to "to" by "by" of "of" that "that" the "the" between "between" with "with" from "from"
    according "according" possessive "'s" bare_possessive "'" former "former" acting "acting"
    deputy "deputy" then "then" in_ "in" at "at" no "no" this "this" next "next"
    near "near" inside "inside" across "across"
}

impl Language {
    /// Returns whether the word is of the class, or of any of an `or` of them.
    pub(crate) fn is(&self, word: WordId, class: Class) -> bool {
        self.classes.get(word.index()).is_some_and(|bits| bits & class.0 != 0)
    }

    /// Returns the part that the word plays in saying when.
    pub(crate) fn time(&self, word: WordId) -> Option<TimeWord> {
        self.times.get(&word).copied()
    }

    /// Returns the verbs that the word may be a form of, by lemma.
    pub(crate) fn verbs(&self, word: WordId) -> &[(WordId, Form)] {
        self.verbs.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Returns the noun that the word is a form of.
    pub(crate) fn noun(&self, word: WordId) -> Option<WordId> {
        self.nouns.get(&word).copied()
    }

    /// Returns the kind of speech, where the word is a form of a verb of speech.
    pub(crate) fn cue(&self, word: WordId) -> Option<(CueKind, Form)> {
        let verbs = self.verbs(word).iter();
        verbs.filter_map(|(lemma, form)| Some((*self.cues.get(lemma)?, *form))).next()
    }
}
