import phonenumbers
from django.db import migrations
from phonenumbers import PhoneNumberType

RECEIVES_SMS = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def move_landlines(apps, schema_editor) -> None:
    """A landline never signed anybody in: it becomes the number to call."""
    User = apps.get_model("people", "User")
    for user in User.objects.exclude(phone=None).filter(call_phone="").iterator():
        is_fiction = user.phone.startswith("+3363998")
        if not is_fiction and phonenumbers.number_type(phonenumbers.parse(user.phone)) not in RECEIVES_SMS:
            user.phone, user.call_phone = None, user.phone
            user.save(update_fields=["phone", "call_phone"])


class Migration(migrations.Migration):
    dependencies = [("people", "0003_mandates_vouches_and_shared_landlines")]
    operations = [migrations.RunPython(move_landlines, migrations.RunPython.noop)]
