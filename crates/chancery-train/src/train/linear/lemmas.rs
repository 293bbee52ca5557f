//! Training of the lemmas: endings that most words share, and the exceptions.

use std::collections::{BTreeMap, HashMap};

use chancery_read::grammar::linear::atoms;
use chancery_read::grammar::linear::lemma::{Edit, LONGEST_ENDING, Lemmas, ending_key, word_key};

use crate::corpus::Sentence;

/// How often the edits of an ending were seen.
type Counts = BTreeMap<Edit, u32>;

/// Returns rules and exceptions from the lemmas of the sentences.
pub(super) fn train<'a>(sentences: impl Iterator<Item = &'a Sentence> + Clone) -> Lemmas {
    let mut words: HashMap<u32, Counts> = HashMap::new();
    let mut endings: HashMap<u32, Counts> = HashMap::new();
    let mut lowered = String::new();
    let with_lemma =
        sentences.flat_map(|sentence| &sentence.words).filter(|word| word.lemma != "_");
    let mut seen = BTreeMap::new();
    for word in with_lemma {
        atoms::lower(&word.form, &mut lowered);
        let edit = Edit::between(&word.form, &word.lemma);
        let key = word_key(&lowered, word.upos, word.tag);
        *words.entry(key).or_default().entry(edit).or_default() += 1;
        seen.entry(key)
            .or_insert_with(|| (lowered.clone(), word.form.clone(), word.upos, word.tag));
    }
    // Each word counts once for its endings, however frequent: rules are for
    // words that are not known.
    for (key, (lower, _, upos, tag)) in &seen {
        let Some(edit) = words.get(key).and_then(most_frequent) else { continue };
        let bytes = lower.as_bytes();
        for len in 0..=bytes.len().min(LONGEST_ENDING) {
            let key = ending_key(&bytes[bytes.len() - len..], *upos, *tag);
            *endings.entry(key).or_default().entry(edit.clone()).or_default() += 1;
        }
    }
    let mut rules: BTreeMap<u32, Edit> = BTreeMap::new();
    // A longer ending says something only where the shorter says otherwise, and
    // is worth a rule when two words share it.
    for (lower, _, upos, tag) in seen.values() {
        let bytes = lower.as_bytes();
        let mut shorter: Option<&Edit> = None;
        for len in 0..=bytes.len().min(LONGEST_ENDING) {
            let key = ending_key(&bytes[bytes.len() - len..], *upos, *tag);
            let Some(counts) = endings.get(&key) else { continue };
            let n_words: u32 = counts.values().sum();
            let Some(edit) = most_frequent(counts) else { continue };
            if shorter != Some(edit) && (len == 0 || n_words >= 2) {
                rules.insert(key, edit.clone());
                shorter = Some(edit);
            }
        }
    }
    let by_rules = Lemmas::new(&rules, &BTreeMap::new());
    let mut exceptions = BTreeMap::new();
    for (key, (_, form, upos, tag)) in &seen {
        let Some(edit) = words.get(key).and_then(most_frequent) else { continue };
        if by_rules.lemma(form, *upos, *tag) != edit.apply(form) {
            exceptions.insert(*key, edit.clone());
        }
    }
    Lemmas::new(&rules, &exceptions)
}

/// Returns the most frequent edit, the first of equals.
fn most_frequent(counts: &Counts) -> Option<&Edit> {
    let mut best: Option<(&Edit, u32)> = None;
    for (edit, count) in counts {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((edit, *count));
        }
    }
    best.map(|(edit, _)| edit)
}

#[cfg(test)]
mod tests {
    use chancery_read::grammar::{Relation, Tag, Upos};

    use super::*;
    use crate::corpus::Word;

    #[test]
    fn endings_carry_over_to_unknown_words_and_exceptions_do_not() {
        let word = |form: &str, lemma: &str| Word {
            form: form.into(),
            lemma: lemma.into(),
            upos: Upos::Noun,
            tag: Tag::Nns,
            head: None,
            relation: Relation::Root,
            name: None,
            space_after: true,
        };
        let words = [
            ("talks", "talk"),
            ("allies", "ally"),
            ("duties", "duty"),
            ("Men", "man"),
            ("bans", "ban"),
        ];
        let words = words.map(|(form, lemma)| word(form, lemma));
        let sentence = Sentence { words: words.to_vec(), ..Sentence::default() };
        let lemmas = train([&sentence].into_iter());
        let of = |form| lemmas.lemma(form, Upos::Noun, Tag::Nns);
        assert_eq!(of("men"), "man");
        assert_eq!(of("Parties"), "party");
        assert_eq!(of("envoys"), "envoy");
    }
}
