"""Files of reports: what they are by their content, and what is taken out of them."""
