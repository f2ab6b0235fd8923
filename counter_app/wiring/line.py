"""The province's line: the gateway in its protocol, who we are on it, and what the last exchange showed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from ..config import ProvinceSettings, Settings
from ..domain.errors import BadSettings, CertificateUnfit, ClockWrong, NumbersElsewhere, SecretMissing
from ..ports import KeyChain, LineStatus

if TYPE_CHECKING:
    from local_db.store import SqlStore
    from sync.code_by_code import CodeByCodeGateway
    from sync.courier import StickCourier
    from sync.gateway import CounterGateway
    from sync.own_certificate import OwnCertificate

PROVINCE_SECRET = "province-secret"  # noqa: S105 - the name of the keyring's entry
PROVINCE_KEY = "province-key"


@dataclass
class LineState:
    """What the last exchange with the province showed; a wrong clock and a copied store stand before other problems."""

    online: bool | None = None
    problem: str | None = None
    heard_at: datetime | None = None
    next_pass: datetime | None = None
    certificate_until: datetime | None = None  # as its file said when the province was asked last
    clock_wrong: Callable[[], bool] = lambda: False
    copied: Callable[[], bool] = lambda: False
    site: str | None = None  # what the last exchange with the hall met

    def __call__(self) -> LineStatus:
        problem = self.problem
        if self.clock_wrong():
            problem = ClockWrong.code
        elif self.copied():
            problem = NumbersElsewhere.code
        return LineStatus(self.online, problem, self.heard_at, self.next_pass, self.certificate_until, self.site)


def gateway_of(
    province: ProvinceSettings,
    secret: Callable[[], str],
    unit: str,
    counter: str,
    store: SqlStore,
    certificate: OwnCertificate | None = None,
) -> CounterGateway | CodeByCodeGateway:
    """The line in the protocol that the province's system speaks."""
    if province.protocol == "counter":
        from sync.gateway import CounterGateway
        from sync.signed_receipt import Signer

        if province.signed_receipts and not province.courier_signer:
            raise BadSettings("no key to hold receipts against", entry="province.courier_signer")
        address = (province.base_url, province.client_id, secret, unit, counter)
        return CounterGateway(
            *address,
            ca_file=province.ca_file,
            timeout=province.timeout,
            proxy=province.proxy or None,
            certificate=certificate,
            signer=Signer(province.courier_signer, province.signed_receipts),
        )
    from resources import exchange_codes
    from sync.code_by_code import CodeByCodeGateway

    def names(procedure: str, day: date) -> dict[str, str]:
        with store.read() as work:
            return {part.code: part.name for part in work.catalogue.procedure(procedure, day).components}

    return CodeByCodeGateway(
        *(province.base_url, province.client_id, secret, unit),
        store.vault.get,
        names,
        store,
        exchange_codes("igate"),
        ca_file=province.ca_file,
        timeout=province.timeout,
        proxy=province.proxy or None,
        certificate=certificate,
    )


def own_certificate(province: ProvinceSettings, key_chain: KeyChain) -> OwnCertificate | None:
    """The counter's own, where the settings name one."""
    from sync.own_certificate import OwnCertificate

    if province.certificate is None:
        return None
    return OwnCertificate(province.certificate, province.certificate_key, partial(_province_key, key_chain))


def certificate_until(own: OwnCertificate | None) -> datetime | None:
    try:
        return own.holds()[1] if own else None
    except CertificateUnfit:  # the next exchange says so
        return None


def _province_key(key_chain: KeyChain) -> bytes:
    """The certificate's key, or the pass phrase of its file. Raises SecretMissing, NoKeyring."""
    key = key_chain.get(PROVINCE_KEY)
    if key is None:
        raise SecretMissing
    return key


def province_secret(key_chain: KeyChain) -> str:
    """Raises SecretMissing, NoKeyring."""
    secret = key_chain.get(PROVINCE_SECRET)
    if secret is None:
        raise SecretMissing
    return secret.decode()


def stick_courier(settings: Settings, store: SqlStore, key_chain: KeyChain) -> StickCourier:
    from sync.courier import ProvinceKeys, StickCourier

    keys = ProvinceKeys(settings.province.courier_recipient, settings.province.courier_signer)
    unit, counter = settings.unit.code, settings.counter.code
    return StickCourier(store, store.vault, store.clock, key_chain, keys, unit, counter)
