"""data_visualization blocks as ECharts options."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

COLORS = ["#1d9bd1", "#2eb67d", "#ecb22e", "#e01e5a", "#7c3085", "#f2711c", "#5b6b8c", "#00857c", "#b5651d", "#9c9c9c",
          "#4a90d9", "#8bc34a"]  # fmt: skip
_TEXT = {"color": "#1d1c1d", "fontSize": 12}
_QUIET = {"color": "#616061", "fontSize": 11}
_LEGEND_WIDTH, _LEGEND_ROW, _LEGEND_MARK, _LEGEND_LETTER = 500, 18, 26, 7
"""In pixels, at the size of its letters; a little more than they take."""


def options(chart: Mapping[str, Any]) -> dict[str, Any]:
    """ECharts options of one chart: pie, bar, line or area."""
    base: dict[str, Any] = {"color": COLORS, "animation": False, "textStyle": _TEXT, "aria": {"enabled": True}}
    if chart.get("type") == "pie":
        return base | _pie(chart)
    return base | _axes(chart)


def as_text(title: str, chart: Mapping[str, Any]) -> str:
    """The chart's numbers in words, for those who cannot see it."""
    if chart.get("type") == "pie":
        rows = [f"{s.get('label')}: {s.get('value')}" for s in chart.get("segments") or []]
    else:
        rows = [
            f"{series.get('name')}: "
            + ", ".join(f"{p.get('label')} {p.get('value')}" for p in series.get("data") or [])
            for series in chart.get("series") or []
        ]
    return f"{title}. " + "; ".join(rows)


def _pie(chart: Mapping[str, Any]) -> dict[str, Any]:
    data = [{"name": s.get("label"), "value": s.get("value")} for s in chart.get("segments") or []]
    return {
        "tooltip": {"trigger": "item"},
        "legend": {"orient": "vertical", "left": "62%", "top": "middle", "itemWidth": 10, "itemHeight": 10},
        "series": [{"type": "pie", "radius": ["0%", "78%"], "center": ["34%", "50%"], "data": data,
                    "label": {"show": True, "position": "inside", "formatter": "{c}", "color": "#fff"}}],
    }  # fmt: skip


def _axes(chart: Mapping[str, Any]) -> dict[str, Any]:
    axis = chart.get("axis_config") or {}
    categories = list(axis.get("categories") or [])
    series = [_series(s, str(chart.get("type")), categories) for s in chart.get("series") or []]
    many = len(series) > 1
    below = _LEGEND_ROW * _legend_rows([str(drawn["name"]) for drawn in series]) + 12 if many else 8
    return {
        "tooltip": {"trigger": "axis"},
        "legend": {"show": many, "bottom": 0, "itemWidth": 10, "itemHeight": 10},
        "grid": {"left": 8, "right": 26, "top": 24, "bottom": below, "containLabel": True},
        "xAxis": {"type": "category", "data": categories, "name": axis.get("x_label") or "", "nameLocation": "middle",
                  "nameGap": 26, "axisLabel": {**_QUIET, "hideOverlap": True},
                  "boundaryGap": chart.get("type") == "bar"},
        "yAxis": {"type": "value", "name": axis.get("y_label") or "", "nameTextStyle": {**_QUIET, "align": "left"},
                  "axisLabel": _QUIET, "minInterval": 1, "splitLine": {"lineStyle": {"color": "#eeeeee"}}},
        "series": series,
    }  # fmt: skip


def _legend_rows(names: list[str]) -> int:
    """How many lines they need at the width of a chart: they stand below the axis, not on it."""
    return max(1, math.ceil(sum(_LEGEND_MARK + _LEGEND_LETTER * len(name) for name in names) / _LEGEND_WIDTH))


def _series(series: Mapping[str, Any], kind: str, categories: list[str]) -> dict[str, Any]:
    values = {p.get("label"): p.get("value") for p in series.get("data") or []}
    drawn: dict[str, Any] = {"name": series.get("name"), "data": [values.get(c) for c in categories]}
    if kind == "bar":
        return drawn | {"type": "bar", "barMaxWidth": 34, "itemStyle": {"borderRadius": [3, 3, 0, 0]}}
    line = drawn | {"type": "line", "symbolSize": 6, "lineStyle": {"width": 2}}
    return line | {"areaStyle": {"opacity": 0.22}} if kind == "area" else line
