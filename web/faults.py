"""what is wrong with a parameter: in English for programs, in the language of readers on pages."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import validate

from web.languages import gettext


def _(message: str) -> str:
    """Mark a message for translation; pages tell it in the reader's language, the API as it is."""
    return message


NO_NUMBER = _("must be a number")
ONE = _("takes one value, not several")


class Fault(str):
    """A message in English that knows what it was made of, so that it can be told otherwise.

    What is filled in may be a Fault itself.
    """

    template: str
    values: dict[str, str]

    def __new__(cls, template: str, **values: str) -> Fault:
        """The template with the values filled in."""
        made = super().__new__(cls, template % values if values else template)
        made.template, made.values = template, values
        return made


def in_words(fault: str) -> str:
    """A fault in the reader's language; one without a template is looked up as it is."""
    if not isinstance(fault, Fault):
        return gettext(fault)
    return gettext(fault.template, **{name: _told(value) for name, value in fault.values.items()})


def _told(value: str) -> str:
    return in_words(value) if isinstance(value, Fault) else value


class OneOf(validate.OneOf):
    """Passes the choices; what is wrong with anything else is a Fault."""

    def __call__(self, value: Any) -> Any:
        """The value, if it is a choice."""
        if value in self.choices:
            return value
        message = _("must be one of %(choices)s; got %(value)s")
        raise ma.ValidationError(Fault(message, choices=self.choices_text, value=repr(value)))


class Between(validate.Range):
    """Passes the numbers from the least to the most; what is wrong with others is a Fault."""

    def __call__(self, value: Any) -> Any:
        """The value, if it lies between the two."""
        if self.min <= value <= self.max:
            return value
        message = _("must be from %(least)s to %(most)s; got %(value)s")
        limits = {"least": str(self.min), "most": str(self.max)}
        raise ma.ValidationError(Fault(message, **limits, value=str(value)))
