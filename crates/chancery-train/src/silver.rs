//! Silver: news that the careful tier has annotated, for the linear tier to
//! learn from.
//!
//! In: articles as JSON Lines. Out: their sentences in CoNLL-U, with names as
//! `Name=` in the last column and without lemmas, which the careful tier does
//! not give. Equal articles, weights and options give equal bytes on any number
//! of threads. What is learnt from them is not known here.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use chancery_read::grammar::{self, Careful, Tree, segment};

use crate::corpus::{self, Article};
use crate::error::Error;

/// What is annotated, and how much of it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Articles as JSON Lines
    #[arg(value_name = "FILE", required = true)]
    articles: Vec<PathBuf>,
    /// Where the sentences go; packed where the name ends in .gz
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Take the first of so many articles
    #[arg(long, value_name = "N", default_value = "4")]
    every: NonZero<usize>,
    /// Stop behind the article with which there are so many words
    #[arg(long, value_name = "N", default_value_t = 2_000_000)]
    words: usize,
    /// How many threads read; as many as there are processors where not given
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    /// The careful weights that they read with, where not the built-in ones
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
}

/// Shorter sentences are headings and remnants of pages.
const FEWEST_WORDS: usize = 5;
/// Longer ones are lists and missed ends of sentences, and read badly.
const MOST_WORDS: usize = 60;

/// How many articles each thread reads before results are put together.
const AT_ONCE: usize = 8;

/// Writes the annotated sentences, and returns lines that say what was done.
///
/// # Errors
///
/// Where a file cannot be read or written, or is not of its form.
pub(crate) fn run(options: &Options) -> Result<Vec<String>, Error> {
    let careful = load(options)?;
    let mut articles = Vec::new();
    for path in &options.articles {
        articles.extend(corpus::read_articles(path)?);
    }
    let chosen: Vec<Article> = articles.into_iter().step_by(options.every.get()).collect();
    let threads = options.threads.or_else(|| thread::available_parallelism().ok());
    let annotated = annotated(&chosen, &careful, options.words, threads.map_or(1, NonZero::get));
    corpus::write(&options.out, &annotated.text)?;
    let Annotated { n_words, n_sentences, n_articles, .. } = annotated;
    Ok(vec![format!("{n_words} words in {n_sentences} sentences of {n_articles} articles")])
}

fn load(options: &Options) -> Result<Careful, Error> {
    match &options.weights {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|source| Error::read(path, source))?;
            Careful::from_bytes(&bytes).map_err(|source| Error::weights(path, source))
        }
        None => Careful::from_bytes(grammar::CAREFUL)
            .map_err(|source| Error::weights("languages/en/careful.weights".as_ref(), source)),
    }
}

/// Sentences as CoNLL-U, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Annotated {
    text: String,
    n_words: usize,
    n_sentences: usize,
    n_articles: usize,
}

/// Reads articles until there are so many words.
fn annotated(articles: &[Article], careful: &Careful, most: usize, threads: usize) -> Annotated {
    let mut all = Annotated::default();
    for part in articles.chunks(threads * AT_ONCE) {
        for article in on_threads(part, careful, threads) {
            if all.n_words >= most {
                return all;
            }
            all.text.push_str(&article.text);
            all.n_words += article.n_words;
            all.n_sentences += article.n_sentences;
            all.n_articles += 1;
        }
    }
    all
}

/// Reads each article, and returns the results in the order of the articles.
fn on_threads(articles: &[Article], careful: &Careful, threads: usize) -> Vec<Annotated> {
    let read = |share: &[Article]| -> Vec<Annotated> {
        share.iter().map(|article| annotate(article, careful)).collect()
    };
    thread::scope(|scope| {
        let shares = articles.chunks(articles.len().div_ceil(threads).max(1));
        let workers: Vec<_> = shares.map(|share| scope.spawn(move || read(share))).collect();
        let results = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        results.flatten().collect()
    })
}

fn annotate(article: &Article, careful: &Careful) -> Annotated {
    let text = &article.text;
    let sentences = segment(text).into_iter();
    let sentences: Vec<Vec<&str>> = sentences
        .map(|words| words.into_iter().map(|range| &text[range]).collect::<Vec<&str>>())
        .filter(|words| is_fit(words))
        .collect();
    let mut out = Annotated::default();
    for (words, tree) in sentences.iter().zip(careful.read(&sentences)) {
        // The careful tier leaves out what has too many pieces.
        let Some(tree) = tree else { continue };
        out.n_words += words.len();
        out.n_sentences += 1;
        if !article.id.is_empty() {
            out.text.push_str(&format!("# sent_id = {}.{}\n", article.id, out.n_sentences));
        }
        write_rows(words, &tree, &mut out.text);
    }
    out
}

