"""Forms about goods: each says what act it makes, with which body and contents."""
