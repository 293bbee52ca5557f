//! Who is at work, and since when: what the log has of a command.

use chancery_ledger::Signature;
use jiff::Timestamp;

use crate::args::AuthorArgs;

/// Where systems keep the name of the user.
const USER_NAMES: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// Returns the name that was typed, else that of the user, where there is one.
pub(super) fn name(args: &AuthorArgs) -> Option<String> {
    let users = || USER_NAMES.iter().filter_map(|name| std::env::var(name).ok());
    let named = args.by.clone().into_iter().chain(users());
    named.map(|name| name.trim().to_owned()).find(|name| !name.is_empty())
}

/// Returns this moment, ISO 8601 in UTC.
pub(super) fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Returns who starts work now.
pub(super) fn signature(args: &AuthorArgs) -> Signature {
    Signature { by: name(args), made: Some(now()) }
}
