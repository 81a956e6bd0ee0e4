"""Metrics in words: numbers, days and comparisons as people of this place write them."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from biblio.metrics import metric_info
from db import Metric
from db.person.profile_rows import Basis


def label_of(metric: Metric) -> str:
    """What a metric is called."""
    return metric.label or metric_info(metric.metric).label


def unit_of(metric: Metric) -> str:
    """What follows its number."""
    return metric.unit or ("" if metric.own else metric_info(metric.metric).unit)


def definition_of(metric: Metric) -> str:
    """How it is defined."""
    if metric.definition:
        return metric.definition
    if metric.own:
        return QCoreApplication.translate("MetricWidget", "A number of your own.")
    return metric_info(metric.metric).definition


def large_number(metric: Metric) -> float | None:
    """The number that a metric is shown by: the computed one, else the reported one."""
    return metric.reported if metric.computed is None else metric.computed


def large_value(metric: Metric) -> str:
    """That number with its unit."""
    return value_text(large_number(metric), unit_of(metric))


def is_computable(metric: Metric) -> bool:
    """Whether the library could compute the metric if it had the data."""
    return metric.computed is not None or metric.without_data > 0


def comparison(metric: Metric) -> list[str]:
    """Reported and computed in a few words each: ``reported 56``, ``computed n/a``."""
    unit = unit_of(metric)
    words: list[str] = []
    if metric.reported is not None:
        reported = QCoreApplication.translate("MetricWidget", "reported {number}")
        words.append(reported.format(number=value_text(metric.reported, unit)))
    if is_computable(metric) or metric.reported is None:
        computed = QCoreApplication.translate("MetricWidget", "computed {number}")
        words.append(computed.format(number=value_text(metric.computed, unit)))
    return words


def value_text(value: float | None, unit: str = "") -> str:
    """A number as people of this place write it, or n/a."""
    if value is None or not math.isfinite(value):
        return QCoreApplication.translate("MetricWidget", "n/a")
    decimals = 0 if round(value, 2) == round(value) else 1 if abs(value) >= 10 else 2
    text = place().toString(float(value), "f", decimals)
    return f"{text}\u2009{unit}" if unit else text


def place() -> QLocale:
    """The place whose way of writing numbers and dates is used: English where none is set."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return locale


def day_text(iso: str) -> str:
    """A date of ISO 8601, however precise, as people read it; other text stays as it is."""
    locale = place()
    for length, source, shown in (
        (10, "yyyy-MM-dd", "d MMM yyyy"),
        (7, "yyyy-MM", "MMMM yyyy"),
    ):
        if len(iso) >= length:
            day = QDate.fromString(iso[:length], source)
            if day.isValid():
                return locale.toString(day, shown).replace(" ", "\u00a0")
    return iso


def basis_text(basis: Basis) -> str:
    """What the computed numbers rest on; empty without any count."""
    if not basis.counted:
        return ""
    translate = QCoreApplication.translate
    by = ", ".join(basis.sources[:3]) + (" …" if len(basis.sources) > 3 else "")
    words = (
        translate("Basis", "Computed from counts by {0}")
        if basis.chosen
        else translate("Basis", "Computed from the newest counts: {0}")
    )
    days = day_text(basis.last)
    if basis.first != basis.last:
        days = f"{day_text(basis.first)} – {days}"
    parts = [words.format(by), days]
    if basis.uncounted == 1:
        parts.append(translate("Basis", "1 paper without a count left out"))
    elif basis.uncounted:
        text = translate("Basis", "{0} papers without a count left out")
        parts.append(text.format(value_text(basis.uncounted)))
    if basis.merged:
        rule = (
            translate("Basis", "versions of a work count once, by the largest count")
            if basis.versions == "maximum"
            else translate("Basis", "versions of a work count once, by all their counts")
        )
        parts.append(rule)
    return " · ".join(parts)
