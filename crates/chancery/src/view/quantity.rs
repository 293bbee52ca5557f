//! Quantities in words: "about 500 billion USD", "more than 2 million barrels".
//!
//! Goes in: a number with its unit as records have it (UCUM, ISO 4217, or the noun that
//! is counted), its bound and what it is of. Comes out: what a person would write.
//! Currencies keep their codes.

use chancery_model::Bound;

/// Returns the quantity in words: "about 500 billion USD", "40% of the grid", "dozens
/// of soldiers".
pub(crate) fn in_words(
    value: f64,
    unit: &str,
    (approximate, bound): (bool, Option<Bound>),
    of: Option<&str>,
) -> String {
    let one = (value - 1.0).abs() < f64::EPSILON;
    let (unit, of) = match of {
        // "illegal immigrants" are counted, not immigrants of illegal immigrants.
        Some(of) if of.to_lowercase().ends_with(unit) && !unit.is_empty() => {
            (format!(" {}", of.split_whitespace().collect::<Vec<_>>().join(" ")), String::new())
        }
        of => (unit_words(unit, one), of.map(|of| format!(" of {of}")).unwrap_or_default()),
    };
    let many = VAGUE.iter().find(|(least, _)| (value - least).abs() < f64::EPSILON);
    if let Some((_, many)) = many.filter(|_| approximate && bound == Some(Bound::MoreThan)) {
        return format!("{many} of{unit}{of}");
    }
    let about = match bound {
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::MoreThan) => "more than ",
        Some(Bound::AtMost) => "up to ",
        Some(Bound::LessThan) => "less than ",
        None if approximate => "about ",
        None => "",
    };
    format!("{about}{}{unit}{of}", number(value))
}

/// Returns a number with its scale as a word, or with its thousands apart: "1.25 million",
/// "995,000".
fn number(value: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    let scale = SCALES.into_iter().find(|(least, _)| value.abs() >= *least);
    let (divisor, scale) = scale.unwrap_or((1.0, ""));
    let number = format!("{:.2}", value / divisor);
    format!("{}{scale}", apart(number.trim_end_matches('0').trim_end_matches('.')))
}

/// Returns a number with commas between its thousands, of which it has at most one here.
fn apart(number: &str) -> String {
    let whole = number.split('.').next().unwrap_or(number);
    let digits = whole.trim_start_matches('-').len();
    match digits.checked_sub(3).filter(|before| *before > 0) {
        Some(before) => {
            let at = whole.len() - digits + before;
            format!("{},{}", &number[..at], &number[at..])
        }
        None => number.to_owned(),
    }
}

/// Words for many, by the number that they begin from; those of `quantities.tsv` that a
/// text gives instead of a number.
const VAGUE: [(f64, &str); 12] = [
    (12.0, "dozens"),
    (20.0, "scores"),
    (1e2, "hundreds"),
    (1e3, "thousands"),
    (1e4, "tens of thousands"),
    (1e5, "hundreds of thousands"),
    (1e6, "millions"),
    (1e7, "tens of millions"),
    (1e8, "hundreds of millions"),
    (1e9, "billions"),
    (1e10, "tens of billions"),
    (1e11, "hundreds of billions"),
];

/// Returns a unit behind a number, with the space before it: " barrels", "%",
/// " USD a day".
fn unit_words(unit: &str, one: bool) -> String {
    if let Some((unit, per)) = unit.rsplit_once('/') {
        let per = spelt(per).map_or(per, |(one, _)| one);
        let each = if per.starts_with("hour") { "an" } else { "a" };
        return format!("{} {each} {per}", unit_words(unit, one));
    }
    match (unit, spelt(unit)) {
        ("" | "1", _) => String::new(),
        ("%", _) => "%".to_owned(),
        (_, Some((singular, plural))) => format!(" {}", if one { singular } else { plural }),
        (unit, None) => format!(" {unit}"),
    }
}

