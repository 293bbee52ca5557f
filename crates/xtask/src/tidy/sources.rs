//! Checks of single files: heads, length, `unwrap`, notes to self, traces of a
//! machine.
//!
//! In: a file's name and text. It reads Rust by lines, without a parser: what
//! follows the first `#[cfg(test)]` of a file counts as tests.

/// The most lines that a Rust file may have.
const MOST_LINES: usize = 600;

/// Returns the faults of one file.
pub(super) fn faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    // Put together here, so that this file is not a fault itself.
    let traces =
        [concat!("/wo", "rk/"), concat!("index.", "crates.io"), concat!("crates.io", "-index")];
    let lock = name == "Cargo.lock" || name.ends_with("/Cargo.lock");
    for (index, line) in text.lines().enumerate().filter(|_| !lock) {
        if let Some(trace) = traces.iter().find(|trace| line.contains(*trace)) {
            faults.push(format!("{name}:{}: names {trace}", index + 1));
        }
    }
    if name.ends_with(".rs") {
        faults.extend(rust_faults(name, text));
    }
    faults
}

fn rust_faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let headed = text.lines().next().and_then(|line| line.strip_prefix("//!"));
    // A crate that holds nothing yet has nothing to say in its head.
    let holds_nothing = text.lines().count() < 3;
    if headed.is_none_or(|head| head.trim().is_empty() && !holds_nothing) {
        faults.push(format!("{name}:1: does not start with a `//!` head"));
    }
    let n_lines = text.lines().count();
    if n_lines > MOST_LINES {
        faults.push(format!("{name}: {n_lines} lines, more than {MOST_LINES}"));
    }
    let in_tests = ["tests/", "/tests.rs", "benches/"].iter().any(|part| name.contains(part));
    let mut tests = in_tests;
    for (index, line) in text.lines().enumerate() {
        tests |= line.trim_start().starts_with("#[cfg(test)]");
        let comment = line.trim_start().starts_with("//");
        if !tests && !comment && line.contains(concat!(".unw", "rap()")) {
            faults.push(format!("{name}:{}: unwrap outside tests", index + 1));
        }
        if [concat!("TO", "DO"), concat!("FIX", "ME")].iter().any(|note| line.contains(note)) {
            faults.push(format!("{name}:{}: a note to self", index + 1));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_without_head_is_a_fault() {
        assert_eq!(faults("a.rs", "fn main() {}\n").len(), 1);
        assert_eq!(faults("a.rs", "//!\nfn main() {\n}\n").len(), 1);
        assert!(faults("a.rs", "//! Does it.\nfn main() {}\n").is_empty());
    }

    #[test]
    fn unwrap_is_a_fault_outside_tests_only() {
        let call = concat!("x.unw", "rap();");
        let before = format!("//! Head.\nfn f() {{ {call} }}\n");
        let within = format!("//! Head.\n#[cfg(test)]\nmod tests {{ {call} }}\n");
        assert_eq!(faults("a.rs", &before).len(), 1);
        assert!(faults("a.rs", &within).is_empty());
        assert!(faults("tests/a.rs", &before).is_empty());
    }

    #[test]
    fn path_of_a_machine_is_a_fault_in_any_file() {
        assert_eq!(faults("README.md", concat!("see /wo", "rk/x\n")).len(), 1);
    }

    #[test]
    fn long_file_is_a_fault() {
        let text = format!("//! Head.\n{}", "\n".repeat(MOST_LINES));
        assert_eq!(faults("a.rs", &text).len(), 1);
    }
}
