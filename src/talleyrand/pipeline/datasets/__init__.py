"""Reading into a data set of records, on one machine or many: packs of inputs in, files and a manifest out."""

import os

os.environ.setdefault("RAY_ENABLE_AUTO_CONNECT", "0")  # else a thread that outlives a run starts a cluster of its own
