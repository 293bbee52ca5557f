//! Mends: what a tree cannot mean in English, put right.
//!
//! In: a tree as a tier gives it. Out: the same tree with relations that fit
//! together. A tier chooses each relation by itself, so that a verb may get a
//! passive subject without a passive, or a subject on both sides.

use super::tree::{Relation, Tag, Tree, Upos};

/// The relations of subjects that are nouns.
const SUBJECTS: [Relation; 2] = [Relation::Nsubj, Relation::NsubjPass];
/// The relations of what may stand behind an active verb.
const OBJECTS: [Relation; 4] =
    [Relation::Obj, Relation::Iobj, Relation::Nsubj, Relation::NsubjPass];

/// Puts the relations of a tree right.
pub(super) fn mend(tree: &mut Tree) {
    for verb in 0..tree.words.len() {
        if tree.words[verb].upos == Upos::Verb && has_passive_subject(tree, verb) {
            make_active(tree, verb);
        }
    }
}

fn has_passive_subject(tree: &Tree, verb: usize) -> bool {
    tree.children_by(verb, Relation::NsubjPass).next().is_some()
}

/// "Kenya accused Uganda" without "was" is active, whatever the relations say:
/// who stands before the verb is its subject, who stands behind it its object.
fn make_active(tree: &mut Tree, verb: usize) {
    let relation = |idx: usize| tree.words[idx].relation;
    let children: Vec<usize> = tree.children(verb).collect();
    let passive = children.iter().any(|child| {
        let get = matches!(&*tree.words[*child].lemma, "get" | "got");
        relation(*child) == Relation::AuxPass || relation(*child) == Relation::Aux && get
    });
    let before = |idx: &&usize| **idx < verb && SUBJECTS.contains(&relation(**idx));
    let bare = |idx: usize| tree.children_by(idx, Relation::Case).next().is_none();
    let behind = |idx: &&usize| **idx > verb && OBJECTS.contains(&relation(**idx)) && bare(**idx);
    let Some(subject) = children.iter().find(before).copied() else { return };
    let object = children.iter().find(behind).copied();
    // A headline leaves its auxiliaries out, and has no full stop.
    let whole = tree.words.last().is_some_and(|word| word.upos == Upos::Punct);
    if passive || object.is_none() && !whole {
        return;
    }
    tree.words[subject].relation = Relation::Nsubj;
    if let Some(object) = object.filter(|idx| SUBJECTS.contains(&tree.words[*idx].relation)) {
        tree.words[object].relation = Relation::Obj;
    }
    let perfect = children.iter().any(|child| tree.words[*child].relation == Relation::Aux);
    if tree.words[verb].tag == Tag::Vbn && !perfect {
        tree.words[verb].tag = Tag::Vbd;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::{NameTag, Word};
    use super::*;

    fn tree(words: &[(Upos, Tag, Option<u16>, Relation)]) -> Tree {
        let word = |(upos, tag, head, relation): &(Upos, Tag, Option<u16>, Relation)| Word {
            upos: *upos,
            tag: *tag,
            head: *head,
            relation: *relation,
            name: NameTag::Outside,
            lemma: "".into(),
        };
        Tree { words: words.iter().map(word).collect() }
    }

    #[test]
    fn passive_subject_without_a_passive_becomes_active() {
        // "Kenya accused Uganda"
        let mut found = tree(&[
            (Upos::Propn, Tag::Nnp, Some(1), Relation::NsubjPass),
            (Upos::Verb, Tag::Vbn, None, Relation::Root),
            (Upos::Propn, Tag::Nnp, Some(1), Relation::NsubjPass),
        ]);
        mend(&mut found);
        let relations: Vec<Relation> = found.words.iter().map(|word| word.relation).collect();
        assert_eq!(relations, [Relation::Nsubj, Relation::Root, Relation::Obj]);
        assert_eq!(found.words[1].tag, Tag::Vbd);
    }

    #[test]
    fn whole_sentence_without_object_is_active_too() {
        // "Kenya fired ."
        let mut found = tree(&[
            (Upos::Propn, Tag::Nnp, Some(1), Relation::NsubjPass),
            (Upos::Verb, Tag::Vbn, None, Relation::Root),
            (Upos::Punct, Tag::Stop, Some(1), Relation::Punct),
        ]);
        mend(&mut found);
        assert_eq!(found.words[0].relation, Relation::Nsubj);
    }

    #[test]
    fn passive_and_headline_stay() {
        // "Uganda was offered aid", "Envoy accused"
        let mut passive = tree(&[
            (Upos::Propn, Tag::Nnp, Some(2), Relation::NsubjPass),
            (Upos::Aux, Tag::Vbd, Some(2), Relation::AuxPass),
            (Upos::Verb, Tag::Vbn, None, Relation::Root),
            (Upos::Noun, Tag::Nn, Some(2), Relation::Obj),
        ]);
        let mut headline = tree(&[
            (Upos::Noun, Tag::Nn, Some(1), Relation::NsubjPass),
            (Upos::Verb, Tag::Vbn, None, Relation::Root),
        ]);
        for tree in [&mut passive, &mut headline] {
            let before = tree.clone();
            mend(tree);
            assert_eq!(*tree, before);
        }
    }
}
