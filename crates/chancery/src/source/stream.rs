//! Bytes of a file or stream, decompressed, read with bounded memory.
//!
//! Damage does not end a stream. It is handed out as an error once the bytes
//! before it are consumed, and reading then goes on behind it, or finds the end.

use std::io::Read;

use memchr::memchr;

use super::ProblemKind;
use super::gzip::Gunzip;

/// The length of a line from which on nothing good is expected behind it. In
/// gzip it costs half a second to get here, from a file of a few megabytes.
pub(super) const ENDLESS: usize = 512 << 20;

/// What was read by [`Stream::line`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line; the last one may lack its end.
    Whole,
    /// A line that is longer than the limit, and was passed over.
    TooLong,
    /// No line is left.
    End,
}

/// Decompressed bytes.
pub(super) struct Stream {
    bytes: Bytes,
    /// Bytes that come before the rest, and how many of them are consumed.
    returned: Vec<u8>,
    returned_at: usize,
    /// Damage that stands behind the returned bytes.
    pending: Option<ProblemKind>,
    /// Whether reading was given up.
    ended: bool,
}

enum Bytes {
    Plain(Plain),
    Gzip(Box<Gunzip>),
}

impl Stream {
    /// Returns the bytes of the reader, decompressed where they are gzip.
    pub(super) fn new(reader: Box<dyn Read + Send>) -> Stream {
        let mut plain = Plain::new(reader);
        let mut pending = None;
        let is_gzip = match plain.peek(2) {
            Ok(head) => head.starts_with(b"\x1f\x8b"),
            Err(problem) => {
                pending = Some(problem);
                false
            }
        };
        let bytes =
            if is_gzip { Bytes::Gzip(Box::new(Gunzip::new(plain))) } else { Bytes::Plain(plain) };
        Stream { bytes, returned: Vec::new(), returned_at: 0, pending, ended: false }
    }

    /// Returns the next bytes, or none at the end.
    pub(super) fn fill(&mut self) -> Result<&[u8], ProblemKind> {
        if self.ended {
            return Ok(&[]);
        }
        if self.returned_at < self.returned.len() {
            return Ok(&self.returned[self.returned_at..]);
        }
        if let Some(problem) = self.pending.take() {
            return Err(problem);
        }
        match &mut self.bytes {
            Bytes::Plain(plain) => plain.fill(),
            Bytes::Gzip(gunzip) => gunzip.fill(),
        }
    }

    /// Passes over `n` bytes of what [`fill`](Stream::fill) returned.
    pub(super) fn consume(&mut self, n: usize) {
        if self.returned_at < self.returned.len() {
            self.returned_at += n;
            return;
        }
        match &mut self.bytes {
            Bytes::Plain(plain) => plain.consume(n),
            Bytes::Gzip(gunzip) => gunzip.consume(n),
        }
    }

    /// Puts bytes before the rest. Where they were returned before, this costs
    /// no more than their number, so that it can be done again and again.
    pub(super) fn unread(&mut self, mut bytes: Vec<u8>) {
        if let Some(at) = self.returned_at.checked_sub(bytes.len()) {
            self.returned[at..self.returned_at].copy_from_slice(&bytes);
            self.returned_at = at;
            return;
        }
        bytes.extend_from_slice(&self.returned[self.returned_at..]);
        self.returned = bytes;
        self.returned_at = 0;
    }

    /// Returns the next bytes without consuming them: `n` or more, or fewer
    /// where the stream ends or is damaged before.
    pub(super) fn peek(&mut self, n: usize) -> &[u8] {
        while self.returned.len() - self.returned_at < n && self.pending.is_none() {
            self.returned.drain(..self.returned_at);
            self.returned_at = 0;
            let filled = match &mut self.bytes {
                Bytes::Plain(plain) => plain.fill(),
                Bytes::Gzip(gunzip) => gunzip.fill(),
            };
            let n_filled = match filled {
                Ok([]) => break,
                Ok(bytes) => {
                    let n_filled = bytes.len().min(n);
                    self.returned.extend_from_slice(&bytes[..n_filled]);
                    n_filled
                }
                Err(problem) => {
                    self.pending = Some(problem);
                    break;
                }
            };
            match &mut self.bytes {
                Bytes::Plain(plain) => plain.consume(n_filled),
                Bytes::Gzip(gunzip) => gunzip.consume(n_filled),
            }
        }
        &self.returned[self.returned_at..]
    }

