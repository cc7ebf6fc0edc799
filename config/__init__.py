"""Settings, addresses and the server's entry point.

Python's own SQLite may be one that can corrupt a WAL database (SQLite 3.7.0 to 3.51.2); ours takes its
place here, before Django imports it. `config.sqlite` refuses to start on a faulty one.
"""

import sys

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
