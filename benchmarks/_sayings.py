"""Invented statements without end, in four languages: passage `at` is always the same.

Every passage is put together from the phrases below, which were written for this, with
names of places and people made of syllables. It is meant to be hard for an index: a
few hundred words of each language in all of them, every phrase in tens of thousands of
them, and every seventh passage is an earlier one with a single digit or a sentence
changed. Nothing in it is true, and nobody in it exists.
"""

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

LANGUAGES = ("en", "uk", "ru", "ro")
KEPT = 5
KEPT_WAYS = 2
DUPLICATE = 7  # every so many-th passage is an earlier one, changed


class Phrases(NamedTuple):
    """What a sentence is made of; the last of a list are kept for what nobody said."""

    who: tuple[str, ...]
    do: tuple[str, ...]
    what: tuple[str, ...]
    where: tuple[str, ...]
    when: tuple[str, ...]
    why: tuple[str, ...]
    frames: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


def _list(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in re.split(r"\s/\s", text.strip()))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PHRASES = {
    "en": Phrases(
        _list(
            """our drivers / the night crews / volunteers from both banks / the cooks
            of the mill / families in the school / the doctors on duty / all member
            organisations / the people at the quay / our warehouse teams / the
            teachers / fishermen / the neighbours / two engineers / the ferry crews
            / those who wait / the nurses / musicians / gardeners / the bakers /
            astronomers"""
        ),
        _list(
            """bring / collect / hand out / count / check / need / keep / share /
            repair / send back / look for / prepare / carry / store / refuse to sell
            / paint / rehearse / translate / measure / admire"""
        ),
        _list(
            """drinking water / warm blankets / baby food / dry firewood / clean
            bandages / the spare pumps / bags of flour / the blue boards / fuel for
            the boats / medicine for children / the school beds / torches and
            batteries / the lists of names / hot soup / rubber boots / violins / old
            maps / tulip bulbs / poems / telescopes"""
        ),
        _list(
            """in {town} / at the quay of {town} / on the road to {town} / near the
            bridge of {town} / between {town} and {town} / behind the station of
            {town} / in the lower streets of {town} / opposite the mill of {town}"""
        ),
        _list(
            """every morning from {time} / until {time} / on {day} November / after
            {time} / for {days} days / since {day} October / by {time} at the latest
            / from {time} to {time}"""
        ),
        _list(
            """because the wells are not tested yet / as long as the road is closed /
            even where it looks safe / unless the wind is stronger than {days} m/s /
            although nobody has asked for it / so that no family waits outside /
            before the water rises again / while the shelter is full / as it was
            agreed with the town / and nobody may ask for money"""
        ),
        _list(
            """{Who} {do} {what} {where}, {when}. / {When}, {who} {do} {what} {where}
            {why}. / {Who} do not {do} {what} {where} {why}. / {count} people
            {where} have {what}, and {who} {do} {what}. / Do {who} {do} {what}
            {where}? / It is false that {who} {do} {what} {where}. / {Who} {do}
            {what}, not {what}, {why}. / "{Who} {do} {what} {when}", says {name}
            {where}. / Only {who} {do} {what} {when}; {who} {do} {what} {where}. /
            Nobody has to pay: {who} {do} {what} for {sum} euros {where}."""
        ),
        _words(
            """Ba Do Ka Li Me No Ra So Te Vi Bra
            Dro Gal Hor Kil Mar Nel Por Sul Tur"""
        ),
        _words("""vesti dovka lina mirea nitsa rovo sadorf tova ceni bury"""),
    ),
    "uk": Phrases(
        _list(
            """наші водії / нічні зміни / волонтери з обох берегів / кухарі з млина /
            родини у школі / чергові лікарі / всі організації-члени / люди на
            причалі / наші комірники / вчителі / рибалки / сусіди / двоє інженерів /
            екіпажі порома / ті, хто чекає / медсестри / музиканти / садівники /
            пекарі / астрономи"""
        ),
        _list(
            """привозять / збирають / роздають / рахують / перевіряють / отримують /
            зберігають / розподіляють / ремонтують / повертають / шукають / готують
            / носять / замовляють / приймають / фарбують / репетирують /
            перекладають / вимірюють / вихваляють"""
        ),
        _list(
            """питну воду / теплі ковдри / дитяче харчування / сухі дрова / чисті бинти
            / запасні насоси / мішки борошна / сині таблички / пальне для човнів /
            ліки для дітей / шкільні ліжка / ліхтарі й батарейки / списки імен /
            гарячий суп / гумові чоботи / скрипки / старі мапи / цибулини тюльпанів
            / вірші / телескопи"""
        ),
        _list(
            """у місті {town} / на причалі міста {town} / дорогою до міста {town} /
            біля мосту міста {town} / між містами {town} та {town} / за вокзалом
            міста {town} / на нижніх вулицях міста {town} / навпроти млина міста
            {town}"""
        ),
        _list(
            """щоранку з {time} / до {time} / {day} листопада / після {time} / протягом
            {days} днів / з {day} жовтня / не пізніше {time} / з {time} до {time}"""
        ),
        _list(
            """бо колодязі ще не перевірено / доки дорогу закрито / навіть якщо вона
            здається безпечною / якщо вітер не сильніший за {days} м/с / хоча ніхто
            про це не просив / щоб жодна родина не чекала надворі / перш ніж вода
            підніметься знову / доки притулок заповнено / як домовлено з міською
            радою / і ніхто не має права вимагати гроші"""
        ),
        _list(
            """{Who} {do} {what} {where}, {when}. / {When} {who} {do} {what} {where},
            {why}. / {Who} не {do} {what} {where}, {why}. / {count} людей {where}
            мають {what}, а {who} {do} {what}. / Чи {who} {do} {what} {where}? /
            Неправда, що {who} {do} {what} {where}. / {Who} {do} {what}, а не
            {what}, {why}. / «{Who} {do} {what} {when}», каже {name} {where}. / Лише
            {who} {do} {what} {when}; {who} {do} {what} {where}. / Платити не треба:
            {who} {do} {what} на {sum} гривень {where}."""
        ),
        _words(
            """Ба До Ка Лі Ме Но Ра Со Те Ві Бра
            Дро Гал Гор Кіл Мар Нел Пор Сул Тур"""
        ),
        _words("""вичі довка лине миря ниця рове садове това чани бір"""),
    ),
    "ru": Phrases(
        _list(
            """наши водители / ночные смены / волонтёры с обоих берегов / повара с
            мельницы / семьи в школе / дежурные врачи / все организации-участники /
            люди на причале / наши кладовщики / учителя / рыбаки / соседи / два
            инженера / экипажи парома / те, кто ждёт / медсёстры / музыканты /
            садовники / пекари / астрономы"""
        ),
        _list(
            """привозят / собирают / раздают / считают / проверяют / получают / хранят
            / распределяют / ремонтируют / возвращают / ищут / готовят / носят /
            заказывают / принимают / красят / репетируют / переводят / измеряют /
            восхваляют"""
        ),
        _list(
            """питьевую воду / тёплые одеяла / детское питание / сухие дрова / чистые
            бинты / запасные насосы / мешки муки / синие таблички / топливо для
            лодок / лекарства для детей / школьные кровати / фонари и батарейки /
            списки имён / горячий суп / резиновые сапоги / скрипки / старые карты /
            луковицы тюльпанов / стихи / телескопы"""
        ),
        _list(
            """в городе {town} / на причале города {town} / по дороге в город {town} /
            у моста города {town} / между городами {town} и {town} / за вокзалом
            города {town} / на нижних улицах города {town} / напротив мельницы
            города {town}"""
        ),
        _list(
            """каждое утро с {time} / до {time} / {day} ноября / после {time} / в
            течение {days} дней / с {day} октября / не позже {time} / с {time} до
            {time}"""
        ),
        _list(
            """потому что колодцы ещё не проверены / пока дорога закрыта / даже если
            она кажется безопасной / если ветер не сильнее {days} м/с / хотя никто
            об этом не просил / чтобы ни одна семья не ждала на улице / прежде чем
            вода поднимется снова / пока приют заполнен / как договорились с городом
            / и никто не вправе требовать деньги"""
        ),
        _list(
            """{Who} {do} {what} {where}, {when}. / {When} {who} {do} {what} {where},
            {why}. / {Who} не {do} {what} {where}, {why}. / {count} человек {where}
            имеют {what}, а {who} {do} {what}. / Правда ли, что {who} {do} {what}
            {where}? / Неправда, что {who} {do} {what} {where}. / {Who} {do} {what},
            а не {what}, {why}. / «{Who} {do} {what} {when}», говорит {name}
            {where}. / Только {who} {do} {what} {when}; {who} {do} {what} {where}. /
            Платить нельзя, ждать: {who} {do} {what} на {sum} рублей {where}."""
        ),
        _words(
            """Ба До Ка Ли Ме Но Ра Со Те Ви Бра
            Дро Гал Гор Кил Мар Нел Пор Сул Тур"""
        ),
        _words("""вичи довка лино миря ница рово садово това чаны бург"""),
    ),
    "ro": Phrases(
        _list(
            """șoferii noștri / echipele de noapte / voluntarii de pe ambele maluri /
            bucătarii morii / familiile din școală / medicii de gardă / toate
            organizațiile membre / oamenii de la chei / magazionerii noștri /
            profesorii / pescarii / vecinii / doi ingineri / echipajele bacului /
            cei care așteaptă / asistentele / muzicienii / grădinarii / brutarii /
            astronomii"""
        ),
        _list(
            """aduc / adună / împart / numără / verifică / primesc / păstrează /
            distribuie / repară / returnează / caută / pregătesc / cară / comandă /
            acceptă / vopsesc / repetă / traduc / măsoară / admiră"""
        ),
        _list(
            """apă de băut / pături călduroase / hrană pentru copii / lemne uscate /
            bandaje curate / pompele de rezervă / saci de făină / tăblițele albastre
            / combustibil pentru bărci / medicamente pentru copii / paturile școlii
            / lanterne și baterii / listele de nume / supă fierbinte / cizme de
            cauciuc / viori / hărți vechi / bulbi de lalele / poezii / telescoape"""
        ),
        _list(
            """în {town} / la cheiul din {town} / pe drumul spre {town} / lângă podul
            din {town} / între {town} și {town} / în spatele gării din {town} / pe
            străzile joase din {town} / vizavi de moara din {town}"""
        ),
        _list(
            """în fiecare dimineață de la {time} / până la {time} / pe {day} noiembrie
            / după {time} / timp de {days} zile / din {day} octombrie / cel târziu
            la {time} / de la {time} la {time}"""
        ),
        _list(
            """pentru că fântânile nu sunt încă verificate / cât timp drumul este
            închis / chiar dacă pare sigur / dacă vântul nu trece de {days} m/s /
            deși nimeni nu a cerut asta / ca nicio familie să nu aștepte afară /
            înainte ca apa să crească din nou / cât timp adăpostul este plin / cum
            s-a convenit cu orașul / și nimeni nu are voie să ceară bani"""
        ),
        _list(
            """{Who} {do} {what} {where}, {when}. / {When}, {who} {do} {what} {where},
            {why}. / {Who} nu {do} {what} {where}, {why}. / {count} oameni {where}
            au {what}, iar {who} {do} {what}. / Oare {who} {do} {what} {where}? / Nu
            este adevărat că {who} {do} {what} {where}. / {Who} {do} {what}, nu
            {what}, {why}. / „{Who} {do} {what} {when}”, spune {name} {where}. /
            Numai {who} {do} {what} {when}; {who} {do} {what} {where}. / Nimeni nu
            plătește: {who} {do} {what} de {sum} lei {where}."""
        ),
        _words(
            """Ba Do Ca Li Me No Ra So Te Vi Bra
            Dro Gal Hor Chil Mar Nel Por Sul Tur"""
        ),
        _words("""vești dova lina mirea nița rova sadu tova ceni buru"""),
    ),
}  # fmt: skip

