"""Flow runs that have ended, as lines for the terminal."""

import json
import os
import urllib.request
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

MOST = 20


class FinishedRuns:
    """Asks a Prefect API which flow runs have ended since it was asked last."""

    def __init__(self, api: str) -> None:
        self.api = api
        self.since = datetime.now(UTC)
        self._told: set[str] = set()

    def new(self) -> list[str]:
        """Return a line for each flow run that ended since; nothing while the API does not answer."""
        wanted = {
            "sort": "END_TIME_DESC",
            "limit": MOST,
            "flow_runs": {
                "end_time": {"after_": self.since.isoformat()},
                "parent_task_run_id": {"is_null_": True},
            },
        }
        try:
            runs = self._ask("flow_runs/filter", wanted)
        except (OSError, ValueError):
            return []
        new = [run for run in reversed(runs) if run["id"] not in self._told]
        self._told |= {run["id"] for run in new}
        return [_line(run) for run in new]

    def _ask(self, path: str, body: dict[str, Any]) -> list[dict[str, Any]]:
        headers = {"Content-Type": "application/json"}
        if secret := os.environ.get("PREFECT_SERVER_API_AUTH_STRING"):
            headers["Authorization"] = f"Basic {b64encode(secret.encode()).decode()}"
        request = urllib.request.Request(  # noqa: S310 - http only
            f"{self.api}/{path}", json.dumps(body).encode(), headers
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            found: list[dict[str, Any]] = json.load(answer)
        return found


def _line(run: dict[str, Any]) -> str:
    state = run["state"]
    ended = datetime.fromisoformat(run["end_time"]).astimezone()
    return f"{ended:%H:%M:%S}  {state['name']:<11} {run['name']}: {state['message'] or ''}".rstrip(": ")
