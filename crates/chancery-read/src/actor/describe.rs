//! Descriptions: states, capitals, organs, and what their names begin.
//!
//! In: the names found, and the people in the cast. Out: the other mentions. A
//! country's adjective is a party only in front of a noun for people who act;
//! elsewhere it modifies. A capital stands for its government unless a word of
//! place stands before it. What follows a country's name is read in `collective`
//! and `office`, what stands without one in `definite`.

use std::ops::Range;

use chancery_model::{ActorKind, BlockKind, MentionForm};

use super::cast::{CastMember, CastMention, Who};
use super::finder::Finder;
use super::introduced::ORDINARY;
use super::lead::found_at;
use super::names::{Found, Meaning};
use crate::language::Class;
use crate::text::{TokenKind, UNKNOWN};

/// States whose names are also names of people, places or things: they need a
/// sign that the state is meant.
const AMBIGUOUS: &[&str] = &["GEO", "JOR", "TCD", "TUR", "GIN", "MLI", "CUB", "TGO", "NIC", "DMA"];

impl Finder<'_> {
    pub(super) fn descriptions_of_sentence(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(mention) = self.cast.at(at) {
                let (person, end) = (mention.member, mention.tokens.end);
                at = self.persons_government(person, end, &tokens).unwrap_or(end);
                continue;
            }
            let end = match found_at(self.found, at) {
                Some(found) => Some(self.name(found, &tokens)),
                None => self.definite(at, &tokens),
            };
            at = end.unwrap_or(at + 1).max(at + 1);
        }
    }

    fn name(&mut self, found: &Found, sentence: &Range<usize>) -> usize {
        // "a Panama-flagged vessel" is no act of Panama's.
        let behind = self.text.str(found.end + 1);
        if self.text.str(found.end) == "-"
            && matches!(behind, "flagged" | "born" | "based" | "made" | "style" | "registered")
        {
            return found.end + 2;
        }
        // "a non-NATO partner" is none of NATO's.
        let hyphen = found.start.checked_sub(2).filter(|at| *at >= sentence.start);
        if hyphen.is_some_and(|at| {
            self.text.str(at + 1) == "-"
                && matches!(self.text.str(at), "non" | "Non" | "pro" | "Pro" | "ex")
        }) {
            return found.end;
        }
        for meaning in &found.meanings {
            match *meaning {
                Meaning::State(idx) | Meaning::Capital(idx) => {
                    let capital = matches!(meaning, Meaning::Capital(_));
                    let code = self.tables.codebook.states[idx].code.as_str();
                    let unsure = capital || AMBIGUOUS.contains(&code);
                    if self.is_somebody_else(found, idx, sentence)
                        || unsure && self.begins_a_name(found.end, sentence)
                        || !capital && code == "GEO" && !self.speaks_of_georgia(idx)
                    {
                        continue;
                    }
                    return self.country(found, idx, capital, sentence);
                }
                Meaning::Adjective(idx) => return self.adjective(found, idx, sentence),
                Meaning::Demonym(idx) => {
                    let state = &self.tables.codebook.states[idx];
                    if self.is_the_nation(found) {
                        let who = Who::State(idx);
                        let member = self.cast.member(who, || CastMember::state(idx, state));
                        self.add(found.start..found.end, member, MentionForm::Description);
                        return found.end;
                    }
                    let name = self.text.span(found.start..found.end).of(self.text.text);
                    let country = Some(state.code.clone());
                    let member = self.described(name, None, country, ActorKind::Group, "CVL");
                    self.add(found.start..found.end, member, MentionForm::Description);
                    return found.end;
                }
                // "U.S. military aid" is the state's.
                Meaning::Body(idx)
                    if self.is_military_act(found.end, sentence.end)
                        && let Some(state) = self.state_of_body(idx) =>
                {
                    return self.adjective(found, state, sentence);
                }
                Meaning::Body(_) => return self.body(found, sentence),
                Meaning::Person(_) | Meaning::Surname(_) | Meaning::Channel(_) | Meaning::Place => {
                }
            }
        }
        found.end
    }

    /// "U.S. tariffs": a short form, which serves as an adjective too, right before
    /// a noun.
    fn stands_before_noun(&self, found: &Found, sentence: &Range<usize>) -> bool {
        let name = self.text.span(found.start..found.end).of(self.text.text);
        let short = name.trim_start_matches("the ").chars().all(|c| c.is_uppercase() || c == '.');
        short && (self.text.str(found.end) == "-" || self.is_before_noun(found, sentence))
    }

    /// Returns whether a word of content follows, so that "the Chinese" may belong
    /// to it.
    fn is_before_word(&self, found: &Found, sentence: &Range<usize>) -> bool {
        let next = self.text.word(found.end);
        let language = self.tables.language;
        let verb = !language.verbs(next).is_empty() && language.noun(next).is_none();
        found.end < sentence.end
            && matches!(self.text.tokens[found.end].kind, TokenKind::Word | TokenKind::Abbreviation)
            && !language.is(next, ORDINARY)
            && !verb
            || self.text.str(found.end) == "-"
    }

    /// Returns whether a word that can be no verb follows right behind a name: "the
    /// London offices".
    fn is_before_noun(&self, found: &Found, sentence: &Range<usize>) -> bool {
        let next = self.text.word(found.end);
        let language = self.tables.language;
        let word = self.text.str(found.end);
        found.end < sentence.end
            && self.text.tokens[found.end].kind == TokenKind::Word
            && !self.text.is_capitalized(found.end)
            && !word.ends_with("ed")
            && !language.is(next, ORDINARY)
            && (language.verbs(next).is_empty() || language.noun(next).is_some())
    }

    /// Returns whether a noun for a state's people stands for the state: "the
    /// Iranians said", "Israelis and Palestinians", not "the Iranians who fled" or
    /// "Iranians".
    fn is_the_nation(&self, found: &Found) -> bool {
        let the = self.tables.language.known.the;
        let before = found.start.checked_sub(1);
        let named =
            before.is_some_and(|before| self.text.word(before) == the) || self.is_one_of_two(found);
        named && !self.tables.language.is(self.text.word(found.end), Class::RELATIVE)
    }

    /// Returns whether the peoples of two states are named together, and not counted or
    /// hurt: "Israelis and Palestinians agreed".
    fn is_one_of_two(&self, found: &Found) -> bool {
        let people = |at: usize| {
            found_at(self.found, at).filter(|other| {
                other.meanings.iter().any(|meaning| matches!(meaning, Meaning::Demonym(_)))
            })
        };
        let is_and = |at: usize| self.text.str(at) == "and";
        let second = is_and(found.end) && people(found.end + 1).is_some();
        let first = found
            .start
            .checked_sub(2)
            .filter(|before| is_and(before + 1))
            .and_then(people)
            .filter(|first| first.end + 1 == found.start);
        let start = first.map_or(found.start, |first| first.start);
        // "between Israelis and Palestinians", but not "dozens of", "killed" or "young".
        let opens = |before: usize| {
            let kind = self.text.tokens[before].kind;
            let word = self.text.str(before);
            kind != TokenKind::Word && kind != TokenKind::Number
                || matches!(word, "between" | "both" | "the" | "that" | "as" | "when" | "but")
        };
        let sentence = &self.text.sentences[self.sentence_idx].tokens;
        let leads = start == sentence.start || start.checked_sub(1).is_some_and(opens);
        (second || first.is_some()) && leads
    }

    /// Returns whether the name of a state or city is here part of another name.
    fn is_somebody_else(&self, found: &Found, state: usize, sentence: &Range<usize>) -> bool {
        let text = self.text;
        let code = self.tables.codebook.states[state].code.as_str();
        let word = |idx: usize| text.word(idx);
        let stranger = |idx: usize| {
            text.is_capitalized(idx)
                && text.tokens[idx].kind == TokenKind::Word
                && word(idx) == UNKNOWN
        };
        let before = found.start.checked_sub(1).filter(|idx| *idx > sentence.start);
        let first_name_before = found.end - found.start == 1 && before.is_some_and(stranger);
        let surname_behind = AMBIGUOUS.contains(&code)
            && found.end < sentence.end
            && found.end - found.start == 1
            && stranger(found.end);
        // "the North" is a state's name, "the North Atlantic" is not.
        let longer = text.str(found.start).eq_ignore_ascii_case("the")
            && found.end < sentence.end
            && text.is_capitalized(found.end)
            && text.tokens[found.end].kind == TokenKind::Word;
        first_name_before && AMBIGUOUS.contains(&code)
            || surname_behind
            || longer
            || self.is_of_a_body(found, sentence)
    }

    /// "the Bank of France": a state's name that ends another name.
    fn is_of_a_body(&self, found: &Found, sentence: &Range<usize>) -> bool {
        let Some(head) = found.start.checked_sub(2).filter(|head| *head > sentence.start) else {
            return false;
        };
        let stands_for_state = ["Republic", "Kingdom", "State", "Federation", "Union", "Emirate"];
        self.text.word(head + 1) == self.tables.language.known.of
            && !self.in_heading()
            && self.text.is_capitalized(head)
            && self.text.tokens[head].kind == TokenKind::Word
            && !stands_for_state.contains(&self.text.str(head))
            && !self.tables.language.is(self.text.word(head), ORDINARY)
            && self.collective(head, head + 1).is_none_or(|(_, people)| !people.for_state)
            && self.tables.names.title(self.text, head, head + 1).is_none()
            && found_at(self.found, head).is_none()
    }

    /// Returns whether a text that says "Georgia" means the country: it names its
    /// people, its capital or its neighbour, or no other country but that.
    fn speaks_of_georgia(&self, georgia: usize) -> bool {
        let states = &self.tables.codebook.states;
        let named = |meaning: &Meaning, wanted: &dyn Fn(usize) -> bool| match *meaning {
            Meaning::Adjective(idx) | Meaning::Capital(idx) | Meaning::Demonym(idx) => wanted(idx),
            Meaning::State(idx) => idx != georgia && wanted(idx),
            _ => false,
        };
        let any = |wanted: &dyn Fn(usize) -> bool| {
            self.found.iter().any(|found| found.meanings.iter().any(|m| named(m, wanted)))
        };
        let near = ["GEO", "RUS", "ARM", "AZE", "UKR", "MDA"];
        any(&|idx| near.contains(&states[idx].code.as_str()))
            || any(&|idx| states[idx].code != "USA") && !any(&|idx| states[idx].code == "USA")
    }

    fn in_heading(&self) -> bool {
        self.text.sentences[self.sentence_idx].kind == BlockKind::Heading
    }

    /// "MOSCOW (Reuters) - ", "SOFIA, Bulgaria (AP)": a place that says from where is
    /// reported.
    fn is_dateline(&self, found: &Found, sentence: &Range<usize>) -> bool {
        let behind = self.text.str(found.end);
        let opens = matches!(behind, "(" | "—" | "–" | "--");
        let upper = |tokens: Range<usize>| {
            self.text.span(tokens).of(self.text.text).chars().all(|c| !c.is_lowercase())
        };
        if found.start == sentence.start {
            return opens || behind == "," && upper(found.start..found.end);
        }
        let comma = found.start - 1;
        let city = sentence.start..comma;
        opens && self.text.str(comma) == "," && !city.is_empty() && city.len() < 5 && upper(city)
    }

    /// "Red Square, Moscow.", "in London, Paris and Rome": a city that says where what
    /// stands before the comma is. In "in response, Moscow ..." it stands for its
    /// government.
    fn is_address(&self, comma: usize, found: &Found) -> bool {
        let Some(before) = comma.checked_sub(1).filter(|_| self.text.str(comma) == ",") else {
            return false;
        };
        let closed = matches!(self.text.str(found.end), "," | "." | ";" | ")" | "(");
        let in_place = self.cast.at(before).is_some_and(|mention| mention.is_place);
        let listed = in_place && matches!(self.text.str(found.end), "and" | "or" | ",");
        self.text.is_capitalized(before) && closed || listed
    }

    /// "in Britain, France and other countries": one of several places. "In Syria, Russia
    /// and Iran fight" begins with a place and goes on with who acts.
    fn is_listed_place(&self, found: &Found, sentence: &Range<usize>) -> bool {
        let Some(joint) = found.start.checked_sub(1).filter(|at| *at > sentence.start) else {
            return false;
        };
        let Some(before) = self.cast.at(joint - 1).filter(|mention| mention.is_place) else {
            return false;
        };
        let leads = before.tokens.start <= sentence.start + 1;
        match self.text.str(joint) {
            "and" | "or" => true,
            "," => !leads && matches!(self.text.str(found.end), "and" | "or" | ","),
            _ => false,
        }
    }

    /// A state or its capital: the state itself, a place, or the first word of a
    /// description such as "Turkey's foreign ministry".
    fn country(
        &mut self,
        found: &Found,
        idx: usize,
        capital: bool,
        sentence: &Range<usize>,
    ) -> usize {
        let known = &self.tables.language.known;
        let possessive = self.text.word(found.end) == known.possessive
            || self.text.word(found.end) == known.bare_possessive;
        let adjective = self.stands_before_noun(found, sentence);
        if possessive && !capital
            || adjective
            || found.end < sentence.end && self.text.is_capitalized(found.end)
        {
            let from = if possessive { found.end + 1 } else { found.end };
            if let Some(end) = self.people_of(found.start, from, idx, sentence) {
                return end;
            }
        }
        let before = found.start.checked_sub(1).filter(|at| *at >= sentence.start);
        let in_place = before.is_some_and(|at| {
            self.tables.language.is(self.text.word(at), Class::LOCATIVE)
                || capital && {
                    let word = self.text.word(at);
                    word == known.to || self.text.str(at) == "of" || self.is_address(at, found)
                }
        });
        let in_place = in_place
            || self.is_listed_place(found, sentence)
            || (capital || found.start > sentence.start) && self.is_dateline(found, sentence)
            || capital && self.is_before_noun(found, sentence);
        let state = &self.tables.codebook.states[idx];
        let member = self.cast.member(Who::State(idx), || CastMember::state(idx, state));
        self.cast.mention(CastMention {
            tokens: found.start..found.end,
            member,
            form: MentionForm::Name,
            modifies: possessive || adjective,
            is_place: in_place,
            stands: !(adjective || capital && in_place),
        });
        found.end
    }

    fn adjective(&mut self, found: &Found, idx: usize, sentence: &Range<usize>) -> usize {
        if let Some(end) = self.people_of(found.start, found.end, idx, sentence) {
            return end;
        }
        let state = &self.tables.codebook.states[idx];
        let member = self.cast.member(Who::State(idx), || CastMember::state(idx, state));
        let nation = self.is_the_nation(found) && !self.is_before_word(found, sentence);
        self.cast.mention(CastMention {
            tokens: found.start..found.end,
            member,
            form: MentionForm::Description,
            modifies: !nation,
            is_place: false,
            stands: nation,
        });
        found.end
    }
}