_SLOT = re.compile(r"\{(\w+)\}")
_PLACES = 4000  # of each language: towns, and phrases about places and times


class Sayings:
    """Sentences and passages in one language, from one source of chance at a time."""

    def __init__(self, language: str, *, unheard: bool = False) -> None:
        self.language = language
        phrases = PHRASES[language]
        chosen = slice(-KEPT, None) if unheard else slice(-KEPT)
        chosen_ways = slice(-KEPT_WAYS, None) if unheard else slice(-KEPT_WAYS)
        random = Random(f"{language}{unheard}")  # noqa: S311
        self.towns = [_town(phrases, random) for _ in range(_PLACES)]
        self._pools = {
            "who": phrases.who[chosen],
            "do": phrases.do[chosen],
            "what": phrases.what[chosen],
            "where": self._pool(random, phrases.where[chosen_ways]),
            "when": self._pool(random, phrases.when),
            "why": self._pool(random, phrases.why[chosen_ways]),
        }
        self._frames = [_SLOT.split(frame) for frame in phrases.frames]

    def _pool(self, random: Random, patterns: tuple[str, ...]) -> list[str]:
        return [self._filled(random, random.choice(patterns)) for _ in range(_PLACES)]

    def _filled(self, random: Random, pattern: str) -> str:
        return _SLOT.sub(lambda slot: self._detail(random, slot[1]), pattern)

    def _detail(self, random: Random, slot: str) -> str:
        """A number or a name."""
        if slot in ("town", "name"):
            return random.choice(self.towns)
        details: dict[str, Callable[[], str]] = {
            "time": lambda: (
                f"{random.randrange(24):02d}:{random.randrange(0, 60, 5):02d}"
            ),
            "day": lambda: str(random.randrange(1, 31)),
            "days": lambda: str(random.randrange(2, 40)),
            "count": lambda: f"{random.randrange(1, 10)} {random.randrange(1000):03d}",
            "sum": lambda: f"{random.randrange(1, 200)},{random.randrange(10, 100)}",
        }
        return details[slot]()

    def sentence(self, random: Random, frame: int | None = None) -> str:
        """One sentence; `frame` says which kind."""
        at = int(random.random() * len(self._frames)) if frame is None else frame
        parts = self._frames[at].copy()
        for slot in range(1, len(parts), 2):
            name = parts[slot]
            pool = self._pools.get(name.lower())
            if pool is None:
                parts[slot] = self._detail(random, name)
                continue
            phrase = pool[int(random.random() * len(pool))]
            parts[slot] = phrase if name.islower() else phrase[0].upper() + phrase[1:]
        return "".join(parts)

    def sentences(self, random: Random, least: int, most: int) -> list[str]:
        """So many sentences."""
        count = least + int(random.random() * (most - least + 1))
        return [self.sentence(random) for _ in range(count)]


