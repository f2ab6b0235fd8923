"""What is brought after acceptance gets its archive form too."""

from __future__ import annotations

from counter_app.domain.archive import brought_with
from tests.use_cases.reception import Reception
from tests.use_cases.test_archive_papers import forms, run
from tests.use_cases.test_files_of_steps import brought
from tests.use_cases.test_imported_pdf import unsigned


def test_a_paper_that_is_brought_afterwards_gets_its_archive_form_beside_the_first_one(reception: Reception) -> None:
    accepted = reception.accept()
    step = brought(reception, accepted.id, unsigned(7))
    assert reception.desk.archive.look().waiting == 2
    assert run(reception) == 2
    first, later = forms(reception, accepted)
    assert (first.component, later.component) == ("to-khai", brought_with("to-khai", step.id))
    with reception.store.read() as work:
        assert later.source == work.outbox.get(step.id).files[0].sha256
    assert reception.store.vault.get(later.sha256)[:5] == b"%PDF-"
