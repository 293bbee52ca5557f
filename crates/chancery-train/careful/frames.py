"""Sentences for the event head, made from the frames in `events/`.

In: the frames, verb phrases and fillers, all written for this project, and a seed.
Out: sentences with marked pairs of parties, each with the senses it may have
(`EVENT.mode`, or none) and its standing. It knows no other text.
"""

import pathlib
import random
import re
from dataclasses import dataclass, field

FOLDER = pathlib.Path(__file__).parent / "events"
EVENTS = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
          "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
STANDINGS = ["actual", "planned", "hypothetical", "negated", "historical"]
YIELDING = ("CONCEDE", "RETREAT")
COOPERATIVE = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")
HOSTILE = ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST")
# What one side does with the other the other does too.
MUTUAL = {"CONSULT.meet", "CONSULT.phone", "CONSULT.visit", "SUPPORT.sign", "SUPPORT.recognise", "COOPERATE"}

IRREGULAR = {
    "be": ("was", "been"), "begin": ("began", "begun"), "hold": ("held", "held"), "have": ("had", "had"), "meet": ("met", "met"),
    "bring": ("brought", "brought"), "speak": ("spoke", "spoken"), "fly": ("flew", "flown"), "pay": ("paid", "paid"),
    "send": ("sent", "sent"), "make": ("made", "made"), "give": ("gave", "given"), "throw": ("threw", "thrown"),
    "strike": ("struck", "struck"), "win": ("won", "won"), "put": ("put", "put"), "let": ("let", "let"), "lend": ("lent", "lent"),
    "feed": ("fed", "fed"), "set": ("set", "set"), "build": ("built", "built"), "take": ("took", "taken"), "buy": ("bought", "bought"),
    "sell": ("sold", "sold"), "cede": ("ceded", "ceded"), "leave": ("left", "left"), "quit": ("quit", "quit"), "lay": ("laid", "laid"),
    "seek": ("sought", "sought"), "beg": ("begged", "begged"), "flee": ("fled", "fled"), "tell": ("told", "told"),
    "write": ("wrote", "written"), "say": ("said", "said"), "sue": ("sued", "sued"), "withdraw": ("withdrew", "withdrawn"),
    "break": ("broke", "broken"), "cut": ("cut", "cut"), "shut": ("shut", "shut"), "find": ("found", "found"), "slap": ("slapped", "slapped"),
    "fight": ("fought", "fought"), "shoot": ("shot", "shot"), "beat": ("beat", "beaten"), "sink": ("sank", "sunk"), "blow": ("blew", "blown"),
    "hit": ("hit", "hit"), "overrun": ("overran", "overrun"), "burn": ("burned", "burned"), "swear": ("swore", "sworn"),
    "drop": ("dropped", "dropped"), "stop": ("stopped", "stopped"), "ban": ("banned", "banned"), "scrap": ("scrapped", "scrapped"),
    "bar": ("barred", "barred"), "swap": ("swapped", "swapped"), "step": ("stepped", "stepped"), "confer": ("conferred", "conferred"),
    "ship": ("shipped", "shipped"), "submit": ("submitted", "submitted"), "admit": ("admitted", "admitted"), "rebuff": ("rebuffed", "rebuffed"),
    "retake": ("retook", "retaken"), "oversee": ("oversaw", "overseen"), "spurn": ("spurned", "spurned"), "tear": ("tore", "torn"),
    "shake": ("shook", "shaken"), "stand": ("stood", "stood"), "ring": ("rang", "rung"), "bow": ("bowed", "bowed"), "cave": ("caved", "caved"),
    "spread": ("spread", "spread"), "strip": ("stripped", "stripped"), "rob": ("robbed", "robbed"), "commit": ("committed", "committed"),
    "stab": ("stabbed", "stabbed"), "slam": ("slammed", "slammed"), "chide": ("chided", "chided"), "undertake": ("undertook", "undertaken"),
    "reset": ("reset", "reset"), "put off": ("put off", "put off"), "train": ("trained", "trained"), "forgive": ("forgave", "forgiven"),
    "go": ("went", "gone"), "fast": ("fasted", "fasted"), "talk": ("talked", "talked"), "lie": ("lied", "lied"), "spy": ("spied", "spied"),
    "freeze": ("froze", "frozen"), "rap": ("rapped", "rapped"), "club": ("clubbed", "clubbed"), "wrap": ("wrapped", "wrapped"),
    "oust": ("ousted", "ousted"), "lob": ("lobbed", "lobbed"), "dig": ("dug", "dug"), "plan": ("planned", "planned"), "get": ("got", "got"),
}
DOUBLING = {"begin", "put", "let", "set", "quit", "beg", "cut", "shut", "slap", "run", "hit", "overrun", "drop", "stop", "ban", "scrap", "bar",
            "swap", "step", "confer", "ship", "submit", "admit", "strip", "commit", "stab", "slam", "dig", "plan", "get", "club", "lob", "win"}
