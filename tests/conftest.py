"""Fixtures that every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout under test."""
    return PROJECT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real published files and labels, kept beside the checkout and never inside it."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("real published files are not beside this checkout (../shared/data), so this test did not run")
    return folder


@pytest.fixture(scope="session")
def spark_address() -> Iterator[str]:
    """A Spark server of our own; tests that want it are skipped, loudly, where pysail is missing."""
    pytest.importorskip("pysail", reason="pysail is not installed: roll-ups were NOT compared with Spark")
    import pyspark
    from pysail.spark import SparkConnectServer

    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    os.environ.setdefault("SAIL_PARALLELISM", "2")
    server = SparkConnectServer()
    server.start()
    host, port = server.listening_address
    yield f"sc://{host}:{port}"
    server.stop()


@pytest.fixture(scope="session")
def spark(spark_address: str) -> Iterator[Any]:
    """A session on that server."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.remote(spark_address).getOrCreate()
    yield session
    session.stop()
