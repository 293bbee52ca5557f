//! A chart as SVG: shapes and words.
//!
//! Goes in: what is to be drawn. Comes out: SVG that takes its ink from the
//! page around it, with words escaped. Meaning lies in shape, not in colour:
//! it reads the same in black and white.

use std::fmt::Write as _;

use chancery_account::{Direction, Level, Phase};
use chancery_model::Date;

use super::super::clean::html;
use super::super::excerpt::cut;
use super::axis;
use super::{Drawn, Numbered, phase_words, signed};

const WIDTH: f32 = 960.0;
const LEFT: f32 = 46.0;
const RIGHT: f32 = 946.0;
/// Where the numbers of events stand, above the panels.
const NUMBERS: f32 = 62.0;
const FIRST_PANEL: f32 = 84.0;
const PANEL: f32 = 92.0;
/// The phases, and a panel for each direction.
const PANELS: usize = 1 + Direction::ALL.len();
const GAP: f32 = 22.0;
const LINE: f32 = 17.0;
/// Numbers closer than this stand above one another.
const NUMBER_WIDTH: f32 = 18.0;
const NUMBER_ROWS: usize = 2;
/// A phase narrower than this has no room for two labels side by side.
const NARROW: f32 = 60.0;
/// What of an event's words fits a line of the list.
const LONGEST_WORDS: usize = 118;
/// A line of this many points shows all that a screen can.
const MOST_POINTS: usize = 450;

/// Returns a file of its own, with the list of events.
pub(super) fn file(drawn: &Drawn<'_>) -> String {
    let axis = panel_top(PANELS);
    let phases = axis + 52.0;
    let events = phases + LINE * drawn.trajectory.phases.len() as f32 + 26.0;
    let height = events + LINE * drawn.events.len() as f32 + 14.0;
    let mut out = head(drawn, height);
    let _ = write!(out, "<rect width=\"{WIDTH}\" height=\"{height:.0}\" fill=\"#fff\"/>");
    text(&mut out, (LEFT, 26.0), "start", 17, &drawn.title);
    panels_of(&mut out, drawn);
    text(&mut out, (LEFT, phases - LINE), "start", 13, "Phases");
    let phases_shown = drawn.trajectory.phases.iter().enumerate();
    for (number, phase) in phases_shown {
        let words = format!("{}: {}", letter(number), phase_words(phase));
        text(&mut out, (LEFT, phases + LINE * number as f32), "start", 12, &words);
    }
    list(&mut out, drawn, events);
    out.push_str("</svg>\n");
    out
}

/// Returns what stands in a page that lists the phases itself.
pub(super) fn figure(drawn: &Drawn<'_>) -> String {
    let events = panel_top(PANELS) + 52.0;
    let mut out = head(drawn, events + LINE * drawn.events.len() as f32 + 14.0);
    panels_of(&mut out, drawn);
    list(&mut out, drawn, events);
    out.push_str("</svg>");
    out
}

/// Writes what the numbers stand for, from that height downwards.
fn list(out: &mut String, drawn: &Drawn<'_>, top: f32) {
    text(out, (LEFT, top - LINE + 4.0), "start", 13, "Main events");
    for (number, event) in drawn.events.iter().enumerate() {
        let y = top + 4.0 + LINE * number as f32;
        text(out, (LEFT, y), "start", 12, &line_of(number, event));
    }
}

fn head(drawn: &Drawn<'_>, height: f32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" \
         aria-labelledby=\"chart-title chart-desc\" width=\"{WIDTH}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {WIDTH} {height:.0}\" color=\"#1d1d1b\" \
         font-family=\"system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif\">\
         <title id=\"chart-title\">{}</title><desc id=\"chart-desc\">{}</desc>\n",
        html(&drawn.title),
        html(&drawn.description)
    )
}

fn line_of(number: usize, event: &Numbered) -> String {
    let words = cut(&event.words, LONGEST_WORDS);
    format!("{}. {words} ({})", number + 1, event.source)
}

/// Returns the letter of a phase.
pub(in super::super) fn letter(number: usize) -> String {
    let letter = u8::try_from(number).ok().filter(|n| *n < 26).map(|n| char::from(b'A' + n));
    letter.map_or_else(|| format!("P{}", number + 1), |letter| letter.to_string())
}

