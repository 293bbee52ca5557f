//! Web archives: WARC 1.0 and 1.1, records one after the other.
//!
//! The container is read here rather than with the crate `warc` 0.4: that one
//! takes a record's length on trust and reserves as much memory, ends at the
//! first damaged record, and brings chrono, nom, url with its Unicode tables,
//! and a second gzip. Here each record is bounded, and behind a damaged one
//! reading goes on at the next `WARC/1.`.
//!
//! A record whose length is wrong may have swallowed those behind it. It is
//! searched once, and put back from the first start of a record inside it; from
//! then on a start of a record ends the one before, so that a file made of such
//! records costs no more than twice its size.

mod header;
mod http;

use std::collections::VecDeque;

use chancery_model::Page;
use memchr::memmem;

use self::header::Header;
use super::stream::{Line, Stream};
use super::{Item, PAGE_LIMIT, Part, ProblemKind};

/// The most bytes that the header of a record may have: addresses are long,
/// and nothing else is.
const HEADER_LIMIT: usize = 64 << 10;

/// The most bytes of the line that starts a record, which is what may stand at
/// the end of one buffer and the start of the next.
const MARK: usize = 16;

/// What is searched at once for the start of a record, at first.
const PIECE: usize = 4 << 10;

#[derive(Default)]
pub(super) struct Archive {
    n_records: u64,
    /// Whether a start of a record ends the one before, whatever its length.
    distrusts_lengths: bool,
}

/// The content of a record.
struct Block {
    bytes: Vec<u8>,
    /// The first bytes of a content that has more than a page may have.
    too_large: Option<Vec<u8>>,
    problem: Option<ProblemKind>,
}

impl Archive {
    pub(super) fn step(&mut self, stream: &mut Stream, ready: &mut VecDeque<Item>) -> bool {
        let head = stream.peek(MARK);
        let n_blank = head.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if n_blank > 0 {
            stream.consume(n_blank);
            return true;
        }
        if head.is_empty() {
            let damage = stream.fill().err();
            let more = damage.is_some();
            ready.extend(damage.map(|damage| (Part::Record(self.n_records + 1), Err(damage))));
            return more;
        }
        self.n_records += 1;
        let here = Part::Record(self.n_records);
        if !head.starts_with(b"WARC/") {
            ready.push_back((here, Err(ProblemKind::WarcNoRecord)));
            ready.extend(pass_to_start(stream).map(|damage| (here, Err(damage))));
            return true;
        }
        match read_header(stream) {
            Ok(header) => self.take_record(&header, stream, ready),
            Err(problem) => ready.push_back((here, Err(problem))),
        }
        true
    }

    fn take_record(&mut self, header: &Header, stream: &mut Stream, ready: &mut VecDeque<Item>) {
        let here = Part::Record(self.n_records);
        let mut block = self.read_block(header.length, stream);
        if let Some(found) = page(header, &mut block) {
            ready.push_back((here, found));
        }
        ready.extend(block.problem.map(|problem| (here, Err(problem))));
    }

    fn read_block(&mut self, length: Option<u64>, stream: &mut Stream) -> Block {
        let mut block = Block { bytes: Vec::new(), too_large: None, problem: None };
        let mut distrusts = self.distrusts_lengths || length.is_none();
        let mut n_missing = length.unwrap_or(u64::MAX);
        while n_missing > 0 {
            let part = match stream.fill() {
                Ok([]) => {
                    // Without a length, the end of the archive is as good an end
                    // as any, but the length is still missing.
                    let problem = if length.is_some() {
                        ProblemKind::WarcCut
                    } else {
                        ProblemKind::WarcLength
                    };
                    block.problem = Some(problem);
                    break;
                }
                Ok(part) => part,
                Err(problem) => {
                    block.problem = Some(problem);
                    return block;
                }
            };
            // What is put back was copied in vain, so no more is taken at once
            // than there is already.
            let n = part.len().min(block.bytes.len().max(PIECE));
            let n = usize::try_from(n_missing).unwrap_or(usize::MAX).min(n);
            let searched = block.bytes.len().saturating_sub(MARK);
            block.bytes.extend_from_slice(&part[..n]);
            stream.consume(n);
            n_missing -= n as u64;
            if block.bytes.len() > PAGE_LIMIT {
                if !distrusts && self.put_back(&mut block, 0, stream) {
                    return block;
                }
                block.too_large = Some(block.bytes[..HEADER_LIMIT].to_vec());
                distrusts = true;
            }
            if distrusts && self.put_back(&mut block, searched, stream) {
                return block;
            }
            if block.too_large.is_some() {
                block.bytes.drain(..block.bytes.len().saturating_sub(MARK));
            }
        }
        let ends_early = block.problem.is_some();
        if ends_early || !at_start_or_end(stream) {
            let had_length = block.problem.take();
            if !self.put_back(&mut block, 0, stream) {
                block.problem = had_length.or(Some(ProblemKind::WarcLength));
                if !ends_early {
                    // What stands behind the block belongs to it or to nothing.
                    block.problem = pass_to_start(stream).or(block.problem);
                }
            }
        }
        block
    }

