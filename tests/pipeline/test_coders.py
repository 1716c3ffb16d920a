"""Coding documents in a batch."""

from __future__ import annotations

from typing import Any

from talleyrand.model.documents import Document
from talleyrand.pipeline.coders import EngineCoder


def test_what_goes_wrong_over_one_document_stays_with_it(monkeypatch: Any) -> None:
    coder = EngineCoder()
    right = coder._code

    def wrong(document: Document, *rest: Any) -> Any:
        if "Kigali" in document.text:
            raise RecursionError("round and round")
        return right(document, *rest)

    monkeypatch.setattr(coder, "_code", wrong)
    texts = ("Kigali called Goma.", "On Friday, France condemned the attack.")
    failed, coded = coder.code([Document.from_text(text, published="2022-03-01") for text in texts])
    assert failed.coding is None
    assert failed.failure == "RecursionError: round and round"
    assert coded.coding is not None
    assert coded.coding.records
