from django import forms

from tashan.record.models import User

class BaseAuthenticateForm(forms.Form):
    user: User
    def clean_code(self) -> str: ...

class AuthenticateForm(BaseAuthenticateForm): ...
class ReauthenticateForm(BaseAuthenticateForm): ...
