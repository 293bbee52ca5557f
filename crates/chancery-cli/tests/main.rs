//! The command as its users run it: what is typed, and what comes back.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

mod actors;
mod adding;
mod briefing;
mod browsing;
mod committing;
mod correcting;
mod desk;
mod help;
mod keeping;
mod killing;
mod looking;
mod reading;

/// A test file that no `mod` line names would never run.
#[test]
fn no_test_file_is_forgotten() {
    let main = include_str!("main.rs");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_known =
            name == "main" || name == "snapshots" || main.contains(&format!("mod {name};"));
        assert!(is_known, "{name}");
    }
}