    /// Puts the block back from the first start of a record in it, and returns
    /// whether there is one.
    fn put_back(&mut self, block: &mut Block, from: usize, stream: &mut Stream) -> bool {
        let Some(at) = find_start(&block.bytes[from..]) else { return false };
        stream.unread(block.bytes.split_off(from + at));
        self.distrusts_lengths = true;
        block.problem = Some(ProblemKind::WarcLength);
        true
    }
}

/// Returns the page of the record, where it should have one.
fn page(header: &Header, block: &mut Block) -> Option<Result<Page, ProblemKind>> {
    let is_http = header.is("response") && header.content_is_http();
    if !is_http && !header.is("resource") {
        return None;
    }
    if let Some(head) = &block.too_large {
        // A film or a data set is no lost page.
        let is_page = if is_http {
            !matches!(http::page(head), Ok(None))
        } else {
            header.form_of(head).is_some()
        };
        return is_page.then_some(Err(ProblemKind::TooLarge));
    }
    let (mut page, problem) = if is_http {
        match http::page(&block.bytes) {
            Ok(found) => found?,
            // A damaged record is told of once.
            Err(problem) => return block.problem.is_none().then_some(Err(problem)),
        }
    } else {
        let form = header.form_of(&block.bytes)?;
        let content_type = header.content_type.clone();
        let bytes = std::mem::take(&mut block.bytes);
        (Page { content_type, ..Page::new(bytes, form) }, None)
    };
    block.problem = block.problem.take().or(problem);
    page.url = header.url.clone();
    page.captured = header.captured.clone();
    match (page.bytes.is_empty(), &block.problem) {
        (true, Some(_)) => None,
        (true, None) => Some(Err(ProblemKind::Empty)),
        (false, _) => Some(Ok(page)),
    }
}

fn read_header(stream: &mut Stream) -> Result<Header, ProblemKind> {
    let mut header = Header::default();
    let mut line = Vec::new();
    let mut n_left = HEADER_LIMIT;
    let mut is_first = true;
    loop {
        match stream.line(&mut line, n_left)? {
            Line::Whole => {}
            Line::TooLong => {
                return Err(pass_to_start(stream).unwrap_or(ProblemKind::WarcHeader));
            }
            Line::End => return Err(ProblemKind::WarcCut),
        }
        n_left = n_left.saturating_sub(line.len() + 1);
        // Where the end of a header is lost, the next record starts inside it.
        if let Some(at) = (!is_first).then(|| memmem::find(&line, b"WARC/1.")).flatten()
            && line[at..].len() < MARK
        {
            line.push(b'\n');
            stream.unread(line.split_off(at));
            return Err(ProblemKind::WarcHeader);
        }
        is_first = false;
        if line.trim_ascii_end().is_empty() {
            return Ok(header);
        }
        header.take_line(&line);
    }
}

/// Returns whether the stream stands at the blank lines and the start of a
/// record that follow each record, or at its end.
fn at_start_or_end(stream: &mut Stream) -> bool {
    let head = stream.peek(MARK).trim_ascii_start();
    let n = head.len().min(5);
    head[..n] == b"WARC/"[..n]
}

/// Passes over bytes until a record starts; returns the damage or nothing.
fn pass_to_start(stream: &mut Stream) -> Option<ProblemKind> {
    let mut window = Vec::new();
    let mut n_passed = 0;
    loop {
        match stream.fill() {
            Ok([]) => return None,
            Ok(part) => {
                let n = part.len().min(PIECE.max(n_passed));
                window.extend_from_slice(&part[..n]);
                stream.consume(n);
                n_passed += n;
            }
            Err(problem) => return Some(problem),
        }
        if let Some(at) = find_start(&window) {
            stream.unread(window.split_off(at));
            return None;
        }
        window.drain(..window.len().saturating_sub(MARK));
    }
}

/// Returns where a line such as `WARC/1.1` stands, whatever is before it.
fn find_start(bytes: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"WARC/1.";
    memmem::find_iter(bytes, NAME).find(|at| {
        let behind = &bytes[at + NAME.len()..];
        let n_digits = behind.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let end = &behind[n_digits..];
        n_digits > 0 && (end.starts_with(b"\r\n") || end.starts_with(b"\n"))
    })
}
