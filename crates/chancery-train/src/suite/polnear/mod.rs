//! Suite `polnear`: who is said to have said or thought what, word for word.
//!
//! In: PolNeAR's articles with their attributions. Out: F1 of sources, cues, contents
//! and whole attributions. The reader gets nothing but the article's text, and cuts its
//! sentences itself. The careful tier answers with what its tagger finds, the fast tier
//! with the statements that its rules find: these look for speech alone, where PolNeAR
//! also marks what is thought, hoped and known.
//!
//! Words are compared as tokens. *Exact*: all tokens of a stretch, and no other. A
//! source or content in several parts is one stretch. *Overlapping*: tokens one by
//! one. A whole attribution is right where its three parts are; for overlapping
//! tokens each attribution is held against the one with which it shares most. Cases
//! also say who speaks at each marked cue, for people to judge.

mod score;

use std::path::Path;

use chancery_model::{Form, Page, Reading, Span, Statement};
use chancery_read::codebook::Codebook;
use chancery_read::grammar::segment;
use chancery_read::reader::AttributedWords;
use chancery_read::{Reader, Tier};
use serde_json::{Value, json};

use self::score::{Score, Words};
use super::Figures;
use crate::corpus::{self, AttributedArticle};
use crate::error::Error;

/// Returns the figures of the file.
pub(super) fn run(path: &Path, tier: Tier) -> Result<Figures, Error> {
    let codebook = Codebook::built_in().map_err(Error::codebook)?;
    let reader = Reader::new(codebook, tier).map_err(Error::reader)?;
    let articles = corpus::read_polnear(path)?;
    if articles.is_empty() {
        return Err(Error::form(path, "no articles in it"));
    }
    let mut all = Score::default();
    let mut cases = Vec::new();
    for article in &articles {
        let tokens: Vec<Span> = segment(&article.text)
            .into_iter()
            .flatten()
            .map(|range| Span::new(range.start, range.end))
            .collect();
        let page = Page::new(json!({"text": article.text}).to_string(), Form::Json);
        let found = reader.attributions(&page);
        let linked = linked(&reader.read(&page), article);
        let (gold, found) = (words(&article.attributions, &tokens), words(&found, &tokens));
        let own = Score::of(&gold, &found);
        cases.push(json!({"id": article.id, "figures": own.object(), "speakers": linked}));
        all.add(&own);
    }
    let mut object = all.object();
    object["suite"] = json!("polnear");
    object["articles"] = json!(articles.len());
    Ok(Figures { lines: all.lines(), cases, object })
}

/// Returns the speakers of statements at marked cues whose source is marked too: where
/// the cue stands, in code points, and who the reading says speaks.
fn linked(reading: &Reading, article: &AttributedArticle) -> Vec<Value> {
    let code_points = |byte: usize| article.text[..byte].chars().count();
    let marked = article.attributions.iter().filter(|words| !words.source.is_empty());
    let link = |words: &AttributedWords| {
        let cue = words.cue.iter().copied().reduce(Span::join)?;
        let at_cue = |statement: &&Statement| statement.cue.is_some_and(|one| one.overlaps(cue));
        let speaker = reading.statements.iter().find(at_cue)?.speaker?;
        let name = reading.actors.iter().find(|actor| actor.id == speaker).map(|one| &one.name);
        Some(json!([code_points(cue.start), code_points(cue.end), name]))
    };
    marked.filter_map(link).collect()
}

/// Returns attributions as numbers of tokens.
fn words(attributions: &[AttributedWords], tokens: &[Span]) -> Vec<Words> {
    let of = |spans: &[Span]| {
        let each = spans.iter().flat_map(|span| {
            let first = tokens.partition_point(|token| token.end <= span.start);
            let end = tokens.partition_point(|token| token.start < span.end);
            first..end.max(first)
        });
        each.collect()
    };
    let one = |words: &AttributedWords| [of(&words.source), of(&words.cue), of(&words.content)];
    attributions.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_tokens_that_they_touch() {
        let tokens = [Span::new(0, 3), Span::new(4, 8), Span::new(8, 9)];
        let attribution = AttributedWords {
            source: vec![Span::new(0, 2)],
            cue: vec![Span::new(3, 4)],
            content: vec![Span::new(4, 9)],
        };
        let [source, cue, content] = &words(&[attribution], &tokens)[0];
        assert!(source.iter().eq(&[0]) && cue.is_empty() && content.iter().eq(&[1, 2]));
    }

    #[test]
    fn file_of_another_form_is_an_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(matches!(run(file.path(), Tier::Fast), Err(Error::Form { .. })));
    }
}
