"""A data set of records: Parquet files with a manifest, in a folder or in object storage, in place of a database."""
