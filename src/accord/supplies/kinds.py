"""Which records move goods."""

MOVEMENTS = (
    "supplies.receive",
    "supplies.count",
    "supplies.consign",
    "supplies.handover",
    "supplies.use",
    "supplies.reverse",
    "supplies.transfer",
    "supplies.move",
    "supplies.settle",
    "supplies.claim",
)
