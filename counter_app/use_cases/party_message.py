"""A party to a dossier as the counter contract has it. JSON values only."""

from __future__ import annotations

from typing import Any

from ..domain.citizen import Citizen
from ..domain.party import Child, Foreigner, OnBehalf, Organisation, Party, Person


def applicant_message(person: Person) -> dict[str, Any]:
    """Who hands in: a citizen, or a foreigner with `passport` and no number."""
    return {
        "personal_number": person.personal_number.value if isinstance(person, Citizen) else None,
        **_natural(person),
        "old_number": person.old_number if isinstance(person, Citizen) else None,
        "phone": person.phone,
        "passport": _passport(person),
    }


def owner_message(behalf: OnBehalf | None) -> dict[str, Any] | None:
    """Whose dossier it is, where not the applicant's own; with what the applicant is to him."""
    if behalf is None:
        return None
    owner, relation = behalf.owner, behalf.relation
    told: dict[str, Any] = {"kind": _KINDS[type(owner)], "relation": relation.code, "relation_words": relation.words}
    if isinstance(owner, Organisation):
        about = {"full_name": owner.full_name, "address": owner.address, "commune": _commune(owner)}
        return {**told, **about, "phone": owner.phone, "enterprise_code": owner.code.value}
    told |= {**_natural(owner), "phone": owner.phone}
    if isinstance(owner, Citizen):
        return {**told, "personal_number": owner.personal_number.value, "old_number": owner.old_number}
    return {**told, "passport": _passport(owner)} if isinstance(owner, Foreigner) else told


_KINDS: dict[type, str] = {Citizen: "citizen", Foreigner: "foreigner", Child: "child", Organisation: "organisation"}


def _natural(person: Citizen | Foreigner | Child) -> dict[str, Any]:
    return {
        "full_name": person.full_name,
        "birth_date": person.birth_date.iso() if person.birth_date else None,
        "sex": person.sex.value if person.sex else None,
        "address": person.address,
        "commune": _commune(person),
    }


def _commune(party: Party) -> dict[str, str] | None:
    return {"code": party.commune.code, "name": party.commune.name} if party.commune else None


def _passport(person: Person) -> dict[str, Any] | None:
    if not isinstance(person, Foreigner):
        return None
    expires = person.expires_on.isoformat() if person.expires_on else None
    return {"number": person.passport.value, "nationality": person.nationality, "expires_on": expires}
