from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tashan.registry"
    label = "registry"
