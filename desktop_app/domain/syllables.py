"""Whether a word can be Vietnamese: onset, rhyme, tone and where it stands; what tells encodings apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .common_syllables import COMMON

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu y ych ynh yt "
    "o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt "
    "oe oem oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt "
    "uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "ăk ăp êk ak ưk âp"
)
_SYLLABLE = re.compile(
    f"({'|'.join(sorted(_ONSETS.split(), key=len, reverse=True))})?({'|'.join(_RHYMES.split())})"
)
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_ACUTE, _DOT = "\u0301", "\u0323"
_TONES = frozenset(("\u0300", _ACUTE, "\u0303", "\u0309", _DOT))
_STOPS = ("c", "ch", "p", "t")
_OPEN_TWO_WAYS = ("oa", "oe", "uy")  # hòa and hoà, thủy and thuỷ
_OF_INITIALS = re.compile("[BCDĐGHKLMNPQRSTVX]{2,9}")


@lru_cache(maxsize=16384)
def is_vietnamese(word: str) -> bool:
    """Whether a word (letters only, in any normal form) can be a Vietnamese syllable, written in one case.

    Place names of the highlands with a final k (Đắk Lắk) count as Vietnamese.
    """
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    plain, tone, at = _without_tone(word.lower())
    found = _SYLLABLE.fullmatch(plain)
    return found is not None and (word.isascii() or _tone_fits(found.group(2), tone, at - found.start(2)))


def is_common(word: str) -> bool:
    """Whether a syllable with marks is one that Vietnamese offices often write; False for words without marks."""
    return unicodedata.normalize("NFC", word.lower()) in COMMON


def is_of_initials(word: str) -> bool:
    """Whether a word is initials with a Đ among them and no vowel: NĐ, GDĐT, LĐTBXH."""
    return "Đ" in word and _OF_INITIALS.fullmatch(word) is not None


def _without_tone(word: str) -> tuple[str, str, int]:
    """A word without its tone, the tone ("" for none, more than one as written), and the letter that bore it."""
    letters: list[str] = []
    tone, at = "", -1
    for part in unicodedata.normalize("NFD", word):
        if part in _TONES:
            tone, at = tone + part, len(letters) - 1
        elif unicodedata.combining(part) and letters:
            letters[-1] += part
        else:
            letters.append(part)
    return unicodedata.normalize("NFC", "".join(letters)), tone, at


def _tone_fits(rhyme: str, tone: str, at: int) -> bool:
    """Whether a rhyme may have the tone, on its letter `at`: the tones of stops, and the rules of spelling."""
    found = _VOWELS.match(rhyme)
    vowels = found.group() if found else ""
    final = rhyme[len(vowels) :]
    if final in _STOPS and tone not in (_ACUTE, _DOT):
        return False
    return tone == "" or (len(tone) == 1 and at in _tone_places(vowels, final))


def _tone_places(vowels: str, final: str) -> tuple[int, ...]:
    marked = [at for at, letter in enumerate(vowels) if letter in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    if vowels in _OPEN_TWO_WAYS and not final:
        return (0, 1)
    return (1,) if len(vowels) == 3 or (len(vowels) == 2 and final) else (0,)
