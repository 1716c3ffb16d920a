"""Texts of the fixture ledger: own words, invented outlets, public events of early 2022."""

from __future__ import annotations

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document

MFA = Actor("organ:CHN-mfa", "China's Foreign Ministry", "organ", "CHN")
KREMLIN = Actor("organ:RUS-kremlin", "Kremlin", "organ", "RUS")

WIRE = Document.from_text(
    """Xi urges Putin to talk; Beijing stands aside at the U.N.

BEIJING — Xi Jinping told Vladimir Putin on Friday that China was for a settlement at the table, and called on Mr. \
Putin to negotiate with Kyiv, Chinese state media reported.

“China supports Russia and Ukraine in resolving the matter through negotiation,” Mr. Xi said, according to the \
reports. The two men spoke by phone for the first time since the Olympics.

The Russian leader was ready for talks at a high level, according to a Kremlin readout of the call.

A few hours later China abstained in the Security Council on a draft that deplored Russia's aggression. Russia \
vetoed it.

China's Foreign Ministry did not respond to a request for comment. Beijing has not called the attack an invasion, \
and it has refused to condemn Russia.

Mr. Xi has not spoken with Volodymyr Zelensky since the war began.

China is likely to stay away from any sanctions through the end of March, one former Chinese ambassador said.
""",
    published="2022-02-26",
    outlet="Harbour Wire",
    title="Xi urges Putin to talk; Beijing stands aside at the U.N.",
)
KREMLIN_TEXT = Document.from_text(
    """Telephone conversation with President of China Xi Jinping

Vladimir Putin had a telephone conversation with President of the People's Republic of China Xi Jinping on February 25.

Xi Jinping said that he respected the actions of the Russian leadership in the present crisis.

The leaders agreed to keep up contacts at different levels.
""",
    published="2022-02-25",
    title="Telephone conversation with President of China Xi Jinping",
    author=KREMLIN,
)
BRIEFING = Document.from_text(
    """Regular press conference, February 24

HUA CHUNYING: China is following the latest developments. We call on all sides to exercise restraint.

QUESTION: Would you call it an invasion?

HUA CHUNYING: The historical background is complex. Perhaps this is a difference between China and you; we will not \
jump to a conclusion. We do not use the word you have used.

The United States has been sending weapons to Ukraine and stoking panic, and its sanctions are illegal.

QUESTION: Does China plan to evacuate its citizens?

HUA CHUNYING: The embassy in Kyiv will arrange charter flights. China has never attached itself to sanctions.
""",
    published="2022-02-24",
    title="Regular press conference, February 24",
    author=MFA,
)
ANALYSIS = Document.from_text(
    """Between two friends: Beijing's narrow path

On Feb. 4 Mr. Xi and Mr. Putin met in Beijing and issued a joint declaration in which China opposed further \
enlargement of NATO. They spoke of a friendship without limits.

On Feb. 16 Mr. Xi spoke by phone with Emmanuel Macron, and on March 8 with Mr. Macron and Olaf Scholz together.

On Feb. 24 Chinese customs lifted restrictions on Russian wheat. Wang Yi spoke with Sergei Lavrov the same day and \
said that China understood Russia's legitimate security concerns.

“Nobody here expected the war,” said one adviser, who asked not to be named. People close to the talks said Mr. Putin \
had kept his plans from his host.

Wang Yi spoke with Dmytro Kuleba on March 1. Mr. Kuleba asked China to use its influence to stop the war.

China voted against no text, but it abstained in the General Assembly on March 2.

In 2014 China had abstained as well. Beijing could yet offer to mediate.

China plans to send humanitarian aid to Ukraine, the Foreign Ministry said on March 7.
""",
    published="2022-03-09",
    outlet="The Lantern Review",
    title="Between two friends: Beijing's narrow path",
)
WASHINGTON = Document.from_text(
    """Biden warns Xi of consequences

WASHINGTON — President Biden warned Mr. Xi on March 18 that there would be consequences if China gave material support \
to Russia, Jen Psaki said.

The two leaders spoke by video for almost two hours. Mr. Xi said: “The Ukraine crisis is not something we want to see.”

China has not given Russia military aid, two officials said. The White House called on China to condemn the assault.

Moscow had asked Beijing for military help, officials said last week; the Kremlin denied it.

Mr. Xi refused to say which side was to blame.

China sent a first batch of humanitarian aid to Ukraine on March 9. Antony Blinken spoke with Wang Yi on Feb. 21 and \
on March 5.

“China will not join the sanctions,” said Hua Chunying, who rejected the word aggression.
""",
    published="2022-03-19",
    outlet="Potomac Dispatch",
    title="Biden warns Xi of consequences",
)
WIRE_TWO = Document.from_text(
    """China abstains as Russia vetoes draft

NEW YORK — China abstained on Friday, Feb. 25, as the Security Council voted on a draft that deplored the aggression.

Earlier in the day Mr. Xi and Mr. Putin spoke by phone.

China is likely to keep buying Russian oil through June, traders said.
""",
    published="2022-02-26",
    outlet="Northern Ledger",
    title="China abstains as Russia vetoes draft",
)
