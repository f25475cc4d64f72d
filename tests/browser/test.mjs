// Every view of the report, as a person meets it: at two widths, by mouse and by
// keyboard, on paper; and as a program that checks for barriers does.
import { chromium } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { addressed, check, ended, seen, wide } from './checks.mjs';
import { mkdir } from 'node:fs/promises';
import { statSync } from 'node:fs';

const [, , dir] = process.argv;
const shots = process.env.SHOTS || '';
const VIEWS = ['oversikt', 'stallningstaganden', 'omraden', 'instanser', 'synpunkter', 'teman', 'aterges-inte', 'avtryck', 'forra-gangen', 'lika-texter', 'remissinstanser', 'texten', 'sa-gjordes-det'];
const WIDTHS = [[1280, 900], [320, 640]];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });

// A page that keeps what a page must never do.
async function opened(file, [width, height], options = {}) {
  const context = await browser.newContext({ viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (said) => { if (['error', 'warning'].includes(said.type())) faults.push(said.text()); });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', async (dialog) => { faults.push(`dialog ${dialog.message()}`); await dialog.dismiss(); });
  page.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) faults.push(`request ${request.url()}`); });
  await page.goto(`file://${dir}/${file}`);
  return { page, faults, close: () => context.close() };
}

async function views(file, widths, which) {
  for (const size of widths) {
    const { page, faults, close } = await opened(file, size);
    for (const view of which) {
      await page.evaluate((to) => { location.hash = to; }, view);
      await page.waitForFunction((to) => document.getElementById(to).classList.contains('on'), view);
      check(`${file} ${view} at ${size[0]} is shown`, await seen(page.locator(`#${view}`)));
      check(`${file} ${view} at ${size[0]} does not scroll sideways`, (await wide(page)) <= 0, `${await wide(page)} px`);
      const small = await page.evaluate(() => [...document.querySelectorAll('.view.on a, .view.on button, .view.on select, .view.on summary, nav a')]
        .filter((one) => !one.closest('p, blockquote, td ul, small, caption'))
        .map((one) => [one.getBoundingClientRect(), one.textContent.slice(0, 30)])
        .filter(([box]) => box.height > 0 && box.height < 23.5).map(([box, text]) => `${text} ${box.height}`).slice(0, 4));
      check(`${file} ${view} at ${size[0]} has targets of 24 px`, small.length === 0, JSON.stringify(small));
      // A column in which every word is broken does not scroll either.
      const narrow = await page.evaluate(() => [...document.querySelectorAll('.view.on td, .view.on th:not(.area)')]
        .filter((one) => innerWidth < 700 || !one.closest('.matrix'))
        .map((one) => [one.getBoundingClientRect(), one.innerText.trim()])
        .filter(([box, text]) => box.width > 0 && /\S{4}/.test(text) && text.length > 12 && box.width < 60)
        .map(([box, text]) => `${text.slice(0, 30)} ${Math.round(box.width)}x${Math.round(box.height)}`).slice(0, 4));
      check(`${file} ${view} at ${size[0]} has columns that can be read`, narrow.length === 0, JSON.stringify(narrow));
      const axe = await new AxeBuilder({ page }).exclude('ol.lines').analyze();
      check(`${file} ${view} at ${size[0]} has no barrier`, axe.violations.length === 0,
        JSON.stringify(axe.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 160), one.nodes[0].failureSummary.slice(0, 200)])));
      if (shots) {
        await mkdir(shots, { recursive: true });
        await page.screenshot({ path: `${shots}/${file.replace('.html', '')}-${view}-${size[0]}.png` });
      }
    }
    check(`${file} at ${size[0]} says and asks for nothing`, faults.length === 0, faults.join(' | '));
    await close();
  }
}

async function matrix() {
  const { page, faults, close } = await opened('stad.html', WIDTHS[0]);
  await page.click('nav a[href="#stallningstaganden"]');
  const all = await page.locator('table.matrix tbody tr:visible').count();
  const values = await page.locator('select[name=svar] option').evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  await page.selectOption('select[name=svar]', values[values.length - 1]);
  await addressed(page, () => location.hash.includes('svar='));
  const some = await page.locator('table.matrix tbody tr:visible').count();
  check('a filter narrows', some > 0 && some < all, `${some} of ${all}`);
  check('a filter is told', await seen(page.locator('.found')));
  const address = page.url();
  const again = await opened(address.slice(`file://${dir}/`.length), WIDTHS[0]);
  check('the address of a filter opens the same', await again.page.locator('table.matrix tbody tr:visible').count() === some);
  await again.close();
  await page.click('#stallningstaganden form.filters button[type=reset]');
  await addressed(page, () => location.hash === '#stallningstaganden');

  await page.selectOption('select[name=ordning]', 'namn');
  await addressed(page, () => location.hash.includes('ordning=namn'));
  const names = await page.locator('table.matrix tbody th').allTextContents();
  check('rows are sorted as Swedish is', names.join() === [...names].sort((a, b) => a.localeCompare(b, 'sv')).join());

  const cell = page.locator('table.matrix tbody td a').first();
  await cell.click();
  check('a cell opens below its row', await seen(page.locator('tr.open .panel blockquote').first()));
  check('no column moves', (await wide(page)) <= 0);
  if (shots) await page.screenshot({ path: `${shots}/stad-cell-1280.png` });
  const cells = page.url();
  const link = page.locator('tr.open blockquote a.place').first();
  const target = (await link.getAttribute('href')).slice(1);
  await page.locator('tr.open button.copy').first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check('a quotation is copied with its source', /^”.+” \(.+\)$/s.test(copied), copied);
  await link.click();
  await page.waitForFunction((to) => { const box = document.getElementById(to).getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight + 2 && box.height > 0; }, target);
  check('a citation leads to its line', await seen(page.locator('#texten')));
  if (shots) await page.screenshot({ path: `${shots}/stad-line-1280.png` });
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('tr.open'));
  check('and back', page.url() === cells);
  check('the matrix says and asks for nothing', faults.length === 0, faults.join(' | '));
  await close();
}

