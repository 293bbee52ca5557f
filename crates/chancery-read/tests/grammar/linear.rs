//! The linear tier: laws that hold for any words, and plain sentences.

use std::sync::LazyLock;

use chancery_read::grammar::{
    Linear, LinearScratch, NameKind, Relation, Tag, Tree, Upos, WeightsError,
};
use proptest::prelude::*;
use proptest::sample::select;

static LINEAR: LazyLock<Linear> =
    LazyLock::new(|| Linear::from_bytes(chancery_read::grammar::LINEAR).unwrap());

fn read(words: &[&str]) -> Tree {
    LINEAR.read(words, &mut LinearScratch::default())
}

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "The", "foreign", "minister", "of", "Norway", "said", "that", "Kenya", "and", "its", "allies",
    "would", "not", "be", "met", "by", "U.S.", "envoys", ",", ".", "\"", "“", "-", "'s", "2012",
    "to", "who", "in", "Oslo", "", "🙂", "\u{301}", "Ü", "...",
];

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        8 => select(WORDS).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(word, 0..60)
}

proptest! {
    #[test]
    fn any_words_give_a_tree_with_one_root_and_no_cycle(words in words()) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let tree = read(&words);
        prop_assert_eq!(tree.words.len(), words.len());
        prop_assert!(tree.is_sound());
        for word in &tree.words {
            prop_assert_eq!(word.relation == Relation::Root, word.head.is_none());
        }
        let names = tree.words.iter().map(|word| word.name);
        for (before, name) in names.clone().zip(names.skip(1)) {
            prop_assert!(name.may_follow(before));
        }
    }

    #[test]
    fn used_scratch_changes_nothing(first in words(), second in words()) {
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        let second: Vec<&str> = second.iter().map(String::as_str).collect();
        let mut scratch = LinearScratch::default();
        LINEAR.read(&first, &mut scratch);
        prop_assert_eq!(LINEAR.read(&second, &mut scratch), read(&second));
    }
}

#[test]
fn reading_is_the_same_on_every_thread() {
    let sentences: Vec<Vec<&str>> = (0..200)
        .map(|n| WORDS.iter().cycle().skip(n * 7).take(n % 40).copied().collect())
        .collect();
    let read_all = || sentences.iter().map(|words| read(words)).collect::<Vec<_>>();
    let here = read_all();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(read_all)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), here);
        }
    });
}

#[test]
fn sentences_without_measure_are_read() {
    for n_words in [400, 9_999, 10_001, 70_000] {
        let words: Vec<&str> = WORDS.iter().cycle().take(n_words).copied().collect();
        let tree = read(&words);
        assert_eq!(tree.words.len(), n_words.min(65_535));
        let n_roots = tree.words.iter().filter(|word| word.head.is_none()).count();
        assert_eq!(n_roots, 1);
        // Checking the whole of a tree takes the square of its length.
        assert!(n_words > 400 || tree.is_sound());
    }
    let word = "a".repeat(100_000);
    assert_eq!(read(&[&word]).words.len(), 1);
}

#[test]
fn cut_or_changed_weights_are_an_error() {
    let bytes = chancery_read::grammar::LINEAR;
    for part in 0..20 {
        let len = bytes.len() / 20 * part;
        assert!(Linear::from_bytes(&bytes[..len]).is_err(), "{len} bytes");
        let mut changed = bytes.to_vec();
        changed[len] ^= 1;
        assert!(Linear::from_bytes(&changed).is_err(), "byte {len}");
    }
    let last = &bytes[..bytes.len() - 1];
    assert_eq!(Linear::from_bytes(last).unwrap_err(), WeightsError::Cut { len: last.len() });
}

#[test]
fn plain_sentence_is_read_right() {
    let words: Vec<&str> =
        "Norwegian officials will meet the ministers of Kenya in Nairobi on Monday ."
            .split(' ')
            .collect();
    let tree = read(&words);
    assert_eq!(tree.root(), Some(3));
    assert_eq!((tree.words[1].head, tree.words[1].relation), (Some(3), Relation::Nsubj));
    assert_eq!((tree.words[5].head, tree.words[5].relation), (Some(3), Relation::Obj));
    assert_eq!((tree.words[2].upos, tree.words[2].tag), (Upos::Aux, Tag::Md));
    assert_eq!(&*tree.words[5].lemma, "minister");
    assert_eq!(tree.names(), [(7..8, NameKind::Place), (9..10, NameKind::Place)]);
}

#[test]
fn passive_has_its_own_relations() {
    let words: Vec<&str> = "The treaty was signed by both presidents .".split(' ').collect();
    let tree = read(&words);
    assert_eq!(tree.words[1].relation, Relation::NsubjPass);
    assert_eq!(tree.words[2].relation, Relation::AuxPass);
    assert_eq!(&*tree.words[3].lemma, "sign");
}
