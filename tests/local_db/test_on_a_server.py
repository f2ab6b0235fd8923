"""The model on a real PostgreSQL server: its schema, a whole day, and eight counters at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from counter_app.domain.codes import NumberBlock
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import BrokenPromise
from counter_app.domain.outbox import ProvinceReceipt
from counter_app.domain.ticket import TicketState
from counter_app.ports import LookUpLine, UnitOfWork
from local_db.schema import bring_up_to_date
from local_db.store import SqlStore
from local_db.tables import metadata
from tests.local_db.samples import CITIZEN, CLERK, COUNTER, DAY, NOW, PERSON, SITE, UNIT, accept, held, ticket
from tests.local_db.site_store import open_on_a_server

_T = TypeVar("_T")


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


@pytest.mark.usefixtures("migrated_in_earnest")
def test_the_migrations_make_the_model_there_too(postgres: Engine) -> None:
    with postgres.begin() as connection:
        bring_up_to_date(connection)
        bring_up_to_date(connection)
    assert _differences(postgres) == []


def test_the_model_makes_its_tables_without_migrations(postgres: Engine) -> None:
    metadata.create_all(postgres)
    assert _differences(postgres) == []
    assert set(inspect(postgres).get_table_names()) == set(metadata.tables)


def test_a_whole_day_at_the_counter_from_the_ticket_to_the_province_s_word(postgres: Engine, tmp_path: Path) -> None:
    site = open_on_a_server(postgres, tmp_path)
    with site.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 9999, 1))
        work.register.put_citizens([CITIZEN], NOW)
        work.register.put_held_papers([held("1")])
        work.register.set_as_of(NOW, "c1")
        work.tickets.issue(lambda number: ticket(number), SITE, DAY, "A")
    with site.write() as work:
        waiting = work.tickets.next_waiting(SITE, DAY)
        assert waiting is not None
        work.tickets.save(waiting.called(NOW, COUNTER))
    operation = uuid4()
    with site.write() as work:
        work.audit.add_look_up(LookUpLine(uuid4(), NOW, CLERK, COUNTER, PERSON, "tiếp nhận", "1.0", "answered"))
        accepted = accept(work, operation)
    assert accepted.code.text == "H13.552-261123-0001"
    with site.write() as work:
        (event,) = work.outbox.due(NOW)
        work.outbox.mark_sent(event.id, NOW)
        receipt = ProvinceReceipt(event.id, "ab" * 32, tuple(file.sha256 for file in event.files), NOW)
        work.outbox.mark_confirmed(event.id, receipt, NOW + timedelta(minutes=1))
        work.dossiers.set_state(accepted.id, Honest.CONFIRMED)
        assert work.dossiers.count_print(accepted.id) == 0
    with site.read() as work:
        assert work.tickets.count(SITE, DAY, TicketState.CALLED) == 1
        found = work.dossiers.by_operation(operation)
        assert found is not None
        assert (found.state, found.receipt, found.prints) == (Honest.CONFIRMED, accepted.receipt, 1)
        assert work.dossiers.of_person(PERSON) == (found,)
        assert work.outbox.waiting() == 0
        assert work.register.citizen(PERSON) == CITIZEN
        assert work.register.held_papers(PERSON, ["KQ.G15.000032"]) == (held("1"),)
        assert work.register.as_of() == NOW
        assert [line.what for line in work.audit.lines()] == ["dossier-accepted"]
        assert [line.outcome for line in work.audit.look_ups()] == ["answered"]
        assert work.audit.first_broken_line() is None
    site.close()


def _until_mine(site: SqlStore, take: Callable[[UnitOfWork], _T]) -> _T:
    """What the model promises: of two that take the same number one is refused, and then takes the next."""
    while True:
        try:
            with site.write() as work:
                return take(work)
        except BrokenPromise as refused:
            if refused.detail != "UniqueViolation":
                raise


def test_eight_counters_at_once_double_no_ticket_and_no_line_and_skip_none(postgres: Engine, tmp_path: Path) -> None:
    with ExitStack() as closed:
        sites = [open_on_a_server(postgres, tmp_path / str(number)) for number in range(8)]
        for site in sites:
            closed.callback(site.close)
        numbers: list[int] = []
        lines: list[int] = []

        def work_on(site: SqlStore) -> None:
            for _ in range(5):
                issued = _until_mine(site, lambda work: work.tickets.issue(lambda n: ticket(n), SITE, DAY, "A"))
                numbers.append(issued.number)
                register = _until_mine(site, accept).receipt.register
                lines.append(register.line if register else 0)

        threads = [threading.Thread(target=work_on, args=(site,)) for site in sites]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(numbers) == sorted(lines) == list(range(1, 41))
