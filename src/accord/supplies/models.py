"""What the log says about goods, for pages: hashes and ids only, no content.

Times are text, as in the log. Ids of things are the ids of the acts that made them; a
lot's is `<act>.<line>`. Quantities are whole base units.
"""

from django.db import models

from accord.supplies.models_planning import (  # noqa: F401 - tables of the same app
    PlanRefusal,
    PlanRun,
    RoadChange,
)

ID = 64
LOT = ID + 4
HANDLE = 32
PLACE = 80
CONDITION = 8
SLUG = 64
TIME = 20


class Item(models.Model):
    """An item of the catalogue; `packs` is JSON, `names` the hash of its names."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    code = models.CharField(max_length=SLUG)
    unit = models.CharField(max_length=SLUG)
    grams = models.BigIntegerField()
    millilitres = models.BigIntegerField()
    packs = models.TextField()
    names = models.CharField(max_length=ID)
    index = models.BigIntegerField()


class Site(models.Model):
    """A place where goods can be; `place` is the hash of its name and address."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    code = models.CharField(max_length=SLUG)
    place = models.CharField(max_length=ID)
    index = models.BigIntegerField()


class Need(models.Model):
    """So much of an item is needed at a site; `undone` by a later record, or closed.

    `given`: units of the item given out there before it was registered.
    """

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    site = models.CharField(max_length=ID)
    item = models.CharField(max_length=ID)
    quantity = models.BigIntegerField()
    priority = models.PositiveSmallIntegerField()
    people = models.BigIntegerField()
    due = models.CharField(max_length=TIME)
    note = models.CharField(max_length=ID, blank=True)
    index = models.BigIntegerField()
    given = models.BigIntegerField(default=0)
    undone = models.BooleanField(default=False)


class GivenOut(models.Model):
    """Units of an item given out at a site in all; `key` is the site and the item."""

    key = models.CharField(max_length=2 * ID + 1, primary_key=True)
    units = models.BigIntegerField()


class Lot(models.Model):
    """Goods that came in together: of one item, owner, batch and date.

    `earmark` is the one site that they were given for, or "".
    """

    lot = models.CharField(max_length=LOT, primary_key=True)
    item = models.CharField(max_length=ID, db_index=True)
    owner = models.CharField(max_length=HANDLE)
    donor = models.CharField(max_length=SLUG, blank=True)
    batch = models.CharField(max_length=SLUG, blank=True)
    expiry = models.CharField(max_length=10, blank=True)
    earmark = models.CharField(max_length=ID, blank=True, db_index=True)


class Balance(models.Model):
    """How much of a lot a member holds; `key` is the account and the lot."""

    key = models.CharField(max_length=32, primary_key=True)
    holder = models.CharField(max_length=HANDLE, blank=True)
    place = models.CharField(max_length=PLACE, db_index=True)
    owner = models.CharField(max_length=HANDLE)
    condition = models.CharField(max_length=CONDITION)
    lot = models.ForeignKey(
        Lot, on_delete=models.DO_NOTHING, db_constraint=False, related_name="balances"
    )
    quantity = models.BigIntegerField()


class Shelf(models.Model):
    """What lies in one store of an item, an owner and a holder, over all lots.

    The sums of balances, so that pages need not add up all lots of all stores. `key` is
    holder, place, owner and item; `expiry` the first date of the lots that are there.
    """

    key = models.CharField(max_length=230, primary_key=True)
    holder = models.CharField(max_length=HANDLE)
    place = models.CharField(max_length=PLACE, db_index=True)
    owner = models.CharField(max_length=HANDLE)
    item = models.CharField(max_length=ID)
    good = models.BigIntegerField()
    damaged = models.BigIntegerField()
    expiry = models.CharField(max_length=10, blank=True)


class DaySum(models.Model):
    """How much more good stock of an item all stores had after a day (UTC) than before.

    `key` is the day and the item.
    """

    key = models.CharField(max_length=32, primary_key=True)
    day = models.CharField(max_length=10, db_index=True)
    item = models.CharField(max_length=ID)
    units = models.BigIntegerField()


class Dated(models.Model):
    """Good units of an item in all stores that keep until a day; `key` is both."""

    key = models.CharField(max_length=32, primary_key=True)
    expiry = models.CharField(max_length=10)
    item = models.CharField(max_length=ID)
    units = models.BigIntegerField()


class Gift(models.Model):
    """Where the goods are that a donor gave: of an item, to an owner, for one place.

    `key` is all of these; the columns are those of `gifts.Given`, in units.
    """

    key = models.CharField(max_length=32, primary_key=True)
    donor = models.CharField(max_length=SLUG, db_index=True)
    item = models.CharField(max_length=ID)
    owner = models.CharField(max_length=HANDLE)
    earmark = models.CharField(max_length=ID, blank=True)
    given = models.BigIntegerField()
    used = models.BigIntegerField()
    good = models.BigIntegerField()
    damaged = models.BigIntegerField()
    transit = models.BigIntegerField()
    missing = models.BigIntegerField()
    lost = models.BigIntegerField()
    counted = models.BigIntegerField()