// Lists of outcomes: one is chosen, the address keeps it, a row leads to its line.
async function outcomes() {
  for (const [view, outcome] of [['aterges-inte', 'softened'], ['forra-gangen', 'dropped']]) {
    const { page, faults, close } = await opened('stad.html', WIDTHS[0]);
    await page.click(`nav a[href="#${view}"]`);
    const rows = page.locator(`#${view} li[data-f]`);
    const wanted = await page.locator(`#${view} li[data-f=${outcome}]`).count();
    check(`${view} has rows of several outcomes`, wanted > 0 && wanted < await rows.count(), `${wanted} of ${await rows.count()}`);
    await page.selectOption(`#${view} select[name=utfall]`, outcome);
    await addressed(page, (to) => location.hash === to, `#${view}?utfall=${outcome}`);
    const shown = () => rows.evaluateAll((all) => all.filter((one) => !one.closest('[hidden]')).map((one) => one.dataset.f));
    const some = await shown();
    check(`${view} shows rows of one outcome`, some.length === wanted && some.every((one) => one === outcome), some.join());
    const again = await opened(page.url().slice(`file://${dir}/`.length), WIDTHS[0]);
    check(`the address of an outcome of ${view} opens the same`, await again.page.locator(`#${view} li[data-f]:not([hidden])`).count() === wanted);
    await again.close();
    const link = page.locator(`#${view} li[data-f=${outcome}] a.place`).first();
    const target = (await link.getAttribute('href')).slice(1);
    await link.click();
    await page.waitForFunction((to) => { const box = document.getElementById(to).getBoundingClientRect(); return box.top >= 0 && box.height > 0; }, target);
    check(`a row of ${view} leads to its line`, await seen(page.locator('#texten')));
    await page.goBack();
    await addressed(page, (to) => location.hash.startsWith(to), `#${view}?`);
    await page.click(`#${view} form.picks button[type=reset]`);
    await addressed(page, (to) => location.hash === to, `#${view}`);
    check(`${view} shows all rows again`, (await shown()).length === await rows.count());
    check(`${view} says and asks for nothing`, faults.length === 0, faults.join(' | '));
    await close();
  }
}

async function keyboard() {
  const { page, close } = await opened('stad.html', WIDTHS[0]);
  await page.keyboard.press('Tab');
  check('the first stop skips to the content', await page.evaluate(() => document.activeElement.getAttribute('href')) === '#innehall');
  let stops = 0;
  for (; stops < 200; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.getAttribute('href')) === '#stallningstaganden') break;
  }
  await page.keyboard.press('Enter');
  for (stops = 0; stops < 200; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => !!document.activeElement.closest('table.matrix td'))) break;
  }
  await page.keyboard.press('Enter');
  check('a cell opens by keyboard', await seen(page.locator('tr.open')));
  await page.keyboard.press('Enter');
  const closed = page.locator('tr.open').waitFor({ state: 'detached', timeout: 3000 });
  check('and closes', await closed.then(() => true, () => false));
  await close();
}

async function paper() {
  const { page, close } = await opened('stad.html', WIDTHS[0]);
  const pdf = `${dir}/stad.pdf`;
  await page.pdf({ path: pdf, preferCSSPageSize: true, tagged: true });
  check('it prints', statSync(pdf).size > 20000);
  await page.emulateMedia({ media: 'print' });
  for (const view of VIEWS) check(`${view} is on paper`, await seen(page.locator(`#${view}`)));
  await close();
  if (shots) { const { copyFile } = await import('node:fs/promises'); await copyFile(pdf, `${shots}/stad.pdf`); }
}

async function withoutScript() {
  const { page, close } = await opened('stad.html', WIDTHS[0], { javaScriptEnabled: false });
  for (const view of VIEWS) check(`${view} is read without a script`, await seen(page.locator(`#${view}`)));
  check('nothing that needs a script is offered', await page.locator('form.filters:visible').count() === 0);
  await close();
}

async function hostile() {
  const { page, faults, close } = await opened('hostile.html', WIDTHS[0]);
  for (const view of VIEWS) await page.evaluate((to) => { location.hash = to; }, view);
  const strange = await page.evaluate(() => document.querySelectorAll('img, iframe, object, embed, base, form[action], [onerror], [onload], [onclick], [style], marquee, script:not([type]) ~ script:not([type])').length);
  check('no element comes from a paper', strange === 0, String(strange));
  check('what is hostile stays text', (await page.textContent('body')).includes('<img src=x onerror='));
  check('what is hostile does nothing', faults.length === 0, faults.join(' | '));
  await close();
}

await views('stad.html', WIDTHS, VIEWS);
await views('town.html', [WIDTHS[1]], ['oversikt', 'stallningstaganden', 'teman', 'aterges-inte', 'avtryck', 'forra-gangen', 'sa-gjordes-det']);
await matrix();
await outcomes();
await keyboard();
await paper();
await withoutScript();
await hostile();
await browser.close();
ended();
