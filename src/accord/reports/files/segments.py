"""Taking out of a JPEG or PNG what is not the picture, without drawing it anew.

For pictures inside of documents: their points stay as they are.
"""

import struct

# Segments of a JPEG that are needed to show it: APP0 (JFIF), APP2 (colours), APP14.
KEPT = frozenset({0xE0, 0xE2, 0xEE})
APPS = range(0xE0, 0xF0)
COMMENT, SCAN = 0xFE, 0xDA
PNG = b"\x89PNG\r\n\x1a\n"
TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})


def bare(data: bytes) -> bytes:
    """The same picture without notes; anything else comes back as it is."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(PNG):
        return _png(data)
    return data


def _jpeg(data: bytes) -> bytes:
    out, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        (size,) = struct.unpack_from(">H", data, at + 2)
        if kind == SCAN or size < 2:
            break
        if kind != COMMENT and (kind not in APPS or kind in KEPT):
            out.append(data[at : at + 2 + size])
        at += 2 + size
    return b"".join([*out, data[at:]])


def _png(data: bytes) -> bytes:
    out, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        if kind not in TEXTS:
            out.append(data[at : at + 12 + size])
        at += 12 + size
        if kind == b"IEND":
            break
    return b"".join(out)
