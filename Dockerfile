# One image for web, worker, scheduler and migrations. It is built where the registries can be reached.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt requirements-node.txt ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
# node is needed for this stage only; it comes as a Python package.
RUN python -m venv /node && /node/bin/pip install --no-cache-dir --require-hashes -r requirements-node.txt
COPY package.json package-lock.json .npmrc ./
RUN PATH=/node/bin:$PATH npm ci
COPY . .
RUN .venv/bin/python scripts/vendor_assets.py && rm -rf node_modules tests \
    && DATA_DIR=/tmp/data SECURITY_PROFILE=demo .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/data

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin xuncha \
    && install -d -o xuncha -g xuncha -m 0700 /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data HOST=0.0.0.0 PORT=8000
USER xuncha
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["python", "manage.py"]
CMD ["serve"]
