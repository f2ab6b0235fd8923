"""Real recognition on papers laid out by the rule: what is suggested is right, or is not suggested."""

from __future__ import annotations

from datetime import date

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.paper_text import suggest
from counter_app.domain.text import fold
from counter_app.imaging.page_studio import PageStudio
from resources import catalogue_bundle
from tests import pages
from tests.imaging.official_papers import official_paper

TODAY = date(2026, 11, 26)
CATALOGUE = parse_bundle(catalogue_bundle())
BIRTH = CATALOGUE.procedure("1.001193", TODAY).components


def test_number_day_issuer_and_kind_are_read_off_real_pixels() -> None:
    whole = 0
    for seed in range(8):
        paper = official_paper(seed, dpi=200, day_at_foot=seed % 4 == 3)
        found = suggest(PageStudio().read_paper(pages.as_jpeg(paper.pixels, 200)), BIRTH, CATALOGUE.titles, TODAY)
        assert found.facts.number in ("", paper.number)
        assert found.facts.issued_on in (None, paper.issued_on)
        assert fold(found.facts.issuer) in ("", fold(paper.issuer))
        assert found.component in (None, paper.component)
        whole += bool(found.facts.number and found.facts.issued_on and found.facts.issuer and found.component)
    assert whole >= 6


def test_a_declaration_without_a_head_suggests_no_number_and_no_day() -> None:
    page = pages.as_jpeg(pages.make_page(3, dpi=200), 200)
    facts = suggest(PageStudio().read_paper(page), BIRTH, CATALOGUE.titles, TODAY).facts
    assert (facts.number, facts.issued_on) == ("", None)
