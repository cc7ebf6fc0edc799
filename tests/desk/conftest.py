from tests.desk.held import asked_of_her, held, proposed  # noqa: F401
