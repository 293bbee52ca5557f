//! What the codebook knows of a name, for a terminal.
//!
//! Goes in: an answer of the codebook. Comes out: text with who it is, which
//! offices were held when, and in words what is not known. It does not search.

use chancery_model::{ActorKind, Date, Party};
use chancery_read::codebook::{
    Answer, Body, Codebook, Gender, Holding, Known, Person, State, Term,
};

use super::date;
use super::text::{Page, Style, TextOptions};

/// Offices of which is said that nobody is known to hold them.
const HEADS: [&str; 4] =
    ["head_of_state", "head_of_government", "foreign_minister", "defence_minister"];

/// Returns the answer as text, with a line feed at the end of each line.
pub fn actors(answer: &Answer<'_>, book: &Codebook, options: &TextOptions) -> String {
    let mut sheet = Sheet {
        page: Page::new(options),
        name: options.styles.name,
        note: options.styles.note,
        book,
        on: answer.on,
    };
    for (idx, known) in answer.known.iter().enumerate() {
        if idx > 0 {
            sheet.page.out.push('\n');
        }
        match known {
            Known::Person(person) => sheet.person(person),
            Known::State(state, holdings) => sheet.state(state, holdings),
            Known::Body(body, holdings) => sheet.body(body, holdings),
            Known::Office { party, office, holdings } => sheet.office(party, office, holdings),
        }
    }
    if answer.known.is_empty() {
        sheet.line(0, format!("the codebook knows nobody by the name '{}'", answer.name));
        if !answer.near.is_empty() {
            sheet.line(0, format!("names like it: {}", answer.near.join(", ")));
        }
    }
    sheet.page.out
}

struct Sheet<'a> {
    page: Page<'a>,
    name: Style,
    note: Style,
    book: &'a Codebook,
    on: Option<Date>,
}

impl Sheet<'_> {
    fn line(&mut self, indent: usize, words: String) {
        self.page.paragraph(indent, &[(Style::default(), words)]);
    }

    fn head(&mut self, name: &str, facts: &[Option<String>]) {
        self.page.paragraph(0, &[(self.name, name.to_owned())]);
        let facts: Vec<&str> = facts.iter().flatten().map(String::as_str).collect();
        self.page.paragraph(2, &[(self.note, facts.join(", "))]);
    }

    fn also(&mut self, name: &str, aliases: &[&String]) {
        let mut names: Vec<&str> = Vec::new();
        for alias in aliases {
            if *alias != name && !names.contains(&alias.as_str()) {
                names.push(alias);
            }
        }
        if !names.is_empty() {
            self.line(2, format!("also: {}", names.join(", ")));
        }
    }

    fn person(&mut self, person: &Person) {
        let gender = person.gender.map(|gender| match gender {
            Gender::Female => "she".to_owned(),
            Gender::Male => "he".to_owned(),
        });
        let country = person.terms.last().map(|term| self.party(&term.party));
        self.head(&person.name, &[Some("person".into()), gender, country, person.wikidata.clone()]);
        let aliases: Vec<&String> = person.aliases.iter().collect();
        self.also(&person.name, &aliases);
        for term in &person.terms {
            let held = self.on.is_some_and(|on| term.holds_on(on));
            let mark = if held { "  <" } else { "" };
            let words = format!(
                "{}, {}: {}{mark}",
                self.book.title(&term.party, &term.office),
                self.book.party_name(&term.party),
                years(term)
            );
            self.line(2, words);
        }
        if let Some(on) = self.on {
            let held = person.term_on(on).map(|term| {
                let title = self.book.title(&term.party, &term.office);
                format!("{title}, {}", self.book.party_name(&term.party))
            });
            let held = held.unwrap_or_else(|| "no office that the codebook knows".to_owned());
            self.line(2, format!("on {}: {held}", date::day(on)));
        }
    }

    fn state(&mut self, state: &State, holdings: &[Holding<'_>]) {
        let capital = state.capitals.first().map(|capital| format!("capital {capital}"));
        self.head(
            &state.name,
            &[Some("state".into()), Some(state.code.clone()), capital, state.wikidata.clone()],
        );
        let names: Vec<&String> = state.names.iter().collect();
        self.also(&state.name, &names);
        self.holders(holdings);
        let party = Party(state.code.clone());
        for office in HEADS {
            if !holdings.iter().any(|holding| holding.term.office == office) {
                let title = self.book.title(&party, office);
                self.line(2, format!("{title}: not known{}", self.time()));
            }
        }
    }

    fn body(&mut self, body: &Body, holdings: &[Holding<'_>]) {
        let kind = match body.kind {
            ActorKind::Office => "organ",
            ActorKind::ArmedGroup => "armed group",
            _ => "organisation",
        };
        let sector = body.sector.map(|sector| sector.code().to_owned());
        let country = body.country.as_ref().map(|code| self.party(&Party(code.clone())));
        let party = (body.country.as_deref() != Some(body.party.as_str()))
            .then(|| body.party.as_str().to_owned());
        self.head(&body.name, &[Some(kind.into()), party, country, sector, body.wikidata.clone()]);
        let aliases: Vec<&String> = body.aliases.iter().collect();
        self.also(&body.name, &aliases);
        self.holders(holdings);
    }

    fn office(&mut self, party: &Party, office: &str, holdings: &[Holding<'_>]) {
        let name = format!("{} of {}", self.book.title(party, office), self.party(party));
        self.head(&name, &[Some("office".into())]);
        self.holders(holdings);
        if holdings.is_empty() {
            self.line(2, format!("holder not known{}", self.time()));
        }
    }

    fn holders(&mut self, holdings: &[Holding<'_>]) {
        for Holding { person, term } in holdings {
            let title = self.book.title(&term.party, &term.office);
            self.line(2, format!("{title}: {}, {}", person.name, years(term)));
        }
    }

    fn party(&self, party: &Party) -> String {
        match self.book.party_name(party) {
            name if name == party.as_str() => name.to_owned(),
            name => format!("{name} ({})", party.as_str()),
        }
    }

    fn time(&self) -> String {
        self.on.map_or_else(String::new, |on| format!(" on {}", date::day(on)))
    }
}

/// Returns the time of a term in words.
fn years(term: &Term) -> String {
    match (term.since, term.until) {
        (Some(since), Some(until)) => format!("{} – {}", date::day(since), date::day(until)),
        (Some(since), None) => format!("since {}, end not known", date::day(since)),
        (None, Some(until)) => format!("until {}, beginning not known", date::day(until)),
        (None, None) => "at a time not known".to_owned(),
    }
}
