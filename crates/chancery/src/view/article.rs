//! An article with its records marked.
//!
//! Goes in: a [`Reading`], and what people said of its records. Comes out: the
//! article's text, in which the words of each record are underlined and followed
//! by its id, and a list of the records as they were read, with what was said
//! beside them. It corrects nothing itself.

use std::fmt::Write as _;

use chancery_model::{BlockKind, Reading, RecordId, Remark, Span};

use super::clean;
use super::date;
use super::document::{record_name, site, title};
use super::html::{push_head, push_text, shell};
use super::marked;
use super::phrase::{self, Happening};
use super::said::{self, Said};
use super::text::{Page, Style, TextOptions};
use super::words;
use chancery_account::Participant;

/// A record, where it stands and what it says.
struct Record {
    id: RecordId,
    span: Span,
    words: String,
}

/// Returns the article as text: its records underlined where the styles do so,
/// with their ids in brackets, and listed after.
pub fn article_text(reading: &Reading, said: &Said, options: &TextOptions) -> String {
    let article = &reading.article;
    let records = records(reading);
    let marks: Vec<Span> = records.iter().map(|record| record.span).collect();
    let styles = &options.styles;
    let mut page = Page::new(options);
    page.paragraph(0, &[(styles.title, title(article))]);
    let day = date::day_or_undated(article.published.map(|published| published.date));
    let mut facts = format!("{}, {day}", site(article));
    if !article.authors.is_empty() {
        facts = format!("{facts}, by {}", article.authors.join(", "));
    }
    if let Some(url) = &article.url {
        facts = format!("{facts} {url}");
    }
    page.paragraph(0, &[(styles.note, facts)]);
    page.paragraph(0, &[(styles.source, article.id.clone())]);
    for (kind, span) in marked::blocks(article) {
        page.out.push('\n');
        let plain = match kind {
            BlockKind::Heading => styles.heading,
            BlockKind::Caption | BlockKind::Embed => styles.source,
            _ => Style::default(),
        };
        let mut runs = Vec::new();
        for piece in marked::pieces(span, &marks) {
            let words = piece.span.of(&article.text).to_owned();
            runs.push((if piece.marked { styles.evidence } else { plain }, words));
            if !piece.ends.is_empty() {
                let ids = piece.ends.iter().filter_map(|end| records.get(*end));
                let ids: Vec<String> = ids.map(|record| record.id.to_string()).collect();
                runs.push((styles.note, format!("[{}]", ids.join(" "))));
            }
        }
        match kind {
            BlockKind::Quotation | BlockKind::Caption | BlockKind::Embed => {
                page.paragraph(4, &runs)
            }
            BlockKind::ListItem => page.hanging(4, "  -", &runs),
            _ => page.paragraph(0, &runs),
        }
    }
    if !records.is_empty() {
        page.out.push('\n');
        page.paragraph(0, &[(styles.heading, "Records".to_owned())]);
    }
    for record in &records {
        let name = record_name(&article.id, record.id);
        page.hanging(15, &name, &[(Style::default(), record.words.clone())]);
        if let Some(words) = said::of(said, record.id) {
            page.paragraph(15, &[(styles.note, words)]);
        }
    }
    page.out
}

/// Returns the article as one HTML file, with its records marked and listed.
pub fn article_html(reading: &Reading, said: &Said) -> String {
    let article = &reading.article;
    let records = records(reading);
    let marks: Vec<Span> = records.iter().map(|record| record.span).collect();
    let mut body = String::from("<main><article id=\"top\">");
    push_head(&mut body, article, "h1");
    push_text(&mut body, article, &marks, &|start| {
        let Some(record) = records.get(start) else { return String::new() };
        let id = record.id;
        format!("<a class=\"ids\" id=\"{id}\" href=\"#r-{id}\">{id}</a> ")
    });
    body.push_str("</article>\n");
    if !records.is_empty() {
        body.push_str("<section id=\"records\"><h2>Records</h2>\n");
    }
    for Record { id, words, .. } in &records {
        let _ = writeln!(
            body,
            "<div class=\"line\" id=\"r-{id}\"><p class=\"date\"><a href=\"#{id}\">{}</a></p>\
             <p class=\"words\">{}</p></div>",
            clean::html(&record_name(&article.id, *id)),
            as_read(words, said, *id)
        );
    }
    if !records.is_empty() {
        body.push_str("</section>");
    }
    body.push_str("</main>\n");
    shell(&title(article), &body)
}

