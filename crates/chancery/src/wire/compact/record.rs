//! Readings and their records in bytes: their fields, one after another.
//!
//! The order here is the order of the bytes. Every field of the model stands
//! here, or the compiler asks for it; the article's text alone is left out.

use chancery_model as model;

use super::value::Value;

macro_rules! records {
    ($($name:ident { $($field:ident),* $(,)? $(; without $out:ident)? })*) => {$(
        impl Value for model::$name {
            fn put(&self, out: &mut Vec<u8>) {
                let model::$name { $($field,)* $($out: _,)? } = self;
                $($field.put(out);)*
            }

            fn take(from: &mut &[u8]) -> Option<model::$name> {
                Some(model::$name {
                    $($field: Value::take(from)?,)*
                    $($out: Default::default(),)?
                })
            }
        }
    )*};
}

records! {
    Reading {
        coder, article, sentences, actors, events, statements, claims, commitments, proposals,
        quantities, domains, problems,
    }
    Coder { version, weights, codebook }
    Article {
        id, source_id, url, site, title, standfirst, authors, published, modified, language,
        blocks; without text
    }
    DatedFrom { date, source }
    Block { kind, span, href }
    Actor { id, name, kind, party, country, sector, role, wikidata, mentions }
    Mention { span, form }
    Event {
        id, kind, mode, contexts, actors, recipients, when, place, standing, reported_by, score,
        evidence, confidence,
    }
    When { start, end, precision, text }
    Place { name, country }
    Statement {
        id, speaker, form, content, cue, channel, addressees, when, domains, reported_by, remarks,
        evidence, confidence,
    }
    Remark { kind, span }
    Claim { id, kind, by, about, statement, answers, content, remarks, evidence, confidence }
    Commitment { id, kind, parties, arranged_by, place, when, status, evidence, confidence }
    Proposal { id, by, to, quantities, domains, content, evidence, confidence }
    Quantity { id, value, unit, approximate, bound, of, span }
    DomainWeight { domain, actors, records, weight }
    Problem { code, message }
}

macro_rules! names {
    ($($name:ident)*) => {$(
        impl Value for model::$name {
            fn put(&self, out: &mut Vec<u8>) {
                self.0.put(out);
            }

            fn take(from: &mut &[u8]) -> Option<model::$name> {
                Value::take(from).map(model::$name)
            }
        }
    )*};
}

names! { Party Domain }