PLURAL_NOUNS = re.compile(r"(ists|ers|ors|ents|ians|ants|ists|ors|ees|els|oops|ces|ips|tors|ies|groups|members|lawmakers|gunmen|men|women|people|civilians|police|parties|soldiers|planes|jets|marines|rebels|pirates|guerrillas|militias|prosecutors|officials|firms|nurses|pensioners|services|prisoners|agents|nations|countries|states|powers|children|civilians|suspects|migrants|tourists|agencies|workers)$")


@dataclass
class Pair:
    source: tuple           # first word and the word after the last
    target: tuple
    senses: tuple           # what it may be; ("none",) is nothing
    standing: str | None


@dataclass
class Marked:
    words: list
    pairs: list = field(default_factory=list)


TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d[\d,.]*\d|\w+?(?=n['\u2019]t\b)|n['\u2019]t\b|['\u2019](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")


def words_of(text):
    return TOKEN.findall(text)


def marked_words(text):
    """The words of a text with parties between '<K ' and ' K>', and where each party stands."""
    words, spans, open_at = [], {}, {}
    for part in re.split(r"(<[A-Z]\d? | [A-Z]\d?>)", text):
        if re.fullmatch(r"<[A-Z]\d? ", part):
            open_at[part[1:-1]] = len(words)
        elif re.fullmatch(r" [A-Z]\d?>", part):
            spans[part[1:-1]] = (open_at[part[1:-1]], len(words))
        else:
            words.extend(words_of(part))
    return words, spans


def past(verb, participle=False):
    if verb in IRREGULAR:
        return IRREGULAR[verb][1 if participle else 0]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def gerund(verb):
    if verb in DOUBLING:
        return verb + verb[-1] + "ing"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return verb[:-1] + "ing"
    return verb + "ing"


def present(verb, plural):
    if verb == "be":
        return "are" if plural else "is"
    if verb == "have":
        return "have" if plural else "has"
    if plural:
        return verb
    if re.search(r"(s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


@dataclass
class Party:
    text: str
    plural: bool
    person: bool


class Frames:
    def __init__(self, seed, folder=FOLDER):
        self.rng = random.Random(seed)
        self.fillers, self.lines = {}, []
        for line in (folder / "fillers.tsv").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                kind, values = line.split("\t", 1)
                self.fillers[kind] = values.split("|")
        self.countries = [value.split(",") for value in self.fillers.pop("country")]
        for path in sorted(folder.glob("*.tsv")):
            if path.stem == "fillers":
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line or line.startswith("#"):
                    continue
                mode, kinds, text = line.split("\t")
                mode, _, standing = mode.partition("/")
                event = path.stem.upper()
                sense = "none" if event == "NONE" else event if mode in ("-", "") else f"{event}.{mode}"
                source, target = kinds.split(">")
                self.lines.append((event, sense, standing, source, target, text))
        named = {sense for _, sense, *_ in self.lines} - {"none"}
        moded = {sense.split(".")[0] for sense in named if "." in sense}
        self.senses = ["none"] + sorted(named - moded)
        self.phrases = {event: [line for line in self.lines if line[0] == event and "{S}" not in line[5]] for event in EVENTS}
        self.whole = {event: [line for line in self.lines if line[0] == event and "{S}" in line[5]] for event in EVENTS + ["NONE"]}

    # Text from patterns.

    def alternatives(self, text):
        while match := re.search(r"\(([^()]*\|[^()]*)\)", text):
            text = text[:match.start()] + self.rng.choice(match[1].split("|")) + text[match.end():]
        return text

    def filled(self, text, depth=0):
        text = self.alternatives(text)
        country = self.rng.choice(self.countries)

        def value(match):
            kind = match[1]
            if kind in ("S", "T", "O", "A", "P"):
                return match[0]
            if kind in ("country", "adj", "city"):
                chosen = country if self.rng.random() < 0.8 else self.rng.choice(self.countries)
                return chosen[{"country": 0, "adj": 1, "city": 2}[kind]]
            if kind == "CITY":
                return self.rng.choice(self.countries)[2].upper()
            if kind == "person":
                return self.name()
            if kind == "group":
                return self.rng.choice(self.fillers["groupname"])
            if kind == "act":
                kind = "actto"
            return self.filled(self.rng.choice(self.fillers[kind]), depth + 1)

        return re.sub(r"\s+", " ", re.sub(r"[\[{](\w+)[\]}]", value, text)) if depth == 0 else re.sub(r"[\[{](\w+)[\]}]", value, text)

    def name(self):
        last = self.rng.choice(self.fillers["last"])
        return last if self.rng.random() < 0.2 else f"{self.rng.choice(self.fillers['first'])} {last}"

    def party(self, kinds, mark):
        """A noun phrase for a party of one of the kinds, marked."""
        rng = self.rng
        kind = rng.choice(kinds)
        if kind == "g" and rng.random() < 0.07:
            kind = "m"
        country, adjective, capital = rng.choice(self.countries)
        inner = lambda text: f"<{mark} {text} {mark}>"
        plural = person = False
        if kind == "g":
            chance = rng.random()
            if chance < 0.5:
                text = country
            elif chance < 0.72:
                noun = rng.choice(["government", "government", "government", "administration", "regime", "authorities", "leadership", "state", "side"])
                plural = noun == "authorities"
                if rng.random() < 0.2:
                    return Party(f"the {inner(adjective)} {noun}", plural, False)
                text = f"the {adjective} {noun}"
            elif chance < 0.82:
                text = capital
            elif chance < 0.88:
                text = f"the government of {country}" if rng.random() < 0.5 else f"{country}'s government"
            elif chance < 0.91:
                text = rng.choice(["the government", "the authorities", "the interim government", "the new government"])
                plural = text == "the authorities"
            elif chance < 0.95:
                other = rng.choice(self.countries)
                text, plural = f"{country} and {other[0]}", True
            else:
                text, plural = f"{adjective} officials", True
        elif kind == "o":
            person = True
            name, chance = self.name(), rng.random()
            title, office = rng.choice(self.fillers["title"]), rng.choice(self.fillers["office"])
            if chance < 0.3:
                text = f"{adjective} {title} {name}"
            elif chance < 0.45:
                text = f"{title} {name}"
            elif chance < 0.6:
                text = f"the {adjective} {office}" + (f", {name}" if rng.random() < 0.25 else "")
            elif chance < 0.75:
                if rng.random() < 0.15:
                    return Party(f"{inner(country)} 's {office}", False, True)
                text = f"{country}'s {office}" + (f", {name}" if rng.random() < 0.3 else "")
            elif chance < 0.82:
                text = f"{name}, {rng.choice(['the', country + ' ' + chr(39) + 's', 'a senior'])} {office}" + rng.choice(["", f" of {country}"])
            elif chance < 0.95:
                text = name
            else:
                text, plural, person = f"the leaders of {country} and {rng.choice(self.countries)[0]}", True, False
        elif kind == "i":
            person = True
            text = self.name() if rng.random() < 0.35 else self.filled(rng.choice(self.fillers["people"]))
            if rng.random() < 0.3:
                text = self.filled(rng.choice(["opposition leader", "journalist", "activist", "former minister", "lawyer", "businessman", "former president",
                                               "the singer", "{adj} citizen", "dissident", "{adj} actor", "the banker"])) + " " + self.name()
            elif rng.random() < 0.15:
                text = text + self.filled(rng.choice([" and [num] other people", " of the {group}", ", a critic of the government", " and his brother", " in {city}",
                                                      " suspected of [topic]", ", who led the protests"]))
        elif kind == "c":
            plural = True
            who = rng.choice(self.fillers["crowdwho"])
            text = rng.choice([who, f"{adjective} {who}", f"{rng.choice(self.fillers['countword'])} {who}", f"{rng.choice(self.fillers['countword'])} {who}",
                               f"{rng.choice(self.fillers['countword'])} {who} in {country}", f"{who} from {country}"])
        else:
            key = {"u": "igo", "n": "ngo", "b": "company", "p": "police", "k": "court", "a": "army", "m": "agency", "r": "rebels", "l": "party",
                   "w": "place", "x": "act", "v": "voteevent", "d": "goods", "q": "ask"}[kind]
            text = self.filled(rng.choice(self.fillers[key]))
            if kind == "w" and rng.random() < 0.35:
                text = country if rng.random() < 0.6 else capital
        if kind not in "gox" or kind == "x":
            plural = plural or bool(PLURAL_NOUNS.search(text.split(" of ")[0].split(" in ")[0].split(" to ")[0]))
        return Party(inner(text), plural, person)

    # Verb phrases in clauses.

    def phrase(self, events=None, line=None, subject_kinds=None):
        """A verb phrase: its line, verb and rest, alternatives chosen."""
        for _ in range(30):
            chosen = line or self.rng.choice(self.phrases[self.rng.choice(events)])
            if line or not subject_kinds or set(chosen[3]) & set(subject_kinds):
                break
        verb, _, rest = self.alternatives(chosen[5]).partition(" ")
        return chosen, verb, self.alternatives(rest)

    def said_of(self, subject, verb, rest, form):
        """The phrase said of its subject in the given form."""
        own = "their" if subject.plural else self.rng.choice(["his", "his", "her"]) if subject.person else "its"
        rest = re.sub(r"\bits\b", own, rest)
        if verb == "be":
            forms = {"past": "were" if subject.plural else "was", "base": "be", "participle": "been", "gerund": "being"}
        else:
            forms = {"past": past(verb), "base": verb, "participle": past(verb, True), "gerund": gerund(verb)}
        forms["present"] = present(verb, subject.plural)
        has, was = ("have", "are") if subject.plural else ("has", "is")
        n_has = {"perfect": f"{has} {forms['participle']}", "progressive": f"{was} {forms['gerund']}", "pluperfect": f"had {forms['participle']}"}
        return f"{n_has.get(form) or forms[form]} {rest}"

    def clause(self, subject, verb, rest):
        """A clause that tells of the phrase in one of many ways: text and standing."""
        rng, say = self.rng, lambda form: self.said_of(subject, verb, rest, form)
        s, chance = subject.text, rng.random()
        has, be, was, do = ("have", "are", "were", "do") if subject.plural else ("has", "is", "was", "does")
        it = "they" if subject.plural else rng.choice(["he", "he", "she"]) if subject.person else "it"
        if verb != "be" and rest.startswith("{T}") and chance < 0.16:
            tail = rest[3:]
            plural = rng.choice(["was", "was", "were", "has been", "had been", "is being"])
            return f"{{T}} {plural} {past(verb, True)}{tail if rng.random() < 0.5 else ''} by {s}{tail if rng.random() < 0.2 else ''}", "actual"
        if chance < 0.44:
            return f"{s} {rng.choice(['[day] ', 'on [day] ', '', '', '', 'also ', 'reportedly ', 'later ', 'officially ']) if rng.random() < 0.4 else ''}{say('past')}", "actual"
        if chance < 0.58:
            return f"{s} {say('perfect')}", "actual"
        if chance < 0.62:
            return f"{s} {say('progressive')}", "actual"
        if chance < 0.67:
            return f"{s} {say('present')}", "actual"
        if chance < 0.70:
            return f"{s} {say('pluperfect')}", "actual"
        if chance < 0.73:
            return f"{s} {rng.choice(['said', 'announced', 'confirmed', 'says'])} {it} {rng.choice([say('pluperfect'), say('past')])}", "actual"
        if chance < 0.76:
            verb_of = rng.choice(["decided", "voted", "moved", "went on", "was quick", "rushed", "chose", "did not hesitate", "took steps"])
            return f"{s} {verb_of} to {say('base')}", "actual"
        if chance < 0.78:
            return f"{s} {rng.choice(['began', 'started', 'continued', 'resumed', 'kept'])} {say('gerund')}", "actual"
        if chance < 0.81:
            return f"{rng.choice(['after', 'by', 'while'])} {say('gerund')}, {s} [ending]", "actual"
        if chance < 0.84:
            return f"{s}, which {say('past')}, [ending]".replace("which", "who" if subject.person or subject.plural else "which"), "actual"
        if chance < 0.86:
            return f"{s} [ending], {say('gerund')}", "actual"
        if chance < 0.885:
            return f"{s} {rng.choice([f'{be} expected to', f'{be} set to', 'plan to' if subject.plural else 'plans to', f'{be} due to', f'{be} preparing to', f'{be} about to'])} {say('base')}", "planned"
        if chance < 0.91:
            return rng.choice([
                f"{s} {rng.choice(['could', 'may', 'might'])} {say('base')}",
                f"if {s} {say('present')}, {rng.choice(['markets will fall', 'the region will change', 'tension will grow', 'others may follow'])}",
                f"{s} {be} considering {say('gerund')}", f"it is not clear whether {s} will {say('base')}",
                f"{s} would {say('base')} only if the conditions were right"]), "hypothetical"
        if chance < 0.945:
            return rng.choice([
                f"{s} did not {say('base')}", f"{s} {has} not {self.said_of(subject, verb, rest, 'participle')}", f"{s} {has} never {self.said_of(subject, verb, rest, 'participle')}",
                f"{s} denied {say('gerund')}", f"{s} denied that {it} {say('pluperfect')}",
                f"reports that {s} {say('pluperfect')} were false"]), "negated"
        if chance < 0.955:
            return f"{s} stopped short of {say('gerund')}", "negated"
        return f"[historical]{s} {say(rng.choice(['past', 'past', 'pluperfect']))}", "historical"

    # Sentences.

    def matrix(self, event):
        """A sentence in which one deed is asked, promised, refused, threatened, praised or blamed."""
        rng = self.rng
        if event == "AGREE":
            line, verb, rest = self.phrase(COOPERATIVE)
            subject = self.party(line[3], "S")
            be, has = ("are", "have") if subject.plural else ("is", "has")
            was = "were" if subject.plural else "was"
            it = "they" if subject.plural else rng.choice(["he", "she"]) if subject.person else "it"
            base, will = self.said_of(subject, verb, rest, "base"), rng.random() < 0.22
            head = rng.choice(["will", "will soon", "would"]) if will else rng.choice([
                "agreed to", f"{has} agreed to", "promised to", f"{has} promised to", "pledged to", "offered to", f"{has} offered to", f"{be} willing to",
                f"{be} ready to", f"said {it} {was} ready to", f"said {it} would", f"said {it} will", "undertook to", "consented to", "vowed to", "committed itself to",
                f"announced that {it} would", f"{be} prepared to", "expressed readiness to", "agreed in principle to", f"reaffirmed a pledge to", "signalled a readiness to",
                f"{has} said {it} will", f"{has} expressed willingness to", "gave a promise to"])
            return f"{subject.text} {head} {base}", [("S", "T", ("AGREE",), "planned" if will else "actual")], line[4], None
        if event == "REJECT":
            if rng.random() < 0.7:
                line, verb, rest = self.phrase(COOPERATIVE)
                subject = self.party(line[3], "S")
                be, has = ("are", "have") if subject.plural else ("is", "has")
                it = "they" if subject.plural else rng.choice(["he", "she"]) if subject.person else "it"
                base = self.said_of(subject, verb, rest, "base")
                head = rng.choice(["refused to", f"{has} refused to", "declined to", f"{has} declined to", f"{be} refusing to", "will not", f"said {it} would not",
                                   f"said {it} will not", "failed to", f"{has} failed to", f"{be} unwilling to", f"{be} not willing to", "would not", f"insisted {it} would not",
                                   f"{has} repeatedly refused to", "balked at a plan to", "refuse to" if subject.plural else "refuses to",
                                   f"rejected calls to", "ruled out a plan to", f"{be} not ready to", f"said {it} could not", f"vowed not to", f"{has} ruled out any move to"])
                mode = {"CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield", "SUPPORT": "change"}.get(line[0], "assist")
                return f"{subject.text} {head} {base}", [("S", "T", (f"REJECT.{mode}",), "actual")], line[4], None
            line, verb, rest = self.phrase(EVENTS)
            subject, target = self.party("goulrck", "S"), self.party("goulnc", "T")
            deed = self.said_of(Party("", False, False), verb, rest.replace("{T}", "{O}"), "base")
            head = rng.choice(["rejected", "has rejected", "turned down", "dismissed", "refused", "rebuffed", "ignored"])
            thing = rng.choice(["a demand", "a request", "calls", "an appeal", "a proposal", "pressure", "a call"])
            text = f"{subject.text} {head} {thing} {rng.choice(['by', 'from'])} {target.text} to {deed}" if rng.random() < 0.5 else \
                f"{subject.text} {head} {target.text}'s {rng.choice(['demand', 'request', 'call', 'proposal', 'appeal'])} to {deed}"
            return text, [("S", "T", self.any_of("REJECT"), "actual"), ("T", "S", ("none",), None)], None, line[4]
        if event == "THREATEN":
            line, verb, rest = self.phrase(HOSTILE)
            subject = self.party(line[3], "S")
            be, has = ("are", "have") if subject.plural else ("is", "has")
            it = "they" if subject.plural else rng.choice(["he", "she"]) if subject.person else "it"
            base = self.said_of(subject, verb, rest, "base")
            head = rng.choice(["threatened to", f"{has} threatened to", "vowed to", f"{be} threatening to", f"warned that {it} would", f"warned {it} could", f"said {it} would",
                               f"said {it} will", "swore to", f"issued a threat to", f"repeated a threat to", "threaten to" if subject.plural else "threatens to", "will",
                               f"warned on [day] {it} could", f"{be} ready to", f"said {it} might"])
            mode = {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "PROTEST": "restrict"}.get(line[0], "arrest" if line[1] == "COERCE.arrest" else "restrict")
            unless = rng.choice(["", " unless [num] prisoners are freed", " if the talks fail", " unless its demands are met", " within days", " over [topic]", " if attacks go on"])
            pairs = [("S", "T", (f"THREATEN.{mode}",), "actual")] if head != "will" else [("S", "T", (f"THREATEN.{mode}",) + ((line[1],) if line[1] in self.senses else self.any_of(line[0])), "planned")]
            return f"{subject.text} {head} {base}{unless}", pairs, line[4], None
        line, verb, rest = self.phrase([event_ for event_ in EVENTS if event_ not in ("REQUEST",)] if event == "REQUEST" else
                                       HOSTILE + ("THREATEN",) if event == "ACCUSE" else EVENTS)
        target = self.party([kind for kind in line[3] if kind in "goulrpkmabnc"] or "g", "T")
        deed = lambda form: self.said_of(target, verb, rest.replace("{T}", "{O}"), form)
        if event == "REQUEST":
            subject = self.party("gounclmibk", "S")
            mode = {"CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist"}.get(line[0], "change")
            it_should = rng.choice(["should", "must", "needs to", "has to", "ought to"])
            text = rng.choice([
                f"{subject.text} {rng.choice(['urged', 'has urged', 'called on', 'asked', 'has asked', 'pressed', 'told', 'ordered', 'begged', 'appealed to', 'is pressing', 'called upon', 'pressured', 'instructed', 'wants', 'is urging', 'invited', 'again urged', 'pleaded with'])} {target.text} to {deed('base')}",
                f"{subject.text} {rng.choice(['urged', 'has urged', 'called on', 'asked', 'has asked', 'pushed', 'encouraged', 'required', 'is demanding that', 'demanded that', 'insisted that', 'recommended that', 'proposed that', 'suggested that'])} {target.text} {{to}}{deed('base')}",
                f"{subject.text} {rng.choice(['said', 'says', 'said on [day] that', 'insisted', 'told reporters that'])} {target.text} {it_should} {deed('base')}",
                f"{target.text} {rng.choice(['was', 'were', 'has been', 'is being'])} {rng.choice(['urged', 'asked', 'told', 'ordered', 'called on', 'pressed'])} by {subject.text} to {deed('base')}"])
            text = text.replace("{to}", "" if "that <T" in text else "to ")
            return text, [("S", "T", (f"REQUEST.{mode}",), "actual"), ("T", "O", (line[1],) if line[1] in self.senses else self.any_of(line[0]), "hypothetical"), ("S", "O", ("none",), None)], None, line[4]
        subject = self.party("gouncilm", "S")
        if event == "ACCUSE":
            text = rng.choice([
                f"{subject.text} {rng.choice(['accused', 'has accused', 'suspects', 'condemned', 'criticised', 'denounced', 'blamed', 'again accused', 'rebuked', 'is accusing', 'attacked'])} {target.text} {rng.choice(['of', 'for'])} {deed('gerund')}",
                f"{subject.text} {rng.choice(['alleged', 'charged', 'claimed', 'complained'])} that {target.text} {deed('pluperfect')}",
                f"{target.text} was {rng.choice(['accused', 'condemned', 'criticised', 'denounced'])} by {subject.text} {rng.choice(['of', 'for'])} {deed('gerund')}",
                f"{subject.text} {rng.choice(['is investigating', 'will investigate', 'opened an inquiry into', 'is examining'])} {rng.choice(['whether', 'claims that', 'reports that'])} {target.text} {deed('pluperfect')}",
                f"{subject.text} {rng.choice(['condemned', 'criticised', 'denounced', 'deplored', 'slammed'])} {target.text}'s {rng.choice(['decision', 'plan', 'threat', 'attempt'])} to {deed('base')}"])
            if "accused" in text or "suspects" in text or "accusing" in text:
                text = text.replace(" for ", " of ", 1) if " of " not in text else text
            return text, [("S", "T", self.any_of("ACCUSE"), "actual"), ("S", "O", ("none",), None), ("T", "S", ("none",), None)], None, line[4]
        text = rng.choice([
            f"{subject.text} {rng.choice(['welcomed', 'praised', 'hailed', 'applauded', 'backed', 'supports', 'has welcomed', 'defended', 'endorsed', 'voiced support for', 'thanked'])} {target.text}'s {rng.choice(['decision', 'move', 'plan', 'efforts', 'promise', 'offer', 'pledge'])} to {deed('base')}",
            f"{subject.text} {rng.choice(['praised', 'thanked', 'commended', 'congratulated', 'applauded', 'lauded'])} {target.text} for {deed('gerund')}",
            f"{subject.text} {rng.choice(['welcomed', 'hailed', 'backed', 'approved'])} a {rng.choice(['decision', 'move', 'plan', 'pledge'])} by {target.text} to {deed('base')}"])
        return text, [("S", "T", ("SUPPORT.praise",), "actual"), ("S", "O", ("none",), None), ("T", "S", ("none",), None)], None, line[4]

    def any_of(self, event):
        return tuple(sense for sense in self.senses if sense.split(".")[0] == event)

    ENDINGS = ["left the talks", "drew sharp reactions abroad", "faces an election in [month]", "made no further comment", "said the matter was closed",
               "returned to [city]", "won little praise at home", "spoke of a new beginning", "has been under pressure at home"]

    def core(self, event):
        """A clause about one event, its pairs by mark, and what may stand beside it."""
        rng = self.rng
        if event in ("AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE", "SUPPORT") and rng.random() < (
                {"AGREE": 0.68, "REQUEST": 0.55, "REJECT": 0.42, "THREATEN": 0.5, "ACCUSE": 0.2, "SUPPORT": 0.2}[event]):
            text, pairs, target_kinds, other_kinds = self.matrix(event)
            if target_kinds:
                text = text.replace("{T}", self.party(target_kinds, "T").text)
            text = text.replace("{O}", self.party(other_kinds or "gour", "O").text)
            first = pairs[0]
            if len(pairs) == 1 and rng.random() < 0.3 and first[2][0] != "none":
                pairs.append(("T", "S", ("none",), None))
            return text, pairs
        use_phrase = event != "NONE" and rng.random() < (len(self.phrases[event]) * 1.0 / (len(self.phrases[event]) + len(self.whole[event])) * 0.9 + 0.1)
        if use_phrase:
            line, verb, rest = self.phrase(line=rng.choice(self.phrases[event]))
            text, standing = self.clause(self.party(line[3], "S"), verb, rest)
        else:
            line = rng.choice(self.whole[event])
            text, standing = self.alternatives(line[5]), line[2] or "actual"
            text = text.replace("{S}", self.party(line[3], "S").text)
        text = text.replace("[ending]", rng.choice(self.ENDINGS))
        text = text.replace("{T}", self.party(line[4], "T").text, 1).replace("{T}", "it")
        text = text.replace("{O}", self.party("gour", "O").text)
        if line[1] == "none":
            pairs = [("S", "T", ("none",), None), ("T", "S", ("none",), None)]
        else:
            senses = (line[1],) if line[1] in self.senses else self.any_of(line[0])
            pairs = [("S", "T", senses, standing)]
            mutual = line[1] in MUTUAL or "{S} and {T}" in line[5] or "between {S}" in line[5]
            if mutual:
                if rng.random() < 0.5:
                    pairs.append(("T", "S", senses, standing))
            elif rng.random() < 0.35:
                pairs.append(("T", "S", ("none",), None))
            if "<O" in text and "<A" not in text and rng.random() < 0.2 and "{O}" in line[5] and line[1] not in ("CONSULT.third-party", "AGREE", "COOPERATE"):
                pairs.append(("O", "S", ("none",), None))
        return text, pairs

    def sentence(self, event):
        rng = self.rng
        text, pairs = self.core(event)
        chance = rng.random()
        if chance < 0.07:
            other, more = self.core(rng.choice(EVENTS))
            for old, new in (("S", "X"), ("T", "Y"), ("O", "Z")):
                other = other.replace(f"<{old} ", f"<{new} ").replace(f" {old}>", f" {new}>")
                more = [tuple(new if value == old else value for value in pair[:2]) + pair[2:] for pair in more]
            text = f"{text}{rng.choice([', while ', ', a day after ', ', and ', '; '])}{other}"
            pairs = pairs + more + [("S", "Y", ("none",), None)]
        elif chance < 0.30:
            text = text + rng.choice(self.fillers["tail"])
        if rng.random() < 0.10 and "said" not in text:
            who = self.party("omgnp", "A").text
            text = f"{text}, {who} said" if rng.random() < 0.6 else f"{who} {rng.choice(['said', 'said on [day] that', 'reported that', 'told reporters that'])} {text}"
            pairs = pairs + [("A", rng.choice("ST"), ("none",), None)]
        elif rng.random() < 0.10:
            text = text + rng.choice(self.fillers["saidtail"])
        if rng.random() < 0.33 and not text.startswith("[historical]"):
            lead = rng.choice(self.fillers["lead"])
            text = lead + text
        text = self.filled(text)
        text = re.sub(r"s( \w>|)'s\b", r"s\1'", text.replace(" ,", ",")).strip() + ("" if rng.random() < 0.08 else ".")
        words, spans = marked_words(text)
        if words:
            words[0] = words[0][:1].upper() + words[0][1:]
        out = Marked(words)
        for source, target, senses, standing in pairs:
            if source in spans and target in spans:
                out.pairs.append(Pair(spans[source], spans[target], senses, standing))
        return out

    def sentences(self, n):
        weights = {event: 1.0 for event in EVENTS}
        weights["NONE"] = 1.3
        for _ in range(n):
            made = self.sentence(self.rng.choices(list(weights), list(weights.values()))[0])
            if made.pairs and len(made.words) < 110:
                yield made


if __name__ == "__main__":
    made = Frames(1)
    print(len(made.senses), "senses:", " ".join(made.senses))
    for event in EVENTS:
        n_alternatives = 0
        for line in made.phrases[event] + made.whole[event]:
            n = 1
            for group in re.findall(r"\(([^()]*\|[^()]*)\)", line[5]):
                n *= len(group.split("|"))
            n_alternatives += n
        print(f"{event}: {len(made.phrases[event])} verb phrases, {len(made.whole[event])} whole frames, {n_alternatives} with their alternatives")
    for sentence in made.sentences(40):
        print(" ".join(sentence.words))
        for pair in sentence.pairs:
            print("    ", " ".join(sentence.words[slice(*pair.source)]), ">", " ".join(sentence.words[slice(*pair.target)]), "|".join(pair.senses)[:60], pair.standing)
