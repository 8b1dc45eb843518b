"""libwrit.so, as writ.h declares it: found by WRIT_LIBRARY, or where the system keeps libraries."""

import ctypes
import os
from ctypes import POINTER, Structure, byref, c_char, c_char_p, c_int, c_int32, c_int64
from ctypes import c_size_t, c_uint64, c_void_p


class Error(Exception):
    """A call without an answer: a deny. status is a name such as "invalid-bundle"."""

    def __init__(self, status: str, message: str):
        super().__init__(f"{status}: {message}")
        self.status = status


class _Answer(Structure):
    _fields_ = [
        ("allowed", c_int32),
        ("reserved", c_int32),
        ("text", c_void_p),
        ("length", c_size_t),
    ]


class _State(Structure):
    _fields_ = [
        ("sequence", c_uint64),
        ("issued_at", c_int64),
        ("not_after", c_int64),
        ("revision", c_char * 160),
    ]


def _load():
    library = ctypes.CDLL(os.environ.get("WRIT_LIBRARY", "libwrit.so"))
    call = [c_void_p, c_char_p, c_size_t, POINTER(_Answer)]
    for name in ("decide", "decide_all", "decide_binary", "explain", "swap"):
        getattr(library, "writ_" + name).argtypes = call
    library.writ_open.argtypes = [
        c_char_p, c_size_t, c_char_p, c_size_t, c_uint64, c_char_p,
        POINTER(c_void_p), POINTER(_Answer)
    ]
    library.writ_info.argtypes = [c_void_p, POINTER(_State)]
    library.writ_free.argtypes = [POINTER(_Answer)]
    library.writ_free.restype = None
    library.writ_close.argtypes = [c_void_p]
    library.writ_close.restype = None
    library.writ_status_name.argtypes = [c_int]
    library.writ_status_name.restype = c_char_p
    library.writ_version.restype = c_char_p
    return library


_C = _load()


def _taken(status: int, answer: _Answer):
    """What an answer says, after which C has its memory back."""
    text = ctypes.string_at(answer.text, answer.length) if answer.text else b""
    allowed = status == 0 and answer.allowed == 1
    _C.writ_free(byref(answer))
    if status != 0:
        raise Error(_C.writ_status_name(status).decode(), text.decode())
    return allowed, text


def open(bundle: bytes, keys: bytes, last_sequence: int, service):
    if not 0 <= last_sequence < 1 << 64:
        raise ValueError("last_sequence is from 0 to 2^64-1")
    handle, answer = c_void_p(), _Answer()
    status = _C.writ_open(
        bundle, len(bundle), keys, len(keys), last_sequence, service, byref(handle), byref(answer)
    )
    _taken(status, answer)
    return handle


def ask(name: str, handle, request: bytes):
    answer = _Answer()
    status = getattr(_C, "writ_" + name)(handle, request, len(request), byref(answer))
    return _taken(status, answer)


def info(handle) -> _State:
    state = _State()
    status = _C.writ_info(handle, byref(state))
    if status != 0:
        raise Error(_C.writ_status_name(status).decode(), "nothing is known of what decides")
    return state


def close(handle) -> None:
    _C.writ_close(handle)


def version() -> str:
    return _C.writ_version().decode()
