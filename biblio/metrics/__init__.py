"""Metrics of a publication list: what each is, and how it comes of counts, years and authors."""

from biblio.metrics.compute import METRICS, Computed, compute
from biblio.metrics.counts import (
    Counts,
    Coverage,
    a_constant,
    citations,
    citations_per_paper,
    coverage,
    e_index,
    g_index,
    h_index,
    i10_index,
    m_quotient,
    median_citations,
    papers,
)
from biblio.metrics.info import METRIC_INFO, MetricInfo, metric_info

__all__ = [
    "METRICS",
    "METRIC_INFO",
    "Computed",
    "Counts",
    "Coverage",
    "MetricInfo",
    "a_constant",
    "citations",
    "citations_per_paper",
    "compute",
    "coverage",
    "e_index",
    "g_index",
    "h_index",
    "i10_index",
    "m_quotient",
    "median_citations",
    "metric_info",
    "papers",
]
