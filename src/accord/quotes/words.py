"""Words that carry more than others: negations, numbers in words, units; names.

The lists name changes; no verdict of "authentic" rests on them. A word of another
language in the lists does no harm, so one list serves all languages.
"""

from accord.quotes.characters import is_cyrillic, plain, twins
from accord.quotes.quotation import CLOSE, FEET, INCHES, OPEN
from accord.quotes.skeleton import skeleton
from accord.quotes.tokens import DASH, Kind, Tokens


def _keys(words: str) -> frozenset[str]:
    return frozenset(twins(plain(word)) for word in words.split())


_NEGATION_WORDS = """
no not never none nobody nothing neither nor nowhere cannot without hardly barely
scarcely false untrue dont doesnt didnt isnt arent wasnt werent wont cant shouldnt
deny denies denied refuse refuses refused forbidden
не ні ані ніхто нікого нікому ніким ніщо нічого нічому нічим ніколи ніде нікуди ніяк
ніякий ніяка ніяке ніякі ніяких ніякого ніякої ніяким жоден жодна жодне жодні жодного
жодної жодному жодних без немає нема неможливо нельзя заборонено неправда хибно
ни нет никто никого никому никем ничто ничего ничему ничем никогда нигде никуда никак
никакой никакая никакое никакие никаких никакого никакому нельзя невозможно
запрещено неправда ложно
nu nici niciun nicio niciunul niciuna niciodată nimeni nimănui nimic nicăieri fără
interzis fals
"""
_NEGATIONS = _keys(_NEGATION_WORDS)
_NEGATION_SKELETONS = frozenset(
    skeleton(plain(word)) for word in _NEGATION_WORDS.split() if is_cyrillic(word)
)
_LIMITS = _keys(
    """
only except unless merely solely
лише лиш тільки крім окрім хіба
только лишь кроме разве
numai doar decât exceptând
"""
)
_AFFIXES = _keys("un in im il ir dis non non- не ні ни без бес ne ne- anti anti-")

_NUMBERS = _keys(
    """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
eighty ninety hundred hundreds thousand thousands million millions billion billions
dozen dozens half third quarter first second fourth fifth twice once double
нуль один одна одне одну одного однієї два дві двох двом двома три трьох трьом
чотири чотирьох п'ять п'яти п'ятьох шість шести шістьох сім семи сімох вісім восьми
вісьмох дев'ять дев'яти десять десяти десятьох одинадцять одинадцяти дванадцять
дванадцяти тринадцять тринадцяти чотирнадцять п'ятнадцять шістнадцять сімнадцять
вісімнадцять дев'ятнадцять двадцять двадцяти тридцять тридцяти сорок сорока п'ятдесят
п'ятдесяти шістдесят сімдесят вісімдесят дев'яносто сто ста двісті двохсот триста
трьохсот чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот тисяча тисячі тисяч тисячу
тис мільйон мільйони мільйонів млн мільярд мільярди мільярдів млрд половина половину
третина чверть перший перша другий друга третій двічі тричі обидва обидві десятки сотні
ноль одно двух двум двумя две трех трем четыре четырех пять пяти шесть шести семь
восемь восьми девять девяти десять десяти одиннадцать одиннадцати двенадцать двенадцати
тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать
двадцать двадцати тридцать тридцати пятьдесят пятидесяти шестьдесят семьдесят
восемьдесят девяносто двести двухсот трехсот четыреста пятьсот шестьсот
семьсот восемьсот девятьсот тысяча тысячи тысяч тысячу тыс миллион миллиона миллионы
миллионов миллиард миллиарда миллиардов треть четверть первый первая второй вторая
третий дважды трижды оба обе десятки сотни
unu una doi două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece
douăsprezece treisprezece paisprezece cincisprezece șaisprezece șaptesprezece
optsprezece nouăsprezece douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci
optzeci nouăzeci sută sute mie mii milion milioane miliard miliarde jumătate sfert
prima primul doilea zeci
"""
)
_UNITS = _keys(
    """
mm cm m km g kg t l ml ha kwh mw kw h min percent pct lei leu ron eur usd uah euro
euros dollars dollar tonnes tons kilograms kilometres litres liters metres meters
мм см м км г кг т л мл га квт мвт год хв відсотків відсотки відсоток грн гривень
гривні євро доларів тонн тонни кілограмів кілометрів літрів метрів
ч мин процентов процента процент руб рублей евро долларов тонны килограммов километров
литров метров
procente tone kilograme kilometri litri metri dolari hryvnia hryvnias
"""
)
_UNIT_SIGNS = frozenset("%‰°€$£₴₽+=<>~≈≥≤±×*^№#") | {FEET, INCHES}
_FINAL = frozenset(".!?…:")


