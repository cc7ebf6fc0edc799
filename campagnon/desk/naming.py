"""The words of people's names, folded, kept beside them so that the counter finds somebody among 100,000."""

from campagnon.desk.models import NameWord
from campagnon.people.models import User
from campagnon.territories.folding import fold

LONGEST_WORD = NameWord._meta.get_field("word").max_length


def words_of(first_name: str, last_name: str) -> list[str]:
    """« Marie-Line Saint-Arnoult » gives marie, line, saint, arnoult."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in fold(f"{first_name} {last_name}").split()))


def keep_words(person: User) -> None:
    """Bring somebody's words up to date with their name."""
    words = words_of(person.first_name, person.last_name)
    kept = set(NameWord.objects.filter(person=person).values_list("word", flat=True))
    if kept - set(words):
        NameWord.objects.filter(person=person, word__in=kept - set(words)).delete()
    missing = [NameWord(person=person, word=word) for word in words if word not in kept]
    NameWord.objects.bulk_create(missing, ignore_conflicts=True)
