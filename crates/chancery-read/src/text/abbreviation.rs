//! Abbreviations: words whose full stop belongs to them.

/// What an abbreviation says about the end of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A title or the like: a word that it belongs to follows.
    Leads,
    /// A sentence may end with it.
    MayEnd,
}

/// Abbreviations that lead to the next word, without the stop.
const LEADING: &[&str] = &[
    "adm", "amb", "ave", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "ft", "gen", "gov",
    "hon", "insp", "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "mx", "pres", "prof", "pvt",
    "rep", "reps", "rev", "rt", "sen", "sens", "sgt", "spc", "sr", "st", "supt", "vs", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos",
    "art", "fig", "cf", "viz", "approx", "est", "dept",
];

/// Abbreviations that a sentence may end with, without the stop.
const ENDING: &[&str] = &[
    "inc", "ltd", "co", "corp", "jr", "bros", "llc", "plc", "etc", "al", "ariz", "calif", "colo",
    "conn", "fla", "ga", "ill", "ind", "kan", "ky", "md", "mass", "mich", "minn", "miss", "mo",
    "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
];

/// Words of [`LEADING`] that are common words too: they are abbreviations only
/// with a capital, and these two only before a number.
pub(super) fn needs_number(word: &str) -> bool {
    matches!(word, "No" | "Nos" | "no" | "nos" | "Art" | "Fig" | "est" | "art" | "fig")
}

/// Returns what the word with a stop behind it is, if it is an abbreviation.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > 7 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let capital = word.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    if LEADING.contains(&lower.as_str()) {
        let lower_case_too =
            matches!(lower.as_str(), "vs" | "cf" | "viz" | "approx" | "no" | "nos");
        return (capital || lower_case_too).then_some(Abbreviation::Leads);
    }
    let ending = ENDING.contains(&lower.as_str());
    (ending && (capital || matches!(lower.as_str(), "etc" | "al"))).then_some(Abbreviation::MayEnd)
}