class Movement(models.Model):
    """A quantity went from one account to another.

    `position` is the record's index times 2^20, plus the movement's number in it.
    """

    position = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=ID)
    lot = models.ForeignKey(
        Lot,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="movements",
    )
    quantity = models.BigIntegerField()
    owner = models.CharField(max_length=HANDLE)
    target_owner = models.CharField(max_length=HANDLE)
    source_holder = models.CharField(max_length=HANDLE, blank=True)
    source_place = models.CharField(max_length=PLACE, db_index=True)
    source_condition = models.CharField(max_length=CONDITION)
    target_holder = models.CharField(max_length=HANDLE, blank=True)
    target_place = models.CharField(max_length=PLACE, db_index=True)
    target_condition = models.CharField(max_length=CONDITION)
    time = models.CharField(max_length=TIME)


class Consignment(models.Model):
    """Goods on their way, for which `holder` answers. States: ConsignmentChanged's."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    site = models.CharField(max_length=ID)
    owner = models.CharField(max_length=HANDLE)
    receiver = models.CharField(max_length=HANDLE)
    destination = models.CharField(max_length=ID, db_index=True)
    holder = models.CharField(max_length=HANDLE)
    state = models.CharField(max_length=10, db_index=True)
    stored = models.CharField(max_length=ID, blank=True)
    index = models.BigIntegerField()
    time = models.CharField(max_length=TIME)


class ConsignmentLine(models.Model):
    """A lot in a consignment, and how much of it was sent."""

    key = models.CharField(max_length=ID + 4, primary_key=True)
    consignment = models.CharField(max_length=ID, db_index=True)
    number = models.PositiveSmallIntegerField()
    lot = models.ForeignKey(
        Lot, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lines"
    )
    sent = models.BigIntegerField()


class Handover(models.Model):
    """A handover from its first signature on.

    State: open, effect, conflict, closed, undone.
    """

    act = models.CharField(max_length=ID, primary_key=True)
    consignment = models.CharField(max_length=ID, db_index=True)
    giver = models.CharField(max_length=HANDLE)
    receiver = models.CharField(max_length=HANDLE)
    state = models.CharField(max_length=10)
    index = models.BigIntegerField()


class Vehicle(models.Model):
    """A vehicle, and what it carries at once; `bands` are joined by commas."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    code = models.CharField(max_length=SLUG)
    grams = models.BigIntegerField()
    millilitres = models.BigIntegerField()
    pallets = models.PositiveIntegerField()
    bands = models.CharField(max_length=40)
    home = models.CharField(max_length=ID, blank=True)
    names = models.CharField(max_length=ID)
    index = models.BigIntegerField()


class Kit(models.Model):
    """Items that go together; `parts` is JSON: item and quantity of each."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    code = models.CharField(max_length=SLUG)
    parts = models.TextField()
    names = models.CharField(max_length=ID)
    index = models.BigIntegerField()


class Offer(models.Model):
    """Goods, or a vehicle, offered at a site; `over` by a later record."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    site = models.CharField(max_length=ID)
    until = models.CharField(max_length=TIME)
    item = models.CharField(max_length=ID, blank=True)
    quantity = models.BigIntegerField(default=0)
    vehicle = models.CharField(max_length=ID, blank=True)
    note = models.CharField(max_length=ID, blank=True)
    index = models.BigIntegerField()
    over = models.BooleanField(default=False)


class Policy(models.Model):
    """What a holder may do with an owner's goods; the newest for both holds.

    `items` is JSON; an empty list means all.
    """

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    to = models.CharField(max_length=HANDLE)
    items = models.TextField()
    limit = models.BigIntegerField()
    floor = models.BigIntegerField()
    until = models.CharField(max_length=TIME)
    index = models.BigIntegerField()


class PlanPart(models.Model):
    """A member's agreed part of a plan; `vehicles` is JSON; `over` by a later one."""

    act = models.CharField(max_length=ID, primary_key=True)
    by = models.CharField(max_length=HANDLE)
    plan = models.CharField(max_length=ID, db_index=True)
    vehicles = models.TextField()
    index = models.BigIntegerField()
    over = models.BooleanField(default=False)


class Reserved(models.Model):
    """How much of a lot on an account a part of a plan holds back."""

    key = models.CharField(max_length=300, primary_key=True)
    part = models.CharField(max_length=ID, db_index=True)
    holder = models.CharField(max_length=HANDLE)
    place = models.CharField(max_length=PLACE, db_index=True)
    owner = models.CharField(max_length=HANDLE)
    lot = models.ForeignKey(
        Lot, on_delete=models.DO_NOTHING, db_constraint=False, related_name="reserved"
    )
    quantity = models.BigIntegerField()


class Recall(models.Model):
    """A lot that an owner has frozen wherever it is."""

    lot = models.OneToOneField(
        Lot,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="recall",
    )
    member = models.CharField(max_length=HANDLE)


class Difference(models.Model):
    """A line of a handover that counted another quantity than was on its way.

    `agreed` names the record by which giver and receiver settled it, once they have.
    """

    key = models.CharField(max_length=ID + 4, primary_key=True)
    act = models.CharField(max_length=ID, db_index=True)
    consignment = models.CharField(max_length=ID, db_index=True)
    line = models.PositiveSmallIntegerField()
    damaged = models.BigIntegerField()
    missing = models.BigIntegerField()
    excess = models.BigIntegerField()
    agreed = models.CharField(max_length=ID, blank=True, db_index=True)


class Conflict(models.Model):
    """A record from the field that contradicts the books; `values` is JSON."""

    act = models.CharField(max_length=ID, primary_key=True)
    template = models.TextField()
    values = models.TextField()
    index = models.BigIntegerField()
    time = models.CharField(max_length=TIME)
