"""Keys that work anywhere on the page, as in Slack: between the page's parts, channels, messages and a menu's items."""

from __future__ import annotations

from nicegui import ui

from bot.sandbox.page.quick_switcher import QuickSwitcher
from bot.sandbox.page.screen import Screen

_LISTEN = """
const PARTS = '.sk-topbar, .sk-sidebar, .sk-tour, [data-testid=flow], .sk-home,'
  + ' .sk-main > .sk-composer, .sk-thread, .sk-panel';
const shown = (part, what) => [...part.querySelectorAll(what)].filter((el) => el.checkVisibility());
const stop = (part) => shown(part, '[aria-current], [aria-selected=true], textarea')[0]
  || shown(part, '[data-testid=message]').pop() || shown(part, 'button, a[href], [tabindex="0"]')[0];
const over = (part, cover) => {  // where the window is narrow, some parts lie over the others
  const box = part.closest && part.closest(cover);
  return box && ['fixed', 'absolute'].includes(getComputedStyle(box).position);
};
const away = (part) => {  // out of the way; gives the button that shows it again
  if (part.closest && part.closest('.sk-panel') && over(part, '.sk-aside')) {
    const panel = part.closest('.sk-panel');
    panel.classList.remove('sk-shown'); panel.classList.add('sk-hidden');
    return document.querySelector('[data-testid=sinch-toggle]');
  }
  if (!over(part, '.sk-sidebar')) return null;
  emitEvent('key', 'sidebar');
  return document.querySelector('[data-testid=nav-toggle]');
};
window.addEventListener('keydown', (e) => {
  const inDialog = !!document.querySelector('.q-dialog__inner');
  if (e.altKey && (e.key === 'ArrowUp' || e.key === 'ArrowDown') && !inDialog) {
    e.preventDefault(); emitEvent('key', e.key === 'ArrowUp' ? 'before' : 'after'); return;
  }
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k' && !inDialog) {
    e.preventDefault(); emitEvent('key', 'jump'); return;
  }
  if (e.key === 'F6' && !inDialog) {
    const parts = [...document.querySelectorAll(PARTS)].filter(stop);
    const left = document.activeElement, here = parts.findIndex((part) => part.contains(left));
    e.preventDefault(); stop(parts.at((here + (e.shiftKey ? -1 : 1)) % parts.length)).focus(); away(left); return;
  }
  if (e.key === 'Escape' && !inDialog && !document.querySelector('.q-menu')) {
    const to = away(e.target);
    if (to) { e.preventDefault(); to.focus(); return; }
  }
  const menu = e.target.closest && e.target.closest('.sk-menu');
  if (menu && ['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(e.key)) {
    const items = [...menu.querySelectorAll('.q-item')], at = items.indexOf(document.activeElement);
    const to = {Home: 0, End: items.length - 1, ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1}[e.key];
    e.preventDefault(); items.at(to % items.length)?.focus(); return;
  }
  const tabs = e.target.closest && e.target.closest('[role=tablist]');
  if (tabs && ['ArrowLeft', 'ArrowRight'].includes(e.key)) {
    const heads = [...tabs.querySelectorAll('[role=tab]')], at = heads.indexOf(e.target);
    const to = heads.at((at + (e.key === 'ArrowLeft' ? -1 : 1)) % heads.length);
    e.preventDefault(); to.focus(); to.click(); return;
  }
  const jump = e.target.closest && e.target.closest('[data-testid=jump]');
  if (jump && ['ArrowUp', 'ArrowDown'].includes(e.key)) {
    const stops = shown(jump, 'input, .sk-jump'), at = stops.indexOf(document.activeElement);
    e.preventDefault(); stops.at((at + (e.key === 'ArrowUp' ? -1 : 1)) % stops.length)?.focus(); return;
  }
  const row = e.target.closest && e.target.closest('[data-testid=message]');
  if (!row || e.target !== row) return;
  const rows = [...row.closest('.sk-column').querySelectorAll('[data-testid=message]')];
  const next = rows[rows.indexOf(row) + (e.key === 'ArrowUp' ? -1 : e.key === 'ArrowDown' ? 1 : 0)];
  if (e.key.startsWith('Arrow') && next) { e.preventDefault(); next.focus(); }
  const action = {t: 'thread', r: 'emoji', Enter: 'thread', m: 'more'}[e.key];
  const tool = action && row.querySelector(`.sk-tools [data-action="${action}"]`);
  if (tool) { e.preventDefault(); tool.click(); }
});
"""


def listen(screen: Screen) -> None:
    """Bind the keys for one tab."""
    ui.on("key", lambda e: _pressed(screen, str(e.args)))
    ui.run_javascript(_LISTEN)


def _pressed(screen: Screen, key: str) -> None:
    if key == "jump":
        QuickSwitcher(screen).open()
        return
    if key == "sidebar":
        screen.turn_sidebar()
        return
    places = [*screen.viewer.rooms(), *screen.viewer.directs()]
    here = next((index for index, channel in enumerate(places) if channel.id == screen.channel_id), 0)
    screen.open_channel(places[(here + (1 if key == "after" else -1)) % len(places)].id)
