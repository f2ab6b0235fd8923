"""The archival PDF: pages as JPEG at 100 % size, aiming at PDF/A-2b (ISO 19005-2), the same bytes from the same pages.

Vietnamese law on digitised papers asks for colour, 200 dpi and more, 100 % size, PDF/A. Recognised text is laid
under the pages later.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from counter_app.domain.errors import BrokenPromise
from counter_app.ports import PdfAbout, StraightPage

PRODUCER = "Quầy Một Cửa"
_PROFILE_NAME = "sRGB IEC61966-2.1"


def write_pdf(pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
    """The PDF's bytes. `about.created_at` is aware. Raises BrokenPromise without a page."""
    if not pages:
        raise BrokenPromise("a PDF without pages")
    with Pdf.new() as pdf:
        for page in pages:
            _add_page(pdf, page)
        _describe(pdf, about)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=False, min_version="1.7")
    return out.getvalue()


def _add_page(pdf: Pdf, page: StraightPage) -> None:
    width, height = (round(pixels * 72 / page.dpi, 3) for pixels in (page.width, page.height))
    pdf.add_blank_page(page_size=(width, height))
    image = Stream(
        pdf,
        page.jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=page.width,
        Height=page.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    added = pdf.pages[-1]
    added.obj.Resources = Dictionary(XObject=Dictionary(Page=pdf.make_indirect(image)))
    added.obj.Contents = Stream(pdf, f"q {width:g} 0 0 {height:g} 0 0 cm /Page Do Q".encode())


def _describe(pdf: Pdf, about: PdfAbout) -> None:
    title, subject = _printable(about.title), _printable(about.subject)
    moment = _pdf_date(about.created_at)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Subject=String(subject),
            Producer=String(PRODUCER),
            CreationDate=String(moment),
            ModDate=String(moment),
        )
    )
    xmp = _xmp(title, subject, about.created_at.replace(microsecond=0).isoformat())
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML))
    pdf.Root.Lang = String("vi")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(_PROFILE_NAME),
                Info=String(_PROFILE_NAME),
                DestOutputProfile=pdf.make_indirect(Stream(pdf, _profile(), N=3)),
            )
        ]
    )


@cache
def _profile() -> bytes:
    return files("resources").joinpath("icc/srgb.icc").read_bytes()


def _printable(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]", " ", text)


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    if not zone:
        raise BrokenPromise("a PDF's date without a zone")
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _xmp(title: str, subject: str, moment: str) -> str:
    """Metadata as elements: validators refuse the shorter form with attributes."""

    def text(words: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title>{text(title)}</dc:title>
<dc:description>{text(subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{escape(PRODUCER)}</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
