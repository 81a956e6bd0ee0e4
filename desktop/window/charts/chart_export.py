"""A chart as a picture of its own: with its title, its colours explained, and where it is from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from desktop.window.charts.chart_legend import Item, paint_items
from desktop.window.look import LIGHT

SIZE = QSize(960, 540)  # of a picture, in logical pixels: 16 to 9, as slides are
_SHARP = 2  # dots of a PNG for each
_EDGE = 24.0


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn.

    Attributes:
        title: Over the chart.
        legend: The colours explained.
        remark: Under the chart.
        body: Draws the chart in an area.
        font: Of the texts.
    """

    title: str
    legend: list[Item]
    remark: str
    body: Callable[[QPainter, QRectF], None]
    font: QFont


def as_png(picture: Picture) -> bytes:
    """The picture as a PNG of twice its size, for sharp screens and print."""
    image = QImage(SIZE * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(LIGHT.surface)
    painter = QPainter(image)
    _paint(painter, picture)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes; Qt wants str
    buffer.close()
    return bytes(data.data())


def as_svg(picture: Picture) -> bytes:
    """The picture as an SVG."""
    from PySide6.QtSvg import QSvgGenerator

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(SIZE)
    # As the screen has it, or what was recorded for that would be drawn in another size
    generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
    generator.setViewBox(QRect(0, 0, SIZE.width(), SIZE.height()))
    generator.setTitle(picture.title)
    generator.setDescription(picture.remark)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, SIZE.width(), SIZE.height()), LIGHT.surface)
    _paint(painter, picture)
    painter.end()
    buffer.close()
    return bytes(data.data())


def body_size(picture_legend: list[Item]) -> QSize:
    """The size of the chart itself in a picture."""
    legend = 26 if picture_legend else 0
    return QSize(SIZE.width() - int(2 * _EDGE), SIZE.height() - 108 - legend)


def _paint(painter: QPainter, picture: Picture) -> None:
    width = SIZE.width() - 2 * _EDGE
    title = QFont(picture.font)
    title.setPointSizeF(title.pointSizeF() * 1.4)
    title.setWeight(QFont.Weight.DemiBold)
    painter.setFont(title)
    painter.setPen(LIGHT.text)
    painter.drawText(QRectF(_EDGE, 16, width, 30), Qt.AlignmentFlag.AlignLeft, picture.title)
    y = 54.0
    if picture.legend:
        area = QRectF(_EDGE, y, width, 24)
        paint_items(painter, area, picture.legend, picture.font, LIGHT.muted)
        y += 26
    size = body_size(picture.legend)
    painter.save()
    picture.body(painter, QRectF(_EDGE, y, size.width(), size.height()))
    painter.restore()
    painter.setFont(picture.font)
    painter.setPen(LIGHT.muted)
    metrics = QFontMetricsF(picture.font)
    remark = metrics.elidedText(picture.remark, Qt.TextElideMode.ElideRight, width)
    painter.drawText(
        QRectF(_EDGE, SIZE.height() - 38, width, 24), Qt.AlignmentFlag.AlignLeft, remark
    )
