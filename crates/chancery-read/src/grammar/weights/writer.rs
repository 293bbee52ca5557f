//! Writing weights: sections under names, with their header, length and checksum.
//!
//! In: a header and data. Out: the bytes of a file that [`super::Weights`] reads.

use sha2::{Digest as _, Sha256};

use super::{Header, MAGIC, Number, VERSION};

/// Puts a weights file together.
#[derive(Clone, Debug, Default)]
pub struct WeightsWriter {
    header: Header,
    sections: Vec<(String, Vec<u8>)>,
}

impl WeightsWriter {
    /// Begins a file with that header.
    pub fn new(header: Header) -> WeightsWriter {
        WeightsWriter { header, sections: Vec::new() }
    }

    /// Adds a section; one of the same name is replaced.
    pub fn section(&mut self, name: &str, data: Vec<u8>) -> &mut WeightsWriter {
        self.sections.retain(|(other, _)| other != name);
        self.sections.push((name.to_owned(), data));
        self
    }

    /// Adds a section of numbers.
    pub fn numbers<T: Number>(&mut self, name: &str, numbers: &[T]) -> &mut WeightsWriter {
        let mut data = Vec::with_capacity(numbers.len() * T::WIDTH);
        for number in numbers {
            number.put(&mut data);
        }
        self.section(name, data)
    }

    /// Returns the file. Equal contents give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let header = self.header.to_json().to_string();
        let mut out = Vec::new();
        out.extend_from_slice(MAGIC);
        put_len(&mut out, VERSION as usize);
        put_len(&mut out, header.len());
        put_len(&mut out, self.sections.len());
        out.extend_from_slice(header.as_bytes());
        for (name, data) in &self.sections {
            put_len(&mut out, name.len());
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(&(data.len() as u64).to_le_bytes());
        }
        for (_, data) in &self.sections {
            out.extend_from_slice(data);
        }
        let digest = Sha256::digest(&out);
        out.extend_from_slice(&digest);
        out
    }
}

/// Adds a length; headers and names are far below 4 GiB.
fn put_len(out: &mut Vec<u8>, len: usize) {
    out.extend_from_slice(&u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes());
}
