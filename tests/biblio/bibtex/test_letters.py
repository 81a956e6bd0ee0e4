r"""LaTeX with Unicode letters: nested accents become one character or stay as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.formats.bibtex.letters import as_unicode
from biblio.latex import to_text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Mart\'\i nez", "Martínez"),
        (r"na\"\i ve", "naïve"),
        (r"Garc\'\i{}a", "García"),
        (r"\v\i x, \u\i", "ǐx, ĭ"),
        (r"Vi\d{\^e}t", "Việt"),
        (r"\c{\'c}", "ḉ"),
        (r"\'{\"{u}}", "ǘ"),
        (r"{\~{\^e}}", "ễ"),
        (r"\emph{\'e}", r"\emph{é}"),
        (r"\foo[x]{\'e}", r"\foo[x]{é}"),
    ],
)
def test_an_accented_letter_becomes_one_character(latex: str, text: str) -> None:
    assert as_unicode(latex) == text


@pytest.mark.parametrize(
    "latex",
    [r"\protect\'e", r"\'{\'e}", r"\d{\'{c}}", r"\foo\ss", r"\url{\'e}", r"$\'e$", r"\'\^e"],
)
def test_what_has_no_character_or_belongs_to_a_command_stays(latex: str) -> None:
    assert as_unicode(latex) == latex


_letters = st.sampled_from(
    ["e", "a", "c", "o", r"\i", r"\i ", r"\i{}", r"\o", "{u}", "{ e }", "ê", r"\ss ", "x y"]
)
_accents = st.sampled_from(["\\" + sign for sign in "'`^\"~=."] + [r"\v", r"\c ", r"\d", r"\u "])
_others = st.sampled_from([r"\emph", r"\protect", r"\foo ", " ", "", "{", "}", r"\&", "z", "~"])
_nests = st.recursive(
    _letters,
    lambda inner: st.one_of(
        st.builds(lambda accent, text: f"{accent}{{{text}}}", _accents, inner),
        st.builds("{}{}".format, _accents, inner),
        st.builds("{{{}}}".format, inner),
        st.builds("{}{}".format, _others, inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=8,
)


@given(_nests)
def test_the_text_reads_as_before(latex: str) -> None:
    assert to_text(as_unicode(latex)) == to_text(latex)
