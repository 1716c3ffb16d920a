"""Reading into a data set of records, on one machine or many: packs of inputs in, files and a manifest out."""