    /// Passes over blank lines, and returns how many. Damaged gzip may give
    /// millions of them, which is too many to be read one by one.
    pub(super) fn pass_blank_lines(&mut self) -> Result<u64, ProblemKind> {
        let mut n_lines = 0;
        loop {
            let bytes = self.fill()?;
            let blank = bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
            let (mut n, mut n_feeds) = (0, 0);
            for byte in blank {
                n += 1;
                n_feeds += u64::from(*byte == b'\n');
            }
            if n == 0 {
                return Ok(n_lines);
            }
            n_lines += n_feeds;
            self.consume(n);
        }
    }

    /// Reads one line into `line`, without its line feed. Where there is damage
    /// inside the line, `line` holds what came before it.
    pub(super) fn line(&mut self, line: &mut Vec<u8>, limit: usize) -> Result<Line, ProblemKind> {
        line.clear();
        let mut n_read = 0;
        let mut too_long = false;
        loop {
            let bytes = self.fill()?;
            if bytes.is_empty() {
                break;
            }
            let end = memchr(b'\n', bytes);
            let part = &bytes[..end.unwrap_or(bytes.len())];
            too_long |= line.len() + part.len() > limit;
            if too_long {
                line.clear();
            } else {
                line.extend_from_slice(part);
            }
            let n_used = part.len() + usize::from(end.is_some());
            self.consume(n_used);
            n_read += n_used;
            if n_read > ENDLESS {
                self.ended = true;
                return Err(ProblemKind::Endless);
            }
            if end.is_some() {
                break;
            }
        }
        Ok(match too_long {
            _ if n_read == 0 => Line::End,
            true => Line::TooLong,
            false => Line::Whole,
        })
    }
}

/// The bytes as they are stored.
pub(super) struct Plain {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
}

/// What is asked of the system at once.
const CHUNK: usize = 64 << 10;

impl Plain {
    fn new(reader: Box<dyn Read + Send>) -> Plain {
        Plain { reader, buffer: Vec::new(), start: 0, ended: false }
    }

    pub(super) fn fill(&mut self) -> Result<&[u8], ProblemKind> {
        if self.start == self.buffer.len() {
            self.buffer.clear();
            self.start = 0;
            self.read_on()?;
        }
        Ok(&self.buffer[self.start..])
    }

    pub(super) fn consume(&mut self, n: usize) {
        self.start += n;
    }

    /// Puts bytes before the rest. Those that were just consumed are mostly
    /// still in the buffer, and cost no more than their number.
    pub(super) fn unread(&mut self, bytes: &[u8]) {
        if let Some(at) = self.start.checked_sub(bytes.len()) {
            self.buffer[at..self.start].copy_from_slice(bytes);
            self.start = at;
            return;
        }
        self.buffer.splice(..self.start, bytes.iter().copied());
        self.start = 0;
    }

    /// Returns the next bytes: `n` or more, or fewer at the end.
    pub(super) fn peek(&mut self, n: usize) -> Result<&[u8], ProblemKind> {
        while self.buffer.len() - self.start < n && !self.ended {
            self.buffer.drain(..self.start);
            self.start = 0;
            self.read_on()?;
        }
        Ok(&self.buffer[self.start..])
    }

    fn read_on(&mut self) -> Result<(), ProblemKind> {
        let filled = self.buffer.len();
        while !self.ended {
            self.buffer.resize(filled + CHUNK, 0);
            let read = self.reader.read(&mut self.buffer[filled..]);
            self.buffer.truncate(filled + *read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => self.ended = true,
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Err(ProblemKind::Unreadable(error));
                }
            }
        }
        Ok(())
    }
}
