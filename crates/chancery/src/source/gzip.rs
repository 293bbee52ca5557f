//! Decompresses gzip, member by member, and finds its way past damage.
//!
//! `flate2`'s own gzip readers stop for good at the first damage and drop the
//! bytes that the last call had decompressed before it. Web archives hold one
//! member a record, so that a damaged member need not cost the records behind
//! it. So the container is read here, and `flate2` inflates what is inside.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::ProblemKind;
use super::stream::Plain;

/// Output is checked for growth beyond [`MAX_RATIO`] from here on: less is
/// quickly read, whatever it is.
const FREE_OUTPUT: u64 = 256 << 20;

/// News text shrinks to a third or a fifth, pages of one template to a tenth or
/// a twentieth; the format itself ends at about a thousandth.
const MAX_RATIO: u64 = 50;

/// The bytes of a member that are kept, to look for a swallowed next member in.
const HISTORY: usize = 64 << 10;

/// What may be read a second time in all: enough for many damaged members, and
/// nothing that a hostile file could multiply.
const MAX_REREAD: usize = 4 << 20;

/// What is decompressed at once.
const OUTPUT: usize = 64 << 10;

/// The bytes of a member's header that always stand there.
const HEADER: usize = 10;

pub(super) struct Gunzip {
    input: Plain,
    state: State,
    inflate: Decompress,
    checksum: Crc,
    output: Box<[u8]>,
    /// The part of the output that is not consumed yet.
    start: usize,
    end: usize,
    /// The last bytes of the member that is being read.
    history: Vec<u8>,
    n_reread: usize,
    n_taken: u64,
    n_made: u64,
    /// Damage that stands behind the output.
    pending: Option<ProblemKind>,
}

#[derive(Clone, Copy)]
enum State {
    /// A member, or the end, comes next.
    Between,
    Inside,
    Trailer,
    /// Bytes are passed over until a member starts.
    Lost,
    Ended,
}

impl Gunzip {
    pub(super) fn new(input: Plain) -> Gunzip {
        Gunzip {
            input,
            state: State::Between,
            inflate: Decompress::new(false),
            checksum: Crc::new(),
            output: vec![0; OUTPUT].into_boxed_slice(),
            start: 0,
            end: 0,
            history: Vec::new(),
            n_reread: 0,
            n_taken: 0,
            n_made: 0,
            pending: None,
        }
    }

    pub(super) fn fill(&mut self) -> Result<&[u8], ProblemKind> {
        while self.start == self.end {
            if let Some(problem) = self.pending.take() {
                return Err(problem);
            }
            let done = match self.state {
                State::Between => self.enter_member(),
                State::Inside => self.inflate(),
                State::Trailer => self.leave_member(),
                State::Lost => self.find_member(),
                State::Ended => return Ok(&[]),
            };
            if let Err(problem) = done {
                // Reading the file itself failed, and will not recover.
                self.state = State::Ended;
                self.pending = Some(problem);
            }
        }
        Ok(&self.output[self.start..self.end])
    }

    pub(super) fn consume(&mut self, n: usize) {
        self.start += n;
    }

    /// Notes damage, to be reported behind the output.
    fn damaged(&mut self, problem: ProblemKind, next: State) {
        self.pending = Some(problem);
        self.state = next;
    }

    /// Takes bytes of the input, and keeps the last of them.
    fn take(&mut self, n: usize) -> Result<(), ProblemKind> {
        let bytes = self.input.fill()?;
        self.history.extend_from_slice(&bytes[..n]);
        self.input.consume(n);
        self.n_taken += n as u64;
        if self.history.len() > 2 * HISTORY {
            self.history.drain(..self.history.len() - HISTORY);
        }
        Ok(())
    }

    fn enter_member(&mut self) -> Result<(), ProblemKind> {
        self.history.clear();
        let head = self.input.peek(HEADER)?;
        // Files are padded with zeros where they come from tapes or blocks.
        let n_padding = head.iter().take_while(|byte| **byte == 0).count();
        if n_padding > 0 {
            self.input.consume(n_padding);
            return Ok(());
        }
        match *head {
            [] => self.state = State::Ended,
            [0x1f, 0x8b, ..] if head.len() < HEADER => {
                self.damaged(ProblemKind::GzipCut, State::Ended);
            }
            [0x1f, 0x8b, 8, flags, ..] if flags & 0xe0 == 0 => {
                self.take(HEADER)?;
                if self.pass_header_fields(flags)? {
                    self.inflate.reset(false);
                    self.checksum.reset();
                    self.state = State::Inside;
                } else {
                    self.damaged(ProblemKind::GzipCut, State::Ended);
                }
            }
            [0x1f, 0x8b, ..] => {
                self.input.consume(1);
                self.damaged(ProblemKind::GzipCorrupt, State::Lost);
            }
            _ => self.damaged(ProblemKind::GzipTrailing, State::Lost),
        }
        Ok(())
    }