def _town(phrases: Phrases, random: Random) -> str:
    middle = random.choice(phrases.starts).lower() if random.random() < 0.7 else ""
    return random.choice(phrases.starts) + middle + random.choice(phrases.ends)


@cache
def sayings(language: str, unheard: bool = False) -> Sayings:
    """The sentences of a language; `unheard` are made of the phrases that are kept."""
    return Sayings(language, unheard=unheard)


class Passage(NamedTuple):
    """What one statement says."""

    id: str
    language: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)


def passage(seed: int, at: int, least: int = 2, most: int = 4) -> Passage:
    """The passage with this number; about fifty words, or more with more sentences."""
    if at % DUPLICATE == DUPLICATE - 1:
        return _changed(seed, at, passage(seed, at // 8 * 4 + at % 4, least, most))
    language = LANGUAGES[at % len(LANGUAGES)]
    found = sayings(language).sentences(Random(seed << 32 | at), least, most)  # noqa: S311
    return Passage(str(at), language, tuple(found))


def _changed(seed: int, at: int, earlier: Passage) -> Passage:
    """An earlier passage, with one number or name changed; or one sentence, if none."""
    random, speaker = Random(seed << 32 | at), sayings(earlier.language)  # noqa: S311
    place = random.randrange(len(earlier.sentences))
    sentence = earlier.sentences[place]
    numbers = list(re.finditer(r"\d", sentence))
    if numbers:
        digit = random.choice(numbers)
        other = str((int(digit[0]) + random.randrange(1, 10)) % 10)
        sentence = sentence[: digit.start()] + other + sentence[digit.end() :]
    else:
        sentence = speaker.sentence(random)
    before, after = earlier.sentences[:place], earlier.sentences[place + 1 :]
    return Passage(str(at), earlier.language, (*before, sentence, *after))
