"""How fast the two searches and the results page are, beside what they could be; see docs/performance.md."""
