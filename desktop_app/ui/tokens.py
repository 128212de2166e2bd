"""The colours of the design, by name, for light, dark and high contrast (DESIGN section 4).

A tone (success, warning, progress, danger, neutral) has three colours: the text colour under its own
name, `<tone>_bg` behind such text, and `<tone>_solid` for bars and dots. Knows nothing of Qt.
"""

from __future__ import annotations

from collections.abc import Mapping

TONES = ("success", "warning", "progress", "danger", "neutral")

LIGHT: Mapping[str, str] = {
    "bg": "#F4F6F8",
    "surface": "#FFFFFF",
    "surface2": "#EEF1F4",
    "border": "#DBE0E6",
    "border_button": "#B9C1CB",
    "border_strong": "#7D8794",
    "scroll": "#AEB7C2",
    "track": "#EDF0F3",
    "text": "#17202B",
    "text2": "#434E5C",
    "text3": "#596573",
    "accent": "#0F5BA8",
    "accent_hover": "#0B4A8B",
    "accent_soft": "#E3EEFA",
    "on_accent": "#FFFFFF",
    "selection": "#DCEAF9",
    "search_mark": "#FFE58A",
    "reference": "#7A4FA3",
    "scrim": "#66000000",
    "success": "#0A6B52",
    "success_bg": "#E0F3EC",
    "success_solid": "#178A6C",
    "warning": "#7A4B00",
    "warning_bg": "#FCEFD6",
    "warning_solid": "#C08209",
    "progress": "#0F5BA8",
    "progress_bg": "#E3EEFA",
    "progress_solid": "#5596DA",
    "danger": "#A31532",
    "danger_bg": "#FCE6EA",
    "danger_solid": "#B3203F",
    "neutral": "#4A5665",
    "neutral_bg": "#EDF0F3",
    "neutral_solid": "#8993A0",
}

DARK: Mapping[str, str] = {
    "bg": "#121519",
    "surface": "#1A1E24",
    "surface2": "#22272F",
    "border": "#323943",
    "border_button": "#4A535F",
    "border_strong": "#7B8593",
    "scroll": "#4A535F",
    "track": "#2A3039",
    "text": "#E9ECF1",
    "text2": "#B9C1CC",
    "text3": "#95A0AE",
    "accent": "#6DB1F6",
    "accent_hover": "#8CC2F9",
    "accent_soft": "#17304C",
    "on_accent": "#07182B",
    "selection": "#1B3654",
    "search_mark": "#6B5200",
    "reference": "#C7A2EE",
    "scrim": "#99000000",
    "success": "#5CD3AE",
    "success_bg": "#12352B",
    "success_solid": "#4CCBA5",
    "warning": "#F0BC5E",
    "warning_bg": "#3B2C10",
    "warning_solid": "#E0A22E",
    "progress": "#7DBAF8",
    "progress_bg": "#17304C",
    "progress_solid": "#4A8FD6",
    "danger": "#FF9AAA",
    "danger_bg": "#451A24",
    "danger_solid": "#D8405F",
    "neutral": "#B9C1CC",
    "neutral_bg": "#2A3039",
    "neutral_solid": "#76808D",
}


def colours(dark: bool, high_contrast: bool) -> dict[str, str]:
    """Every colour by token name; high contrast strengthens the borders and drops the soft fills."""
    chosen = dict(DARK if dark else LIGHT)
    if high_contrast:
        chosen.update(dict.fromkeys(("border", "border_button", "scroll"), chosen["border_strong"]))
        chosen.update({"text2": chosen["text"], "text3": chosen["text2"], "bg": chosen["surface"]})
        chosen.update({f"{tone}_bg": chosen["surface"] for tone in TONES})
    return chosen
