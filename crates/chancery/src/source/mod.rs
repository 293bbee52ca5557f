//! Carries bytes to pages: files, folders, streams, article lists, web archives.
//!
//! In go [`Input`]s, out comes a stream of [`Sourced`] pages, each with the
//! [`Origin`] that it came from, and of [`SourceProblem`]s. A problem never ends
//! the stream: reading goes on at the next record, and every record is either
//! delivered or named in a problem. Memory is bounded by [`PAGE_LIMIT`], not by
//! the size of an input. Nothing here looks into the words of a page, and
//! nothing is fetched from the network.
//!
//! What is read, decided by the content first and the file's name second:
//!
//! - an HTML file or a plain text, one page each;
//! - articles as JSON objects, one a line or spread over several lines;
//! - WARC: `response` records with status 200 and `resource` records, where
//!   they hold HTML or plain text; other records are not pages and are passed;
//! - any of them compressed with gzip, in one member or many;
//! - a folder of any of them, in the order of their names, without hidden files.

mod article;
mod detect;
mod folder;
mod gzip;
mod input;
mod origin;
mod problem;
mod stream;
mod warc;
mod whole;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery_model::Page;

pub use self::input::{Input, NotFound};
pub use self::origin::{Origin, Part};
pub use self::problem::{ProblemKind, SourceProblem};

use self::detect::Kind;
use self::folder::Folder;
use self::stream::Stream;

/// The most bytes that a page may have, after decompression: ten times the
/// largest news page in the public archives, and little enough to hold a few.
pub const PAGE_LIMIT: usize = 32 << 20;

/// A page, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced {
    /// The page.
    pub page: Page,
    /// Where it came from.
    pub origin: Origin,
}

/// The pages of some inputs, one after the other.
pub struct Sources {
    /// What is still to be opened, the next one last.
    waiting: Vec<Waiting>,
    /// The folders that the walk from the current input has been in.
    folder: Folder,
    open: Option<Open>,
}

/// Something to be opened.
enum Waiting {
    Stdin,
    /// A file or folder that was given by name.
    Given(PathBuf),
    /// A file or folder that was found in a folder.
    Found(PathBuf),
    /// Bytes from elsewhere, with a name for messages.
    Reader(String, Box<dyn Read + Send>),
}

impl Sources {
    /// Returns the pages of the inputs, in that order. Nothing is opened before
    /// it is its turn.
    ///
    /// # Errors
    ///
    /// Returns [`NotFound`] where an input does not exist: it was mistyped, and
    /// nothing should start. An input that vanishes later is a problem.
    pub fn open(inputs: &[Input]) -> Result<Sources, NotFound> {
        let mut waiting = Vec::with_capacity(inputs.len());
        for input in inputs.iter().rev() {
            waiting.push(match input {
                Input::Stdin => Waiting::Stdin,
                Input::Path(path) => {
                    input::check_exists(path)?;
                    Waiting::Given(path.clone())
                }
            });
        }
        Ok(Sources { waiting, folder: Folder::default(), open: None })
    }

    /// Returns the pages of one stream of bytes. The name stands in origins, and
    /// its extension helps where the content does not say what it is.
    pub fn from_reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Sources {
        let waiting = vec![Waiting::Reader(name.into(), Box::new(reader))];
        Sources { waiting, folder: Folder::default(), open: None }
    }

    /// Opens what is next. Folders put what is in them in front of the rest.
    fn advance(&mut self, next: Waiting) -> Result<(), SourceProblem> {
        match next {
            Waiting::Stdin => self.start("-", Box::new(io::stdin()), true),
            Waiting::Reader(name, reader) => self.start(&name, reader, true),
            Waiting::Given(path) => {
                self.folder = Folder::default();
                self.enter(&path, true)
            }
            Waiting::Found(path) => self.enter(&path, false),
        }
    }

