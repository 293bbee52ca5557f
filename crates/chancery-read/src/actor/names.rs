//! Names: which words of a text may name somebody of the codebook.
//!
//! In: text. Out: every place where a name, an adjective, a title or a channel
//! of the codebook stands, longest first, with all that it could mean. Who is
//! meant is decided in `cast`.

use rustc_hash::{FxHashMap, FxHashSet};

use chancery_model::Party;

use crate::codebook::{Codebook, Office};
use crate::text::{Phrases, PhrasesBuilder, Text, VocabularyBuilder, WordId};

/// What a name may mean: an index into a table of the codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A state by name.
    State(usize),
    /// A state's adjective.
    Adjective(usize),
    /// A noun for a state's people.
    Demonym(usize),
    /// A state's capital.
    Capital(usize),
    /// An organ, organisation or armed group.
    Body(usize),
    /// A person by full name.
    Person(usize),
    /// A person by surname.
    Surname(usize),
    /// A channel.
    Channel(usize),
    /// A place that stands for nobody.
    Place,
}

/// How a name has to be written in the text to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// With a capital at its start.
    Capital,
    /// Exactly so: "UN" is not "Un", "US" is not "us".
    Exact,
    /// With a capital behind its start too: "LeT" is not "Let".
    Mixed,
    /// As it comes: the table begins it with a small letter.
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name {
    meaning: Meaning,
    case: Case,
}

/// Every name of a codebook, ready to be found.
pub(crate) struct Names {
    names: Phrases<Name>,
    /// Titles by their words, as indices of offices.
    pub(crate) titles: Phrases<usize>,
    /// Holders by party and office, as indices of people.
    holders: FxHashMap<(Party, String), Vec<usize>>,
    /// The first words of people's names.
    first_names: FxHashSet<WordId>,
}

/// A place where a name stands.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The first of its tokens.
    pub(crate) start: usize,
    /// The token behind its last.
    pub(crate) end: usize,
    /// All that it could mean.
    pub(crate) meanings: Vec<Meaning>,
}

impl Names {
    /// Collects the names of a codebook; their words go into the vocabulary.
    pub(crate) fn new(codebook: &Codebook, vocabulary: &mut VocabularyBuilder) -> Names {
        let mut names = PhrasesBuilder::default();
        let mut add = |name: &str, meaning: Meaning| {
            let case = case_of(name);
            names.add(name, Name { meaning, case }, vocabulary);
        };
        for (idx, state) in codebook.states.iter().enumerate() {
            add(&state.name, Meaning::State(idx));
            state.names.iter().for_each(|name| add(name, Meaning::State(idx)));
            state.adjectives.iter().for_each(|name| add(name, Meaning::Adjective(idx)));
            state.demonyms.iter().for_each(|name| add(name, Meaning::Demonym(idx)));
            state.capitals.iter().for_each(|name| add(name, Meaning::Capital(idx)));
        }
        for (idx, body) in codebook.bodies.iter().enumerate() {
            add(&body.name, Meaning::Body(idx));
            for name in &body.aliases {
                add(name, Meaning::Body(idx));
                if let Some(rest) = name.strip_prefix("U.N. ") {
                    add(&format!("United Nations {rest}"), Meaning::Body(idx));
                }
            }
        }
        codebook.places.iter().for_each(|name| add(name, Meaning::Place));
        for (idx, channel) in codebook.channels.iter().enumerate() {
            add(&channel.name, Meaning::Channel(idx));
            channel.aliases.iter().for_each(|name| add(name, Meaning::Channel(idx)));
        }
        for (idx, person) in codebook.people.iter().enumerate() {
            add(&person.name, Meaning::Person(idx));
            add(&person.surname, Meaning::Surname(idx));
            // "George H.W. Bush" is "George HW Bush" in British papers.
            if person.name.contains('.') {
                add(&person.name.replace('.', ""), Meaning::Person(idx));
            }
            for alias in &person.aliases {
                let full = alias.contains(' ') && !is_particle_surname(alias);
                add(alias, if full { Meaning::Person(idx) } else { Meaning::Surname(idx) });
            }
            // Spanish, Portuguese and patronymic names are shortened by the press.
            let parts: Vec<&str> = person.name.split_whitespace().collect();
            if let ([first, .., _], true) = (parts.as_slice(), parts.len() > 2) {
                let short = format!("{first} {}", person.surname);
                add(&short, Meaning::Person(idx));
            }
        }
        let mut titles = PhrasesBuilder::default();
        for (idx, office) in codebook.offices.iter().enumerate() {
            for title in &office.titles {
                titles.add(title, idx, vocabulary);
            }
        }
        let mut first_names = FxHashSet::default();
        for person in &codebook.people {
            if let Some((first, _)) =
                person.name.split_once(' ').filter(|(first, _)| first.len() > 2)
            {
                first_names.insert(vocabulary.add(first));
            }
        }
        let mut holders: FxHashMap<(Party, String), Vec<usize>> = FxHashMap::default();
        for (idx, person) in codebook.people.iter().enumerate() {
            for term in &person.terms {
                let list = holders.entry((term.party.clone(), term.office.clone())).or_default();
                if !list.contains(&idx) {
                    list.push(idx);
                }
            }
        }
        Names { names: names.build(), titles: titles.build(), holders, first_names }
    }

