"""Another program's window: red, over the whole screen. Says when it is seen, and ends once another window covers it.

Usage: `python -m tests.e2e.covering_window`, on a real (or virtual) X display.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget


def main() -> int:
    app = QApplication(sys.argv)
    window = QWidget()
    window.setPalette(QPalette(QColor("red")))
    window.setGeometry(app.primaryScreen().geometry())
    window.show()
    seen = False

    def look() -> None:
        nonlocal seen
        screen = app.primaryScreen()
        middle = screen.size() / 2
        red = screen.grabWindow(0, middle.width(), middle.height(), 1, 1).toImage().pixelColor(0, 0) == QColor("red")
        if red and not seen:
            seen = True
            sys.stdout.write("covered\n")
            sys.stdout.flush()
        elif seen and not red:
            app.exit(0)

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(20)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
