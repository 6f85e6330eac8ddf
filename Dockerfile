# The app over HTTP, as a user without rights; it writes to /data and /tmp only. How to start it: README, "In containers".
FROM python:3.12-slim

RUN useradd --system --uid 10001 --home-dir /data --create-home datapolicy

WORKDIR /app
COPY requirements.txt ./
RUN python -m pip install --no-cache-dir --require-hashes -r requirements.txt
COPY manifest.json ./
COPY bolt_app/ bolt_app/
COPY listeners/ listeners/
COPY storage/ storage/
# Whatever the umask of the checkout: the user below must be able to read it.
RUN chmod -R a+rX . && python -m compileall -q bolt_app listeners storage

# Nothing can be compiled later: the root file system may be read-only.
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=3000 DATABASE_URL=sqlite:////data/datapolicy.sqlite3
VOLUME /data
USER datapolicy
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/readyz\", timeout=4)"]
CMD ["python", "-m", "bolt_app", "serve"]
