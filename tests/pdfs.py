"""Small PDFs, written by hand."""

from __future__ import annotations

from collections.abc import Sequence


def paper(lines: Sequence[tuple[int, str]], *, stamp: str = "", title: str = "") -> bytes:
    """A PDF of one page with these lines as (size, text), and a stamp up its margin."""
    content = ["BT"]
    height = 760
    for size, text in lines:
        content += [f"/F1 {size} Tf", f"1 0 0 1 72 {height} Tm", f"({_escaped(text)}) Tj"]
        height -= size + 6
    if stamp:
        content += ["/F1 20 Tf", "0 1 -1 0 30 200 Tm", f"({_escaped(stamp)}) Tj"]
    content.append("ET")
    stream = "\n".join(content).encode("latin-1")
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>"
            ),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Title (%s) >>" % _escaped(title).encode("latin-1"),
        ]
    )


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue, the last the properties."""
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
