//! Suite `conllu`: tags, lemmas and trees on a treebank, by the measures of the
//! CoNLL 2018 shared task.
//!
//! In goes a CoNLL-U file. Its words are read by a tier as they are ("gold
//! tokens") and once more from raw text. Marks count, and a relation is right
//! when its universal part is. Speed is that of one thread, from words to trees
//! and names.

mod align;
mod raw;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use chancery_read::grammar::{Linear, LinearScratch, Tree, Upos};
use serde_json::{Value, json};

use super::Figures;
use super::tier::{Tier, peak_memory, processor_time};
use crate::corpus::{self, Sentence};
use crate::error::Error;

/// Reads of all sentences; the fastest counts, so that a busy machine does not.
const ROUNDS: usize = 3;

/// Returns the figures of the file.
pub(super) fn run(path: &Path, tier: &Tier) -> Result<Figures, Error> {
    let sentences = corpus::read_conllu(path)?;
    let (trees, fastest, least) = read_all(&sentences, tier);
    let mut counts = Counts::default();
    let mut cases = Vec::new();
    for (sentence, tree) in sentences.iter().zip(&trees) {
        let own = Counts::of(sentence, tree);
        counts.add(&own);
        cases.push(case(sentence, tree, &own));
    }
    let share = |n_right: usize| percent(n_right as f64 / counts.words.max(1) as f64);
    let unmarked =
        percent(counts.unmarked_heads as f64 / (counts.words - counts.marks).max(1) as f64);
    let per_second = |time: Duration| (counts.words as f64 / time.as_secs_f64()).round();
    let words_per_second = per_second(fastest);
    let words_per_processor_second = least.map(per_second);
    let (raw_line, raw) = raw::score(&sentences, &|forms| tier.trees(forms));
    let load_ms = (tier.load_time().as_secs_f64() * 10_000.0).round() / 10.0;
    let lines = vec![
        format!(
            "gold tokens: UPOS {:.2}, XPOS {:.2}, lemmas {:.2}, UAS {:.2}, LAS {:.2} on {} words of {} sentences; UAS {:.2} without marks",
            share(counts.upos),
            share(counts.xpos),
            share(counts.lemmas),
            share(counts.heads),
            share(counts.arcs),
            counts.words,
            sentences.len(),
            unmarked,
        ),
        raw_line,
        format!(
            "{words_per_second} words/s on one core ({} of processor time), loaded in {load_ms} ms, peak memory {} MB",
            words_per_processor_second.map_or("unknown".to_owned(), |n| n.to_string()),
            peak_memory()
        ),
    ];
    let object = json!({
        "suite": "conllu",
        "words": counts.words,
        "upos": share(counts.upos),
        "xpos": share(counts.xpos),
        "lemmas": share(counts.lemmas),
        "uas": share(counts.heads),
        "uas_without_marks": unmarked,
        "las": share(counts.arcs),
        "raw": raw,
        "words_per_second": words_per_second,
        "words_per_processor_second": words_per_processor_second,
        "load_ms": load_ms,
        "peak_mb": peak_memory(),
    });
    Ok(Figures { lines, cases, object })
}

/// Returns the scores of the linear tier on a treebank's words.
pub(crate) fn scores(path: &Path, linear: &Linear) -> Result<BTreeMap<String, f64>, Error> {
    let sentences = corpus::read_conllu(path)?;
    let mut scratch = LinearScratch::default();
    let mut counts = Counts::default();
    for sentence in &sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        counts.add(&Counts::of(sentence, &linear.read(&forms, &mut scratch)));
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("treebank");
    let name = name.split('.').next().unwrap_or(name);
    let share = |n_right: usize| percent(n_right as f64 / counts.words.max(1) as f64);
    let scores = [("upos", counts.upos), ("uas", counts.heads), ("las", counts.arcs)];
    Ok(scores.map(|(score, n_right)| (format!("{name} {score}"), share(n_right))).into())
}

