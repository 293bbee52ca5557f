//! The codes of grammar: universal parts of speech, Penn tags, relations.
//!
//! In: the names that treebanks use. Out: small plain enums, each with its list
//! and its names both ways. Which code a word has is decided by a tier; nothing
//! here knows about words.

/// Defines an enum of codes with the names that treebanks give them.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$code_doc:meta])* $code:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$code_doc])* $code,)+ }

        impl $name {
            /// Every code, in the order of its number.
            pub const ALL: &'static [$name] = &[$($name::$code,)+];

            /// Returns the code as treebanks write it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$code => $text,)+ }
            }

            /// Returns the code that treebanks write so.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$code),)+ _ => None }
            }

            /// Returns the code's place in [`Self::ALL`].
            pub const fn index(self) -> usize {
                self as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

codes! {
    /// A part of speech of Universal Dependencies.
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary, copula among them.
        Aux = "AUX",
        /// "and", "or", "but".
        Cconj = "CCONJ",
        /// Article, demonstrative, quantifier.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Possessive clitic, "to" of an infinitive, "not".
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Mark.
        Punct = "PUNCT",
        /// "that", "if", "because".
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

codes! {
    /// A tag of the Penn Treebank, in the form of the English treebanks of
    /// Universal Dependencies.
    #[expect(missing_docs, reason = "the names are Penn's and are described in its manual")]
    Tag {
        Add = "ADD",
        Afx = "AFX",
        Cc = "CC",
        Cd = "CD",
        Dt = "DT",
        Ex = "EX",
        Fw = "FW",
        Gw = "GW",
        Hyph = "HYPH",
        In = "IN",
        Jj = "JJ",
        Jjr = "JJR",
        Jjs = "JJS",
        Ls = "LS",
        Md = "MD",
        Nfp = "NFP",
        Nn = "NN",
        Nnp = "NNP",
        Nnps = "NNPS",
        Nns = "NNS",
        Pdt = "PDT",
        Pos = "POS",
        Prp = "PRP",
        PrpPossessive = "PRP$",
        Rb = "RB",
        Rbr = "RBR",
        Rbs = "RBS",
        Rp = "RP",
        Sym = "SYM",
        To = "TO",
        Uh = "UH",
        Vb = "VB",
        Vbd = "VBD",
        Vbg = "VBG",
        Vbn = "VBN",
        Vbp = "VBP",
        Vbz = "VBZ",
        Wdt = "WDT",
        Wp = "WP",
        WpPossessive = "WP$",
        Wrb = "WRB",
        Xx = "XX",
        OpenBracket = "-LRB-",
        CloseBracket = "-RRB-",
        OpenQuote = "``",
        CloseQuote = "''",
        Comma = ",",
        Stop = ".",
        Colon = ":",
        Dollar = "$",
        Hash = "#",
    }
}

codes! {
    /// A relation of Universal Dependencies, with the subtypes of the English
    /// treebanks.
    #[expect(missing_docs, reason = "the names are those of Universal Dependencies")]
    Relation {
        Acl = "acl",
        AclRelcl = "acl:relcl",
        Advcl = "advcl",
        AdvclRelcl = "advcl:relcl",
        Advmod = "advmod",
        Amod = "amod",
        Appos = "appos",
        Aux = "aux",
        AuxPass = "aux:pass",
        Case = "case",
        Cc = "cc",
        CcPreconj = "cc:preconj",
        Ccomp = "ccomp",
        Clf = "clf",
        Compound = "compound",
        CompoundPrt = "compound:prt",
        Conj = "conj",
        Cop = "cop",
        Csubj = "csubj",
        CsubjOuter = "csubj:outer",
        CsubjPass = "csubj:pass",
        Dep = "dep",
        Det = "det",
        DetPredet = "det:predet",
        Discourse = "discourse",
        Dislocated = "dislocated",
        Expl = "expl",
        Fixed = "fixed",
        Flat = "flat",
        Goeswith = "goeswith",
        Iobj = "iobj",
        List = "list",
        Mark = "mark",
        Nmod = "nmod",
        NmodDesc = "nmod:desc",
        NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass",
        Nummod = "nummod",
        Obj = "obj",
        Obl = "obl",
        OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked",
        Orphan = "orphan",
        Parataxis = "parataxis",
        Punct = "punct",
        Reparandum = "reparandum",
        Root = "root",
        Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// Returns the relation of that name; a subtype that is not known here
    /// counts as its universal part.
    pub fn from_subtype(name: &str) -> Option<Relation> {
        let universal = || name.split_once(':').and_then(|(part, _)| Relation::from_name(part));
        Relation::from_name(name).or_else(universal)
    }

    /// Returns the relation without its subtype: `nsubj` for `nsubj:pass`.
    pub const fn universal(self) -> Relation {
        match self {
            Relation::AclRelcl => Relation::Acl,
            Relation::AdvclRelcl => Relation::Advcl,
            Relation::AuxPass => Relation::Aux,
            Relation::CcPreconj => Relation::Cc,
            Relation::CompoundPrt => Relation::Compound,
            Relation::CsubjOuter | Relation::CsubjPass => Relation::Csubj,
            Relation::DetPredet => Relation::Det,
            Relation::NmodDesc | Relation::NmodPoss | Relation::NmodUnmarked => Relation::Nmod,
            Relation::NsubjOuter | Relation::NsubjPass => Relation::Nsubj,
            Relation::OblAgent | Relation::OblUnmarked => Relation::Obl,
            relation => relation,
        }
    }
}

codes! {
    /// What kind of thing a name names.
    NameKind {
        /// A person.
        Person = "PER",
        /// A place: a country, a town, a river.
        Place = "LOC",
        /// An organization: a ministry, a party, a company.
        Organization = "ORG",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_codes() {
        for upos in Upos::ALL {
            assert_eq!(Upos::from_name(upos.as_str()), Some(*upos));
        }
        for tag in Tag::ALL {
            assert_eq!(Tag::from_name(tag.as_str()), Some(*tag));
        }
        for (idx, relation) in Relation::ALL.iter().enumerate() {
            assert_eq!(Relation::from_name(relation.as_str()), Some(*relation));
            assert_eq!(relation.index(), idx);
        }
        assert_eq!(Upos::ALL.len(), 17);
    }

    #[test]
    fn universal_part_is_what_stands_before_the_colon() {
        for relation in Relation::ALL {
            let text = relation.as_str();
            let part = text.split(':').next().unwrap();
            assert_eq!(relation.universal().as_str(), part);
        }
    }

    #[test]
    fn unknown_subtype_counts_as_its_universal_part() {
        assert_eq!(Relation::from_subtype("obl:tmod"), Some(Relation::Obl));
        assert_eq!(Relation::from_subtype("nsubj:pass"), Some(Relation::NsubjPass));
        assert_eq!(Relation::from_subtype("subject"), None);
    }
}