fn panel_top(number: usize) -> f32 {
    FIRST_PANEL + number as f32 * (PANEL + GAP)
}

/// The scales that all panels share.
struct Scale {
    days: usize,
    highest: f32,
}

impl Scale {
    fn x(&self, place: usize) -> f32 {
        LEFT + (RIGHT - LEFT) * place as f32 / self.days.saturating_sub(1).max(1) as f32
    }

    fn y(&self, top: f32, score: f32) -> f32 {
        let share =
            (self.highest - score.clamp(-self.highest, self.highest)) / (2.0 * self.highest);
        top + PANEL * share
    }
}

fn panels_of(out: &mut String, drawn: &Drawn<'_>) {
    let trajectory = drawn.trajectory;
    let scale = Scale { days: trajectory.len(), highest: axis::highest(trajectory) };
    let bottom = panel_top(PANELS - 1) + PANEL;
    for (number, phase) in trajectory.phases.iter().enumerate() {
        shading(out, &scale, drawn, number, phase, bottom);
    }
    for event in &drawn.events {
        let x = scale.x(event.place);
        rule(
            out,
            (x, NUMBERS + 4.0),
            (x, bottom),
            "stroke-opacity=\".35\" stroke-dasharray=\"1 3\"",
        );
    }
    frame(out, &scale, panel_top(0), "Phases: mean of all events, with its standard error");
    for phase in &trajectory.phases {
        mean(out, &scale, drawn, phase);
    }
    for (number, phase) in trajectory.phases.iter().enumerate() {
        let (from, _) = bounds(&scale, drawn, phase);
        text(out, (from + 5.0, panel_top(0) + 12.0), "start", 12, &letter(number));
    }
    for (number, direction) in Direction::ALL.into_iter().enumerate() {
        let top = panel_top(number + 1);
        frame(out, &scale, top, &drawn.directions[number]);
        levels(out, &scale, top, trajectory.of_direction(direction));
    }
    numbers(out, &scale, &drawn.events);
    for (place, label) in axis::months(trajectory) {
        let x = scale.x(place);
        rule(out, (x, bottom), (x, bottom + 5.0), "");
        text(out, (x, bottom + 18.0), "middle", 11, &label);
    }
}

/// Draws every other phase on a grey ground, and the edge before it.
fn shading(
    out: &mut String,
    scale: &Scale,
    drawn: &Drawn<'_>,
    number: usize,
    phase: &Phase,
    bottom: f32,
) {
    let (from, to) = bounds(scale, drawn, phase);
    let top = panel_top(0);
    if number % 2 == 1 {
        let _ = writeln!(
            out,
            "<rect x=\"{from:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
             fill=\"currentColor\" fill-opacity=\".07\"/>",
            to - from,
            bottom - top
        );
    }
    if from > LEFT {
        rule(out, (from, top), (from, bottom), "stroke-width=\"1.2\" stroke-dasharray=\"5 3\"");
    }
}

fn bounds(scale: &Scale, drawn: &Drawn<'_>, phase: &Phase) -> (f32, f32) {
    let start = drawn.trajectory.start;
    let place = |day: Date| {
        let days = day.duration_since(start).as_hours() / 24;
        usize::try_from(days).unwrap_or(0).min(scale.days.saturating_sub(1))
    };
    let from = scale.x(place(phase.start));
    (from, scale.x(place(phase.end) + 1).min(RIGHT).max(from))
}

/// Draws the lines of a panel, its scores and its title.
fn frame(out: &mut String, scale: &Scale, top: f32, title: &str) {
    for score in [scale.highest, 0.0, -scale.highest] {
        let y = scale.y(top, score);
        let look = if score == 0.0 { "stroke-opacity=\".6\"" } else { "stroke-opacity=\".2\"" };
        rule(out, (LEFT, y), (RIGHT, y), look);
        let label = if score == 0.0 { "0".to_owned() } else { signed(score).replace(".0", "") };
        text(out, (LEFT - 6.0, y + 4.0), "end", 11, &label);
    }
    text(out, (LEFT, top - 6.0), "start", 12, title);
}