/// Returns the trees, the time of the fastest round, and the least time that a
/// round had a processor, which other processes change less.
fn read_all(sentences: &[Sentence], tier: &Tier) -> (Vec<Tree>, Duration, Option<Duration>) {
    let forms: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.words.iter().map(|word| word.form.as_str()).collect())
        .collect();
    let mut trees = Vec::new();
    let (mut fastest, mut least) = (Duration::MAX, None);
    for _ in 0..ROUNDS {
        let (start, before) = (Instant::now(), processor_time());
        trees = tier.trees(&forms);
        fastest = fastest.min(start.elapsed());
        let on_processor = processor_time().zip(before).map(|(after, before)| after - before);
        least = on_processor.map(|time| time.min(least.unwrap_or(Duration::MAX)));
    }
    (trees, fastest, least)
}

/// How many words there are, and of how many this or that is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    words: usize,
    upos: usize,
    xpos: usize,
    lemmas: usize,
    heads: usize,
    arcs: usize,
    /// Marks, by the treebank's part of speech.
    marks: usize,
    /// Heads that are right, of words that are no marks.
    unmarked_heads: usize,
}

impl Counts {
    fn of(sentence: &Sentence, tree: &Tree) -> Counts {
        let mut counts = Counts::default();
        for (gold, read) in sentence.words.iter().zip(&tree.words) {
            let same_head = gold.head == read.head.map(usize::from);
            let same_relation = gold.relation.universal() == read.relation.universal();
            counts.words += 1;
            counts.upos += usize::from(gold.upos == read.upos);
            counts.xpos += usize::from(gold.tag == read.tag);
            // A treebank that gives no lemma asks for none.
            counts.lemmas += usize::from(gold.lemma == "_" || *gold.lemma == *read.lemma);
            counts.heads += usize::from(same_head);
            counts.arcs += usize::from(same_head && same_relation);
            counts.marks += usize::from(gold.upos == Upos::Punct);
            counts.unmarked_heads += usize::from(same_head && gold.upos != Upos::Punct);
        }
        counts
    }

    fn add(&mut self, other: &Counts) {
        self.words += other.words;
        self.upos += other.upos;
        self.xpos += other.xpos;
        self.lemmas += other.lemmas;
        self.heads += other.heads;
        self.arcs += other.arcs;
        self.marks += other.marks;
        self.unmarked_heads += other.unmarked_heads;
    }
}

/// Returns what was read of a sentence, without its words.
fn case(sentence: &Sentence, tree: &Tree, counts: &Counts) -> Value {
    let words = &tree.words;
    json!({
        "id": sentence.id,
        "words": counts.words,
        "upos_right": counts.upos,
        "heads_right": counts.heads,
        "arcs_right": counts.arcs,
        "upos": words.iter().map(|word| word.upos.as_str()).collect::<Vec<_>>(),
        "heads": words.iter().map(|word| word.head.map_or(0, |head| head + 1)).collect::<Vec<_>>(),
        "relations": words.iter().map(|word| word.relation.as_str()).collect::<Vec<_>>(),
    })
}

/// Returns a share as a percentage with two places.
fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use chancery_read::grammar::{NameTag, Relation, Tag, Word};

    use super::*;

    #[test]
    fn relation_counts_by_its_universal_part_and_only_with_its_head() {
        let gold = |head, relation| corpus::Word {
            form: "talks".into(),
            lemma: "talk".into(),
            upos: Upos::Noun,
            tag: Tag::Nns,
            head,
            relation,
            name: None,
            space_after: true,
        };
        let read = |head, relation| Word {
            upos: Upos::Noun,
            tag: Tag::Nn,
            head,
            relation,
            name: NameTag::Outside,
            lemma: "talk".into(),
        };
        let sentence = Sentence {
            words: vec![
                gold(None, Relation::Root),
                gold(Some(0), Relation::NsubjPass),
                gold(Some(0), Relation::Obj),
                gold(Some(2), Relation::Det),
            ],
            ..Sentence::default()
        };
        let tree = Tree {
            words: vec![
                read(None, Relation::Root),
                read(Some(0), Relation::Nsubj),
                read(Some(0), Relation::Iobj),
                read(Some(0), Relation::Det),
            ],
        };
        let counts = Counts::of(&sentence, &tree);
        let expected = Counts {
            words: 4,
            upos: 4,
            xpos: 0,
            lemmas: 4,
            heads: 3,
            arcs: 2,
            marks: 0,
            unmarked_heads: 3,
        };
        assert_eq!(counts, expected);
    }
}
