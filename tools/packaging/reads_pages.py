"""Run by a staged program's own interpreter: whether Tesseract reads a page of each kind of file that may be brought,
and turns one away that it cannot read."""

import struct
import sys
import tempfile
from pathlib import Path

import tesserocr
from PIL import Image, ImageDraw, ImageFont

from counter_app.imaging.recognition import language_folder

KINDS = {"png": {}, "jpg": {}, "tif": {}, "lzw.tif": {"compression": "tiff_lzw"}, "fax.tif": {"compression": "group4"}}
PLAIN, JBIG = (struct.pack("<HHIHH", 259, 3, 1, number, 0) for number in (1, 34661))  # TIFF's entry for compression


def read(file: Path) -> str:
    with tesserocr.PyTessBaseAPI(path=str(language_folder("eng")), lang="eng") as reader:
        reader.SetImageFile(str(file))
        return str(reader.GetUTF8Text())


def main() -> None:
    page = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(page).text((40, 60), "RECEIPT 2026", 0, ImageFont.load_default(64))
    with tempfile.TemporaryDirectory() as folder:
        for kind, options in KINDS.items():
            file = Path(folder) / f"page.{kind}"
            (page.convert("1") if "fax" in kind else page).save(file, **options)
            if "RECEIPT" not in read(file):
                raise SystemExit(f"a page of {kind} is not read")
        page.convert("1").save(file := Path(folder) / "jbig.tif")
        whole = file.read_bytes()
        if PLAIN not in whole:
            raise SystemExit("no TIFF file to make a page of JBIG of")
        file.write_bytes(whole.replace(PLAIN, JBIG))
        try:
            words = read(file)
        except (RuntimeError, OSError):
            words = ""
        if "RECEIPT" in words:
            raise SystemExit("a page of JBIG is read: by whose code?")
    sys.stdout.write(f"{', '.join(KINDS)} are read, JBIG is turned away\n")


main()
