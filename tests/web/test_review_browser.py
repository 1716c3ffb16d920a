"""Review in a browser: by keyboard alone, two people at once, what was typed, words that were selected, axe."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect


def opened(page: Page, server: str, query: str = "") -> Page:
    page.goto(f"{server}/review{query}")
    return page


def record(page: Page) -> str:
    return page.locator("#review [data-card]").get_attribute("data-record") or ""


def other(browser: Browser, server: str, query: str) -> Page:
    """Return a page of somebody else."""
    return opened(browser.new_context().new_page(), server, query)


def test_ten_records_are_judged_by_keys_alone_and_the_last_taken_back(page: Page, server: str) -> None:
    opened(page, server, "?order=random&as=anna")
    seen = []
    for key in "aardajaara":
        seen.append(record(page))
        page.keyboard.press(key)
        expect(page.locator(f"[data-record='{seen[-1]}']")).to_have_count(0)
    assert len(set(seen)) == 10
    expect(page.locator("#progress")).to_contain_text(re.compile(r"9 of .* judged.*anna 9, 9 today"))
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Taken back")
    assert record(page) == seen[-1]
    expect(page.locator("#progress")).to_contain_text("8 of")
    page.keyboard.press("k")
    page.keyboard.press("h")
    expect(page.locator(".past")).to_have_attribute("open", "")
    assert f"record={record(page)}" in page.url


def test_a_field_is_corrected_in_place_and_what_is_typed_outlives_a_reload(page: Page, server: str) -> None:
    opened(page, server, "?kind=act")
    one = record(page)
    page.keyboard.press("e")
    page.locator("[data-field=factuality] select").select_option("possible")
    page.locator("[data-field='act.event_type'] select").select_option("THREATEN")
    modes = page.locator("[data-field='act.mode'] option:not([disabled])").all_inner_texts()
    assert modes[:3] == ["none", "restrict", "arrest"]
    page.keyboard.press("Escape")
    expect(page.locator("#said")).to_contain_text("kept")
    page.reload()
    expect(page.locator("[data-field=factuality]")).to_have_class(re.compile("changed"))
    page.keyboard.press("e")
    assert page.locator("[data-field=factuality] select").input_value() == "possible"
    page.keyboard.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("Saved: corrected")
    page.keyboard.press("k")
    assert record(page) == one
    expect(page.locator(".state")).to_have_text("corrected")


def test_words_are_taken_by_keys_and_a_refused_field_is_told_in_its_place(page: Page, server: str) -> None:
    opened(page, server, "?kind=act&order=random")
    page.keyboard.press("e")
    trigger = page.locator("[data-field='act.trigger'] .spanning")
    before = trigger.inner_text()
    trigger.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    assert trigger.inner_text().startswith(before)
    assert len(trigger.inner_text()) > len(before)
    page.locator("[data-field='date.start'] input").fill("2022-02-31")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-field='date.start'] .objection")).to_contain_text("is no day")
    assert trigger.inner_text() != before


def test_two_people_at_once_lose_nothing(page: Page, browser: Browser, server: str) -> None:
    opened(page, server, "?kind=forecast&as=anna")
    one = record(page)
    late = other(browser, server, "?kind=forecast&as=ben")
    assert record(late) == one
    page.keyboard.press("r")
    expect(page.locator("#said")).to_contain_text("Saved")
    late.keyboard.press("n")
    late.keyboard.type("it is one")
    late.keyboard.press("Escape")
    late.keyboard.press("a")
    expect(late.locator(".problem")).to_contain_text("anna rejected it")
    assert record(late) == one
    assert late.locator(".noting textarea").input_value() == "it is one"
    expect(late.locator(".state")).to_have_text("rejected")
    late.keyboard.press("a")
    expect(late.locator("#said")).to_contain_text("Saved")
    late.keyboard.press("k")
    expect(late.locator(".verdicts li")).to_have_count(2)
    expect(late.locator(".verdicts")).to_contain_text("it is one")
    late.context.close()


def test_the_page_can_be_read_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/review?order=random")
    one = record(page)
    page.get_by_role("link", name="Next").click()
    assert record(page) != one
    expect(page.locator("mark").first).to_be_visible()
    context.close()


def test_a_record_is_added_by_selecting_its_words(page: Page, server: str) -> None:
    opened(page, server, "?kind=act&order=random")
    page.locator(".source-line a").click()
    page.wait_for_url("**/documents/**")
    words = page.locator("p.archive").nth(2)
    words.click(click_count=3)
    page.get_by_label("What it is").select_option("framing")
    page.get_by_role("button", name="Add a record").click()
    page.locator("[data-field=actors] input").first.fill("Russia")
    page.locator("[data-field='framing.term'] input").fill("special operation")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".adding.done")).to_contain_text("special operation")
    page.locator(".adding.done a").click()
    expect(page.locator("h1")).to_contain_text("special operation")


HEBREW = "\u05e9\u05dc\u05d5\u05dd"
ARABIC = "\u0627\u0644\u0633\u0644\u0627\u0645"
PLACES = """async ([address, text]) => {
  const { select, selectedIn, wordsOf } = await import(address);
  const root = document.createElement("div");
  const holder = document.createElement("p");
  holder.dataset.start = "100";
  holder.dir = "auto";
  const cut = [...text].findIndex((character) => character === "|");
  const marked = document.createElement("mark");
  marked.append([...text].slice(0, cut).join(""));
  const aside = document.createElement("span");
  aside.dataset.aside = "";
  aside.append("actor");
  marked.append(aside);
  holder.append(marked, [...text].slice(cut + 1).join(""));
  root.append(holder);
  document.querySelector("main").append(root);
  const found = [];
  for (const { start, end } of wordsOf(root)) {
    select(root, start, end);
    found.push(selectedIn(root));
  }
  return found;
}"""


def test_places_are_counted_in_code_points(page: Page, server: str) -> None:
    text = " ".join(("\N{EARTH GLOBE EUROPE-AFRICA} Xi \N{GRINNING FACE}said|", HEBREW, ARABIC, "\U0001d504b."))
    opened(page, server)
    address = page.locator("script[src*='/review.js']").get_attribute("src") or ""
    address = address.replace("review.js", "places.js")
    whole = text.replace("|", "")
    found = page.evaluate(PLACES, [address, text])
    assert [whole[one["start"] - 100 : one["end"] - 100] for one in found] == [one["text"] for one in found]
    assert {"Xi", "said", HEBREW, ARABIC, "\U0001d504b"} <= {one["text"] for one in found}


def test_review_is_accessible_and_its_focus_goes_in_order(browser: Browser, server: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = opened(context.new_page(), server, "?order=random&kind=act")
    for prepare in ("j", "e", "?"):
        page.keyboard.press(prepare)
        page.wait_for_timeout(150)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    order = []
    for _ in range(6):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.textContent.trim().split(/\\s+/)[0]"))
    assert order[1:6] == ["Accept", "Correct", "Reject", "Dispute", "Note"]
    context.close()
