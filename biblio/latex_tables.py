"""What LaTeX commands stand for, as data.

The commands are those of LaTeX's own encodings (OT1, T1, TS1, T2A letters where they are
Latin) and of the mathematics that titles use. Rarer symbols come from pylatexenc.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set: a readable way to write a long one."""
    return frozenset(text.split())


# Accent commands and the combining mark each stands for.
ACCENTS: Final[dict[str, str]] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "G": "\u030f", "f": "\u0311", "d": "\u0323", "textcommabelow": "\u0326", "c": "\u0327",
    "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip

# What an accent command prints over nothing: \^{} is how a caret is written.
BARE_ACCENTS: Final[dict[str, str]] = {
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0306": "˘",
    "\u0307": "˙", "\u0308": "¨", "\u030a": "˚", "\u030b": "˝", "\u030c": "ˇ", "\u0327": "¸",
    "\u0328": "˛",
}  # fmt: skip

# \accent with a slot of the OT1 encoding, as plain TeX has it.
ACCENT_SLOTS: Final[dict[int, str]] = {
    18: "\u0300", 19: "\u0301", 20: "\u030c", 21: "\u0306", 22: "\u0304", 23: "\u030a",
    24: "\u0327", 94: "\u0302", 95: "\u0307", 125: "\u030b", 126: "\u0303", 127: "\u0308",
}  # fmt: skip

MATH_ACCENTS: Final[dict[str, str]] = {
    "grave": "\u0300", "acute": "\u0301", "hat": "\u0302", "widehat": "\u0302",
    "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "overline": "\u0305",
    "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a",
    "check": "\u030c", "vec": "\u20d7", "underline": "\u0332", "not": "\u0338",
}  # fmt: skip

# Letters. A space after the command belongs to the command.
LETTERS: Final[dict[str, str]] = {
    "ss": "ß", "SS": "SS", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
    "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư",
    "imath": "ı", "jmath": "ȷ", "Dbar": "Đ", "dbar": "đ", "cprime": "ʹ", "textschwa": "ə",
}  # fmt: skip

# Signs of text.
SIGNS: Final[dict[str, str]] = {
    "textendash": "–", "textemdash": "—", "endash": "–", "emdash": "—", "Dash": "—",
    "hyphen": "-", "adddot": ".", "addcomma": ",", "addcolon": ":", "addspace": " ",
    "addnbspace": " ", "?": "?", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"',
    "textquotesingle": "'", "quotesinglbase": "‚", "quotedblbase": "„", "glq": "‚", "grq": "‘",
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "lq": "‘",
    "rq": "’", "dq": '"', "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|",
    "textless": "<", "textgreater": ">", "textunderscore": "_", "textdollar": "$",
    "textbraceleft": "{", "textbraceright": "}", "textasteriskcentered": "*", "slash": "/",
    "textasciigrave": "`", "textasciiacute": "´", "textasciidieresis": "¨",
    "textasciimacron": "¯", "textexclamdown": "¡", "textquestiondown": "¿",
    "textsection": "§", "textparagraph": "¶", "S": "§", "P": "¶", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°",
    "degree": "°", "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€",
    "EUR": "€", "textyen": "¥", "textcent": "¢", "textcurrency": "¤", "textbrokenbar": "¦",
    "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹",
    "texttwosuperior": "²", "textthreesuperior": "³", "textmu": "µ", "textpm": "±",
    "texttimes": "×", "textdiv": "÷", "textlnot": "¬", "textperiodcentered": "·",
    "textbullet": "•", "dag": "†", "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡",
    "textperthousand": "‰", "textnumero": "№", "textohm": "Ω", "textvisiblespace": "␣",
    "textcompwordmark": "\u200c", "hyp": "-", "-": "", "/": "", "@": "", "!": "", " ": " ",
    ",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "&": "&", "%": "%", "$": "$", "#": "#",
    "_": "_", "{": "{", "}": "}", "newline": " ", "par": " ", "linebreak": " ", "quad": " ",
    "qquad": " ", "space": " ", "nobreakspace": " ", "thinspace": " ", "enspace": " ",
    "|": "‖", "*": "", "+": "", "(": "(", ")": ")", "[": "[", "]": "]", "<": "<", "\n": " ",
    "\t": " ", "\r": " ",
}  # fmt: skip

