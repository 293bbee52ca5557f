//! Weights files: what training found out, as bytes that either tier reads.
//!
//! In: a file's bytes. Out: its header and its sections by name, or what is
//! wrong with it. What is in a section, the tiers know. Numbers are little
//! endian; a file is
//!
//! ```text
//! 8 bytes   "CHANCERY"
//! u32       format version, 1
//! u32       length of the header
//! u32       number of sections
//! ...       the header: one JSON object, UTF-8
//! for each section:
//!   u32     length of its name
//!   ...     its name, UTF-8
//!   u64     length of its data
//! for each section, in the same order:
//!   ...     its data, without padding
//! 32 bytes  SHA-256 of everything before
//! ```
//!
//! The header has the keys `tier`, `language`, `trained_on` (a list of data
//! sets with their licences), `licence` (of the weights), `scores` (an object
//! of numbers) and `settings` (an object of the tier's own).

mod error;
mod writer;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

pub use error::WeightsError;
pub use writer::WeightsWriter;

const MAGIC: &[u8; 8] = b"CHANCERY";
const VERSION: u32 = 1;
const DIGEST_LEN: usize = 32;

/// What a weights file says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The tier that reads with it: `linear` or `careful`.
    pub tier: String,
    /// The language, as ISO 639-1 has it.
    pub language: String,
    /// The data sets that it was trained on, with their licences.
    pub trained_on: Vec<String>,
    /// The licence of the weights.
    pub licence: String,
    /// What training measured.
    pub scores: BTreeMap<String, f64>,
    /// What the tier needs to know to read the sections.
    pub settings: Map<String, Value>,
}

impl Header {
    fn to_json(&self) -> Value {
        json!({
            "tier": self.tier,
            "language": self.language,
            "trained_on": self.trained_on,
            "licence": self.licence,
            "scores": self.scores,
            "settings": self.settings,
        })
    }

    fn from_json(bytes: &[u8]) -> Result<Header, WeightsError> {
        let wrong = |reason| WeightsError::Header { reason };
        let value: Value = serde_json::from_slice(bytes).map_err(|_| wrong("it is not JSON"))?;
        let text = |key: &str, reason| {
            value[key].as_str().map(str::to_owned).ok_or(WeightsError::Header { reason })
        };
        let trained_on = value["trained_on"].as_array().and_then(|sets| {
            sets.iter().map(|set| set.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        let scores = value["scores"].as_object().and_then(|scores| {
            let scores = scores.iter();
            scores.map(|(name, score)| Some((name.clone(), score.as_f64()?))).collect()
        });
        Ok(Header {
            tier: text("tier", "it names no tier")?,
            language: text("language", "it names no language")?,
            trained_on: trained_on.ok_or(wrong("it does not list what it was trained on"))?,
            licence: text("licence", "it names no licence")?,
            scores: scores.ok_or(wrong("its scores are no numbers"))?,
            settings: value["settings"].as_object().cloned().ok_or(wrong("it has no settings"))?,
        })
    }
}

/// A weights file, checked: its header and its sections.
#[derive(Clone, Debug)]
pub struct Weights<'a> {
    header: Header,
    sections: BTreeMap<String, &'a [u8]>,
    checksum: [u8; DIGEST_LEN],
}

impl<'a> Weights<'a> {
    /// Reads a weights file.
    ///
    /// # Errors
    ///
    /// Returns an error where the bytes are no weights file, have another
    /// format, are cut, or are not those that were written.
    pub fn parse(bytes: &'a [u8]) -> Result<Weights<'a>, WeightsError> {
        let known = bytes.len().min(MAGIC.len());
        if bytes[..known] != MAGIC[..known] {
            return Err(WeightsError::Magic);
        }
        let mut cursor = Cursor { bytes, at: MAGIC.len() };
        let found = cursor.u32()?;
        if found != VERSION {
            return Err(WeightsError::Version { found });
        }
        let header_len = cursor.length()?;
        let n_sections = cursor.length()?;
        let header = cursor.take(header_len)?;
        let mut table = Vec::new();
        for _ in 0..n_sections {
            let name_len = cursor.length()?;
            let name = cursor.take(name_len)?;
            let data_len = usize::try_from(cursor.u64()?).unwrap_or(usize::MAX);
            table.push((name, data_len));
        }
        let mut sections = Vec::new();
        for (name, data_len) in table {
            sections.push((name, cursor.take(data_len)?));
        }
        let body = &bytes[..cursor.at];
        let digest = cursor.take(DIGEST_LEN)?;
        if cursor.at < bytes.len() {
            return Err(WeightsError::Extra { n_extra: bytes.len() - cursor.at });
        }
        let checksum: [u8; DIGEST_LEN] = Sha256::digest(body).into();
        if checksum != digest {
            return Err(WeightsError::Checksum);
        }
        let named = sections.into_iter().map(|(name, data)| {
            let name = std::str::from_utf8(name);
            name.map(|name| (name.to_owned(), data))
                .map_err(|_| WeightsError::Header { reason: "the name of a section is not UTF-8" })
        });
        Ok(Weights {
            header: Header::from_json(header)?,
            sections: named.collect::<Result<_, _>>()?,
            checksum,
        })
    }

    /// Returns what the file says about itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Returns the checksum as hexadecimal digits: the weights' version.
    pub fn checksum(&self) -> String {
        self.checksum.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Returns the data of a section.
    ///
    /// # Errors
    ///
    /// Returns an error where there is no such section.
    pub fn section(&self, name: &str) -> Result<&'a [u8], WeightsError> {
        let missing = || WeightsError::Missing { name: name.to_owned() };
        self.sections.get(name).copied().ok_or_else(missing)
    }

    /// Returns the numbers of a section of which there are so many.
    ///
    /// # Errors
    ///
    /// Returns an error where there is no such section or it has another size.
    pub fn numbers<T: Number>(&self, name: &str, len: usize) -> Result<Vec<T>, WeightsError> {
        let data = self.section(name)?;
        let expected = len.saturating_mul(T::WIDTH);
        if data.len() != expected {
            let name = name.to_owned();
            return Err(WeightsError::Size { name, found: data.len(), expected });
        }
        Ok(T::all(data))
    }

    /// Returns the numbers of a section, as many as there are.
    ///
    /// # Errors
    ///
    /// Returns an error where there is no such section or it ends within a number.
    pub fn all_numbers<T: Number>(&self, name: &str) -> Result<Vec<T>, WeightsError> {
        self.numbers(name, self.section(name)?.len() / T::WIDTH)
    }
}

/// A number that sections are made of.
pub trait Number: Sized {
    /// Its length in bytes.
    const WIDTH: usize;

    /// Returns the numbers that the bytes hold; an incomplete one is left out.
    fn all(bytes: &[u8]) -> Vec<Self>;

    /// Adds the number's bytes.
    fn put(&self, out: &mut Vec<u8>);
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Number for $number {
            const WIDTH: usize = size_of::<$number>();

            fn all(bytes: &[u8]) -> Vec<$number> {
                let (numbers, _) = bytes.as_chunks::<{ size_of::<$number>() }>();
                numbers.iter().map(|bytes| <$number>::from_le_bytes(*bytes)).collect()
            }

            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
        }
    )+};
}

numbers!(u8, i8, u16, i16, u32, i32, u64, f32);

/// Bytes with the place that reading has come to.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], WeightsError> {
        let end = self.at.checked_add(len);
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        self.at = self.at.saturating_add(len);
        taken.ok_or(WeightsError::Cut { len: self.bytes.len() })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WeightsError> {
        let taken = self.take(N)?;
        taken.try_into().map_err(|_| WeightsError::Cut { len: self.bytes.len() })
    }

