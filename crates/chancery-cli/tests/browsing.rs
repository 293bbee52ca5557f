//! The HTML brief in a browser: Chromium, headless, on the example pages.
//!
//! Where no Chromium is on the path the tests that need it pass without it; with
//! `CI=true` they fail.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::Desk;

/// The names that Chromium goes by.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Without a screen, a user or a network.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--log-level=0",
];

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A brief as a file, and a browser to look at it with.
struct Browser {
    desk: Desk,
    program: PathBuf,
}

impl Browser {
    /// Returns a browser with the brief in `brief.html`, or nothing where none is
    /// installed.
    fn with_brief() -> Option<Browser> {
        let Some(program) = program() else {
            let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!is_ci, "no Chromium is installed: 'apt-get install chromium'");
            return None;
        };
        let desk = Desk::new();
        desk.write("brief.html", brief(&desk));
        Some(Browser { desk, program })
    }

    /// Opens a file of the desk with more flags, in the profile of that name;
    /// returns what the browser printed. It may neither fail nor write to the
    /// console.
    fn open(&self, file: &str, profile: &str, flags: &[&str]) -> String {
        let profile = format!("--user-data-dir={}", self.desk.path(profile).display());
        let address = format!("file://{}", self.desk.path(file).display());
        let mut command = Command::new(&self.program);
        command.args(FLAGS).args([&profile]).args(flags).arg(address);
        let Output { status, stdout, stderr } = patiently(&mut command);
        let told = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "{status}: {told}");
        let console: Vec<&str> = told.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert!(console.is_empty(), "{console:?}");
        String::from_utf8(stdout).unwrap()
    }
}

/// What a profile holds whose owner forbids scripts.
const NO_SCRIPTS: &str = r#"{"profile":{"default_content_setting_values":{"javascript":2}}}"#;

fn brief(desk: &Desk) -> String {
    let brief = ["brief", "Iceland", "Norway", "--pages", "pages", "--format", "html"];
    desk.run(&brief).done()
}

fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// Runs the command; one that hangs is ended.
fn patiently(command: &mut Command) -> Output {
    let start = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let pipes = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |mut pipe: Box<dyn std::io::Read + Send>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut pipe, &mut bytes).unwrap();
            bytes
        })
    };
    let readers = (read(Box::new(pipes.0)), read(Box::new(pipes.1)));
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if start.elapsed() > PATIENCE => {
                child.kill().unwrap();
                panic!("the browser did not end");
            }
            None => thread::sleep(Duration::from_millis(50)),
        }
    };
    Output { status, stdout: readers.0.join().unwrap(), stderr: readers.1.join().unwrap() }
}

/// The values of an attribute, wherever it stands in a tag.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What is shown of a page: its body, without how the browser closes its tags.
fn body(html: &str) -> &str {
    html.split_once("<body>").unwrap().1.split("</body>").next().unwrap().trim()
}

#[test]
fn every_link_of_the_brief_leads_somewhere_and_nothing_is_fetched() {
    let html = brief(&Desk::new());
    let ids = values(&html, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    let links = values(&html, "href");
    let inside: Vec<&str> = links.iter().filter_map(|link| link.strip_prefix('#')).collect();
    assert!(inside.len() > 50, "{links:?}");
    let dead: Vec<&&str> = inside.iter().filter(|link| !known.contains(**link)).collect();
    assert!(dead.is_empty(), "{dead:?}");
    // Each citation opens a sentence of an article below.
    let cited = html.split("<footer>").skip(1).map(|rest| rest.split("</footer>").next().unwrap());
    for footer in cited {
        let links = values(footer, "href");
        assert!(!links.is_empty() && links.iter().all(|link| link.starts_with('#')), "{footer}");
    }
    for fetching in ["<script", "<link", "<img", "<iframe", "@import", "url(", " src="] {
        assert!(!html.contains(fetching), "{fetching}");
    }
}

#[test]
fn brief_is_whole_without_scripts_and_the_browser_finds_nothing_to_mend() {
    let Some(browser) = Browser::with_brief() else { return };
    let html = fs::read_to_string(browser.desk.path("brief.html")).unwrap();
    let with = browser.open("brief.html", "scripts", &["--dump-dom"]);
    fs::create_dir_all(browser.desk.path("none/Default")).unwrap();
    browser.desk.write("none/Default/Preferences", NO_SCRIPTS);
    browser.desk.write("ran.html", "<body>No<script>document.body.textContent = 'Ran'</script>");
    assert!(!body(&browser.open("ran.html", "none", &["--dump-dom"])).starts_with("Ran"));
    let without = browser.open("brief.html", "none", &["--dump-dom"]);
    assert_eq!(body(&with), body(&without));
    // A browser that had to mend the page would show other elements.
    for element in ["<section", "<article", "<blockquote", "<svg", "<p", "<a ", "<mark"] {
        let n = |html: &str| body(html).matches(element).count();
        assert_eq!(n(&with), n(&html), "{element}");
    }
    assert!(body(&with).contains("<svg"), "no chart");
}

#[test]
fn brief_prints_on_paper() {
    let Some(browser) = Browser::with_brief() else { return };
    let paper = browser.desk.path("brief.pdf");
    browser.open("brief.html", "paper", &[&format!("--print-to-pdf={}", paper.display())]);
    let pdf = fs::read(&paper).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let pages = pdf.windows(12).filter(|bytes| bytes.starts_with(b"/Type /Page\n")).count();
    assert!((2..=60).contains(&pages), "{pages} pages");
}

#[test]
fn brief_shows_its_words_and_its_chart_on_screens_of_any_width() {
    let Some(browser) = Browser::with_brief() else { return };
    for width in [400, 1000] {
        let picture = browser.desk.path(&format!("{width}.png"));
        let shot = format!("--screenshot={}", picture.display());
        let size = format!("--window-size={width},1600");
        browser.open("brief.html", "screen", &[&size, &shot]);
        assert!(is_drawn(&picture), "an empty page at a width of {width}");
    }
}

/// Returns whether a picture shows more than one colour: what is empty packs into
/// next to nothing.
fn is_drawn(picture: &Path) -> bool {
    let png = fs::read(picture).unwrap();
    png.starts_with(b"\x89PNG") && png.len() > 40_000
}
