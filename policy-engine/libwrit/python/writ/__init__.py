"""Decisions by a signed policy bundle, inside this process: a thin binding of libwrit.

    with writ.open(bundle, keys) as pdp:
        if pdp.decide({"subject": ..., "action": ..., "resource": ...}).allowed: ...

A call that fails raises Error; whoever catches it must deny.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from . import _library
from ._library import Error

__all__ = ["Answer", "Error", "Pdp", "State", "open", "version"]


@dataclass(frozen=True)
class Answer:
    """allowed is True of a single decision that is allow; body is the answer's JSON."""

    allowed: bool
    body: bytes

    def json(self):
        """The answer as Python sees JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class State:
    """What decides now. sequence is to be kept, for last_sequence at the next start."""

    revision: str
    sequence: int
    issued_at: datetime
    not_after: datetime


def open(
    bundle: bytes, keys: bytes | str, last_sequence: int = 0, service: str | None = None
) -> Pdp:
    """Verifies a bundle by public keys in PEM; one of a sequence below last_sequence is refused.

    service is the SPIFFE ID of this process, where policies ask for it: "" if it has none.
    """
    pem = keys.encode() if isinstance(keys, str) else keys
    identity = None if service is None else service.encode()
    return Pdp(_library.open(bundle, pem, last_sequence, identity))


def version() -> str:
    """The library's version."""
    return _library.version()


class Pdp:
    """Decides. May be used by several threads at once, other than close."""

    def __init__(self, handle):
        self._handle = handle

    def decide(self, request) -> Answer:
        """Answers an AuthZEN evaluation: a dict, or its JSON as bytes or str."""
        return Answer(*_library.ask("decide", self._open(), _body(request)))

    def decide_all(self, request) -> Answer:
        """Answers AuthZEN evaluations, all by the same policies and at the same time."""
        return Answer(*_library.ask("decide_all", self._open(), _body(request)))

    def explain(self, request) -> Answer:
        """Answers an evaluation with everything that was considered."""
        return Answer(*_library.ask("explain", self._open(), _body(request)))

    def decide_binary(self, message: bytes) -> Answer:
        """Answers an evaluation in the binary form."""
        return Answer(*_library.ask("decide_binary", self._open(), message))

    def swap(self, bundle: bytes) -> None:
        """Decides by another bundle from now on; if that raises, the one before goes on."""
        _library.ask("swap", self._open(), bundle)

    def info(self) -> State:
        """What decides now."""
        state = _library.info(self._open())
        return State(
            state.revision.decode(),
            state.sequence,
            _time(state.issued_at),
            _time(state.not_after),
        )

    def close(self) -> None:
        """Ends this; no call may be under way. Once more is well."""
        handle, self._handle = self._handle, None
        if handle is not None:
            _library.close(handle)

    def __enter__(self) -> Pdp:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def _open(self):
        if self._handle is None:
            raise Error("closed", "this decision point is closed")
        return self._handle


def _body(request) -> bytes:
    if isinstance(request, bytes):
        return request
    return (request if isinstance(request, str) else json.dumps(request)).encode()


def _time(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=milliseconds)
