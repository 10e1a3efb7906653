"""Addresses of the pages of the benchmark."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import benchmark

urlpatterns: list[URLPattern] = [
    path("benchmark/", benchmark.benchmark, name="benchmark"),
    path("benchmark/export.<str:form>", benchmark.benchmark_export, name="benchmark_export"),
    path(
        "benchmark/inputs/<int:entity_id>/<slug:code>/",
        benchmark.benchmark_inputs,
        name="benchmark_inputs",
    ),
]