    /// Returns every name in the text, in order, longest first, without overlap.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Found> {
        let mut out = Vec::new();
        for sentence in &text.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let end = sentence.tokens.end;
                let found = self.at(text, at, end);
                // "The North" is a short name, but not of "The North Korea summit".
                let longer = found.as_ref().filter(|_| text.str(at) == "The").and_then(|found| {
                    self.at(text, at + 1, end).filter(|next| next.end > found.end)
                });
                match longer.or(found) {
                    Some(found) => {
                        at = found.end;
                        out.push(found);
                    }
                    None => at += 1,
                }
            }
        }
        out
    }

    /// Returns the name that begins at a token. A longest match in the wrong
    /// case gives way to a shorter one.
    fn at(&self, text: &Text<'_>, start: usize, end: usize) -> Option<Found> {
        let mut end = end;
        loop {
            let (len, names) = self.names.longest(text.words.get(start..end)?)?;
            let written = text.span(start..start + len).of(text.text);
            let capital = written.chars().next().is_some_and(char::is_uppercase);
            let meanings: Vec<Meaning> = names
                .iter()
                .filter(|name| match name.case {
                    Case::Any => true,
                    Case::Capital => capital,
                    Case::Exact => written.chars().all(|c| !c.is_lowercase()),
                    Case::Mixed => written.chars().skip(1).any(char::is_uppercase),
                })
                .map(|name| name.meaning)
                .collect();
            if !meanings.is_empty() {
                return Some(Found { start, end: start + len, meanings });
            }
            if len == 1 {
                return None;
            }
            end = start + len - 1;
        }
    }

    /// Returns whether somebody's name begins with that word.
    pub(crate) fn is_first_name(&self, word: WordId) -> bool {
        self.first_names.contains(&word)
    }

    /// Returns the people who ever held that office of that party.
    pub(crate) fn holders(&self, party: &Party, office: &str) -> &[usize] {
        self.holders.get(&(party.clone(), office.to_string())).map_or(&[], Vec::as_slice)
    }

    /// Returns the office whose title stands at `start`: the title's length in
    /// tokens and all offices that bear it.
    pub(crate) fn title(
        &self,
        text: &Text<'_>,
        start: usize,
        end: usize,
    ) -> Option<(usize, &[usize])> {
        self.titles.longest(text.words.get(start..end)?)
    }
}

/// Returns the office among those of one title that the party has: its own
/// before the one that every state has.
pub(crate) fn office_of<'a>(
    codebook: &'a Codebook,
    offices: &[usize],
    party: Option<&Party>,
) -> Option<&'a Office> {
    let all = || offices.iter().filter_map(|idx| codebook.offices.get(*idx));
    let own = all().find(|office| office.party.is_some() && office.party.as_ref() == party);
    own.or_else(|| all().find(|office| office.party.is_none()))
        .or_else(|| party.is_none().then(|| all().next()).flatten())
}

/// Returns whether a name of several words is a surname with a particle.
fn is_particle_surname(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or("");
    matches!(first, "bin" | "al" | "el" | "van" | "von" | "de" | "da" | "dos" | "di" | "le" | "la")
        || matches!(name, "Suu Kyi" | "Ban" | "Park Geun" | "San Suu")
        || matches!(first, "Van" | "Von" | "De" | "Al" | "El" | "Le" | "La" | "Da" | "Mac")
            && name.split(' ').count() == 2
}

fn case_of(name: &str) -> Case {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().count() <= 5 && letters().all(char::is_uppercase) {
        Case::Exact
    } else if letters().count() <= 5 && letters().skip(1).any(char::is_uppercase) {
        Case::Mixed
    } else if name.chars().next().is_some_and(char::is_lowercase) {
        Case::Any
    } else {
        Case::Capital
    }
}
