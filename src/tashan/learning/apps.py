from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "tashan.learning"
    label = "learning"
