//! A stream of bytes that is one page.

use std::collections::VecDeque;

use chancery_model::{Form, Page};

use super::stream::Stream;
use super::{Item, PAGE_LIMIT, Part, ProblemKind};

pub(super) struct Whole {
    form: Form,
}

impl Whole {
    pub(super) fn new(form: Form) -> Whole {
        Whole { form }
    }

    /// Delivers the page. One that is damaged or cut is delivered as far as it
    /// goes, with the problem behind it.
    pub(super) fn step(&mut self, stream: &mut Stream, ready: &mut VecDeque<Item>) -> bool {
        let (bytes, problem) = read_all(stream);
        if !bytes.is_empty() {
            ready.push_back((Part::Whole, Ok(Page::new(bytes, self.form))));
        }
        ready.extend(problem.map(|problem| (Part::Whole, Err(problem))));
        false
    }
}

/// Returns the bytes up to the end or to the first damage; none of them where
/// they are more than a page may have.
pub(super) fn read_all(stream: &mut Stream) -> (Vec<u8>, Option<ProblemKind>) {
    let mut bytes = Vec::new();
    loop {
        match stream.fill() {
            Ok([]) => return (bytes, None),
            Ok(part) if bytes.len() + part.len() > PAGE_LIMIT => {
                return (Vec::new(), Some(ProblemKind::TooLarge));
            }
            Ok(part) => {
                bytes.extend_from_slice(part);
                let n = part.len();
                stream.consume(n);
            }
            Err(problem) => return (bytes, Some(problem)),
        }
    }
}
