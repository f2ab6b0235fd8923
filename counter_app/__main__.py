"""Arguments, logging, the Qt loop; nothing else. Exit codes: 0 good, 1 refused with a sentence, 2 wrong use."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .crash import leave_no_dump


def main(argv: Sequence[str] | None = None) -> int:
    leave_no_dump()
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["device-worker"]:  # how a frozen program starts its scanner workers
        from .devices.worker import main as worker

        return worker(given[1:])
    if given[:1] == ["pdf-worker"]:  # and the one that renders a PDF
        from .imaging.pdf_worker import main as pdf_worker

        return pdf_worker()
    if given[:1] == ["archive-worker"]:  # the one that makes archive forms behind reception
        from .imaging.archive_worker import main as archive_worker

        return archive_worker(given[1:])
    if given[:1] == ["page-worker"]:  # and those that prepare pages for `digitize`
        from .imaging.page_worker import main as page_worker

        return page_worker()
    if given[:1] == ["studio-worker"]:  # and those in which pictures are unpacked for the window
        from .imaging.studio_worker import main as studio_worker

        return studio_worker(given[1:])
    if not given:  # the icon was clicked: the door first, then whatever else is read
        from .shell.at_once import early_door

        early_door()
    return _speak(given)


def _speak(given: Sequence[str]) -> int:
    from .shell.speech import Unheard, leave_quiet, refuse, speak_utf8

    speak_utf8()
    try:
        return _obey(given)
    except Unheard as unheard:
        leave_quiet()
        if not isinstance(unheard.__cause__, BrokenPipeError):  # `| head` has heard enough, and that is no fault
            refuse("Không ghi được kết quả ra màn hình hoặc tệp. Đầu ra đã đóng hoặc ổ đĩa đầy. Chọn chỗ khác.")
        return 1


def _obey(given: Sequence[str]) -> int:
    from .domain.errors import CounterError
    from .shell.grammar import arguments_of
    from .shell.speech import refuse, sentence

    arguments = arguments_of(given)
    try:
        return int(arguments.run(arguments))
    except CounterError as error:
        refuse(sentence(error))
        return 1
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    sys.exit(main())
