from django.db.models import CharField, Lookup


class Begins(Lookup):
    """`startswith` that walks an ordinary index on SQLite too; for folded text, which holds no wildcard."""

    lookup_name = "begins"

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        operator, wildcard = ("GLOB", "*") if connection.vendor == "sqlite" else ("LIKE", "%")
        return f"{column} {operator} %s", [*column_params, f"{self.rhs}{wildcard}"]


CharField.register_lookup(Begins)
