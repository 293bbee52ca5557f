//! The whole way from raw text: what is lost where nobody gives the words.
//!
//! In: a treebank's sentences. Its text is put together again, cut by the
//! reader's own rules, read, and held against the treebank (F1, as in the CoNLL
//! 2018 shared task): sentences and tokens by their characters, tags and arcs
//! over the words that both sides have.

use std::ops::Range;

use chancery_read::grammar::{Tree, segment};
use serde_json::{Value, json};

use super::super::tally::Tally;
use super::align::{Placed, align};
use super::percent;
use crate::corpus::Sentence;

/// Reads sentences, given as their words.
pub(super) type Read<'a> = dyn Fn(&[Vec<&str>]) -> Vec<Tree> + 'a;

/// What both sides say about one text.
#[derive(Default)]
struct Side {
    words: Vec<Placed>,
    tokens: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    /// Head (by number among all words), part of speech, relation.
    grammar: Vec<(Option<usize>, &'static str, &'static str)>,
}

/// Returns lines for a person and the figures.
pub(super) fn score(sentences: &[Sentence], read: &Read<'_>) -> (String, Value) {
    let text = text_of(sentences);
    let gold = gold_side(sentences);
    let own = read_side(&text, read);
    let shared = |a: &[Range<usize>], b: &[Range<usize>]| n_shared(a, b);
    let n_sentences = shared(&gold.sentences, &own.sentences);
    let n_tokens = shared(&gold.tokens, &own.tokens);
    let pairs = align(&gold.words, &own.words);
    let mut partner = vec![None; gold.words.len()];
    for (a, b) in &pairs {
        partner[*a] = Some(*b);
    }
    let (mut n_upos, mut n_heads, mut n_arcs) = (0, 0, 0);
    for (a, b) in &pairs {
        let (head_a, upos_a, relation_a) = gold.grammar[*a];
        let (head_b, upos_b, relation_b) = own.grammar[*b];
        let same_head = match (head_a, head_b) {
            (None, None) => true,
            (Some(a), Some(b)) => partner[a] == Some(b),
            _ => false,
        };
        n_upos += usize::from(upos_a == upos_b);
        n_heads += usize::from(same_head);
        n_arcs += usize::from(same_head && relation_a == relation_b);
    }
    let words = |n_right: usize| f1(n_right, gold.words.len(), own.words.len());
    let object = json!({
        "sentence_f1": percent(f1(n_sentences, gold.sentences.len(), own.sentences.len())),
        "token_f1": percent(f1(n_tokens, gold.tokens.len(), own.tokens.len())),
        "word_f1": percent(words(pairs.len())),
        "upos_f1": percent(words(n_upos)),
        "uas_f1": percent(words(n_heads)),
        "las_f1": percent(words(n_arcs)),
    });
    let line = format!(
        "raw text: sentences {:.2}, tokens {:.2}, words {:.2}, UPOS {:.2}, UAS {:.2}, LAS {:.2} (F1)",
        object["sentence_f1"].as_f64().unwrap_or(0.0),
        object["token_f1"].as_f64().unwrap_or(0.0),
        object["word_f1"].as_f64().unwrap_or(0.0),
        object["upos_f1"].as_f64().unwrap_or(0.0),
        object["uas_f1"].as_f64().unwrap_or(0.0),
        object["las_f1"].as_f64().unwrap_or(0.0),
    );
    (line, object)
}

fn f1(right: usize, gold: usize, read: usize) -> f64 {
    Tally { right, gold, read }.f1()
}

/// Returns how many ranges both sorted lists have.
fn n_shared(a: &[Range<usize>], b: &[Range<usize>]) -> usize {
    let key = |range: &Range<usize>| (range.start, range.end);
    a.iter().filter(|range| b.binary_search_by_key(&key(range), key).is_ok()).count()
}

/// Returns the words of a sentence as they are written: words that are written
/// as one are one, with the range of words that it stands for.
fn written(sentence: &Sentence) -> Vec<(Range<usize>, &str)> {
    let mut out = Vec::new();
    let mut idx = 0;
    while let Some(word) = sentence.words.get(idx) {
        let joined = sentence.joined.iter().find(|(range, _)| range.start == idx);
        let (range, form) = match joined {
            Some((range, form)) => (range.clone(), form.as_str()),
            None => (idx..idx + 1, word.form.as_str()),
        };
        idx = range.end;
        out.push((range, form));
    }
    out
}

fn text_of(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if sentence.begins_paragraph && !text.is_empty() {
            text.push_str("\n\n");
        }
        let ends_with_space = sentence.words.last().is_none_or(|word| word.space_after);
        match &sentence.text {
            Some(given) => text.push_str(given),
            None => {
                for (range, form) in written(sentence) {
                    text.push_str(form);
                    let is_last = range.end == sentence.words.len();
                    if sentence.words[range.end - 1].space_after && !is_last {
                        text.push(' ');
                    }
                }
            }
        }
        if ends_with_space {
            text.push(' ');
        }
    }
    text
}

/// Returns how many characters that are no spaces a form has.
fn width(form: &str) -> usize {
    form.chars().filter(|c| !c.is_whitespace()).count()
}

