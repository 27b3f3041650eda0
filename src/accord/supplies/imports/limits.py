"""How much an import takes. Each limit comes before the work that it limits."""

BYTES = 32 * 1024 * 1024  # of a file, or of what was pasted
ROWS = 250_000
WORKBOOK_ROWS = 50_000
UNPACKED = 100 * 1024 * 1024  # of a workbook, all its parts together
PARTS = 500
COLUMNS = 64
CELL = 4000  # characters
SHOWN = 500  # problems and warnings that are listed; the rest is counted
ACTS = 500  # records that are signed at once
PAYLOAD = (
    28 * 1024
)  # bytes of a record's lines, so that it stays below what is accepted
