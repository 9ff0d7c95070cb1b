"""how answers become JSON: by msgspec, in one pass in C."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response
from flask.json.provider import JSONProvider

_ENCODER = msgspec.json.Encoder(enc_hook=str)


class Json(JSONProvider):
    """JSON in the order of the records, letters of every script as they are."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """A value as JSON; what has no form of its own there is told as text."""
        return _ENCODER.encode(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """The value of a JSON text."""
        return msgspec.json.decode(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """An answer with a value as its body."""
        body = _ENCODER.encode(self._prepare_response_obj(args, kwargs))
        return Response(body + b"\n", mimetype="application/json")
