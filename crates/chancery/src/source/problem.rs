//! What can be wrong with an input, while reading goes on behind it.

use std::io;

use super::stream::ENDLESS;
use super::{Origin, PAGE_LIMIT};

/// A record, a file or a folder that could not be read, or only in part.
#[derive(Debug, thiserror::Error)]
#[error("{origin}: {kind}")]
pub struct SourceProblem {
    /// Where it is.
    pub origin: Origin,
    /// What is wrong.
    #[source]
    pub kind: ProblemKind,
}

impl SourceProblem {
    /// Returns a short stable name, such as `gzip-cut`.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Returns what went wrong, for a person, with its cause.
    pub fn message(&self) -> String {
        match std::error::Error::source(&self.kind) {
            Some(cause) => format!("{}: {cause}", self.kind),
            None => self.kind.to_string(),
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $(($of:ty))? = $code:literal, $message:literal $(, $arg:expr)*;)*) => {
        /// What is wrong with a record, a file or a folder.
        #[derive(Debug, thiserror::Error)]
        #[non_exhaustive]
        pub enum ProblemKind {$(
            $(#[$doc])*
            #[error($message $(, $arg)*)]
            $name $((#[source] $of))?,
        )*}

        impl ProblemKind {
            /// Returns a short stable name, such as `gzip-cut`.
            pub fn code(&self) -> &'static str {
                match self {
                    $(ProblemKind::$name { .. } => $code,)*
                }
            }
        }
    };
}

kinds! {
    /// The system refuses to read it, or stopped in the middle.
    Unreadable(io::Error) = "unreadable", "cannot be read";
    /// A pipe, a socket or a device lies in a folder.
    NotAFile = "not-a-file", "is neither a file nor a folder";
    /// The content is of no kind that holds pages.
    NotAPage = "not-a-page", "holds neither HTML, text, articles as JSON lines nor a web archive";
    /// The content is compressed with something else than gzip.
    UnknownCompression = "unknown-compression", "is compressed, and not with gzip";
    /// The articles stand in one JSON list.
    JsonList = "json-list", "is a JSON list; articles are read as one JSON object a line";
    /// There was nothing in it that is a page.
    Empty = "nothing-to-read", "holds no page";
    /// A page, line or record has more bytes than a page may have.
    TooLarge = "too-large", "has more than {} MiB and was passed over", PAGE_LIMIT >> 20;
    /// A line has no end within sixteen times what a page may have.
    Endless = "endless-line", "a line goes on for more than {} MiB; reading was stopped", ENDLESS >> 20;
    /// The gzip data stop in the middle.
    GzipCut = "gzip-cut", "the gzip data are cut short; what came before was read";
    /// The gzip data make no sense from some point on.
    GzipCorrupt = "gzip-corrupt", "the gzip data are damaged; reading goes on at the next intact part";
    /// The decompressed bytes are not those that were compressed.
    GzipChecksum = "gzip-checksum", "the gzip data are damaged: the checksum of what was read is wrong";
    /// Behind the gzip data stands something else.
    GzipTrailing = "gzip-trailing", "something that is not gzip stands behind gzip data";
    /// The gzip data grow as no text does.
    GzipBomb = "gzip-bomb", "the gzip data grow beyond any text; reading them was stopped";
    /// A line is not valid UTF-8.
    NotUtf8 = "not-utf8", "is not valid UTF-8";
    /// A line is not JSON.
    NotJson(serde_json::Error) = "not-json", "is not JSON";
    /// A line is JSON, but no article.
    NotAnArticle = "not-an-article", "is JSON, but not an object with a 'text' that is a string";
    /// Something stands between the records of a web archive.
    WarcNoRecord = "warc-no-record", "no record of a web archive starts here; reading goes on at the next";
    /// The header of a record does not end where it could.
    WarcHeader = "warc-header", "the header of the record is damaged; reading goes on at the next";
    /// The length that a record declares is missing or wrong.
    WarcLength = "warc-length", "the record does not have the length that it declares; its page may be damaged";
    /// A record is cut short by the end of the archive.
    WarcCut = "warc-cut", "the archive ends inside the record; its page may be cut";
    /// A record has no HTTP message in it.
    HttpHeader = "http-header", "the record holds no complete HTTP header";
    /// The content of an HTTP message is damaged or cut.
    HttpContent = "http-content", "the content of the HTTP message is damaged; its page may be cut";
    /// The content of an HTTP message is compressed with something unknown.
    HttpEncoding = "http-encoding", "the content of the HTTP message is compressed in an unknown way";
}
