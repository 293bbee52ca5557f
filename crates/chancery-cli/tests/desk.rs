//! A folder of its own with invented pages in it, and the command run there.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with the example pages in `pages`, gone when the test ends.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let desk = Desk { folder: TempDir::new().unwrap() };
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
        fs::create_dir(desk.path("pages")).unwrap();
        for entry in fs::read_dir(examples).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), desk.path("pages").join(entry.file_name())).unwrap();
        }
        desk
    }

    /// A desk with the example pages in its ledger.
    pub(crate) fn with_ledger() -> Desk {
        let desk = Desk::new();
        desk.run(&["add", "pages"]).done();
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// The command, to be run in the folder without any setting of the machine.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        for setting in ["CHANCERY_LEDGER", "CHANCERY_CODEBOOK", "CLICOLOR_FORCE"] {
            command.env_remove(setting);
        }
        command.env("COLUMNS", "100").env("NO_COLOR", "1");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    /// Runs the command with these bytes as its standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }
}

/// How a command ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Returns the output of a command that must have done everything.
    pub(crate) fn done(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{}", self.stdout);
        self.stdout
    }

    /// Returns the output and the messages of a command that must have done what
    /// could be done.
    pub(crate) fn partial(self) -> (String, String) {
        assert_eq!(self.code, Some(1), "{}{}", self.stdout, self.stderr);
        (self.stdout, self.stderr)
    }

    /// Returns the messages of a command that must have failed without output.
    pub(crate) fn failed(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(2), ""), "{}", self.stderr);
        self.stderr
    }
}
