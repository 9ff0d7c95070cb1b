"""the settings of the site, read from the environment in one place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from index.engine import DEFAULT_INDEX


@dataclass(frozen=True, slots=True)
class Config:
    """How the site behaves; every setting has a default that suits one machine.

    `refresh` is the least number of seconds between two looks for a newer commit. `proxies` is
    how many reverse proxies stand in front and may be believed about scheme, host and client.
    """

    index: str = DEFAULT_INDEX
    name: str = "Dateline"
    refresh: float = 0.5
    proxies: int = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Config:
        """The settings that `DATELINE_INDEX`, `DATELINE_NAME` and the like ask for.

        `ValueError` names the variable whose value is no number.
        """
        usual = cls()
        return cls(
            index=environment.get("DATELINE_INDEX") or usual.index,
            name=environment.get("DATELINE_NAME") or usual.name,
            refresh=_number(environment, "DATELINE_REFRESH", usual.refresh),
            proxies=int(_number(environment, "DATELINE_PROXIES", usual.proxies)),
        )


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    value = environment.get(name, "")
    try:
        return float(value) if value else default
    except ValueError:
        raise ValueError(f"{name} must be a number, got {value!r}") from None
