// What a page does with a script, and can be read without: one view at a time,
// filters and an open cell in the address, a quotation copied with its source.
'use strict';
(function () {
  var root = document.documentElement, body = document.body;
  var views = Array.prototype.slice.call(document.querySelectorAll('.view'));
  var links = Array.prototype.slice.call(document.querySelectorAll('nav a[href^="#"]'));
  var matrix = document.querySelector('table.matrix');
  var form = document.querySelector('form.filters:not(.picks)');
  var found = document.querySelector('.found');
  var rows = matrix ? Array.prototype.slice.call(matrix.tBodies[0].rows) : [];
  var MATRIX = 'stallningstaganden', SINGLE = ['omraden', 'instanser', 'texten'];
  root.classList.add('js');

  // "#view?key=value" or "#id".
  function address() {
    var raw = location.hash.slice(1);
    try { raw = decodeURIComponent(raw); } catch (e) { /* as it stands */ }
    var cut = raw.indexOf('?');
    return { id: cut < 0 ? raw : raw.slice(0, cut), state: new URLSearchParams(cut < 0 ? '' : raw.slice(cut + 1)) };
  }

  function go(scroll) {
    var now = address(), at = now.id ? document.getElementById(now.id) : null;
    var view = at && at.closest('.view') || views[0];
    var page = at && at.closest('.page');
    var single = page && SINGLE.indexOf(view.id) >= 0;
    views.forEach(function (one) { one.classList.toggle('on', one === view); one.classList.toggle('one', one === view && !!single); });
    document.querySelectorAll('.page.on').forEach(function (one) { one.classList.remove('on'); });
    if (single) page.classList.add('on');
    if (at && at.tagName === 'DETAILS') at.open = true;
    root.classList.toggle('alone', !!single);
    links.forEach(function (link) {
      if (link.hash.slice(1) === view.id) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
    });
    if (view.id === MATRIX && matrix) filter(now.state);
    pick(view, now.state);
    copies(view);
    if (scroll && at) {
      if (at === view) scrollTo(0, 0); else at.scrollIntoView({ block: at.tagName === 'LI' ? 'center' : 'start' });
    }
  }

  // What the address says of the matrix.
  function filter(state) {
    ['svar', 'slag', 'parti', 'ordning'].forEach(function (name) {
      if (form.elements[name]) form.elements[name].value = state.get(name) || '';
    });
    var svar = state.get('svar'), slag = state.get('slag'), parti = state.get('parti'), shown = 0;
    rows.forEach(function (row) {
      var any = false;
      Array.prototype.forEach.call(row.cells, function (cell) {
        if (cell.dataset.v === undefined) return;
        var has = !svar || cell.dataset.v.split(' ').indexOf(svar) >= 0;
        any = any || has;
        cell.classList.toggle('dim', !has);
      });
      row.hidden = !((!svar || any) && (!slag || row.dataset.kind === slag) && (!parti || row.dataset.p.split(' ').indexOf(parti) >= 0));
      shown += row.hidden ? 0 : 1;
    });
    var order = rows.slice(), by = state.get('ordning');
    var name = function (row) { return row.cells[0].textContent; };
    if (by === 'namn') order.sort(function (a, b) { return name(a).localeCompare(name(b), 'sv'); });
    if (by === 'invandningar') order.sort(function (a, b) { return b.dataset.n - a.dataset.n; });
    // What is moved loses the keyboard; what stands right is not moved.
    var now = Array.prototype.filter.call(matrix.tBodies[0].rows, function (row) { return row.className !== 'open'; });
    if (order.some(function (row, at) { return row !== now[at]; })) order.forEach(function (row) { matrix.tBodies[0].appendChild(row); });
    found.hidden = !(svar || slag || parti);
    var chosen = ['svar', 'slag', 'parti'].map(function (name) { var one = state.get(name) && form.elements[name]; return one && one.selectedOptions[0] ? one.selectedOptions[0].textContent : ''; });
    found.textContent = found.hidden ? '' : body.dataset.found + ' ' + shown + '/' + rows.length + ' (' + chosen.filter(Boolean).join(', ') + ')';
    open(state.get('cell'));
  }

  // What the address says of a list: rows of one outcome, and who has any.
  function pick(view, state) {
    var picks = view.querySelector('form.picks'), wanted = state.get('utfall') || '';
    if (!picks) return;
    picks.elements.utfall.value = wanted;
    view.querySelectorAll('[data-f]').forEach(function (row) { row.hidden = !!wanted && row.dataset.f !== wanted; });
    view.querySelectorAll('[data-rows]').forEach(function (all) { all.hidden = !all.querySelector('[data-f]:not([hidden])'); });
  }

  // A cell's sentences in a row of their own below it.
  function open(id) {
    var old = matrix.querySelector('tr.open');
    if (old) old.remove();
    matrix.querySelectorAll('a[aria-expanded=true]').forEach(function (link) { link.setAttribute('aria-expanded', 'false'); });
    var cell = id && document.getElementById(id);
    var link = cell && Array.prototype.find.call(matrix.querySelectorAll('tbody td a'), function (one) { return one.hash.slice(1) === id; });
    if (!link) return;
    link.setAttribute('aria-expanded', 'true');
    var row = link.closest('tr'), copy = cell.cloneNode(true);
    copy.removeAttribute('id');
    copy.querySelectorAll('[id]').forEach(function (one) { one.removeAttribute('id'); });
    copy.querySelectorAll('button.copy').forEach(function (one) { one.remove(); });
    copy.querySelectorAll('[data-b]').forEach(function (one) { one.removeAttribute('data-b'); });
    var opened = document.createElement('tr'), wide = document.createElement('td'), panel = document.createElement('div'), inner = document.createElement('div');
    var name = document.createElement('p'), close = document.createElement('button');
    opened.className = 'open';
    panel.className = 'panel';
    wide.colSpan = row.cells.length;
    close.type = 'button';
    close.textContent = body.dataset.close;
    close.addEventListener('click', function () { change({ cell: null }); link.focus(); });
    name.appendChild(row.cells[0].querySelector('a').cloneNode(true));
    name.appendChild(document.createTextNode(' '));
    name.appendChild(close);
    inner.appendChild(name);
    inner.appendChild(copy);
    panel.appendChild(inner);
    wide.appendChild(panel);
    opened.appendChild(wide);
    row.after(opened);
    copies(panel);
  }

  // Changes what the address says of the matrix, or of a list.
  function change(what, view) {
    var state = address().state;
    Object.keys(what).forEach(function (key) { if (what[key]) state.set(key, what[key]); else state.delete(key); });
    var said = state.toString();
    location.hash = (view || MATRIX) + (said ? '?' + said : '');
  }

  // A button at every quotation of what is shown.
  function copies(within) {
    within.querySelectorAll('blockquote[data-m]:not([data-b])').forEach(function (quote) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = body.dataset.copy;
      button.dataset.text = '”' + quote.firstElementChild.textContent.trim() + '” (' + quote.dataset.m + ')';
      quote.dataset.b = '';
      quote.appendChild(button);
    });
  }

  function put(text, done) {
    function byHand() {
      var area = document.createElement('textarea');
      area.value = text;
      body.appendChild(area);
      area.select();
      document.execCommand('copy');
      area.remove();
      done();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
  }

  document.addEventListener('click', function (event) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var button = event.target.closest('button.copy'), link = event.target.closest('.matrix tbody tr:not(.open) td a');
    if (button) {
      put(button.dataset.text, function () { button.textContent = body.dataset.copied; setTimeout(function () { button.textContent = body.dataset.copy; }, 2000); });
    } else if (link && document.getElementById(link.hash.slice(1))) {
      event.preventDefault();
      change({ cell: link.getAttribute('aria-expanded') === 'true' ? null : link.hash.slice(1) });
    }
  });
  if (form) {
    form.hidden = false;
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('change', function (event) { var to = {}; to[event.target.name] = event.target.value; change(to); });
    form.addEventListener('reset', function (event) { event.preventDefault(); location.hash = MATRIX; });
  }
  document.querySelectorAll('form.picks').forEach(function (picks) {
    var view = picks.closest('.view').id;
    picks.hidden = false;
    picks.addEventListener('submit', function (event) { event.preventDefault(); });
    picks.addEventListener('change', function (event) { change({ utfall: event.target.value }, view); });
    picks.addEventListener('reset', function (event) { event.preventDefault(); change({ utfall: null }, view); });
  });
  addEventListener('hashchange', function () { var now = address(); go(now.id !== MATRIX && !now.state.has('utfall')); });
  addEventListener('beforeprint', function () { document.querySelectorAll('details:not([open])').forEach(function (one) { one.open = true; one.dataset.shut = ''; }); });
  addEventListener('afterprint', function () { document.querySelectorAll('details[data-shut]').forEach(function (one) { one.open = false; delete one.dataset.shut; }); });
  go(true);
}());