/// Returns the word for one and for several of a unit of UCUM.
fn spelt(unit: &str) -> Option<(&'static str, &'static str)> {
    Some(match unit {
        "min" => ("minute", "minutes"),
        "h" => ("hour", "hours"),
        "d" => ("day", "days"),
        "wk" => ("week", "weeks"),
        "mo" => ("month", "months"),
        "a" => ("year", "years"),
        "km" => ("kilometre", "kilometres"),
        "m" => ("metre", "metres"),
        "[mi_i]" => ("mile", "miles"),
        "[nmi_i]" => ("nautical mile", "nautical miles"),
        "[ft_i]" => ("foot", "feet"),
        "km2" => ("square kilometre", "square kilometres"),
        "[mi_i]2" => ("square mile", "square miles"),
        "har" => ("hectare", "hectares"),
        "[acr_us]" => ("acre", "acres"),
        "t" => ("tonne", "tonnes"),
        "kg" => ("kilogram", "kilograms"),
        "[lb_av]" => ("pound", "pounds"),
        "L" => ("litre", "litres"),
        "m3" => ("cubic metre", "cubic metres"),
        "[bbl_us]" => ("barrel", "barrels"),
        "kW" => ("kilowatt", "kilowatts"),
        "MW" => ("megawatt", "megawatts"),
        "GW" => ("gigawatt", "gigawatts"),
        "kW.h" => ("kilowatt-hour", "kilowatt-hours"),
        "MW.h" => ("megawatt-hour", "megawatt-hours"),
        "GW.h" => ("gigawatt-hour", "gigawatt-hours"),
        "TW.h" => ("terawatt-hour", "terawatt-hours"),
        "Cel" => ("°C", "°C"),
        "[degF]" => ("°F", "°F"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_have_bounds_and_scales_in_words() {
        assert_eq!(in_words(5e11, "USD", (true, None), None), "about 500 billion USD");
        let least = (false, Some(Bound::AtLeast));
        assert_eq!(in_words(40.0, "troops", least, None), "at least 40 troops");
        assert_eq!(in_words(100.0, "%", (false, None), Some("the grid")), "100% of the grid");
        assert_eq!(in_words(0.0, "1", (false, None), None), "0");
        assert_eq!(in_words(995_000.0, "USD", (false, None), None), "995,000 USD");
        assert_eq!(in_words(-1500.5, "t", (false, None), None), "-1,500.5 tonnes");
    }

    #[test]
    fn units_are_words_in_singular_and_plural() {
        let plain = (false, None);
        assert_eq!(in_words(1.25e6, "t", plain, None), "1.25 million tonnes");
        assert_eq!(in_words(1.0, "wk", plain, None), "1 week");
        assert_eq!(in_words(3.0, "USD/[bbl_us]", plain, None), "3 USD a barrel");
        assert_eq!(in_words(60.0, "km/h", plain, None), "60 kilometres an hour");
    }

    #[test]
    fn what_is_counted_is_said_once() {
        let words = in_words(9.0, "engineers", (false, None), Some("naval engineers"));
        assert_eq!(words, "9 naval engineers");
    }

    #[test]
    fn vague_counts_stay_vague() {
        let many = (true, Some(Bound::MoreThan));
        assert_eq!(in_words(12.0, "boats", many, None), "dozens of boats");
        assert_eq!(in_words(1e6, "[bbl_us]", many, None), "millions of barrels");
        assert_eq!(in_words(12.0, "boats", (false, many.1), None), "more than 12 boats");
    }

    /// A unit of the language that has no word would be shown as its code.
    #[test]
    fn every_unit_of_the_language_has_words() {
        let table = include_str!("../../../../languages/en/quantities.tsv");
        let rows = table.lines().filter_map(|line| line.strip_prefix("unit\t"));
        let codes: Vec<&str> = rows.filter_map(|row| row.split('\t').next()).collect();
        assert!(codes.len() > 20);
        for code in codes {
            assert!(spelt(code).is_some(), "{code} has no word");
        }
    }
}
