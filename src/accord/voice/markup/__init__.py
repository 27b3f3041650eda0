"""The small Markdown of statements (docs/formats/text.md): read, and given out."""
