"""Headings that people's own tables carry, beside the names that our columns have."""

from collections.abc import Mapping

# By column, in English, Ukrainian, Russian and Romanian.
ALSO: Mapping[str, tuple[str, ...]] = {
    "site": (
        *("store", "warehouse", "location"),
        *("склад", "місце зберігання", "локація"),
        *("место хранения", "локация"),
        *("depozit", "locație"),
    ),
    "item": (
        *("name", "goods", "description"),
        *("назва", "найменування", "майно"),
        *("название", "наименование", "имущество"),
        *("denumire", "produs", "bunuri"),
    ),
    "quantity": (
        *("qty", "number", "amount"),
        *("к-сть", "кіль-сть", "залишок"),
        *("кол-во", "количество", "остаток"),
        *("cant.", "cantitate", "stoc"),
    ),
    "in": (
        *("in", "unit", "pack", "uom"),
        *("у", "од.", "од. вим.", "одиниця", "одиниця виміру", "упаковка"),
        *("в", "ед.", "ед. изм.", "единица", "единица измерения"),
        *("în", "um", "u.m.", "unitate", "unitate de măsură", "ambalaj"),
    ),
    "batch": (
        *("lot", "batch number"),
        *("серія", "лот", "номер партії"),
        *("серия", "номер партии"),
        *("serie", "număr de lot"),
    ),
    "expiry": (
        *("expiry", "expiry date", "best before", "use by"),
        *("термін придатності", "придатний до", "вжити до"),
        *("срок годности", "годен до", "употребить до"),
        *("expiră", "data expirării", "valabil până la"),
    ),
    "due": (
        *("due", "deadline", "needed by"),
        *("термін", "до коли", "крайній термін"),
        *("срок", "к какому сроку", "крайний срок"),
        *("termen", "până când", "termen limită"),
    ),
    "people": (
        *("people", "persons"),
        *("людей", "осіб", "кількість людей"),
        *("человек", "людей", "количество людей"),
        *("persoane", "oameni", "număr de persoane"),
    ),
    "priority": (
        *("priority", "urgency"),
        *("пріоритет", "терміновість"),
        *("приоритет", "срочность"),
        *("prioritate", "urgență"),
    ),
    "note": (
        *("comment", "remark"),
        *("примітка", "коментар"),
        *("примечание", "комментарий"),
        *("observații", "comentariu"),
    ),
}
