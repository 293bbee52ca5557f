//! The file's schema: knowing a ledger from another file, and bringing an
//! older one up to date.
//!
//! Goes in: an open connection. Comes out: one with the newest schema and the
//! settings below, or the reason why not. A file that is no ledger is left as
//! it is.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::Error;
use crate::error::Fault;

/// "CHNC", in the header of every ledger.
const APPLICATION_ID: i64 = 0x4348_4E43;

/// Each brings a ledger from the schema of its index to the next.
const MIGRATIONS: [&str; 5] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
];

/// The schema that this version writes.
pub(crate) const NEWEST: i64 = MIGRATIONS.len() as i64;

/// How long another writer is waited for. A batch takes well below a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a file turned out to be.
enum Found {
    Empty,
    Schema(i64),
}

/// Makes the connection ready to read and write.
///
/// `synchronous = FULL`: in WAL mode `NORMAL` may lose the last batches to a
/// power cut, and a batch that was confirmed must stay. The price is one sync
/// a batch, not one a page.
pub(crate) fn prepare(conn: &mut Connection, path: &Path) -> Result<(), Error> {
    let at = |fault: Fault| Error::at(path, fault);
    settings(conn).map_err(|e| at(e.into()))?;
    find(conn, path)?;
    use_wal(conn).map_err(|e| at(e.into()))?;
    // A migration that makes a table anew takes the old one away, to which
    // others point meanwhile.
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;")
        .map_err(|e| at(e.into()))?;
    migrate(conn, path)?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -32000;",
    )
    .map_err(|e| at(e.into()))
}

/// Makes the connection ready to read. Returns whether there is anything in
/// the file: a process that was killed while it made a ledger leaves none.
pub(crate) fn prepare_read_only(conn: &Connection, path: &Path) -> Result<bool, Error> {
    let at = |error: rusqlite::Error| Error::at(path, error.into());
    settings(conn).map_err(at)?;
    match find(conn, path)? {
        Found::Empty => return Ok(false),
        Found::Schema(found) if found < NEWEST => {
            return Err(Error::OlderSchema { path: path.into(), found, known: NEWEST });
        }
        Found::Schema(_) => {}
    }
    conn.execute_batch(
        "PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -4000;",
    )
    .map_err(at)?;
    Ok(true)
}

/// Settings of every connection.
///
/// Plans are made once and not again for other values: else SQLite compiles
/// most statements anew each time that they run, which took half of the time of
/// looking up readings one by one.
fn settings(conn: &Connection) -> Result<(), rusqlite::Error> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn find(conn: &Connection, path: &Path) -> Result<Found, Error> {
    let header = read_header(conn).map_err(|error| Error::at(path, error.into()))?;
    match header {
        Header { application_id: APPLICATION_ID, schema: found, .. } if found > NEWEST => {
            Err(Error::NewerSchema { path: path.into(), found, known: NEWEST })
        }
        Header { application_id: APPLICATION_ID, schema, .. } if schema > 0 => {
            Ok(Found::Schema(schema))
        }
        Header { application_id: 0, schema: 0, n_tables: 0 } => Ok(Found::Empty),
        _ => Err(Error::NotALedger { path: path.into() }),
    }
}

/// What tells one SQLite file from another.
struct Header {
    application_id: i64,
    schema: i64,
    n_tables: i64,
}

/// Reads the file, which brings back what it was before a write that never
/// ended.
pub(crate) fn touch(conn: &Connection) -> Result<(), rusqlite::Error> {
    read_header(conn).map(|_| ())
}

/// Reads all of it from one snapshot: between two, another process may have
/// made the file a ledger, and the parts would fit no file at all. A savepoint
/// is a transaction of its own and also fits into one that has begun.
fn read_header(conn: &Connection) -> Result<Header, rusqlite::Error> {
    let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    conn.execute_batch("SAVEPOINT header")?;
    let header = number("PRAGMA application_id").and_then(|application_id| {
        let schema = number("PRAGMA user_version")?;
        let n_tables = number("SELECT count(*) FROM sqlite_schema")?;
        Ok(Header { application_id, schema, n_tables })
    });
    conn.execute_batch("RELEASE header")?;
    header
}

/// Switches to the write-ahead log, once in the life of a file.
///
/// SQLite does not wait where two processes switch at once, so this does.
fn use_wal(conn: &Connection) -> Result<(), rusqlite::Error> {
    let start = Instant::now();
    loop {
        let switched =
            conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0));
        match switched {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && start.elapsed() < PATIENCE =>
            {
                thread::sleep(Duration::from_millis(20));
            }
            other => return other.map(|_| ()),
        }
    }
}

/// Runs what is missing in one transaction, which only one process gets.
fn migrate(conn: &mut Connection, path: &Path) -> Result<(), Error> {
    if let Found::Schema(NEWEST) = find(conn, path)? {
        return Ok(());
    }
    let at = |error: rusqlite::Error| Error::at(path, error.into());
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(at)?;
    // Another process may have been faster.
    let from = match find(&transaction, path)? {
        Found::Empty => 0,
        Found::Schema(found) => found,
    };
    for migration in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(usize::MAX)) {
        transaction.execute_batch(migration).map_err(at)?;
    }
    transaction
        .execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {NEWEST};"
        ))
        .map_err(at)?;
    transaction.commit().map_err(at)
}
