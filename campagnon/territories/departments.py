import csv
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "departments.csv"


@cache
def department_names() -> dict[str, str]:
    """The name of each département by its code, as INSEE gives them."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
