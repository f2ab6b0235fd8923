"""A PDF that is handed in stays what it is, beside the one that is made of its pages: whoever signed it, signed these
very bytes."""

from __future__ import annotations

import hashlib
import io
import re
from functools import cache
from uuid import UUID

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import delete

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import NotAnImage
from counter_app.domain.retention import Kept
from counter_app.ports import AcceptedDossier
from local_db import tables
from local_db.facts import write_fact
from local_db.purging import INDEXED, referred_files
from local_db.values import dossier_from_json, dossier_to_json, draft_from_json, draft_to_json
from tests import pages
from tests.use_cases.reception import CLERK, OTHER_CARD, Reception, residence
from tests.use_cases.test_archive_papers import run
from tests.use_cases.test_purge import confirm, plan, purge, restarted, stored
from tests.use_cases.test_rights import IT

_DIGEST = 32  # bytes; stands where a real signature would hold it, sealed


@cache
def unsigned(*seeds: int, dpi: int = 100) -> bytes:
    sheets = [Image.fromarray(pages.make_page(seed, dpi=100)) for seed in seeds]
    document = io.BytesIO()
    sheets[0].save(document, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi)
    return document.getvalue()


@cache
def signed(*seeds: int, dpi: int = 100) -> bytes:
    """Signed as PDFs are: all bytes but the signature's own, which says their digest."""
    room = 10**9  # as many digits as an offset may need
    with pikepdf.open(io.BytesIO(unsigned(*seeds, dpi=dpi))) as pdf:
        signature = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
            ByteRange=pikepdf.Array([0, room, room, room]),
            Contents=pikepdf.String("\0" * _DIGEST),
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="chu-ky", V=pdf.make_indirect(signature))
        form = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]), SigFlags=3)
        pdf.Root.AcroForm = pdf.make_indirect(form)
        saved = io.BytesIO()
        pdf.save(saved)
    data = saved.getvalue()
    hole = b"<" + b"00" * _DIGEST + b">"
    start = data.index(hole)
    end = start + len(hole)
    for number in (start, end, len(data) - end):
        data = data.replace(b"%d" % room, b"%010d" % number, 1)
    return data[:start] + b"<" + _digest(data).hex().encode() + b">" + data[end:]


def _digest(data: bytes) -> bytes:
    found = re.search(rb"/ByteRange \[ 0 (\d+) (\d+) (\d+) \]", data)
    assert found is not None
    first, second, length = map(int, found.groups())
    return hashlib.sha256(data[:first] + data[second : second + length]).digest()


def signature_holds(data: bytes) -> bool:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bytes(pdf.Root.AcroForm.Fields[0].V.Contents) == _digest(data)


def name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def handed_in(reception: Reception, *files: bytes, card: str | None = None) -> UUID:
    """A draft on which nothing is missing; these PDFs were added to it, one after the other."""
    reception.hold(residence())
    draft_id = reception.begin() if card is None else reception.begin(card=card)
    if card is None:
        reception.desk.settle.take(draft_id)
    for data in files:
        reception.desk.capture.add_file(draft_id, reception.file("handed-in.pdf", data))
    return draft_id


def accepted_with(reception: Reception, *files: bytes) -> AcceptedDossier:
    return reception.accept(handed_in(reception, *files))


def files_of(reception: Reception, accepted: AcceptedDossier) -> tuple[str, ...]:
    with reception.store.read() as work:
        dossier, _ = work.dossiers.get(accepted.id)
    return tuple(name for s in dossier.settlements if isinstance(s, Captured) for name in s.files)


def orphans(reception: Reception) -> set[str]:
    reception.session.open(IT)
    return {file.name for file in reception.desk.check_vault().orphans}


# --- kept as it is ---------------------------------------------------------------------------------------


def test_the_signature_of_a_pdf_that_was_handed_in_holds_after_all_that_was_made_of_it(reception: Reception) -> None:
    data = signed(1, 2)
    assert signature_holds(data)
    assert not signature_holds(data.replace(b"%PDF-1.", b"%PDF-2.", 1)), "a single byte is told"
    accepted = accepted_with(reception, data)
    assert run(reception) == 1
    assert files_of(reception, accepted) == (name_of(data),)
    kept = reception.store.vault.get(name_of(data))
    assert kept == data
    assert signature_holds(kept)
    assert name_of(data) not in {file.sha256 for event in reception.outbox() for file in event.files}


