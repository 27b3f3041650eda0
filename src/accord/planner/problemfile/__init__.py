"""Problems and plans as JSON: docs/formats/problem.md defines them."""
