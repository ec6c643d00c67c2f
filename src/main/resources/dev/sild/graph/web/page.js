'use strict';
(() => {
  const picture = document.getElementById('picture');
  const svg = picture.querySelector('svg');
  const reason = document.getElementById('reason');
  const hint = reason.textContent;
  const edges = [...svg.querySelectorAll('.edge[data-from]')];
  const nodes = [...svg.querySelectorAll('.node[data-node]')];
  const whole = { x: 0, y: 0, w: svg.viewBox.baseVal.width, h: svg.viewBox.baseVal.height };
  const largest = 1.5;
  let view;
  document.documentElement.classList.add('moves');
  svg.setAttribute('tabindex', '0');

  // A title would be shown beside the pointer, too.
  for (const part of [...edges, ...nodes]) {
    const title = part.querySelector('title');
    part.setAttribute('aria-label', title.textContent);
    title.remove();
  }
  svg.querySelector('title').remove();

  function scale() {
    return Math.max(view.w / picture.clientWidth, view.h / picture.clientHeight);
  }
  function show() {
    svg.setAttribute('viewBox', [view.x, view.y, view.w, view.h].join(' '));
  }
  // All of it, and no larger than is good to read.
  function fit() {
    const enlarged = Math.min(picture.clientWidth / whole.w, picture.clientHeight / whole.h);
    const f = Math.max(1, enlarged / largest);
    view = { x: (whole.w - whole.w * f) / 2, y: (whole.h - whole.h * f) / 2, w: whole.w * f, h: whole.h * f };
    show();
  }
  function zoom(factor, at) {
    const f = Math.min(Math.max(factor, whole.w / 40 / view.w), (whole.w * 4) / view.w);
    view = { x: at.x - (at.x - view.x) * f, y: at.y - (at.y - view.y) * f, w: view.w * f, h: view.h * f };
    show();
  }
  function point(event) {
    const inverse = svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
  }
  function middle() {
    return { x: view.x + view.w / 2, y: view.y + view.h / 2 };
  }

  picture.addEventListener('wheel', event => {
    event.preventDefault();
    zoom(Math.exp(Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 120) / 500), point(event));
  }, { passive: false });

  const held = new Map();
  picture.addEventListener('pointerdown', event => {
    held.set(event.pointerId, event);
    picture.setPointerCapture(event.pointerId);
    picture.classList.add('held');
  });
  picture.addEventListener('pointermove', event => {
    const before = held.get(event.pointerId);
    if (!before) {
      return;
    }
    const others = [...held.values()].filter(other => other.pointerId !== event.pointerId);
    if (others.length === 1) {
      const distance = e => Math.hypot(e.clientX - others[0].clientX, e.clientY - others[0].clientY);
      if (distance(event) > 0) {
        zoom(distance(before) / distance(event), point(others[0]));
      }
    } else if (others.length === 0) {
      view.x -= (event.clientX - before.clientX) * scale();
      view.y -= (event.clientY - before.clientY) * scale();
      show();
    }
    held.set(event.pointerId, event);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    picture.addEventListener(end, event => {
      held.delete(event.pointerId);
      picture.classList.toggle('held', held.size > 0);
    });
  }

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('details')) {
      return;
    }
    const step = 60 * scale();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      view.x += moves[event.key][0];
      view.y += moves[event.key][1];
      show();
    } else if (event.key === '+' || event.key === '=') {
      zoom(0.8, middle());
    } else if (event.key === '-') {
      zoom(1.25, middle());
    } else if (event.key === '0') {
      fit();
    } else if (event.key === 'Escape') {
      clear();
    } else {
      return;
    }
    event.preventDefault();
  });

  function clear() {
    svg.classList.remove('points');
    reason.textContent = hint;
  }
  function point_out(parts, text) {
    for (const part of [...edges, ...nodes]) {
      part.classList.toggle('shown', parts.has(part));
    }
    svg.classList.add('points');
    reason.textContent = text;
  }
  function ends(edge) {
    return nodes.filter(node => node.dataset.node === edge.dataset.from || node.dataset.node === edge.dataset.to);
  }
  function edge_shown(edge) {
    point_out(new Set([edge, ...ends(edge)]), edge.getAttribute('aria-label'));
  }
  function node_shown(node) {
    const own = edges.filter(edge => edge.dataset.from === node.dataset.node || edge.dataset.to === node.dataset.node);
    const reasons = own.map(edge => edge.getAttribute('aria-label'));
    point_out(new Set([node, ...own, ...own.flatMap(ends)]),
      node.getAttribute('aria-label') + (reasons.length ? ' — ' + reasons.join('; ') : ''));
  }
  const watch = (part, shown) => {
    part.setAttribute('tabindex', '0');
    part.setAttribute('role', 'img');
    part.addEventListener('pointerenter', () => held.size || shown(part));
    part.addEventListener('pointerleave', () => held.size || clear());
    part.addEventListener('focus', () => shown(part));
    part.addEventListener('blur', clear);
  };
  nodes.forEach(node => watch(node, node_shown));
  edges.forEach(edge => watch(edge, edge_shown));
  svg.setAttribute('role', 'group');
  fit();
})();
