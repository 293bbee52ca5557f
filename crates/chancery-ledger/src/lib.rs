//! This crate provides the ledger: pages and their readings in one SQLite file.
//!
//! The principal type is [`Ledger`]. [`Ledger::add`] stores pages with what was
//! read from them; [`Ledger::find`], [`Ledger::reading`],
//! [`Ledger::readings_of_pair`] and [`Ledger::articles`] give them back;
//! [`Ledger::check`] holds the whole file against itself.
//!
//! [`Ledger::correct`] stores what people say of records, [`Ledger::recode`]
//! newer readings beside older ones; [`Ledger::rebuild`] makes again whatever
//! is derived, and [`Ledger::backup`] copies it all.
//!
//! A reading is stored as bytes that the caller made of it (its wire form) and
//! given back unchanged; nothing here parses them, nor what the caller makes of
//! it besides ([`Ledger::keep`]). From the
//! [`Reading`](chancery_model::Reading) itself come the index rows: the
//! article's metadata, its actors, its records and their parties. The file is
//! described in `docs/ledger.md`.
//!
//! Not here: how a page is read, how a record is shown, what an account makes
//! of many readings.
//!
//! ```
//! use chancery_ledger::{Ledger, NewEntry, Period};
//! use chancery_model::{Article, Coder, Form, Page, Reading};
//!
//! # fn main() -> Result<(), chancery_ledger::Error> {
//! let page = Page::new("Ministers met.", Form::Text);
//! let article = Article {
//!     id: chancery_ledger::article_id(&page.bytes),
//!     text: "Ministers met.".into(),
//!     ..Article::default()
//! };
//! let reading = Reading::empty(Coder::default(), article);
//! let mut ledger = Ledger::in_memory()?;
//! let entry = NewEntry { page: &page, reading: &reading, wire: b"{}" };
//! assert_eq!(ledger.add(&[entry])?.pages, 1);
//! assert_eq!(ledger.add(&[entry])?.duplicates, 1);
//! assert_eq!(ledger.find("ministers", 10, 0)?.len(), 1);
//! assert_eq!(ledger.articles(Period::ALWAYS, 10, 0)?.len(), 1);
//! # Ok(())
//! # }
//! ```

#![deny(missing_docs)]

mod ledger;

mod add;
mod batch;
mod index;
mod offset;
mod pack;
mod schema;

mod backup;
mod check;
mod corrected;
mod correction;
mod count;
mod extract;
mod find;
mod list;
mod look;
mod lookup;
mod pair;
mod query;
mod rebuild;
mod recode;
mod stored;
mod story;

mod error;

pub use add::{Added, NewEntry, article_id};
pub use batch::{Run, Signature, Work};
pub use check::CheckReport;
pub use corrected::Corrected;
pub use count::{Counts, RecordCounts};
pub use error::{Damage, Error};
pub use extract::{Extract, Kind, Sealed};
pub use find::{Hit, Snippet};
pub use ledger::Ledger;
pub use list::{ArticleSummary, Period};
pub use look::Look;
pub use lookup::Capture;
pub use pair::{PairCount, PairReadings};
pub use rebuild::Rebuilt;
pub use stored::{PackedReading, StoredReading, Unpacker};
pub use story::Origins;
