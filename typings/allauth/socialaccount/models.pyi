from tashan.record.models import User

class SocialLogin:
    user: User
    @property
    def is_existing(self) -> bool: ...