fn mean(out: &mut String, scale: &Scale, drawn: &Drawn<'_>, phase: &Phase) {
    let (from, to) = bounds(scale, drawn, phase);
    let top = panel_top(0);
    let error = phase.error.unwrap_or(0.0);
    let (high, low) = (scale.y(top, phase.mean + error), scale.y(top, phase.mean - error));
    let y = scale.y(top, phase.mean);
    let _ = writeln!(
        out,
        "<rect x=\"{from:.1}\" y=\"{high:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
         fill=\"currentColor\" fill-opacity=\".18\"/>",
        to - from,
        low - high
    );
    let dashes = if phase.rests_on_little() { " stroke-dasharray=\"2 3\"" } else { "" };
    rule(out, (from, y), (to, y), &format!("stroke-width=\"2\"{dashes}"));
    // Above a narrow phase stands its letter.
    let at = if to - from < NARROW { low + 12.0 } else { high - 4.0 };
    text(out, ((from + to) / 2.0, at), "middle", 11, &signed(phase.mean));
}

/// Draws the levels of a direction with their errors: solid, or dotted where
/// they rest on little.
fn levels(out: &mut String, scale: &Scale, top: f32, levels: &[Level]) {
    let step = levels.len().div_ceil(MOST_POINTS).max(1);
    let shown: Vec<(usize, &Level)> = levels.iter().enumerate().step_by(step).collect();
    let mut band = String::new();
    let edge = |band: &mut String, place: usize, score: f32| {
        let _ = write!(band, "{:.1},{:.1} ", scale.x(place), scale.y(top, score));
    };
    shown.iter().for_each(|(place, level)| edge(&mut band, *place, level.value + level.error));
    shown
        .iter()
        .rev()
        .for_each(|(place, level)| edge(&mut band, *place, level.value - level.error));
    let _ = writeln!(
        out,
        "<polygon points=\"{}\" fill=\"currentColor\" fill-opacity=\".15\"/>",
        band.trim_end()
    );
    let pairs: Vec<&[(usize, &Level)]> = shown.windows(2).collect();
    for run in pairs.chunk_by(|left, right| little(left) == little(right)) {
        let mut points = String::new();
        let ends = run.iter().take(1).map(|pair| pair[0]).chain(run.iter().map(|pair| pair[1]));
        for (place, level) in ends {
            edge(&mut points, place, level.value);
        }
        let dashes = if run.first().is_some_and(|pair| little(pair)) {
            "stroke-width=\"1\" stroke-dasharray=\"1.5 2.5\""
        } else {
            "stroke-width=\"1.6\""
        };
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" {dashes}/>",
            points.trim_end()
        );
    }
}

fn little(pair: &[(usize, &Level)]) -> bool {
    pair.last().is_some_and(|(_, level)| level.rests_on_little())
}

/// Writes the numbers of the events above the panels, side by side.
fn numbers(out: &mut String, scale: &Scale, events: &[Numbered]) {
    let mut taken = [f32::NEG_INFINITY; NUMBER_ROWS];
    for (number, event) in events.iter().enumerate() {
        let x = scale.x(event.place);
        let free = taken.iter().position(|last| x - last >= NUMBER_WIDTH);
        let row = free.unwrap_or(number % NUMBER_ROWS);
        let x = x.max(taken[row] + NUMBER_WIDTH);
        taken[row] = x;
        let y = NUMBERS - 13.0 * row as f32;
        text(out, (x, y), "middle", 11, &(number + 1).to_string());
    }
}

fn rule(out: &mut String, from: (f32, f32), to: (f32, f32), look: &str) {
    let _ = writeln!(
        out,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"currentColor\" {look}/>",
        from.0, from.1, to.0, to.1
    );
}

/// Writes words, on a ground of their own: lines and bands go beneath.
fn text(out: &mut String, at: (f32, f32), anchor: &str, size: u8, words: &str) {
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" \
         fill=\"currentColor\" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" \
         paint-order=\"stroke\">{}</text>",
        at.0,
        at.1,
        html(words)
    );
}
