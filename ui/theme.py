"""How the program looks: two palettes, one accent, the type, and the style sheet made of them.

Sizes are points; spacing comes in steps of 4 px, corners are 6 px, there are no shadows. Noto Sans comes with the
program (resources/fonts); its figures are all of one width, so numbers stand in columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from .page import Tone

TEXT, QUIET, TITLE, LARGE = 11.25, 9.75, 13.5, 22.0  # pt
STEP = 4  # px
NARROW = 1100  # px: a window below it is a full-HD screen at 200 %, or less


@dataclass(frozen=True, slots=True)
class Colours:
    window: str
    panel: str
    line: str
    edge: str  # around what can be typed into
    text: str
    quiet: str
    accent: str
    on_accent: str
    chosen: str  # behind the row that has the cursor
    good: str
    attention: str
    error: str
    good_tint: str
    attention_tint: str
    error_tint: str

    def of(self, tone: Tone) -> str:
        match tone:
            case Tone.GOOD:
                return self.good
            case Tone.ATTENTION:
                return self.attention
            case Tone.ERROR:
                return self.error
            case Tone.PLAIN:
                return self.quiet

    def tint(self, tone: Tone) -> str:
        match tone:
            case Tone.GOOD:
                return self.good_tint
            case Tone.ATTENTION:
                return self.attention_tint
            case Tone.ERROR:
                return self.error_tint
            case Tone.PLAIN:
                return self.window


LIGHT = Colours(
    window="#F6F7F9",
    panel="#FFFFFF",
    line="#E3E6EB",
    edge="#838D9C",
    text="#1B1F27",
    quiet="#5B6472",
    accent="#0B5CAD",
    on_accent="#FFFFFF",
    chosen="#E6EFF9",
    good="#1E7B4F",
    attention="#9A5B00",
    error="#B3261E",
    good_tint="#E9F5EF",
    attention_tint="#FBF1E2",
    error_tint="#FBEAE9",
)
DARK = Colours(
    window="#14171C",
    panel="#1C2027",
    line="#2C323B",
    edge="#6B7686",
    text="#E8EAEE",
    quiet="#9AA3B2",
    accent="#6FB1FF",
    on_accent="#0E1218",
    chosen="#223349",
    good="#62C794",
    attention="#E5AE57",
    error="#F2918A",
    good_tint="#17291F",
    attention_tint="#2E2615",
    error_tint="#331D1C",
)

_current = LIGHT


def colours() -> Colours:
    """The palette in force."""
    return _current


def font(size: float = TEXT, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(_family())
    made.setPointSizeF(size)
    made.setWeight(weight)
    return made


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dresses the program; `dark` None follows the system."""
    global _current
    if dark is None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    _current = DARK if dark else LIGHT
    if app.property("dressed") == _current.window:
        return  # a second window: restyling every widget again costs a third of a second
    app.setProperty("dressed", _current.window)
    app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    app.setFont(font())
    app.setStyleSheet(_style_sheet(_current))


@cache
def _family() -> str:
    """Noto Sans from the program's own files; the system's font where they are missing (never in a package)."""
    found = "Sans Serif"
    folder = files("resources") / "fonts"
    for name in ("NotoSansKhmer-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Regular.ttf"):
        file = folder / name
        if file.is_file():
            number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
            found = (QFontDatabase.applicationFontFamilies(number) or [found])[0]
    return found


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.window),
        (role.Base, c.panel),
        (role.AlternateBase, c.window),
        (role.Button, c.panel),
        (role.Text, c.text),
        (role.WindowText, c.text),
        (role.ButtonText, c.text),
        (role.BrightText, c.text),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.PlaceholderText, c.quiet),
        (role.ToolTipBase, c.panel),
        (role.ToolTipText, c.text),
        (role.Link, c.accent),
        (role.Mid, c.line),
        (role.Accent, c.accent),
    ):
        palette.setColor(which, QColor(colour))
    for disabled in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, disabled, QColor(c.quiet))
    return palette


def _style_sheet(c: Colours) -> str:
    return f"""
* {{ outline: none; }}
QWidget#window {{ background: {c.window}; }}
QFrame[panel="true"] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; }}
QFrame[bar="true"] {{ background: {c.panel}; border: none; }}
QFrame#header {{ border-bottom: 1px solid {c.line}; }}
QFrame#legend {{ border-top: 1px solid {c.line}; }}
QFrame#rail {{ border-right: 1px solid {c.line}; }}
QLabel {{ background: transparent; color: {c.text}; }}
QLabel[role="quiet"] {{ color: {c.quiet}; font-size: {QUIET}pt; }}
QLabel[role="caption"] {{ color: {c.quiet}; font-size: {QUIET}pt; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {TITLE}pt; font-weight: 600; }}
QLabel[role="large"] {{ font-size: {LARGE}pt; font-weight: 600; }}
QLabel[tone="good"] {{ color: {c.good}; }}
QLabel[tone="attention"] {{ color: {c.attention}; }}
QLabel[tone="error"] {{ color: {c.error}; }}
QLabel[tone="accent"] {{ color: {c.accent}; }}
QLineEdit {{
    background: {c.panel}; color: {c.text}; border: 1px solid {c.edge}; border-radius: 6px;
    padding: 3px 8px; min-height: 22px; placeholder-text-color: {c.quiet};
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QComboBox {{
    background: {c.panel}; color: {c.text}; border: 1px solid {c.edge}; border-radius: 6px;
    padding: 3px 8px; min-height: 22px;
}}
QComboBox:focus {{ border: 2px solid {c.accent}; padding: 2px 7px; }}
QComboBox::drop-down {{ border: 0; width: 16px; }}
QComboBox QAbstractItemView {{ background: {c.panel}; color: {c.text}; border: 1px solid {c.edge}; }}
QLineEdit:focus {{ border: 2px solid {c.accent}; padding: 2px 7px; }}
QLineEdit[big="true"] {{ font-size: {LARGE}pt; font-weight: 600; padding: 6px 12px; }}
QListView, QTableView {{
    background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px; color: {c.text};
    selection-background-color: {c.chosen}; selection-color: {c.text};
}}
QListView:focus, QTableView:focus {{ border: 2px solid {c.accent}; }}
QListView#choices::item {{ min-height: 30px; padding: 0 8px; border-radius: 6px; }}
QListView#choices::item:selected {{ background: {c.chosen}; color: {c.text}; }}
QListView[bare="true"], QTableView[bare="true"] {{ border: 2px solid transparent; background: transparent; }}
QListView[bare="true"]:focus, QTableView[bare="true"]:focus {{ border: 2px solid {c.accent}; }}
QTableView[bare="true"] QHeaderView {{ background: transparent; }}
QHeaderView::section {{
    background: {c.panel}; color: {c.quiet}; border: none; border-bottom: 1px solid {c.line};
    padding: 4px 8px; font-size: {QUIET}pt; font-weight: 600;
}}
QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {c.line}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 3px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QToolTip {{ background: {c.panel}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
"""