def test_whether_a_pdf_is_signed_is_told_and_an_empty_field_is_no_signature(reception: Reception) -> None:
    with pikepdf.open(io.BytesIO(signed(1))) as pdf:
        del pdf.Root.AcroForm.Fields[0].V
        pdf.save(empty := io.BytesIO())
    for data, count in ((signed(1), 1), (unsigned(1), 0), (empty.getvalue(), 0)):
        assert reception.desk.arrange.imaging.signatures_in(data) == count
    draft_id = handed_in(reception, unsigned(1), signed(1))  # pages that look the same
    (page,) = reception.draft(draft_id).pages
    original = reception.desk.arrange.original(draft_id, page.name)
    assert original is not None
    assert (len(original.jpegs), original.from_pdf, original.signatures) == (1, True, 1)


def test_what_is_shown_of_a_strangers_image_was_drawn_anew(reception: Reception) -> None:
    """A decoder in the window's process meets no byte of a file that was made outside."""
    mark = b"\xff\xfe\x00\x0cmade-by-us"
    jpeg = pages.as_jpeg(pages.make_page(3, dpi=100), 100)
    stranger = jpeg[:2] + mark + jpeg[2:]
    draft_id = reception.begin()
    (page,) = reception.desk.capture.add_file(draft_id, reception.file("page.jpg", stranger)).pages
    assert reception.store.vault.get(page.raws[0].name) == stranger
    original = reception.desk.arrange.original(draft_id, page.name)
    raw = reception.desk.arrange.raw(draft_id, page.name)
    assert original is not None
    assert raw is not None
    for shown in (*original.jpegs, raw.jpeg):
        assert mark not in shown
        assert shown.startswith(b"\xff\xd8")


def test_it_is_kept_from_the_watched_folder_too(reception: Reception) -> None:
    draft_id = reception.begin()
    dropped = reception.drop / "handed-in.pdf"
    dropped.write_bytes(signed(1))
    reception.desk.capture.collect_folder(draft_id)
    assert not dropped.exists()
    assert reception.store.vault.get(name_of(signed(1))) == signed(1)
    assert orphans(reception) == set()


