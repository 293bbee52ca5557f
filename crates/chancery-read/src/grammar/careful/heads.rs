//! Heads: what the encoder's states say about words.
//!
//! In: the states of a batch and where each word begins. Out: trees with tags,
//! relations and names, without lemmas. Each head is a small step of its own over
//! the same states, so that a further head costs its own product and no more.

use super::arithmetic::{pairs, relu};
use super::encoder::WIDTH;
use super::matrix::{Matrix, Rows};
use super::spanning::best_tree;
use crate::grammar::tree::{NameTag, Relation, Tag, Tree, Upos, Word};
use crate::grammar::weights::{Weights, WeightsError};

/// The width in which heads and dependents meet.
const ARC: usize = 192;
/// The width in which relations are told apart.
const LABEL: usize = 64;

/// The weights of the heads, with what their outputs mean.
pub(super) struct Heads {
    upos: Vec<Upos>,
    tags: Vec<Tag>,
    names: Vec<NameTag>,
    relations: Vec<Relation>,
    /// Tags and names from a state.
    word: Matrix,
    /// From a state what it is as dependent and as head, for arcs and relations.
    roles: Matrix,
    /// A dependent's role as its heads see it.
    arc: Matrix,
    /// Relations from the products of both roles, and from the roles themselves.
    pair: Matrix,
    one: Matrix,
}

impl Heads {
    /// Takes the heads from their sections and the lists of the header.
    pub(super) fn load(weights: &Weights<'_>) -> Result<Heads, WeightsError> {
        let upos = codes(weights, "upos", Upos::from_name)?;
        let tags = codes(weights, "xpos", Tag::from_name)?;
        let names = codes(weights, "names", NameTag::from_name)?;
        let relations = codes(weights, "relations", Relation::from_name)?;
        let n_word = upos.len() + tags.len() + names.len();
        Ok(Heads {
            word: Matrix::load(weights, "word", WIDTH, n_word)?,
            roles: Matrix::load(weights, "roles", WIDTH, 2 * ARC + 2 * LABEL)?,
            arc: Matrix::load(weights, "arc", ARC, ARC)?,
            pair: Matrix::load(weights, "pair", LABEL * LABEL, relations.len())?,
            one: Matrix::load(weights, "one", 2 * LABEL, relations.len())?,
            upos,
            tags,
            names,
            relations,
        })
    }

    /// Returns the tree of each sentence. `states` has a row for the place before
    /// each sentence, then one for each of its words.
    pub(super) fn trees(&self, states: &[f32], n_words: &[usize]) -> Vec<Tree> {
        let mut rows = Rows::default();
        rows.set(states, WIDTH);
        let (mut word, mut roles) = (Vec::new(), Vec::new());
        self.word.multiply(&rows, &mut word);
        self.roles.multiply(&rows, &mut roles);
        relu(&mut roles);
        let role = |column: usize, width: usize| -> Vec<f32> {
            let rows = roles.chunks_exact(2 * ARC + 2 * LABEL);
            rows.flat_map(|row| &row[column..column + width]).copied().collect()
        };
        let (heads, label_dependents, label_heads) =
            (role(ARC, ARC), role(2 * ARC, LABEL), role(2 * ARC + LABEL, LABEL));
        rows.set(&role(0, ARC), ARC);
        let mut dependents = Vec::new();
        self.arc.multiply(&rows, &mut dependents);

        let mut trees = Vec::new();
        let mut scores = Vec::new();
        let mut first = 0;
        for n_words in n_words {
            let all = first..first + n_words + 1;
            let part = |values: &[f32], width: usize, skip: usize| {
                values[(all.start + skip) * width..all.end * width].to_vec()
            };
            pairs(&part(&dependents, ARC, 1), &part(&heads, ARC, 0), ARC, &mut scores);
            let found = best_tree(&scores, *n_words);
            let relations = self.relations(
                &found,
                &part(&label_dependents, LABEL, 1),
                &part(&label_heads, LABEL, 0),
            );
            let n_out = self.upos.len() + self.tags.len() + self.names.len();
            let scored = part(&word, n_out, 1);
            trees.push(Tree { words: self.words(&scored, &found, &relations) });
            first = all.end;
        }
        trees
    }

