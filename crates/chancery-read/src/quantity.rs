//! Quantities: numbers with units - money, shares, counts.
//!
//! In: tokens. Out: quantities with their scale multiplied out. Numbers without
//! a unit or a noun that is counted are left alone.

use chancery_model::{Quantity, QuantityId, Span};

use crate::text::{Text, TokenKind};

/// Nouns that are counted, and the unit that they give.
const COUNTED: &[&str] = &[
    "people",
    "troops",
    "soldiers",
    "refugees",
    "civilians",
    "missiles",
    "warheads",
    "tanks",
    "prisoners",
    "hostages",
    "detainees",
    "diplomats",
    "migrants",
    "jobs",
    "barrels",
    "megawatts",
    "gigawatts",
    "kilometers",
    "kilometres",
    "km",
    "miles",
    "tons",
    "tonnes",
    "aircraft",
    "ships",
    "vessels",
    "dead",
    "deaths",
    "countries",
    "votes",
];

/// Words that make a number inexact.
const APPROXIMATE: &[&str] = &[
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "over",
    "than",
    "estimated",
    "least",
    "to",
];

/// Finds the quantities of a text.
pub(crate) fn find(text: &Text<'_>) -> Vec<Quantity> {
    let mut out = Vec::new();
    for sentence in &text.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match quantity(text, at, sentence.tokens.start, sentence.tokens.end) {
                Some((end, mut quantity)) => {
                    quantity.id = QuantityId::from_index(out.len());
                    out.push(quantity);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    out
}

fn quantity(text: &Text<'_>, at: usize, first: usize, end: usize) -> Option<(usize, Quantity)> {
    let lower = |idx: usize| text.str(idx).to_ascii_lowercase();
    let symbol = currency_symbol(text.str(at));
    // "US$5", "A$3"
    let prefixed = symbol.is_none()
        && currency_symbol(text.str(at + 1)).is_some()
        && matches!(text.str(at), "US" | "U.S." | "A" | "C" | "HK" | "NZ")
        && text.tokens[at].span.end == text.tokens.get(at + 1)?.span.start;
    let mut idx = at + usize::from(symbol.is_some()) + 2 * usize::from(prefixed);
    if idx >= end {
        return None;
    }
    let mut value = number(text.str(idx), text.tokens[idx].kind)?;
    idx += 1;
    let mut scaled = false;
    if let Some(scale) = scale(&lower(idx)).filter(|_| idx < end) {
        value *= scale;
        scaled = true;
        idx += 1;
    } else if text.str(idx) == "-" && scale(&lower(idx + 1)).is_some() && idx + 1 < end {
        value *= scale(&lower(idx + 1)).unwrap_or(1.0);
        scaled = true;
        idx += 2;
    }
    // "$40 to $60 million": the scale stands behind the second number.
    if !scaled && let Some(scale) = scale_of_range(text, idx, end) {
        value *= scale;
        scaled = true;
    }
    let word = |idx: usize| if idx < end { lower(idx) } else { String::new() };
    let mut of = None;
    let unit = if let Some(symbol) = symbol.or(if prefixed { Some("USD") } else { None }) {
        let code = match (prefixed, text.str(at)) {
            (true, "A") => "AUD",
            (true, "C") => "CAD",
            (true, "HK") => "HKD",
            (true, "NZ") => "NZD",
            _ => symbol,
        };
        code.to_string()
    } else if matches!(word(idx).as_str(), "%" | "percent" | "pc")
        || word(idx) == "per" && word(idx + 1) == "cent"
    {
        idx += if word(idx) == "per" { 2 } else { 1 };
        if word(idx) == "of" {
            let from = idx + 1;
            let until = (from..end.min(from + 6))
                .find(|idx| {
                    text.tokens[*idx].kind == TokenKind::Mark
                        || matches!(
                            lower(*idx).as_str(),
                            "if" | "that"
                                | "and"
                                | "in"
                                | "by"
                                | "to"
                                | "from"
                                | "for"
                                | "is"
                                | "was"
                                | "were"
                                | "are"
                        )
                })
                .unwrap_or(end.min(from + 6));
            if until > from {
                of = Some(text.span(from..until).of(text.text).to_string());
            }
        }
        "%".to_string()
    } else if let Some(code) = currency_word(&word(idx)) {
        idx += 1;
        code.to_string()
    } else if let Some(code) = currency_word(&word(idx + 1))
        .filter(|_| matches!(text.str(idx), "U.S." | "US" | "Canadian" | "Australian"))
    {
        idx += 2;
        code.to_string()
    } else {
        let ahead = (idx..end.min(idx + 2)).find(|idx| COUNTED.contains(&lower(*idx).as_str()))?;
        if !scaled && value < 2.0 {
            return None;
        }
        let noun = lower(ahead);
        of = (ahead > idx).then(|| text.span(idx..ahead + 1).of(text.text).to_string());
        idx = ahead + 1;
        match noun.as_str() {
            "kilometers" | "kilometres" | "km" => "km".to_string(),
            "miles" => "[mi_i]".to_string(),
            "tons" | "tonnes" => "t".to_string(),
            "barrels" => "[bbl_us]".to_string(),
            "megawatts" => "MW".to_string(),
            "gigawatts" => "GW".to_string(),
            _ => noun,
        }
    };
    let before = at.checked_sub(1).filter(|before| *before >= first).map(lower);
    let approximate = before.is_some_and(|before| APPROXIMATE.contains(&before.as_str()));
    let span: Span = text.span(at..idx.min(end));
    let id = QuantityId::from_index(0);
    Some((idx, Quantity { id, value, unit, approximate, of, span }))
}

/// Returns the scale of the number that ends a range, whose first number ends at `at`.
fn scale_of_range(text: &Text<'_>, at: usize, end: usize) -> Option<f64> {
    let joined = at + 3 < end && matches!(text.str(at), "to" | "-" | "–" | "—");
    let second = at + 1 + usize::from(currency_symbol(text.str(at + 1)).is_some());
    if !joined || text.tokens.get(second)?.kind != TokenKind::Number || second + 1 >= end {
        return None;
    }
    scale(&text.str(second + 1).to_ascii_lowercase())
}

fn number(word: &str, kind: TokenKind) -> Option<f64> {
    if kind == TokenKind::Number {
        return word.replace(',', "").parse().ok().filter(|value: &f64| value.is_finite());
    }
    match word.to_ascii_lowercase().as_str() {
        "a" | "an" => None,
        "dozens" | "hundreds" | "thousands" => None,
        "half" => None,
        word => small_number(word).map(f64::from),
    }
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "m" | "mn" | "mln" => Some(1e6),
        "billion" | "bn" | "b" => Some(1e9),
        "trillion" | "tn" | "trn" => Some(1e12),
        _ => None,
    }
}

fn currency_symbol(word: &str) -> Option<&'static str> {
    match word {
        "$" => Some("USD"),
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        "¥" => Some("JPY"),
        "₹" => Some("INR"),
        "₽" => Some("RUB"),
        "₩" => Some("KRW"),
        "₪" => Some("ILS"),
        _ => None,
    }
}

fn currency_word(word: &str) -> Option<&'static str> {
    match word {
        "dollar" | "dollars" => Some("USD"),
        "euro" | "euros" => Some("EUR"),
        "pound" | "pounds" => Some("GBP"),
        "yen" => Some("JPY"),
        "yuan" | "renminbi" => Some("CNY"),
        "rouble" | "roubles" | "ruble" | "rubles" => Some("RUB"),
        "rupee" | "rupees" => Some("INR"),
        "kroner" => Some("NOK"),
        "peso" | "pesos" => Some("MXN"),
        _ => None,
    }
}

/// Returns the number that a small number word or digits mean.
fn small_number(word: &str) -> Option<u16> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let idx = WORDS.iter().position(|known| *known == word);
    idx.and_then(|idx| u16::try_from(idx).ok()).or_else(|| word.parse().ok())
}
