"""Who gets what from whom: lots to needs, with HiGHS, stage by stage."""
