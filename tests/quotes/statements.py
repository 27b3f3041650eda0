"""Invented statements about a flood, in four languages. Every organisation, number and
event in them is made up."""

from accord.quotes import Index, Statement

WELLS_EN = """\
Do not drink from wells in the flooded streets

Until each well has been tested, take drinking water only from the eleven marked \
points. It is free at every one of them.

The flood water of 14 to 17 November has reached the wells in the lower streets of \
Reni, Izmail and Tulcea. Water from these wells is not safe to drink, even where it \
looks clear, and boiling alone does not remove fuel and farm chemicals.

The eleven water points are open from 07:00 to 19:00 every day. Water there is free \
for everyone; nobody may ask you for money, a document or a registration. If someone \
does, tell us.

We test the wells one after another and mark them: a blue board when a well may be \
used again, a red board when it may not. A well without a board has not been tested \
yet.
"""

WELLS_UK = """\
Не пийте воду з колодязів на затоплених вулицях

Доки кожен колодязь не перевірено, беріть питну воду лише в одинадцяти позначених \
пунктах. Вода там безкоштовна.

Паводкова вода 14–17 листопада дійшла до колодязів на нижніх вулицях Рені, Ізмаїла та \
Тулчі. Вода з цих колодязів не придатна для пиття, навіть якщо здається прозорою, а \
саме лише кип’ятіння не усуває пального й агрохімікатів.

Одинадцять пунктів води працюють щодня з 07:00 до 19:00. Вода там безкоштовна для \
всіх; ніхто не має права вимагати у вас гроші, документ чи реєстрацію. Якщо \
вимагають, повідомте нас.

Ми перевіряємо колодязі один за одним і позначаємо їх: синя табличка означає, що ним \
знову можна користуватися, червона, що не можна. Колодязь без таблички ще не \
перевірено.
"""

WELLS_RO = """\
Nu beți apă din fântânile de pe străzile inundate

Până când fiecare fântână este verificată, luați apă de băut numai de la cele \
unsprezece puncte marcate. Apa este gratuită la toate.

Apele inundației din 14–17 noiembrie au ajuns la fântânile de pe străzile joase din \
Reni, Ismail și Tulcea. Apa din aceste fântâni nu este bună de băut, chiar dacă pare \
limpede, iar simpla fierbere nu îndepărtează combustibilii și substanțele chimice \
agricole.

Cele unsprezece puncte de apă sunt deschise zilnic între 07:00 și 19:00. Apa este \
gratuită pentru toți; nimeni nu are voie să vă ceară bani, un act sau o înregistrare. \
Dacă vi se cere, anunțați-ne.
"""

FERRY_EN = """\
Ferry shuttle Isaccea–Orlivka: places for families without a car

From 18 November the ferry crosses six times a day. Every crossing keeps 38 places \
for families who have no car. Reed Bank Relief Corps meets you at the Isaccea quay; \
Far Shore Association meets you at Orlivka.

It is false that the ferry was closed by Mill & Ferry Kitchen. The crossing stops \
only when the wind is above 15 m/s or the water at the gauge is above 4.75 m. "The \
ferry will sail for anybody who pays first", says a message that goes around on \
phones. We did not write it. Can families with small children cross before all \
others? They can.

We have carried 1 250 people, 310 children among them, and 5 million litres of water \
are ready on the other bank. The temperature will fall to -5 °C at night. We ask the \
authorities to let no-one wait outside for more than 20–30 minutes. We will pay \
everyone who helps, except members of our own staff.
"""

FERRY_RU = """\
Паром Исакча — Орловка: места для семей без машины

С 18 ноября паром ходит шесть раз в день. На каждом рейсе мы держим 38 мест для \
семей, у которых нет машины. Корпус «Тростниковый берег» встречает вас у причала в \
Исакче, объединение «Дальний берег» встречает вас в Орловке.

Неправда, что паром закрыла «Кухня у парома». Рейсы отменяют, только если ветер \
сильнее 15 м/с или вода у поста выше 4,75 м. Судьба причала ещё не решена: сносить, \
нельзя оставить, писали одни; сносить нельзя, оставить, отвечали другие. Могут ли \
семьи с детьми переправиться раньше всех? Да, могут.

Мы перевезли 1 250 человек, среди них 310 детей, и пять миллионов литров воды ждут на \
том берегу. Ночью будет -5 °C. Всё, что мы обещали, мы сделаем, и никто не будет \
платить за переправу.
"""

SHELTER_UK = """\
Де переночувати цієї ночі

Притулок у школі № 3 міста Ізмаїл відкрито цілодобово, місця є для 240 людей. Ми не \
питаємо документів і не передаємо імен нікому. Тварин можна брати з собою, якщо вони \
на повідку. Харчі готує «Млин і паром», ковдри роздає «Очеретяний берег».

Чи правда, що притулок закриють у п’ятницю? Ні, притулок працюватиме щонайменше до 5 \
грудня. Ми не закриємо його, доки люди не зможуть повернутися додому. Хто каже інше, \
той не говорить від нашого імені.
"""

OWN_EN = """\
Mill & Ferry Kitchen cooks 900 meals a day in Galati and takes no money for them. We \
need onions, oil and 40 more volunteers before Friday. Do not send clothes: we have \
no dry room to keep them in. Ask for Sorina at the gate, and bring your own gloves.
"""

STATEMENTS = (
    Statement("wells", "en", WELLS_EN),
    Statement("wells", "uk", WELLS_UK),
    Statement("wells", "ro", WELLS_RO),
    Statement("ferry", "en", FERRY_EN),
    Statement("ferry", "ru", FERRY_RU),
    Statement("shelter", "uk", SHELTER_UK),
    Statement("kitchen", "en", OWN_EN),
)


def index() -> Index:
    """A new index of all of them."""
    made = Index()
    for statement in STATEMENTS:
        made.add(statement)
    return made


def text_of(name: str, language: str) -> str:
    """The text of one statement."""
    return next(
        one.text for one in STATEMENTS if (one.id, one.language) == (name, language)
    )
