//! This crate provides `account`, which folds readings into what is known of
//! a pair of parties.
//!
//! The principal type is [`Account`]: events merged over reports, statements
//! of one party that touch the other, disputes, commitments with their
//! history, proposals, all of it by domain, and a [`Trajectory`]. Every entry holds
//! [`Evidence`], which cannot be built without a [`Citation`], so nothing in
//! an account stands without a sentence behind it.
//!
//! What people corrected is applied to the readings before they are folded
//! ([`correction`]), and an entry says which corrections it rests on
//! ([`Evidence::corrections`]).
//!
//! [`stories`] groups articles about the same happening and counts their
//! independent origins; [`Evidence`] counts the origins of one entry by the same
//! measure.
//!
//! [`touches`] tells which readings need not be brought.
//!
//! [`account()`] is pure: it puts the readings in order itself, so that any
//! shuffle of the same readings gives an equal account. It reads no text for
//! meaning (it only compares words for likeness), knows no storage and gives no
//! verdict.
//!
//! ```
//! use chancery_account::{Options, account};
//! use chancery_model::{Pair, Party};
//!
//! let pair = Pair::new(Party("USA".into()), Party("COL".into()));
//! let nothing = account(&pair, [], [], &Options::default());
//! assert!(nothing.is_empty());
//! ```

#![deny(missing_docs)]

mod account;
mod citation;
mod commitment;
pub mod correction;
mod dispute;
mod domain;
mod likeness;
mod merge;
mod news;
mod participant;
mod period;
mod proposal;
mod remark;
mod report;
mod revision;
mod statement;
mod story;
mod touch;
mod trajectory;

pub use account::{Account, Extent, Options, Work, account, account_by_two};
pub use citation::{ArticleIndex, Citation, Citations, Evidence, Passage};
pub use commitment::{Commitment, Outcome, PATIENCE_DAYS, Step};
pub use dispute::{Dispute, Position, Stance, Stand, Turn};
pub use domain::{ActorPosition, Cells, DomainAccount, DomainSide, Plans, Scoreboard, Upshot};
pub use merge::{Dated, Event};
pub use news::{News, Novelty};
pub use participant::{Participant, Side};
pub use period::{LATEST_ARTICLES, Period, latest_day};
pub use proposal::{Proposal, ProposedQuantity};
pub use remark::Remark;
pub use revision::{Revised, Revision};
pub use statement::Statement;
pub use story::{Imprint, Origin, Story, stories, stories_by_two};
pub use touch::touches;
pub use trajectory::{Direction, HALF_LIFE_DAYS, Level, Phase, QuadShares, Trajectory};
