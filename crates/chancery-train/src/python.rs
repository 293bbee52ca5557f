//! Python, as the scripts beside this crate need it.
//!
//! In: the name of a Python and a requirements file. Out: nothing, or an error
//! that names the packages that are missing. Nothing is installed.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::Error;

/// Prints those of its arguments, lines of a requirements file, that are not installed.
const FIND_MISSING: &str = "\
import sys
from importlib.metadata import PackageNotFoundError, version
for line in sys.argv[1:]:
    name, _, wanted = line.partition('==')
    try:
        if wanted and version(name) != wanted:
            print(line)
        version(name)
    except PackageNotFoundError:
        print(line)
";

/// Holds the lines of a requirements file against the packages that Python has.
///
/// # Errors
///
/// Where Python does not start, or lacks a package or has another version of it.
pub(crate) fn check_packages(python: &Path, requirements: &Path) -> Result<(), Error> {
    let text = std::fs::read_to_string(requirements)
        .map_err(|source| Error::read(requirements, source))?;
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let output = Command::new(python)
        .args(["-c", FIND_MISSING])
        .args(lines)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| Error::python(python, source))?;
    if !output.status.success() {
        return Err(Error::script(Path::new("the look for packages"), output.status));
    }
    let missing = String::from_utf8_lossy(&output.stdout);
    let missing: Vec<&str> = missing.lines().collect();
    if missing.is_empty() { Ok(()) } else { Err(Error::packages(python, &missing, requirements)) }
}
