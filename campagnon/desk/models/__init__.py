from campagnon.desk.models.call import Call
from campagnon.desk.models.call_back import CallBack

__all__ = ["Call", "CallBack"]
