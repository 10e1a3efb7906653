import pytest
from django.db import IntegrityError

from tashan.record.models import User

pytestmark = pytest.mark.django_db


def test_a_user_is_kept() -> None:
    User.objects.create(username="linxia", display_name="林夏")
    assert str(User.objects.get(username="linxia")) == "林夏"


def test_two_users_cannot_share_a_username_in_other_case() -> None:
    User.objects.create(username="linxia", display_name="林夏")
    with pytest.raises(IntegrityError, match="user_username_once"):
        User.objects.create(username="LinXia", display_name="林霞")
