"""What the rooms above may hear of what people say back; sent inside the transaction that takes it."""

from django.dispatch import Signal

# One word answered a question. A hearer whose purpose it is acts, and returns the sentence to say back;
# the others return None. `by` is the person, or the agent who took the answer at the desk.
answered = Signal()  # question, by, now
# Somebody wants to be called back, about `words`. The desk hears, and returns whether it promises to.
call_wanted = Signal()  # person, words, now
# A sentence arrived that answers nothing. A hearer that understands it acts, and returns what to say back.
sentence_received = Signal()  # message, person, now
# Somebody asks for peace, in one word: a hearer keeps it, and the journal says so.
peace_wanted = Signal()  # person
# Somebody asks for help, in one word: a hearer says whom to call.
help_wanted = Signal()  # person, now
# An e-mail came back to the signed address of a conversation.
reply_received = Signal()  # message, person, purpose, target, text, now