    fn u32(&mut self) -> Result<u32, WeightsError> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, WeightsError> {
        self.array().map(u64::from_le_bytes)
    }

    fn length(&mut self) -> Result<usize, WeightsError> {
        self.u32().map(|len| len as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            tier: "linear".into(),
            language: "en".into(),
            trained_on: vec!["a treebank (CC BY-SA 4.0)".into()],
            licence: "CC BY-SA 4.0".into(),
            scores: BTreeMap::from([("uas".into(), 86.5)]),
            settings: Map::new(),
        }
    }

    fn file() -> Vec<u8> {
        let mut writer = WeightsWriter::new(header());
        writer.numbers("rows", &[1_i16, -2, 300]).section("names", b"one\ntwo".to_vec());
        writer.to_bytes()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = file();
        let weights = Weights::parse(&bytes).unwrap();
        assert_eq!(weights.header(), &header());
        assert_eq!(weights.numbers::<i16>("rows", 3).unwrap(), [1, -2, 300]);
        assert_eq!(weights.all_numbers::<i16>("rows").unwrap(), [1, -2, 300]);
        assert_eq!(weights.section("names").unwrap(), b"one\ntwo");
        assert_eq!(weights.checksum().len(), 64);
        assert_eq!(bytes, file());
    }

    #[test]
    fn cut_file_is_an_error_wherever_it_is_cut() {
        let bytes = file();
        for len in 0..bytes.len() {
            let error = Weights::parse(&bytes[..len]).unwrap_err();
            assert_eq!(error, WeightsError::Cut { len });
        }
    }

    #[test]
    fn changed_byte_is_an_error_wherever_it_is() {
        let bytes = file();
        for idx in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[idx] ^= 0x10;
            assert!(Weights::parse(&changed).is_err(), "byte {idx}");
        }
    }

    #[test]
    fn other_file_and_other_format_are_told_apart() {
        assert_eq!(Weights::parse(b"PK\x03\x04").unwrap_err(), WeightsError::Magic);
        let mut bytes = file();
        bytes[8] = 2;
        assert_eq!(Weights::parse(&bytes).unwrap_err(), WeightsError::Version { found: 2 });
    }

    #[test]
    fn bytes_behind_the_file_are_an_error() {
        let mut bytes = file();
        bytes.extend_from_slice(b"???");
        assert_eq!(Weights::parse(&bytes).unwrap_err(), WeightsError::Extra { n_extra: 3 });
    }

    #[test]
    fn length_beyond_memory_is_an_error() {
        let mut bytes = file();
        bytes[12..16].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(Weights::parse(&bytes), Err(WeightsError::Cut { .. })));
    }

    #[test]
    fn missing_section_and_wrong_size_are_told() {
        let bytes = file();
        let weights = Weights::parse(&bytes).unwrap();
        let missing = WeightsError::Missing { name: "columns".into() };
        assert_eq!(weights.section("columns").unwrap_err(), missing);
        let size = WeightsError::Size { name: "rows".into(), found: 6, expected: 8 };
        assert_eq!(weights.numbers::<i16>("rows", 4).unwrap_err(), size);
        assert!(matches!(
            weights.all_numbers::<i16>("names"),
            Err(WeightsError::Size { found: 7, expected: 6, .. })
        ));
    }

    #[test]
    fn header_without_a_key_is_an_error() {
        for key in ["tier", "language", "trained_on", "licence", "scores", "settings"] {
            let mut value = header().to_json();
            value.as_object_mut().unwrap().remove(key);
            let error = Header::from_json(value.to_string().as_bytes()).unwrap_err();
            assert!(matches!(error, WeightsError::Header { .. }), "{key}");
        }
        assert!(Header::from_json(b"{").is_err());
    }
}
