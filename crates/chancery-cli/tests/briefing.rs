//! `chancery brief`: parties, periods, forms, and where the pages come from.

use serde_json::Value;

use crate::desk::Desk;

const FORMATS: [&str; 4] = ["text", "md", "html", "json"];

#[test]
fn brief_of_the_ledger_is_the_brief_of_its_pages() {
    let desk = Desk::with_ledger();
    for format in FORMATS {
        let kept = desk.run(&["brief", "Norway", "Iceland", "--format", format]).done();
        let pages = ["brief", "Norway", "Iceland", "--format", format, "--pages", "pages"];
        assert_eq!(desk.run(&pages).done(), kept, "{format}");
    }
}

#[test]
fn brief_leaves_out_what_is_less_sure_than_asked_for() {
    let desk = Desk::with_ledger();
    let ask = ["brief", "Norway", "Iceland", "--format", "json", "--confidence"];
    let events = |least: &str, more: &[&str]| -> usize {
        let output = desk.run(&[&ask[..], &[least], more].concat()).done();
        let account: Value = serde_json::from_str(&output).unwrap();
        account["events"].as_array().unwrap().len()
    };
    assert!(events("0.78", &[]) < events("0", &[]));
    assert_eq!(events("0.78", &["--pages", "pages"]), events("0.78", &[]));
}