    /// Returns the best relation of each word to its head.
    fn relations(&self, found: &[Option<u16>], dependents: &[f32], heads: &[f32]) -> Vec<Relation> {
        let mut products = Vec::with_capacity(found.len() * LABEL * LABEL);
        let mut both = Vec::with_capacity(found.len() * 2 * LABEL);
        for (dependent, head) in dependents.chunks_exact(LABEL).zip(found) {
            let head_idx = head.map_or(0, |head| usize::from(head) + 1);
            let head = &heads[head_idx * LABEL..][..LABEL];
            for factor in dependent {
                products.extend(head.iter().map(|value| factor * value));
            }
            both.extend_from_slice(dependent);
            both.extend_from_slice(head);
        }
        let mut rows = Rows::default();
        let (mut pair, mut one) = (Vec::new(), Vec::new());
        rows.set(&products, LABEL * LABEL);
        self.pair.multiply(&rows, &mut pair);
        rows.set(&both, 2 * LABEL);
        self.one.multiply(&rows, &mut one);
        let n = self.relations.len();
        let scored = pair.chunks_exact(n).zip(one.chunks_exact(n)).zip(found);
        scored
            .map(|((pair, one), head)| {
                let mut best = (f32::NEG_INFINITY, Relation::Root);
                for ((relation, pair), one) in self.relations.iter().zip(pair).zip(one) {
                    let fits = (*relation == Relation::Root) == head.is_none();
                    if fits && pair + one > best.0 {
                        best = (pair + one, *relation);
                    }
                }
                best.1
            })
            .collect()
    }

    fn words(&self, scored: &[f32], heads: &[Option<u16>], relations: &[Relation]) -> Vec<Word> {
        let (n_upos, n_tags) = (self.upos.len(), self.tags.len());
        let n_out = n_upos + n_tags + self.names.len();
        let rows: Vec<&[f32]> = scored.chunks_exact(n_out).collect();
        let names: Vec<&[f32]> = rows.iter().map(|row| &row[n_upos + n_tags..]).collect();
        let names = self.best_names(&names);
        let each = rows.iter().zip(names).zip(heads.iter().zip(relations));
        each.map(|((row, name), (head, relation))| Word {
            upos: self.upos[most(&row[..n_upos])],
            tag: self.tags[most(&row[n_upos..n_upos + n_tags])],
            head: *head,
            relation: *relation,
            name,
            lemma: "".into(),
        })
        .collect()
    }

    /// Returns the best sequence of name tags in which none stands inside a name
    /// that has not begun (Viterbi's method).
    fn best_names(&self, scores: &[&[f32]]) -> Vec<NameTag> {
        let n = self.names.len();
        let mut totals = vec![0.0; n];
        let mut came_from: Vec<Vec<usize>> = Vec::with_capacity(scores.len());
        let mut previous_tags: &[NameTag] = &[NameTag::Outside];
        for row in scores {
            let mut next = vec![f32::NEG_INFINITY; n];
            let mut from = vec![0; n];
            for (tag_idx, tag) in self.names.iter().enumerate() {
                for (other_idx, other) in previous_tags.iter().enumerate() {
                    let total = totals[other_idx] + row[tag_idx];
                    if tag.may_follow(*other) && total > next[tag_idx] {
                        (next[tag_idx], from[tag_idx]) = (total, other_idx);
                    }
                }
            }
            totals = next;
            came_from.push(from);
            previous_tags = &self.names;
        }
        let mut tag_idx = most(&totals);
        let mut out = Vec::with_capacity(scores.len());
        for from in came_from.iter().rev() {
            out.push(self.names[tag_idx]);
            tag_idx = from[tag_idx];
        }
        out.reverse();
        out
    }
}

/// Returns where the largest number stands, the first of equals.
fn most(values: &[f32]) -> usize {
    let mut best = 0;
    for (idx, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = idx;
        }
    }
    best
}

/// Takes a list of codes from the header's settings.
fn codes<T>(
    weights: &Weights<'_>,
    name: &'static str,
    code: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, WeightsError> {
    let wrong = || WeightsError::content(name, "a code of the header is not known");
    let list = weights.header().settings.get(name).and_then(|list| list.as_array());
    let list = list.filter(|list| !list.is_empty()).ok_or_else(wrong)?;
    list.iter().map(|value| value.as_str().and_then(&code).ok_or_else(wrong)).collect()
}