def test_an_image_is_no_pdf_and_a_pdf_of_which_no_page_can_be_drawn_is_not_kept(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.add_page(draft_id, 1)
    assert [raw.files for page in reception.draft(draft_id).pages for raw in page.raws] == [()]
    before = stored(reception)
    broken = unsigned(1).replace(b"/Type /Page\n", b"/Type /Junk\n")
    with pytest.raises(NotAnImage):
        reception.desk.capture.add_file(draft_id, reception.file("broken.pdf", broken))
    assert stored(reception) == before


def test_the_same_file_twice_is_kept_once(reception: Reception) -> None:
    draft_id = handed_in(reception, signed(1))
    once = stored(reception)
    assert once == 3, "the page, the image it was made from, and the PDF"
    before = reception.draft(draft_id)
    reception.desk.capture.add_file(draft_id, reception.file("again.pdf", signed(1)))
    assert reception.draft(draft_id) == before
    assert stored(reception) == once
    assert files_of(reception, reception.accept(draft_id)) == (name_of(signed(1)),)


def test_the_signed_one_is_kept_that_looks_like_the_unsigned_one_before_it(reception: Reception) -> None:
    accepted = accepted_with(reception, unsigned(1), signed(1))
    assert files_of(reception, accepted) == (name_of(unsigned(1)), name_of(signed(1)))


def test_pages_that_were_turned_and_joined_still_know_the_files_that_they_came_in(reception: Reception) -> None:
    files = signed(1, dpi=300), signed(2, dpi=300)  # no larger than a card
    draft_id = handed_in(reception, *files)
    first, second = (page.name for page in reception.draft(draft_id).pages)
    arrange = reception.desk.arrange
    turned = arrange.turn(draft_id, first, 2).pages[0].name
    joined = arrange.join_sides(draft_id, turned, second)
    assert [name for raw in joined.pages[0].raws for name in raw.files] == [name_of(file) for file in files]


# --- spoken of -------------------------------------------------------------------------------------------


def test_it_is_nobodys_orphan_and_goes_along_with_a_backup(reception: Reception) -> None:
    draft_id = handed_in(reception, signed(1), signed(2))
    extra = reception.draft(draft_id).pages[1].name
    reception.desk.arrange.assign(draft_id, extra, "to-khai")
    reception.desk.arrange.remove(draft_id, extra)
    assert orphans(reception) == set(), "an undo may bring it back"
    reception.session.open(CLERK)
    reception.desk.arrange.undo(draft_id)
    accepted = reception.accept(draft_id)
    assert orphans(reception) == set()
    with reception.store.snapshot() as (connection, _):
        assert {name_of(signed(1)), name_of(signed(2))} == set(files_of(reception, accepted))
        assert set(files_of(reception, accepted)) <= referred_files(connection)
    restarted(reception)
    reception.store.vault.remove(name_of(signed(1)))
    assert reception.desk.check_vault().missing == (name_of(signed(1)),)


def test_a_draft_and_a_dossier_of_before_it_was_kept_are_still_read(reception: Reception) -> None:
    draft_id = reception.ready()
    draft = reception.draft(draft_id)
    for text, read in (
        (draft_to_json(draft), draft_from_json),
        (dossier_to_json(draft.dossier), dossier_from_json),
    ):
        assert '"files":[]' in text
        before = text.replace(',"files":[]', "")
        assert '"files"' not in before
        assert read(before) == read(text)


# --- and goes --------------------------------------------------------------------------------------------


def test_it_goes_with_the_archival_pdf_and_not_before(reception: Reception) -> None:
    accepted = accepted_with(reception, signed(1))
    confirm(reception, accepted)
    assert stored(reception) == 4
    reception.clock.forward(days=91)
    assert plan(reception)[Kept.PAGE] == (1, 2, 0, 0)
    assert purge(reception).files == 2
    assert plan(reception)[Kept.PAGE] == (0, 0, 0, 0)
    assert signature_holds(reception.store.vault.get(name_of(signed(1))))
    assert orphans(reception) == set()
    reception.clock.forward(days=638)
    assert purge(reception).files == 0
    reception.clock.forward(days=2)
    assert plan(reception)[Kept.ARCHIVAL] == (1, 2, 0, 0)
    assert purge(reception).files == 2
    assert stored(reception) == 0
    with reception.store.snapshot() as (connection, _):
        assert referred_files(connection) == set()


def test_where_the_archival_pdfs_went_first_the_pages_stay(reception: Reception) -> None:
    accepted = accepted_with(reception, signed(1))
    with reception.store.write() as work:
        assert work.retention.index_files()
        assert work.retention.purge_files(accepted.id, Kept.ARCHIVAL, "a rule", reception.clock.now()) == 2
        assert name_of(signed(1)) not in work.retention.referred()
        assert len(work.retention.referred()) == 2
    confirm(reception, accepted)
    reception.clock.forward(days=91)
    assert plan(reception)[Kept.PAGE] == (1, 2, 0, 0)


def test_what_a_purge_left_is_spoken_of_again_when_all_is_noted_anew(reception: Reception) -> None:
    """As after a rescue."""
    accepted = accepted_with(reception, signed(1))
    confirm(reception, accepted)
    reception.clock.forward(days=91)
    purge(reception)
    with reception.store.connection(writing=True) as connection:
        connection.execute(delete(tables.dossier_pages))
        write_fact(connection, INDEXED, "0")
    assert orphans(reception) == set()
    assert plan(reception)[Kept.PAGE] == (0, 0, 0, 0)


def test_it_stays_while_somebody_elses_draft_speaks_of_it(reception: Reception) -> None:
    accepted = accepted_with(reception, signed(1))
    confirm(reception, accepted)
    reception.clock.forward(days=731)
    handed_in(reception, signed(1), card=OTHER_CARD)
    assert purge(reception).files == 1, "the archival PDF alone"
    assert reception.store.vault.get(name_of(signed(1))) == signed(1)
