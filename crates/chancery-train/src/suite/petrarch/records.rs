//! PETRARCH's records: sentences with the events that they are to be coded as.
//!
//! In: the file's text, in its own XML. Out: one record a sentence. Only the
//! elements that the suite needs are read (`Sentence`, `EventCoding`, `Text`);
//! the parse trees beside them are not.

/// A sentence and what it is to be coded as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) id: String,
    /// As `2026-01-31`, where the record has a date.
    pub(super) date: Option<String>,
    pub(super) text: String,
    pub(super) expected: Expected,
}

/// What a record is to be coded as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// These events; none, where there are none or a dictionary discards the
    /// sentence.
    Events(Vec<Coding>),
    /// A message that the record's parse cannot be used: no matter of the text.
    Unusable,
}

/// An event of a record, in its own codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Coding {
    pub(super) source: String,
    pub(super) target: String,
    pub(super) event: String,
}

/// Returns the records of a file, or nothing where it is of another form.
pub(super) fn records(file: &str) -> Option<Vec<Record>> {
    let file = without_comments(file);
    let mut out = Vec::new();
    for part in file.split("<Sentence ").skip(1) {
        let (sentence, _) = part.split_once("</Sentence>")?;
        let (attributes, body) = sentence.split_once('>')?;
        let (_, text) = body.split_once("<Text>")?;
        let (text, _) = text.split_once("</Text>")?;
        let words: Vec<&str> = text.split_whitespace().collect();
        out.push(Record {
            id: attribute(attributes, "id")?.to_owned(),
            date: attribute(attributes, "date").and_then(day),
            text: words.join(" ").replace("&amp;", "&"),
            expected: expected(body),
        });
    }
    (!out.is_empty()).then_some(out)
}

fn expected(body: &str) -> Expected {
    let mut events = Vec::new();
    for part in body.split("<EventCoding").skip(1) {
        let attributes = part.split('>').next().unwrap_or("");
        match attribute(attributes, "error") {
            Some("dateline" | "bad_input_parse") => return Expected::Unusable,
            Some(_) => continue,
            None => {}
        }
        let Some(event) = attribute(attributes, "eventcode") else { continue };
        let side = |name: &str| attribute(attributes, name).unwrap_or("").to_owned();
        events.push(Coding {
            source: side("sourcecode"),
            target: side("targetcode"),
            event: event.to_owned(),
        });
    }
    Expected::Events(events)
}

/// Returns the value of an attribute, with or without spaces around its sign.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let (before, after) = rest.split_once('=')?;
        let (_, value) = after.split_once('"')?;
        let (value, after) = value.split_once('"')?;
        if before.split_whitespace().next_back() == Some(name) {
            return Some(value);
        }
        rest = after;
    }
}

fn day(digits: &str) -> Option<String> {
    let is_day = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

fn without_comments(file: &str) -> String {
    let mut parts = file.split("<!--");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push_str(part.split_once("-->").map_or("", |(_, after)| after));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_has_its_events_and_its_words_without_their_lines() {
        let file = "<Sentences><!-- <Sentence id=\"no\"> -->\n\
            <Sentence date=\"19950103\" id = \"X-1\" sentence=\"true\">\n\
            <EventCoding sourcecode=\"ARN\" eventcode=\"032\"></EventCoding>\n\
            <Text>\nA &amp;\n b </Text><Parse>(ROOT)</Parse></Sentence>\n\
            <Sentence id=\"X-2\"><EventCoding noevents = \"True\"></EventCoding>\
            <Text>b</Text></Sentence>\
            <Sentence id=\"X-3\"><EventCoding error=\"storydiscard\"></EventCoding>\
            <Text>c</Text></Sentence>\
            <Sentence id=\"X-4\"><EventCoding error=\"dateline\"></EventCoding>\
            <Text>d</Text></Sentence>";
        let found = records(file).unwrap();
        let coding =
            Coding { source: "ARN".to_owned(), target: String::new(), event: "032".to_owned() };
        let first = Record {
            id: "X-1".to_owned(),
            date: Some("1995-01-03".to_owned()),
            text: "A & b".to_owned(),
            expected: Expected::Events(vec![coding]),
        };
        assert_eq!(found[0], first);
        assert_eq!(found[1].expected, Expected::Events(Vec::new()));
        assert_eq!(found[2].expected, Expected::Events(Vec::new()));
        assert_eq!(found[3].expected, Expected::Unusable);
    }

    #[test]
    fn file_without_records_is_of_another_form() {
        assert_eq!(records("<html></html>"), None);
        assert_eq!(records("<Sentence id=\"cut"), None);
    }
}
