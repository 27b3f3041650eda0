"""Work where there is no network: one page, what it keeps, and how it is brought up."""
