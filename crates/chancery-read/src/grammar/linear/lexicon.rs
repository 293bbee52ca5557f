//! Lexicon: what is known of a word before it is seen in a sentence.
//!
//! Under the number of a form: its clusters (words that stand in like company in
//! news text), its usual tag, and whether names of the codebook have it as a
//! part. One 32-bit value a word, found by open addressing.

use crate::grammar::{Weights, WeightsError, WeightsWriter};

/// What the lexicon says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry(pub u32);

/// The value of [`Entry::usual`] for words without a usual tag.
pub const NO_TAG: u8 = u8::MAX;

impl Entry {
    /// Part of a person's name in the codebook.
    pub const PERSON: u32 = 1;
    /// Part of a place's or state's name in the codebook.
    pub const PLACE: u32 = 2;
    /// Adjective or demonym of a state.
    pub const ADJECTIVE: u32 = 4;
    /// Part of an organization's name in the codebook.
    pub const ORGANIZATION: u32 = 8;

    /// Puts an entry together: clusters below 1,024 and 128, the parts of names
    /// that it is, whether it is mostly written with a capital, and its usual
    /// tag with whether it hardly ever has another.
    pub fn new(
        fine: u16,
        coarse: u8,
        names: u32,
        capital: bool,
        usual: u8,
        certain: bool,
    ) -> Entry {
        // The usual tag is kept plus one, so that an entry of zeros has none.
        let usual = u32::from(usual.wrapping_add(1));
        Entry(
            u32::from(fine & 0x3FF)
                | u32::from(coarse & 0x7F) << 10
                | (names & 0xF) << 17
                | u32::from(capital) << 21
                | u32::from(certain) << 22
                | usual << 23,
        )
    }

    /// Returns the fine cluster; zero is that of unknown words.
    pub const fn fine(self) -> u32 {
        self.0 & 0x3FF
    }

    /// Returns the coarse cluster; zero is that of unknown words.
    pub const fn coarse(self) -> u32 {
        self.0 >> 10 & 0x7F
    }

    /// Returns what names of the codebook it is a part of.
    pub const fn names(self) -> u32 {
        self.0 >> 17 & 0xF
    }

    /// Returns whether it is mostly written with a capital.
    pub const fn is_capital(self) -> bool {
        self.0 >> 21 & 1 == 1
    }

    /// Returns the tag that it usually has, or [`NO_TAG`].
    pub const fn usual(self) -> u8 {
        ((self.0 >> 23 & 0xFF) as u8).wrapping_sub(1)
    }

    /// Returns whether it hardly ever has another than its usual tag.
    pub const fn is_certain(self) -> bool {
        self.0 >> 22 & 1 == 1
    }
}

/// Entries under the numbers of forms.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// As many as a power of two; zero is an empty place.
    keys: Vec<u32>,
    entries: Vec<u32>,
}

impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon::build(&[])
    }
}

impl Lexicon {
    /// Builds a lexicon; of two entries under one number the first stays.
    pub fn build(entries: &[(u32, Entry)]) -> Lexicon {
        let n_places = (entries.len() * 2).next_power_of_two().max(2);
        let mut lexicon = Lexicon { keys: vec![0; n_places], entries: vec![0; n_places] };
        for (form, entry) in entries {
            let place = lexicon.place(*form);
            if lexicon.keys[place] == 0 {
                lexicon.keys[place] = form.max(&1).to_owned();
                lexicon.entries[place] = entry.0;
            }
        }
        lexicon
    }

    /// Adds the lexicon to a weights file.
    pub fn write(&self, writer: &mut WeightsWriter) {
        writer.numbers("lexicon.keys", &self.keys).numbers("lexicon.entries", &self.entries);
    }

    /// Takes the lexicon from a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where a section is missing, has no fitting size, or has
    /// no empty place at which a search would end.
    pub fn read(weights: &Weights<'_>) -> Result<Lexicon, WeightsError> {
        let keys: Vec<u32> = weights.all_numbers("lexicon.keys")?;
        let entries = weights.numbers("lexicon.entries", keys.len())?;
        if !keys.len().is_power_of_two() || !keys.contains(&0) {
            return Err(WeightsError::content("lexicon.keys", "it is no table of open addresses"));
        }
        Ok(Lexicon { keys, entries })
    }

    /// Returns what is known of a word: of its form, or else of the form in
    /// lower case. The first word of a sentence has its capital by its place,
    /// so the lower form comes first there, if it is mostly written so.
    pub fn entry(&self, form: u32, lower: u32, first: bool) -> Entry {
        if first && form != lower {
            let entry = self.get(lower);
            if let Some(entry) = entry.filter(|entry| !entry.is_capital()) {
                return entry;
            }
        }
        self.get(form).or_else(|| self.get(lower)).unwrap_or_default()
    }

    fn get(&self, form: u32) -> Option<Entry> {
        let place = self.place(form);
        (self.keys[place] != 0).then(|| Entry(self.entries[place]))
    }

    /// Returns the place of a form, or the empty one where it would stand.
    fn place(&self, form: u32) -> usize {
        let form = form.max(1);
        let mask = self.keys.len() - 1;
        let mut place = (form.wrapping_mul(0x9E37_79B1) >> 7) as usize & mask;
        while self.keys[place] != 0 && self.keys[place] != form {
            place = (place + 1) & mask;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Header;

    #[test]
    fn entries_keep_their_parts() {
        let entry = Entry::new(1_000, 100, Entry::PLACE | Entry::ORGANIZATION, true, 113, false);
        assert_eq!((entry.fine(), entry.coarse(), entry.names()), (1_000, 100, 10));
        assert!(entry.is_capital() && !entry.is_certain());
        assert_eq!(entry.usual(), 113);
        assert_eq!(Entry::default().usual(), NO_TAG);
        assert_eq!(Entry::new(0, 0, 0, false, NO_TAG, false), Entry::default());
    }

    #[test]
    fn forms_are_found_and_others_are_not() {
        let entries: Vec<_> = (1..500).map(|n| (n * 7_919, Entry(n))).collect();
        let lexicon = Lexicon::build(&entries);
        for (form, entry) in &entries {
            assert_eq!(lexicon.entry(*form, *form, false), *entry);
        }
        assert_eq!(lexicon.entry(3, 3, false), Entry::default());
        assert_eq!(lexicon.entry(3, 7_919, false), Entry(1));
    }

    #[test]
    fn first_word_counts_as_lower_where_that_is_usual() {
        let usual = Entry::new(1, 1, 0, false, 0, false);
        let name = Entry::new(2, 1, 0, true, 0, false);
        let lexicon = Lexicon::build(&[(10, name), (11, usual), (20, name), (21, name)]);
        assert_eq!(lexicon.entry(10, 11, true), usual);
        assert_eq!(lexicon.entry(10, 11, false), name);
        assert_eq!(lexicon.entry(20, 21, true), name);
    }

    #[test]
    fn lexicon_without_empty_place_is_an_error() {
        let mut writer = WeightsWriter::new(Header::default());
        writer.numbers("lexicon.keys", &[1_u32, 2]).numbers("lexicon.entries", &[0_u32, 0]);
        let bytes = writer.to_bytes();
        assert!(Lexicon::read(&Weights::parse(&bytes).unwrap()).is_err());
    }
}