/// Returns what was read of the record, struck out where it was rejected, and what
/// was said of it.
fn as_read(words: &str, said: &Said, id: RecordId) -> String {
    let words = clean::html(words);
    let words =
        if said::is_rejected(said, id) { format!("<del>{words}</del>") } else { words.to_string() };
    match said::of(said, id) {
        Some(said) => format!("{words} <em class=\"said\">{}</em>", clean::html(&said)),
        None => words,
    }
}

/// Returns the records whose words lie in the article, in reading order.
fn records(reading: &Reading) -> Vec<Record> {
    let participants = |ids: &[chancery_model::ActorId]| -> Vec<Participant> {
        ids.iter().filter_map(|id| reading.actor(*id)).map(Participant::of).collect()
    };
    let name = |id: Option<chancery_model::ActorId>| {
        let actor = id.and_then(|id| reading.actor(id));
        actor.map_or_else(|| "somebody".to_owned(), |actor| phrase::name(&Participant::of(actor)))
    };
    let names = |ids: &[chancery_model::ActorId]| phrase::plain(&phrase::names(&participants(ids)));
    let content = |span: Span| span.of(&reading.article.text).trim().to_owned();
    let remarks = |remarks: &[Remark]| -> String {
        remarks.iter().map(|one| format!("; {}", phrase::remark(&content(one.span)))).collect()
    };
    let according = |id| format!(", according to {}", name(Some(id)));
    let mut records = Vec::new();
    for event in &reading.events {
        let happening = Happening {
            kind: event.kind,
            mode: event.mode,
            standing: event.standing,
            reported_by: event.reported_by.as_ref().map(|party| party.as_str().to_owned()),
            actors: &participants(&event.actors),
            recipients: &participants(&event.recipients),
        };
        let mode = event.mode.map(|mode| format!(" {}", mode.code())).unwrap_or_default();
        let standing = words::standing(event.standing).map(|words| format!(", {words}"));
        let words = format!(
            "event {}{mode}: {}{}",
            event.kind,
            phrase::plain(&happening.words()),
            standing.unwrap_or_default()
        );
        records.push(Record { id: RecordId::Event(event.id), span: event.evidence, words });
    }
    for statement in &reading.statements {
        let channel = statement.channel.as_ref().map(|channel| format!(", {channel}"));
        let words = format!(
            "statement ({}{}) by {}{}: {}{}",
            statement.form.name(),
            channel.unwrap_or_default(),
            name(statement.speaker),
            statement.reported_by.map_or_else(String::new, according),
            content(statement.content),
            remarks(&statement.remarks)
        );
        let id = RecordId::Statement(statement.id);
        records.push(Record { id, span: statement.evidence, words });
    }
    for claim in &reading.claims {
        let answers = claim.answers.map(|answered| format!(", answers {answered}"));
        let said = reading.statements.iter().find(|said| Some(said.id) == claim.statement);
        let words = format!(
            "{} by {}{}{}: {}{}",
            claim.kind.name(),
            name(claim.by),
            said.and_then(|said| said.reported_by).map_or_else(String::new, according),
            answers.unwrap_or_default(),
            content(claim.content),
            remarks(&claim.remarks)
        );
        records.push(Record { id: RecordId::Claim(claim.id), span: claim.evidence, words });
    }
    for commitment in &reading.commitments {
        let when = commitment.when.as_ref().map_or_else(|| "no date named".to_owned(), date::when);
        let words = format!(
            "{}, {}: {}, {when}",
            commitment.kind.name(),
            words::status(commitment.status),
            names(&commitment.parties)
        );
        let id = RecordId::Commitment(commitment.id);
        records.push(Record { id, span: commitment.evidence, words });
    }
    for proposal in &reading.proposals {
        let words = format!("proposal by {}: {}", name(proposal.by), content(proposal.content));
        let id = RecordId::Proposal(proposal.id);
        records.push(Record { id, span: proposal.evidence, words });
    }
    let text = reading.article.text.as_str();
    records.retain(|record| !record.span.is_empty() && text.get(record.span.range()).is_some());
    records.sort_by_key(|record| (record.span.start, record.id));
    records
}
