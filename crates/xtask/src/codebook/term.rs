//! A term of office, as a source gives it, and dates of which a part is known.
//!
//! Dates are ISO 8601 as text, cut to what is known ("2013", "2013-06"), and
//! empty where nothing is.

/// The columns of `holders.tsv` and `people.tsv`.
pub(crate) const HEADER: [&str; 9] =
    ["party", "office", "name", "aliases", "since", "until", "gender", "wikidata", "source"];

/// The first day that the codebook covers.
pub(crate) const FIRST_DAY: &str = "2010-01-01";

/// Somebody held an office for a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    /// The alpha-3 code of the state.
    pub(crate) party: String,
    /// The code of the office.
    pub(crate) office: String,
    /// The holder, spelled as in the source until the names are resolved.
    pub(crate) name: String,
    /// The first day, as far as known.
    pub(crate) since: String,
    /// The last day; empty while in office.
    pub(crate) until: String,
    /// The item of Wikidata.
    pub(crate) wikidata: String,
    /// `f`, `m` or nothing.
    pub(crate) gender: String,
    /// Which source gives it.
    pub(crate) source: &'static str,
}

/// Returns whether one date lies before another as far as both are known.
pub(crate) fn before(a: &str, b: &str) -> bool {
    let known = a.len().min(b.len());
    a.get(..known) < b.get(..known)
}

/// Returns whether two terms share a day, as far as known.
pub(crate) fn overlap(a: &Term, b: &Term) -> bool {
    let ends_before_start = |x: &Term, y: &Term| !x.until.is_empty() && before(&x.until, &y.since);
    !ends_before_start(a, b) && !ends_before_start(b, a)
}

/// Returns the date written as "8 August 2010", "August 2010" or "2010" in ISO.
pub(crate) fn iso(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let month = |word: &str| {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let start = word.get(..3)?.to_lowercase();
        MONTHS.iter().position(|name| *name == start).map(|index| index + 1)
    };
    let year = |word: &str| (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten();
    match words.as_slice() {
        [day, name, number] => {
            let day: u8 = day.parse().ok()?;
            Some(format!("{}-{:02}-{day:02}", year(number)?, month(name)?))
        }
        [name, number] => Some(format!("{}-{:02}", year(number)?, month(name)?)),
        [number] => year(number).map(|number| number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_become_iso() {
        assert_eq!(iso("8 August 2010").as_deref(), Some("2010-08-08"));
        assert_eq!(iso("5 Sep 2025").as_deref(), Some("2025-09-05"));
        assert_eq!(iso("April 2018").as_deref(), Some("2018-04"));
        assert_eq!(iso("for life"), None);
    }

    #[test]
    fn partial_dates_are_compared_as_far_as_known() {
        assert!(before("2012", "2013-06-01"));
        assert!(!before("2013", "2013-06-01"));
    }
}
