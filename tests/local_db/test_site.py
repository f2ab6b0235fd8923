"""One hall on a real PostgreSQL server over TLS: founded by IT, joined by its counters, shared by UUID."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from counter_app.domain.errors import SiteFault, SiteLost, SiteNotJoined, SiteRefused, SiteUntrusted
from local_db import tables
from local_db.site.founding import Founding
from local_db.site.joining import join, joined_engine, keep_key, site_key, status_of
from local_db.site.line import SiteAddress
from local_db.store_keys import code_book
from tests.local_db.hall import found, join_as
from tests.services._authority import Authority
from tests.services.postgres import OWNER, PASSWORD, PostgresServer
from tests.services.store import PocketKeyChain


@pytest.fixture
def address(postgres_server: PostgresServer) -> SiteAddress:
    """Of a database that is not there yet."""
    return SiteAddress("localhost", postgres_server.port, postgres_server.unused_name(), postgres_server.authority.file)


# --- founded and joined --------------------------------------------------------------------------------


def test_it_founds_the_site_and_a_second_pc_joins_by_a_code_that_works_once(address: SiteAddress) -> None:
    first, second = found(address), PocketKeyChain()
    code = Founding(address, OWNER, PASSWORD).invite("Q2", site_key(first), code_book())
    join(address, "Q2", code, second, "pc-2")
    assert site_key(second) == site_key(first)
    status = status_of(address, "Q2", second)
    assert [(one.counter, one.computer, one.joined_at is not None) for one in status.counters] == [
        ("Q1", "pc of Q1", True),
        ("Q2", "pc-2", True),
    ]
    assert status.tls.startswith("TLSv1.")
    assert status.key_fits
    assert status.revision == status.expected
    with pytest.raises(SiteRefused):
        join(address, "Q2", code, PocketKeyChain(), "pc-3")
    status_of(address, "Q2", second)  # whom the second try did not put out


def test_a_code_opens_no_other_counters_door(address: SiteAddress) -> None:
    first = found(address)
    code = Founding(address, OWNER, PASSWORD).invite("Q2", site_key(first), code_book())
    with pytest.raises(SiteRefused):
        join(address, "Q1", code, PocketKeyChain(), "pc-3")


def test_founding_again_keeps_the_key_and_only_a_pc_that_has_it_may(address: SiteAddress) -> None:
    first, it = found(address), Founding(address, OWNER, PASSWORD)
    assert it.found(site_key(first)) == site_key(first)
    with pytest.raises(SiteNotJoined):
        it.found(None)
    with pytest.raises(SiteNotJoined):
        it.found(bytes(32))
    status_of(address, "Q1", first)


def test_founding_again_begins_a_new_life_of_the_queue_as_of_all_else(address: SiteAddress) -> None:
    first, it = found(address), Founding(address, OWNER, PASSWORD)
    with it._server() as server:
        of_one = {"site": "sanh-1", "number": 4, "life": UUID(int=1), "began_at": func.now()}
        server.execute(insert(tables.hall_lives).values(of_one))
    it.found(site_key(first))
    with it._server() as server:
        life = server.execute(select(tables.hall_lives)).one()
    assert (life.number, life.life != UUID(int=1)) == (5, True)


def test_after_a_pc_was_lost_its_password_and_the_old_key_open_nothing(address: SiteAddress) -> None:
    first = found(address)
    lost, it = join_as(address, "Q2", first), Founding(address, OWNER, PASSWORD)
    keep_key(first, it.found(site_key(first), renew=True))
    with pytest.raises(SiteRefused):
        status_of(address, "Q2", lost)
    assert site_key(first) != site_key(lost)
    with pytest.raises(SiteNotJoined):
        it.invite("Q3", site_key(lost), code_book())
    again = join_as(address, "Q2", first)
    assert status_of(address, "Q2", again).key_fits


def test_whoever_is_in_with_the_old_key_is_thrown_out_when_it_is_renewed(address: SiteAddress) -> None:
    first = found(address)
    lost = joined_engine(address, "Q2", join_as(address, "Q2", first))
    with lost.connect() as still_in:
        assert still_in.scalar(text("SELECT 1"))
        Founding(address, OWNER, PASSWORD).found(site_key(first), renew=True)
        with pytest.raises(OperationalError):
            still_in.scalar(text("SELECT 1"))
    lost.dispose()


def test_a_pc_that_another_takes_the_place_of_is_thrown_out_and_does_not_come_back(address: SiteAddress) -> None:
    first = found(address)
    old = joined_engine(address, "Q2", join_as(address, "Q2", first))
    with old.connect() as still_in:
        assert still_in.scalar(text("SELECT 1"))
        join_as(address, "Q2", first)
        with pytest.raises(OperationalError):
            still_in.scalar(text("SELECT count(*) FROM tickets"))
    with pytest.raises(OperationalError):
        old.connect()
    old.dispose()


def test_a_counter_may_share_and_no_more(address: SiteAddress) -> None:
    """Not a person's data in the clear by mistake, no key of another, no door into the server."""
    engine = joined_engine(address, "Q1", found(address))
    for forbidden in (
        "SELECT * FROM citizens",
        "INSERT INTO facts (name, value) VALUES ('site.epoch', 'x')",
        "DELETE FROM site_entries",
        "CREATE TABLE mine (x int)",
        "CREATE ROLE another",
        f"ALTER ROLE {address.database}_q1 CREATEROLE",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be"), engine.begin() as server:
            server.execute(text(forbidden))
    engine.dispose()


# --- TLS, always ---------------------------------------------------------------------------------------


def _says(address: SiteAddress, key_chain: PocketKeyChain) -> type[SiteFault] | None:
    try:
        status_of(address, "Q1", key_chain)
    except SiteFault as error:
        return type(error)
    return None


def test_only_the_halls_own_authority_and_the_servers_own_name_are_believed(
    address: SiteAddress, site_server: PostgresServer, tmp_path: Path
) -> None:
    here = SiteAddress("localhost", site_server.port, "quay", site_server.authority.file)
    key_chain = found(here)
    assert _says(here, key_chain) is None
    assert _says(replace(here, ca_file=Authority(tmp_path, "other").file), key_chain) is SiteUntrusted
    assert _says(replace(here, host="127.0.0.1"), key_chain) is SiteUntrusted  # not the name on the certificate
    assert _says(replace(here, ca_file=tmp_path / "none.pem"), key_chain) is SiteUntrusted
    site_server.stop()
    assert _says(here, key_chain) is SiteLost
    site_server.certify(Authority(tmp_path, "stranger"))
    site_server.start()
    assert _says(here, key_chain) is SiteUntrusted
