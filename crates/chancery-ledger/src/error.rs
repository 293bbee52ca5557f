//! What can go wrong with a ledger.
//!
//! Inside the crate a [`Fault`] travels, which knows nothing of the file; at
//! the public methods it becomes an [`Error`], which names it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Something that a ledger could not do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no file at the path.
    #[error("there is no ledger at {}", path.display())]
    Missing {
        /// Where a ledger was looked for.
        path: PathBuf,
    },
    /// The file is not a ledger, or not even a database.
    #[error("{} is not a ledger of Chancery", path.display())]
    NotALedger {
        /// The file.
        path: PathBuf,
    },
    /// A later version of Chancery wrote the file.
    #[error(
        "the ledger {} has schema {found}, and this version knows schemas up to {known}: \
         use a later version of Chancery",
        path.display()
    )]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// The file has an older schema and was opened for reading alone.
    #[error(
        "the ledger {} has schema {found}, older than {known}: open it for writing once",
        path.display()
    )]
    OlderSchema {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The schema of this version.
        known: i64,
    },
    /// Another process kept the file locked for longer than the patience of
    /// this one.
    #[error("another process is writing to the ledger {}: try again later", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The file, or its folder, cannot be written to.
    #[error("the ledger {} cannot be written to", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file cannot be opened.
    #[error("cannot open the ledger {}", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// There is no room left; nothing of the batch was stored.
    #[error("no room left on the disk of the ledger {}", path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The disk does not take or give bytes: it is full, or failing, or the
    /// file may not grow; nothing of the batch was stored.
    #[error("the disk of the ledger {} failed or has no room", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file is damaged.
    #[error("the ledger {} is damaged", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        #[source]
        damage: Damage,
    },
    /// A reading was given with a page that it was not made from.
    #[error("the reading is of article {read}, and its page is {page}")]
    OtherPage {
        /// The article's id in the reading.
        read: String,
        /// The id that the page's bytes give.
        page: String,
    },
    /// A correction names words that the article does not have there.
    #[error("the ledger has no text of article {article} with the words that are corrected")]
    OtherWords {
        /// The article's id.
        article: String,
    },
    /// A backup would take the place of a file.
    #[error("there is a file at {} already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A backup is damaged, which the ledger is not.
    #[error("the copy for {} is damaged, and was not kept", path.display())]
    BadCopy {
        /// Where it was to be.
        path: PathBuf,
    },
    /// A backup cannot be put in its place.
    #[error("cannot put the backup at {}", path.display())]
    Backup {
        /// Where it was to be.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A query has no word to search for.
    #[error("the query has no word in it")]
    EmptyQuery,
    /// Several articles go by the name that was asked for.
    #[error("`{key}` names {articles} articles: give more of the id")]
    Ambiguous {
        /// The name.
        key: String,
        /// How many articles go by it.
        articles: usize,
    },
    /// SQLite failed in another way.
    #[error("the ledger {} failed", path.display())]
    Storage {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// Something in the file that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// SQLite finds its own structures broken, in its words.
    #[error("broken structure: {0}")]
    Structure(String),
    /// A row of the table points at a row that is not there.
    #[error("a row of `{0}` points at nothing")]
    Dangling(String),
    /// The page's bytes cannot be unpacked, or have not the length noted.
    #[error("the page of {0} does not unpack")]
    Page(String),
    /// The page's bytes do not have the hash that names the article.
    #[error("the page of {0} has another hash")]
    PageHash(String),
    /// A reading cannot be unpacked, or has not the length noted.
    #[error("a reading of {0} does not unpack")]
    Reading(String),
    /// What is kept beside a reading is not what was kept once.
    #[error("an extract of {0} is not what was kept")]
    Extract(String),
    /// An article's text does not have the hash noted.
    #[error("the text of {0} has another hash")]
    TextHash(String),
    /// A page has no reading.
    #[error("the page of {0} has no reading")]
    Unread(String),
    /// The index rows are not those of the newest reading.
    #[error("{0} is not indexed by its newest reading")]
    Stale(String),
    /// Index rows of an article do not agree with those that they are made of.
    #[error("the index rows of {0} do not agree with each other")]
    Index(String),
    /// The full-text index does not agree with the articles.
    #[error("the full-text index does not agree with the articles")]
    Search,
    /// A column holds what Chancery never writes there.
    #[error("column `{column}` of {article} holds an impossible value")]
    Value {
        /// The column.
        column: &'static str,
        /// The article.
        article: String,
    },
}

/// An error that does not name the file yet.
#[derive(Debug)]
pub(crate) enum Fault {
    Sql(rusqlite::Error),
    Damaged(Damage),
    OtherPage { read: String, page: String },
    OtherWords { article: String },
    EmptyQuery,
    Ambiguous { key: String, articles: usize },
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Sql(error)
    }
}

impl From<Damage> for Fault {
    fn from(damage: Damage) -> Fault {
        Fault::Damaged(damage)
    }
}

impl Error {
    pub(crate) fn at(path: &Path, fault: Fault) -> Error {
        let path = path.to_path_buf();
        match fault {
            Fault::Sql(source) => Error::of_sql(path, source),
            Fault::Damaged(damage) => Error::Damaged { path, damage },
            Fault::OtherPage { read, page } => Error::OtherPage { read, page },
            Fault::OtherWords { article } => Error::OtherWords { article },
            Fault::EmptyQuery => Error::EmptyQuery,
            Fault::Ambiguous { key, articles } => Error::Ambiguous { key, articles },
        }
    }

    fn of_sql(path: PathBuf, source: rusqlite::Error) -> Error {
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Error::NotALedger { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Error::ReadOnly { path, source }
            }
            Some(ErrorCode::CannotOpen) => Error::CannotOpen { path, source },
            Some(ErrorCode::SystemIoFailure) => Error::Disk { path, source },
            Some(ErrorCode::DiskFull) => Error::Full { path, source },
            Some(ErrorCode::DatabaseCorrupt) => damaged(path, &source),
            // A column of another type or a missing row or table: the schema
            // is strict, so that only a damaged file answers so.
            None => damaged(path, &source),
            Some(_) => Error::Storage { path, source },
        }
    }
}

fn damaged(path: PathBuf, source: &rusqlite::Error) -> Error {
    Error::Damaged { path, damage: Damage::Structure(source.to_string()) }
}
