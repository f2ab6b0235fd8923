"""Looks for eSCL scanners that announce themselves (DNS-SD over mDNS: `_uscan._tcp`, `_uscans._tcp`)."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from zeroconf import InterfaceChoice, ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

_KINDS = {"_uscan._tcp.local.": "http", "_uscans._tcp.local.": "https"}
_RESOLVE = 2000  # ms
_MOST = 64  # announcements: a building has a dozen, a joker thousands


def announced(interfaces: Sequence[str], seconds: float) -> Iterator[str]:
    """Addresses (`http://192.0.2.7:8080/eSCL`) as they are announced, for so long (0: not at all). `interfaces`:
    addresses of this PC; empty: all. None also where the network takes no multicast."""
    if seconds <= 0:
        return
    try:
        network = Zeroconf(interfaces=list(interfaces) or InterfaceChoice.All)
    except OSError:
        return
    end = time.monotonic() + seconds
    found: queue.SimpleQueue[str] = queue.SimpleQueue()
    seen: set[str] = set()

    def changed(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        if state_change is ServiceStateChange.Removed or name in seen or len(seen) >= _MOST:
            return
        seen.add(name)
        asking = (network, service_type, name, found.put)
        threading.Thread(target=_resolve, args=asking, daemon=True, name="escl-resolve").start()

    browser = ServiceBrowser(network, list(_KINDS), handlers=[changed])
    try:
        while (left := end - time.monotonic()) > 0:
            try:
                yield found.get(timeout=left)
            except queue.Empty:
                return
    finally:
        browser.cancel()
        network.close()


def _resolve(network: Zeroconf, kind: str, name: str, found: Callable[[str], None]) -> None:
    info = ServiceInfo(kind, name)
    if info.request(network, _RESOLVE):
        for address in _addresses(info, _KINDS.get(kind, "http")):
            found(address)


def _addresses(info: ServiceInfo, scheme: str) -> list[str]:
    """IPv4 first; an IPv6 address of the link alone cannot be written so that every system takes it."""
    root = _text(info.properties.get(b"rs")) or "eSCL"
    hosts: list[str] = []
    for text in info.parsed_scoped_addresses():
        host = ip_address(text.partition("%")[0])
        if isinstance(host, IPv4Address):
            hosts.insert(0, str(host))
        elif isinstance(host, IPv6Address) and not host.is_link_local:
            hosts.append(f"[{host}]")
    return [f"{scheme}://{host}:{info.port}/{root.strip('/')}" for host in hosts[:2]]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace")[:100] if isinstance(value, bytes) else ""
