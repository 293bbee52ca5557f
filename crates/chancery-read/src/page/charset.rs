//! Bytes to Unicode text.
//!
//! In order: a byte order mark, valid UTF-8, UTF-16 told by its zero bytes,
//! the declared encoding (`Content-Type`, then `<meta>`), the detected one.
//! Valid UTF-8 goes before the declared encoding, because text of another
//! encoding is almost never valid UTF-8 and declarations are often stale.
//! Decoding never fails: bytes that do not fit become U+FFFD.

use std::borrow::Cow;

use chancery_model::{Page, Problem};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::limits::MAX_BYTES;
use crate::article::problem;

/// Bytes at the start of a page in which `<meta charset>` may stand.
const META_WINDOW: usize = 4096;

/// Bytes that the detector is given; more do not change its mind.
const DETECTOR_WINDOW: usize = 64 << 10;

/// Returns the text of the page, at most [`MAX_BYTES`] of its bytes.
pub(crate) fn decode<'a>(page: &'a Page, problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let bytes = match page.bytes.get(..MAX_BYTES) {
        Some(head) if page.bytes.len() > MAX_BYTES => {
            problems.push(problem(
                "page-too-large",
                format!("{} bytes were left out", page.bytes.len() - MAX_BYTES),
            ));
            head
        }
        _ => &page.bytes,
    };
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..], problems);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Cow::Borrowed(text),
        Ok(text) if utf16_without_bom(bytes).is_none() => return Cow::Borrowed(text),
        // A character cut in two by the limit is no reason to doubt UTF-8.
        Err(error) if error.error_len().is_none() && bytes.len() == MAX_BYTES => {
            return decode_as(UTF_8, &bytes[..error.valid_up_to()], problems);
        }
        _ => {}
    }
    let encoding = utf16_without_bom(bytes)
        .or_else(|| page.content_type.as_deref().and_then(declared_by_header))
        .or_else(|| declared_by_meta(bytes))
        .unwrap_or_else(|| if mostly_utf8(bytes) { UTF_8 } else { detected(page, bytes) });
    decode_as(encoding, bytes, problems)
}

fn decode_as<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors {
        problems.push(problem("charset-errors", format!("some bytes are not {}", encoding.name())));
    }
    text
}

/// Returns whether a few broken bytes are all that keeps a text from being
/// UTF-8: other encodings give no run of valid characters beyond ASCII.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(DETECTOR_WINDOW)];
    let (mut valid, mut invalid) = (0, 0);
    for chunk in head.utf8_chunks() {
        valid += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 4 * invalid
}

/// Returns UTF-16 where every other byte of the start is mostly zero.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 >= half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn declared_by_header(content_type: &str) -> Option<&'static Encoding> {
    label_after(content_type.as_bytes(), b"charset=")
}

/// Returns the encoding of `<meta charset>` or its longer form. UTF-16 there
/// cannot be true: the declaration itself was read as single bytes.
fn declared_by_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(META_WINDOW)];
    let encoding = label_after(head, b"charset=").or_else(|| label_after(head, b"encoding="))?;
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn label_after(bytes: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let at = bytes.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))?;
    let label: Vec<u8> = bytes[at + key.len()..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(byte))
        .take(40)
        .collect();
    Encoding::for_label(&label)
}

fn detected(page: &Page, bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECTOR_WINDOW)], true);
    let domain = page.url.as_deref().and_then(top_level_domain);
    // Bytes that are not valid UTF-8 reach this point, so that it is no option.
    detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Deny)
}

/// Returns the last part of the host in lower-case ASCII, as the detector
/// demands it: the country of a page makes some encodings likelier.
fn top_level_domain(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let domain = host.rsplit_once('.')?.1.to_ascii_lowercase();
    let is_plain = !domain.is_empty()
        && domain
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    is_plain.then_some(domain)
}
