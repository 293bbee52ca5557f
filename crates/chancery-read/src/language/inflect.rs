//! Inflection of English verbs and nouns, from lemmas to their forms.

/// A form of a verb, as bits: one word may be several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form(u8);

impl Form {
    /// "meet"
    pub(crate) const BASE: Form = Form(1);
    /// "meets"
    pub(crate) const THIRD: Form = Form(2);
    /// "met", as in "they met"
    pub(crate) const PAST: Form = Form(4);
    /// "met", as in "they have met"
    pub(crate) const PARTICIPLE: Form = Form(8);
    /// "meeting"
    pub(crate) const GERUND: Form = Form(16);

    /// Returns whether the word can be any of these forms.
    pub(crate) fn is(self, other: Form) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the forms of both.
    pub(crate) fn or(self, other: Form) -> Form {
        Form(self.0 | other.0)
    }
}

/// An irregular verb: its past forms and participles.
#[derive(Clone, Debug)]
pub(super) struct Irregular {
    pub(super) past: Vec<String>,
    pub(super) participle: Vec<String>,
}

/// Returns every form of a verb with what it is.
pub(super) fn verb_forms(lemma: &str, irregular: Option<&Irregular>) -> Vec<(String, Form)> {
    let mut forms = vec![
        (lemma.to_string(), Form::BASE),
        (with_s(lemma), Form::THIRD),
        (gerund(lemma, irregular.is_some()), Form::GERUND),
    ];
    match irregular {
        Some(irregular) => {
            forms.extend(irregular.past.iter().map(|form| (form.clone(), Form::PAST)));
            let participles = irregular.participle.iter();
            forms.extend(participles.map(|form| (form.clone(), Form::PARTICIPLE)));
        }
        None => {
            let past = past(lemma);
            forms.push((past.clone(), Form::PAST));
            forms.push((past, Form::PARTICIPLE));
        }
    }
    forms
}

/// Returns the plural of a noun.
pub(super) fn plural(noun: &str) -> String {
    match noun {
        "man" => "men".to_string(),
        "woman" => "women".to_string(),
        "person" => "people".to_string(),
        "aircraft" | "media" | "police" | "people" | "navy" => noun.to_string(),
        _ if noun.ends_with("man") => format!("{}men", &noun[..noun.len() - 3]),
        _ => with_s(noun),
    }
}

fn with_s(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        format!("{word}es")
    } else if let Some(stem) = consonant_y(word) {
        format!("{stem}ies")
    } else if word == "go" || word == "do" || word == "veto" {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn past(word: &str) -> String {
    if word.ends_with('e') {
        format!("{word}d")
    } else if let Some(stem) = consonant_y(word) {
        format!("{stem}ied")
    } else {
        format!("{word}ed")
    }
}

/// Returns the gerund; short irregular verbs ("cut", "hit") and those that the
/// irregular table lists for it double their last consonant.
fn gerund(word: &str, may_double: bool) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if word.ends_with('e') && !word.ends_with("ee") && word != "be" {
        return format!("{}ing", &word[..word.len() - 1]);
    }
    let mut tail = word.bytes().rev();
    let (last, vowel, before) = (tail.next(), tail.next(), tail.next());
    let doubles = may_double
        && matches!(last, Some(b't' | b'n' | b'p' | b'g' | b'm' | b'r' | b'l' | b'd' | b'b'))
        && matches!(vowel, Some(b'a' | b'e' | b'i' | b'o' | b'u'))
        && before.is_some_and(|b| !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u'))
        && !matches!(word, "cancel" | "travel" | "open");
    match last {
        Some(last) if doubles => format!("{word}{}ing", char::from(last)),
        _ => format!("{word}ing"),
    }
}

fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(lemma: &str) -> Vec<String> {
        verb_forms(lemma, None).into_iter().map(|(form, _)| form).collect()
    }

    #[test]
    fn regular_verbs_follow_the_spelling_rules() {
        assert_eq!(forms("deny"), ["deny", "denies", "denying", "denied", "denied"]);
        assert_eq!(forms("praise"), ["praise", "praises", "praising", "praised", "praised"]);
        assert_eq!(forms("attack"), ["attack", "attacks", "attacking", "attacked", "attacked"]);
        assert_eq!(forms("veto")[1], "vetoes");
    }

    #[test]
    fn nouns_take_their_plural() {
        assert_eq!(plural("embassy"), "embassies");
        assert_eq!(plural("spokesman"), "spokesmen");
        assert_eq!(plural("airstrike"), "airstrikes");
    }
}
