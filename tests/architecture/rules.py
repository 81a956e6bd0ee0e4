"""The rules of the house that a syntax tree can show, as functions from a tree to violations."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("biblio", "db", "desktop")
LONGEST = 400
# Modules that are tables with hardly any code; their length is that of the table.
TABLES: frozenset[str] = frozenset({"db/schema.py", "desktop/window/command_table.py"})

QT = {"PySide6", "shiboken6", "PyQt6", "PyQt5"}
SQL = {"sqlite3", "sqlite_utils", "apsw"}
FILES = {
    "os", "pathlib", "shutil", "tempfile", "glob", "fileinput", "fcntl", "mmap",
    "importlib.resources", "io.open", "io.FileIO",
}  # fmt: skip
NETWORK = {
    "socket", "socketserver", "ssl", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib",
    "http", "xmlrpc", "urllib.request", "urllib.error", "asyncio", "selectors", "webbrowser",
    "requests", "urllib3", "httpx", "aiohttp",
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
}  # fmt: skip
UNSAFE = {
    "pickle", "marshal", "shelve", "dill", "subprocess", "pty", "ctypes", "code", "runpy",
    "os.system", "os.popen", "os.startfile", "os.execv", "os.fork", "os.posix_spawn",
    "PySide6.QtCore.QProcess",
    "PySide6.QtSql",  # brings an SQLite of its own, whose closing drops Python's file locks
}  # fmt: skip

FORBIDDEN_IN = {
    "biblio": QT | SQL | FILES | NETWORK | UNSAFE,
    "db": QT | NETWORK | UNSAFE,
    "desktop": SQL | NETWORK | UNSAFE,
}

# Whether an X11 display answers can only be asked of X11's own library, before Qt, which ends
# the program where it does not.
ALLOWED = {("desktop/headless.py", "ctypes")}

STATEMENT = re.compile(
    r"""\s*(?: SELECT\s | INSERT\s+(?:OR|INTO)\b | REPLACE\s+INTO\b | UPDATE\s | DELETE\s+FROM\b
    | CREATE\s+(?:UNIQUE|VIRTUAL|TEMP|TABLE|INDEX|VIEW|TRIGGER) | DROP\s | ALTER\s+TABLE\b
    | PRAGMA\s | ATTACH\s | VACUUM\b | BEGIN\s+(?:IMMEDIATE|EXCLUSIVE)\b | SAVEPOINT\s
    | WITH\s+\w+\s+AS\s*\( | (?:ORDER|GROUP)\s+BY\s )""",
    re.VERBOSE,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One file of a package, read once."""

    path: str  # from the root, with slashes
    source: str
    tree: ast.Module

    @property
    def package(self) -> str:
        return self.path.split("/")[0]

    @property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a line breaks."""

    rule: str
    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.what}"


def violations(root: Path) -> list[Violation]:
    """All violations in the packages under a folder."""
    return [found for module in modules(root) for rule in RULES for found in rule(module)]


def modules(root: Path) -> Iterator[Module]:
    """The modules of the packages under a folder."""
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            yield Module(path.relative_to(root).as_posix(), source, ast.parse(source))


def forbidden_imports(module: Module) -> Iterator[Violation]:
    """Imports, also those by name at run time, that the package must not make."""
    forbidden = FORBIDDEN_IN[module.package]
    for line, name in imported(module):
        parts = name.split(".")
        if (module.path, parts[0]) in ALLOWED:
            continue
        if any(".".join(parts[:length]) in forbidden for length in range(1, len(parts) + 1)):
            yield Violation("import", module.path, line, name)


def one_door(module: Module) -> Iterator[Violation]:
    """bibtexparser and Qt each have one place that may import them."""
    for line, name in imported(module):
        top = name.split(".")[0]
        if top == "bibtexparser" and not within(module.name, "biblio.formats.bibtex"):
            yield Violation("door", module.path, line, name)
        if top in QT and not within(module.name, "desktop.window"):
            yield Violation("door", module.path, line, name)


def within(name: str, package: str) -> bool:
    """Whether a dotted name is the package or in it."""
    return name == package or name.startswith(package + ".")


def imported(module: Module) -> Iterator[tuple[int, str]]:
    """Each dotted name that is imported or reached through an imported name, with its line."""
    stands_for: dict[str, str] = {}
    for node in ast.walk(module.tree):
        for local, full in _names_of(node):
            yield getattr(node, "lineno", 0), full
            if local:
                stands_for[local] = full
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first in stands_for:
                yield node.lineno, f"{stands_for[first]}.{rest}"


def _names_of(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What a node imports: the name it gets in the module, and the dotted name it stands for."""
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield alias.asname or "", alias.name
                if not alias.asname:
                    top = alias.name.split(".")[0]
                    yield top, top
        case ast.ImportFrom(module=str(source), names=names, level=0):
            for alias in names:
                yield alias.asname or alias.name, f"{source}.{alias.name}"
        case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
            if ast.unparse(function).split(".")[-1] in ("import_module", "__import__"):
                yield "", name


def files_opened(module: Module) -> Iterator[Violation]:
    """biblio works on values: it opens nothing."""
    if module.package != "biblio":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("open", "builtins.open"):
            yield Violation("file", module.path, node.lineno, "open()")


def code_from_text(module: Module) -> Iterator[Violation]:
    """Text never becomes code."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("eval", "exec", "compile"):
            yield Violation("code", module.path, node.lineno, ast.unparse(node.func))


def sql_outside_db(module: Module) -> Iterator[Violation]:
    """SQL is written in db only."""
    if module.package == "db":
        return
    for node in ast.walk(module.tree):
        match node:
            case ast.Constant(value=str(text)) if STATEMENT.match(text):
                yield Violation("sql", module.path, node.lineno, text.strip()[:40])


def broad_except(module: Module) -> Iterator[Violation]:
    """Our own faults are not caught; cleaning up and raising again is no catching."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = "" if node.type is None else ast.unparse(node.type)
        raises_again = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        if re.search(r"\bException\b", caught) or (
            (not caught or "BaseException" in caught) and not raises_again
        ):
            yield Violation("except", module.path, node.lineno, f"except {caught}".strip())


def printing(module: Module) -> Iterator[Violation]:
    """Only the command line writes to standard output."""
    if within(module.name, "desktop.cli"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print":
            yield Violation("print", module.path, node.lineno, "print()")


def undocumented(module: Module) -> Iterator[Violation]:
    """Modules and public classes and functions say what they are for; overrides need not."""
    if not ast.get_docstring(module.tree):
        yield Violation("docstring", module.path, 1, "the module")
    yield from _undocumented_in(module, module.tree.body)


def _undocumented_in(module: Module, body: list[ast.stmt]) -> Iterator[Violation]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or _needs_no_docstring(node):
            continue
        if not ast.get_docstring(node):
            yield Violation("docstring", module.path, node.lineno, node.name)
        if isinstance(node, ast.ClassDef):
            yield from _undocumented_in(module, node.body)


def _needs_no_docstring(node: ast.ClassDef | Function) -> bool:
    """Overrides inherit theirs; overloads and setters share that of the function."""
    names = {ast.unparse(decorator).split(".")[-1] for decorator in node.decorator_list}
    return bool(names & {"override", "overload", "setter", "deleter"})


def too_long(module: Module) -> Iterator[Violation]:
    """A module is one idea."""
    length = module.source.count("\n")
    if length >= LONGEST and module.path not in TABLES:
        yield Violation("length", module.path, length, f"{length} lines: probably two ideas")


RULES: tuple[Callable[[Module], Iterator[Violation]], ...] = (
    forbidden_imports,
    one_door,
    files_opened,
    code_from_text,
    sql_outside_db,
    broad_except,
    printing,
    undocumented,
    too_long,
)
