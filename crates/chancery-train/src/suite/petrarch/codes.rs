//! Codes of the records: which root of PLOVER an event's code means, and which
//! party an actor's code.
//!
//! The records came from the validation set of TABARI, an older coder, and most
//! keep its codes, which are those of WEIS, CAMEO's forerunner: 122 stands beside
//! "condemned", 173 beside "vowed to wage war", 223 beside "shot dead". A few are
//! codes of CAMEO, and some mean nothing (345, those from 802 to 915): the test
//! dictionaries made them up. Both readings are given; see `codes.tsv`.

/// Whose codes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    /// Those of WEIS, with some of CAMEO: what the sentences say.
    Weis,
    /// Those of CAMEO throughout.
    Cameo,
}

impl Scheme {
    pub(super) const ALL: [Scheme; 2] = [Scheme::Weis, Scheme::Cameo];

    pub(super) fn name(self) -> &'static str {
        match self {
            Scheme::Weis => "WEIS",
            Scheme::Cameo => "CAMEO",
        }
    }
}

const TABLE: &str = include_str!("codes.tsv");

/// Returns PLOVER's root of an event's code, with CONCEDE and RETREAT as YIELD;
/// nothing where PLOVER has no such event.
pub(super) fn root(code: &str, scheme: Scheme) -> Option<&'static str> {
    let rows = TABLE.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let of_scheme = cells.next()? == scheme.name();
        let (prefix, root) = (cells.next()?, cells.next()?);
        (of_scheme && code.starts_with(prefix)).then_some((prefix.len(), root))
    });
    rows.max_by_key(|(length, _)| *length).map(|(_, root)| root).filter(|root| *root != "-")
}

/// Codes whose first three letters are not those of our codebook's party.
const OTHER_PARTIES: [(&str, &str); 8] = [
    ("IGOEEU", "EU"),
    ("IGOAFR", "African Union"),
    ("IGOCOPITP", "ICC"),
    ("IMGMOSALQ", "al-Qaida"),
    ("NZE", "NZL"),
    ("ORCHOB", "HOB"),
    ("RHO", "ZWE"),
    ("ZBW", "ZWE"),
];

/// Returns the party of an actor's code, which begins with the country's and
/// goes on with roles; nothing where the record knows none.
pub(super) fn party(code: &str) -> Option<&str> {
    if let Some((_, party)) = OTHER_PARTIES.iter().find(|(other, _)| *other == code) {
        return Some(party);
    }
    let country = code.get(..3)?;
    country.bytes().all(|byte| byte.is_ascii_uppercase()).then_some(country)
}

#[cfg(test)]
mod tests {
    use chancery_model::EventKind;

    use super::*;

    #[test]
    fn longest_code_decides_and_comments_have_no_root() {
        assert_eq!(root("064", Scheme::Weis), Some("SUPPORT"));
        assert_eq!(root("066", Scheme::Weis), Some("YIELD"));
        assert_eq!(root("064", Scheme::Cameo), Some("COOPERATE"));
        assert_eq!(root("1911", Scheme::Cameo), Some("COERCE"));
        assert_eq!(root("023", Scheme::Weis), None);
        assert_eq!(root("345", Scheme::Weis), None);
    }

    #[test]
    fn every_root_of_the_table_is_one_of_plover() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        assert!(rows.len() > 40);
        for row in rows {
            let root = row.split('\t').nth(2).unwrap();
            assert!(matches!(root, "-" | "YIELD") || root.parse::<EventKind>().is_ok(), "{row}");
        }
    }

    #[test]
    fn party_is_the_country_without_the_role() {
        assert_eq!(party("CALGOV"), Some("CAL"));
        assert_eq!(party("IGOEEU"), Some("EU"));
        assert_eq!(party("---GOV"), None);
        assert_eq!(party(""), None);
    }
}
