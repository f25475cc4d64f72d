#!/usr/bin/env python3
"""Joins the shingles of `remiss shingles -o DIR` by reuse.sql.

usage: reuse.py DIR OUT [--duckdb]

Writes the pairs to OUT as Parquet: in Spark a folder, in DuckDB (--duckdb) a
file; `remiss verify-pairs OUT` reads either. Started by spark-submit it runs where
that says; else on this machine, by SPARK_MASTER if it is set."""

import os
import pathlib
import sys

SQL = (pathlib.Path(__file__).parent / "reuse.sql").read_text("utf-8")


def in_duckdb(folder, out):
    import duckdb

    database = duckdb.connect()
    for table in ("shingles", "texts"):
        path = f"{folder}/{table}.parquet".replace("'", "''")
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")
    out = str(out).replace("'", "''")
    database.execute(f"COPY ({SQL}) TO '{out}' (FORMAT parquet, COMPRESSION snappy)")
    print(database.execute(f"SELECT count(*) FROM read_parquet('{out}')").fetchone()[0], "pairs")


def in_spark(folder, out):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("remiss reuse")
    if "SPARK_MASTER" in os.environ:
        builder = builder.master(os.environ["SPARK_MASTER"])
    spark = builder.getOrCreate()
    for table in ("shingles", "texts"):
        spark.read.parquet(f"{folder}/{table}.parquet").createOrReplaceTempView(table)
    pairs = spark.sql(SQL)
    pairs.write.mode("overwrite").option("compression", "snappy").parquet(str(out))
    print(spark.read.parquet(str(out)).count(), "pairs")
    spark.stop()


def main():
    given = [one for one in sys.argv[1:] if one != "--duckdb"]
    if len(given) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    (in_duckdb if "--duckdb" in sys.argv else in_spark)(*given)


if __name__ == "__main__":
    main()
