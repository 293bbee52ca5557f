//! Training as a whole, on sentences invented for it.

use std::path::Path;

use chancery_read::grammar::{Linear, LinearScratch, NameKind, Relation};

use super::*;

const TREES: &str = "# sent_id = a\n\
    1\tNorway\tNorway\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
    2\tthanked\tthank\tVERB\tVBD\t_\t0\troot\t_\t_\n\
    3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n\
    4\tenvoys\tenvoy\tNOUN\tNNS\t_\t2\tobj\t_\t_\n\
    5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n\
    # sent_id = b\n\
    1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n\
    2\tministers\tminister\tNOUN\tNNS\t_\t4\tnsubj\t_\t_\n\
    3\tquietly\tquietly\tADV\tRB\t_\t4\tadvmod\t_\t_\n\
    4\tvisited\tvisit\tVERB\tVBD\t_\t0\troot\t_\t_\n\
    5\tKenya\tKenya\tPROPN\tNNP\t_\t4\tobj\t_\t_\n\
    6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

const NAMES: &str = "# sent_id = a\n1\tNorway\tB-LOC\n2\tthanked\tO\n3\tthe\tO\n4\tenvoys\tO\n5\t.\tO\n\n\
    # sent_id = b\n1\tThe\tO\n2\tministers\tO\n3\tquietly\tO\n4\tvisited\tO\n5\tKenya\tB-LOC\n6\t.\tO\n\n";

fn options(folder: &Path, seed: u64) -> Options {
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    // As often as a model needs to see a pair of tags, and a fold its examples.
    let trees = TREES.repeat(60);
    Options {
        grammar: vec![file("trees.conllu", &trees)],
        names: vec![file("names.iob2", NAMES)],
        silver: Vec::new(),
        text: Vec::new(),
        seed,
        epochs: 8,
        gold_weight: 2,
        words: None,
        measure: vec![file("dev.conllu", TREES)],
        out: folder.join("out"),
    }
}

#[test]
fn what_is_trained_reads_what_it_was_trained_on() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, lines) = run(&options(folder.path(), 1)).unwrap();
    let linear = Linear::from_bytes(&bytes).unwrap();
    let words = ["The", "ministers", "quietly", "visited", "Kenya", "."];
    let tree = linear.read(&words, &mut LinearScratch::default());
    let heads: Vec<_> = tree.words.iter().map(|word| word.head).collect();
    assert_eq!(heads, [Some(1), Some(3), Some(3), None, Some(3), Some(3)]);
    assert_eq!(tree.words[4].relation, Relation::Obj);
    assert_eq!(tree.names(), [(4..5, NameKind::Place)]);
    assert_eq!(&*tree.words[1].lemma, "minister");
    assert!(lines.iter().any(|line| line.contains("660 words with trees")), "{lines:?}");
}

#[test]
fn equal_files_and_seed_give_equal_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (first, _) = run(&options(folder.path(), 1)).unwrap();
    let (second, _) = run(&options(folder.path(), 1)).unwrap();
    assert!(first == second);
}

#[test]
fn weights_say_what_they_were_trained_on_and_how_they_score() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, _) = run(&options(folder.path(), 1)).unwrap();
    let weights = chancery_read::grammar::Weights::parse(&bytes).unwrap();
    let header = weights.header();
    assert_eq!(header.trained_on, ["trees.conllu", "names.iob2"]);
    assert_eq!(header.scores["dev uas"], 100.0);
}
