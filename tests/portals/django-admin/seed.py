"""The fixed data: one administrator, four groups, 250 users, 130 redirects."""
import datetime

import django

django.setup()

from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.redirects.models import Redirect  # noqa: E402
from django.db import transaction  # noqa: E402

FIRST = ["Amelie", "Bela", "Carla", "Dmitri", "Elif", "Finn", "Greta", "Hugo", "Ines"]
LAST = ["Adler", "Bianchi", "Costa", "Duval", "Eriksen", "Fischer", "Gupta"]
START = datetime.datetime(2025, 1, 6, 9, tzinfo=datetime.timezone.utc)

with transaction.atomic():
    User.objects.create_superuser("admin", "admin@example.test", "Adm1n-django!")
    groups = [Group.objects.create(name=name) for name in ("Auditors", "Buyers", "Drivers", "Planners")]
    for at, group in enumerate(groups):
        group.permissions.set(Permission.objects.order_by("id")[at * 4 : at * 4 + 4])
    for at in range(250):
        user = User.objects.create(
            username=f"clerk{at:03d}",
            first_name=FIRST[at % len(FIRST)],
            last_name=LAST[at * 2 % len(LAST)],
            email=f"clerk{at:03d}@example.test",
            is_staff=at % 6 == 0,
            is_active=at % 11 != 0,
            date_joined=START + datetime.timedelta(hours=29 * at),
        )
        user.groups.set([groups[at % 4]])
    for at in range(130):
        Redirect.objects.create(site_id=1, old_path=f"/before/{at + 1}/", new_path=f"/after/{at + 1}/")

print(User.objects.count(), "users")
