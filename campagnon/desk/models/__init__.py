from campagnon.desk.models.call import Call
from campagnon.desk.models.call_back import CallBack
from campagnon.desk.models.name_word import NameWord

__all__ = ["Call", "CallBack", "NameWord"]
