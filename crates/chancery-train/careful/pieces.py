"""Words as numbers: word pieces and the shape of each word.

The same as `grammar/careful/pieces.rs` does when it reads, down to which
characters count as letters: `pieces.tsv` beside that file has words with what
both must make of them, and `check_pieces.py` holds this file against it.
"""

import unicodedata

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 60

# Marks that corpora and newspapers write differently.
MARKS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-",
})

SHAPES = ["lower", "title", "upper", "initial", "mixed", "number", "mark"]


def is_number(c):
    """Returns whether the character is a number of any script; ideographs are letters."""
    return unicodedata.category(c)[0] == "N"


def is_letter(c):
    """Returns whether the character has Unicode's property Alphabetic, marks aside."""
    return c.isalpha() or unicodedata.category(c) == "Nl" or any(
        first <= c <= last for first, last in ("\u24b6\u24e9", "\U0001f130\U0001f149",
                                               "\U0001f150\U0001f169", "\U0001f170\U0001f189"))


def shape(word):
    """Returns the number of the word's shape in SHAPES."""
    if any(is_number(c) for c in word):
        return 5
    upper = [c.isupper() for c in word if is_letter(c)]
    if not upper:
        return 6
    if not any(upper):
        return 0
    if len(upper) == 1:
        return 3
    if all(upper):
        return 2
    return 1 if upper[0] and not any(upper[1:]) else 4


def normal(word):
    """Returns the word as pieces are looked up: plain marks, lower case, no accents."""
    if word in ("''", "``"):
        return '"'
    # Letter by letter: the small form of a whole word has another sigma at its end.
    small = "".join(c.lower() for c in word.translate(MARKS))
    return "".join(c for c in unicodedata.normalize("NFD", small) if unicodedata.category(c)[0] != "M")


def parts(word):
    """Cuts a word at its marks: a mark is a part of its own."""
    out, run = [], ""
    for c in word:
        if is_letter(c) or is_number(c):
            run += c
        else:
            if run:
                out.append(run)
            run = ""
            if not c.isspace():
                out.append(c)
    if run:
        out.append(run)
    return out


class Pieces:
    """Cuts words into the longest pieces of a vocabulary, from the left."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.number = {piece: idx for idx, piece in enumerate(vocabulary)}
        self.known = {}

    def of(self, word):
        if word not in self.known:
            found = []
            for part in parts(normal(word)[:LONGEST_WORD]):
                found.extend(self.cut(part))
            self.known[word] = [self.number[piece] for piece in found] or [self.number[UNKNOWN]]
        return self.known[word]

    def cut(self, part):
        out, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if piece in self.number:
                    break
            else:
                return [UNKNOWN]
            out.append(piece)
            start = end
        return out