#[test]
fn brief_names_both_parties_and_cites_its_pages() {
    let desk = Desk::with_ledger();
    for format in FORMATS {
        let brief = desk.run(&["brief", "Norway", "Iceland", "--format", format]).done();
        let party = |name: &str, code: &str| brief.contains(name) || brief.contains(code);
        assert!(party("Norway", "NOR") && party("Iceland", "ISL"), "{format}\n{brief}");
        assert!(brief.contains("The Fjord Courier"), "{format}\n{brief}");
        assert!(!brief.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn party_goes_by_name_code_and_in_any_order() {
    let desk = Desk::with_ledger();
    let brief = desk.run(&["brief", "Norway", "Iceland"]).done();
    for pair in [["Iceland", "Norway"], ["NOR", "ISL"], ["isl", "norway"]] {
        assert_eq!(desk.run(&["brief", pair[0], pair[1]]).done(), brief, "{pair:?}");
    }
}

#[test]
fn account_as_json_is_of_the_pair_and_the_period() {
    let desk = Desk::with_ledger();
    let period = ["--since", "2026-02-01", "--until", "2026-02-28"];
    let mut args = vec!["brief", "NOR", "ISL", "--format", "json"];
    args.extend(period);
    let json = desk.run(&args).done();
    assert_eq!(json.lines().count(), 1);
    let account: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(account["schema"], "chancery.account/1");
    assert_eq!(account["pair"], serde_json::json!(["ISL", "NOR"]));
    assert_eq!(account["period"], serde_json::json!({ "since": period[1], "until": period[3] }));
    let articles = account["articles"].as_array().unwrap();
    assert!(!articles.is_empty());
    let events = account["events"].as_array().unwrap();
    assert!(!events.is_empty());
    let whole: Value =
        serde_json::from_str(&desk.run(&["brief", "NOR", "ISL", "--format", "json"]).done())
            .unwrap();
    assert!(events.len() < whole["events"].as_array().unwrap().len());
}

#[test]
fn links_of_the_html_brief_lead_somewhere() {
    let desk = Desk::with_ledger();
    let html = desk.run(&["brief", "NOR", "ISL", "--format", "html"]).done();
    let targets: Vec<&str> =
        html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(targets.len() > 10, "{}", targets.len());
    for target in targets {
        assert!(html.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere");
    }
    assert!(!html.contains("<script"), "the page works without scripts");
}

#[test]
fn pair_that_nothing_is_known_of_is_found_empty() {
    let desk = Desk::with_ledger();
    for format in FORMATS {
        let (_, messages) = desk.run(&["brief", "Kenya", "Uganda", "--format", format]).partial();
        assert_eq!(messages, "", "{format}");
    }
    desk.run(&["brief", "Norway", "Iceland", "--since", "2099-01-01"]).partial();
}

#[test]
fn unknown_party_is_told_with_what_to_do() {
    let messages = Desk::with_ledger().run(&["brief", "Norway", "Arvenia"]).failed();
    let lines: Vec<&str> = messages.lines().collect();
    assert_eq!(lines[0], "error: no party goes by the name 'Arvenia'");
    assert!(lines[1].starts_with("hint: "), "{messages}");
}

#[test]
fn one_party_is_no_pair() {
    let messages = Desk::with_ledger().run(&["brief", "Norway", "NOR"]).failed();
    assert_eq!(messages, "error: 'Norway' and 'NOR' are one party\n");
}

#[test]
fn period_that_ends_before_it_begins_is_told() {
    let args = ["brief", "NOR", "ISL", "--since", "2026-03-01", "--until", "2026-02-01"];
    let messages = Desk::with_ledger().run(&args).failed();
    let expected = "error: the period ends (2026-02-01) before it begins (2026-03-01)\n";
    assert_eq!(messages, expected);
}

#[test]
fn day_that_is_no_day_is_told() {
    let args = ["brief", "NOR", "ISL", "--since", "2026-02-30"];
    let messages = Desk::with_ledger().run(&args).failed();
    assert!(messages.contains("2026-02-30") && messages.contains("--since"), "{messages}");
}

#[test]
fn chart_goes_to_a_file_or_to_standard_output() {
    let desk = Desk::with_ledger();
    let drawn = desk.run(&["chart", "Norway", "Iceland"]).done();
    assert!(drawn.starts_with("<svg ") && drawn.trim_end().ends_with("</svg>"), "{drawn}");
    assert_eq!(desk.run(&["chart", "Norway", "Iceland", "-o", "pair.svg"]).done(), "");
    assert_eq!(std::fs::read_to_string(desk.path("pair.svg")).unwrap(), drawn);
    let failure = desk.run(&["chart", "Norway", "Iceland", "-o", "no/such/folder.svg"]).failed();
    assert!(failure.contains("cannot write 'no/such/folder.svg'"), "{failure}");
}

#[test]
fn chart_of_a_pair_without_events_says_so() {
    let desk = Desk::with_ledger();
    let output = desk.command(&["chart", "Norway", "Chad"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(1), true));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing to draw"));
}

#[test]
fn domain_of_ones_own_is_on_the_scoreboard() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.write("mine/domains.toml", "[[domain]]\nname = \"nets\"\nwords = [\"net\", \"nets\"]\n");
    let args = ["brief", "Norway", "Iceland", "--pages", "pages", "--codebook", "mine"];
    let brief = desk.run(&args).done();
    assert!(brief.contains("  Nets "), "{brief}");
    desk.write("mine/domains.toml", "[[domain]]\nname = \"nets\"\nword = [\"nets\"]\n");
    let failure = desk.run(&args).failed();
    assert!(failure.contains("codebook table 'domains.toml', line 3: unknown field"), "{failure}");
}

#[test]
fn news_is_what_was_added_since_the_last_look_and_quiet_otherwise() {
    let desk = Desk::with_ledger();
    let ask = ["brief", "Norway", "Iceland", "--new"];
    let first = desk.run(&ask).done();
    assert!(first.contains("for the first look"), "{first}");
    let again = desk.command(&ask).output().unwrap();
    let words = String::from_utf8_lossy(&again.stdout);
    assert_eq!(again.status.code(), Some(1));
    assert!(words.contains("nothing new") && words.lines().count() < 8, "{words}");

    let report = "Norway accused Iceland of overfishing on Monday. Iceland denied the accusation.";
    desk.write("more.txt", report);
    desk.run(&["add", "more.txt"]).done();
    // Another brief is no look.
    desk.run(&["brief", "Norway", "Iceland"]).done();
    let news = desk.run(&ask).done();
    assert!(news.contains("new since") && news.contains("Top changes"), "{news}");
    assert!(news.contains("overfishing") && !news.contains("What is planned"), "{news}");
}
