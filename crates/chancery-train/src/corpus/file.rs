//! Files of corpora: their text in and out, whether it is gzipped or not.

use std::io::{Read as _, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

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

/// Writes a file; one whose name ends in `.gz` is packed.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let written = if path.extension().is_some_and(|extension| extension == "gz") {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        let packed = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
        packed.and_then(|packed| std::fs::write(path, packed))
    } else {
        std::fs::write(path, text)
    };
    written.map_err(|source| Error::write(path, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzipped_and_plain_files_have_the_same_text() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, packed) = (folder.path().join("a"), folder.path().join("b.gz"));
        write(&plain, "Oslo\n").unwrap();
        write(&packed, "Oslo\n").unwrap();
        assert_ne!(std::fs::read(&plain).unwrap(), std::fs::read(&packed).unwrap());
        assert_eq!(text(&plain).unwrap(), "Oslo\n");
        assert_eq!(text(&packed).unwrap(), "Oslo\n");
        std::fs::write(&plain, [0xFF]).unwrap();
        assert!(text(&plain).is_err() && text(&folder.path().join("c")).is_err());
    }
}
