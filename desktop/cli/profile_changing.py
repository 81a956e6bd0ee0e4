"""What ``oeuvre me`` changes of a profile, option by option."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.affiliations import affiliation_of
from desktop.cli.keys import one_id
from desktop.cli.profile import profile_named
from desktop.names import is_one_name
from desktop.typed_numbers import typed_number
from desktop.wording import UsageError

if TYPE_CHECKING:
    import argparse

    from db import Library
    from db.rows import ProfileSummary

_CHANGING = ("rename", "delete", "first", "confirm", "refuse", "orcid", "fields", "affiliation",
             "mine", "not_mine", "counts_from", "versions", "report", "show")  # fmt: skip


def change(library: Library, options: argparse.Namespace) -> int | None:
    """Do what the options ask for; the profile that it was done to, None where there is none.

    Raises:
        UsageError: It cannot be done as asked.
        NameTakenError: Another profile has the name.
    """
    _unify(library, options)
    if options.new is not None:
        if not options.new.strip():
            raise UsageError("A profile needs the person's name.")
        profile_id: int | None = library.add_profile(options.new)
    else:
        profile_id = profile_named(library, options.profile or "")
    if profile_id is None:
        if any(getattr(options, name) for name in _CHANGING):
            raise UsageError("There is no profile yet; make one with “oeuvre me --new NAME”.")
        return None
    if options.delete:
        library.delete_profile(profile_id)
        return next((each for each, _ in library.profiles()), None)
    if options.rename:
        library.rename_profile(profile_id, options.rename)
    if options.first:
        library.put_profile_first(profile_id)
    _set_person(library, profile_id, options)
    _decide(library, profile_id, options)
    _set_numbers(library, profile_id, options)
    return profile_id


def _decide(library: Library, profile_id: int, options: argparse.Namespace) -> None:
    """Forms of the name, and entries that are the person's or are not."""
    states = dict.fromkeys(options.confirm, "confirmed") | dict.fromkeys(options.refuse, "refused")
    for name in states:
        if not is_one_name(name):
            raise UsageError(f"“{name}” is not one person's name.")
    if states:
        library.decide_variants(profile_id, states)
    if options.mine:
        library.claim(profile_id, [one_id(library, key) for key in options.mine])
    if options.not_mine:
        library.disown(profile_id, [one_id(library, key) for key in options.not_mine])


def _unify(library: Library, options: argparse.Namespace) -> None:
    """Forms of the names of other authors."""
    for texts, same in ((options.same, True), (options.not_same, False)):
        for text in texts:
            person, sign, form = (part.strip() for part in text.partition("="))
            if not sign or not person or not form:
                raise UsageError(f"“{text}” is not of the form AUTHOR=FORM.")
            library.unify_person(person, {form: same})


def _set_person(library: Library, profile_id: int, options: argparse.Namespace) -> None:
    if options.orcid is None and options.fields is None and options.affiliation is None:
        return
    profile = library.profile(profile_id)
    assert profile is not None
    orcid, affiliations = profile.orcid, list(profile.affiliations)
    if options.orcid is not None:
        from biblio.orcid import orcid_of

        orcid = orcid_of(options.orcid)
        if options.orcid.strip() and not orcid:
            raise UsageError(
                f"“{options.orcid}” is no ORCID: it has 16 digits, the last of which checks the"
                " others."
            )
    if options.affiliation is not None:
        affiliations = [affiliation_of(text) for text in options.affiliation if text.strip()]
    fields = ", ".join(profile.fields) if options.fields is None else options.fields
    library.set_person(profile_id, orcid=orcid, fields=fields, affiliations=affiliations)


def _set_numbers(library: Library, profile_id: int, options: argparse.Namespace) -> None:
    profile = library.profile(profile_id)
    assert profile is not None
    if options.counts_from is not None or options.versions:
        source = profile.basis.chosen if options.counts_from is None else options.counts_from
        known = {each.name for each in library.count_sources(profile_id)}
        if source and source not in known:
            listed = ", ".join(sorted(known)) or "none yet"
            raise UsageError(f"“{source}” gave no counts of these papers; sources are: {listed}.")
        library.set_counting(profile_id, source, options.versions or profile.basis.versions)
    names = _names(profile)
    units = {each.metric: each.unit for each in profile.metrics}
    for text in options.report:
        label, typed = _report(text)
        metric = names.get(label.casefold())
        unit = units.get(metric) if metric is not None else None
        value = None if typed is None else typed_number(typed, unit)
        if metric is None and value is not None:
            metric = library.add_metric(profile_id, label)
        if metric is None:
            raise UsageError(f"There is no number “{label}” whose value could be taken out.")
        day = _day(options.as_of)
        source = options.source or "by hand"
        library.report_metric(profile_id, metric, value, source=source, as_of=day)
    if options.show is not None:
        _show(library, profile_id, options.show)


def _names(profile: ProfileSummary) -> dict[str, str]:
    """What the user may call each number."""
    names = {metric.label.casefold(): metric.metric for metric in profile.metrics}
    return names | {metric.metric.casefold(): metric.metric for metric in profile.metrics}


def _show(library: Library, profile_id: int, text: str) -> None:
    profile = library.profile(profile_id)
    if profile is not None:
        names = _names(profile)
        wanted = [part.strip() for part in text.split(",") if part.strip()]
        unknown = [part for part in wanted if part.casefold() not in names]
        if unknown:
            raise UsageError(f"There is no number “{unknown[0]}”; “oeuvre profile --all” has all.")
        sizes = {metric.metric: metric.size or "medium" for metric in profile.metrics}
        chosen = dict.fromkeys(names[part.casefold()] for part in wanted)
        library.choose_widgets(profile_id, [(metric, sizes[metric]) for metric in chosen])


def _report(text: str) -> tuple[str, str | None]:
    """The number that is meant and its value; None takes the value of that day out."""
    label, sign, value = text.partition("=")
    if sign and label.strip() and not value.strip():
        return label.strip(), None
    if not sign or not label.strip() or not any(map(str.isdecimal, value)):
        raise UsageError(f"“{text}” is not of the form NUMBER=VALUE, such as h-index=12.")
    return label.strip(), value


def _day(text: str | None) -> str:
    today = dt.datetime.now().astimezone().date()
    if text is None:
        return today.isoformat()
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"“{text}” is no day such as 2026-05-31.") from None
