//! The HTTP message in a `response` record: header, transfer and content codings.
//!
//! Many archivers store the content decoded and keep the header that says it is
//! not. So a coding is undone only where the content shows that it is there.

use std::io::{Cursor, Read};

use chancery_model::Page;

use super::super::stream::Stream;
use super::super::whole::read_all;
use super::super::{PAGE_LIMIT, ProblemKind};
use super::header::{field, form, undeclared};

/// A page, and what is wrong with it.
type Found = (Page, Option<ProblemKind>);

/// Returns the page in the message; nothing where the status is not 200 or the
/// content is not of a page's type.
pub(super) fn page(message: &[u8]) -> Result<Option<Found>, ProblemKind> {
    let (header, body) = split(message).ok_or(ProblemKind::HttpHeader)?;
    let mut lines = header.split(|byte| *byte == b'\n');
    let status = lines.next().and_then(status).ok_or(ProblemKind::HttpHeader)?;
    let (mut content_type, mut transfer, mut codings) = (None, String::new(), String::new());
    for (name, value) in lines.filter_map(field) {
        match name.as_str() {
            "content-type" => content_type = Some(value),
            "transfer-encoding" => transfer = value.to_ascii_lowercase(),
            "content-encoding" => codings = value.to_ascii_lowercase(),
            _ => {}
        }
    }
    if status != 200 || content_type.as_deref().is_some_and(|declared| form(declared).is_none()) {
        return Ok(None);
    }
    let mut problem = None;
    let mut bytes =
        if transfer.contains("chunked") { dechunk(body, &mut problem) } else { body.to_vec() };
    // The last coding was put on last.
    for coding in codings.split(',').rev() {
        let found = decode(bytes, coding.trim())?;
        bytes = found.0;
        problem = problem.or(found.1);
    }
    let form = match &content_type {
        Some(declared) => form(declared),
        None => undeclared(&bytes),
    };
    Ok(form.map(|form| (Page { content_type, ..Page::new(bytes, form) }, problem)))
}

/// Parts the header from the body at the first blank line.
fn split(message: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 0;
    while let Some(n) = memchr::memchr(b'\n', &message[at..]) {
        let line = &message[at..at + n];
        at += n + 1;
        if line.is_empty() || line == b"\r" {
            return Some((&message[..at], &message[at..]));
        }
    }
    None
}

/// Returns the status of a line `HTTP/1.1 200 OK`.
fn status(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line).ok()?;
    line.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// Returns the body without its chunks; as it is, where the first chunk has no
/// size.
fn dechunk(body: &[u8], problem: &mut Option<ProblemKind>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut is_first = true;
    loop {
        let Some((size, behind)) = chunk_size(rest) else {
            if is_first {
                return body.to_vec();
            }
            *problem = Some(ProblemKind::HttpContent);
            return bytes;
        };
        is_first = false;
        if size == 0 {
            return bytes;
        }
        let n = size.min(behind.len());
        bytes.extend_from_slice(&behind[..n]);
        rest = &behind[n..];
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// Returns the size of a chunk, and what stands behind its line.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    // Sixteen digits and some room for extensions, which nobody sends.
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(256)])?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    Some((usize::from_str_radix(digits, 16).ok()?, &bytes[end + 1..]))
}

/// Undoes one content coding.
fn decode(bytes: Vec<u8>, coding: &str) -> Result<(Vec<u8>, Option<ProblemKind>), ProblemKind> {
    // No coding makes the first bytes of a document.
    let is_decoded = undeclared(&bytes).is_some();
    match coding {
        _ if is_decoded => Ok((bytes, None)),
        "" | "identity" => Ok((bytes, None)),
        "gzip" | "x-gzip" => {
            let (bytes, problem) = read_all(&mut Stream::new(Box::new(Cursor::new(bytes))));
            match problem {
                Some(ProblemKind::TooLarge) => Err(ProblemKind::TooLarge),
                Some(_) => Ok((bytes, Some(ProblemKind::HttpContent))),
                None => Ok((bytes, None)),
            }
        }
        "deflate" => {
            // The standard means zlib; some servers send the bare deflate.
            let is_zlib = matches!(bytes[..], [a, b, ..] if a & 0x0f == 8
                && u16::from_be_bytes([a, b]) % 31 == 0);
            if is_zlib {
                read_bounded(flate2::read::ZlibDecoder::new(&bytes[..]), &bytes)
            } else {
                read_bounded(flate2::read::DeflateDecoder::new(&bytes[..]), &bytes)
            }
        }
        "br" => read_bounded(brotli_decompressor::Decompressor::new(&bytes[..], 4096), &bytes),
        _ => Err(ProblemKind::HttpEncoding),
    }
}

/// Reads to the end or to the first damage; what gives nothing at all was not
/// encoded.
fn read_bounded(
    mut reader: impl Read,
    encoded: &[u8],
) -> Result<(Vec<u8>, Option<ProblemKind>), ProblemKind> {
    let mut bytes = Vec::new();
    let read = reader.by_ref().take(PAGE_LIMIT as u64 + 1).read_to_end(&mut bytes);
    match read {
        _ if bytes.len() > PAGE_LIMIT => Err(ProblemKind::TooLarge),
        Ok(_) => Ok((bytes, None)),
        Err(_) if bytes.is_empty() => Ok((encoded.to_vec(), None)),
        Err(_) => Ok((bytes, Some(ProblemKind::HttpContent))),
    }
}
