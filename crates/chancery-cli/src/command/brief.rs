//! `chancery brief`: what is known of a pair, for a period, or what is new.

use std::io::Write as _;

use chancery::{view, wire};
use chancery_account::Account;
use chancery_ledger::Ledger;

use super::author::now;
use super::pair::asked;
use crate::Outcome;
use crate::args::{BriefArgs, Format, Global};
use crate::error::CommandError;
use crate::terminal;

/// Prints the brief of a pair.
pub(crate) fn brief(global: &Global, args: &BriefArgs) -> Result<Outcome, CommandError> {
    if args.new {
        return news(global, args);
    }
    let asked = asked(global, &args.pair)?;
    let options = view::BriefOptions { limit: args.limit, ..asked.options() };
    print(&asked.account, &options, args.format)
}

/// Prints what is new of a pair, and remembers that it was seen.
fn news(global: &Global, args: &BriefArgs) -> Result<Outcome, CommandError> {
    let mut ledger = Ledger::open_existing(&global.ledger)?;
    // Before anything is read, so that what comes meanwhile stays new.
    let now = ledger.look_now(&now())?;
    let asked = asked(global, &args.pair)?;
    let pair = &asked.account.pair;
    let last = ledger.last_look(pair)?;
    let new = ledger.articles_since(last.as_ref())?;
    let (account, news) = asked.account.news(|article| new.contains(&article.id));
    let since = last.map(|look| in_words(&look.made));
    let news = view::NewsOptions { since: since.as_deref(), news: &news };
    let options = view::BriefOptions { limit: args.limit, news: Some(news), ..asked.options() };
    let outcome = print(&account, &options, args.format)?;
    ledger.remember(pair, &now)?;
    Ok(outcome)
}

/// Returns the time as people read it: "2026-01-08, 07:00 UTC".
fn in_words(time: &str) -> String {
    let parts = time.split_once('T').and_then(|(day, time)| Some((day, time.get(..5)?)));
    parts.map_or_else(|| time.to_owned(), |(day, time)| format!("{day}, {time} UTC"))
}

fn print(
    account: &Account,
    options: &view::BriefOptions<'_>,
    format: Format,
) -> Result<Outcome, CommandError> {
    let mut out = terminal::output();
    match format {
        Format::Json => writeln!(out, "{}", wire::account::to_json(account, options.references))?,
        Format::Text => {
            write!(out, "{}", view::brief(account, options).text(&terminal::text_options()))?;
        }
        Format::Md => write!(out, "{}", view::brief(account, options).markdown())?,
        Format::Html => write!(out, "{}", view::brief(account, options).html())?,
    }
    out.flush()?;
    Ok(if account.is_empty() { Outcome::Partial } else { Outcome::Done })
}
