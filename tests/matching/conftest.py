import pytest
from django.db import connection


@pytest.fixture
def whole_country(karim) -> None:
    """An offer and a need in every commune for two services, laid out in two statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notices_offer (public_id, author_id, commune_id, words, modes, reach_minutes,"
            " availability, published_at, confirm_every_days, confirmed_at, childcare_place, agrement_number)"
            " SELECT 'o' || id, %s, id, 'x', 7, 30, 1, CURRENT_TIMESTAMP, 90, CURRENT_TIMESTAMP, '', ''"
            " FROM territories_commune",
            [karim.pk],
        )
        cursor.execute(
            "INSERT INTO notices_offeredservice (offer_id, service_id, commune_id, reach_minutes, modes,"
            " rank, is_listed) SELECT o.id, s.id, o.commune_id, 30, 7, 50, %s"
            " FROM notices_offer o CROSS JOIN catalogue_service s WHERE s.position < 2",
            [True],
        )
        cursor.execute(
            "INSERT INTO notices_need (public_id, author_id, service_id, commune_id, words, part_of_day,"
            " is_recurring, modes, published_at, next_step_at, close_reason, came_by)"
            " SELECT c.id || '-' || s.id, %s, s.id, c.id, 'x', '', %s, 7,"
            " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, '', 'web'"
            " FROM territories_commune c CROSS JOIN catalogue_service s WHERE s.position < 2",
            [karim.pk, False],
        )
        cursor.execute("ANALYZE")
