FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/feedforum
WORKDIR /src
COPY requirements-build.txt requirements.txt ./
# The tools that build stay in this stage, in the image's own Python.
RUN python -m pip install --require-hashes -r requirements-build.txt \
 && python -m pip wheel --no-build-isolation --no-deps --require-hashes --wheel-dir /wheels -r requirements.txt \
 && /opt/feedforum/bin/python -m pip install --no-index --no-deps /wheels/*.whl
COPY pyproject.toml README.md LICENSE ./
COPY feedforum feedforum
RUN python -m pip wheel --no-build-isolation --no-deps --wheel-dir /own . \
 && /opt/feedforum/bin/python -m pip install --no-index --no-deps /own/*.whl \
 && /opt/feedforum/bin/python -m pip uninstall --yes pip

FROM python:3.13-slim-trixie
COPY --from=build /opt/feedforum /opt/feedforum
RUN groupadd --system --gid 10001 feedforum \
 && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home feedforum \
 && install --directory --owner feedforum --group feedforum /data
ENV PATH="/opt/feedforum/bin:$PATH" PYTHONUNBUFFERED=1 FEEDFORUM_CONFIG=/data/config.toml
# By number, so that what starts it can see that it is not root.
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 CMD ["feedforum", "health"]
ENTRYPOINT ["feedforum"]
CMD ["run"]