def is_negation(tokens: Tokens, at: int) -> bool:
    """A word that denies, also when written in Latin letters for Cyrillic."""
    if tokens.kinds[at] is not Kind.WORD:
        return False
    key = tokens.keys[at]
    return (
        key in _NEGATIONS
        or key.endswith("n't")
        or key.startswith(("nu-", "n-"))
        or ("-nu" in key and key.endswith("-nu"))
    )


def is_limit(tokens: Tokens, at: int) -> bool:
    """A word that limits what is said, so that it cannot be left out: only, except."""
    return tokens.keys[at] in _LIMITS


def romanised_negation(tokens: Tokens, at: int) -> bool:
    """A Cyrillic negation in Latin letters; to be asked of romanised text only."""
    return tokens.skeletons[at] in _NEGATION_SKELETONS


def negates(one: str, other: str) -> bool:
    """Whether one key is the other with a denying prefix: safe, unsafe."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.endswith(short) and long[: -len(short)] in _AFFIXES


def is_number(tokens: Tokens, at: int) -> bool:
    """A number in digits, in words, or a name with digits in it (A4)."""
    key = tokens.keys[at]
    return (
        tokens.kinds[at] is Kind.NUMBER
        or key in _NUMBERS
        or any(part in _NUMBERS for part in key.split("-") if "-" in key)
    )


def is_unit(tokens: Tokens, at: int) -> bool:
    """A unit beside a number, or a sign that belongs to it."""
    if tokens.kinds[at] is Kind.SIGN:
        return tokens.keys[at] in _UNIT_SIGNS
    return tokens.keys[at] in _UNITS and any(
        0 <= beside < len(tokens) and is_number(tokens, beside)
        for beside in (at - 1, at + 1)
    )


def cuts_number(tokens: Tokens, at: int) -> bool:
    """Whether a cut before token `at` would go through a number, range or unit."""
    if not 0 < at < len(tokens):
        return False
    if _is_range(tokens, at) or _is_range(tokens, at - 1):
        return True
    before, after = is_number(tokens, at - 1), is_number(tokens, at)
    return (
        (before and after)
        or (before and is_unit(tokens, at))
        or (after and is_unit(tokens, at - 1))
    )


def _is_range(tokens: Tokens, at: int) -> bool:
    """A dash or slash between two numbers: 14–17."""
    return (
        0 < at < len(tokens) - 1
        and tokens.keys[at] in (DASH, "/", ":")
        and is_number(tokens, at - 1)
        and is_number(tokens, at + 1)
    )


def is_name(tokens: Tokens, at: int) -> bool:
    """A word with a capital inside a sentence, here or elsewhere in the text."""
    if not _has_capital(tokens, at):
        return False
    if not _starts(tokens, at):
        return True
    key = tokens.keys[at]
    return any(
        tokens.keys[other] == key
        and _has_capital(tokens, other)
        and not _starts(tokens, other)
        for other in range(len(tokens))
    )


def _has_capital(tokens: Tokens, at: int) -> bool:
    raw = tokens.raw(at)
    return tokens.kinds[at] is Kind.WORD and raw[0].isupper() and raw != "I"


def _starts(tokens: Tokens, at: int) -> bool:
    """Whether a capital is only that of a sentence's beginning."""
    before = at - 1
    while before >= 0 and tokens.keys[before] in (OPEN, CLOSE, DASH, "(", "["):
        before -= 1
    return before < 0 or tokens.keys[before] in _FINAL or "\n" in tokens.between(at)
