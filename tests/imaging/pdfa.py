"""A small judge of PDF/A-2b, of the rules that our writer could break: file, metadata, colour, images, fonts, actions.

It knows a part of ISO 19005-2 and is scored on public conformance files (test_archival_pdf.py): what it calls wrong is
wrong, and what it calls right may still break a rule that it does not know.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

_ACTIONS = {
    *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans"),
    *("/GoTo3DView", "/JavaScript"),
}
_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_BLEND = {
    *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge"),
    *("/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color"),
    "/Luminosity",
}
_ANNOTATIONS = {"/3D", "/Sound", "/Screen", "/Movie"}
_NO_FACE = {"/Popup", "/Link"}


def complaints(data: bytes) -> list[str]:
    """What is wrong, a short phrase for each; empty: nothing that is known here."""
    found = list(_file(data))
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            found += _document(pdf)
            profile = _intent_profile(pdf)
            for item in pdf.objects:
                if isinstance(item, (Dictionary, Stream)):
                    found += _object(item)
            for page in pdf.pages:
                used = _device_colours(page)
                if used - {"/DeviceGray"} - ({"/DeviceRGB"} if profile == b"RGB " else set()) - (
                    {"/DeviceCMYK"} if profile == b"CMYK" else set()
                ) or (used and not profile):
                    found.append("device colours that the output intent does not explain")
                for font in page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary()).values():
                    found += _font(font.DescendantFonts[0] if "/DescendantFonts" in font else font)
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError) as error:
        found.append(f"does not open: {type(error).__name__}")
    return sorted(set(found))


def _file(data: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7](\r\n|\r|\n)%[\x80-\xff]{4}", data):
        yield "header"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", data):
        yield "something after the end"
    if re.search(rb"/Encrypt\s", data[-2000:]):
        yield "encrypted"


def _document(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/ID" not in pdf.trailer:
        yield "no file identifier"
    if "/AA" in root or "/Requirements" in root:
        yield "forbidden key in the catalogue"
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and (bool(form.get("/NeedAppearances", False)) or "/XFA" in form):
        yield "a form without its faces"
    names = root.get("/Names")
    if isinstance(names, Dictionary) and ("/JavaScript" in names or "/AlternatePresentations" in names):
        yield "forbidden name tree"
    meta = root.get("/Metadata")
    if not isinstance(meta, Stream):
        yield "no metadata"
        return
    if "/Filter" in meta:
        yield "metadata is packed"
    xmp = meta.read_bytes().decode("utf-8", "replace")
    part = re.search(r"pdfaid:part(?:>|=[\"'])(\d)", xmp)
    level = re.search(r"pdfaid:conformance(?:>|=[\"'])([A-Z])", xmp)
    if not part or part.group(1) != "2" or not level or level.group(1) not in "ABU":
        yield "does not say that it is PDF/A-2"
    for intent in root.get("/OutputIntents", []):
        if intent.get("/S") == Name.GTS_PDFA1 and "/DestOutputProfile" not in intent:
            yield "an output intent without its profile"


def _intent_profile(pdf: Pdf) -> bytes:
    """The colour space of the output intent's profile; empty without a sound one."""
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.get("/DestOutputProfile")
        if intent.get("/S") == Name.GTS_PDFA1 and isinstance(profile, Stream):
            raw = profile.read_bytes()
            return raw[16:20] if raw[36:40] == b"acsp" and raw[12:16] in {b"mntr", b"prtr"} else b""
    return b""


def _device_colours(page: pikepdf.Page) -> set[str]:
    """The device colour spaces that the page's own content and its images use, without a default of their own."""
    resources = page.obj.get("/Resources", Dictionary())
    images = resources.get("/XObject", Dictionary())
    spaces = [image.get("/ColorSpace") for image in images.values() if isinstance(image, Stream)]
    used = {str(space) for space in spaces if isinstance(space, Name)}
    operators = {str(said.operator) for said in pikepdf.parse_content_stream(page)}
    for letters, space in (("g", "/DeviceGray"), ("rg", "/DeviceRGB"), ("k", "/DeviceCMYK")):
        if {letters, letters.upper()} & operators:
            used.add(space)
    own = resources.get("/ColorSpace", Dictionary())
    return {space for space in used if space.startswith("/Device") and f"/Default{space[7:]}" not in own}


def _object(item: Object) -> Iterator[str]:
    if isinstance(item, Stream):
        yield from _stream(item)
    kind, sub, does = item.get("/Type"), item.get("/Subtype"), item.get("/S")
    if isinstance(does, Name) and str(does) in _ACTIONS and (kind in (None, Name.Action)):
        yield f"action {does}"
    if does == Name.Named and str(item.get("/N")) not in _NAMED:
        yield "named action"
    if kind == Name.ExtGState:
        if "/TR" in item or item.get("/TR2", Name.Default) != Name.Default or "/HTP" in item:
            yield "transfer function"
        if isinstance(item.get("/BM"), Name) and str(item.get("/BM")) not in _BLEND:
            yield "blend mode"
        if str(item.get("/RI", "/Perceptual")) not in _INTENTS:
            yield "rendering intent"
    if kind == Name.Annot or (kind is None and "/Rect" in item and isinstance(sub, Name)):
        yield from _annotation(item, str(sub))
    if kind == Name.Page and "/AA" in item:
        yield "page with actions of its own"


_INTENTS = {"/Perceptual", "/RelativeColorimetric", "/AbsoluteColorimetric", "/Saturation"}


def _stream(item: Stream) -> Iterator[str]:
    if {"/F", "/FFilter", "/FDecodeParms"} & set(item.keys()):
        yield "stream in another file"
    filters = item.get("/Filter")
    if Name.LZWDecode in (list(filters) if isinstance(filters, pikepdf.Array) else [filters]):
        yield "LZW"
    sub = item.get("/Subtype")
    if sub == Name.Image:
        if bool(item.get("/Interpolate", False)) or "/Alternates" in item or "/OPI" in item:
            yield "image with a forbidden key"
        if str(item.get("/Intent", "/Perceptual")) not in _INTENTS:
            yield "rendering intent"
    if sub == Name.PS or "/PS" in item or item.get("/Subtype2") == Name.PS:
        yield "PostScript"
    if sub == Name.Form and ({"/OPI", "/Ref"} & set(item.keys())):
        yield "form with a forbidden key"


def _font(item: Object) -> Iterator[str]:
    if item.get("/Subtype") == Name.Type3:
        return
    descriptor = item.get("/FontDescriptor")
    if not isinstance(descriptor, Dictionary) or not (
        {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
    ):
        yield "font not embedded"
    if item.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in item:
        yield "no map from codes to glyphs"


def _annotation(item: Object, sub: str) -> Iterator[str]:
    if sub in _ANNOTATIONS:
        yield f"annotation {sub}"
    if sub != "/Popup":
        flags = int(item.get("/F", 0))
        if not flags & 4 or flags & 0b100100011:
            yield "annotation's flags"
        rect = [float(edge) for edge in item.get("/Rect", [0, 0, 1, 1])]
        if sub not in _NO_FACE and "/AP" not in item and rect[:2] != rect[2:]:
            yield "annotation without a face"
    face = item.get("/AP")
    if isinstance(face, Dictionary) and set(face.keys()) - {"/N"}:
        yield "annotation with faces for the mouse"
    if "/A" in item and sub == "/Widget":
        yield "field with an action"
