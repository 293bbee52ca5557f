//! Files of corpora: their text, whether it is gzipped or not.

use std::io::Read as _;
use std::path::Path;

use crate::error::Error;

/// Returns the text of a file; one that begins like gzip is unpacked.
pub(crate) fn text(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::read(path, source))?;
    let bytes = if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice())
            .read_to_end(&mut unpacked)
            .map_err(|source| Error::read(path, source))?;
        unpacked
    } else {
        bytes
    };
    String::from_utf8(bytes).map_err(|_| Error::form(path, "its text is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn gzipped_and_plain_files_have_the_same_text() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, packed) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&plain, "Oslo\n").unwrap();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"Oslo\n").unwrap();
        std::fs::write(&packed, encoder.finish().unwrap()).unwrap();
        assert_eq!(text(&plain).unwrap(), text(&packed).unwrap());
        std::fs::write(&plain, [0xFF]).unwrap();
        assert!(text(&plain).is_err() && text(&folder.path().join("c")).is_err());
    }
}
