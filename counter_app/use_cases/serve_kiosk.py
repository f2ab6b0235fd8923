"""The kiosk in the hall: a citizen takes a number without a clerk, and gets one, however often the glass is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resources import khmer_groups

from ..domain.people import Account, Role
from ..domain.ticket import Priority, ServiceGroup
from ..ports import PrintJob
from .issue_ticket import IssuedTicket, IssueTicket, PrintTicket

# Acts for itself, whoever sits at the counter and while nobody does: it gives numbers out and may do nothing else.
KIOSK = Account("kiosk", "kiosk", "Máy lấy số", frozenset({Role.KIOSK}))


@dataclass(frozen=True)
class ServeKiosk:
    issue_ticket: IssueTicket
    print_ticket: PrintTicket
    khmer_groups: Mapping[str, str] = field(default_factory=khmer_groups)  # names by code

    def issue(self, group: ServiceGroup, priority: Priority | None = None) -> IssuedTicket:
        """See `IssueTicket`."""
        return self.issue_ticket(group, priority)

    def print(self, issued: IssuedTicket, group_name: str) -> PrintJob:
        """See `PrintTicket`; the number stays issued whatever comes of the paper."""
        return self.print_ticket(issued, group_name)
