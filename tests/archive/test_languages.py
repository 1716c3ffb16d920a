"""Which language a text is in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from talleyrand.archive.languages import check_language, detect_language
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.errors import OptionError

ENGLISH = "The foreign minister said on Friday that talks would resume in Geneva. His counterpart declined to answer."
FRENCH = "Le ministre a déclaré vendredi que les négociations reprendraient à Genève. Son homologue n'a pas répondu."
SENTENCES = {
    "ar": "قال وزير الخارجية يوم الجمعة إن المفاوضات ستستأنف الأسبوع المقبل في جنيف.",
    "cs": "Ministr zahraničí v pátek řekl, že jednání budou pokračovat příští týden v Ženevě. Jeho kolega mlčel.",
    "da": "Statsministeren sagde fredag, at han var klar til at rejse til Kyiv for at tale med præsidenten om hjælpen.",
    "de": "Der Außenminister sagte am Freitag, die Verhandlungen würden fortgesetzt. Was sein Kollege will?",
    "el": "Ο υπουργός Εξωτερικών δήλωσε την Παρασκευή ότι οι διαπραγματεύσεις θα συνεχιστούν στη Γενεύη.",
    "en": ENGLISH,
    "es": "El ministro declaró el viernes que las negociaciones se reanudarán en Ginebra. Su homólogo no respondió.",
    "fa": "وزیر امور خارجه روز جمعه گفت که مذاکرات هفته آینده در ژنو از سر گرفته خواهد شد.",
    "fi": "Ulkoministeri sanoi perjantaina, että neuvottelut jatkuvat ensi viikolla Genevessä. Hän ei vastannut.",
    "fr": FRENCH,
    "he": "שר החוץ אמר ביום שישי כי המשא ומתן יתחדש בשבוע הבא בעיר ז'נבה לאחר הפסקה.",
    "hi": "विदेश मंत्री ने शुक्रवार को कहा कि वार्ता अगले सप्ताह जिनेवा में फिर शुरू होगी।",
    "hu": "A külügyminiszter pénteken azt mondta, hogy a tárgyalások jövő héten folytatódnak Genfben, mondta.",
    "id": "Menteri Luar Negeri mengatakan pada hari Jumat bahwa perundingan akan dilanjutkan pekan depan di Jenewa.",
    "it": "Il ministro degli Esteri ha dichiarato venerdì che i negoziati riprenderanno la prossima settimana.",
    "ja": "外相は金曜日、交渉は来週ジュネーブで再開されると述べた。",
    "ko": "외무장관은 금요일에 협상이 다음 주 제네바에서 재개될 것이라고 말했다.",
    "nl": "De minister van Buitenlandse Zaken zei vrijdag dat de onderhandelingen worden hervat. Of we er zijn?",
    "pl": "Minister powiedział w piątek, że rozmowy zostaną wznowione w Genewie. To nie jest to, czego chciał.",
    "pt": "O ministro declarou na sexta-feira que as negociações serão retomadas em Genebra. O seu colega não veio.",
    "ru": "Министр иностранных дел заявил в пятницу, что переговоры возобновятся на следующей неделе в Женеве.",
    "sv": "Utrikesministern sade på fredagen att förhandlingarna skulle återupptas nästa vecka i Genève utan Ryssland.",
    "tr": "Dışişleri Bakanı cuma günü müzakerelerin gelecek hafta Cenevre'de yeniden başlayacağını söyledi.",
    "uk": "Міністр закордонних справ заявив у п'ятницю, що переговори відновляться наступного тижня в Женеві.",
    "zh": "外交部长周五表示，谈判将于下周在日内瓦恢复。他的对手拒绝回答记者的提问。",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_two_sentences_tell_their_language(code: str) -> None:
    assert detect_language(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text", ["China abstained.", "Emmanuel Macron, Olaf Scholz", "1 2 3", "Bonjour", "CHN 14 RUS 3"]
)
def test_what_is_too_short_to_tell_stays_unknown(text: str) -> None:
    assert detect_language(text) is None


def test_a_list_of_names_is_in_no_language() -> None:
    names = "Emmanuel Macron, Olaf Scholz, Giorgia Meloni, Ursula von der Leyen, Charles Michel, Viktor Orbán"
    assert detect_language(names) is None


def test_another_script_is_not_english_however_short() -> None:
    assert detect_language("Москва") == "und"


def test_an_english_article_with_a_quotation_stays_english() -> None:
    quoted = f"{ENGLISH}\n\n“{SENTENCES['ru']}”\n\n{ENGLISH}\n"
    assert detect_language(quoted) == "en"
    assert detect_language(f"{ENGLISH}\n{FRENCH}\n{FRENCH}\n{FRENCH}") == "fr"


def test_short_lines_are_told_together() -> None:
    assert detect_language("\n".join(FRENCH[start : start + 30] for start in range(0, len(FRENCH), 30))) == "fr"


def test_a_long_text_is_told_by_samples_of_all_of_it() -> None:
    assert detect_language(f"{ENGLISH}\n" * 10 + f"{FRENCH}\n" * 1000) == "fr"


@pytest.mark.parametrize(("given", "code"), [("en", "en"), ("EN-gb", "en"), ("zh_Hant", "zh"), (" yue ", "yue")])
def test_a_code_may_have_a_region(given: str, code: str) -> None:
    assert check_language(given) == code


@pytest.mark.parametrize("given", ["English", "", "e", "12", "en/fr"])
def test_what_is_no_code_is_refused(given: str) -> None:
    with pytest.raises(OptionError, match="no code of a language"):
        check_language(given)


def _language(path: Path, **options: str) -> str | None:
    (found,) = read_paths([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Snapshot)
    return found.document.language


def test_the_option_wins_over_the_metadata_and_these_over_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": FRENCH}))
    assert _language(file) == "fr"
    file.write_text(json.dumps({"text": FRENCH, "language": "oc-FR"}))
    assert _language(file) == "oc"
    assert _language(file, language="en") == "en"
    file.write_text(json.dumps({"text": FRENCH, "language": "Français"}))
    assert _language(file) == "fr"
