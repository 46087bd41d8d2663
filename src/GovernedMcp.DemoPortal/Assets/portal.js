'use strict';

// Account menu: opens on click, closes on Escape, on a click elsewhere, and when the focus leaves it.
const menuButton = document.getElementById('account-button');
if (menuButton) {
  const menu = document.getElementById('account-menu');
  const show = open => {
    menu.hidden = !open;
    menuButton.setAttribute('aria-expanded', String(open));
  };
  menuButton.addEventListener('click', () => show(menu.hidden));
  document.addEventListener('click', event => {
    if (!menuButton.parentElement.contains(event.target)) show(false);
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !menu.hidden) {
      show(false);
      menuButton.focus();
    }
  });
}

// Selects that take effect at once.
for (const select of document.querySelectorAll('select[data-submits]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// Characters left.
for (const area of document.querySelectorAll('textarea[data-limit]')) {
  const limit = Number(area.dataset.limit);
  const left = document.createElement('p');
  left.className = 'count';
  const update = () => {
    left.textContent = `${area.value.length} / ${limit}`;
    left.classList.toggle('over', area.value.length > limit);
  };
  area.after(left);
  area.addEventListener('input', update);
  update();
}

// A form that came back with errors starts at their summary.
document.getElementById('error-summary')?.focus();

// Some portals keep their own copy of what was typed and send that. A value set by script never reaches the copy.
for (const form of document.querySelectorAll('form[data-typed-only]')) {
  const amount = form.elements.namedItem('amount');
  let typed = amount.value;
  for (const kind of ['keydown', 'keypress', 'input']) {
    amount.addEventListener(kind, event => {
      if (event.isTrusted) typed = amount.value;
    });
  }
  form.addEventListener('formdata', event => event.formData.set('amount', typed));
}
