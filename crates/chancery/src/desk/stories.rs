//! Stories: the articles of the ledger grouped by what they tell of.
//!
//! In: a ledger. Out: the story and the origin of each article in it, as
//! `chancery_account::stories` finds them of the imprints that are kept; it is the
//! same whenever and in whatever parts the articles were added, since all of them
//! are looked at.

use chancery_account::{Imprint, stories, stories_by_two};
use chancery_ledger::{Ledger, Origins, Sealed};

use super::{Error, patiently};
use crate::crew::{both, make_each};

/// How many imprints a thread is handed at once: taking one in takes less than
/// handing it over.
const AT_ONCE: usize = 256;

/// Finds the stories anew, on that many threads, where an article has none yet.
/// Returns whether that was so.
///
/// # Errors
///
/// Returns an error where the ledger cannot be read or written to; the stories
/// stay as they were then.
pub fn refresh_stories(
    ledger: &mut Ledger,
    threads: usize,
    waiting: impl FnMut(),
) -> Result<bool, Error> {
    if ledger.has_all_stories()? {
        return Ok(false);
    }
    let mut kept = ledger.imprints(Imprint::FORM)?.into_iter();
    let lots = std::iter::from_fn(|| {
        let lot: Vec<Sealed> = kept.by_ref().take(AT_ONCE).collect();
        (!lot.is_empty()).then_some(lot)
    });
    let opened = |kept: Sealed| kept.open().and_then(Imprint::from_bytes);
    let imprints = make_each(lots, threads, || {
        |lot: Vec<Sealed>| lot.into_iter().filter_map(opened).collect::<Vec<Imprint>>()
    });
    let imprints = imprints.into_iter().flatten();
    let stories = if threads > 1 { stories_by_two(imprints, both) } else { stories(imprints) };
    let found: Vec<Origins> = stories
        .into_iter()
        .map(|story| story.origins.into_iter().map(|origin| origin.articles).collect())
        .collect();
    patiently(|| ledger.set_stories(&found), waiting)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use chancery_model::{Form, Page};
    use chancery_read::codebook::Codebook;
    use chancery_read::{Reader, Tier};

    use super::*;
    use crate::desk::{add, rebuild};
    use crate::source::{Origin, SourceProblem, Sourced};

    /// Three reports of two happenings, two of them near copies.
    const REPORTS: [&str; 3] = [
        "Norway opened a harbour for Icelandic trawlers in Bergen on Monday, the ministry of \
         fisheries said. The harbour had been closed since the quarrel over mackerel.",
        "Norway opened a harbour for Icelandic trawlers in Bergen on Monday, the ministry of \
         fisheries said. The harbour had been closed since the quarrel over mackerel. More soon.",
        "Kenya elected a parliament. Voters queued from dawn, and the count took four days.",
    ];

    fn sources(texts: &[&str]) -> Vec<Result<Sourced, SourceProblem>> {
        let sourced = |text: &&str| {
            let page = Page::new((*text).to_owned(), Form::Text);
            Ok(Sourced { page, origin: Origin::whole("test") })
        };
        texts.iter().map(sourced).collect()
    }

    #[test]
    fn stories_are_the_same_however_articles_were_added_and_after_a_rebuild() {
        let reader = Reader::new(Codebook::built_in().unwrap(), Tier::Fast).unwrap();
        let added = |parts: &[&[&str]]| {
            let mut ledger = Ledger::in_memory().unwrap();
            for part in parts {
                add(&mut ledger, sources(part).into_iter(), &reader, 1, |_| {}).unwrap();
                assert!(ledger.has_all_stories().unwrap());
            }
            ledger
        };
        let mut at_once = added(&[&REPORTS]);
        let stories = at_once.stories().unwrap();
        let sizes: Vec<Vec<usize>> =
            stories.iter().map(|story| story.iter().map(Vec::len).collect()).collect();
        assert!(sizes.contains(&vec![2]) && sizes.contains(&vec![1]), "{sizes:?}");
        let [one, two, three] = REPORTS;
        let in_parts = added(&[&[three], &[two], &[one, two]]);
        assert_eq!(in_parts.stories().unwrap(), stories);
        rebuild(&mut at_once, 1, || {}).unwrap();
        assert_eq!(at_once.stories().unwrap(), stories);
        assert!(!refresh_stories(&mut at_once, 1, || {}).unwrap(), "nothing is new");
    }
}
