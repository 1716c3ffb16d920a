"""Gold sets: one file each, which loads the material and asks the package about every item of it."""
