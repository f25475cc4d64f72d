// What the page on this machine does with a script, and can be read without:
// papers judged by keys alone, files dropped, what goes on meanwhile.
'use strict';
(function () {
  // The row that keys are about: the one with the keyboard, else the first.
  var rows = Array.prototype.slice.call(document.querySelectorAll('[data-row]'));
  var KEPT = 'remiss-row';
  function here() { return document.activeElement && document.activeElement.closest('[data-row]'); }
  function step(by) {
    if (!rows.length) return false;
    var at = rows.indexOf(here());
    var next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    return true;
  }
  // A button or link that stands for a key, in the row if there is one.
  function pressed(key) {
    var row = here() || rows[0];
    var one = (row && row.querySelector('[data-key=' + key + ']')) || document.querySelector('[data-key=' + key + ']');
    if (!one) return false;
    // After the form is sent the keyboard goes on where it was.
    if (row && key === 'o') sessionStorage.setItem(KEPT, String(rows.indexOf(row)));
    one.click();
    return true;
  }
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var in_field = event.target.closest && event.target.closest('input, select, textarea');
    if (event.key === 'Escape' && in_field) { event.target.blur(); return; }
    if (in_field) return;
    var done = false;
    if (event.key === 'j') done = step(1) || pressed('j');
    else if (event.key === 'k') done = step(-1) || pressed('k');
    else if (event.key === 'o' || event.key === 'u') done = pressed(event.key);
    else if (event.key === 'r') {
      var first = document.querySelector('[data-first]');
      if (first) { first.focus(); done = true; } else done = pressed('r');
    } else if (event.key === '/') {
      var search = document.querySelector('input[type=search]');
      if (search) { search.focus(); done = true; }
    }
    if (done) event.preventDefault();
  });
  var kept = sessionStorage.getItem(KEPT);
  if (kept !== null && rows.length) {
    sessionStorage.removeItem(KEPT);
    rows[Math.min(rows.length - 1, Math.max(0, Number(kept)))].focus();
  }

  // Files, dropped or chosen, one after the other; then they are read.
  var drop = document.querySelector('.drop'), progress = document.querySelector('.progress');
  if (!drop) return;
  // Where in a dropped folder each file stands: what is hidden there is no paper.
  var places = new Map();
  var key = drop.dataset.keyOfForms, failed = [];
  function tell(words) {
    var line = document.createElement('p');
    line.textContent = words;
    progress.replaceChildren(line);
  }
  function send(files) {
    var at = 0;
    failed = [];
    function next() {
      if (at >= files.length) { read(); return; }
      var file = files[at];
      at += 1;
      tell(drop.dataset.sending + ' ' + at + '/' + files.length + ': ' + file.name);
      fetch('/lagg-till/fil?namn=' + encodeURIComponent(places.get(file) || file.webkitRelativePath || file.name), { method: 'POST', headers: { 'X-Nyckel': key, 'Content-Type': 'application/octet-stream' }, body: file })
        .then(function (answer) { return answer.ok ? null : answer.text().then(function (why) { failed.push(file.name + ': ' + why); }); })
        .catch(function () { failed.push(file.name + ': ' + drop.dataset.failed); })
        .then(next);
    }
    if (files.length) next();
  }
  function read() {
    fetch('/lagg-till/las', { method: 'POST', headers: { 'X-Nyckel': key, 'Content-Type': 'application/octet-stream' }, redirect: 'manual' }).then(listen, listen);
  }
  function listen() {
    var news = new EventSource('/lagg-till/handelser');
    news.onmessage = function (event) {
      var now = JSON.parse(event.data);
      // Made by this page's own server, every word of a paper escaped there.
      var made = new DOMParser().parseFromString(now.html, 'text/html');
      progress.replaceChildren.apply(progress, Array.prototype.slice.call(made.body.childNodes));
      failed.forEach(function (why) {
        var line = document.createElement('p');
        line.className = 'told';
        line.textContent = why;
        progress.appendChild(line);
      });
      if (!now.reading) { news.close(); if (!failed.length) location.reload(); }
    };
  }
  // A folder that is dropped is walked through.
  function walk(entries, done) {
    var files = [], open = 1;
    function close() { open -= 1; if (!open) done(files); }
    function take(entry) {
      open += 1;
      if (entry.isFile) entry.file(function (file) { places.set(file, entry.fullPath); files.push(file); close(); }, close);
      else if (entry.isDirectory) {
        var reader = entry.createReader();
        (function more() { reader.readEntries(function (some) { if (!some.length) { close(); return; } some.forEach(take); more(); }, close); }());
      } else close();
    }
    entries.forEach(take);
    close();
  }
  ['dragenter', 'dragover'].forEach(function (kind) { addEventListener(kind, function (event) { event.preventDefault(); drop.classList.add('over'); }); });
  addEventListener('dragleave', function () { drop.classList.remove('over'); });
  addEventListener('drop', function (event) {
    event.preventDefault();
    drop.classList.remove('over');
    var items = Array.prototype.slice.call(event.dataTransfer.items || []);
    var entries = items.map(function (item) { return item.webkitGetAsEntry && item.webkitGetAsEntry(); }).filter(Boolean);
    if (entries.length) walk(entries, send);
    else send(Array.prototype.slice.call(event.dataTransfer.files));
  });
  document.querySelectorAll('[data-files]').forEach(function (input) {
    input.addEventListener('change', function () { send(Array.prototype.slice.call(input.files)); });
  });
  if (progress.hasAttribute('data-reading')) listen();
}());
