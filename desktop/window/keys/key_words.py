"""Words around citation keys: what is wrong with a pattern, what markers there are."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.keys import PatternError

# What stands in a pattern, and what it gives; the window's menu lists them in this order
MARKERS: tuple[tuple[str, object], ...] = (
    ("[auth]", QT_TRANSLATE_NOOP("Keys", "Family name of the first author")),
    ("[auth:lower]", QT_TRANSLATE_NOOP("Keys", "The same in lower case")),
    ("[auth3]", QT_TRANSLATE_NOOP("Keys", "Its first three letters")),
    ("[authors]", QT_TRANSLATE_NOOP("Keys", "Family names of all authors")),
    ("[authors2]", QT_TRANSLATE_NOOP("Keys", "Two of them, then EtAl")),
    ("[authEtAl]", QT_TRANSLATE_NOOP("Keys", "One or two, or one and EtAl")),
    ("[authorsAlpha]", QT_TRANSLATE_NOOP("Keys", "As the style alpha has it: KPO+")),
    ("[authshort]", QT_TRANSLATE_NOOP("Keys", "The only name, or initials")),
    ("[edtr]", QT_TRANSLATE_NOOP("Keys", "Family name of the first editor")),
    ("[year]", QT_TRANSLATE_NOOP("Keys", "Year")),
    ("[shortyear]", QT_TRANSLATE_NOOP("Keys", "Last two digits of the year")),
    ("[veryshorttitle]", QT_TRANSLATE_NOOP("Keys", "First word of the title with weight")),
    ("[shorttitle]", QT_TRANSLATE_NOOP("Keys", "Its first three")),
    ("[camel4]", QT_TRANSLATE_NOOP("Keys", "First four words of the title")),
    ("[title]", QT_TRANSLATE_NOOP("Keys", "All words of the title with weight")),
    ("[journal:abbr]", QT_TRANSLATE_NOOP("Keys", "Initials of the journal")),
    ("[firstpage]", QT_TRANSLATE_NOOP("Keys", "First page")),
    ("[keyword1]", QT_TRANSLATE_NOOP("Keys", "First keyword")),
    ("[entrytype]", QT_TRANSLATE_NOOP("Keys", "Type of the entry")),
    ("[VOLUME:(0)]", QT_TRANSLATE_NOOP("Keys", "Any field in capitals, and what stands in for it")),
)


def marker_words(words: object) -> str:
    """What a marker gives, in the user's language."""
    return QCoreApplication.translate("Keys", str(words))


def fault(error: PatternError) -> str:
    """What is wrong with a pattern, as a sentence."""
    words = QCoreApplication.translate("Keys", "Character {0}: {1}.")
    return words.format(error.position + 1, error.reason.rstrip("."))
