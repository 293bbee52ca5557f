//! Stored readings: rows of the file made readings' wire forms again.
//!
//! Goes in: the number of a reading. Comes out: its wire form; or the reading
//! still packed, so that another thread than the one that has the file open can
//! unpack it. Which readings are asked for, and what they say, is not known here.

use std::path::PathBuf;

use chancery_model::Coder;
use rusqlite::Connection;

use crate::add::id_of_hash;
use crate::error::{Damage, Fault};
use crate::pack::Unpacking;
use crate::{Error, Ledger};

/// A reading as it was given to the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReading {
    /// `sha256:` and the hash of the page's bytes.
    pub article_id: String,
    /// The reading's number: later readings have higher ones, and none is used
    /// twice.
    pub number: i64,
    /// What read it.
    pub coder: Coder,
    /// Its wire form, unchanged.
    pub wire: Vec<u8>,
}

/// A reading as it lies in the file, for an [`Unpacker`].
#[derive(Debug)]
pub struct PackedReading {
    row: Row,
    /// The file, to be named where the reading is damaged.
    path: PathBuf,
}

impl PackedReading {
    /// Returns `sha256:` and the hash of the page's bytes.
    pub fn article_id(&self) -> &str {
        &self.row.article_id
    }
}

/// Unpacks readings one after another, on any thread.
#[derive(Default)]
pub struct Unpacker(Unpacking);

impl std::fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacker").finish_non_exhaustive()
    }
}

impl Unpacker {
    /// Returns the wire form of the reading, unchanged.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] if it cannot be unpacked.
    pub fn unpack(&mut self, reading: &PackedReading) -> Result<&[u8], Error> {
        let wire = reading.row.unpack(&mut self.0);
        wire.map_err(|damage| Error::at(&reading.path, damage.into()))
    }
}

impl Ledger {
    /// Returns the reading of that number as it lies in the file.
    ///
    /// # Errors
    ///
    /// If there is none, or the file cannot be read.
    pub fn packed_reading(&self, number: i64) -> Result<PackedReading, Error> {
        let row = Row::of(&self.conn, number).map_err(|fault| self.error(fault))?;
        Ok(PackedReading { row, path: self.path().to_path_buf() })
    }
}

/// Returns the reading of that number, unpacked.
pub(crate) fn reading_of_number(conn: &Connection, number: i64) -> Result<StoredReading, Fault> {
    let row = Row::of(conn, number)?;
    let wire = row.unpack(&mut Unpacking::default())?.to_vec();
    Ok(StoredReading { article_id: row.article_id, number, coder: row.coder, wire })
}

/// What the file has of a reading.
#[derive(Debug)]
struct Row {
    article_id: String,
    coder: Coder,
    length: i64,
    packed: Vec<u8>,
    text: String,
}

impl Row {
    fn of(conn: &Connection, number: i64) -> Result<Row, Fault> {
        let row = conn
            .prepare_cached(
                "SELECT page.hash, coder.version, coder.weights, coder.codebook, reading.length,
                     reading.packed, article_text.text
                 FROM reading
                 JOIN page ON page.id = reading.page
                 JOIN coder ON coder.id = reading.coder
                 JOIN article_text ON article_text.id = reading.text
                 WHERE reading.id = ?1",
            )?
            .query_row([number], |row| {
                Ok(Row {
                    article_id: id_of_hash(row.get_ref(0)?.as_blob()?),
                    coder: Coder {
                        version: row.get(1)?,
                        weights: row.get(2)?,
                        codebook: row.get(3)?,
                    },
                    length: row.get(4)?,
                    packed: row.get(5)?,
                    text: row.get(6)?,
                })
            })?;
        Ok(row)
    }

    fn unpack<'u>(&self, unpacking: &'u mut Unpacking) -> Result<&'u [u8], Damage> {
        let length = usize::try_from(self.length).ok();
        let wire =
            length.and_then(|length| unpacking.unpack_against(&self.packed, length, &self.text));
        wire.ok_or_else(|| Damage::Reading(self.article_id.clone()))
    }
}
