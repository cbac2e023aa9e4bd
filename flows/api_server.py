"""Serve the Prefect API for one run: `python -m flows.api_server PORT`.

What `prefect server start` serves, without its command line (1 s of imports) and without services that one run has no
use for: schedules, late runs, automations. The garbage collector rests while 2,000 modules are imported (0.5 s).
"""

import gc
import os
import sys

NOT_FOR_ONE_RUN = (
    "SCHEDULER",
    "LATE_RUNS",
    "FOREMAN",
    "CANCELLATION_CLEANUP",
    "PAUSE_EXPIRATIONS",
    "TRIGGERS",
    "REPOSSESSOR",
    "CLEANUP_RECONCILER",
)


def serve(port: int) -> None:
    """Serve on this machine alone until a signal says to stop."""
    os.environ |= {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in NOT_FOR_ONE_RUN}
    gc.disable()
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app()
    gc.freeze()
    gc.enable()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", lifespan="on")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
