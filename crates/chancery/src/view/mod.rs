//! What people read: briefs, readings, articles and search results.
//!
//! In goes an account, a reading, commitments, what a search found, the log, or what
//! the codebook knows. Out comes a
//! [`Document`], which takes the form of text, Markdown or HTML, or in the
//! simpler cases a string. No line stands without its site, date and sentence,
//! and a claim is never put as a fact. Words that a page wrote are made
//! harmless on the way out. Nothing here reads a file or knows the time.

mod actors;
mod article;
mod brief;
mod calendar;
mod chart;
mod clean;
mod commitments;
mod date;
mod document;
mod excerpt;
mod explanation;
mod hits;
mod holdings;
mod html;
mod log;
mod markdown;
mod marked;
mod phrase;
mod quantity;
mod reading;
mod said;
mod sparkline;
mod text;
mod words;

pub use actors::actors;
pub use article::{article_html, article_text};
pub use brief::{BriefOptions, NewsOptions, brief};
pub use calendar::calendar;
pub use chart::chart;
pub use commitments::commitments;
pub use document::Document;
pub use explanation::explanation;
pub use hits::{Hit, hits};
pub use holdings::holdings;
pub use log::log;
pub use reading::reading;
pub use said::Said;
pub use text::{Style, Styles, TextOptions};
