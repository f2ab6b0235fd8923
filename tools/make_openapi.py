"""Writes docs/openapi.yaml, the counter contract for whoever builds a province's side: `python -m tools.make_openapi`.

The messages are those of sync/contract.py, taken as they stand; the addresses, headers and statuses are told here. A
test holds the file to this, the gateway's exchanges and the sandbox's replies to the file.
"""

# Long because: every address with its headers and statuses, once.

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from counter_app.domain.slices import SLICES  # noqa: E402 - behind the path
from sync import contract  # noqa: E402

FILE = ROOT / "docs" / "openapi.yaml"
_MESSAGES: tuple[type[BaseModel], ...] = (
    *(contract.TokenRequest, contract.Token, contract.LookUpRequest, contract.LookUpReply, contract.ChangesPage),
    *(contract.AccountsReply, contract.LeaseRequest, contract.LeaseReply, contract.DossierMessage),
    *(contract.StepMessage, contract.ReceiptMessage, contract.CatalogueMessage, contract.Refusal),
    *(contract.EnrolRequest, contract.Enrolment, contract.CorrectionMessage, contract.RecordMessage),
    *(contract.SumsReply, contract.SliceReply),
)
_ABOUT = """\
What a counter and its province exchange. Moments are ISO 8601 with an offset; dates ISO; text is UTF-8 in NFC.

Every request but `/enrolments` and `/token` bears the token of a log-in, or comes over TLS with the counter's own
certificate, whose subject names unit (OU) and counter (CN); then nobody logs in.

A refusal (4xx) is a `Refusal`; 429 and 503 may say `Retry-After`. Anything else that answers is not the province: the
counter believes no redirect, no other media type, no reply that is longer or deeper than this contract allows.

A dossier is confirmed by one thing only: a receipt that names the idempotency key, the SHA-256 of the metadata's bytes
as they were sent, and the SHA-256 of every file. The metadata goes first, then the files, then the receipt is asked
for. Each step may be repeated at any time under the same key, and changes nothing the second time.
"""
_WHY = {
    400: "Not a message of this contract.",
    401: "No log-in, or one that has ended.",
    403: "The log-in holds; this is withheld from this counter.",
    404: "Nothing is held under this key or name.",
    409: "It contradicts what is held.",
    412: "Another version of tus.",
    413: "Larger than the contract allows.",
    415: "Another media type.",
    416: "No such part; `Content-Range` tells how long it is.",
    422: "A message, but not one for this address.",
    429: "Too many; `Retry-After` says when to come back.",
    503: "Busy; `Retry-After` may say when to come back.",
}
_DIGITS = {"type": "string", "pattern": "^[0-9]{1,15}$"}
_TUS = {"type": "string", "const": contract.TUS_VERSION}
_KEY = "The event's UUID: one content, however often it is sent."


