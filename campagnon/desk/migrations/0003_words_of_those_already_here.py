from django.db import migrations

from campagnon.desk.naming import words_of


def keep_all_words(apps, schema_editor) -> None:
    """Those who came before the counter could look for them."""
    User, NameWord = apps.get_model("people", "User"), apps.get_model("desk", "NameWord")
    named = User.objects.exclude(first_name="").values_list("pk", "first_name", "last_name")
    words = [
        NameWord(person_id=pk, word=word)
        for pk, first_name, last_name in named.iterator()
        for word in words_of(first_name, last_name)
    ]
    NameWord.objects.bulk_create(words, ignore_conflicts=True, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_words_of_names")]
    operations = [migrations.RunPython(keep_all_words, migrations.RunPython.noop)]
