"""The keyboard's place survives that what it stood on is drawn again or goes: Slack's client keeps it, too."""

from __future__ import annotations

from nicegui import ui

# Where it was, newest first: the element, its name, what it stood in. Who clicks beside all leaves it on purpose.
# Quasar and a modal's first field set it themselves, sooner than this looks.
_KEEP = """
(() => {
  const SETTLED = 150;
  const STOPS = 'button, a[href], summary, input, textarea, [tabindex="0"]';
  let trail = [], looking = 0;
  const name = (el) => el.dataset.testid || el.dataset.turn || el.dataset.action || el.textContent;
  const seen = (el) => el.isConnected && el.checkVisibility();
  const around = (el) => el.parentElement ? [el.parentElement, ...around(el.parentElement)] : [];
  const stand_in = (was) => {
    for (const box of was.boxes.filter(seen)) {
      const same = [...box.querySelectorAll(STOPS)].find((el) => seen(el) && name(el) === was.name);
      if (same) return same;
      if (box.matches('[tabindex]'))  // of a dialog whose button went, its last one, which closes it
        return box.tabIndex < 0 && [...box.querySelectorAll('button')].filter(seen).pop() || box;
      if (box.matches('.sk-screen')) return null;
    }
    return null;
  };
  const look = () => {
    looking = 0;
    if (!trail.length || document.activeElement !== document.body) return;
    if (seen(trail[0].el)) {  // a dialog or menu takes a moment to come and to go
      if (!document.querySelector('.q-dialog, .q-menu')) trail = [];
      return;
    }
    const places = trail.map((was) => seen(was.el) ? was.el : stand_in(was));
    places.push(document.querySelector('[data-testid=composer-input]'));
    places.find((el) => el && seen(el))?.focus({preventScroll: true});
  };
  const soon = () => { looking = looking || setTimeout(look, SETTLED); };
  addEventListener('focusin', ({target}) => {
    trail = [{el: target, name: name(target), boxes: around(target)}, ...trail].slice(0, 8);
  });
  addEventListener('focusout', soon);
  new MutationObserver(soon).observe(document.body, {childList: true, subtree: true});
})();
"""


def keep() -> None:
    """For one tab, from now on."""
    ui.run_javascript(_KEEP)
