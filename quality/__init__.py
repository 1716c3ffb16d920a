"""The quality gate: gold sets, one scorer for each task, floors that no figure may fall under.

    python -m quality                 measure everything, print the table, fail when a figure is under its floor
    python -m quality errors acts     what is missed and what is invented, with the sentences
    python -m quality check           is our own gold set sound
    python -m quality raise           lift the floors to what was measured
    python -m quality report          write docs/accuracy.md from the last results

`sets` read the gold material and ask the package about it; `scorers` compare, and know neither files nor engines.
"""
