"""What `counter-app self-check --program` tries: the program as packed, before there is a unit, a key ring or a device.

An installer is made only of a program that passes, and an update is switched to only when it does.
"""

from __future__ import annotations

import ssl
from importlib import import_module
from importlib.metadata import distributions
from importlib.resources import files

from resources import english_words, khmer_for_citizens, packed_notice

from .checks import archive_form, catalogue, new_store, page_pipeline, receipt_read_back, text_read
from .domain.errors import BrokenPromise
from .keychain import pinned_backend
from .self_check import Check

_LANGUAGES = ("vie", "eng")  # pages; the card's machine-readable lines


def program_checks() -> tuple[Check, ...]:
    return (
        Check("qt", _qt),
        Check("store", new_store),
        Check("hall", _hall),
        Check("catalogue", catalogue),
        Check("languages", _languages),
        Check("translations", _translations),
        Check("fonts", receipt_read_back),
        Check("pages", page_pipeline),
        Check("archive form", archive_form),
        Check("text", text_read),
        Check("drivers", _drivers),
        Check("keyring", pinned_backend),
        Check("tls", _trusted_authorities),
        Check("notice", _notice),
    )


def _qt() -> str:
    from ui.installed import qt_parts

    return qt_parts()


def _hall() -> str:
    """Whether the hall's shared database could be spoken to; whether there is one is another question."""
    from local_db.site.line import client

    return client()


def _languages() -> str:
    from .imaging.recognition import language_folder

    return ", ".join(f"{language}: {language_folder(language).name}" for language in _LANGUAGES)


def _translations() -> str:
    """What is said in other languages than the code's."""
    english, khmer = len(english_words()), len(khmer_for_citizens())
    if min(english, khmer) < 20:
        raise BrokenPromise("the words of another language are not there")
    return f"English {english}, Khmer {khmer} words"


def _drivers() -> str:
    """Every scanner driver of this system loads; whether a scanner answers is another question."""
    from .devices.driver import DRIVERS, system_drivers

    for name in system_drivers():
        import_module(DRIVERS[name].partition(":")[0])
    return ", ".join(system_drivers())


def _trusted_authorities() -> str:
    """The libraries' own list and the system's."""
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    count = len(context.get_ca_certs())
    if count < 50:
        raise BrokenPromise("the list of certificate authorities is not there")
    return f"{ssl.OPENSSL_VERSION}, {count} authorities"


def _notice() -> str:
    """Whose work ships, and that it is told: as packed, with every library of this program and the texts themselves."""
    fonts = [file.name for file in (files("resources") / "fonts").iterdir() if file.name.startswith("LICENCE")]
    if len(fonts) < 3:
        raise BrokenPromise("a font's licence is not there")
    told = packed_notice()
    if told is None:
        return f"{len(fonts)} fonts' licences; the short notice"
    names = sorted({one.metadata["Name"] for one in distributions() if one.metadata["Name"] != "quay-mot-cua"})
    texts = ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "PYTHON SOFTWARE FOUNDATION LICENSE")
    if missing := [name for name in (*names, *texts) if name not in told]:
        raise BrokenPromise(f"not in the notice: {', '.join(missing)}")
    return f"{len(fonts)} fonts' licences, {len(names)} libraries"