    fn enter(&mut self, path: &Path, given: bool) -> Result<(), SourceProblem> {
        let name = path.to_string_lossy();
        let problem = |kind| Origin::whole(&name).problem(kind);
        let about = path.metadata().map_err(|error| problem(ProblemKind::Unreadable(error)))?;
        if about.is_dir() {
            let Some(children) =
                self.folder.list(path).map_err(|error| problem(ProblemKind::Unreadable(error)))?
            else {
                return Ok(());
            };
            if given && children.is_empty() {
                return Err(problem(ProblemKind::Empty));
            }
            self.waiting.extend(children.into_iter().rev().map(Waiting::Found));
            return Ok(());
        }
        // A pipe that was given is meant to be read; one that lies in a folder
        // would block for ever.
        if !given && !about.is_file() {
            return Err(problem(ProblemKind::NotAFile));
        }
        let file = File::open(path).map_err(|error| problem(ProblemKind::Unreadable(error)))?;
        self.start(&name, Box::new(file), given)
    }

    fn start(
        &mut self,
        name: &str,
        reader: Box<dyn Read + Send>,
        given: bool,
    ) -> Result<(), SourceProblem> {
        let mut stream = Stream::new(reader);
        let kind = detect::detect(stream.peek(detect::HEAD), Path::new(name), given);
        let records = match kind {
            Ok(kind) => Records::new(kind),
            // What cannot be read at all is the better answer.
            Err(kind) => {
                let damage = if stream.peek(1).is_empty() { stream.fill().err() } else { None };
                return Err(Origin::whole(name).problem(damage.unwrap_or(kind)));
            }
        };
        let ready = VecDeque::new();
        self.open =
            Some(Open { name: name.into(), stream, records, ready, n_items: 0, ended: false });
        Ok(())
    }
}

impl Iterator for Sources {
    type Item = Result<Sourced, SourceProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(item) = open.next() {
                    return Some(item);
                }
                self.open = None;
            }
            let next = self.waiting.pop()?;
            if let Err(problem) = self.advance(next) {
                return Some(Err(problem));
            }
        }
    }
}

/// What a stream of bytes gives: pages and problems, with the part of it.
type Item = (Part, Result<Page, ProblemKind>);

/// A stream of bytes that is being read.
struct Open {
    name: Arc<str>,
    stream: Stream,
    records: Records,
    /// What was found by the last step and not handed out yet.
    ready: VecDeque<Item>,
    n_items: u64,
    ended: bool,
}

impl Open {
    fn next(&mut self) -> Option<Result<Sourced, SourceProblem>> {
        loop {
            if let Some((part, found)) = self.ready.pop_front() {
                self.n_items += 1;
                let origin = Origin { name: Arc::clone(&self.name), part };
                return Some(match found {
                    Ok(page) => Ok(Sourced { page, origin }),
                    Err(kind) => Err(origin.problem(kind)),
                });
            }
            if self.ended {
                // Silence would look like success.
                let is_silent = self.n_items == 0;
                self.n_items = 1;
                return is_silent
                    .then(|| Err(Origin::whole(&self.name).problem(ProblemKind::Empty)));
            }
            self.ended = !self.records.step(&mut self.stream, &mut self.ready);
        }
    }
}

/// How a stream of bytes falls into records.
enum Records {
    Whole(whole::Whole),
    Articles(article::Articles),
    Archive(warc::Archive),
}

impl Records {
    fn new(kind: Kind) -> Records {
        match kind {
            Kind::Page(form) => Records::Whole(whole::Whole::new(form)),
            Kind::Articles => Records::Articles(article::Articles::default()),
            Kind::Archive => Records::Archive(warc::Archive::default()),
        }
    }

    /// Reads on for about one record, and returns whether there may be more.
    fn step(&mut self, stream: &mut Stream, ready: &mut VecDeque<Item>) -> bool {
        match self {
            Records::Whole(whole) => whole.step(stream, ready),
            Records::Articles(articles) => articles.step(stream, ready),
            Records::Archive(archive) => archive.step(stream, ready),
        }
    }
}