# Names that are printed. A space after these is kept: it was meant.
LOGOS: Final[dict[str, str]] = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX",
    "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX",
    "pdfTeX": "pdfTeX", "MF": "METAFONT", "MP": "MetaPost",
    "ldots": "…", "dots": "…", "textellipsis": "…",
    "dotsc": "…", "dotsb": "…", "lbrace": "{", "rbrace": "}", "today": "today",
}  # fmt: skip

# Commands that print nothing: fonts, sizes, and what only steers TeX.
SILENT: Final = words(
    "bf it em tt sc sl rm sf cal mit bfseries mdseries itshape slshape scshape upshape "
    "rmfamily sffamily ttfamily normalfont tiny scriptsize footnotesize small normalsize "
    "large Large LARGE huge Huge protect relax leavevmode noindent indent centering "
    "displaystyle textstyle scriptstyle limits nolimits left right middle big Big bigg "
    "Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm nonumber null "
    "selectfont nobreak allowbreak penalty unskip ignorespaces boldmath unboldmath "
    "xspace begingroup endgroup bgroup egroup sloppy raggedright frenchspacing "
    "nopunct isdot unspace"
)

# Commands whose argument is printed as it is.
TRANSPARENT: Final = words(
    "emph textit textbf texttt textsc textsl textsf textup textmd underline uline enquote "
    "mkbibquote mkbibemph mkbibbold mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak "
    "mathnormal boldsymbol bm pmb operatorname mathop mathbin mathrel mathord nocase NoCaseChange"
)

# Names of functions, printed with a space where a letter touches them.
FUNCTIONS: Final = words(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim "
    "liminf limsup ln log max min Pr sec sin sinh sup tan tanh mod bmod argmax argmin"
)

GREEK: Final[dict[str, str]] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

MATH_SYMBOLS: Final[dict[str, str]] = {
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "·", "ast": "∗", "star": "⋆",
    "circ": "∘", "bullet": "•", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "ll": "≪", "gg": "≫", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅",
    "equiv": "≡", "propto": "∝", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑",
    "prod": "∏", "int": "∫", "oint": "∮", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "cup": "∪", "cap": "∩",
    "setminus": "∖", "emptyset": "∅", "forall": "∀", "exists": "∃", "neg": "¬", "land": "∧",
    "wedge": "∧", "lor": "∨", "vee": "∨", "oplus": "⊕", "otimes": "⊗", "odot": "⊙",
    "perp": "⊥", "bot": "⊥", "top": "⊤", "parallel": "∥", "mid": "∣", "vdash": "⊢",
    "models": "⊨", "to": "→", "rightarrow": "→", "gets": "←", "leftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
    "implies": "⇒", "iff": "⇔", "mapsto": "↦", "hookrightarrow": "↪", "uparrow": "↑",
    "downarrow": "↓", "rightleftharpoons": "⇌", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ",
    "aleph": "ℵ", "wp": "℘", "prime": "′", "angle": "∠", "triangle": "△", "surd": "√",
    "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "dagger": "†", "ddagger": "‡", "sharp": "♯",
    "flat": "♭", "natural": "♮", "heartsuit": "♡", "checkmark": "✓", "lvert": "|",
    "rvert": "|", "vert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖", "colon": ":",
    "lbrack": "[", "rbrack": "]", "backslash": "\\", "ltimes": "⋉", "rtimes": "⋊", "asymp": "≍",
    "trianglelefteq": "⊴", "diamond": "⋄", "square": "□", "Box": "□", "lesssim": "≲",
    "gtrsim": "≳", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰", "uplus": "⊎",
}  # fmt: skip

BLACKBOARD: Final[dict[str, str]] = {
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
}  # fmt: skip

# Superscripts and subscripts that Unicode has (and fonts, too).
_RAISED: Final = (
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ"
    "AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂβᵝγᵞδᵟθᶿφᵠχᵡ"
)
_LOWERED: Final = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ"
SUPERSCRIPTS: Final[dict[str, str]] = dict(zip(_RAISED[::2], _RAISED[1::2], strict=True))
SUBSCRIPTS: Final[dict[str, str]] = dict(zip(_LOWERED[::2], _LOWERED[1::2], strict=True))
