"""Uses of keys are found where a document cites, and renamed there and nowhere else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.key_uses import KINDS, find_uses, rename_uses

TEX = r"""
\cite{one} \cite[see][p.~3]{one, two} \citep*{three}  % \cite{no}
100\% \autocites(pre)[12]{one}[13]{two}{three} \nocite{*}
\textcite [p. 3]
  {one,
   two% ,no
  } \citeauthor{three} me@one \footfullcite[{[x]}]{two}
\begin{verbatim} \cite{no} \end{verbatim} \verb|\cite{no}| \verb+\cite{no}+
\bibcite{no}{1} \citestyle{no} \newcitefoo{no} \volcite{2}[7]{three} \citefield{one}{no}
\citetext{see \citealp{two}} \cite{\mykey} \bibentry{one} \label{one} \ref{two} \\% \cite{no}
\cite[a {[} b]{two}
"""
MD = """---
nocite: |
  @three, @two
---
Text @one [@two; see @three, p. 3; -@one] me@one.org \\@no `@no` ``x ` @no`` @{two} @one's.

```python
@no
```
<!-- [@no] -->
~~~
@no
~~~
```{r, fig.cap="After [@two]."}
#| fig-cap: "After @three"
x@no
```
\\citep{one} (@two:) **@three**, @one.
"""
TYPST = """
#cite(<one>, form: "prose") @two[p. 3] and @three. // @no
https://one.org/@x /* @no */ `@no` ```typ @no ```
#cite(label("one/x")) me@no.org \\@no (@two:) #figure(<no>) #cite(<three>)
"""
ORG = """# @no \\cite{no}
[cite:@one] [cite/t:see @two p. 3; and @three]
#+begin_src
\\cite{no}
#+end_src
citep:one,two. cite:&three;&one cite:see@no \\parencite{two} https://cite:no
"""


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            "tex",
            TEX,
            "one one two three one two three * one two three two 2 three one two one two",
        ),
        ("md", MD, "three two one two three one two one two three one two three one"),
        ("typ", TYPST, "one two three one/x two three"),
        ("org", ORG, "one two three one two three one see@no two"),
    ],
    ids=["tex", "md", "typ", "org"],
)
def test_finds_each_use_and_nothing_else(kind: str, text: str, expected: str) -> None:
    found = [use.key for use in find_uses(text, kind)]
    assert found == expected.split()


def test_says_where_each_use_is() -> None:
    (first, second) = find_uses("a\n\\cite{x,\n  y}", "tex")
    assert (first.key, first.line, first.start) == ("x", 2, 8)
    assert (second.key, second.line) == ("y", 3)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("tex", "\\cite[old]{old, older,old} old", "\\cite[old]{new:1, older,new:1} old"),
        ("tex", "\\cite{b,a}%\\cite{a}", "\\cite{a,b}%\\cite{a}"),
        ("md", "[@old; @old2] @old.", "[@new:1; @old2] @new:1."),
        ("md", "@{old} and @x", "@{new:1} and @{y*z}"),
        ("typ", "@old #cite(<old>) @x", "@new:1 #cite(<new:1>) @x"),
        ("org", "[cite:@old] cite:old.", "[cite:@new:1] cite:new:1."),
    ],
)
def test_renames_only_the_keys(kind: str, before: str, after: str) -> None:
    names = {"old": "new:1", "a": "b", "b": "a", "x": "y*z"}
    assert rename_uses(before, kind, names).text == after


def test_tells_where_a_new_key_cannot_be_written() -> None:
    renamed = rename_uses("See @x and @y.", "typ", {"x": "a*b", "y": "z"})
    assert (renamed.text, renamed.done) == ("See @x and @z.", 1)
    assert [(use.key, use.line) for use in renamed.left] == [("x", 1)]


@given(
    kind=st.sampled_from(sorted(set(KINDS.values()))),
    text=st.text(alphabet='\\cite{}[]()<>%`@,;:.ab \n/*#-"', max_size=80),
)
def test_renaming_to_the_same_key_changes_nothing(kind: str, text: str) -> None:
    uses = find_uses(text, kind)
    assert all(text[use.start : use.end] == use.key for use in uses)
    same = rename_uses(text, kind, {use.key: use.key for use in uses})
    if kind != "md":  # where @{a} is the same as @a
        assert same.text == text


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
@pytest.mark.parametrize(
    "piece", ["\\cite[", "\\cite{", "`", "``` ", "@{", "[cite:@", "/*", "<!--", "\\verb|",
              "\\cites[a]", "cite:a,", "\\begin{verbatim}", "#+begin_src\n", "~~~\n", "```\n",
              "%", "cite(<"]
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(kind: str, piece: str) -> None:
    began = time.perf_counter()
    find_uses(piece * (100_000 // len(piece)), kind)
    assert time.perf_counter() - began < 5