def document() -> dict[str, Any]:
    """OpenAPI 3.1 as plain values."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Counter contract",
            "version": "1",
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "https://province.example"}],
        "security": [{"logIn": []}, {"ownCertificate": []}],
        "paths": {
            "/enrolments": {"post": _enrol()},
            "/token": {"post": _log_in()},
            "/look-ups": {"post": _look_up()},
            "/leases": {"post": _lease()},
            "/dossiers/{id}": {"put": _put()},
            "/dossiers/{id}/receipt": {"get": _receipt()},
            "/dossiers/{id}/steps/{key}": {"put": _put_step()},
            "/dossiers/{id}/steps/{key}/receipt": {"get": _step_receipt()},
            "/dossiers/{id}/particulars": {"put": _correct("correctDossier", _id())},
            "/people/{ref}": {"put": _correct("correctPerson", _ref_of_a_person())},
            "/corrections/{key}/receipt": {"get": _correction_receipt()},
            "/blobs/{sha256}": {"get": _fetch(), "head": _offset(), "patch": _append()},
            "/catalogue": {"get": _versioned("catalogue", "CatalogueMessage", "Procedures, rules, calendar")},
            "/accounts": {"get": _versioned("accounts", "AccountsReply", "Who may work at the unit's counters")},
            "/changes": {"get": _changes()},
            "/changes/sums": {"get": _sums()},
            "/changes/slices/{number}": {"get": _slice()},
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"logIn": {"type": "http", "scheme": "bearer"}, "ownCertificate": {"type": "mutualTLS"}},
        },
    }


def text() -> str:
    return yaml.safe_dump(document(), allow_unicode=True, sort_keys=False, width=120)


def _schemas() -> dict[str, Any]:
    _, told = models_json_schema(
        [(message, "validation") for message in _MESSAGES], ref_template="#/components/schemas/{model}"
    )
    schemas: dict[str, Any] = _without_titles(told["$defs"])
    return schemas


def _without_titles(value: Any) -> Any:
    """pydantic gives each field its own name as a title: twice the length for nothing."""
    if isinstance(value, dict):
        kept = {name: _without_titles(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if name != "title" or not isinstance(each, str)}
    return [_without_titles(each) for each in value] if isinstance(value, list) else value


# --- the addresses -------------------------------------------------------------------------------------


def _enrol() -> dict[str, Any]:
    about = "A one-time code makes a PC a counter's; the same counter asking again gets the same answer."
    told = _operation("enrol", about, {200: _json("Enrolment")}, 400, 404, 409, body="EnrolRequest")
    return {**told, "security": []}


def _log_in() -> dict[str, Any]:
    told = _operation("logIn", "Log in", {200: _json("Token")}, 400, 401, body="TokenRequest")
    return {**told, "security": []}


def _look_up() -> dict[str, Any]:
    about = "One person, for one purpose. The number is in the body, never in an address. Logged on both sides."
    return _operation("lookUp", about, {200: _json("LookUpReply")}, 400, 401, 403, 429, body="LookUpRequest")


def _lease() -> dict[str, Any]:
    about = "Numbers for days ahead; the same request leases the same."
    return _operation("leaseNumbers", about, {200: _json("LeaseReply")}, 400, 401, 403, 409, body="LeaseRequest")


def _put() -> dict[str, Any]:
    about = "The metadata of an accepted dossier. The bytes are kept and hashed as they came."
    answers = {200: _json("ReceiptMessage"), 201: _json("ReceiptMessage")}
    told = _operation("putDossier", about, answers, 400, 401, 403, 409, 413, 422, body="DossierMessage")
    return {**told, "parameters": [_id(), _header("Idempotency-Key", _uuid(), _KEY)]}


def _receipt() -> dict[str, Any]:
    about = "What the province holds under that key: the only thing that confirms."
    told = _operation("receipt", about, {200: _json("ReceiptMessage")}, 400, 401, 403, 404)
    return {**told, "parameters": [_id(), _header("Idempotency-Key", _uuid(), _KEY)]}


def _put_step() -> dict[str, Any]:
    about = "What happened to a dossier after its acceptance; in order, each under a key of its own."
    answers = {200: _json("ReceiptMessage"), 201: _json("ReceiptMessage")}
    told = _operation("putStep", about, answers, 400, 401, 403, 409, 413, 422, body="StepMessage")
    return {**told, "parameters": [_id(), _step(), _header("Idempotency-Key", _uuid(), "The step's UUID again.")]}


def _step_receipt() -> dict[str, Any]:
    about = "What the province holds of that step: the only thing that confirms it."
    told = _operation("stepReceipt", about, {200: _json("ReceiptMessage")}, 400, 401, 403, 404)
    return {**told, "parameters": [_id(), _step()]}


def _correct(name: str, where: dict[str, Any]) -> dict[str, Any]:
    about = "Who it is about, corrected: taken only while the state that it was made from is held, else 412 tells it."
    told = _operation(
        name, about, {200: _json("ReceiptMessage")}, 400, 401, 403, 404, 409, 413, 422, body="CorrectionMessage"
    )
    tag = {"type": "string", "pattern": '^"[^"]+"$'}
    told["responses"]["200"]["headers"] = {"ETag": _told(tag)}
    differs = {**_json("RecordMessage"), "description": "Another state is held.", "headers": {"ETag": _told(tag)}}
    told["responses"]["412"] = differs
    made_from = "`base_version` again: a version that was told, or the key of the event that made the state."
    return {
        **told,
        "parameters": [where, _header("Idempotency-Key", _uuid(), _KEY), _header("If-Match", tag, made_from)],
    }


def _correction_receipt() -> dict[str, Any]:
    about = "What the province holds of that correction: the only thing that confirms it."
    told = _operation("correctionReceipt", about, {200: _json("ReceiptMessage")}, 400, 401, 403, 404)
    return {**told, "parameters": [_step()]}


def _offset() -> dict[str, Any]:
    about = "How much of a file is held (tus 1.0.0). `Repr-Digest` (RFC 9530) once it is whole and verified."
    answers = {200: {"description": "Held in part or whole.", "headers": _state()}}
    told = _operation("offset", about, answers)
    refused = {"description": _WHY[401]}
    unknown = {"description": _WHY[404], "headers": {"Tus-Resumable": _told(_TUS)}}
    another = {"description": _WHY[412]}
    told["responses"] |= {"400": {"description": _WHY[400]}, "401": refused, "404": unknown, "412": another}
    return {**told, "parameters": [_name(), _header("Tus-Resumable", _TUS, "")]}


def _fetch() -> dict[str, Any]:
    about = (
        f"A file that the province holds whole, at most {contract.MAX_FETCHED} bytes: a result, or a paper sent online."
    )
    where = {"Content-Range": _told({"type": "string", "pattern": "^bytes [0-9]+-[0-9]+/[0-9]+$"})}
    answers = {
        200: {
            "description": "Its bytes, to whoever asks for no part or a server that knows none.",
            "content": _binary(),
        },
        206: {"description": "The part that was asked for; a counter goes on from there.", "headers": where}
        | {"content": _binary()},
    }
    told = _operation("fetch", about, answers, 400, 401, 404, 416)
    asked = {"type": "string", "pattern": "^bytes=[0-9]{1,15}-[0-9]{0,15}$"}
    return {**told, "parameters": [_name(), _header("Range", asked, "One part: `bytes=FIRST-LAST`.", required=False)]}


def _binary() -> dict[str, Any]:
    return {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def _append() -> dict[str, Any]:
    about = "Bytes from `Upload-Offset` on (tus 1.0.0). What arrived before a cut is kept; the first piece creates."
    answers = {204: {"description": "Taken.", "headers": _state()}}
    told = _operation("append", about, answers, 400, 401, 409, 412, 413, 415, 422)
    told["requestBody"] = {
        "required": True,
        "content": {contract.TUS_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
    headers = [
        _header("Tus-Resumable", _TUS, ""),
        _header("Upload-Offset", _DIGITS, "Must be what is held; else 409 tells it."),
        _header("Upload-Length", _DIGITS, f"Of the whole file, at most {contract.MAX_FILE}."),
    ]
    return {**told, "parameters": [_name(), *headers]}


def _versioned(name: str, message: str, about: str) -> dict[str, Any]:
    etag = {"ETag": _told({"type": "string", "pattern": '^"[^"]+"$'})}
    answers = {200: {**_json(message), "headers": etag}, 304: {"description": "Still in force.", "headers": etag}}
    told = _operation(name, f"{about}; the version is the entity tag.", answers, 400, 401, 403)
    known = {"type": "string"}
    return {**told, "parameters": [_header("If-None-Match", known, "The version that is known.", required=False)]}


def _changes() -> dict[str, Any]:
    about = (
        "People and held papers of the own commune, steps that were made to this unit's dossiers elsewhere, "
        "and dossiers that were sent online, in pages; the cursor is given back as it came."
    )
    told = _operation("changes", about, {200: _json("ChangesPage")}, 400, 401, 403)
    cursor = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
    return {**told, "parameters": [{"name": "cursor", "in": "query", "required": False, "schema": cursor}]}


def _sums() -> dict[str, Any]:
    about = "Count and sum of each slice of the commune's people and papers, as they stand at the cursor."
    return _operation("sums", about, {200: _json("SumsReply")}, 400, 401, 403, 404)


def _slice() -> dict[str, Any]:
    about = "One slice, whole: where a sum was another."
    told = _operation("slice", about, {200: _json("SliceReply")}, 400, 401, 403, 404)
    number = {"type": "integer", "minimum": 0, "maximum": SLICES - 1}
    return {**told, "parameters": [{"name": "number", "in": "path", "required": True, "schema": number}]}


# --- parts ---------------------------------------------------------------------------------------------


def _operation(
    name: str, about: str, answers: dict[int, dict[str, Any]], *refused: int, body: str | None = None
) -> dict[str, Any]:
    responses = {str(status): answer for status, answer in answers.items()}
    responses |= {str(status): {**_json("Refusal"), "description": _WHY[status]} for status in refused}
    responses["503"] = {"description": _WHY[503]}
    told: dict[str, Any] = {"operationId": name, "summary": about, "responses": responses}
    if body is not None:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
    return told


def _json(message: str) -> dict[str, Any]:
    return {"description": message, "content": {contract.JSON_MEDIA_TYPE: {"schema": _ref(message)}}}


def _ref(message: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{message}"}


def _header(name: str, schema: dict[str, Any], about: str, required: bool = True) -> dict[str, Any]:
    told = {"name": name, "in": "header", "required": required, "schema": schema}
    return {**told, "description": about} if about else told


def _told(schema: dict[str, Any]) -> dict[str, Any]:
    return {"schema": schema}


def _state() -> dict[str, Any]:
    digest = {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"}
    states = {"Tus-Resumable": _TUS, "Upload-Offset": _DIGITS, "Upload-Length": _DIGITS}
    return {**{name: _told(schema) for name, schema in states.items()}, "Repr-Digest": _told(digest)}


def _id() -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": _uuid()}


def _step() -> dict[str, Any]:
    return {"name": "key", "in": "path", "required": True, "schema": _uuid()}


def _ref_of_a_person() -> dict[str, Any]:
    schema = {"type": "string", "pattern": "^[A-Za-z0-9._~-]{1,100}$"}
    return {"name": "ref", "in": "path", "required": True, "schema": schema}


def _name() -> dict[str, Any]:
    schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    return {"name": "sha256", "in": "path", "required": True, "schema": schema}


def _uuid() -> dict[str, str]:
    return {"type": "string", "format": "uuid"}


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