fn gold_side(sentences: &[Sentence]) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for sentence in sentences {
        let (start, first) = (at, side.words.len());
        for (range, form) in written(sentence) {
            let span = at..at + width(form);
            at = span.end;
            let is_part = range.len() > 1;
            for word in &sentence.words[range] {
                let form = word.form.to_lowercase();
                side.words.push(Placed { span: span.clone(), form, is_part });
                let relation = word.relation.universal().as_str();
                let head = word.head.map(|head| first + head);
                side.grammar.push((head, word.upos.as_str(), relation));
            }
            side.tokens.push(span);
        }
        side.sentences.push(start..at);
    }
    side
}

fn read_side(text: &str, read: &Read<'_>) -> Side {
    // The number of characters that are no spaces before each byte.
    let mut before = Vec::with_capacity(text.len() + 1);
    let mut n_before = 0;
    for c in text.chars() {
        before.extend(std::iter::repeat_n(n_before, c.len_utf8()));
        n_before += usize::from(!c.is_whitespace());
    }
    before.push(n_before);
    let mut side = Side::default();
    let sentences = segment(text);
    let forms: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.iter().map(|range| &text[range.clone()]).collect())
        .collect();
    let trees = read(&forms);
    for ((sentence, forms), tree) in sentences.into_iter().zip(forms).zip(trees) {
        let first = side.words.len();
        let start = sentence.first().map_or(0, |range| before[range.start]);
        let mut idx = 0;
        while idx < sentence.len() {
            let mut end = idx + 1;
            while end < sentence.len() && is_clitic(text, &sentence, end) {
                end += 1;
            }
            let span = before[sentence[idx].start]..before[sentence[end - 1].end];
            for form in &forms[idx..end] {
                let form = form.to_lowercase();
                side.words.push(Placed { span: span.clone(), form, is_part: end > idx + 1 });
            }
            side.tokens.push(span);
            idx = end;
        }
        for word in &tree.words {
            let relation = word.relation.universal().as_str();
            let head = word.head.map(|head| first + usize::from(head));
            side.grammar.push((head, word.upos.as_str(), relation));
        }
        let end = sentence.last().map_or(0, |range| before[range.end]);
        side.sentences.push(start..end);
    }
    side
}

/// Returns whether a word is written as one with the word before it: "'s", "n't".
fn is_clitic(text: &str, sentence: &[Range<usize>], idx: usize) -> bool {
    if sentence[idx - 1].end != sentence[idx].start {
        return false;
    }
    let form = text[sentence[idx].clone()].to_lowercase().replace('’', "'");
    matches!(form.as_str(), "'s" | "n't" | "'re" | "'ve" | "'ll" | "'d" | "'m")
}

#[cfg(test)]
mod tests {
    use chancery_read::grammar::{NameTag, Relation, Tag, Upos, Word};

    use super::*;
    use crate::corpus;

    /// A flat tree: every word hangs on the first.
    fn flat(words: &[&str]) -> Tree {
        let word = |idx: usize| Word {
            upos: Upos::Noun,
            tag: Tag::Nn,
            head: (idx > 0).then_some(0),
            relation: if idx > 0 { Relation::Dep } else { Relation::Root },
            name: NameTag::Outside,
            lemma: "".into(),
        };
        Tree { words: (0..words.len()).map(word).collect() }
    }

    fn sentence(forms: &[&str], joined: &[(Range<usize>, &str)]) -> Sentence {
        let word = |(idx, form): (usize, &&str)| corpus::Word {
            form: (*form).into(),
            lemma: String::new(),
            upos: Upos::Noun,
            tag: Tag::Nn,
            head: (idx > 0).then_some(0),
            relation: if idx > 0 { Relation::Dep } else { Relation::Root },
            name: None,
            space_after: !joined
                .iter()
                .any(|(range, _)| range.contains(&idx) && range.end > idx + 1),
        };
        Sentence {
            words: forms.iter().enumerate().map(word).collect(),
            joined: joined
                .iter()
                .map(|(range, form)| (range.clone(), (*form).to_owned()))
                .collect(),
            ..Sentence::default()
        }
    }

    #[test]
    fn text_that_is_cut_alike_scores_full() {
        let sentences = [
            sentence(&["They", "do", "n't", "talk", "."], &[(1..3, "don't")]),
            sentence(&["Oslo", "waits", "."], &[]),
        ];
        assert_eq!(text_of(&sentences), "They don't talk . Oslo waits . ");
        let (_, figures) = score(&sentences, &|all| all.iter().map(|words| flat(words)).collect());
        for key in ["sentence_f1", "token_f1", "word_f1", "upos_f1", "uas_f1", "las_f1"] {
            assert_eq!(figures[key], 100.0, "{key}");
        }
    }

    #[test]
    fn sentence_that_is_cut_otherwise_loses_its_root() {
        let mut sentences = [sentence(&["Talks", "failed", "again"], &[])];
        let (_, figures) = score(&sentences, &|all| all.iter().map(|words| flat(words)).collect());
        assert_eq!(figures["uas_f1"], 100.0);
        sentences[0].words[1].form = "failed.Now".into();
        let (_, figures) = score(&sentences, &|all| all.iter().map(|words| flat(words)).collect());
        assert!(figures["word_f1"].as_f64().unwrap() < 70.0);
        assert_eq!(figures["sentence_f1"], 0.0);
    }
}
