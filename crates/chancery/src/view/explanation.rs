//! Why each event of a reading was coded so, as text.
//!
//! In: a reading with its explanations. Out: two lines an event: what it is and
//! the word that tells of it, then the entry of the coding manual, if it rests on one.

use std::fmt::Write as _;

use chancery_model::Reading;
use chancery_read::reader::{Explanation, Ground};

use super::clean;

/// Returns the explanations as text; empty where there is no event.
pub fn explanation((reading, explanations): &(Reading, Vec<Explanation>)) -> String {
    let mut out = String::new();
    for explanation in explanations {
        let found = reading.events.iter().find(|event| event.id == explanation.event);
        let Some(event) = found else { continue };
        if out.is_empty() {
            out.push_str("\nWhy the events were coded so\n");
        }
        let word = clean::line(explanation.trigger.of(&reading.article.text));
        let mode = event.mode.map(|mode| format!(" {}", mode.code())).unwrap_or_default();
        let kind = event.kind.code();
        let share = (event.confidence * 100.0).round();
        let _ = writeln!(out, "\n  {kind}{mode}, confidence {share}%: “{word}”");
        let _ = match &explanation.ground {
            Ground::Entry { table, line, words } => {
                writeln!(out, "    {table}, line {line}: {words}")
            }
            Ground::Judged => writeln!(out, "    no entry: judged by the trained event head"),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use chancery_model::{Form, Page};
    use chancery_read::codebook::Codebook;
    use chancery_read::{Reader, Tier};

    #[test]
    fn each_event_names_its_word_and_its_entry() {
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Fast).unwrap();
        let page = Page::new("Norway condemned Iceland on Monday.", Form::Text);
        let text = super::explanation(&reader.explain(&page));
        assert!(text.contains("ACCUSE disapprove"), "{text}");
        assert!(text.contains("“condemned”") && text.contains("events.tsv, line "), "{text}");
        let page = Page::new("It rained all day.", Form::Text);
        assert_eq!(super::explanation(&reader.explain(&page)), "");
    }

    #[test]
    fn judged_event_says_that_no_entry_tells_of_it() {
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Careful).unwrap();
        let told = "Iceland shelved its fisheries accord with Norway on Monday.";
        let page = Page::new(told, Form::Text);
        let text = super::explanation(&reader.explain(&page));
        assert!(text.contains("“shelved”") && text.contains("no entry: judged"), "{text}");
    }
}
