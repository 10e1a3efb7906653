from django.http import HttpRequest

from allauth.socialaccount.models import SocialLogin

class DefaultSocialAccountAdapter:
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool: ...