/// Returns whether a sentence is worth learning from and fits the columns.
fn is_fit(words: &[&str]) -> bool {
    (FEWEST_WORDS..=MOST_WORDS).contains(&words.len())
        && words.iter().all(|word| !word.contains(char::is_whitespace))
}

/// Adds a sentence's rows and the empty line behind them.
fn write_rows(words: &[&str], tree: &Tree, out: &mut String) {
    for (number, (form, word)) in (1..).zip(words.iter().zip(&tree.words)) {
        let head = word.head.map_or(0, |head| usize::from(head) + 1);
        let [upos, tag] = [word.upos.as_str(), word.tag.as_str()];
        let [relation, name] = [word.relation.as_str(), word.name.as_str()];
        out.push_str(&format!(
            "{number}\t{form}\t_\t{upos}\t{tag}\t_\t{head}\t{relation}\t_\tName={name}\n"
        ));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const ARTICLES: &str = "\
        {\"id\": \"a\", \"text\": \"Anna Lund visited Kenya on Monday.\\nToo short.\"}\n\
        {\"id\": \"b\", \"text\": \"This article is left out of it.\"}\n\
        {\"id\": \"c\", \"text\": \"Norway thanked the envoys for their work. They left Oslo before the talks.\"}\n\
        {\"id\": \"d\", \"text\": \"This one is left out too.\"}\n\
        {\"id\": \"e\", \"text\": \"The ministers of both countries met again.\"}\n";

    fn silver(folder: &Path, name: &str, words: usize, threads: usize) -> (PathBuf, String) {
        let articles = folder.join("articles.jsonl");
        std::fs::write(&articles, ARTICLES).unwrap();
        let options = Options {
            articles: vec![articles],
            out: folder.join(name),
            every: NonZero::new(2).unwrap(),
            words,
            threads: NonZero::new(threads),
            weights: None,
        };
        let lines = run(&options).unwrap();
        (options.out, lines.concat())
    }

    #[test]
    fn sentences_have_trees_and_names_that_the_trainer_reads() {
        let folder = tempfile::tempdir().unwrap();
        let (path, line) = silver(folder.path(), "silver.conllu", 100, 1);
        assert_eq!(line, "30 words in 4 sentences of 3 articles");
        let sentences = corpus::read_conllu(&path).unwrap();
        let ids: Vec<&str> = sentences.iter().map(|sentence| sentence.id.as_str()).collect();
        assert_eq!(ids, ["a.1", "c.1", "c.2", "e.1"]);
        let first = &sentences[0];
        let forms: Vec<&str> = first.words.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(forms, ["Anna", "Lund", "visited", "Kenya", "on", "Monday", "."]);
        assert_eq!(first.words[2].head, None);
        assert_eq!((first.words[3].head, first.words[3].lemma.as_str()), (Some(2), "_"));
        let names: Vec<_> = first.words.iter().map(|word| word.name.unwrap().as_str()).collect();
        assert_eq!(names, ["B-PER", "I-PER", "O", "B-LOC", "O", "O", "O"]);
    }

    #[test]
    fn number_of_threads_changes_no_byte() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = |threads: usize| {
            let name = format!("{threads}.conllu.gz");
            std::fs::read(silver(folder.path(), &name, 100, threads).0).unwrap()
        };
        let one = bytes(1);
        assert!(one.len() > 100);
        assert_eq!(one, bytes(2));
        assert_eq!(one, bytes(7));
    }

    #[test]
    fn article_that_reaches_the_words_is_the_last() {
        let folder = tempfile::tempdir().unwrap();
        for threads in [1, 3] {
            let (_, line) = silver(folder.path(), "few.conllu", 8, threads);
            assert_eq!(line, "22 words in 3 sentences of 2 articles");
        }
    }

    #[test]
    fn words_with_spaces_and_odd_lengths_are_left_out() {
        assert!(is_fit(&["a"; 5]) && is_fit(&["a"; 60]));
        assert!(!is_fit(&["a"; 4]) && !is_fit(&["a"; 61]));
        assert!(!is_fit(&["a", "b", "c\u{a0}d", "e", "f"]));
    }
}
