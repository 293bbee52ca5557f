//! Charts, as files and inside a brief.

use chancery::view::{BriefOptions, chart};
use chancery_account::Period;
use chancery_model::{EventKind, Reading, Standing};

use super::build::{Builder, day};
use super::sample::{col_usa, readings};

fn options() -> BriefOptions<'static> {
    BriefOptions::new("Colombia", "United States")
}

/// Forty weeks of quarrel, then forty of help.
fn turn() -> Vec<Reading> {
    let report = |week: u64| {
        let published = day("2024-01-02");
        let published = published + std::time::Duration::from_secs(week * 7 * 86_400);
        let mut page = Builder::new(&format!("w{week}"), &published.to_string());
        let (stone, vega) = (page.person("Ada Stone", "USA"), page.person("Luis Vega", "COL"));
        let sentence = page.sentence(&format!("Stone dealt with Vega in week {week}."));
        let kind = if week < 40 { EventKind::Accuse } else { EventKind::Aid };
        page.event(kind, None, &[stone], &[vega], sentence);
        page.finish()
    };
    (0..80).map(report).collect()
}

#[test]
fn chart_says_in_words_what_it_shows() {
    let svg = chart(&col_usa(&turn()), &options()).unwrap();
    assert!(svg.contains("role=\"img\" aria-labelledby=\"chart-title chart-desc\""), "{svg}");
    assert!(
        svg.contains("<title id=\"chart-title\">Colombia – United States, 2 Jan 2024"),
        "{svg}"
    );
    let description = svg.split("<desc").nth(1).unwrap().split("</desc>").next().unwrap();
    for words in ["80 events", "2 phases", "mean −3.0", "mean +10.0", "100% cooperation in deeds"]
    {
        assert!(description.contains(words), "{words}: {description}");
    }
    for panel in ["Colombia towards United States", "United States towards Colombia"] {
        assert!(svg.contains(panel), "{panel}");
    }
}

#[test]
fn chart_needs_no_colour_and_numbers_its_events() {
    let svg = chart(&col_usa(&turn()), &options()).unwrap();
    let inks: Vec<&str> = svg
        .split(['"'])
        .filter(|value| value.starts_with('#') && *value != "#fff" && *value != "#1d1d1b")
        .collect();
    assert_eq!(inks, [""; 0]);
    let listed = svg.matches("(Example Daily)").count();
    assert!(listed >= 3, "{svg}");
    for number in 1..=listed {
        assert!(svg.contains(&format!(">{number}</text>")), "{number}");
        assert!(svg.contains(&format!(">{number}. ")), "{number}");
    }
}

#[test]
fn chart_of_a_period_shows_that_period() {
    let since = Some(day("2025-01-01"));
    let svg = chart(&col_usa(&turn()).within(Period { since, until: None }), &options()).unwrap();
    assert!(svg.contains("1 Jan 2025 – 8 Jul 2025</title>"), "{svg}");
}

#[test]
fn nothing_that_counts_is_no_chart() {
    let mut planned = turn();
    planned.iter_mut().for_each(|reading| reading.events[0].standing = Standing::Planned);
    assert_eq!(chart(&col_usa(&planned), &options()), None);
    assert_eq!(chart(&col_usa(&[]), &options()), None);
}

#[test]
fn chart_of_one_day_is_drawn() {
    let svg = chart(&col_usa(&turn()[..1]), &options()).unwrap();
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    assert!(svg.contains("few reports"), "{svg}");
}

#[test]
fn chart_as_svg() {
    insta::assert_snapshot!(chart(&col_usa(&readings()), &options()).unwrap());
}
