from django import forms

from tashan.record.models import User

class AuthenticateWebAuthnForm(forms.Form):
    user: User
    def clean_credential(self) -> object: ...
