"""How far apart two places are, in kilometres as the crow flies and in minutes by road."""

from math import asin, cos, floor, radians, sin, sqrt

Place = tuple[float, float]  # latitude and longitude, in degrees

EARTH_RADIUS_KM = 6371.0088
INSIDE_MINUTES = 5


def km_between(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres."""
    lat1, lat2 = radians(one[0]), radians(other[0])
    half_lat, half_lon = (lat2 - lat1) / 2, radians(other[1] - one[1]) / 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2))


def minutes(km: float) -> int:
    """Minutes on the road for a distance as the crow flies, rounded to five and never none."""
    return max(5, 5 * floor((3 + 1.1 * km) / 5 + 0.5))


def minutes_between(here: Place, other: Place) -> int:
    """Minutes from one commune to another: replace this function to use real road times."""
    return minutes(km_between(here, other))


def farthest_km(limit_minutes: int) -> float:
    """Beyond this distance as the crow flies, no place is within so many minutes."""
    return (limit_minutes + 2.5 - 3) / 1.1