    /// Passes the fields that the flags announce, and returns whether all of
    /// them are there.
    fn pass_header_fields(&mut self, flags: u8) -> Result<bool, ProblemKind> {
        const EXTRA: u8 = 4;
        const NAME: u8 = 8;
        const COMMENT: u8 = 16;
        const CHECKSUM: u8 = 2;
        if flags & EXTRA != 0 {
            let [low, high, ..] = *self.input.peek(2)? else { return Ok(false) };
            if !self.pass(2 + usize::from(u16::from_le_bytes([low, high])))? {
                return Ok(false);
            }
        }
        for field in [NAME, COMMENT] {
            if flags & field != 0 && !self.pass_text()? {
                return Ok(false);
            }
        }
        Ok(flags & CHECKSUM == 0 || self.pass(2)?)
    }

    fn pass(&mut self, n: usize) -> Result<bool, ProblemKind> {
        if self.input.peek(n)?.len() < n {
            return Ok(false);
        }
        self.take(n)?;
        Ok(true)
    }

    fn pass_text(&mut self) -> Result<bool, ProblemKind> {
        loop {
            let bytes = self.input.fill()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let end = memchr::memchr(0, bytes);
            let n = end.map_or(bytes.len(), |end| end + 1);
            self.take(n)?;
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    fn inflate(&mut self) -> Result<(), ProblemKind> {
        let input = self.input.fill()?;
        if input.is_empty() {
            self.damaged(ProblemKind::GzipCut, State::Ended);
            return Ok(());
        }
        let (taken, made) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, &mut self.output, FlushDecompress::None);
        let n_taken = (self.inflate.total_in() - taken) as usize;
        let n_made = (self.inflate.total_out() - made) as usize;
        self.take(n_taken)?;
        (self.start, self.end) = (0, n_made);
        self.checksum.update(&self.output[..n_made]);
        self.n_made += n_made as u64;
        match status {
            Ok(Status::StreamEnd) => self.state = State::Trailer,
            Ok(_) if n_taken + n_made > 0 => {}
            _ => self.recover(ProblemKind::GzipCorrupt),
        }
        if self.n_made > FREE_OUTPUT && self.n_made / MAX_RATIO > self.n_taken {
            self.damaged(ProblemKind::GzipBomb, State::Ended);
        }
        Ok(())
    }

    /// Damage shows some bytes behind where it is, and the next member may have
    /// been swallowed meanwhile: goes back to just behind this one's first byte.
    fn recover(&mut self, problem: ProblemKind) {
        self.damaged(problem, State::Lost);
        let history = std::mem::take(&mut self.history);
        self.n_reread += history.len();
        if self.n_reread <= MAX_REREAD && !history.is_empty() {
            self.input.unread(&history[1..]);
        }
    }

    fn leave_member(&mut self) -> Result<(), ProblemKind> {
        let trailer = self.input.peek(8)?;
        let Some((trailer, _)) = trailer.split_first_chunk::<8>() else {
            self.damaged(ProblemKind::GzipCut, State::Ended);
            return Ok(());
        };
        let [a, b, c, d, length @ ..] = *trailer;
        let sum_fits = u32::from_le_bytes([a, b, c, d]) == self.checksum.sum();
        let length_fits = u32::from_le_bytes(length) == self.checksum.amount();
        self.take(8)?;
        if sum_fits && length_fits {
            self.state = State::Between;
        } else {
            self.recover(ProblemKind::GzipChecksum);
        }
        Ok(())
    }

    fn find_member(&mut self) -> Result<(), ProblemKind> {
        let bytes = self.input.peek(HEADER)?;
        if bytes.len() < HEADER {
            self.state = State::Ended;
            return Ok(());
        }
        let starts =
            |at: &usize| matches!(bytes[*at..], [0x1f, 0x8b, 8, flags, ..] if flags & 0xe0 == 0);
        let n_inside = bytes.len() + 1 - HEADER;
        let found = memchr::memchr_iter(0x1f, &bytes[..n_inside]).find(starts);
        self.input.consume(found.unwrap_or(n_inside));
        if found.is_some() {
            self.state = State::Between;
        }
        Ok(())
    }
}
