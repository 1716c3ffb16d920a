"""The signed network as a picture: where parties stand, how ties are drawn, triads in words."""

from __future__ import annotations

from typing import Any

from talleyrand.present.boards.network import TIES, build_network


def edge(one: str, other: str, stance: float, friendly: float | None = None) -> dict[str, Any]:
    sure = friendly if friendly is not None else float(stance > 0)
    bounds = {"low": stance - 0.1, "high": stance + 0.1, "friendly": sure}
    return {"actor": one, "other": other, "stance": stance, **bounds, "independent": 3, "why": "w"}


def board(edges: list[dict[str, Any]], camps: dict[str, int], triads: Any = ()) -> Any:
    rows = [{"actor": party, "camp": camp} for party, camp in camps.items()]
    return build_network(list(triads), {"edges": edges, "camps": rows, "straddle": [], "whole": []})


def test_camps_stand_on_two_sides_and_who_is_in_none_leans() -> None:
    edges = [edge("CHN", "RUS", 0.5), edge("RUS", "UKR", -0.6), edge("BLR", "RUS", 0.2, 0.7)]
    found = board(edges, {"CHN": 1, "RUS": 1, "UKR": 2})
    sides = {node.id: (node.side, node.sure) for node in found.nodes}
    assert sides == {"CHN": ("left", True), "RUS": ("left", True), "UKR": ("right", True), "BLR": ("left", False)}
    assert all(0 < node.y < found.height for node in found.nodes)


def test_ties_say_whether_their_sign_is_sure() -> None:
    found = board([edge("CHN", "RUS", 0.5), edge("BLR", "RUS", 0.2, 0.6)], {"CHN": 1, "RUS": 1})
    assert [(tie.one, tie.sure) for tie in found.ties] == [("CHN", True), ("BLR", False)]
    assert "friendly, +0.50 (+0.40 to +0.60), n = 3" in found.ties[0].label


def test_the_weakest_ties_of_many_are_not_drawn() -> None:
    edges = [edge("RUS", f"igo:x{at}", 0.1 + at / 1000) for at in range(TIES + 5)]
    found = board(edges, {"RUS": 1})
    assert (found.undrawn, sum(tie.drawn for tie in found.ties)) == (5, TIES)


def test_triads_are_told_in_words() -> None:
    common = {
        "actor": "USA",
        "second": "RUS",
        "third": "UKR",
        "strength": 0.3,
        "tension": 0.9,
        "independent": 4,
        "why": "w",
    }
    patterns = ("between enemies", "against a friend", "all enemies")
    edges = [edge("USA", "RUS", 0.5), edge("RUS", "UKR", -0.6), edge("UKR", "USA", 0.4)]
    found = board(edges, {}, [{**common, "pattern": pattern} for pattern in patterns])
    assert [triad.words for triad in found.triads] == [
        "The United States is a friend of Russia and of Ukraine, who are enemies",
        "The United States is at odds with Ukraine, the friend of its friend Russia",
        "The United States, Russia and Ukraine are all at odds with one another",
    ]
