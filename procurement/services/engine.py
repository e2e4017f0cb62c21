"""Where roll-ups run: Polars here, or Spark where SPARK_REMOTE names a server; the roll-ups are the same code."""

from collections.abc import Sequence
from typing import Any

from procurement import settings
from procurement.services.desk import Desk


def payments(desk: Desk, upload_ids: Sequence[str] | None = None) -> Any:
    """Standing payments (of `upload_ids`, or all) as a Polars LazyFrame or a Spark DataFrame over the same files."""
    remote = settings.load(desk.store.home).spark_remote
    return _on_spark(desk, remote, upload_ids) if remote else desk.store.ledger.payments(upload_ids)


def _on_spark(desk: Desk, remote: str, upload_ids: Sequence[str] | None) -> Any:
    """Spark reads the table's Parquet files by name, so it needs no Delta package."""
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as spark_functions

    spark = SparkSession.builder.remote(remote).getOrCreate()
    standing = desk.store.ledger.standing_ids()
    asked = standing if upload_ids is None else sorted({*standing} & {*upload_ids})
    table, files = desk.store.ledger.payment_files()
    frame = spark.read.option("basePath", table).parquet(*files)
    return frame.filter(spark_functions.col("upload_id").isin(asked))
