# The site and the command in one image: `web` serves an index, `indexer` writes it.
FROM python:3.13-slim

WORKDIR /app
COPY setup.cfg pyproject.toml README.md LICENSE ./
COPY index index
COPY search search
COPY web web
RUN pip install --no-cache-dir . \
    && useradd --create-home --uid 10001 dateline \
    && mkdir /data \
    && chown dateline /data

USER dateline
ENV DATELINE_INDEX=whoosh:/data/index
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["dateline", "serve", "--host", "0.0.0.0", "--port", "8000"]
