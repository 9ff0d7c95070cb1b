"""what the people who run the site watch: /healthz, /readyz and /metrics."""

from __future__ import annotations

import os
import time

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as exposition
from prometheus_client.multiprocess import MultiProcessCollector

from index.engine import EngineError
from web.archive import archive

blueprint = Blueprint("monitoring", __name__)
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Upper bounds of the histogram of answer times, in seconds."""


class Meters:
    """The meters of one app, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "dateline_requests",
            "Requests answered.",
            ("endpoint", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "dateline_request_seconds",
            "Time to answer a request.",
            ("endpoint",),
            buckets=BOUNDS,
            registry=self.registry,
        )
        self.documents = Gauge(
            "dateline_index_documents",
            "Articles in the index that is served.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.generation = Gauge(
            "dateline_index_generation",
            "Generation of the index that is served.",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )

    def exposed(self) -> bytes:
        """Every meter in Prometheus' text format, over all workers when there are several."""
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            together = CollectorRegistry()
            MultiProcessCollector(together)  # type: ignore[no-untyped-call]
            return exposition(together)
        return exposition(self.registry)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say whether searches can be answered."""
    try:
        archive().refresh()
        documents = archive().searcher.stats().documents
    except EngineError as error:
        current_app.logger.warning("not ready: %s", error)
        return Response(f"not ready: {type(error).__name__}\n", 503, mimetype="text/plain")
    return Response(f"ready: {documents} articles\n", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Tell every meter to Prometheus."""
    meters: Meters = current_app.extensions["dateline.meters"]
    try:
        archive().refresh()
        stats = archive().stats
        meters.documents.set(stats.documents)
        meters.generation.set(stats.generation)
    except EngineError:
        current_app.logger.warning("the index cannot be read; its meters are left as they were")
    return Response(meters.exposed(), content_type=CONTENT_TYPE_LATEST)


def register(app: Flask) -> None:
    """Meter every request of an app."""
    meters = app.extensions["dateline.meters"] = Meters()

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def stop(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        meters.requests.labels(endpoint, str(response.status_code)).inc()
        if "started" in g:
            meters.seconds.labels(endpoint).observe(time.perf_counter() - g.started)
        return response

    app.register_blueprint(blueprint)
